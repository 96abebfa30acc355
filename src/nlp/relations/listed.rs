//! What lists say of their members.

use crate::nlp::EntityKind;
use crate::nlp::lexicon;
use crate::nlp::relations::frame::Frame;
use crate::nlp::relations::graph::{Graph, Member, Word};
use crate::nlp::relations::inside::{Inside, inside};
use crate::nlp::relations::label::noun;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal};
use crate::nlp::syntax::{Function, Tag};

/// The most names in a list.
const MAX_ITEMS: usize = 12;

/// The most words of a title before a name in a list.
const MAX_TITLE: usize = 5;

/// Marks between a noun for several and their names: "Lee's sons, Ben and Ivo".
const BEFORE_NAMES: &[&str] = &[",", ":", "-", "–", "—", "(", "including"];

/// "owners of Acme include Lee, Roe and Poe": each is an owner of Acme. "In addition to Ann, other owners include":
/// Ann, too.
pub(super) fn find(graph: &Graph<'_>, at: usize, frame: &Frame, found: &mut Vec<Proposal>) {
    let names = |range: std::ops::Range<usize>| {
        let is_item = |word: &&Word<'_>| !matches!(word.function, Function::Possessor | Function::Other);
        graph
            .words
            .get(range)
            .unwrap_or_default()
            .iter()
            .filter(|it| it.name.is_some())
            .filter(is_item)
            .filter_map(|it| it.member)
            .take(MAX_ITEMS)
    };
    // "a New York-based fund": no verb that ends the list
    let is_clause = |it: usize| {
        graph.words[it].tag == Tag::Verb
            && !matches!(graph.words[it].function, Function::AdjectivalModifier | Function::Compound)
    };
    let end = (at + 1..graph.len())
        .find(|&it| is_clause(it) || matches!(graph.words[it].text, ";" | "." | "("))
        .unwrap_or(graph.len());
    for &subject in &frame.subjects {
        for Inside { member: object, words, steps } in inside(graph, subject, 2) {
            let is_other = graph.lower(0) == "in"
                && graph.len() > 1
                && graph.lower(1) == "addition"
                && graph.children(subject).iter().any(|&it| graph.lower(it) == "other");
            let first = if is_other { 0..subject } else { 0..0 };
            for item in names(first).chain(names(at + 1..end)) {
                let singular = |&it: &LabelPiece| {
                    if it == LabelPiece::Word(subject) { LabelPiece::Singular(subject) } else { it }
                };
                let pieces = words.iter().map(singular).collect();
                let listed = Proposal::new(item, object, Pattern::Listed, pieces, subject);
                found.push(Proposal { steps: steps + 1, ..listed });
            }
        }
    }
}

/// "Lee's sons, Ben and Ivo,", "Acme judges - Lee, Roe and Poe -", "Lee aides including Roe": each of them. `head` is
/// the first name.
pub(super) fn offices(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let mark = graph.start(head).checked_sub(1).filter(|&it| BEFORE_NAMES.contains(&graph.lower(it)));
    let Some(mut role) = mark.and_then(|it| it.checked_sub(1)) else { return };
    if graph.words[role].text == "," {
        role = role.saturating_sub(1); // ", including"
    }
    let is_role = lexicon::noun::singular(graph.lower(role)).is_some_and(lexicon::role::is_person_role);
    if !is_role || graph.name_at(role).is_some() {
        return;
    }
    let words: Vec<usize> =
        noun(graph, role).into_iter().filter(|&it| graph.words[it].tag != Tag::Number).collect();
    let mut before = (0..role).rev().skip_while(|it| words.contains(it));
    let beside = before.next().and_then(|it| graph.name_at(it)).filter(|&it| {
        graph.words[it].member.is_some_and(|it| it.kind != EntityKind::Place)
            && graph.words[it].name.is_some()
    });
    let owner = graph.child_as(role, Function::Possessor).filter(|&it| it < role).or(beside);
    let Some(object) = owner.and_then(|it| graph.member(it)) else { return };
    let (subjects, end) = run(graph, head);
    let is_closed = graph
        .words
        .get(end)
        .is_none_or(|it| BEFORE_NAMES.contains(&it.text) || matches!(it.text, "." | ";" | ")"));
    let least = if mark.is_some_and(|it| graph.lower(it) == "including") { 1 } else { 2 };
    if subjects.len() < least || !is_closed {
        return;
    }
    let words =
        words.into_iter().map(|it| if it == role { LabelPiece::Singular(it) } else { LabelPiece::Word(it) });
    let label: Vec<LabelPiece> = words.chain([LabelPiece::Of]).collect();
    let subjects = subjects.into_iter().filter(|it| it.entity != object.entity);
    found.extend(subjects.map(|it| Proposal::new(it, object, Pattern::Apposition, label.clone(), role)));
}

