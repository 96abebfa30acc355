//! The text that quotes stand in: its tokens, sentences, blocks and quotation marks, and where the words of a quote end.

use std::ops::Range;

use crate::document::Document;
use crate::nlp::quotes::form::Quotation;
use crate::nlp::quotes::marks::Marked;
use crate::nlp::{Sentence, Token};
use crate::text::{Span, Table};

/// What a document consists of, as far as quotes are concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) doc: &'a Document,
    pub(super) tokens: &'a Table<Token>,
    pub(super) sentences: &'a Table<Sentence>,
    pub(super) marks: &'a [Marked],
    pub(super) quotations: &'a [Quotation],
}

/// Where the words that attribute a content may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Around {
    within: Range<usize>,
    without: Range<usize>,
}

impl Around {
    /// Whether those words may be what attributes it.
    pub(super) fn allows(&self, words: &Range<usize>) -> bool {
        let apart = words.end <= self.without.start || self.without.end <= words.start;
        self.within.contains(&words.start) && apart
    }
}

impl<'a> Scene<'a> {
    /// Where the words that attribute a content may stand: beside a quotation, in whatever paragraph; else in the
    /// content's own.
    pub(super) fn may_attribute(&self, content: &Range<usize>) -> Around {
        let at = self.quotations.partition_point(|it| it.tokens.end <= content.start);
        match self.quotations.get(at).filter(|it| it.tokens.start < content.end) {
            None => Around { within: self.block_tokens(content.start), without: 0..0 },
            Some(quotation) => {
                let whole = quotation.tokens.start <= content.start;
                let without = if whole { quotation.tokens.clone() } else { 0..0 };
                Around { within: 0..self.tokens.len(), without }
            }
        }
    }

    /// The tokens of the block that a token stands in.
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

    /// The text of a token.
    pub(super) fn text(&self, token: usize) -> &'a str {
        self.doc.slice(self.tokens.rows()[token].span)
    }

    /// Whether a token is no sign.
    pub(super) fn is_word(&self, token: usize) -> bool {
        self.text(token).contains(char::is_alphanumeric)
    }

    /// Whether a token stands first in its line.
    pub(super) fn begins_line(&self, token: usize) -> bool {
        let rows = self.tokens.rows();
        let before = token
            .checked_sub(1)
            .map(|it| Span::new(rows[it].span.end().to_usize(), rows[token].span.start().to_usize()));
        before.is_none_or(|it| self.doc.slice(it).contains('\n'))
    }

    /// The quotation that a token stands in.
    pub(super) fn quotation_at(&self, token: usize) -> Option<&'a Quotation> {
        let at = self.quotations.partition_point(|it| it.tokens.end <= token);
        self.quotations.get(at).filter(|it| it.tokens.start <= token)
    }

    /// Index of the block that a token stands in.
    pub(super) fn block_of(&self, token: usize) -> usize {
        let start = self.tokens.rows()[token].span.start();
        self.doc.blocks().rows().partition_point(|it| it.span.end() <= start)
    }

    /// The parts of a range that stand in one block each.
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

    /// Whether some of a span stands in quotation marks.
    pub(super) fn is_marked(&self, span: Span) -> bool {
        let from = self.marks.partition_point(|it| it.span.start() < span.start());
        let around = self.marks[..from].iter().rev().find(|it| it.depth == 0);
        let within = self.marks.get(from);
        around.into_iter().chain(within).any(|it| it.span.overlaps(span))
    }

    /// What is said in a range: without the "that" that introduces it and the signs that part it from the rest.
    pub(super) fn said(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let mut said = self.without_signs(tokens);
        if said.start < said.end && self.text(said.start).eq_ignore_ascii_case("that") {
            said = self.without_signs(said.start + 1..said.end);
        }
        (said.start < said.end).then_some(said)
    }

    /// Who says it: without a relative clause and the signs at the edges.
    pub(super) fn source(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let relative = |at: &usize| matches!(self.text(*at), "who" | "which" | "whose" | "where");
        let end = tokens.clone().skip(1).find(relative).unwrap_or(tokens.end);
        let source = self.without_signs(tokens.start..end);
        (source.start < source.end).then_some(source)
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

    /// Whether a token at the edge of a range is a sign that parts it from the rest, no quotation mark that pairs within.
    fn parts(&self, token: usize, range: &Range<usize>) -> bool {
        let text = self.text(token);
        if text.chars().all(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '…' | '—' | '–' | '-'))
        {
            return true;
        }
        let is_mark =
            text.chars().all(|c| matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' | '„' | '`'));
        let within = |it: &Quotation| range.start <= it.tokens.start && it.tokens.end <= range.end;
        let pairs = self.quotation_at(token).is_some_and(within);
        is_mark && !pairs
    }
}
