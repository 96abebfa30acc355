//! What is marked in the text, sorted for finding what a line shows: an analysis has thousands, a screen dozens.

use crate::nlp::{Analysis, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind};
use crate::text::{Id, Span};

/// A mention of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameMark {
    pub(crate) span: Span,
    pub(crate) mention: Id<Mention>,
    pub(crate) entity: Id<Entity>,
    pub(crate) kind: EntityKind,
    pub(crate) form: MentionForm,
    pub(crate) doubtful: bool,
}

/// A part of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QuoteMark {
    pub(crate) span: Span,
    pub(crate) quote: Id<Quote>,
    pub(crate) kind: QuoteKind,
    /// It is the quote's first part.
    pub(crate) opens: bool,
}

/// All marks of an analysis.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    names: Vec<NameMark>,
    longest_name: usize,
    quotes: Vec<QuoteMark>,
    longest_quote: usize,
}

impl Marks {
    /// The marks of an analysis.
    pub(crate) fn new(analysis: &Analysis) -> Self {
        let names: Vec<_> = analysis
            .mentions
            .iter()
            .map(|(id, mention)| NameMark {
                span: mention.span,
                mention: id,
                entity: mention.entity,
                kind: analysis.entities[mention.entity].kind,
                form: mention.form,
                doubtful: mention.confidence.is_doubtful(),
            })
            .collect();
        let mut quotes = Vec::new();
        for (id, quote) in analysis.quotes.iter() {
            let parts = quote.content.iter().enumerate();
            quotes.extend(parts.map(|(n, &span)| QuoteMark {
                span,
                quote: id,
                kind: quote.kind,
                opens: n == 0,
            }));
        }
        quotes.sort_by_key(|mark| (mark.span.start(), mark.quote));
        let longest = |spans: &mut dyn Iterator<Item = Span>| spans.map(Span::len).max().unwrap_or(0);
        Self {
            longest_name: longest(&mut names.iter().map(|mark| mark.span)),
            longest_quote: longest(&mut quotes.iter().map(|mark| mark.span)),
            names,
            quotes,
        }
    }

    /// Every mention, in order of the text.
    pub(crate) fn names(&self) -> &[NameMark] {
        &self.names
    }

    /// Every part of a quote, in order of the text.
    pub(crate) fn quotes(&self) -> &[QuoteMark] {
        &self.quotes
    }

    /// The mentions that share a byte with the span.
    pub(crate) fn names_in(&self, span: Span) -> impl Iterator<Item = &NameMark> {
        near(&self.names, self.longest_name, span, |mark| mark.span)
    }

    /// The parts of quotes that share a byte with the span.
    pub(crate) fn quotes_in(&self, span: Span) -> impl Iterator<Item = &QuoteMark> {
        near(&self.quotes, self.longest_quote, span, |mark| mark.span)
    }
}

/// The marks that overlap a span. A mark starts at most its length, so at most the longest length, before it.
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
    use crate::app::sample;

    #[test]
    fn a_mark_that_starts_long_before_the_line_is_found() {
        let (_, analysis) = sample::article(&["{[PER Ann]: one two three four five six}, said [PER Ann]."]);
        let marks = Marks::new(&analysis);
        assert_eq!(marks.quotes_in(Span::new(20, 22)).count(), 1);
        assert_eq!(marks.names_in(Span::new(20, 22)).count(), 0);
        assert_eq!(marks.names_in(Span::new(0, 1)).count(), 1);
    }
}
