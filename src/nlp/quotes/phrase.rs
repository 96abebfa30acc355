//! Noun phrases before and after a speech verb, found without a parser: from the verb outwards until a word shows
//! that another phrase begins.

use std::ops::Range;

use crate::nlp::quotes::passage::Passage;
use crate::nlp::quotes::words::Class;

/// The longest noun phrase, in items; keeps hostile text linear.
const LONGEST: usize = 40;

/// Where and how things are said; no part of the speaker.
const OCCASIONS: &[&str] = &[
    "statement",
    "statements",
    "interview",
    "interviews",
    "letter",
    "letters",
    "speech",
    "speeches",
    "email",
    "emails",
    "e-mail",
    "tweet",
    "tweets",
    "conference",
    "rally",
    "post",
    "posts",
    "memo",
    "article",
    "column",
    "message",
    "appearance",
    "debate",
    "hearing",
    "briefing",
    "call",
    "response",
    "reply",
    "release",
    "op-ed",
    "note",
    "video",
    "news",
    "remarks",
    "essay",
    "book",
    "report",
    "ruling",
    "meeting",
    "event",
    "time",
    "addition",
    "part",
    "turn",
    "filing",
    "testimony",
    "television",
    "twitter",
    "facebook",
    "court",
    "address",
    "opinion",
    "comment",
    "comments",
];

/// The noun phrase that ends right before item `end`: the subject of the verb there.
pub(super) fn before(passage: &Passage<'_>, end: usize) -> Option<Range<usize>> {
    let mut end = end;
    // "Trump on Monday said", "Trump Monday said"
    while end > 0 && matches!(passage.class(end - 1), Some(Class::Time)) {
        end -= 1;
        if end > 1 && passage.class(end - 1) == Some(Class::Preposition) {
            end -= 1;
        }
    }
    let mut start = simple_before(passage, end)?;
    if let Some(relative) = start.checked_sub(1).filter(|&it| passage.class(it) == Some(Class::Relative)) {
        // "a man who knows her said": the phrase before "who".
        let first = simple_before(passage, relative).filter(|&it| it < relative);
        return first.map(|it| it..relative);
    }
    if let Some(joined) = joined_before(passage, start) {
        start = joined;
    }
    (start < end).then_some(start..end)
}

/// Start of the noun phrase with its prepositional attachments that ends at `end`.
fn simple_before(passage: &Passage<'_>, end: usize) -> Option<usize> {
    let mut start = end;
    while start > 0 && end - start < LONGEST {
        let at = start - 1;
        let Some(word) = passage.word(at) else { break };
        match word.class {
            Class::Pronoun if start == end => return Some(at),
            Class::Determiner | Class::Possessive => {
                start = at;
                // "the mayor of the city", "all of the members"
                if is_attaching(passage, at, end) {
                    start = at - 1;
                    continue;
                }
                if at > 0 && passage.class(at - 1) == Some(Class::Determiner) {
                    start = at - 1;
                }
                break;
            }
            Class::Open if word.past && !is_modifier(passage, at, end) => break,
            Class::Open if start < end && parts_names(passage, at) => break,
            Class::Open | Class::Clitic | Class::Joint => start = at,
            Class::Preposition | Class::To if start < end && is_attaching(passage, start, end) => start = at,
            Class::Coordinator if start < end && is_and_within(passage, at) => start = at,
            _ => break,
        }
    }
    // A phrase cannot begin with a preposition, clitic or joint.
    while start < end
        && !matches!(passage.class(start), Some(Class::Open | Class::Determiner | Class::Possessive))
    {
        start += 1;
    }
    (start < end).then(|| without_lead(passage, start, end))
}

/// Whether the preposition right before `start` attaches what follows to a noun: "spokeswoman for Sessions".
fn is_attaching(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let Some(at) = start.checked_sub(1) else { return false };
    let attaches = matches!(passage.class(at), Some(Class::Preposition | Class::To));
    let noun = at.checked_sub(1).and_then(|it| passage.word(it));
    attaches
        && end - start < LONGEST
        && noun.is_some_and(|it| {
            matches!(it.class, Class::Open | Class::Determiner) && !it.past && it.verb.is_none()
        })
}

/// Whether a past form modifies a noun: "the proposed committee".
fn is_modifier(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let follows = at + 1 < end && passage.class(at + 1) == Some(Class::Open);
    let led = at.checked_sub(1).and_then(|it| passage.class(it));
    follows && matches!(led, Some(Class::Determiner | Class::Possessive | Class::Joint))
}

/// Whether a new phrase begins after `at`: "In Ohio | Trump said", "reporters | Trump said".
fn parts_names(passage: &Passage<'_>, at: usize) -> bool {
    let (Some(here), Some(next)) = (passage.word(at), passage.word(at + 1)) else { return false };
    match (here.name, next.name) {
        (Some(here), Some(next)) => here != next,
        (None, Some(_)) => !here.capital && here.plural,
        _ => false,
    }
}

/// "Johnson & Johnson", "Foreign and Commonwealth Office": both sides capital, no determiner after.
fn is_and_within(passage: &Passage<'_>, at: usize) -> bool {
    let (Some(before), Some(after)) =
        (at.checked_sub(1).and_then(|it| passage.word(it)), passage.word(at + 1))
    else {
        return false;
    };
    before.capital && after.capital && before.class == Class::Open && after.class == Class::Open
}

