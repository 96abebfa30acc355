//! Places in a text that may change: the words, their surroundings, and their position.
//!
//! As in Hypothesis, the words come first, their surroundings choose among several places, and the position comes
//! last. But short words are never guessed, because a note in a wrong place is worse than one that is listed as lost.
//! Passages elsewhere in the old text that resemble the words are remembered: later, they are not the words in
//! changed form.

mod alike;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::text::Span;

/// Code points kept on each side.
const CONTEXT: usize = 32;

/// From this many code points on, words are found even without their surroundings, or with some of them changed.
const LONG: usize = 20;

/// From this many code points on, words that occur only once need no surroundings at all.
const UNMISTAKABLE: usize = 40;

/// Code points of surroundings that must match: for long words in total, for short words on at least one side.
const LONG_NEEDS: usize = 4;
const SHORT_NEEDS: usize = 16;

/// The most places with the same words that are compared.
const MAX_COUNT: usize = 4096;

/// Code points by which the ends of changed words are looked up, and the most places that are tried for each.
const HOOK: usize = 12;
const MAX_HOOKS: usize = 16;

/// The share of common words from which changed words count as the same.
const ALIKE: f32 = 0.75;

/// The share of common words from which a passage elsewhere is remembered. It is lower, because the passage may gain
/// or lose words and become more similar.
const SOMEWHAT_ALIKE: f32 = 0.6;

/// Words in a text, stored so that they can be found again after the text has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredAnchor", into = "StoredAnchor")]
pub struct Anchor {
    /// Where they were.
    pub span: Span,
    /// The words.
    pub exact: String,
    /// Up to 32 code points before them.
    pub prefix: String,
    /// Up to 32 code points after them.
    pub suffix: String,
    /// Passages that resembled the words and were elsewhere in the text when the words were last found, in the form
    /// in which they are compared.
    pub alike: Vec<String>,
}

/// An anchor as it is stored: `start` and `end` are bytes.
#[derive(Debug, Serialize, Deserialize)]
struct StoredAnchor {
    start: u32,
    end: u32,
    exact: String,
    prefix: String,
    suffix: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alike: Vec<String>,
}

impl From<StoredAnchor> for Anchor {
    fn from(at: StoredAnchor) -> Self {
        let (start, end) = (at.start as usize, at.end.max(at.start) as usize);
        let StoredAnchor { exact, prefix, suffix, alike, .. } = at;
        Self { span: Span::new(start, end), exact, prefix, suffix, alike }
    }
}

impl From<Anchor> for StoredAnchor {
    fn from(anchor: Anchor) -> Self {
        let range = anchor.span.to_range();
        let Anchor { exact, prefix, suffix, alike, .. } = anchor;
        Self { start: to_u32(range.start), end: to_u32(range.end), exact, prefix, suffix, alike }
    }
}

impl Anchor {
    /// An anchor for the span of this document.
    pub fn of(doc: &Document, span: Span) -> Self {
        let range = span.to_range();
        let (before, after) = (&doc.text().get(..range.start), &doc.text().get(range.end..));
        let start = before.unwrap_or_default().char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        Self {
            span,
            exact: doc.slice(span).to_owned(),
            prefix: before.and_then(|it| it.get(start..)).unwrap_or_default().to_owned(),
            suffix: after.unwrap_or_default().chars().take(CONTEXT).collect(),
            alike: Vec::new(),
        }
    }

    /// Whether the stored surroundings are shorter than they could be.
    pub fn is_narrow(&self) -> bool {
        [&self.prefix, &self.suffix].iter().any(|it| it.chars().count() < CONTEXT)
    }
}

/// Where an anchor's words are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Where they were.
    Same(Span),
    /// Elsewhere, or with other quotation marks, or somewhat changed.
    Moved(Span),
    /// Nowhere, or in several places none of which is clearly the best.
    Lost,
}

impl Found {
    /// The place, if there is one.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Same(span) | Self::Moved(span) => Some(span),
            Self::Lost => None,
        }
    }
}

/// Finds anchors in one text.
#[derive(Debug)]
pub struct Finder<'d> {
    text: &'d str,
    folded: OnceCell<FoldedText>,
}

impl<'d> Finder<'d> {
    /// Does no work yet: anchors that are still where they were need no more.
    pub fn new(doc: &'d Document) -> Self {
        Self::of_text(doc.text())
    }

    /// The same for a text alone.
    pub const fn of_text(text: &'d str) -> Self {
        Self { text, folded: OnceCell::new() }
    }

    /// Makes the anchor remember passages of this text that resemble its words, if the words are found here. If a
    /// later text lacks the words, those passages are not mistaken for them. Takes time in proportion to the text.
    /// Does nothing for short words, which are never searched for in changed form.
    pub fn distinguish(&self, anchor: &mut Anchor) {
        if anchor.exact.chars().count() < LONG {
            return;
        }
        let Some(span) = self.find(anchor).span() else { return };
        let text = self.folded();
        let own = text.folded(span);
        let found = alike::passages(&text.text, own, SOMEWHAT_ALIKE);
        let passages = found.into_iter().filter_map(|it| text.text.get(it));
        anchor.alike = passages.map(str::to_owned).collect();
    }

