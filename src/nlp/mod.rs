//! From a document to what is said in it: `analyze` runs the stages in order.
//!
//! Pure: no files, clock, randomness or terminal. Odd text is no error; the only way to end early is cancellation.

pub mod analysis;
pub mod analyze;
pub mod cast;
mod coref;
pub mod encoder;
pub mod gender;
mod lexicon;
pub mod model;
pub mod names;
pub(crate) mod parallel;
pub mod progress;
pub(crate) mod pronoun;
pub mod quotes;
pub mod relations;
mod schedule;
pub mod sentence;
pub mod syntax;
pub mod token;

pub use analysis::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence,
    Token,
};
pub use progress::{Cancelled, Progress};
