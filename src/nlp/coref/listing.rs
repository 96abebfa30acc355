//! Which of those without a name a reader would list, learned: a small network scores the evidence for each of them.
//!
//! "The suspect" who is arrested and speaks is one; "people" who vote and "the two sides" that no one tells apart are
//! not. Trained on annotated articles, in which others decided who is worth a line.

use crate::nlp::evidence::{Writer, share};
use crate::nlp::perceptron::Perceptron;
use crate::nlp::weights::{ModelError, Tensors};

/// How many numbers there are.
pub(crate) const N: usize = 25;

/// The width of the hidden layer: two networks of 12 units, and one number that is always 1.
const HIDDEN: usize = 25;

/// Anyone less probable is not listed. The threshold is low because two annotators share little more than half of them.
const MIN_LISTED: f32 = 0.35;

/// The same for those who speak: without them, a quote would have no speaker.
const MIN_SPEAKER: f32 = 0.2;

/// The numbers of someone, in a fixed order that is part of the model's format.
pub(crate) type Evidence = [f32; N];

/// The network.
#[derive(Debug)]
pub(crate) struct Listing(Perceptron<N>);

/// What is known of someone without a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// For each noun: how certainly it stands for someone without a name, as a logit.
    pub(super) nouns: Vec<f32>,
    /// How many mentions there are.
    pub(super) n_mentions: usize,
    /// How many of them say something.
    pub(super) n_speaking: usize,
    /// How many are "he", "she" or "I".
    pub(super) n_single: usize,
    /// How many are "they" or "we".
    pub(super) n_several: usize,
    /// How many are "it".
    pub(super) n_it: usize,
    /// The shares of a person, people, an organization, a place and anything else in what the nouns stand for.
    pub(super) kinds: [f32; 5],
    /// How the first noun is introduced: "the", "a", an owner, nothing.
    pub(super) article: usize,
    /// The least confidence that a mention belongs to it.
    pub(super) confidence: f32,
}

impl Listing {
    /// Reads the weights.
    pub(crate) fn load(tensors: Tensors<'_>) -> Result<Self, ModelError> {
        Perceptron::load(tensors, "listing", HIDDEN).map(Self)
    }

    /// Whether someone is listed, who speaks or does not.
    pub(super) fn lists(&self, evidence: &Evidence, speaks: bool) -> bool {
        let least = if speaks { MIN_SPEAKER } else { MIN_LISTED };
        1.0 / (1.0 + (-self.0.score(evidence)).exp()) >= least
    }
}

/// The numbers of someone.
#[expect(clippy::cast_precision_loss, reason = "a few")]
pub(super) fn evidence(known: &Known) -> Evidence {
    let mut row = Writer::new();
    let n = known.nouns.len().max(1) as f32;
    row.number(known.nouns.iter().sum::<f32>() / n / 4.0);
    row.number(known.nouns.iter().copied().reduce(f32::max).unwrap_or_default() / 4.0);
    row.one_of(Some(known.n_mentions.clamp(1, 5) - 1), 5);
    row.number(share(known.n_mentions, 10));
    row.flag(known.n_speaking > 0);
    row.number(share(known.n_speaking, 3));
    row.number(share(known.n_single, 3));
    row.number(share(known.n_several, 3));
    row.number(share(known.n_it, 3));
    known.kinds.iter().for_each(|&it| row.number(it));
    row.one_of(Some(known.article), 4);
    row.flag(known.nouns.len() > 1);
    row.number(known.confidence);
    row.flag(known.n_speaking > 0 && known.n_mentions == 1);
    debug_assert_eq!(row.len(), N);
    row.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_network_says_of_the_nouns_comes_first() {
        let known = Known { nouns: vec![4.0, -2.0], n_mentions: 7, n_several: 2, ..Known::default() };
        let row = evidence(&known);
        let told: Vec<(usize, f32)> = row.iter().copied().enumerate().filter(|it| it.1 != 0.0).collect();
        // The mean and the highest, five or more mentions, how many, "they" twice, "the", several nouns.
        assert_eq!(told, [(0, 0.25), (1, 1.0), (6, 1.0), (7, 0.7), (11, 2.0 / 3.0), (18, 1.0), (22, 1.0)]);
    }

    #[test]
    fn someone_improbable_is_not_listed() {
        let lists = |score, speaks| Listing(Perceptron::constant(score)).lists(&[0.0; N], speaks);
        assert!(lists(0.0, false));
        assert!(!lists(-1.0, false));
        assert!(lists(-1.0, true), "a quote needs its speaker");
        assert!(!lists(-2.0, true));
    }
}
