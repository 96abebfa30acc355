//! What the network says of tokens: labels for each of them, and vectors for those that they may matter for.

use std::collections::BTreeMap;

use crate::nlp::names::label::{self, LogProbabilities};
use crate::nlp::quotes::voice::{self, VoiceScores};
use crate::nlp::syntax::Parse;

/// Width of what a content asks of its source and of its cue, and of their answers.
pub(crate) const LINK_WIDTH: usize = 64;

/// Width of the vectors that mentions are compared by.
pub(crate) const REFERENCE_WIDTH: usize = 64;

/// Width of what is kept of each word for the scorer of relations.
pub(crate) const WORD_WIDTH: usize = 48;

/// What is kept of a word: numbers from -1 to 1, in 127ths.
pub(crate) type WordVector = [i8; WORD_WIDTH];

/// A statement, an attitude, no quote at all.
pub(crate) const N_STANCES: usize = 3;

/// Of how many kinds a noun may be: a person, people, an organization, a place, a thing.
pub(crate) const N_NOUN_KINDS: usize = 5;

/// Vectors of some tokens, by the tokens' indices.
pub(crate) type Vectors<const N: usize> = BTreeMap<usize, [f32; N]>;

/// What the network says of all tokens of a document.
#[derive(Debug, Default)]
pub(crate) struct HeadOutputs {
    /// Of each token: whether it is part of a name.
    pub(crate) names: Vec<LogProbabilities>,
    /// Of each token: whether it is part of a source, a cue, a content.
    pub(crate) voices: Vec<VoiceScores>,
    pub(crate) links: LinkVectors,
    /// Of each token: what relations are judged by.
    pub(crate) words: Vec<WordVector>,
    /// Of tokens that may head a mention.
    pub(crate) references: BTreeMap<usize, Reference>,
    /// Of each token, if the model has the head for it, else empty.
    pub(crate) parses: Vec<Parse>,
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
    /// What tokens that may begin a cue say for a statement, an attitude and no quote at all, as logits.
    pub(crate) cue_stance: Vectors<N_STANCES>,
    /// What tokens that may begin a content add to them.
    pub(crate) content_stance: Vectors<N_STANCES>,
}

/// What mentions are compared by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reference {
    /// How surely the token heads a mention that is mentioned again, as a logit; meant for nouns.
    pub(crate) mention: f32,
    /// What a noun stands for, as logits: one human being, several, a body of people, a place, anything else.
    pub(crate) kinds: [f32; N_NOUN_KINDS],
    /// As the later of two.
    pub(crate) anaphor: [f32; REFERENCE_WIDTH],
    /// As the earlier of two.
    pub(crate) antecedent: [f32; REFERENCE_WIDTH],
    /// What it asks of an earlier one.
    pub(crate) query: [f32; REFERENCE_WIDTH],
    /// What it answers to a later one.
    pub(crate) key: [f32; REFERENCE_WIDTH],
}

impl HeadOutputs {
    /// Nothing said of any of `n` tokens.
    pub(crate) fn silent(n: usize) -> Self {
        Self {
            names: vec![label::OUTSIDE; n],
            voices: vec![voice::OUTSIDE; n],
            words: vec![[0; WORD_WIDTH]; n],
            ..Self::default()
        }
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
        for (row, vector) in self.words.iter_mut().skip(start).zip(part.words) {
            *row = vector;
        }
        if !part.parses.is_empty() && self.parses.is_empty() {
            self.parses = vec![Parse::UNKNOWN; self.names.len()];
        }
        for (row, parse) in self.parses.iter_mut().skip(start).zip(part.parses) {
            *row = parse;
        }
        self.links.first.extend(part.links.first.into_iter().map(|(at, it)| (put(at), it)));
        self.links.last.extend(part.links.last.into_iter().map(|(at, it)| (put(at), it)));
        self.links.source.extend(part.links.source.into_iter().map(|(at, it)| (put(at), it)));
        self.links.cue.extend(part.links.cue.into_iter().map(|(at, it)| (put(at), it)));
        let LinkVectors { cue_stance, content_stance, .. } = &mut self.links;
        cue_stance.extend(part.links.cue_stance.into_iter().map(|(at, it)| (put(at), it)));
        content_stance.extend(part.links.content_stance.into_iter().map(|(at, it)| (put(at), it)));
        self.references.extend(part.references.into_iter().map(|(at, it)| (put(at), it)));
    }
}
