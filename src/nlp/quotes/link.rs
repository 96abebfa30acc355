//! Which source and which cue a content has, according to the network: each content asks, and the words around it
//! answer.

use std::fmt;
use std::ops::Range;

use crate::nlp::encoder::head_outputs::{LINK_WIDTH, LinkVectors, Vectors};
use crate::nlp::quotes::voice::Layer;
use crate::nlp::weights::{ModelError, Tensors};

/// How far from a content its source and cue are searched for, in tokens: about as far as in training. Also keeps
/// hostile text linear.
const REACH: usize = 240;

/// How far inside a content another token's vector may replace that of its end.
const NEAR: usize = 8;

/// The products are divided by this, as in training: the square root of the vectors' width.
const SCALE: f32 = 8.0;

/// The number of distances between a content and its source or cue that the network distinguishes, on each of three
/// sides.
const N_DISTANCES: usize = 10;

/// What the distance between a content and an answer adds to its score: before, after and inside the content.
type Distances = [f32; 3 * N_DISTANCES];

/// Scores the links from contents to their sources and cues.
pub(crate) struct LinkScorer {
    source: Distances,
    cue: Distances,
}

/// The possible answers to a content, with the logarithm of the probability of each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LinkChoice {
    /// Indices into the runs that were asked.
    pub(super) answers: Vec<(usize, f32)>,
    /// The logarithm of the probability that none of them answers.
    pub(super) none: f32,
}

impl LinkScorer {
    /// Reads the weights for distances.
    pub(crate) fn load(tensors: Tensors<'_>) -> Result<Self, ModelError> {
        let read = |name: &str| {
            let mut distances = [0.0; 3 * N_DISTANCES];
            distances.copy_from_slice(&tensors.floats(name, &[3 * N_DISTANCES])?);
            Ok::<_, ModelError>(distances)
        };
        Ok(Self { source: read("link.source.distance")?, cue: read("link.cue.distance")? })
    }

    /// A scorer for which all distances are the same.
    #[cfg(test)]
    pub(super) const fn even() -> Self {
        Self { source: [0.0; 3 * N_DISTANCES], cue: [0.0; 3 * N_DISTANCES] }
    }

    /// Which of the runs, in order, is the source or cue of a content; only those that are allowed can be.
    pub(super) fn choose(
        &self,
        layer: Layer,
        content: &Range<usize>,
        runs: &[Range<usize>],
        vectors: &LinkVectors,
        is_allowed: impl Fn(&Range<usize>) -> bool,
    ) -> LinkChoice {
        let (part, distances, keys) = match layer {
            Layer::Cue => (LINK_WIDTH..2 * LINK_WIDTH, &self.cue, &vectors.cue),
            _ => (0..LINK_WIDTH, &self.source, &vectors.source),
        };
        let query = query(content, part, vectors);
        let from = runs.partition_point(|run| run.start + REACH < content.start);
        let scores = runs.iter().enumerate().skip(from).take_while(|it| it.1.start < content.end + REACH);
        let scores = scores.filter(|it| is_allowed(it.1)).filter_map(|(index, run)| {
            let key = keys.get(run.start)?.to_floats();
            let product: f32 = query.iter().zip(&key).map(|(a, b)| a * b).sum();
            Some((index, product / SCALE + distances[place(content, run.start)]))
        });
        let mut answers: Vec<(usize, f32)> = scores.collect();
        // "None" has the score 0.
        let highest = answers.iter().map(|it| it.1).fold(0.0, f32::max);
        let sum = answers.iter().map(|it| (it.1 - highest).exp()).sum::<f32>() + (-highest).exp();
        let total = sum.ln() + highest;
        for answer in &mut answers {
            answer.1 -= total;
        }
        LinkChoice { answers, none: -total }
    }
}

impl LinkChoice {
    /// The most probable answer, unless "none" is more probable, and the logarithm of its probability.
    pub(super) fn best(&self) -> (Option<usize>, f32) {
        let start = (None, self.none);
        self.answers
            .iter()
            .fold(start, |best, &(index, it)| if it > best.1 { (Some(index), it) } else { best })
    }

