//! From a document to what is said in it: `analyze` runs the stages in order.
//!
//! Pure: no files, clock, randomness or terminal. Odd text is not an error; the only way to end early is
//! cancellation.

pub mod analysis;
pub mod analyze;
pub mod cast;
pub mod coref;
pub mod encoder;
pub(crate) mod evidence;
pub mod gender;
pub(crate) mod lexicon;
pub mod model;
pub mod names;
pub(crate) mod parallel;
pub(crate) mod perceptron;
pub mod progress;
pub mod quotes;
pub mod relations;
mod schedule;
pub mod sentence;
pub mod syntax;
#[cfg(test)]
pub(crate) mod testing;
pub mod token;
mod unread;
pub mod weights;

pub use analysis::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence,
    Stance, Status, Token,
};
pub use progress::{Cancelled, Progress};
