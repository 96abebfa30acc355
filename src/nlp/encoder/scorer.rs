//! Runs the network over windows: one `Scorer` for each thread.

use std::fmt;

use crate::nlp::encoder::head_outputs::HeadOutputs;
use crate::nlp::encoder::input::Input;
use crate::nlp::encoder::network::Scratch;
use crate::nlp::encoder::window::Window;
use crate::nlp::model::Model;

/// A model with the buffers of one thread.
pub(crate) struct Scorer<'m> {
    model: &'m Model,
    scratch: Scratch,
    /// The matrix products use as many threads as the pool that they run in, and outside a pool would spread over all
    /// cores.
    pool: Option<rayon::ThreadPool>,
}

impl<'m> Scorer<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(1).thread_name(|_| "encoder".to_owned()).build();
        Self { model, scratch: Scratch::default(), pool: pool.ok() }
    }

    /// The output for the tokens that the window keeps, counted from the first of them.
    pub(crate) fn read(&mut self, window: &Window, input: &Input) -> HeadOutputs {
        let Self { model, scratch, pool } = self;
        let reading = window.read(input, &model.vocabulary);
        let mut run = || model.network.read(&reading, scratch);
        match pool {
            Some(pool) => pool.install(run),
            None => run(),
        }
    }
}

impl fmt::Debug for Scorer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scorer").field("model", &self.model).finish_non_exhaustive()
    }
}