    fn folded(&self) -> &FoldedText {
        self.folded.get_or_init(|| FoldedText::new(self.text))
    }

    /// Where the anchor's words are. Takes time in proportion to the text if they are no longer where they were.
    pub fn find(&self, anchor: &Anchor) -> Found {
        if self.is_unmoved(anchor) {
            return Found::Same(anchor.span);
        }
        let text = self.folded();
        let wanted = FoldedAnchor {
            exact: fold(&anchor.exact),
            prefix: fold(&anchor.prefix),
            suffix: fold(&anchor.suffix),
            alike: &anchor.alike,
        };
        if wanted.exact.trim().is_empty() {
            return Found::Lost;
        }
        let found = match text.places(&wanted) {
            Places::None => text.changed(&wanted),
            Places::One(span) => Some(span),
            Places::Unclear => None,
        };
        let found = found.map(|(start, end)| text.origin(start, end));
        found.map_or(
            Found::Lost,
            |span| if span == anchor.span { Found::Same(span) } else { Found::Moved(span) },
        )
    }

    fn is_unmoved(&self, anchor: &Anchor) -> bool {
        let range = anchor.span.to_range();
        let around = |text: Option<&str>, words: &str, at_end: bool| {
            text.is_some_and(|it| if at_end { it.ends_with(words) } else { it.starts_with(words) })
        };
        self.text.get(range.clone()) == Some(&anchor.exact)
            && around(self.text.get(..range.start), &anchor.prefix, true)
            && around(self.text.get(range.end..), &anchor.suffix, false)
    }
}

/// An anchor's words, folded.
struct FoldedAnchor<'a> {
    exact: String,
    prefix: String,
    suffix: String,
    /// Passages that were elsewhere all along.
    alike: &'a [String],
}

impl FoldedAnchor<'_> {
    /// Whether the same words also occur elsewhere.
    fn has_twin(&self) -> bool {
        self.alike.iter().any(|it| it.split_whitespace().eq(self.exact.split_whitespace()))
    }

    /// Whether the passage is more likely one that was always elsewhere than the words in changed form.
    fn is_other(&self, passage: &str, share_of_words: f32) -> bool {
        self.alike.iter().any(|it| share(it, passage) >= share_of_words)
    }
}

enum Places {
    None,
    One((usize, usize)),
    Unclear,
}

/// A text with plain quotation marks, plain dashes and single spaces, and the origin of each of its bytes.
#[derive(Debug)]
struct FoldedText {
    text: String,
    /// For each byte, the first byte and the end of what its character was made from.
    origin: Vec<(u32, u32)>,
}

/// A character as it is compared; white space becomes a space.
const fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The text as it is compared.
fn fold(text: &str) -> String {
    FoldedText::new(text).text
}

