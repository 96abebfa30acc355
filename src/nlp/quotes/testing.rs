//! Texts for the tests of this stage.

use std::ops::Range;

use crate::document::Document;
use crate::nlp::quotes::marks::{self, QuotePair};
use crate::nlp::quotes::quotation::{self, Quotation};
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::voice::{Layer, VoiceScores};
use crate::nlp::{Sentence, Token, sentence, testing, token};
use crate::text::{Span, Table};

/// A text and what is known about it before the network reads it.
#[derive(Debug)]
pub(super) struct TestText {
    pub(super) doc: Document,
    pub(super) tokens: Table<Token>,
    pub(super) sentences: Table<Sentence>,
    pub(super) marks: Vec<QuotePair>,
    pub(super) quotations: Vec<Quotation>,
}

impl TestText {
    /// Reads a text whose paragraphs are separated by an empty line.
    pub(super) fn new(text: &str) -> Self {
        let doc = testing::document(text);
        let tokens = token::tokenize(&doc);
        let sentences = sentence::split(&doc, &tokens);
        let marks = marks::pair(&doc);
        let quotations = quotation::quotations(&doc, &tokens, &marks);
        Self { doc, tokens, sentences, marks, quotations }
    }

    pub(super) fn context(&self) -> TokenContext<'_> {
        let Self { doc, tokens, sentences, marks, quotations } = self;
        TokenContext { doc, tokens, sentences, marks, quotations }
    }

    /// The tokens of the first occurrence of a part of the text.
    pub(super) fn range(&self, part: &str) -> Range<usize> {
        let start = self.doc.text().find(part).unwrap();
        let at = |byte: usize| self.tokens.rows().partition_point(|it| it.span.start().to_usize() < byte);
        at(start)..at(start + part.len())
    }

    /// The words of a range of tokens.
    pub(super) fn text(&self, tokens: &Range<usize>) -> &str {
        self.doc.slice(self.context().span(tokens))
    }

    /// The words of some spans.
    pub(super) fn join(&self, spans: &[Span]) -> String {
        spans.iter().map(|&it| self.doc.slice(it)).collect::<Vec<_>>().join(" + ")
    }

    /// The output of a network that is sure about some parts of the text, and marks nothing else.
    pub(super) fn voices(&self, parts: &[(Layer, &str)]) -> Vec<VoiceScores> {
        let mut logits = vec![[[8.0_f32, 0.0, 0.0]; 3]; self.tokens.len()];
        for &(layer, part) in parts {
            let range = self.range(part);
            for token in range.clone() {
                logits[token][layer as usize] =
                    if token == range.start { [0.0, 8.0, 0.0] } else { [0.0, 0.0, 8.0] };
            }
        }
        logits.iter().map(|it| VoiceScores::from_logits(&it.concat())).collect()
    }
}
