//! How a long analysis reports its progress, shows partial results, and is stopped.

use crate::nlp::Analysis;
use crate::text::Span;

/// The analysis was stopped by its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the analysis was cancelled")]
pub struct Cancelled;

/// Receives what an analysis reports. Implemented by the worker, by the command line and by tests.
pub trait Progress {
    /// `done` of `total` units of a stage are done. May be called often; the receiver should throttle.
    fn report(&mut self, stage: &'static str, done: usize, total: usize);

    /// Called every few milliseconds of work; an error ends the analysis.
    fn check(&self) -> Result<(), Cancelled>;

    /// What is known so far and worth showing: names in the visible part first. Later results replace earlier ones.
    fn partial(&mut self, analysis: Analysis);

    /// Whether anyone looks at partial results; making them takes time and memory.
    fn is_watched(&self) -> bool {
        true
    }

    /// The part of the text that the user sees, if any: it is analysed first, and shown as soon as it is. Called
    /// every few milliseconds of work, and may change each time.
    fn visible(&self) -> Option<Span> {
        None
    }
}

/// Reports nowhere, never cancels, and asks for no partial results.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&mut self, _: &'static str, _: usize, _: usize) {}

    fn check(&self) -> Result<(), Cancelled> {
        Ok(())
    }

    fn partial(&mut self, _: Analysis) {}

    fn is_watched(&self) -> bool {
        false
    }
}
