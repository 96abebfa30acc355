//! What a cue attributes: the words before it, after it, or on both sides.

use std::ops::Range;

use crate::nlp::quotes::cue::{Cue, Shape};
use crate::nlp::quotes::lexicon::{Form, Takes};
use crate::nlp::quotes::marks::Marked;
use crate::nlp::quotes::passage::Passage;
use crate::nlp::quotes::phrase;
use crate::nlp::quotes::words::Class;
use crate::text::Span;

/// How many later cues may end a content; keeps hostile text linear.
const NEXT_CUES: usize = 8;

/// How far a clause is searched for its end or its verb, in items; keeps hostile text linear.
const LONGEST: usize = 400;

/// How far from its verb a quoted fragment may stand, in items.
const NEAR: usize = 12;

/// The fewest words of a content without marks.
const FEWEST: usize = 3;

/// A passage with what is known of its marks.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) marks: &'a [Marked],
    pub(super) text: &'a str,
}

/// What a cue attributes, in items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) ranges: Vec<Range<usize>>,
    /// Whether it lies before the cue, so that a content of a later cue begins after this one.
    pub(super) before: bool,
}

impl<'a> Scene<'a> {
    /// The content of cue number `at`; `floor` is where the content of cues before it ends.
    pub(super) fn content(self, cues: &[Cue], at: usize, floor: usize) -> Option<Content> {
        let cue = &cues[at];
        let bound = self.bound(cues, at);
        if cue.shape == Shape::According {
            return self.according(cue, floor, bound);
        }
        let follows_quote = self.follows_quote(cue);
        if cue.shape != Shape::Inverted
            && let Some(right) = self.right(cue, bound, follows_quote)
        {
            let mut ranges = vec![right];
            let split = cue.shape == Shape::Before && follows_quote && self.passage.is_quote(ranges[0].start);
            let left = if split { self.left(cue, floor) } else { None };
            if let Some(left) = left {
                ranges.insert(0, left);
            }
            return Some(Content { before: ranges.len() > 1, ranges });
        }
        if matches!(cue.shape, Shape::Before | Shape::Inverted)
            && cue.takes.has(Takes::SAYS | Takes::SPEAKS | Takes::STATES | Takes::THINKS | Takes::TELLS)
        {
            let left = self.left(cue, floor)?;
            let speaks_only = !cue.takes.has(Takes::SAYS | Takes::STATES | Takes::THINKS | Takes::TELLS);
            if speaks_only && !left.clone().any(|it| self.passage.is_quote(it)) {
                return None;
            }
            let mut ranges = vec![left];
            ranges.extend(self.rest(cue, &ranges[0], bound));
            return Some(Content { ranges, before: true });
        }
        None
    }

    /// Whether quotation marks, with or without a comma, stand right before the attribution.
    fn follows_quote(self, cue: &Cue) -> bool {
        let Some(before) = cue.region.start.checked_sub(1) else { return false };
        let signed = matches!(self.passage.class(before), Some(Class::Comma | Class::Dash));
        self.passage.is_quote(before) || signed && before > 0 && self.passage.is_quote(before - 1)
    }

