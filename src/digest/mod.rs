//! Summaries of an analysis: how often someone is mentioned and in which words, who says how much, and what links two
//! entities. They are made from the tables alone, and both the screen and the exports use them.

mod cite;
mod day;
mod links;
mod mentions;
pub(crate) mod network;
mod relation;
#[cfg(test)]
pub(crate) mod sample;
mod source_member;
mod title;
mod voices;

pub use cite::{cited, speaker};
pub use day::Day;
pub use links::{Links, Pair, StatingSentence};
pub use mentions::{Count, Tally, aliases, descriptions, tally};
pub use relation::{
    Piece, Wording, hides_negation, label_parts, reservations, sentence, standing, told, told_whole, wording,
};
pub use source_member::{SourceMember, source_member};
pub use title::title;
pub use voices::{Statements, Voice, Voices, n_words, said, source};

use crate::document::Document;
use crate::text::{Span, collapse_whitespace};

/// The words of a span, with each run of white space as one space and none at the edges.
pub fn words(doc: &Document, span: Span) -> String {
    collapse_whitespace(doc.slice(span))
}

/// "1 mention", "4 mentions".
pub fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
