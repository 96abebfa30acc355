//! Offices listed one after the other: "Lee, chairman of Acme, founder of Hall, and treasurer of the Guild".

use crate::nlp::EntityKind;
use crate::nlp::lexicon;
use crate::nlp::relations::graph::Graph;
use crate::nlp::relations::nominal::holds_place;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal, pieces};
use crate::nlp::syntax::Tag;

/// The most proposals that are added to a sentence.
const MAX_COUNT: usize = 8;

/// The most words of an office.
const MAX_LENGTH: usize = 6;

/// Adds the offices that follow those found, for the same holder.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Proposal>) {
    let most = found.len() + MAX_COUNT;
    let mut at = 0;
    while let Some(first) = found.get(at).filter(|_| found.len() < most).cloned() {
        at += 1;
        let Some(next) = next(graph, &first) else { continue };
        let ends = |it: &Proposal| (it.subject.entity, it.object.entity, it.pattern.class());
        if !found.iter().any(|it| ends(it) == ends(&next)) {
            found.push(next);
        }
    }
}

/// The office after the realm of another one.
fn next(graph: &Graph<'_>, first: &Proposal) -> Option<Proposal> {
    let is_office = first.pattern.class() == 0
        && first.pattern != Pattern::Belonging
        && first.subject.kind == EntityKind::Person
        && first.anchor < first.object.word
        && lexicon::role::is_person_role(graph.lower(first.anchor));
    if !is_office {
        return None;
    }
    let lower = |it: usize| graph.words.get(it).map_or("", |it| it.lower.as_str());
    let end = graph.end(first.object.word);
    let mut at = end;
    at += usize::from(lower(at) == ",");
    at += usize::from(lower(at) == "and");
    if at == end {
        return None;
    }
    at += usize::from(matches!(lower(at), "the" | "a" | "an"));
    let is_word = |&it: &usize| {
        graph.words.get(it).is_some_and(|word| {
            matches!(word.tag, Tag::Noun | Tag::Adjective | Tag::Name) && graph.name_at(it).is_none()
        })
    };
    let words: Vec<usize> = (at..at + MAX_LENGTH).take_while(is_word).collect();
    let case = at + words.len();
    let mut label = match words.last() {
        Some(&role) if lexicon::role::is_person_role(lower(role)) => pieces(&words),
        Some(_) => return None,
        // "chairman of Acme and of Hall"
        None => {
            let own = LabelPiece::Word(case_of(first)?);
            first.pieces.iter().copied().filter(|&it| it != own && it != LabelPiece::Object).collect()
        }
    };
    if !matches!(lower(case), "of" | "at" | "for") {
        return None;
    }
    label.push(LabelPiece::Word(case));
    let start = case + 1 + usize::from(matches!(lower(case + 1), "the" | "a" | "an"));
    let head = graph.name_at(start).filter(|&it| graph.start(it) == start)?;
    let object = graph.words[head].member?;
    // "…, president of Hall Ann Roe": that is her office.
    let is_others = graph.name_at(graph.end(head)).is_some();
    let has_realm = object.kind == EntityKind::Organization
        || object.kind == EntityKind::Place
            && words.last().is_some_and(|&role| holds_place(graph, role, first.subject, &label));
    if is_others || !has_realm || !graph.same_marks(first.object.word, head) {
        return None;
    }
    let anchor = words.last().copied().unwrap_or(first.anchor);
    Some(Proposal {
        steps: first.steps + 1,
        ..Proposal::new(first.subject, object, first.pattern, label, anchor)
    })
}

/// The preposition before the realm of an office.
fn case_of(proposal: &Proposal) -> Option<usize> {
    proposal.pieces.iter().rev().find_map(|it| match *it {
        LabelPiece::Word(word) => Some(word),
        _ => None,
    })
}