    /// Where the content after cue number `at` ends at the latest: before the next attribution that is no part of it.
    fn bound(self, cues: &[Cue], at: usize) -> usize {
        let passage = self.passage;
        let mut end = passage.len();
        while end > 0 && matches!(passage.class(end - 1), Some(Class::Stop)) {
            end -= 1;
        }
        let cue = &cues[at];
        let ahead = cue.region.end..end.min(cue.region.end + LONGEST);
        end = ahead.clone().find(|&it| passage.is_one_of(it, &[";"])).unwrap_or(end);
        if cue.shape == Shape::Relative {
            let comma = ahead.clone().find(|&it| passage.class(it) == Some(Class::Comma));
            end = end.min(comma.unwrap_or(end));
        }
        for next in cues.iter().skip(at + 1).take(NEXT_CUES).filter(|it| it.region.start > cue.region.end) {
            let Some(before) = next.region.start.checked_sub(1) else { continue };
            let sign = passage.class(before);
            let closes = passage.class(next.region.end).is_none_or(|it| {
                matches!(
                    it,
                    Class::Stop
                        | Class::Comma
                        | Class::Time
                        | Class::Preposition
                        | Class::Dash
                        | Class::Adverb
                        | Class::Subordinator
                )
            }) && !passage.is_quote(next.region.end);
            let cut = match (next.shape, sign) {
                (Shape::Shared, Some(Class::Comma | Class::Dash))
                | (Shape::According, Some(Class::Comma)) => Some(before),
                (Shape::Shared, _) if passage.class(next.region.start) == Some(Class::Coordinator) => {
                    Some(next.region.start)
                }
                (Shape::Shared, Some(Class::Coordinator)) => Some(before),
                (Shape::Before | Shape::Inverted, Some(Class::Comma | Class::Dash)) if closes => Some(before),
                // "X said that ..., but Y said"
                (Shape::Before, Some(Class::Coordinator))
                    if passage.class(before.wrapping_sub(1)) == Some(Class::Comma) =>
                {
                    Some(before - 1)
                }
                (Shape::Before, Some(Class::Subordinator))
                    if passage.class(before.wrapping_sub(1)) == Some(Class::Comma)
                        && passage.is_one_of(before, &["while", "although", "though", "whereas"]) =>
                {
                    Some(before - 1)
                }
                _ => None,
            };
            if let Some(cut) = cut.filter(|&cut| cut > cue.region.end) {
                return end.min(cut);
            }
        }
        end
    }

    fn according(self, cue: &Cue, floor: usize, bound: usize) -> Option<Content> {
        let passage = self.passage;
        let after = cue.region.end;
        let comma = passage.class(after) == Some(Class::Comma);
        let lead = (floor..cue.region.start)
            .all(|it| matches!(passage.class(it), Some(Class::Coordinator | Class::Adverb | Class::Comma)));
        if lead {
            let start = self.past_apposition(after + usize::from(comma), bound);
            if bound <= start + FEWEST {
                return None;
            }
            let after = start..bound;
            return Some(Content { ranges: vec![after], before: false });
        }
        let left = self.left(cue, floor)?;
        let mut ranges = vec![left];
        ranges.extend(self.rest(cue, &ranges[0], bound));
        Some(Content { ranges, before: true })
    }

    /// Skips ", a think tank," after the source of "according to X, a think tank, CLAUSE".
    fn past_apposition(self, start: usize, bound: usize) -> usize {
        let Some(noun) = phrase::after(self.passage, start) else { return start };
        let led = self.passage.is_one_of(start, &["a", "an", "the"]);
        let closed = led && noun.end < bound && self.passage.class(noun.end) == Some(Class::Comma);
        if closed { noun.end + 1 } else { start }
    }

    /// The content before the attribution: "CLAUSE, X said".
    fn left(self, cue: &Cue, floor: usize) -> Option<Range<usize>> {
        let passage = self.passage;
        let mut end = cue.region.start;
        while end > floor && matches!(passage.class(end - 1), Some(Class::Comma | Class::Dash)) {
            end -= 1;
        }
        let parted = end < cue.region.start || end > 0 && passage.is_quote(end - 1);
        if end <= floor || !(parted || cue.shape == Shape::According) {
            return None;
        }
        let mut first = end;
        while first > floor && passage.is_quote(first - 1) {
            first -= 1;
        }
        if first < end {
            // "Asked about it, “No,” he said": the quotation alone.
            let introduced =
                first > floor && matches!(passage.class(first - 1), Some(Class::Comma | Class::Colon));
            if first == floor || introduced && self.is_full(first) {
                return Some(first..end);
            }
        }
        let mut start = floor;
        while start < end
            && matches!(
                passage.class(start),
                Some(Class::Comma | Class::Stop | Class::Dash | Class::Coordinator)
            )
        {
            start += 1;
        }
        // "However, the suspect was arrested"
        if passage.class(start) == Some(Class::Adverb) && passage.class(start + 1) == Some(Class::Comma) {
            start += 2;
        }
        let quoted = (start..end).any(|it| passage.is_quote(it));
        let clause = has_predicate(passage, start..end) && !introduces_all(passage, start, end);
        // "“Yes,” he said at a conference, according to Acme": what is left between two attributions says nothing.
        let is_adjunct = passage.class(start) == Some(Class::Preposition);
        let said = end >= start + FEWEST && (clause || cue.shape == Shape::According && !is_adjunct);
        let split = passage.class(cue.region.end) == Some(Class::Comma) && !introduces(passage, start);
        (start < end && (quoted || said || split)).then_some(start..end)
    }