    /// The logarithm of the probability of an answer, or of none.
    pub(super) fn of(&self, answer: Option<usize>) -> f32 {
        let Some(answer) = answer else { return self.none };
        self.answers.iter().find(|it| it.0 == answer).map_or(f32::NEG_INFINITY, |it| it.1)
    }
}

/// What a content asks: the sum of what its first and last tokens ask.
fn query(content: &Range<usize>, part: Range<usize>, vectors: &LinkVectors) -> [f32; LINK_WIDTH] {
    let mut query = [0.0; LINK_WIDTH];
    let first = nearest(&vectors.first, content.clone());
    let last = nearest(&vectors.last, content.clone().rev());
    for vector in [first, last].into_iter().flatten() {
        for (sum, number) in query.iter_mut().zip(vector.get(part.clone()).unwrap_or_default()) {
            *sum += number;
        }
    }
    query
}

/// The vector of the first of these tokens that has one: quotation marks may move an end to where the network saw
/// none.
fn nearest<const N: usize>(
    vectors: &Vectors<N>,
    mut tokens: impl Iterator<Item = usize>,
) -> Option<[f32; N]> {
    tokens.by_ref().take(NEAR).find_map(|token| vectors.get(token)).map(|it| it.to_floats())
}

/// The row of distances for an answer that begins at `token`.
fn place(content: &Range<usize>, token: usize) -> usize {
    let last = content.end - 1;
    if token < content.start {
        bucket(content.start - token)
    } else if token > last {
        N_DISTANCES + bucket(token - last)
    } else {
        2 * N_DISTANCES + bucket(token - content.start)
    }
}

fn bucket(distance: usize) -> usize {
    match distance {
        0..=4 => distance,
        5..=7 => 5,
        8..=15 => 6,
        16..=31 => 7,
        32..=63 => 8,
        _ => 9,
    }
}

impl fmt::Debug for LinkScorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkScorer").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::rounded::Rounded;

    /// A scorer that prefers answers three tokens before a content and four after it.
    fn scorer() -> LinkScorer {
        let mut near = [0.0; 3 * N_DISTANCES];
        near[3] = 2.0;
        near[N_DISTANCES + 4] = 1.0;
        LinkScorer { source: near, cue: near }
    }

    fn one(at: usize, value: f32) -> Rounded<LINK_WIDTH> {
        let mut vector = [0.0; LINK_WIDTH];
        vector[at] = value;
        vector.into()
    }

    #[test]
    fn a_content_takes_the_answer_that_fits_what_it_asks() {
        let mut first = [0.0; 2 * LINK_WIDTH];
        (first[5], first[LINK_WIDTH + 6]) = (16.0, 16.0);
        let answers = |own, at| [0, 20, 24].map(|it| (it, one(if it == own { at } else { 7 }, 2.0)));
        let vectors = LinkVectors {
            first: [(10, first.into())].into_iter().collect(),
            source: answers(20, 5).into_iter().collect(),
            cue: answers(24, 6).into_iter().collect(),
            ..LinkVectors::default()
        };
        let runs = [0..1, 20..21, 24..26];
        assert_eq!(scorer().choose(Layer::Source, &(10..15), &runs, &vectors, |_| true).best().0, Some(1));
        assert_eq!(scorer().choose(Layer::Cue, &(10..15), &runs, &vectors, |_| true).best().0, Some(2));
    }

    #[test]
    fn a_distance_counts_on_each_side_for_itself() {
        let source = [7, 18].map(|token| (token, one(0, 0.0))).into_iter().collect();
        let vectors = LinkVectors { source, ..LinkVectors::default() };
        let choice = scorer().choose(Layer::Source, &(10..15), &[7..8, 18..19], &vectors, |_| true);
        assert_eq!(choice.best().0, Some(0));
        let all: f32 =
            [choice.of(Some(0)), choice.of(Some(1)), choice.of(None)].iter().map(|it| it.exp()).sum();
        assert!((all - 1.0).abs() < 1e-5);
        assert!((choice.of(Some(0)) - choice.of(Some(1)) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn nothing_is_chosen_where_nothing_answers() {
        let choice = scorer().choose(Layer::Cue, &(10..15), &[], &LinkVectors::default(), |_| true);
        assert_eq!(choice.best(), (None, 0.0));
    }
}
