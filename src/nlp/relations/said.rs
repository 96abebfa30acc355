//! What someone says about someone: joins speakers to the subjects of what they say.

use crate::nlp::lexicon;
use crate::nlp::relations::frame::frame;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::inside::{Inside, inside};
use crate::nlp::relations::label::{noun, phrase, verb};
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal, pieces};
use crate::nlp::relations::reach::{ReachedMember, reached};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{Entity, EntityKind, Quote};
use crate::text::Id;

/// The most words of a label after the object.
const MAX_AFTER: usize = 8;

/// The most words of a question before a subject.
const MAX_ASKED: usize = 3;

/// The most verbs that share one subject.
const MAX_PREDICATES: usize = 6;

/// Adds what the speakers in a sentence say about others.
pub(super) fn find(graph: &Graph<'_>, quotes: &[Quote], found: &mut Vec<Proposal>) {
    for at in 0..graph.len() {
        if !lexicon::speech::is_speech(graph.lower(at))
            || graph.words[at].name.is_some()
            || graph.words[at].tag != Tag::Verb
        {
            continue;
        }
        let own = frame(graph, at);
        if own.is_passive {
            continue;
        }
        // "He and Lee, says Roe, were asked": the one after the verb says it.
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
            // The speaker according to the quotes, if they know better.
            let known = graph.words[clause].quote.and_then(|it| quotes.get(it)).and_then(|it| it.speaker);
            let speakers: Vec<Member> = match known {
                Some(known) if speakers.iter().any(|it| it.entity == known) => {
                    speakers.iter().copied().filter(|it| it.entity == known).collect()
                }
                _ => speakers.clone(),
            };
            let hearer = hearer(graph, at, clause);
            let says =
                [verb(graph, at, false), hearer.map_or_else(Vec::new, |it| naming(graph, it))].concat();
            let words = [own.prefix.as_slice(), &pieces(&says)].concat();
            let hearer = hearer.and_then(|it| graph.member(it)).map(|it| it.entity);
            let saying = Saying { at, speakers, hearer, words };
            of_subject(graph, &saying, clause, found);
            of_others(graph, &saying, clause, found);
        }
    }
}

/// The listener of a verb: "told *reporters* that".
fn hearer(graph: &Graph<'_>, at: usize, clause: usize) -> Option<usize> {
    const HEARERS: &[Function] = &[Function::Object, Function::IndirectObject];
    let is_hearer = |&it: &usize| at < it && it < clause && graph.case(it).is_empty();
    let mut hearers = graph.children_as(at, HEARERS);
    hearers.find(is_hearer).filter(|_| lexicon::speech::is_telling(graph.lower(at)))
}

/// The words of a name or a noun.
fn naming(graph: &Graph<'_>, word: usize) -> Vec<usize> {
    graph.words[word].name.clone().map_or_else(|| noun(graph, word), Iterator::collect)
}

/// Who says it, and in which words.
struct Saying {
    /// The verb.
    at: usize,
    speakers: Vec<Member>,
    /// To whom it is said. "told Lee he was wrong" is told of Lee by `verbal`.
    hearer: Option<Id<Entity>>,
    words: Vec<LabelPiece>,
}

impl Saying {
    /// Adds that all its speakers say this about a member.
    fn tell(&self, graph: &Graph<'_>, topic: &Topic, found: &mut Vec<Proposal>) {
        if self.hearer == Some(topic.member.entity) {
            return;
        }
        let pieces =
            [self.words.as_slice(), &topic.before, &[LabelPiece::Object], &pieces(&topic.after)].concat();
        found.extend(self.speakers.iter().map(|&subject| Proposal {
            negated: lexicon::doubt::is_denying(graph.lower(self.at)),
            steps: topic.steps,
            ..Proposal::new(subject, topic.member, topic.pattern, pieces.clone(), self.at)
        }));
    }
}

/// A member about whom something is said, with the words for it.
struct Topic {
    member: Member,
    pattern: Pattern,
    before: Vec<LabelPiece>,
    after: Vec<usize>,
    steps: usize,
}

