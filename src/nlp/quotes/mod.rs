//! Who said what: statements that the article attributes to someone.
//!
//! The network marks sources, cues and contents and joins them; quotation marks say where contents begin and end, and
//! whose a quotation is that nothing attributes. What finds a [`Candidate`] knows nothing of the cast;
//! `coref` tells who its source is.

mod form;
mod label;
mod link;
pub mod marks;
mod run;
#[cfg(test)]
mod sample;
mod scene;
mod statement;
#[cfg(test)]
mod tests;
mod turn;
pub(crate) mod voice;

use crate::document::Document;
use crate::nlp::{Confidence, Entity, Quote, QuoteKind, Sentence, Token};
use crate::text::{Id, Span, Table};
pub(crate) use link::LinkScorer;
use marks::Marked;
use scene::Scene;
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

/// Finds the statements that a document attributes to someone, before it is known who that is.
pub(crate) fn candidates(
    doc: &Document,
    tokens: &Table<Token>,
    sentences: &Table<Sentence>,
    heard: Heard<'_>,
    marks: &[Marked],
) -> Vec<Candidate> {
    let quotations = form::quotations(doc, tokens, marks);
    let scene = Scene { doc, tokens, sentences, marks, quotations: &quotations };
    turn::take(scene, statement::find(scene, heard))
}

/// The statements with their speakers, in order of their contents. There is one of `speakers` for each candidate.
pub(crate) fn attribute(
    candidates: Vec<Candidate>,
    speakers: &[Option<(Id<Entity>, Confidence)>],
    marks: &[Marked],
) -> Table<Quote> {
    let quotes = candidates.into_iter().zip(speakers).map(|(candidate, speaker)| Quote {
        kind: kind(&candidate.content, marks),
        content: candidate.content,
        cue: candidate.cue,
        source: candidate.source,
        speaker: speaker.map(|it| it.0),
        confidence: Confidence::new(candidate.certainty * speaker.map_or(1.0, |it| it.1.to_f32())),
    });
    let mut quotes: Vec<Quote> = quotes.collect();
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
