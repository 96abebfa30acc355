//! Corrects names that the tree attaches to another name or takes for an object, according to the words beside them.

use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Word, attach, name_of};
use crate::nlp::syntax::{Function, Tag};

/// Words before a name that may be its title.
const MAX_TITLE: usize = 4;

/// "Lee sued | Acme Steel", "appointed Lee as head of | Acme", "| Acme Mills is owned": a name that the tree makes
/// part of another name, or of nothing beside it.
pub(super) fn mend(words: &mut [Word<'_>], is_named: &[bool], name: usize) {
    let Some(range) = words[name].name.clone() else { return };
    let Some(head) = words[name].head else { return };
    let is_part_of_other = words[name].function == Function::Flat && is_named[head];
    let has_case = words.iter().any(|it| it.head == Some(name) && it.function == Function::Case);
    let is_behind = range.start.checked_sub(1).is_some_and(|it| words[it].tag == Tag::Verb && !is_named[it]);
    let is_odd =
        words[name].function == Function::NominalModifier && !has_case && (is_named[head] || is_behind);
    // "helped | Lee move", where the tree has Lee as part of the verb; "sued | Acme", by nobody
    let is_verbs =
        words[name].function == Function::Compound && words[head].tag == Tag::Verb && !is_named[head];
    let is_below = range.start.checked_sub(1).is_some_and(|it| words[it].tag == Tag::Verb && head <= it);
    let is_agent = is_below
        && !has_case
        && matches!(words[name].function, Function::Agent | Function::Oblique | Function::BareOblique);
    // "Lee left | Acme for Hall", where the tree has Acme beside Lee
    let is_beyond = head + 1 < range.start
        && matches!(words[name].function, Function::List | Function::Apposition)
        && words[head + 1..range.start].iter().any(|it| it.tag == Tag::Verb);
    // "Before joining | Acme, Lee left Hall", where the tree has Acme with Hall
    let is_ahead = head >= range.end
        && words.get(range.end).is_some_and(|it| it.text == ",")
        && range.start.checked_sub(1).is_some_and(|it| {
            let is_clause =
                words[it].lower.ends_with("ing") || words[it].function == Function::RelativeClause;
            words[it].tag == Tag::Verb && is_clause || is_infinitive(words, it)
        });
    // "Acme launched a card with Hall Group", where the tree has Acme as a part of Hall Group
    let is_far = words[name].function == Function::Compound
        && range.start == 0
        && words
            .get(range.end..head)
            .unwrap_or_default()
            .iter()
            .any(|it| it.tag == Tag::Verb || it.text == ",");
    // "apologized for | Acme firing Lee": Acme fires.
    let fires = (is_verbs || words[name].function == Function::Subject)
        && head == range.end
        && words[head].lower.ends_with("ing")
        && child(words, head, &[Function::Object]).is_some();
    if fires {
        words[name].function = Function::Subject;
        for at in 0..range.start {
            if words[at].function == Function::Case && words[at].head.is_some_and(|it| it > head) {
                attach(words, at, head, Function::Marker);
            }
        }
        return;
    }
    if !is_part_of_other && !is_far && !is_odd && !is_verbs && !is_agent && !is_beyond && !is_ahead {
        return;
    }
    let is_verb = |it: usize| words[it].tag == Tag::Verb && !is_named[it];
    let mut before = range.start;
    while before > 0 && words[before - 1].tag == Tag::Determiner {
        before -= 1;
    }
    let before = before.checked_sub(1);
    if let Some(verb) = before.filter(|&it| is_verb(it)) {
        if child(words, verb, &[Function::Object]).is_none_or(|it| it < verb) {
            attach(words, name, verb, Function::Object);
        }
    } else if let Some(case) = before.filter(|&it| lexicon::preposition::is_governed(&words[it].lower)) {
        let governor = case.checked_sub(1).filter(|&it| !is_named[it]);
        let function = governor.and_then(|it| match words[it].tag {
            Tag::Verb => Some(Function::Oblique),
            Tag::Noun => Some(Function::NominalModifier),
            _ => None,
        });
        if let Some((governor, function)) = governor.zip(function)
            && attach(words, name, governor, function)
        {
            attach(words, case, name, Function::Case);
        }
    } else if range.start == 0 {
        let next = range.end;
        // "Acme, in league with Hall, sued": the main verb
        if words.get(next).is_some_and(|it| it.text == ",") {
            let main = words.iter().position(|it| it.head.is_none()).filter(|&it| it > next);
            let opens = |it: usize| {
                let is_between = |word: &Word<'_>| {
                    matches!(word.tag, Tag::Auxiliary | Tag::Adverb | Tag::Adposition)
                        || word.function == Function::Case
                };
                (next..it).rev().find(|&it| !is_between(&words[it])).is_some_and(|last| {
                    // "Acme, a bank, is in talks": a verb follows the comma.
                    let is_verbal = |it: &Word<'_>| matches!(it.tag, Tag::Verb | Tag::Auxiliary);
                    words[last].text == "," && last > next && is_verbal(&words[last + 1])
                })
            };
            if let Some(predicate) = main.filter(|&it| opens(it))
                && child(words, predicate, &[Function::Subject, Function::PassiveSubject]).is_none()
            {
                attach(words, name, predicate, Function::Subject);
                let is_noun = words[predicate].tag != Tag::Verb;
                let copula = (next..predicate).find(|&it| words[it].tag == Tag::Auxiliary && is_noun);
                if let Some(copula) = copula {
                    attach(words, copula, predicate, Function::Copula);
                }
            }
            return;
        }
        let is_auxiliary = words.get(next).is_some_and(|it| it.tag == Tag::Auxiliary);
        let verb = if is_auxiliary { words[next].head.filter(|&it| it > next) } else { Some(next) };
        // "Acme is in talks with Hall"
        let is_predicate = |it: usize| {
            is_auxiliary && words[it].head.is_none() && matches!(words[it].tag, Tag::Noun | Tag::Adjective)
        };
        let Some(verb) = verb.filter(|&it| it < words.len() && (is_verb(it) || is_predicate(it))) else {
            return;
        };
        if child(words, verb, &[Function::Subject, Function::PassiveSubject]).is_none() {
            let is_passive = child(words, verb, &[Function::PassiveAuxiliary]).is_some();
            let function = if is_passive { Function::PassiveSubject } else { Function::Subject };
            // The verb may be below the name.
            if words[verb].head == Some(name) {
                return;
            }
            attach(words, name, verb, function);
            if is_auxiliary && words[verb].tag != Tag::Verb {
                words[next].function = Function::Copula;
            }
        }
    }
}

