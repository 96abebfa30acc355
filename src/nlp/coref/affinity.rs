//! Whether two mentions stand for the same entity according to the network: the score of a pair, from the vectors of
//! their heads.

use std::fmt;

use crate::nlp::coref::feature::{N_FEATURES, N_ROWS};
use crate::nlp::encoder::head_outputs::{
    DESCRIPTION_WIDTH, Earlier, Later, MentionScores, REFERENCE_WIDTH, References,
};
use crate::nlp::encoder::network::curve::Gelu;
use crate::nlp::encoder::network::instructions::Instructions;
use crate::nlp::encoder::sparse::Sparse;
use crate::nlp::weights::{ModelError, Tensors};

/// What a noun stands for, as shares of 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Kinds {
    /// One human being.
    pub(super) person: f32,
    /// Several human beings: "police", "residents".
    pub(super) people: f32,
    /// A body of people: "the company".
    pub(super) organization: f32,
    /// A place.
    pub(super) place: f32,
    /// Anything else.
    pub(super) thing: f32,
}

/// The two scorers of pairs.
#[derive(Debug)]
pub(crate) struct PairScorers {
    references: PairScorer<REFERENCE_WIDTH>,
    descriptions: PairScorer<DESCRIPTION_WIDTH>,
}

impl PairScorers {
    /// Reads the weights.
    pub(crate) fn load(instructions: Instructions, tensors: Tensors<'_>) -> Result<Self, ModelError> {
        Ok(Self {
            references: PairScorer::load(instructions, tensors, "coref")?,
            descriptions: PairScorer::load(instructions, tensors, "description")?,
        })
    }
}

/// Combines the vectors of two mentions.
struct PairScorer<const WIDTH: usize> {
    instructions: Instructions,
    /// By inputs, so that a row is what one input adds to all outputs.
    mix: Vec<[f32; WIDTH]>,
    features: Vec<[f32; WIDTH]>,
    out: [f32; WIDTH],
    bias: f32,
}

/// The network's output for a document, as far as mentions are concerned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Affinity<'a> {
    pub(crate) mentions: &'a Sparse<MentionScores>,
    pub(crate) references: &'a References,
    pub(crate) scorers: &'a PairScorers,
}

impl Affinity<'_> {
    /// Whether the token heads a mention that is mentioned again, as a logit.
    pub(super) fn mention(&self, token: usize) -> Option<f32> {
        self.mentions.get(token).map(|it| it.again)
    }

    /// Whether the noun at a token stands for someone without a name whom a reader would list, as a logit.
    pub(super) fn unnamed(&self, token: usize) -> Option<f32> {
        self.mentions.get(token).map(|it| it.unnamed)
    }

    /// What the noun at a token stands for.
    pub(super) fn kinds(&self, token: usize) -> Option<Kinds> {
        let [person, people, organization, place, thing] = self.mentions.get(token)?.shares();
        Some(Kinds { person, people, organization, place, thing })
    }

    /// The score that both heads stand for one entity, compared with 0 for the later one being new.
    pub(super) fn pair(&self, later: usize, earlier: usize, rows: &[usize; N_FEATURES]) -> Option<f32> {
        let (later, earlier) = (self.references.later.get(later)?, self.references.earlier.get(earlier)?);
        Some(self.scorers.references.score(later, earlier, rows))
    }

    /// The score that the noun `later` describes what the name or noun `earlier` stands for, compared with 0 for
    /// neither that nor anything before.
    pub(super) fn description(
        &self,
        later: usize,
        earlier: usize,
        rows: &[usize; N_FEATURES],
    ) -> Option<f32> {
        let later = self.references.describing.get(later)?;
        let earlier = self.references.described.get(earlier)?;
        Some(self.scorers.descriptions.score(later, earlier, rows))
    }
}

impl<const WIDTH: usize> PairScorer<WIDTH> {
    fn load(instructions: Instructions, tensors: Tensors<'_>, group: &str) -> Result<Self, ModelError> {
        let floats = |name: &str, shape: &[usize]| tensors.floats(&format!("{group}.{name}"), shape);
        let mix: Vec<[f32; WIDTH]> = to_rows(&floats("mix.weight", &[WIDTH, WIDTH])?);
        let mut turned = vec![[0.0; WIDTH]; WIDTH];
        for (output, row) in mix.iter().enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                turned[input][output] = weight;
            }
        }
        let out = to_rows(&floats("out.weight", &[1, WIDTH])?);
        let bias = floats("out.bias", &[1])?;
        Ok(Self {
            instructions,
            mix: turned,
            features: to_rows(&floats("features.weight", &[N_ROWS, WIDTH])?),
            out: out[0],
            bias: bias[0],
        })
    }

    fn score(&self, later: &Later<WIDTH>, earlier: &Earlier<WIDTH>, rows: &[usize; N_FEATURES]) -> f32 {
        let mut sum = later.anaphor.to_floats();
        add(&mut sum, &earlier.antecedent.to_floats(), 1.0);
        let (queries, keys) = (later.query.to_floats(), earlier.key.to_floats());
        for ((query, key), weights) in queries.iter().zip(&keys).zip(&self.mix) {
            add(&mut sum, weights, query * key);
        }
        for &row in rows {
            add(&mut sum, &self.features[row], 1.0);
        }
        self.instructions.run(Gelu(&mut sum));
        sum.iter().zip(&self.out).map(|(a, b)| a * b).sum::<f32>() + self.bias
    }
}

fn add<const WIDTH: usize>(sum: &mut [f32; WIDTH], row: &[f32; WIDTH], times: f32) {
    for (sum, number) in sum.iter_mut().zip(row) {
        *sum += number * times;
    }
}

fn to_rows<const WIDTH: usize>(numbers: &[f32]) -> Vec<[f32; WIDTH]> {
    let rows = numbers.chunks_exact(WIDTH);
    rows.map(|row| row.try_into().expect("a chunk is as long as a row")).collect()
}

impl<const WIDTH: usize> fmt::Debug for PairScorer<WIDTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PairScorer").finish_non_exhaustive()
    }
}