/// The clauses that a verb of speech reports: below it, or above it as in "Lee lied, Roe said".
fn clauses(graph: &Graph<'_>, at: usize) -> Vec<usize> {
    let below = graph.children_as(at, &[Function::Clause, Function::Parataxis]);
    // "Lee said Roe lied, Acme reports": a verb that reports nothing else reports all of that.
    let is_remark = |it: usize| {
        graph.is(it, Function::Parataxis)
            && lexicon::speech::is_speech(graph.lower(it))
            && graph.child_as(it, Function::Clause).is_none()
    };
    let is_said = |&it: &usize| graph.is(it, Function::Clause) || is_clause(graph, it) && !is_remark(it);
    let mut found: Vec<usize> = below.filter(is_said).collect();
    if graph.is(at, Function::Parataxis)
        && let Some(above) = graph.words[at].head.filter(|&it| {
            is_clause(graph, it) && (!lexicon::speech::is_speech(graph.lower(it)) || is_remark(at))
        })
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

/// "said Roe lied", "said Roe's remark was a joke"
fn of_subject(graph: &Graph<'_>, saying: &Saying, clause: usize, found: &mut Vec<Proposal>) {
    let below = frame(graph, clause);
    if clause == saying.at || existing(graph, clause).is_some() {
        return;
    }
    let predicate = predicate(graph, clause);
    for &subject in below.subjects.iter().filter(|&&it| !is_neither(graph, it)) {
        let asked = asked(graph, subject);
        let mut members = graph.members(subject);
        if members.is_empty() {
            // "the chief of Acme Ann Lee is": she is.
            let names = graph.children_as(subject, &[Function::Apposition]);
            members =
                names.filter(|&it| graph.words[it].name.is_some()).flat_map(|it| graph.members(it)).collect();
        }
        let is_inside = members.is_empty();
        let members: Vec<Inside> = if is_inside {
            inside(graph, subject, 1)
        } else {
            members.into_iter().map(|member| Inside { member, words: Vec::new(), steps: 0 }).collect()
        };
        let after = if is_inside && subject > clause { &[] } else { predicate.as_slice() };
        if !is_inside && !after.iter().any(|&it| tells(graph, it)) {
            continue; // "said … had"
        }
        for Inside { member, words, steps } in members {
            if is_inside && member.kind == EntityKind::Place {
                continue;
            }
            let (before, after) = ([pieces(&asked), words].concat(), after.to_vec());
            saying.tell(
                graph,
                &Topic { member, pattern: Pattern::Said, before, after, steps: steps + 2 },
                found,
            );
        }
    }
}

/// "neither Lee nor Roe": what is said of them is true of neither, and a line about one of them would lose that.
fn is_neither(graph: &Graph<'_>, subject: usize) -> bool {
    let start = graph.subtree(subject, 64).first().copied().unwrap_or(subject);
    (start.saturating_sub(1)..=start).any(|it| graph.lower(it) == "neither")
}

/// "asked *whether* Lee lied", "knows *what deal* Lee made": the words before a subject that make its clause a
/// question.
fn asked(graph: &Graph<'_>, subject: usize) -> Vec<usize> {
    let start = graph.subtree(subject, 64).first().copied().unwrap_or(subject);
    let near = (start.saturating_sub(MAX_ASKED)..start).rev();
    let mut near = near.take_while(|&it| !matches!(graph.words[it].tag, Tag::Verb | Tag::Punctuation));
    near.find(|&it| lexicon::function_word::is_asking(graph.lower(it)))
        .map_or_else(Vec::new, |it| (it..start).collect())
}

/// "said the country would break with Acme", "said there is a rift between Acme and others": the members that a
/// clause is about, if its subject is no one else.
fn of_others(graph: &Graph<'_>, saying: &Saying, clause: usize, found: &mut Vec<Proposal>) {
    let pattern = Pattern::SaidBeside;
    if let Some((noun, opening)) = existing(graph, clause) {
        for Inside { member, words, steps } in inside(graph, noun, 2) {
            let before = [pieces(&opening), words].concat();
            saying.tell(
                graph,
                &Topic { member, pattern, before, after: Vec::new(), steps: steps + 2 },
                found,
            );
        }
        return;
    }
    let subjects = frame(graph, clause).subjects;
    let [subject] = subjects[..] else { return };
    let is_no_one = graph.members(subject).iter().all(|it| it.kind == EntityKind::Place);
    if clause == saying.at || !is_no_one || subject > clause {
        return;
    }
    let opening = naming(graph, subject);
    for at in predicates(graph, clause) {
        let own = frame(graph, at);
        if own.subjects != subjects || own.is_wanted {
            continue;
        }
        let says = [pieces(&opening).as_slice(), &own.prefix, &pieces(&verb(graph, at, true))].concat();
        for ReachedMember { member, words, steps, .. } in reached(graph, at, &own) {
            let before = [says.as_slice(), &words].concat();
            let steps = steps + own.steps + 2;
            saying.tell(graph, &Topic { member, pattern, before, after: Vec::new(), steps }, found);
        }
        // "said offices were searched by Acme", "said that under Roe, Acme was ruined"
        let is_under = |it: &usize| *it < at && graph.case(*it).iter().any(|&it| graph.lower(it) == "under");
        let fronted = graph.children_as(at, &[Function::Oblique]).filter(is_under);
        for argument in own.agents.iter().copied().chain(fronted) {
            let case = graph.case(argument);
            let before = if argument < at {
                pieces(&[opening.as_slice(), &predicate(graph, at), &case].concat())
            } else {
                [says.as_slice(), &pieces(&case)].concat()
            };
            for member in graph.members(argument) {
                let topic = Topic { member, pattern, before: before.clone(), after: Vec::new(), steps: 3 };
                saying.tell(graph, &topic, found);
            }
        }
    }
}

/// The verb of a clause, and those that share its subject: "would declare its intention to break".
fn predicates(graph: &Graph<'_>, clause: usize) -> Vec<usize> {
    let mut found = vec![clause];
    let mut at = 0;
    while at < found.len() && found.len() < MAX_PREDICATES {
        let objects = graph.children_as(found[at], &[Function::Object]);
        let parts: Vec<usize> = std::iter::once(found[at]).chain(objects).collect();
        let next = parts.iter().flat_map(|&it| {
            graph.children_as(it, &[Function::OpenClause, Function::Participle, Function::Conjunct])
        });
        found.extend(next.filter(|&it| graph.words[it].tag == Tag::Verb));
        at += 1;
    }
    found
}

/// "there is no rift": the noun, and the words before it.
fn existing(graph: &Graph<'_>, clause: usize) -> Option<(usize, Vec<usize>)> {
    let there = graph.children(clause).iter().copied().find(|&it| graph.lower(it) == "there")?;
    let copula = graph.child_as(clause, Function::Copula);
    let noun = match copula {
        Some(_) => clause,
        None => graph.children_as(clause, &[Function::Subject, Function::Object]).find(|&it| it > clause)?,
    };
    let be = copula.unwrap_or(clause);
    Some((noun, [&[there], verb(graph, be, false).as_slice()].concat()))
}

/// Whether a word is meaningful by itself.
fn tells(graph: &Graph<'_>, word: usize) -> bool {
    matches!(graph.words[word].tag, Tag::Verb | Tag::Noun | Tag::Adjective | Tag::Name | Tag::Adverb)
}

/// What the clause says about its subject: "was absolutely right".
pub(super) fn predicate(graph: &Graph<'_>, clause: usize) -> Vec<usize> {
    let subject_end = graph
        .children_as(clause, &[Function::Subject, Function::PassiveSubject])
        .filter(|&it| it < clause)
        .flat_map(|it| graph.subtree(it, 64))
        .filter(|&it| it < clause)
        .max();
    // "He and Roe, says Lee, were asked": the subject belongs to another verb.
    let from = subject_end.map_or(0, |it| it + 1);
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
            ) || matches!(graph.words[it].function, Function::Determiner | Function::Possessor)
                && lexicon::function_word::opens_noun(graph.lower(it))
                || graph.is(it, Function::Marker) && graph.lower(it) == "to"
                || graph.negation(clause) == Some(it)
        })
        .collect();
    let mut words = own;
    let rest = phrase(graph, clause, clause, MAX_AFTER.saturating_sub(words.len()).max(1));
    words.extend(rest);
    // "said … had said the bridge fell": that she said something is not informative.
    if lexicon::speech::is_speech(graph.lower(clause)) && words.last() == Some(&clause) {
        let what = graph.child_as(clause, Function::Clause).filter(|&it| it > clause);
        let start =
            what.and_then(|it| graph.subtree(it, 64).into_iter().find(|&it| graph.lower(it) != "that"));
        if let (Some(what), Some(start)) = (what, start) {
            words.extend(phrase(graph, what, start, MAX_AFTER.saturating_sub(words.len()).max(1)));
        }
    }
    words
}
