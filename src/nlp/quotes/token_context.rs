//! The text around quotes: its tokens, sentences, blocks and quotation marks, and where the words of a quote end.

use std::ops::Range;

use crate::document::Document;
use crate::nlp::lexicon;
use crate::nlp::quotes::marks::QuotePair;
use crate::nlp::quotes::quotation::Quotation;
use crate::nlp::{Sentence, Token};
use crate::text::{Span, Table};

/// The parts of a document, as far as quotes are concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenContext<'a> {
    pub(super) doc: &'a Document,
    pub(super) tokens: &'a Table<Token>,
    pub(super) sentences: &'a Table<Sentence>,
    pub(super) marks: &'a [QuotePair],
    pub(super) quotations: &'a [Quotation],
}

/// Where the words that attribute a content may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AttributionScope {
    within: Range<usize>,
    without: Range<usize>,
}

impl AttributionScope {
    /// Whether these words may be what attributes it.
    pub(super) fn allows(&self, words: &Range<usize>) -> bool {
        let apart = words.end <= self.without.start || self.without.end <= words.start;
        self.within.contains(&words.start) && apart
    }
}

impl<'a> TokenContext<'a> {
    /// Where the words that attribute a content may be: beside a quotation, in whatever paragraph; otherwise in the
    /// content's own paragraph.
    pub(super) fn may_attribute(&self, content: &Range<usize>) -> AttributionScope {
        let at = self.quotations.partition_point(|it| it.tokens.end <= content.start);
        match self.quotations.get(at).filter(|it| it.tokens.start < content.end) {
            None => AttributionScope { within: self.block_tokens(content.start), without: 0..0 },
            Some(quotation) => {
                let whole = quotation.tokens.start <= content.start;
                let without = if whole { quotation.tokens.clone() } else { 0..0 };
                AttributionScope { within: 0..self.tokens.len(), without }
            }
        }
    }

    /// The tokens of the block that contains a token.
    pub(super) fn block_tokens(&self, token: usize) -> Range<usize> {
        let block = self.doc.blocks().rows()[self.block_of(token)].span;
        let rows = self.tokens.rows();
        rows.partition_point(|it| it.span.end() <= block.start())
            ..rows.partition_point(|it| it.span.start() < block.end())
    }

