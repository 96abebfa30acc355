//! Where the tree is often wrong about names, and the words beside them tell: titles, appositions and lists.

use crate::nlp::relations::graph::Word;
use crate::nlp::relations::lexicon;
use crate::nlp::syntax::{Function, Tag};

/// Mends the tree around names; it stays a tree.
pub(super) fn mend(words: &mut [Word<'_>]) {
    for at in 0..words.len() {
        let Some(name) = words[at].name.clone() else { continue };
        title(words, at, name.start);
        apposition(words, at, name.start, name.end);
        conjunct(words, at, name.start);
    }
}

/// "her eldest son Jeremy is": both would be the subject.
fn title(words: &mut [Word<'_>], name: usize, start: usize) {
    let Some(noun) = start.checked_sub(1).filter(|&it| is_role(words, it)) else { return };
    if words[noun].head == Some(name) || words[name].head == Some(noun) {
        return;
    }
    if words[noun].head == words[name].head {
        attach(words, name, noun, Function::Apposition);
    }
}

/// "Lee's lawyer, Ann Roe, had": the name is the lawyer's, whatever else is near.
fn apposition(words: &mut [Word<'_>], name: usize, start: usize, end: usize) {
    let Some(noun) = start.checked_sub(2).filter(|&it| is_role(words, it) && words[it + 1].text == ",") else { return };
    let is_closed = words.get(end).is_none_or(|it| matches!(it.text, "," | "." | ")" | ";"));
    if is_closed && words[name].head != Some(noun) && words[noun].head != Some(name) {
        attach(words, name, noun, Function::Apposition);
    }
}

/// "chairman Ann Lee and former chairman Bob Roe": two, not one with two names.
fn conjunct(words: &mut [Word<'_>], name: usize, start: usize) {
    let Some(first) = words[name].head.filter(|&it| it < name && words[it].name.is_some()) else { return };
    if !matches!(words[name].function, Function::Apposition | Function::Flat | Function::List | Function::Compound) {
        return;
    }
    let between = words.get(first + 1..start).unwrap_or_default();
    if between.iter().any(|it| it.lower == "and") && between.iter().all(|it| it.tag != Tag::Verb) {
        words[name].function = Function::Conjunct;
    }
}

/// A noun of office or kin that stands for one and is no part of a name.
fn is_role(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let is_named = words.iter().any(|it| it.name.as_ref().is_some_and(|name| name.contains(&at)));
    matches!(word.tag, Tag::Noun | Tag::Name) && !is_named && lexicon::is_role(&word.lower) && lexicon::singular(&word.lower).is_none_or(|it| !lexicon::is_role(it))
}

/// Gives a word another head, unless that depends on the word.
fn attach(words: &mut [Word<'_>], word: usize, head: usize, function: Function) {
    let mut at = Some(head);
    while let Some(above) = at {
        if above == word {
            return;
        }
        at = words[above].head;
    }
    words[word].head = Some(head);
    words[word].function = function;
}
