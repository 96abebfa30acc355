//! How a long analysis tells how far it is, shows what it has, and is stopped.

use crate::nlp::Analysis;
use crate::text::Span;

/// The analysis was stopped by its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the analysis was cancelled")]
pub struct Cancelled;

/// Receives what an analysis reports. Implemented by the worker, by the command line and by tests.
pub trait Progress {
    /// `done` of `total` units of a stage are done. May be called often; throttle on the receiving side.
    fn report(&mut self, stage: &'static str, done: usize, total: usize);

    /// Asked every few milliseconds of work; an error ends the analysis.
    fn check(&self) -> Result<(), Cancelled>;

    /// What is known so far, worth showing: names of the part on the screen first. Later ones replace earlier ones.
    fn partial(&mut self, analysis: Analysis);

    /// The part of the text that somebody looks at now, if anybody does: done first, and shown as soon as it is. Asked every
    /// few milliseconds of work, and may be another one each time.
    fn visible(&self) -> Option<Span> {
        None
    }
}

/// Reports nowhere and never cancels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&mut self, _: &'static str, _: usize, _: usize) {}

    fn check(&self) -> Result<(), Cancelled> {
        Ok(())
    }

    fn partial(&mut self, _: Analysis) {}
}