/// The people in a run of names from the first one, "Lee, 31, Roe and former actor Poe", and where it ends.
fn run(graph: &Graph<'_>, first: usize) -> (Vec<Member>, usize) {
    let mut people: Vec<Member> = Vec::new();
    let mut next = Some(first);
    let mut end = graph.start(first);
    while let Some(name) = next.take() {
        let Some(person) = graph.words[name].member.filter(|it| it.kind == EntityKind::Person) else { break };
        people.push(person);
        end = graph.end(name);
        if people.len() == MAX_ITEMS {
            break;
        }
        let text = |at: usize| graph.words.get(at).map_or("", |it| it.lower.as_str());
        // "Lee, 31, Roe"
        let age = graph.words.get(end + 1).is_some_and(|it| it.tag == Tag::Number) && text(end) == ",";
        let mut at = if age { end + 2 } else { end };
        if !matches!(text(at), "," | "and" | "&") {
            break;
        }
        while matches!(text(at), "," | "and" | "&") {
            at += 1;
        }
        let is_title = |&it: &usize| {
            graph.name_at(it).is_none()
                && matches!(graph.words[it].tag, Tag::Noun | Tag::Adjective | Tag::Name)
        };
        let start = (at..graph.len().min(at + MAX_TITLE)).find(|it| !is_title(it));
        next = start.and_then(|it| graph.name_at(it));
    }
    (people, end)
}

/// "Lee and Roe have two sons - Ben and Ivo", "Lee leaves a wife, Ann", "Lee is survived by his wife, Ann, and a son, Ben":
/// what each named one is to them. Whether the verb at `at` says nothing else.
pub(super) fn relatives(graph: &Graph<'_>, at: usize, frame: &Frame, found: &mut Vec<Proposal>) -> bool {
    let has = matches!(graph.lower(at), "have" | "has" | "had");
    let leaves = matches!(graph.lower(at), "leaves" | "left");
    let survives = frame.is_passive && graph.lower(at) == "survived";
    if !(has || leaves || survives) || graph.negation(at).is_some() || frame.is_wanted {
        return false;
    }
    let is_kin = |it: &usize| {
        let lower = graph.lower(*it);
        lexicon::kin::Kin::of(lexicon::noun::singular(lower).unwrap_or(lower)).is_some()
    };
    let functions = if survives { [Function::Agent, Function::Oblique] } else { [Function::Object; 2] };
    let nouns =
        graph.children_as(at, &functions).filter(|&it| it > at).flat_map(|it| graph.with_conjuncts(it));
    let nouns: Vec<usize> = nouns.filter(is_kin).filter(|&it| graph.name_at(it).is_none()).collect();
    let is_clause =
        |&it: &usize| graph.words[it].tag == Tag::Verb && !matches!(graph.lower(it), "named" | "called");
    let end = (at + 1..graph.len()).find(is_clause).unwrap_or(graph.len());
    let others: Vec<Member> = frame.subjects.iter().flat_map(|&it| graph.members(it)).collect();
    for (place, &noun) in nouns.iter().enumerate() {
        let until = nouns.get(place + 1).copied().unwrap_or(end).min(end);
        let names =
            graph.words.get(noun + 1..until).unwrap_or_default().iter().filter(|it| it.name.is_some());
        let people =
            names.filter_map(|it| it.member).filter(|it| it.kind == EntityKind::Person).take(MAX_ITEMS);
        for person in people {
            let others = others.iter().filter(|it| it.entity != person.entity);
            let label = vec![LabelPiece::Singular(noun), LabelPiece::Of];
            found.extend(
                others.map(|&it| Proposal::new(person, it, Pattern::Apposition, label.clone(), noun)),
            );
        }
    }
    has && !nouns.is_empty()
}

/// "One of Lee's clients is Roe": Roe is a client of Lee. `role` is the noun for them all.
pub(super) fn one_of(graph: &Graph<'_>, role: usize, found: &mut Vec<Proposal>) {
    let one = graph.words[role].head.filter(|&it| it < role && graph.lower(it) == "one");
    let of_many = lexicon::noun::singular(graph.lower(role)).is_some();
    let subject = one.filter(|&it| of_many && graph.is(it, Function::Subject));
    let Some(what) = subject.and_then(|it| graph.words[it].head) else { return };
    if graph.child_as(what, Function::Copula).is_none() || graph.negation(what).is_some() {
        return;
    }
    for Inside { member: object, words, steps } in inside(graph, role, 1) {
        let each =
            |&it: &LabelPiece| if it == LabelPiece::Word(role) { LabelPiece::Singular(role) } else { it };
        let label: Vec<LabelPiece> = words.iter().map(each).collect();
        let subject = graph.member(what).filter(|it| it.entity != object.entity);
        found.extend(subject.map(|it| Proposal {
            steps: steps + 1,
            ..Proposal::new(it, object, Pattern::Listed, label, role)
        }));
    }
}
