//! Completes the label of a deed with what directly follows it in the sentence and belongs to it: "called Lee a coward
//! *and a thief*", "beat Lee *by 300 votes*", "moved Lee from the board *to London*".
//!
//! It comes after the scorer, which knows the proposal by its core.

use crate::nlp::MentionForm;
use crate::nlp::lexicon;
use crate::nlp::relations::graph::Graph;
use crate::nlp::relations::label;
use crate::nlp::relations::proposal::{LabelPiece, Proposal};
use crate::nlp::syntax::{Function, Tag};

/// The most words of a label with its completion.
const MAX_WORDS: usize = 10;

/// The most words of one phrase that completes it.
const MAX_PHRASE: usize = 7;

/// Nouns that say nothing without what they are in: "sold his *shares* in Acme".
const PARTS: &[&str] = &[
    "stake",
    "stakes",
    "share",
    "shares",
    "interest",
    "interests",
    "role",
    "seat",
    "part",
    "trust",
    "confidence",
];

/// The pieces of a proposal's label, completed.
pub(super) fn completed(graph: &Graph<'_>, proposal: &Proposal) -> Vec<LabelPiece> {
    let mut pieces = proposal.pieces.clone();
    // "the plan to leave Lee as proof": nobody knows what the proof belongs to.
    if proposal.pattern.class() != 1 || graph.is_of_plan(proposal.anchor) {
        return pieces;
    }
    fill(graph, proposal, &mut pieces);
    let mut words: Vec<usize> = pieces.iter().filter_map(|it| word_of(*it)).collect();
    let Some(mut end) = end(graph, proposal) else { return pieces };
    let more = |words: &[usize], end: usize| {
        let sum = || sum(graph, end);
        joined(graph, words, end).or_else(sum).or_else(|| phrase(graph, proposal, words, end))
    };
    while let Some(more) = more(&words, end) {
        if words.len() + more.len() > MAX_WORDS {
            break;
        }
        end = more.last().map_or(end, |it| it + 1);
        pieces.extend(more.iter().copied().map(LabelPiece::Word));
        words.extend(more);
    }
    pieces
}

/// "sold Lee *three ships* for $90 million": what is between the object and the phrase after it.
fn fill(graph: &Graph<'_>, proposal: &Proposal, pieces: &mut Vec<LabelPiece>) {
    let object = pieces.iter().position(|&it| it == LabelPiece::Object);
    let Some((at, next)) = object.and_then(|it| Some((it + 1, word_of(*pieces.get(it + 1)?)?))) else {
        return;
    };
    let between =
        sum(graph, graph.end(proposal.object.word)).filter(|it| it.last().is_some_and(|it| it + 1 == next));
    if let Some(between) = between {
        pieces.splice(at..at, between.into_iter().map(LabelPiece::Word));
    }
}

fn word_of(piece: LabelPiece) -> Option<usize> {
    match piece {
        LabelPiece::Word(word) => Some(word),
        _ => None,
    }
}

/// Where the label ends in the sentence; `None` if it does not end with its last word in the sentence.
fn end(graph: &Graph<'_>, proposal: &Proposal) -> Option<usize> {
    let object = graph.end(proposal.object.word);
    let last = match proposal.pieces.last()? {
        // "accused Lee and Roe | of fraud"
        LabelPiece::Object => {
            graph.with_conjuncts(proposal.object.word).last().map_or(object, |&it| graph.end(it))
        }
        piece => word_of(*piece)? + 1,
    };
    let is_last = |piece: &LabelPiece| word_of(*piece).is_none_or(|it| it < last);
    (proposal.anchor < last && object <= last && proposal.pieces.iter().all(is_last)).then_some(last)
}

/// "a coward *and a thief*"
fn joined(graph: &Graph<'_>, words: &[usize], end: usize) -> Option<Vec<usize>> {
    let is_and = graph.words.get(end).is_some_and(|it| matches!(it.lower.as_str(), "and" | "or"));
    let second = (end + 1..graph.len().min(end + 1 + MAX_PHRASE)).find(|&it| {
        let first = graph.words[it].head.filter(|&head| head < end && words.contains(&head));
        graph.is(it, Function::Conjunct)
            && first.is_some_and(|first| graph.words[first].tag == graph.words[it].tag)
            && matches!(graph.words[it].tag, Tag::Noun | Tag::Adjective)
    });
    let second = second.filter(|_| is_and)?;
    whole(graph, second, end).filter(|more| !holds_member(graph, more))
}