impl FoldedText {
    fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut origin: Vec<(u32, u32)> = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let (start, end) = (to_u32(at), to_u32(at + c.len_utf8()));
            let c = plain(c);
            if c == ' ' && folded.ends_with(' ') {
                if let Some(last) = origin.last_mut() {
                    last.1 = end;
                }
                continue;
            }
            folded.push(c);
            origin.resize(folded.len(), (start, end));
        }
        Self { text: folded, origin }
    }

    /// The span that some bytes were made from.
    fn origin(&self, start: usize, end: usize) -> Span {
        let last = self.origin.get(end.saturating_sub(1)).map_or(0, |it| it.1);
        let first = self.origin.get(start).map_or(last, |it| it.0);
        Span::new(first as usize, last as usize)
    }

    /// The bytes that were made from a span.
    fn folded(&self, span: Span) -> Range<usize> {
        let (start, end) = (to_u32(span.start().to_usize()), to_u32(span.end().to_usize()));
        let first = self.origin.partition_point(|it| it.1 <= start);
        first..self.origin.partition_point(|it| it.0 < end).max(first)
    }

    /// How many code points before `at` and after `end` match those of the anchor.
    fn context(&self, wanted: &FoldedAnchor<'_>, at: usize, end: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or_default().chars().rev();
        let after = self.text.get(end..).unwrap_or_default().chars();
        let alike = |(a, b): &(char, char)| a == b;
        (
            before.zip(wanted.prefix.chars().rev()).take_while(alike).count(),
            after.zip(wanted.suffix.chars()).take_while(alike).count(),
        )
    }

    /// Whether the words at `at..end` are separated from their neighbours as the anchor's words are.
    fn is_parted_alike(&self, wanted: &FoldedAnchor<'_>, at: usize, end: usize) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = self.text.get(..at).and_then(|it| it.chars().next_back());
        let after = self.text.get(end..).and_then(|it| it.chars().next());
        (is_word(wanted.prefix.chars().next_back())
            || !is_word(before)
            || !is_word(wanted.exact.chars().next()))
            && (is_word(wanted.suffix.chars().next())
                || !is_word(after)
                || !is_word(wanted.exact.chars().next_back()))
    }

    /// The best place with exactly these words.
    fn places(&self, wanted: &FoldedAnchor<'_>) -> Places {
        let length = wanted.exact.chars().count();
        let given = (wanted.prefix.chars().count(), wanted.suffix.chars().count());
        let has_twin = wanted.has_twin();
        let is_enough = |(before, after): (usize, usize), is_only: bool| match length {
            UNMISTAKABLE.. if is_only && !has_twin => true,
            // Programs that give less context than we need give all that they have.
            LONG.. if !has_twin => before + after >= LONG_NEEDS.min(given.0 + given.1),
            _ => before.max(after) >= SHORT_NEEDS.min(given.0.max(given.1)),
        };
        let found: Vec<_> = self
            .text
            .match_indices(&wanted.exact)
            .map(|(at, words)| (at, at + words.len()))
            .filter(|&(at, end)| self.is_parted_alike(wanted, at, end))
            .take(MAX_COUNT)
            .map(|(at, end)| (self.context(wanted, at, end), at, end))
            .collect();
        let score = |it: &((usize, usize), usize, usize)| it.0.0 + it.0.1;
        let Some(best) = found.iter().max_by_key(|it| score(it)) else { return Places::None };
        let is_only = found.iter().filter(|it| score(it) == score(best)).count() == 1;
        if is_only && is_enough(best.0, found.len() == 1) {
            Places::One((best.1, best.2))
        } else {
            Places::Unclear
        }
    }

    /// The place of long words in changed form: it begins or is preceded as they were, ends or continues as they did,
    /// and has most of their words.
    fn changed(&self, wanted: &FoldedAnchor<'_>) -> Option<(usize, usize)> {
        if wanted.exact.chars().count() < LONG {
            return None;
        }
        let starts: Vec<usize> =
            [self.ends_of(last(&wanted.prefix, HOOK)), self.starts_of(first(&wanted.exact, HOOK))].concat();
        let ends: Vec<usize> =
            [self.starts_of(first(&wanted.suffix, HOOK)), self.ends_of(last(&wanted.exact, HOOK))].concat();
        let length = wanted.exact.len();
        let pairs = starts.iter().flat_map(|&start| ends.iter().map(move |&end| (start, end)));
        let mut alike: Vec<(f32, (usize, usize))> = pairs
            .filter(|&(start, end)| start < end && (end - start) * 2 > length && end - start < length * 2)
            .filter_map(|(start, end)| {
                let passage = self.text.get(start..end)?;
                let share = share(&wanted.exact, passage);
                (share >= ALIKE && !wanted.is_other(passage, share)).then_some((share, (start, end)))
            })
            .collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        alike.dedup_by_key(|it| it.1);
        let best = alike.first()?;
        // No other place may be as good.
        let is_clear = alike.iter().skip(1).all(|it| it.0 < best.0 || overlap(it.1, best.1));
        is_clear.then(|| self.trimmed(best.1))
    }

    /// Without white space at the ends.
    fn trimmed(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let words = self.text.get(start..end).unwrap_or_default();
        let front = words.len() - words.trim_start().len();
        (start + front, end - (words.len() - words.trim_end().len()))
    }

    fn starts_of(&self, words: &str) -> Vec<usize> {
        self.hooks(words).map(|(at, _)| at).collect()
    }

    fn ends_of(&self, words: &str) -> Vec<usize> {
        self.hooks(words).map(|(at, words)| at + words.len()).collect()
    }

    /// The places of a hook; none if it is too short to be useful.
    fn hooks<'t>(&'t self, words: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let is_hook = words.chars().count() >= HOOK;
        self.text.match_indices(words).take(if is_hook { MAX_HOOKS } else { 0 })
    }
}

fn first(text: &str, n_chars: usize) -> &str {
    let end = text.char_indices().nth(n_chars).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

fn last(text: &str, n_chars: usize) -> &str {
    let start = text.char_indices().rev().nth(n_chars.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

const fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The share of common words in both texts together (Dice's coefficient), from 0 to 1.
fn share(a: &str, b: &str) -> f32 {
    let mut words: HashMap<&str, (u16, u16)> = HashMap::new();
    for word in a.split_whitespace() {
        let count = &mut words.entry(word).or_default().0;
        *count = count.saturating_add(1);
    }
    for word in b.split_whitespace() {
        let count = &mut words.entry(word).or_default().1;
        *count = count.saturating_add(1);
    }
    let sum = |count: fn(&(u16, u16)) -> u16| words.values().map(|it| f32::from(count(it))).sum::<f32>();
    2.0 * sum(|it| it.0.min(it.1)) / (sum(|it| it.0) + sum(|it| it.1)).max(1.0)
}

fn to_u32(byte: usize) -> u32 {
    u32::try_from(byte).expect("texts are capped at 64 MiB when a document is built")
}

#[cfg(test)]
mod tests;
