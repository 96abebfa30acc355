//! What someone says of someone: speakers with the subject of what they say.

use crate::nlp::relations::frame::frame;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::lexicon;
use crate::nlp::relations::nominal::{Inside, inside};
use crate::nlp::relations::statement::{Family, Piece, Statement, phrase, verb};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, Quote};

/// Words of a label that follow the object.
const MOST_AFTER: usize = 8;

/// Adds what a sentence's speakers say of others.
pub(super) fn find(graph: &Graph<'_>, quotes: &[Quote], found: &mut Vec<Statement>) {
    for at in 0..graph.len() {
        if !lexicon::is_speech(graph.lower(at))
            || graph.words[at].name.is_some()
            || graph.words[at].tag != Tag::Verb
        {
            continue;
        }
        let own = frame(graph, at);
        if own.is_passive {
            continue;
        }
        // "He and Lee, says Roe, were asked": who stands behind the verb says it.
        let behind = graph.children_as(at, &[Function::Subject, Function::Object]).find(|&it| it > at);
        let is_split = own.subjects.iter().any(|&it| it < at)
            && clauses(graph, at).iter().any(|&it| frame(graph, it).subjects == own.subjects[..1]);
        let subjects = match behind {
            Some(behind) if is_split => vec![behind],
            _ => own.subjects.clone(),
        };
        let speakers: Vec<Member> = subjects.iter().flat_map(|&it| graph.members(it)).collect();
        if speakers.is_empty() {
            continue;
        }
        for clause in clauses(graph, at) {
            // The speaker by the quotes, if they know better.
            let known = graph.words[clause].quote.and_then(|it| quotes.get(it)).and_then(|it| it.speaker);
            let speakers: Vec<Member> = match known {
                Some(known) if speakers.iter().any(|it| it.entity == known) => {
                    speakers.iter().copied().filter(|it| it.entity == known).collect()
                }
                _ => speakers.clone(),
            };
            of_clause(graph, at, &speakers, &own.prefix, clause, found);
        }
    }
}

/// The clauses that a verb of speech says: below it, or above it in "Lee lied, Roe said".
fn clauses(graph: &Graph<'_>, at: usize) -> Vec<usize> {
    let below = graph.children_as(at, &[Function::Clause, Function::Parataxis]);
    let mut found: Vec<usize> =
        below.filter(|&it| graph.is(it, Function::Clause) || is_clause(graph, it)).collect();
    if graph.is(at, Function::Parataxis)
        && let Some(above) =
            graph.words[at].head.filter(|&it| is_clause(graph, it) && !lexicon::is_speech(graph.lower(it)))
    {
        found.push(above);
    }
    let joined: Vec<usize> = found
        .iter()
        .flat_map(|&it| graph.children_as(it, &[Function::Conjunct]))
        .filter(|&it| is_clause(graph, it) && graph.child_as(it, Function::Subject).is_some())
        .collect();
    found.extend(joined);
    found
}

fn is_clause(graph: &Graph<'_>, at: usize) -> bool {
    graph.children_as(at, &[Function::Subject, Function::PassiveSubject]).next().is_some()
}

fn of_clause(
    graph: &Graph<'_>,
    at: usize,
    speakers: &[Member],
    prefix: &[usize],
    clause: usize,
    found: &mut Vec<Statement>,
) {
    let below = frame(graph, clause);
    if below.subjects.is_empty() || clause == at {
        return;
    }
    let predicate = predicate(graph, clause);
    let says = [prefix, &verb(graph, at, false)].concat();
    for &subject in &below.subjects {
        let members = graph.members(subject);
        if members.is_empty() {
            // "said Lee's remark was a joke"
            for inner in
                inside(graph, subject, 1).into_iter().filter(|it| it.member.kind != EntityKind::Place)
            {
                let Inside { member: object, words, steps } = inner;
                let pieces = says.iter().chain(&words).map(|&it| Piece::Word(it));
                let rest = if subject < clause { predicate.as_slice() } else { &[] };
                let pieces: Vec<Piece> =
                    pieces.chain([Piece::Object]).chain(rest.iter().map(|&it| Piece::Word(it))).collect();
                for &speaker in speakers {
                    found.push(Statement {
                        subject: speaker,
                        object,
                        family: Family::Said,
                        pieces: pieces.clone(),
                        anchor: at,
                        negated: graph.negation(at).is_some() || graph.negation(clause).is_some(),
                        hedged: graph.is_hedged(at),
                        steps: steps + 2,
                        said_by: None,
                    });
                }
            }
        }
        for object in members {
            let pieces = says.iter().map(|&it| Piece::Word(it));
            let pieces: Vec<Piece> =
                pieces.chain([Piece::Object]).chain(predicate.iter().map(|&it| Piece::Word(it))).collect();
            for &speaker in speakers {
                found.push(Statement {
                    subject: speaker,
                    object,
                    family: Family::Said,
                    pieces: pieces.clone(),
                    anchor: at,
                    negated: graph.negation(at).is_some() || graph.negation(clause).is_some(),
                    hedged: graph.is_hedged(at),
                    steps: 2,
                    said_by: None,
                });
            }
        }
    }
}

/// What the clause says of its subject: "was absolutely right".
pub(super) fn predicate(graph: &Graph<'_>, clause: usize) -> Vec<usize> {
    let subject_end = graph
        .children_as(clause, &[Function::Subject, Function::PassiveSubject])
        .filter(|&it| it < clause)
        .flat_map(|it| graph.subtree(it, 64))
        .filter(|&it| it < clause)
        .max();
    let from = subject_end.map_or(clause, |it| it + 1);
    let own: Vec<usize> = graph
        .children(clause)
        .iter()
        .copied()
        .filter(|&it| it >= from && it < clause)
        .filter(|&it| {
            matches!(
                graph.words[it].function,
                Function::AuxiliaryVerb
                    | Function::PassiveAuxiliary
                    | Function::Copula
                    | Function::AdverbialModifier
                    | Function::AdjectivalModifier
                    | Function::Compound
                    | Function::Case
            ) || graph.negation(clause) == Some(it)
        })
        .collect();
    let mut words = own;
    let rest = phrase(graph, clause, clause, MOST_AFTER.saturating_sub(words.len()).max(1));
    words.extend(rest);
    words
}
