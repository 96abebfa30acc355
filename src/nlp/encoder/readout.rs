//! What the network says of tokens: labels for each of them, and vectors for those that they may matter for.

use std::collections::BTreeMap;

use crate::nlp::names::label::{self, LogProbabilities};
use crate::nlp::quotes::voice::{self, VoiceScores};

/// Width of what a content asks of its source and of its cue, and of their answers.
pub(crate) const LINK_WIDTH: usize = 64;

/// Width of the vectors that mentions are compared by.
pub(crate) const REFERENCE_WIDTH: usize = 64;

/// Vectors of some tokens, by the tokens' indices.
pub(crate) type Vectors<const N: usize> = BTreeMap<usize, [f32; N]>;

/// What the network says of all tokens of a document.
#[derive(Debug, Default)]
pub(crate) struct Readout {
    /// Of each token: whether it is part of a name.
    pub(crate) names: Vec<LogProbabilities>,
    /// Of each token: whether it is part of a source, a cue, a content.
    pub(crate) voices: Vec<VoiceScores>,
    pub(crate) links: LinkVectors,
    /// Of tokens that may head a mention.
    pub(crate) references: BTreeMap<usize, Reference>,
}

/// What joins contents to their sources and cues.
#[derive(Debug, Default)]
pub(crate) struct LinkVectors {
    /// Of tokens that may begin a content: their part of what it asks of its source and, in the second half, of its cue.
    pub(crate) first: Vectors<{ 2 * LINK_WIDTH }>,
    /// The same of tokens that may end a content.
    pub(crate) last: Vectors<{ 2 * LINK_WIDTH }>,
    /// What tokens that may begin a source answer.
    pub(crate) source: Vectors<LINK_WIDTH>,
    /// What tokens that may begin a cue answer.
    pub(crate) cue: Vectors<LINK_WIDTH>,
}

/// What mentions are compared by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reference {
    /// How surely the token heads a mention that is mentioned again, as a logit; meant for nouns.
    pub(crate) mention: f32,
    /// As the later of two.
    pub(crate) anaphor: [f32; REFERENCE_WIDTH],
    /// As the earlier of two.
    pub(crate) antecedent: [f32; REFERENCE_WIDTH],
    /// What it asks of an earlier one.
    pub(crate) query: [f32; REFERENCE_WIDTH],
    /// What it answers to a later one.
    pub(crate) key: [f32; REFERENCE_WIDTH],
}

impl Readout {
    /// Nothing said of any of `n` tokens.
    pub(crate) fn silent(n: usize) -> Self {
        Self { names: vec![label::OUTSIDE; n], voices: vec![voice::OUTSIDE; n], ..Self::default() }
    }

    /// Puts what is said of the tokens from `start` in its place.
    pub(crate) fn place(&mut self, start: usize, part: Self) {
        let put = |at: usize| start + at;
        for (row, scores) in self.names.iter_mut().skip(start).zip(part.names) {
            *row = scores;
        }
        for (row, scores) in self.voices.iter_mut().skip(start).zip(part.voices) {
            *row = scores;
        }
        self.links.first.extend(part.links.first.into_iter().map(|(at, it)| (put(at), it)));
        self.links.last.extend(part.links.last.into_iter().map(|(at, it)| (put(at), it)));
        self.links.source.extend(part.links.source.into_iter().map(|(at, it)| (put(at), it)));
        self.links.cue.extend(part.links.cue.into_iter().map(|(at, it)| (put(at), it)));
        self.references.extend(part.references.into_iter().map(|(at, it)| (put(at), it)));
    }
}
