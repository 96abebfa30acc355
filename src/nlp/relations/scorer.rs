//! The confidence that a proposal is a relation that the article states, learned: a small network over its evidence.
//!
//! Its input is the numbers of the evidence, and what the encoder keeps of three words: the subject, the object and
//! the word that states it. It contains networks side by side that were trained from different initial values. Its
//! score is the log odds: a logistic model, trained on articles with annotated relations, instead of a fixed
//! probability for each pattern.

use crate::nlp::encoder::head_outputs::{WORD_WIDTH, WordVector};
use crate::nlp::perceptron::Perceptron;
use crate::nlp::relations::evidence::{self, Evidence};
use crate::nlp::weights::{ModelError, Tensors};

/// How many words are read.
const N_WORDS: usize = 3;

/// How many numbers are read for a proposal.
const N_INPUTS: usize = evidence::N + N_WORDS * WORD_WIDTH;

/// The input for a proposal: its evidence, and its words one after the other.
pub(super) type Input = [f32; N_INPUTS];

/// The width of the hidden layer: three networks of 32 units, and one number that is always 1.
const HIDDEN: usize = 97;

/// The network.
#[derive(Debug)]
pub struct Scorer(Perceptron<N_INPUTS>);

impl Scorer {
    /// Reads the weights.
    pub(crate) fn load(tensors: Tensors<'_>) -> Result<Self, ModelError> {
        Perceptron::load(tensors, "relation", HIDDEN).map(Self)
    }

    /// The probability, from 0 to 1.
    pub(super) fn probability(&self, input: &Input) -> f32 {
        1.0 / (1.0 + (-self.0.score(input)).exp())
    }

    /// What each number of the evidence, and after them each word, adds to the score, the strongest first.
    pub(super) fn reasons(&self, input: &Input) -> Vec<(usize, f32)> {
        let group = |at: usize| match at.checked_sub(evidence::N) {
            Some(at) => evidence::N + at / WORD_WIDTH,
            None => at,
        };
        self.0.reasons(input, group)
    }

    /// One that gives every proposal a probability of nine in ten; for tests of the rules.
    #[cfg(test)]
    pub(super) fn even() -> Self {
        Self(Perceptron::constant(9.0_f32.ln()))
    }
}

/// The evidence, and what the encoder keeps of the subject, the object and the word that states it; zeros for words
/// about which it is unknown.
pub(super) fn input(evidence: &Evidence, words: [Option<&WordVector>; N_WORDS]) -> Input {
    let mut input = [0.0; N_INPUTS];
    let (numbers, vectors) = input.split_at_mut(evidence::N);
    numbers.copy_from_slice(evidence);
    for (place, word) in vectors.chunks_exact_mut(WORD_WIDTH).zip(words) {
        for (number, &kept) in place.iter_mut().zip(word.into_iter().flatten()) {
            *number = f32::from(kept) / 127.0;
        }
    }
    input
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_behind_the_evidence_each_in_its_place() {
        let mut object = [0; WORD_WIDTH];
        object[1] = -127;
        let input = input(&[0.5; evidence::N], [None, Some(&object), None]);
        let (numbers, words) = input.split_at(evidence::N);
        assert!(numbers.iter().all(|&it| (it - 0.5).abs() < f32::EPSILON));
        let told: Vec<(usize, f32)> = words.iter().copied().enumerate().filter(|it| it.1 != 0.0).collect();
        assert_eq!(told, [(WORD_WIDTH + 1, -1.0)]);
    }
}
