//! Which of those spoken of a mention stands for, learned: a small network scores the evidence for each of them, and
//! for none.
//!
//! It contains four networks side by side: two for pronouns, trained from different initial values, and two for
//! nouns. The units of each are silent when the others are asked. The scores of a mention's options become
//! probabilities, as in mention ranking (Denis and Baldridge 2008), but over entities.

use crate::nlp::coref::evidence::{self, Evidence};
use crate::nlp::perceptron::Perceptron;
use crate::nlp::weights::{ModelError, Tensors};

/// The least probability for a noun to stand for someone with a name if nothing connects them. In articles and passages
/// left out of training, eight in ten of such answers are right from here on, and half of those below.
const MIN_GUESS: f32 = 0.65;

/// The same for an office, which the article may not have named yet: "the president" after one named congressman.
const MIN_OFFICE_GUESS: f32 = 0.9;

/// The width of the hidden layer.
const HIDDEN: usize = 192;

/// The network.
#[derive(Debug)]
pub(crate) struct Ranker(Perceptron<{ evidence::N }>);

impl Ranker {
    /// Reads the weights.
    pub(crate) fn load(tensors: Tensors<'_>) -> Result<Self, ModelError> {
        Perceptron::load(tensors, "ranker", HIDDEN).map(Self)
    }

    /// The most probable of at least one option, and its probability. A guess is chosen only if it is probable
    /// enough.
    pub(super) fn choose(&self, options: &[Evidence]) -> (usize, f32) {
        let probabilities = self.probabilities(options).into_iter().enumerate();
        let least = |option| if evidence::is_office(option) { MIN_OFFICE_GUESS } else { MIN_GUESS };
        let taken =
            probabilities.filter(|&(at, it)| !evidence::is_guess(&options[at]) || it >= least(&options[at]));
        taken.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((options.len() - 1, 0.0))
    }

    /// What each number of an option adds to its score, the strongest first.
    pub(super) fn reasons(&self, evidence: &Evidence) -> Vec<(usize, f32)> {
        self.0.reasons(evidence, |it| it)
    }

    /// The probability of each option; they sum to 1.
    pub(super) fn probabilities(&self, options: &[Evidence]) -> Vec<f32> {
        let scores: Vec<f32> = options.iter().map(|it| self.0.score(it)).collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let raised: Vec<f32> = scores.iter().map(|it| (it - highest).exp()).collect();
        let sum: f32 = raised.iter().sum();
        raised.iter().map(|it| it / sum).collect()
    }
}
