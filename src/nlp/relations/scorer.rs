//! How sure it is that a statement is a relation that the article tells, learned: a small network over its evidence.
//!
//! Networks that were trained from other beginnings stand in it side by side. Its score is the log of the odds: a logistic
//! model, trained on articles whose relations are annotated, in place of a share for each family of rules.

use crate::nlp::perceptron::Perceptron;
use crate::nlp::relations::evidence::{self, Evidence};
use crate::nlp::weights::{ModelError, Tensors};

/// Width of the hidden layer: three networks of 24, and one number that is always 1.
const HIDDEN: usize = 73;

/// The network.
#[derive(Debug)]
pub struct Scorer(Perceptron<{ evidence::N }>);

impl Scorer {
    /// Reads the weights.
    pub(crate) fn load(tensors: Tensors<'_>) -> Result<Self, ModelError> {
        Perceptron::load(tensors, "relation", HIDDEN).map(Self)
    }

    /// How probable it is, from 0 to 1.
    pub(super) fn probability(&self, evidence: &Evidence) -> f32 {
        1.0 / (1.0 + (-self.0.score(evidence)).exp())
    }

    /// What each number adds to the score, that of the strongest first.
    pub(super) fn reasons(&self, evidence: &Evidence) -> Vec<(usize, f32)> {
        self.0.reasons(evidence)
    }

    /// One that takes nine in ten of all statements for relations, whatever they say: for tests of the rules.
    #[cfg(test)]
    pub(super) fn even() -> Self {
        Self(Perceptron::constant(9.0_f32.ln()))
    }
}