    /// What goes on after an attribution in the middle: "“One,” he said, “two.”", "The plan, he said, was bad."
    fn rest(self, cue: &Cue, left: &Range<usize>, bound: usize) -> Option<Range<usize>> {
        let passage = self.passage;
        if passage.is_quote(left.end - 1) {
            let quote = (cue.region.end..bound.min(cue.region.end + 40)).find(|&it| passage.is_quote(it))?;
            let parted = matches!(
                passage.class(quote - 1),
                Some(Class::Comma | Class::Dash | Class::Colon | Class::Stop)
            );
            let whole = self.is_whole(quote);
            return (parted && whole).then_some(quote..quote + 1);
        }
        let sign = passage.class(cue.region.end)?;
        let start = cue.region.end + 1;
        let word = passage.class(start)?;
        let broken = !has_predicate(passage, left.clone());
        let goes_on = match sign {
            Class::Comma => {
                broken && !matches!(word, Class::Coordinator | Class::Relative | Class::Subordinator)
            }
            Class::Dash => word != Class::Coordinator,
            _ => false,
        };
        let gerund = passage.verb(start).is_some_and(|it| it.form == Form::Ing);
        (goes_on && !gerund && start < bound).then_some(start..bound)
    }

    /// The content after the verb.
    fn right(self, cue: &Cue, bound: usize, follows_quote: bool) -> Option<Range<usize>> {
        let passage = self.passage;
        let start = cue.verb.end;
        let takes = cue.takes;
        let particle = if cue.verb.len() > 1 { passage.text(start - 1) } else { "" };
        if let Some(bid) = self.bidden(cue, particle, bound) {
            return Some(bid);
        }
        let at = self.past_adjuncts(start, takes.has(Takes::TELLS));
        let signed = matches!(passage.class(at), Some(Class::Comma | Class::Colon));
        let next = at + usize::from(signed);
        let clausal = takes.has(Takes::SAYS | Takes::THINKS | Takes::TELLS | Takes::STATES);
        let any = clausal || takes.has(Takes::SPEAKS | Takes::NAMES);
        // "read “War and Peace”" speaks of a title.
        let title = !signed && !takes.has(Takes::SAYS) && self.is_title(next);
        if any && !title && next < bound && passage.is_quote(next) {
            return Some(self.quoted(next, signed, bound));
        }
        if (clausal || takes.has(Takes::FINDS))
            && passage.class(next) == Some(Class::That)
            && next + 1 < bound
        {
            return Some(next + 1..bound);
        }
        if follows_quote && cue.shape == Shape::Before {
            return None; // "“...,” he said when ...": what is said stands before.
        }
        if let Some(named) = self.named(cue, bound) {
            return Some(named);
        }
        if signed || at >= bound {
            return None;
        }
        if clausal && passage.is_one_of(at, &["whether", "if", "how", "why", "what"]) && bound > at + 1 {
            return Some(at..bound);
        }
        let bare = takes.has(Takes::SAYS | Takes::THINKS) || takes.has(Takes::TELLS) && at > start;
        (bare && !cue.loose && is_clause(passage, at, bound)).then_some(at..bound)
    }

