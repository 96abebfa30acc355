//! Whole articles in marked text (`nlp::testing`).

mod alias;
mod listing;
mod organizations;
mod people;

use std::collections::BTreeMap;

use super::*;
use crate::nlp::EntityKind;
use crate::nlp::testing::{MarkedName, MarkedText};

/// A document with its marks and its cast.
struct Case {
    doc: Document,
    marks: Vec<MarkedName>,
    mentions: Table<Mention>,
    entities: Table<Entity>,
}

fn run(marked: &str) -> Case {
    let marked = MarkedText::parse(marked);
    let names = marked.found_names();
    let MarkedText { doc, tokens, sentences, names: marks, .. } = marked;
    let Cast { mentions, entities, .. } = cast(&doc, &tokens, &sentences, &names);
    let analysis =
        crate::nlp::Analysis { tokens, sentences, mentions, entities, ..crate::nlp::Analysis::default() };
    analysis.check(&doc).unwrap();
    Case { doc, marks, mentions: analysis.mentions, entities: analysis.entities }
}

/// Names with the same mark must be one entity, names with different marks different ones, and names without a mark
/// none.
#[track_caller]
fn check_cast(marked: &str) -> Case {
    let case = run(marked);
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for mark in case.marks.iter().filter(|mark| !mark.entity.is_empty()) {
        let name = case.doc.slice(mark.span);
        wanted.entry(&mark.entity).or_default().push(name);
    }
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (_, mention) in case.mentions.iter() {
        let mark = case.marks.iter().find(|mark| mark.span.covers(mention.span));
        let first = case.entities[mention.entity].mentions[0];
        let first = case.mentions[first].span;
        let owner = case.marks.iter().find(|mark| mark.span.covers(first)).unwrap();
        let name = mark.map_or("?", |mark| case.doc.slice(mark.span));
        found.entry(owner.entity.clone()).or_default().push(name);
    }
    let found: BTreeMap<&str, Vec<&str>> =
        found.iter().map(|(key, names)| (key.as_str(), names.clone())).collect();
    assert_eq!(found, wanted);
    case
}

/// The listed name and description of each entity.
#[track_caller]
fn check_listed(marked: &str, listed: &[(&str, &str)]) {
    let case = run(marked);
    let found: Vec<_> = case
        .entities
        .rows()
        .iter()
        .map(|entity| (entity.name.as_str(), entity.description.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn names_of_a_country_are_one() {
    check_cast(
        "The [LOC#1 United States] and [LOC#2 Britain]: the [LOC#1 U.S.], [LOC#1 America], the [LOC#2 UK].",
    );
    check_cast("[LOC#1 New York] is not [LOC#2 New York City].");
}

#[test]
fn signs_and_nothing_are_no_names() {
    assert_eq!(run("No names.").entities.len(), 0);
    assert_eq!(run("[PER ’] and [ORG &] [LOC -]").mentions.len(), 2);
}

#[test]
fn any_names_give_sound_tables() {
    const WORDS: [&str; 30] = [
        "Ann",
        "Lee",
        "Mr.",
        "Jr.",
        "and",
        "&",
        "of",
        "the",
        "House",
        "Committee",
        "Reuters",
        "AP",
        "(",
        ")",
        ",",
        "'n'",
        "‘n",
        "de",
        "al-Assad",
        "Xi",
        "J.",
        "É",
        "said",
        "he",
        "R-Utah",
        "--",
        "is",
        "a",
        "mayor",
        ".",
    ];
    // A fixed sequence of pseudo-random numbers, so that a failure can be repeated.
    let mut state = 7_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for _ in 0..500 {
        let mut marked = String::new();
        for _ in 0..12 {
            let kind = ["PER", "ORG", "LOC", "OTHER", "", ""][next(6) as usize];
            let words: Vec<&str> = (0..=next(4)).map(|_| WORDS[next(30) as usize]).collect();
            let words = words.join(if next(5) == 0 { "" } else { " " });
            // Names consist of whole tokens, and no two share one.
            let glue = ["\n\n", " ", ", ", " "][next(4) as usize];
            let name = if kind.is_empty() { words } else { format!("[{kind} {words}]") };
            marked += &name;
            marked += glue;
        }
        // `run` checks the tables.
        run(&marked);
    }
}
