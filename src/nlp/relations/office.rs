//! What someone is, told directly after the name, whatever the tree says: "Lee, founding director of Acme", "Lee
//! (co-founder, Acme)", "Lee, a former Acme adviser to Roe".

use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::nominal::{holds_place, is_closed};
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal, pieces};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, MentionForm};

/// The most words of a description before its noun.
const MAX_MODIFIERS: usize = 6;

/// The most words between a name and that of what the office belongs to.
const MAX_REACH: usize = 16;

/// The most prepositions between a description's noun and what it belongs to.
const MAX_CASES: usize = 3;

/// A description of someone, up to its noun.
struct Description {
    /// Its words without article and without the name in it.
    words: Vec<usize>,
    /// "adviser"
    noun: usize,
    /// Whose "adviser" that is: "Acme".
    inner: Option<Member>,
}

/// Adds what the words after a name state.
pub(super) fn behind(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let (Some(subject), Some(name)) = (graph.words[head].member, graph.words[head].name.clone()) else {
        return;
    };
    let opener = graph.words.get(name.end).map_or("", |it| it.text);
    let is_apart = matches!(opener, "," | "(");
    let is_person = subject.kind == EntityKind::Person;
    // "an Acme member of the board": without a comma, only people are described like this.
    if !is_person && (!is_apart || is_realm(graph, head, name.start)) {
        return;
    }
    let start = name.end + usize::from(is_apart);
    let end = graph.len().min(name.end + MAX_REACH);
    let end = (start..end).find(|&it| !graph.same_marks(head, it)).unwrap_or(end);
    let Some(it) = description(graph, start, end, is_person) else { return };
    if let Some(object) = it.inner.filter(|it| it.kind != EntityKind::Place && is_apart) {
        let label = it.words.iter().map(|&it| LabelPiece::Word(it)).chain([LabelPiece::Of]).collect();
        found.push(Proposal::new(subject, object, Pattern::Apposition, label, it.noun));
    }
    if let Some((object, words)) = realm(graph, &it, subject, opener, end) {
        found.push(Proposal::new(subject, object, Pattern::Apposition, words, it.noun));
    }
}

/// Whether a name belongs to an office before it: in "director of Acme, founder of Hall", the founder is not Acme.
fn is_realm(graph: &Graph<'_>, head: usize, start: usize) -> bool {
    let is_role = |it: usize| lexicon::role::is_person_role(graph.lower(it));
    let above = graph.words[head].head.filter(|&it| it < head && is_role(it));
    let mut before = (0..start).rev().skip_while(|&it| graph.words[it].tag == Tag::Determiner);
    above.is_some() && graph.is(head, Function::NominalModifier)
        || before.next().is_some_and(|it| matches!(graph.lower(it), "of" | "at" | "for"))
            && before.next().is_some_and(is_role)
}

/// The description that begins here.
fn description(graph: &Graph<'_>, start: usize, end: usize, is_person: bool) -> Option<Description> {
    let mut words = Vec::new();
    let mut inner: Option<usize> = None;
    let mut has_participle = false;
    let mut at = start;
    while at < end && words.len() <= MAX_MODIFIERS {
        let word = &graph.words[at];
        if let Some(name) = graph.name_at(at) {
            let object = graph.words[name].member.filter(|_| inner.is_none())?;
            inner = Some(object.word);
            at = graph.end(name);
            // "Lee, Acme's chairman"
            at += usize::from(is_possessive(graph, at));
            continue;
        }
        let next = graph.words.get(at + 1);
        match word.tag {
            Tag::Determiner if words.is_empty() => {}
            Tag::Verb if word.lower.ends_with("ing") || word.lower.ends_with("ed") => {
                has_participle = true;
                words.push(at); // "founding" director
            }
            Tag::Noun | Tag::Name | Tag::Adjective | Tag::Punctuation
                if !matches!(word.text, "," | "(" | ")" | ";") =>
            {
                words.push(at);
                let is_glued = next.is_some_and(|it| it.span.start() == word.span.end() && it.text == "-");
                let is_many = lexicon::noun::singular(&word.lower).is_some_and(lexicon::role::is_person_role);
                let is_noun = lexicon::role::is_person_role(&word.lower) && !(has_participle && is_many)
                    || !is_person && lexicon::role::is_organization(&word.lower);
                let ends = match next {
                    None => inner.is_some(),
                    Some(next) if matches!(next.text, "," | "." | ")") => true,
                    Some(next) => next.tag == Tag::Adposition,
                };
                let suits = inner.is_none() || !is_many;
                if is_noun && !is_glued && ends && suits {
                    let inner = inner.and_then(|it| graph.words[it].member);
                    return Some(Description { words, noun: at, inner });
                }
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// What the office belongs to that a preposition, or a comma in brackets, joins to it, and the words of the label.
fn realm(
    graph: &Graph<'_>,
    it: &Description,
    subject: Member,
    opener: &str,
    end: usize,
) -> Option<(Member, Vec<LabelPiece>)> {
    let case = it.noun + 1;
    if opener == "(" && graph.words.get(case)?.text == "," {
        let name = graph.name_at(case + 1)?;
        let object = graph.words[name].member.filter(|it| it.kind == EntityKind::Organization)?;
        let closes = graph.words.get(graph.end(name)).is_some_and(|it| matches!(it.text, ")" | ","));
        return closes.then(|| (object, [pieces(&it.words), vec![LabelPiece::Of]].concat()));
    }
    if graph.words.get(case)?.tag != Tag::Adposition {
        return None;
    }
    // "former Acme adviser to"
    let first = it.inner.map_or(it.words[0], |inner| graph.start(inner.word).min(it.words[0]));
    let mut words: Vec<usize> = (first..=it.noun).collect();
    let mut n_cases = 0;
    let mut owner = None;
    let mut next = case;
    while next < end {
        let at = graph.name_at(next).unwrap_or(next);
        let word = &graph.words[at];
        next = graph.end(at);
        let is_name = |it: &&Member| it.form == MentionForm::Name || word.tag == Tag::Pronoun;
        if let Some(object) = word.member.as_ref().filter(is_name) {
            let holds =
                object.kind != EntityKind::Place || holds_place(graph, it.noun, subject, &pieces(&words));
            let holds = holds && is_closed(graph, at);
            let found = holds.then(|| (*object, pieces(&words)));
            if !is_possessive(graph, next) {
                return found.or(owner);
            }
            // "director of Tarn's Ports Office": of the office
            owner = found.filter(|_| object.kind == EntityKind::Organization);
            continue;
        }
        match word.tag {
            Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Name => {}
            _ if is_possessive(graph, at) => {}
            Tag::Adposition if n_cases < MAX_CASES && (n_cases == 0 || is_of_part(&word.lower)) => {
                // "director | of exams at"
                let last = words[words.len() - 1];
                words.extend(last + 1..=at);
                n_cases += 1;
            }
            _ => return owner,
        }
    }
    owner
}

/// Whether a possessive sign is here.
fn is_possessive(graph: &Graph<'_>, at: usize) -> bool {
    graph.words.get(at).is_some_and(|it| matches!(it.text, "'s" | "’s" | "'" | "’"))
}

/// Whether the preposition joins a part to its whole: "director of exams *at*", "dean of the faculty *of*".
fn is_of_part(word: &str) -> bool {
    matches!(word, "of" | "at" | "for" | "in")
}
