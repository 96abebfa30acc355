//! The members inside the phrase of a noun: "Acme" in "the chairman of Acme".

use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::label::noun;
use crate::nlp::relations::proposal::{LabelPiece, pieces};
use crate::nlp::syntax::{Function, Tag};

/// The most words of a role before the preposition that introduces its owner.
const MAX_BETWEEN: usize = 5;

/// A member inside a noun phrase: "Acme" in "the chairman of Acme".
pub(super) struct Inside {
    pub(super) member: Member,
    /// The words from the noun up to the member.
    pub(super) words: Vec<LabelPiece>,
    pub(super) steps: usize,
}

/// The members inside the phrase of a noun that does not stand for one itself, at most `depth` nouns down.
pub(super) fn inside(graph: &Graph<'_>, head: usize, depth: usize) -> Vec<Inside> {
    let base = noun(graph, head);
    let mut found = Vec::new();
    // "a Chelsea rival Arsenal fan": a fan of the nearer.
    let is_before = |&it: &usize| {
        it < head
            && matches!(
                graph.words[it].function,
                Function::Possessor | Function::Compound | Function::AdjectivalModifier
            )
            && !graph.members(it).is_empty()
    };
    let before = || graph.children(head).iter().copied().filter(is_before);
    // "Lee's former Homeland Security adviser": the possessor, if there is one.
    let possessor = before().rfind(|&it| {
        graph.is(it, Function::Possessor)
            && graph.words.get(graph.end(it)).is_some_and(|it| matches!(it.text, "'s" | "’s" | "'" | "’"))
    });
    let nearest = possessor.or_else(|| before().next_back());
    let base = match possessor {
        Some(owner) => {
            let last = before().next_back().filter(|&it| it > owner);
            let range = last.and_then(|it| graph.words[it].name.clone()).unwrap_or(head..head);
            let mut words = [base.as_slice(), &range.collect::<Vec<_>>()].concat();
            words.sort_unstable();
            words
        }
        None => base,
    };
    let joined = |more: &[LabelPiece]| [pieces(&base).as_slice(), more].concat();
    // "chief *of staff* to Lee": the words between describe the chief, too.
    let between = |case: &[usize]| -> Vec<usize> {
        let end = case.first().copied().unwrap_or(head);
        let words: Vec<usize> = (head + 1..end).collect();
        let is_small = |&it: &usize| {
            matches!(
                graph.words[it].tag,
                Tag::Adposition | Tag::Noun | Tag::Adjective | Tag::Name | Tag::Coordinator | Tag::Determiner
            ) && graph.words[it].member.is_none()
        };
        // "lecturer in botany at Acme"
        let is_role = lexicon::role::is_person_role(graph.lower(head));
        let begins = words.first().is_some_and(|&it| match graph.lower(it) {
            "of" | "for" => true,
            "in" | "on" => is_role,
            _ => false,
        });
        let is_one = begins && words.len() <= MAX_BETWEEN && words.iter().all(is_small);
        if is_one { words } else { Vec::new() }
    };
    for &child in graph.children(head) {
        if !graph.same_marks(head, child) && graph.words[child].quote.is_none() {
            continue;
        }
        match graph.words[child].function {
            Function::Possessor | Function::Compound | Function::AdjectivalModifier if child < head => {
                let members = graph.members(child);
                if nearest.is_some_and(|it| it != child)
                    || graph.is(child, Function::AdjectivalModifier) && members.is_empty()
                {
                    continue;
                }
                if members.is_empty() {
                    // "Lee campaign manager": the name is part of what describes the manager.
                    for member in graph
                        .children_as(child, &[Function::Compound, Function::Possessor])
                        .filter_map(|it| graph.member(it))
                    {
                        let mut words = [base.as_slice(), &noun(graph, child)].concat();
                        words.sort_unstable();
                        words.dedup();
                        let mut words = pieces(&words);
                        words.push(LabelPiece::Of);
                        found.push(Inside { member, words, steps: 2 });
                    }
                }
                // "Lee's criticism of Roe": not of Lee
                let is_doer = graph.is(child, Function::Possessor) && is_of_doer(graph, head);
                let link = if is_doer { LabelPiece::As(child, "by") } else { LabelPiece::Of };
                found.extend(members.into_iter().map(|member| Inside {
                    member,
                    words: joined(&[pieces(&realm(graph, head)), vec![link]].concat()),
                    steps: 1,
                }));
            }
            Function::NominalModifier | Function::Oblique if child > head => {
                let case = graph.case(child);
                if case.is_empty() || case.iter().any(|&it| lexicon::preposition::is_loose(graph.lower(it))) {
                    continue;
                }
                let members = graph.members(child);
                if members.is_empty() && depth > 1 {
                    // "a part in *the* fall of Roe"
                    let article = |words: &[LabelPiece]| {
                        let before = match words.first() {
                            Some(&LabelPiece::Word(first)) => first.checked_sub(1),
                            _ => None,
                        };
                        before.filter(|&it| it > head && matches!(graph.lower(it), "the" | "a" | "an"))
                    };
                    let deeper = inside(graph, child, depth - 1);
                    found.extend(deeper.into_iter().map(|it| Inside {
                        member: it.member,
                        words: joined(
                            &[pieces(&case), pieces(article(&it.words).as_slice()), it.words].concat(),
                        ),
                        steps: it.steps + 1,
                    }));
                }
                // "chief of staff to Lee", which the tree reads as "of … to Lee"
                let case = match case[..] {
                    [first, .., last] if last - first <= MAX_BETWEEN => (first..=last).collect(),
                    _ => case,
                };
                let case = [between(&case), case].concat();
                found.extend(members.into_iter().map(|member| Inside {
                    member,
                    words: joined(&pieces(&case)),
                    steps: 1,
                }));
            }
            // "a project led by Lee"
            Function::Participle if child > head => {
                for agent in graph.agents(child) {
                    let words = joined(&pieces(&[&[child], graph.case(agent).as_slice()].concat()));
                    found.extend(graph.members(agent).into_iter().map(|member| Inside {
                        member,
                        words: words.clone(),
                        steps: 2,
                    }));
                }
            }
            _ => {}
        }
    }
    found
}

/// What an office is for, if that comes right after it: "Acme's minister *of transport*".
fn realm(graph: &Graph<'_>, office: usize) -> Vec<usize> {
    let mut behind = graph.children_as(office, &[Function::NominalModifier]).filter(|&it| it > office);
    let of = |it: usize| {
        graph.case(it).first().copied().filter(|&case| case == office + 1 && graph.lower(case) == "of")
    };
    let Some((noun, of)) = behind.find_map(|it| Some((it, of(it)?))) else { return Vec::new() };
    let is_plain = (of..=noun).all(|it| graph.words[it].member.is_none() && graph.name_at(it).is_none());
    let is_office = lexicon::role::is_person_role(graph.lower(office));
    if is_office && is_plain && noun - of <= MAX_BETWEEN { (of..=noun).collect() } else { Vec::new() }
}

/// Whether the owner of a noun does what it says: "Lee's criticism", "Lee's dismissal of Roe".
fn is_of_doer(graph: &Graph<'_>, noun: usize) -> bool {
    let mut of = graph.children_as(noun, &[Function::NominalModifier]).flat_map(|it| graph.case(it));
    lexicon::noun::is_of_doer(graph.lower(noun))
        || lexicon::noun::is_of_deed(graph.lower(noun)) && of.any(|it| graph.lower(it) == "of")
}
