//! Runs the network over windows: one `WindowScorer` for each thread.

use std::fmt;

use crate::nlp::encoder::head_outputs::HeadOutputs;
use crate::nlp::encoder::input::EncoderInput;
use crate::nlp::encoder::network::Scratch;
use crate::nlp::encoder::window::Window;
use crate::nlp::model::Model;

/// A model with the buffers of one thread.
pub(crate) struct WindowScorer<'m> {
    model: &'m Model,
    scratch: Scratch,
}

impl<'m> WindowScorer<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Self { model, scratch: Scratch::default() }
    }

    /// The output for the tokens that the window keeps, counted from the first of them.
    pub(crate) fn read(&mut self, window: &Window, input: &EncoderInput) -> HeadOutputs {
        let reading = window.read(input, &self.model.vocabulary);
        self.model.network.read(&reading, &mut self.scratch)
    }
}

impl fmt::Debug for WindowScorer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scorer").field("model", &self.model).finish_non_exhaustive()
    }
}
