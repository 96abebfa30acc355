//! Who said what: statements that the article attributes to someone.
//!
//! The network marks sources, cues and contents and joins them. Quotation marks decide where contents begin and end,
//! and whose a quotation is if nothing attributes it. What finds a [`QuoteCandidate`] knows nothing about the cast;
//! `coref` decides who its source is.

mod attributed;
mod attribution;
mod beside;
mod dialogue;
mod form;
mod label;
mod lead_in;
mod link;
pub mod marks;
mod nickname;
mod quotation;
mod run;
mod stance;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token_context;
mod trailing;
mod turn;
mod unclosed;
pub(crate) mod voice;

use crate::document::Document;
use crate::nlp::{Confidence, Entity, Quote, QuoteKind, Sentence, Stance, Token};
use crate::text::{Id, Span, Table};
pub(crate) use attribution::NetworkOutput;
pub(crate) use link::LinkScorer;
use marks::QuotePair;
use token_context::TokenContext;

/// An attributed statement before its speaker is known.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteCandidate {
    /// What is said, with its quotation marks; in order, never empty.
    pub content: Vec<Span>,
    /// The words that attribute it; may be empty.
    pub cue: Vec<Span>,
    /// The words that name the speaker there; may be empty.
    pub source: Vec<Span>,
    /// The candidate whose speaker continues: one before it, or the one that ends a speech over several paragraphs.
    pub follows: Option<Id<QuoteCandidate>>,
    /// Whether it asserts something or only expresses an attitude.
    pub stance: Stance,
    /// What its words are part of.
    pub setting: Setting,
    /// The confidence that the source says the content, from 0 to 1.
    pub certainty: f32,
}

/// What a candidate's words are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Running text: only what is in quotation marks is in the speaker's own words.
    Article,
    /// A turn in the words of the person whom its label names.
    Transcript,
    /// An answer in the words of the person who is interviewed.
    Interview,
}

impl QuoteCandidate {
    /// Words that only their place attributes to the speaker of another candidate, or that nothing attributes.
    fn beside(content: Vec<Span>, follows: Option<Id<Self>>, certainty: f32) -> Self {
        let (cue, source) = (Vec::new(), Vec::new());
        let (stance, setting) = (Stance::Statement, Setting::Article);
        Self { content, cue, source, follows, stance, setting, certainty }
    }
}

/// Who says a candidate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Speakers {
    /// The first speaker, and the confidence in that.
    pub first: Option<(Id<Entity>, Confidence)>,
    /// All others; empty without a first.
    pub others: Vec<Id<Entity>>,
}

/// Finds the statements that a document attributes to someone, before it is known to whom.
pub(crate) fn candidates(
    doc: &Document,
    tokens: &Table<Token>,
    sentences: &Table<Sentence>,
    output: NetworkOutput<'_>,
    marks: &[QuotePair],
) -> Table<QuoteCandidate> {
    let quotations = quotation::quotations(doc, tokens, marks);
    let context = TokenContext { doc, tokens, sentences, marks, quotations: &quotations };
    turn::take(context, attribution::find(context, output))
}

/// The statements with their speakers, in order of their contents. `speakers` has one entry for each candidate.
pub(crate) fn attribute(
    candidates: Table<QuoteCandidate>,
    speakers: &[Speakers],
    marks: &[QuotePair],
) -> Table<Quote> {
    let told = candidates.into_rows().into_iter().zip(speakers);
    // An answer by someone unknown, without a label, is attributed by nothing.
    let told = told
        .filter(|it| it.0.setting != Setting::Interview || it.1.first.is_some() || !it.0.source.is_empty());
    let quotes = told.map(|(candidate, speaker)| Quote {
        kind: kind(&candidate.content, marks),
        content: candidate.content,
        cue: candidate.cue,
        source: candidate.source,
        speaker: speaker.first.map(|it| it.0),
        co_speakers: speaker.others.clone(),
        stance: candidate.stance,
        confidence: Confidence::new(candidate.certainty * speaker.first.map_or(1.0, |it| it.1.to_f32())),
    });
    let mut quotes: Vec<Quote> = quotes.collect();
    quotes.sort_by_key(|it| it.content[0].start());
    Table::from(quotes)
}

/// How much of a content is in quotation marks.
fn kind(content: &[Span], marks: &[QuotePair]) -> QuoteKind {
    let outer = |span: &Span| {
        let from = marks.partition_point(|it| it.span.start() < span.start());
        // The pair that begins with the span, or the last one before it.
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