/// "paid Lee *more than $2 million*": a number and what it counts, wherever the tree has them.
fn sum(graph: &Graph<'_>, end: usize) -> Option<Vec<usize>> {
    const ABOUT: &[&str] = &[
        "about", "around", "nearly", "almost", "roughly", "some", "more", "less", "than", "at", "least",
        "up", "to",
    ];
    let lower = |it: usize| graph.words.get(it).map_or("", |it| it.lower.as_str());
    let start = (end..end + 4).find(|&it| !ABOUT.contains(&lower(it)))?;
    let is_number = |it: usize| {
        graph.words.get(it).is_some_and(|it| it.tag == Tag::Number || label::is_currency(it.text))
    };
    let after = (start..graph.len()).find(|&it| !is_number(it))?;
    let has_digits = (start..after).any(|it| graph.words[it].tag == Tag::Number);
    let has_letters = |it: usize| lower(it).starts_with(char::is_alphabetic);
    let is_noun = |it: usize| matches!(graph.words[it].tag, Tag::Noun | Tag::Symbol) && has_letters(it);
    let is_per_cent = lower(after) == "per" && lower(after + 1) == "cent";
    let counted = is_noun(after) && lower(after) != "per";
    let last = after + if is_per_cent { 2 } else { usize::from(counted) };
    // "2–1" is a result in two parts.
    if matches!(lower(last), "-" | "–" | "—" | "per") {
        return None;
    }
    let is_when = counted && is_time(graph, after) || lower(end) == "at" && start == end + 1;
    (has_digits && !is_when && last - end <= MAX_PHRASE).then(|| (end..last).collect())
}

/// "beat Lee *by 300 votes*": a phrase of the verb, or of what the label has already.
fn phrase(graph: &Graph<'_>, proposal: &Proposal, words: &[usize], end: usize) -> Option<Vec<usize>> {
    let case = graph.words.get(end).filter(|it| it.tag == Tag::Adposition)?;
    let noun = case.head.filter(|&it| it > end && graph.case(it).first() == Some(&end))?;
    // "accused Lee and Roe | of fraud", which the tree may attach to Lee; "met Lee of Acme" is about Lee.
    let is_accused = case.lower == "of" && lexicon::verb::is_accusing(graph.lower(proposal.anchor));
    let object = proposal.object.word;
    let first = graph.words[object].head.filter(|_| graph.is(object, Function::Conjunct)).unwrap_or(object);
    let objects = graph.with_conjuncts(first);
    let is_own = graph.words[noun].head.is_some_and(|it| {
        it == proposal.anchor || words.contains(&it) || is_accused && objects.contains(&it)
    });
    let is_of_last = PARTS.contains(&graph.lower(end - 1));
    // "twelve years in prison", "beat Lee in 12 votes", not "met Lee on stage"
    let is_told = completes(&case.lower)
        || is_of_last
        || graph.child_as(noun, Function::Numeral).is_some()
        || matches!(graph.lower(noun), "prison" | "jail" | "custody" | "court" | "cash");
    // "the head of Acme" has its "of" already; "brought Lee with him" says no more.
    let is_described = case.lower == "of" && proposal.object.form != MentionForm::Name;
    let is_told = is_told && !is_described && !is_time(graph, noun) && graph.words[noun].tag != Tag::Pronoun;
    let more = whole(graph, noun, end).filter(|_| is_own && is_told)?;
    (!more.contains(&proposal.subject.word)).then_some(more)
}

/// Whether a phrase with the preposition belongs to what is done, rather than tells where or when.
fn completes(case: &str) -> bool {
    const CASES: &[&str] = &[
        "of", "for", "over", "by", "from", "to", "into", "against", "about", "as", "with", "out", "off",
        "through", "toward", "towards",
    ];
    CASES.contains(&case)
}

/// All words from a place to the end of a word's phrase, if these are few and nothing else is among them.
fn whole(graph: &Graph<'_>, head: usize, from: usize) -> Option<Vec<usize>> {
    let words = graph.subtree(head, 2 * MAX_PHRASE);
    let last = *words.last()?;
    let is_plain = |it: usize| words.contains(&it) || it == from || graph.name_at(it).is_some();
    let all: Vec<usize> = (from..=last).collect();
    let is_open = |&it: &usize| {
        graph.words[it].tag == Tag::Verb
            || graph.words[it].tag == Tag::Punctuation && graph.words[it].text != "-"
    };
    (words.first() >= Some(&from)
        && all.len() <= MAX_PHRASE + 1
        && all.iter().all(|&it| is_plain(it))
        && !all.iter().any(is_open))
    .then_some(all)
}

fn holds_member(graph: &Graph<'_>, words: &[usize]) -> bool {
    words.iter().any(|&it| graph.member(it).is_some() || graph.name_at(it).is_some())
}

/// "on Friday", "last week": when it happened is not part of what happened.
fn is_time(graph: &Graph<'_>, noun: usize) -> bool {
    const TIMES: &[&str] = &[
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "hour",
        "hours",
        "time",
        "moment",
        "today",
        "yesterday",
        "tomorrow",
        "weekend",
    ];
    let lower = graph.lower(noun);
    lexicon::date::is_date(graph.words[noun].text) || TIMES.contains(&lower)
}
