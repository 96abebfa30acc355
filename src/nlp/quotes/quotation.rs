//! The quotations of a document: words in quotation marks that are not inside others.

use std::ops::Range;

use crate::document::Document;
use crate::nlp::Token;
use crate::nlp::quotes::marks::QuotePair;
use crate::text::Table;

/// Words in quotation marks that are not inside others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Its row among the marks.
    pub(super) row: usize,
    /// Its tokens, with its marks.
    pub(super) tokens: Range<usize>,
    /// How many of them are words.
    pub(super) n_words: usize,
    /// Whether its end is known: from its closing mark, or because the speech continues in the next paragraph.
    pub(super) whole: bool,
}

/// The quotations of a document, in order.
pub(super) fn quotations(doc: &Document, tokens: &Table<Token>, marks: &[QuotePair]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut start = 0;
    for (row, mark) in marks.iter().enumerate().filter(|it| it.1.depth == 0) {
        if let Some(before) = found.last_mut().filter(|_| mark.continues) {
            before.whole = true;
        }
        let rest = tokens.rows().get(start..).unwrap_or_default();
        start += rest.partition_point(|token| token.span.end() <= mark.span.start());
        let rest = tokens.rows().get(start..).unwrap_or_default();
        let inside = rest.partition_point(|token| token.span.start() < mark.span.end());
        let is_word = |token: &&Token| doc.slice(token.span).contains(char::is_alphanumeric);
        let n_words = rest[..inside].iter().filter(is_word).count();
        found.push(Quotation { row, tokens: start..start + inside, n_words, whole: mark.closed });
        start += inside;
    }
    found.retain(|it| !it.tokens.is_empty());
    found
}