/// "to reach"
fn is_infinitive(words: &[Word<'_>], verb: usize) -> bool {
    words[verb].tag == Tag::Verb && verb.checked_sub(1).is_some_and(|it| words[it].lower == "to")
}

/// "Acme made Lee its director", where the tree takes Acme for an object, or for the owner of Lee: a name before a verb
/// without a subject is its subject.
pub(super) fn subject(words: &mut [Word<'_>], at: usize) {
    beside_owned(words, at);
    behind_clause(words, at);
    let word = &words[at];
    // "Acme, Hall and Moss | sued Lee": no owner comes before the verb.
    let owned = word.head.filter(|&it| word.function == Function::Possessor && it > at);
    let above = owned.filter(|&it| words[it].function == Function::Object).and_then(|it| words[it].head);
    if let Some(verb) = above.filter(|&it| {
        let is_owner =
            words.iter().any(|sign| sign.head == Some(at) && matches!(sign.text, "'s" | "’s" | "'" | "’"));
        at < it && words[it].head.is_none() && words[it].tag == Tag::Verb && word.name.is_some() && !is_owner
    }) && child(words, verb, &[Function::Subject, Function::PassiveSubject]).is_none()
    {
        attach(words, at, verb, Function::Subject);
        return;
    }
    let Some(verb) = word.head.filter(|&it| it > at && words[it].tag == Tag::Verb) else { return };
    let is_object = word.function == Function::Object && matches!(word.tag, Tag::Noun | Tag::Name);
    let is_to = child(words, verb, &[Function::Marker]).is_some();
    let is_clause = words[verb].head.is_none();
    if is_object
        && is_clause
        && !is_to
        && child(words, verb, &[Function::Subject, Function::PassiveSubject]).is_none()
    {
        words[at].function = Function::Subject;
    }
}

/// "After backing Roe, Lee is looking", where the tree has Lee with "backing": the name before a verb without a subject
/// is its subject.
fn behind_clause(words: &mut [Word<'_>], name: usize) {
    let Some(start) = words[name].name.as_ref().map(|it| it.start) else { return };
    let Some(clause) = words[name].head.filter(|&it| it < start && words[it].lower.ends_with("ing")) else {
        return;
    };
    let is_parted = words[clause..start].iter().any(|it| it.text == ",");
    let main = words[clause].head.filter(|&it| it > name && words[it].tag == Tag::Verb);
    let Some(verb) = main.filter(|_| is_parted && words[name].function == Function::Subject) else { return };
    if child(words, verb, &[Function::Subject, Function::PassiveSubject]).is_none() {
        let is_passive = child(words, verb, &[Function::PassiveAuxiliary]).is_some();
        let function = if is_passive { Function::PassiveSubject } else { Function::Subject };
        attach(words, name, verb, function);
    }
}

/// "blamed Lee and his brother", where the tree has Lee as the brother's owner: the two are joined. "considers Lee his
/// friend": Lee is whom one considers so.
fn beside_owned(words: &mut [Word<'_>], name: usize) {
    let Some(end) = words[name].name.as_ref().map(|it| it.end) else { return };
    let Some(owned) = words[name].head.filter(|&it| words[name].function == Function::Possessor && it > end)
    else {
        return;
    };
    if words[end..owned].iter().any(|it| it.tag == Tag::Verb) {
        return;
    }
    let (above, function) = (words[owned].head, words[owned].function);
    let opens = |at: usize| words.get(at).is_some_and(|it| lexicon::function_word::opens_noun(&it.lower));
    if let Some(verb) = above.filter(|&it| opens(end) && it < name && words[it].tag == Tag::Verb) {
        attach(words, name, verb, Function::Object);
        return;
    }
    // Not "Lee and Roe's brother".
    if words[end].lower != "and" || !opens(end + 1) {
        return;
    }
    if let Some(above) = above
        && attach(words, name, above, function)
    {
        attach(words, owned, name, Function::Conjunct);
    }
}

/// "failed to prove that Lee had poisoned Roe", where the tree takes both for objects: a name between the word that opens
/// a clause and the clause's verb is its subject. At `opener` is that word.
pub(super) fn clause(words: &mut [Word<'_>], is_named: &[bool], opener: usize) {
    let opens = matches!(
        words[opener].lower.as_str(),
        "that"
            | "whether"
            | "if"
            | "because"
            | "after"
            | "before"
            | "when"
            | "as"
            | "while"
            | "until"
            | "although"
    );
    let is_opener = opens && matches!(words[opener].tag, Tag::Subordinator | Tag::Adposition | Tag::Adverb);
    let from = opener + 1;
    // "that Mr Lee"
    let start = (from..words.len().min(from + MAX_TITLE)).find(|&it| is_named[it]).filter(|&start| {
        is_opener && (from..start).all(|it| matches!(words[it].tag, Tag::Noun | Tag::Name | Tag::Determiner))
    });
    let name = start.and_then(|it| name_of(words, it));
    let Some((name, end)) = name.and_then(|it| Some((it, words[it].name.clone()?.end))) else { return };
    let is_between = |it: usize| matches!(words[it].tag, Tag::Auxiliary | Tag::Adverb);
    let Some(verb) = (end..words.len()).find(|&it| !is_between(it)) else { return };
    let is_clause = matches!(
        words[verb].function,
        Function::Clause | Function::AdverbialClause | Function::Participle | Function::RelativeClause
    );
    let is_done = words[verb].tag == Tag::Verb && !words[verb].lower.ends_with("ing");
    if !is_clause
        || !is_done
        || child(words, verb, &[Function::Subject, Function::PassiveSubject]).is_some()
        || words[verb].head == Some(name)
    {
        return;
    }
    let is_passive = child(words, verb, &[Function::PassiveAuxiliary]).is_some();
    let function = if is_passive { Function::PassiveSubject } else { Function::Subject };
    if attach(words, name, verb, function) {
        attach(words, opener, verb, Function::Marker);
    }
    // "claimed without proof that Lee lied": claimed, not unproven.
    let proof = words[verb].head.filter(|&it| {
        let case = child(words, it, &[Function::Case]);
        words[it].function == Function::Oblique && case.is_some_and(|it| words[it].lower == "without")
    });
    let claim = proof.and_then(|it| words[it].head);
    if let Some(claim) = claim.filter(|&it| lexicon::speech::is_speech(&words[it].lower)) {
        attach(words, verb, claim, Function::Clause);
    }
}

/// "whether Lee called Roe that night", where the tree takes Roe for what Lee is called: the only name after a verb is
/// its object.
pub(super) fn object(words: &mut [Word<'_>], verb: usize) {
    // "denies killing | Lee", "scored as Acme beat | Hall", where the tree has the name with the verb above
    let is_inner = words[verb].tag == Tag::Verb
        && matches!(
            words[verb].function,
            Function::OpenClause | Function::AdverbialClause | Function::Clause
        )
        && child(words, verb, &[Function::PassiveAuxiliary]).is_none();
    let outer = words[verb].head.filter(|&it| is_inner && it < verb);
    let next = words.iter().position(|it| {
        it.head == outer
            && it.function == Function::Object
            && it.name.as_ref().is_some_and(|name| name.start == verb + 1)
    });
    if let Some(name) = next.filter(|_| outer.is_some() && child(words, verb, &[Function::Object]).is_none())
    {
        attach(words, name, verb, Function::Object);
        return;
    }
    let is_active = words[verb].tag == Tag::Verb
        && child(words, verb, &[Function::Subject]).is_some()
        && child(words, verb, &[Function::PassiveAuxiliary, Function::Object]).is_none();
    let name = words.iter().position(|it| {
        it.head == Some(verb)
            && it.function == Function::OpenClause
            && it.name.as_ref().is_some_and(|name| name.start == verb + 1)
    });
    if let Some(name) = name.filter(|_| is_active) {
        words[name].function = Function::Object;
    }
}

/// The last word with one of these functions for another.
fn child(words: &[Word<'_>], of: usize, functions: &[Function]) -> Option<usize> {
    words.iter().rposition(|it| it.head == Some(of) && functions.contains(&it.function))
}
