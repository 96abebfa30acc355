//! Who said what: statements that the article attributes to someone, found by their form.
//!
//! Quotation marks are paired, cues ("said", "according to") found with the noun phrases beside them, and each cue
//! given the words that it attributes. What finds a [`Candidate`] knows nothing of the cast; `speaker` joins both.

mod content;
mod cue;
mod form;
mod lexicon;
mod link;
pub mod marks;
mod passage;
mod phrase;
mod run;
mod scene;
mod speaker;
mod statement;
#[cfg(test)]
mod tests;
mod turn;
mod turn_rules;
pub(crate) mod voice;
mod words;

use crate::document::Document;
use crate::nlp::{Entity, Mention, Quote, QuoteKind, Sentence, Token};
use crate::text::{Span, Table};
pub(crate) use link::LinkScorer;
use marks::Marked;
pub(crate) use statement::Heard;

/// An attributed statement before its speaker is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What is said, with its quotation marks; in order, never empty.
    pub content: Vec<Span>,
    /// The words that attribute it; may be empty.
    pub cue: Vec<Span>,
    /// The words that name the speaker there; may be empty.
    pub source: Vec<Span>,
    /// The candidate whose speaker goes on speaking: one before it, or the one that ends a speech over paragraphs.
    pub follows: Option<usize>,
    /// How sure it is that the source says the content, from 0 to 1.
    pub certainty: f32,
}

/// Finds the statements that a document attributes to someone, in order of their contents.
pub(crate) fn find(
    doc: &Document,
    tokens: &Table<Token>,
    sentences: &Table<Sentence>,
    heard: Heard<'_>,
    mentions: &Table<Mention>,
    entities: &Table<Entity>,
) -> Table<Quote> {
    let marks = marks::pair(doc);
    let words = words::read(doc, tokens, &marks, mentions);
    let block_of =
        |word: &words::Word| doc.blocks().rows().partition_point(|it| it.span.end() <= word.span.start());
    let passages = passage::passages(doc.text(), &words, sentences, block_of);
    let quotations = form::quotations(doc, tokens, &marks);
    let scene = scene::Scene { doc, tokens, sentences, marks: &marks, quotations: &quotations };
    let candidates = turn::take(scene, statement::find(scene, heard));
    let cast = speaker::Cast { doc, words: &words, mentions, entities };
    let speakers = speaker::resolve(cast, &passages, &candidates);
    let mut quotes: Vec<Quote> = candidates
        .into_iter()
        .zip(speakers)
        .map(|(it, (speaker, confidence))| Quote {
            kind: kind(&it.content, &marks),
            content: it.content,
            cue: it.cue,
            source: it.source,
            speaker,
            confidence,
        })
        .collect();
    quotes.sort_by_key(|it| it.content[0].start());
    Table::from(quotes)
}

/// How much of a content stands in quotation marks.
fn kind(content: &[Span], marks: &[Marked]) -> QuoteKind {
    let outer = |span: &Span| {
        let from = marks.partition_point(|it| it.span.start() < span.start());
        // The pair that begins with the span or the last one before it.
        let around = marks[..from].iter().rev().find(|it| it.depth == 0).filter(|it| it.span.covers(*span));
        let within = marks[from..].iter().find(|it| it.depth == 0).filter(|it| it.span.overlaps(*span));
        (around.is_some() || within.is_some_and(|it| it.span.covers(*span)), within.is_some())
    };
    let parts: Vec<(bool, bool)> = content.iter().map(outer).collect();
    if parts.iter().all(|it| it.0) {
        QuoteKind::Direct
    } else if parts.iter().any(|it| it.0 || it.1) {
        QuoteKind::Mixed
    } else {
        QuoteKind::Indirect
    }
}
