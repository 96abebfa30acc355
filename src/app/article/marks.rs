//! What is marked in the text, sorted so that the marks of a line are found quickly: an analysis has thousands, a
//! screen dozens.

use std::cmp::Reverse;

use crate::nlp::{Analysis, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind};
use crate::text::{Id, Span};

/// A mention of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MentionMark {
    pub(crate) span: Span,
    pub(crate) mention: Id<Mention>,
    pub(crate) entity: Id<Entity>,
    pub(crate) kind: EntityKind,
    /// Whether the article names the entity.
    pub(crate) is_named: bool,
    pub(crate) form: MentionForm,
    pub(crate) doubtful: bool,
}

/// A part of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QuoteMark {
    pub(crate) span: Span,
    pub(crate) quote: Id<Quote>,
    pub(crate) kind: QuoteKind,
    /// Whether the speaker is uncertain.
    pub(crate) doubtful: bool,
    /// Whether it is the first part of the quote.
    pub(crate) opens: bool,
}

/// The position of a mark in the order of steps: by start, a quote before a mention, a mention before those inside it
/// ("his former wife" before "his").
pub(crate) type Position = (usize, u8, Reverse<usize>);

impl MentionMark {
    /// Its position among the marks.
    pub(crate) fn position(&self) -> Position {
        (self.span.start().to_usize(), 1, Reverse(self.span.end().to_usize()))
    }
}

impl QuoteMark {
    /// Its position among the marks.
    pub(crate) fn position(&self) -> Position {
        (self.span.start().to_usize(), 0, Reverse(self.span.end().to_usize()))
    }
}

/// All marks of an analysis.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    mentions: Vec<MentionMark>,
    longest_mention: usize,
    has_stand_ins: bool,
    quotes: Vec<QuoteMark>,
    longest_quote: usize,
}

impl Marks {
    /// The marks of an analysis.
    pub(crate) fn new(analysis: &Analysis) -> Self {
        let mut mentions: Vec<_> = analysis
            .mentions
            .iter()
            .map(|(id, mention)| MentionMark {
                span: mention.span,
                mention: id,
                entity: mention.entity,
                kind: analysis.entities[mention.entity].kind,
                is_named: analysis.entities[mention.entity].is_named,
                form: mention.form,
                doubtful: mention.confidence.is_doubtful(),
            })
            .collect();
        mentions.sort_by_key(MentionMark::position);
        let mut quotes = Vec::new();
        for (id, quote) in analysis.quotes.iter() {
            let parts = quote.content.iter().enumerate();
            quotes.extend(parts.map(|(n, &span)| QuoteMark {
                span,
                quote: id,
                kind: quote.kind,
                doubtful: quote.confidence.is_doubtful(),
                opens: n == 0,
            }));
        }
        quotes.sort_by_key(|mark| (mark.position(), mark.quote));
        let longest = |spans: &mut dyn Iterator<Item = Span>| spans.map(Span::len).max().unwrap_or(0);
        Self {
            longest_mention: longest(&mut mentions.iter().map(|mark| mark.span)),
            has_stand_ins: mentions.iter().any(|mark| mark.form != MentionForm::Name),
            longest_quote: longest(&mut quotes.iter().map(|mark| mark.span)),
            mentions,
            quotes,
        }
    }

    /// Every mention, in order of the text.
    pub(crate) fn mentions(&self) -> &[MentionMark] {
        &self.mentions
    }

    /// Every part of a quote, in order of the text.
    pub(crate) fn quotes(&self) -> &[QuoteMark] {
        &self.quotes
    }

    /// Whether there are any pronouns or descriptions.
    pub(crate) fn has_stand_ins(&self) -> bool {
        self.has_stand_ins
    }

    /// The mention of exactly these words.
    pub(crate) fn mention_at(&self, span: Span) -> Option<&MentionMark> {
        self.mentions_in(span).find(|mark| mark.span == span)
    }

    /// The innermost mention that contains all these words.
    pub(crate) fn mention_around(&self, span: Span) -> Option<&MentionMark> {
        self.mentions_in(span).filter(|mark| mark.span.covers(span)).last()
    }

    /// The mentions that overlap the span; one that contains another comes before it.
    pub(crate) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &MentionMark> {
        near(&self.mentions, self.longest_mention, span, |mark| mark.span)
    }

    /// The parts of quotes that overlap the span.
    pub(crate) fn quotes_in(&self, span: Span) -> impl Iterator<Item = &QuoteMark> {
        near(&self.quotes, self.longest_quote, span, |mark| mark.span)
    }
}

/// The marks that overlap a span. Such a mark starts at most the longest mark's length before the span.
fn near<M>(
    marks: &[M],
    longest: usize,
    span: Span,
    of: impl Fn(&M) -> Span + Copy,
) -> impl Iterator<Item = &M> {
    let first = span.start().to_usize().saturating_sub(longest);
    let from = marks.partition_point(|mark| of(mark).start().to_usize() < first);
    marks
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(move |mark| of(mark).start() < span.end())
        .filter(move |mark| of(mark).overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn a_mark_that_starts_long_before_the_line_is_found() {
        let (_, analysis) = sample::article(&["{[PER Ann]: one two three four five six}, said [PER Ann]."]);
        let marks = Marks::new(&analysis);
        assert_eq!(marks.quotes_in(Span::new(20, 22)).count(), 1);
        assert_eq!(marks.mentions_in(Span::new(20, 22)).count(), 0);
        assert_eq!(marks.mentions_in(Span::new(0, 1)).count(), 1);
    }

    #[test]
    fn of_nested_mentions_the_outer_comes_first_and_the_inner_is_nearest() {
        let (doc, analysis) =
            sample::article(&["[PER Bob] met [PER& [PER~ his=Bob] former wife=Ann], [PER Ann]."]);
        let marks = Marks::new(&analysis);
        let words: Vec<_> = marks.mentions().iter().map(|mark| doc.slice(mark.span)).collect();
        assert_eq!(words, ["Bob", "his former wife", "his", "Ann"]);
        let at = |start, end| marks.mention_around(Span::new(start, end)).map(|mark| doc.slice(mark.span));
        assert_eq!([at(9, 10), at(13, 18), at(9, 25)], [Some("his"), Some("his former wife"), None]);
        assert_eq!(marks.mention_at(Span::new(8, 23)).unwrap().form, MentionForm::Noun);
    }
}