    /// "urged [the senate to vote]", "called for [his recusal]", "vowed [to leave]"
    fn bidden(self, cue: &Cue, particle: &str, bound: usize) -> Option<Range<usize>> {
        let passage = self.passage;
        let start = cue.verb.end;
        let infinitive = |at: usize| passage.class(at) == Some(Class::To) && at + 1 < bound;
        if cue.takes.has(Takes::VOWS) && infinitive(start) {
            // "declined to comment" says nothing.
            let silent = passage.is_one_of(
                start + 1,
                &["comment", "say", "answer", "discuss", "respond", "speak", "elaborate"],
            );
            return (!silent).then_some(start..bound);
        }
        if particle.eq_ignore_ascii_case("for") {
            return phrase::after(passage, start).map(|_| start..bound);
        }
        let on = particle.eq_ignore_ascii_case("on") || particle.eq_ignore_ascii_case("upon");
        let someone = if on || cue.takes.has(Takes::BIDS) { phrase::after(passage, start) } else { None };
        someone.filter(|it| infinitive(it.end)).map(|_| start..bound)
    }

    /// "called [the plan “a joke”]", "described as [“a joke”]"
    fn named(self, cue: &Cue, bound: usize) -> Option<Range<usize>> {
        let passage = self.passage;
        let mut start = cue.verb.end;
        // The fragment must be what the verb is about, not what a later clause says.
        let quoted = (start..bound.min(start + NEAR))
            .take_while(|&it| {
                !matches!(
                    passage.class(it),
                    Some(Class::That | Class::Relative | Class::Comma | Class::Colon)
                )
            })
            .any(|it| passage.is_quote(it) && !self.is_title(it));
        if !quoted || !cue.takes.has(Takes::NAMES) || cue.loose {
            return None;
        }
        while start < bound
            && (passage.is_one_of(start, &["as"])
                || matches!(
                    passage.class(start),
                    Some(Class::Preposition | Class::To | Class::Comma | Class::Colon)
                ))
        {
            start += 1;
        }
        (start < bound).then_some(start..bound)
    }

    /// The content that begins with the quotation at `start`: it alone, or with what follows as one clause.
    fn quoted(self, start: usize, introduced: bool, bound: usize) -> Range<usize> {
        let mut end = start + 1;
        while end < bound && self.passage.is_quote(end) {
            end += 1;
        }
        let whole = self.is_full(start) && self.is_ended(end - 1)
            || introduced && (self.is_full(start) || self.is_ended(end - 1));
        start..if whole { end } else { bound }
    }