    /// From the first token of a range to its last.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        let rows = self.tokens.rows();
        rows[tokens.start].span.join(rows[tokens.end - 1].span)
    }

    /// The text of a token; empty after the last one.
    pub(super) fn text(&self, token: usize) -> &'a str {
        self.get(token).unwrap_or_default()
    }

    /// The text of a token, if there is one.
    pub(super) fn get(&self, token: usize) -> Option<&'a str> {
        self.tokens.rows().get(token).map(|it| self.doc.slice(it.span))
    }

    /// The tokens of the sentence that contains a token.
    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        let rows = self.sentences.rows();
        let at = rows.partition_point(|it| it.tokens.to_range().end <= token);
        rows.get(at).map_or(token..self.tokens.len(), |it| it.tokens.to_range())
    }

    /// Whether a token is a word rather than punctuation.
    pub(super) fn is_word(&self, token: usize) -> bool {
        self.text(token).contains(char::is_alphanumeric)
    }

    /// Whether a token looks like the verb of a clause.
    pub(super) fn acts(&self, token: usize) -> bool {
        let text = self.text(token);
        lexicon::function_word::is_of_clause(text)
            || lexicon::function_word::is_auxiliary(text)
            || lexicon::verb::is_irregular_past(text)
            || text.len() > 4 && text.ends_with("ed") && text.starts_with(char::is_lowercase)
    }

    /// Whether a token is the first in its line.
    pub(super) fn begins_line(&self, token: usize) -> bool {
        let rows = self.tokens.rows();
        let before = token
            .checked_sub(1)
            .map(|it| Span::new(rows[it].span.end().to_usize(), rows[token].span.start().to_usize()));
        before.is_none_or(|it| self.doc.slice(it).contains('\n'))
    }

    /// The quotation that contains a token.
    pub(super) fn quotation_at(&self, token: usize) -> Option<&'a Quotation> {
        let at = self.quotations.partition_point(|it| it.tokens.end <= token);
        self.quotations.get(at).filter(|it| it.tokens.start <= token)
    }

    /// The index of the block that contains a token.
    pub(super) fn block_of(&self, token: usize) -> usize {
        let start = self.tokens.rows()[token].span.start();
        self.doc.blocks().rows().partition_point(|it| it.span.end() <= start)
    }

    /// The parts of a range, split by block.
    pub(super) fn by_block(&self, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = tokens.start;
        while start < tokens.end {
            let end = self.doc.blocks().rows()[self.block_of(start)].span.end();
            let rest = &self.tokens.rows()[start..tokens.end];
            let stop = start + rest.partition_point(|it| it.span.start() < end);
            parts.push(start..stop);
            start = stop;
        }
        parts
    }

    /// The parts of a range, split between quotations that are side by side: "“No.” “Never.”"
    pub(super) fn by_quotation(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let first = self.quotations.partition_point(|it| it.tokens.end <= tokens.start);
        let (mut parts, mut start) = (Vec::new(), tokens.start);
        let beside = self.quotations[first..].windows(2).take_while(|it| it[1].tokens.start < tokens.end);
        for border in beside.filter(|it| it[0].tokens.end == it[1].tokens.start) {
            let border = border[1].tokens.start;
            parts.push(start..border);
            start = border;
        }
        parts.push(start..tokens.end);
        parts
    }

    /// Whether part of a span is in quotation marks.
    pub(super) fn is_marked(&self, span: Span) -> bool {
        let from = self.marks.partition_point(|it| it.span.start() < span.start());
        let around = self.marks[..from].iter().rev().find(|it| it.depth == 0);
        let within = self.marks.get(from);
        around.into_iter().chain(within).any(|it| it.span.overlaps(span))
    }

    /// What is said in a range: with the "that" that introduces it, as in the corpus, but without the punctuation
    /// that separates it from the rest.
    pub(super) fn said(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let said = self.without_signs(tokens);
        (said.start < said.end).then_some(said)
    }

    /// Who says it: without a relative clause, a possessive ("Lee’s claim") and punctuation at the edges.
    pub(super) fn source(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let relative = |at: &usize| matches!(self.text(*at), "who" | "which" | "whose" | "where");
        let end = tokens.clone().skip(1).find(relative).unwrap_or(tokens.end);
        let mut source = self.without_signs(tokens.start..end);
        if source.len() > 1 && matches!(self.text(source.end - 1), "’s" | "'s") {
            source.end -= 1;
        }
        (source.start < source.end).then_some(source)
    }

    /// What attributes it: "added:" without its colon, which is a cue only by itself, in a transcript.
    pub(super) fn cue(&self, tokens: Range<usize>) -> Range<usize> {
        let cue = self.without_signs(tokens.clone());
        if cue.is_empty() { tokens } else { cue }
    }

    fn without_signs(&self, tokens: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (tokens.start, tokens.end);
        while start < end && self.parts(start, &tokens) {
            start += 1;
        }
        while start < end && self.parts(end - 1, &tokens) {
            end -= 1;
        }
        start..end
    }

    /// Whether a token at the edge of a range is punctuation that separates it from the rest; a quotation inside
    /// belongs to it completely.
    fn parts(&self, token: usize, range: &Range<usize>) -> bool {
        let text = self.text(token);
        let is_sign = text.chars().all(|c| {
            matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '…' | '—' | '–' | '-')
                || matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' | '„' | '`')
        });
        let within = |it: &Quotation| range.start <= it.tokens.start && it.tokens.end <= range.end;
        is_sign && !self.quotation_at(token).is_some_and(within)
    }
}

#[cfg(test)]
mod tests {
    use crate::nlp::quotes::testing::TestText;

    fn said(text: &str, part: &str, expected: &str) {
        let sample = TestText::new(text);
        let said = sample.context().said(sample.range(part)).unwrap();
        assert_eq!(sample.text(&said), expected, "{text}");
    }

    #[test]
    fn what_is_said_begins_and_ends_with_its_words() {
        said("Lee said: that prices rose.", ": that prices rose.", "that prices rose");
        said("Lee said “prices rose.” No.", "“prices rose.”", "“prices rose.”");
        said("Lee said “prices rose.” No.", "prices rose.”", "prices rose");
        said("“Prices rose.\n\n“They fell,” Lee said.", "“Prices rose.", "“Prices rose.");
        let sample = TestText::new("Lee said that, at noon.");
        assert_eq!(sample.context().said(sample.range(",")), None);
    }

    #[test]
    fn a_source_has_no_relative_clause_and_no_possessive() {
        let sample = TestText::new("Lee’s claim was wrong.");
        let source = sample.context().source(sample.range("Lee’s")).unwrap();
        assert_eq!(sample.text(&source), "Lee");
        let sample = TestText::new("Ann Lee, a farmer, who won, said no.");
        let source = sample.context().source(sample.range("Ann Lee, a farmer, who won,")).unwrap();
        assert_eq!(sample.text(&source), "Ann Lee, a farmer");
        assert_eq!(sample.context().source(sample.range("who")), Some(sample.range("who")));
    }

    #[test]
    fn a_colon_is_a_cue_only_where_it_stands_alone() {
        let sample = TestText::new("Lee added: no.");
        let cue = |part: &str| sample.text(&sample.context().cue(sample.range(part))).to_owned();
        assert_eq!([cue("added:"), cue(":")], ["added", ":"]);
    }

    #[test]
    fn words_attribute_what_stands_in_their_paragraph_or_in_quotation_marks() {
        let sample = TestText::new("Lee spoke.\n\nPrices rose, and “it rains, Ito said.”");
        let allows = |content: &str, words: &str| {
            sample.context().may_attribute(&sample.range(content)).allows(&sample.range(words))
        };
        assert!(allows("“it rains, Ito said.”", "Lee") && !allows("Prices rose", "Lee"));
        assert!(!allows("“it rains, Ito said.”", "Ito"), "a quotation is not attributed by its own words");
        assert!(allows("Prices rose", "Ito"));
    }

    #[test]
    fn a_range_has_a_part_in_each_paragraph() {
        let sample = TestText::new("One two.\n\nThree four.");
        let parts = sample.context().by_block(&(1..5));
        assert_eq!(parts.iter().map(|it| sample.text(it)).collect::<Vec<_>>(), ["two.", "Three four"]);
        assert!(sample.context().begins_line(3) && !sample.context().begins_line(1));
    }

    #[test]
    fn quotations_side_by_side_are_parts() {
        let sample = TestText::new("He said: “No.” “Never.” No “one” more.");
        let parts = sample.context().by_quotation(sample.range("“No.” “Never.” No “one” more"));
        assert_eq!(
            parts.iter().map(|it| sample.text(it)).collect::<Vec<_>>(),
            ["“No.”", "“Never.” No “one” more"]
        );
    }
}