/// Cuts what an introduction leaves before the subject: "In a statement | Trump".
fn without_lead(passage: &Passage<'_>, start: usize, end: usize) -> usize {
    let led = start.checked_sub(1).is_some_and(|it| {
        matches!(passage.class(it), Some(Class::Preposition | Class::To | Class::Subordinator))
    });
    let head = passage.word(end - 1);
    let (true, Some(name)) = (led, head.and_then(|it| it.name)) else { return start };
    // The name that the phrase ends with, and the title before it.
    let mut first = end - 1;
    while first > start && passage.word(first - 1).is_some_and(|it| it.name == Some(name)) {
        first -= 1;
    }
    while first > start
        && passage
            .word(first - 1)
            .is_some_and(|it| it.class == Class::Open && it.capital && it.name.is_none())
    {
        first -= 1;
    }
    first
}

/// Start of the first of two phrases joined by "and" before `start`, if they are one subject.
fn joined_before(passage: &Passage<'_>, start: usize) -> Option<usize> {
    let and = start.checked_sub(1).filter(|&it| passage.class(it) == Some(Class::Coordinator))?;
    let first = simple_before(passage, and)?;
    let bounded = first == 0
        || matches!(
            passage.class(first - 1),
            None | Some(Class::Comma | Class::Subordinator | Class::That | Class::Dash | Class::Colon)
        );
    let nominal = (first..and).all(|it| {
        passage.word(it).is_some_and(|word| word.capital || word.class != Class::Open || word.name.is_some())
    });
    (bounded && nominal).then_some(first)
}

/// The noun phrase that begins at item `start`: the subject after "said", or what follows "according to".
pub(super) fn after(passage: &Passage<'_>, start: usize) -> Option<Range<usize>> {
    if passage.class(start) == Some(Class::Pronoun) {
        return Some(start..start + 1);
    }
    let mut at = start;
    let mut person = None;
    while at < passage.len() && at - start < LONGEST {
        let Some(word) = passage.word(at) else { break };
        let first = at == start
            || passage.class(at - 1).is_some_and(|it| {
                matches!(it, Class::Preposition | Class::To | Class::Coordinator | Class::Determiner)
            });
        let goes_on = match word.class {
            Class::Determiner | Class::Possessive => first,
            Class::Open if word.past => at > start && is_modifier(passage, at, passage.len()),
            Class::Open => at == start || !parts_names(passage, at - 1),
            Class::Clitic | Class::Joint => at > start,
            Class::Preposition | Class::To => at > start && may_attach(passage, at, person),
            Class::Coordinator => at > start && joins_names(passage, at),
            _ => false,
        };
        if !goes_on {
            break;
        }
        if word.name.is_some() && word.class == Class::Open && person.is_none() {
            person = Some(at);
        }
        at += 1;
    }
    while at > start
        && !matches!(passage.class(at - 1), Some(Class::Open | Class::Clitic | Class::Determiner))
    {
        at -= 1;
    }
    (at > start).then_some(start..at)
}

/// Whether the preposition at `at` goes on with the phrase: "a professor at Northmoor", not "said Quill in a letter".
fn may_attach(passage: &Passage<'_>, at: usize, name: Option<usize>) -> bool {
    let Some(next) = passage.word(at + 1) else { return false };
    let nominal = matches!(next.class, Class::Open | Class::Determiner | Class::Possessive);
    let named =
        name.is_some_and(|it| it + 1 >= at || passage.word(at - 1).is_some_and(|it| it.name.is_some()));
    let strong = passage.is_one_of(at, &["of", "for"]);
    let weak = passage.is_one_of(at, &["at", "from", "with", "in", "to"]);
    nominal && next.class != Class::Time && (strong || weak && !named) && !is_occasion(passage, at + 1)
}

/// Whether the phrase from `start` is an occasion of speaking: "in a telephone interview".
pub(super) fn is_occasion(passage: &Passage<'_>, start: usize) -> bool {
    (start..start + 5)
        .take_while(|&it| {
            matches!(passage.class(it), Some(Class::Open | Class::Determiner | Class::Possessive))
        })
        .any(|it| passage.is_one_of(it, OCCASIONS))
}

/// "Donald and Ivana Trump", "the Post and the Times"
fn joins_names(passage: &Passage<'_>, at: usize) -> bool {
    let named = |it: usize| passage.word(it).is_some_and(|word| word.capital && word.class == Class::Open);
    let next = if passage.class(at + 1) == Some(Class::Determiner) { at + 2 } else { at + 1 };
    named(at - 1) && named(next)
}

/// The first noun phrase of the passage that can be its subject.
pub(super) fn main_subject(passage: &Passage<'_>) -> Option<Range<usize>> {
    let mut start = 0;
    while matches!(
        passage.class(start),
        Some(Class::Coordinator | Class::Adverb | Class::Comma | Class::Dash)
    ) {
        start += 1;
    }
    let introduced =
        matches!(passage.class(start), Some(Class::Preposition | Class::To | Class::Subordinator))
            || passage.verb(start).is_some();
    if introduced {
        start = 1
            + (start..passage.len().min(start + LONGEST))
                .find(|&it| passage.class(it) == Some(Class::Comma))?;
    }
    after(passage, start)
}