    /// Past "reporters", "on Monday", "in a statement", "of the plan".
    fn past_adjuncts(self, start: usize, tells: bool) -> usize {
        let passage = self.passage;
        let mut at = start;
        if tells && let Some(told) = phrase::after(passage, at) {
            at = told.end;
        }
        while at < passage.len() && at - start < 40 {
            let Some(word) = passage.word(at) else { break };
            match word.class {
                Class::Adverb | Class::Time => at += 1,
                // "Sept. 5"
                Class::Open
                    if at > start && passage.class(at - 1) == Some(Class::Time) && is_number(passage, at) =>
                {
                    at += 1;
                }
                Class::Open | Class::Determiner if is_date(passage, at) => at += 2,
                // "said after the hearing that"
                Class::Subordinator if passage.is_one_of(at, &["after", "before"]) => {
                    match phrase::after(passage, at + 1) {
                        Some(noun) if passage.class(noun.end) == Some(Class::That) => at = noun.end,
                        _ => break,
                    }
                }
                Class::Preposition | Class::To if !passage.is_one_of(at + 1, &["least", "most", "first"]) => {
                    let time = matches!(passage.class(at + 1), Some(Class::Time));
                    match phrase::after(passage, at + 1) {
                        _ if time => at += 2,
                        Some(noun) if !(word.class == Class::To && is_infinitive(passage, at)) => {
                            at = noun.end;
                        }
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        at
    }

    /// Whether a quotation begins like a sentence.
    pub(super) fn is_full(self, item: usize) -> bool {
        let Some(inner) = self.inner(item) else { return false };
        let first = inner.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
    }

    /// Whether most words of a quotation begin with a capital letter: "The Nightly Show with Larry Wilmore".
    pub(super) fn is_title(self, item: usize) -> bool {
        let Some(inner) = self.inner(item) else { return false };
        let words: Vec<&str> =
            inner.split_whitespace().filter(|it| it.starts_with(char::is_alphabetic)).collect();
        let capital = words.iter().filter(|it| it.starts_with(char::is_uppercase)).count();
        words.len() > 1 && 3 * capital >= 2 * words.len()
    }

    /// Whether a quotation ends as a sentence or before an attribution does.
    fn is_ended(self, item: usize) -> bool {
        self.inner(item).is_some_and(|it| it.trim_end().ends_with([',', '.', '!', '?', '…', '—', '’', '\'']))
    }

    /// Whether a quotation goes on with an interrupted one or is a sentence: no quoted term.
    fn is_whole(self, item: usize) -> bool {
        self.is_ended(item)
            || self.is_full(item)
            || self.inner(item).is_some_and(|it| it.split_whitespace().count() > 3)
    }

    fn inner(self, item: usize) -> Option<&'a str> {
        let row = self.passage.row(item)?;
        self.marks.get(row).map(|it| it.inner.of(self.text))
    }
}

/// Whether a clause with a finite verb begins at `at`.
fn is_clause(passage: &Passage<'_>, at: usize, bound: usize) -> bool {
    let starts = matches!(
        passage.class(at),
        Some(Class::Open | Class::Determiner | Class::Possessive | Class::Pronoun)
    );
    if !starts || bound < at + FEWEST || passage.verb(at).is_some_and(|it| it.form == Form::Ing) {
        return false;
    }
    passage.is_one_of(at, &["he", "she", "they", "it", "I", "we", "you", "there"])
        || has_predicate(passage, at..bound)
}

/// Whether a finite verb shows in the range, before a subordinate clause does.
fn has_predicate(passage: &Passage<'_>, range: Range<usize>) -> bool {
    range
        .take(LONGEST)
        .take_while(|&it| {
            !matches!(passage.class(it), Some(Class::That | Class::Relative | Class::Subordinator))
        })
        .filter_map(|it| passage.word(it))
        .any(|it| {
            matches!(it.class, Class::Auxiliary | Class::Be)
                || it.past
                || it.verb.is_some_and(|verb| matches!(verb.form, Form::Past | Form::Third))
        })
}

/// Whether what begins at `start` only leads to what is said: "Asked about it, he said", "In May, he said".
fn introduces(passage: &Passage<'_>, start: usize) -> bool {
    passage.verb(start).is_some()
        || passage
            .word(start)
            .is_some_and(|it| it.past || it.class == Class::Open && passage.text(start).ends_with("ing"))
        || matches!(
            passage.class(start),
            Some(Class::Preposition | Class::To | Class::Subordinator | Class::Time)
        )
}

/// Whether all up to `end` is one such introduction, without a clause after it.
fn introduces_all(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    introduces(passage, start) && !(start..end).any(|it| passage.class(it) == Some(Class::Comma))
}

fn is_number(passage: &Passage<'_>, at: usize) -> bool {
    passage.text(at).starts_with(|c: char| c.is_ascii_digit())
}

/// "last week", "this month"
fn is_date(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_one_of(at, &["last", "this", "next", "late", "early", "earlier"])
        && (passage.class(at + 1) == Some(Class::Time)
            || passage.is_one_of(
                at + 1,
                &[
                    "week",
                    "month",
                    "year",
                    "night",
                    "morning",
                    "afternoon",
                    "evening",
                    "weekend",
                    "summer",
                    "spring",
                    "fall",
                    "winter",
                    "day",
                ],
            ))
}

/// "to expect": no addressee.
fn is_infinitive(passage: &Passage<'_>, to: usize) -> bool {
    let Some(next) = passage.word(to + 1) else { return true };
    next.class == Class::Be
        || next.class == Class::Auxiliary
        || next.class == Class::Open && next.name.is_none() && !next.capital && !next.plural
}

/// What spans cover, for the kind of a quote.
pub(super) fn spans(passage: &Passage<'_>, ranges: &[Range<usize>]) -> Vec<Span> {
    ranges.iter().filter_map(|it| passage.span(it.start, it.end)).collect()
}
