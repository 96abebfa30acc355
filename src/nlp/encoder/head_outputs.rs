//! The network's output for tokens: labels for each of them, and vectors for those that may need them.

use crate::nlp::encoder::rounded::Rounded;
use crate::nlp::encoder::sparse::Sparse;
use crate::nlp::names::label::{self, LogProbabilities};
use crate::nlp::quotes::voice::{self, VoiceScores};
use crate::nlp::syntax::Parse;

/// The width of the vectors by which a content asks for its source and its cue, and of their answers.
pub(crate) const LINK_WIDTH: usize = 64;

/// The width of the vectors by which mentions are compared.
pub(crate) const REFERENCE_WIDTH: usize = 64;

/// The width of the vectors by which a noun is compared with the names and nouns that it may describe.
pub(crate) const DESCRIPTION_WIDTH: usize = 32;

/// How many numbers are kept of each word for the scorer of relations.
pub(crate) const WORD_WIDTH: usize = 48;

/// What is kept of a word: numbers from -1 to 1, in 127ths.
pub(crate) type WordVector = [i8; WORD_WIDTH];

/// A statement, an attitude, no quote at all.
pub(crate) const N_STANCES: usize = 3;

/// The kinds that a noun may have: a person, people, an organization, a place, a thing.
pub(crate) const N_NOUN_KINDS: usize = 5;

/// The vectors of some tokens, by the tokens' indices.
pub(crate) type Vectors<const N: usize> = Sparse<Rounded<N>>;

/// The network's output for all tokens of a document.
#[derive(Debug, Default)]
pub(crate) struct HeadOutputs {
    /// For each token: whether it is part of a name.
    pub(crate) names: Vec<LogProbabilities>,
    /// For each token: whether it is part of a source, a cue, a content.
    pub(crate) voices: Vec<VoiceScores>,
    pub(crate) links: LinkVectors,
    /// For each token: what relations are judged by.
    pub(crate) words: Vec<WordVector>,
    /// For tokens that may head a mention.
    pub(crate) mentions: Sparse<MentionScores>,
    /// For those of them that may stand for someone.
    pub(crate) references: References,
    /// For each token, if the model has this head; otherwise empty.
    pub(crate) parses: Vec<Parse>,
}

/// What joins contents to their sources and cues.
#[derive(Debug, Default)]
pub(crate) struct LinkVectors {
    /// For tokens that may begin a content: their part of what it asks for as its source and, in the second half, as
    /// its cue.
    pub(crate) first: Vectors<{ 2 * LINK_WIDTH }>,
    /// The same for tokens that may end a content.
    pub(crate) last: Vectors<{ 2 * LINK_WIDTH }>,
    /// The answers of tokens that may begin a source.
    pub(crate) source: Vectors<LINK_WIDTH>,
    /// The answers of tokens that may begin a cue.
    pub(crate) cue: Vectors<LINK_WIDTH>,
    /// What tokens that may begin a cue say for a statement, an attitude and no quote at all, as logits.
    pub(crate) cue_stance: Sparse<[f32; N_STANCES]>,
    /// What tokens that may begin a content add to that.
    pub(crate) content_stance: Sparse<[f32; N_STANCES]>,
}

/// What a token says about the mention that it may head.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct MentionScores {
    /// How certainly it is mentioned again, as a logit; meant for nouns.
    pub(crate) again: f32,
    /// What a noun stands for, as logits: one person, several people, an organization, a place, anything else.
    pub(crate) kinds: [f32; N_NOUN_KINDS],
    /// How certainly a noun stands for someone without a name whom a reader would list, as a logit.
    pub(crate) unnamed: f32,
}

impl MentionScores {
    /// What a noun stands for, as shares of 1.
    pub(crate) fn shares(&self) -> [f32; N_NOUN_KINDS] {
        let highest = self.kinds.iter().copied().fold(f32::MIN, f32::max);
        let raised = self.kinds.map(|it| (it - highest).exp());
        let sum: f32 = raised.iter().sum();
        raised.map(|it| it / sum)
    }
}

/// What mentions are compared by, by the tokens that head them.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// All of them as the later of two.
    pub(crate) later: Sparse<Later<REFERENCE_WIDTH>>,
    /// All of them as the earlier of two.
    pub(crate) earlier: Sparse<Earlier<REFERENCE_WIDTH>>,
    /// Nouns, as what describes.
    pub(crate) describing: Sparse<Later<DESCRIPTION_WIDTH>>,
    /// Names and nouns, as what is described.
    pub(crate) described: Sparse<Earlier<DESCRIPTION_WIDTH>>,
}

/// What a mention is compared by as the later of two.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Later<const N: usize> {
    pub(crate) anaphor: Rounded<N>,
    /// What it asks of an earlier one.
    pub(crate) query: Rounded<N>,
}

/// What a mention is compared by as the earlier of two.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Earlier<const N: usize> {
    pub(crate) antecedent: Rounded<N>,
    /// What it answers to a later one.
    pub(crate) key: Rounded<N>,
}

impl HeadOutputs {
    /// No output for any of `n` tokens.
    pub(crate) fn silent(n: usize) -> Self {
        Self {
            names: vec![label::OUTSIDE; n],
            voices: vec![voice::OUTSIDE; n],
            words: vec![[0; WORD_WIDTH]; n],
            ..Self::default()
        }
    }

    /// What is needed once the statements are known; frees the rest.
    pub(crate) fn without_statements(self) -> Self {
        let Self { words, mentions, references, .. } = self;
        Self { words, mentions, references, ..Self::default() }
    }

    /// Inserts the output for the tokens from `start` on.
    pub(crate) fn place(&mut self, start: usize, part: Self) {
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
        self.links.place(start, part.links);
        self.mentions.place(start, part.mentions);
        self.references.place(start, part.references);
    }
}

impl References {
    fn place(&mut self, start: usize, part: Self) {
        self.later.place(start, part.later);
        self.earlier.place(start, part.earlier);
        self.describing.place(start, part.describing);
        self.described.place(start, part.described);
    }
}

impl LinkVectors {
    fn place(&mut self, start: usize, part: Self) {
        self.first.place(start, part.first);
        self.last.place(start, part.last);
        self.source.place(start, part.source);
        self.cue.place(start, part.cue);
        self.cue_stance.place(start, part.cue_stance);
        self.content_stance.place(start, part.content_stance);
    }
}
