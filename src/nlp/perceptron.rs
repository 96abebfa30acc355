//! A small network with one hidden layer: from evidence to a score.

use std::fmt;

use crate::nlp::weights::{ModelError, Tensors};

/// Its weights: `N` numbers of evidence.
pub(crate) struct Perceptron<const N: usize> {
    /// Input by input, what it adds to all hidden units.
    hidden: Vec<f32>,
    bias: Vec<f32>,
    out: Vec<f32>,
}

impl<const N: usize> Perceptron<N> {
    /// Reads the weights "`name`.hidden.weight", "`name`.hidden.bias", "`name`.out.weight" with `width` hidden units.
    pub(crate) fn load(tensors: Tensors<'_>, name: &str, width: usize) -> Result<Self, ModelError> {
        let weights = tensors.floats(&format!("{name}.hidden.weight"), &[width, N])?;
        let mut hidden = vec![0.0; weights.len()];
        for (unit, row) in weights.chunks_exact(N).enumerate() {
            for (weights, &weight) in hidden.chunks_exact_mut(width).zip(row) {
                weights[unit] = weight;
            }
        }
        Ok(Self {
            hidden,
            bias: tensors.floats(&format!("{name}.hidden.bias"), &[width])?,
            out: tensors.floats(&format!("{name}.out.weight"), &[1, width])?,
        })
    }

    /// One that gives all evidence the same score.
    #[cfg(test)]
    pub(crate) fn constant(score: f32) -> Self {
        Self { hidden: vec![0.0; N], bias: vec![1.0], out: vec![score] }
    }

    /// The score of the evidence, unbounded.
    pub(crate) fn score(&self, evidence: &[f32; N]) -> f32 {
        // Unit by unit, each sum would wait for its previous step. Most numbers of evidence are 0 and add nothing.
        let mut sums = vec![0.0; self.bias.len()];
        for (weights, &number) in self.hidden.chunks_exact(sums.len()).zip(evidence) {
            if number != 0.0 {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += weight * number;
                }
            }
        }
        let units = sums.iter().zip(&self.bias).zip(&self.out);
        units.map(|((sum, bias), out)| out * (sum + bias).max(0.0)).sum()
    }

    /// What each group of numbers in the evidence adds to the score, the strongest first: the score minus the score
    /// without it. `group` gives the group of a number; the numbers of a group are adjacent.
    pub(crate) fn reasons(&self, evidence: &[f32; N], group: impl Fn(usize) -> usize) -> Vec<(usize, f32)> {
        let whole = self.score(evidence);
        let all: Vec<usize> = (0..N).collect();
        let groups = all.chunk_by(|&a, &b| group(a) == group(b));
        let stated = groups.filter(|own| own.iter().any(|&it| evidence[it] != 0.0));
        let mut reasons: Vec<(usize, f32)> = stated
            .map(|own| {
                let mut without = *evidence;
                for &it in own {
                    without[it] = 0.0;
                }
                (group(own[0]), whole - self.score(&without))
            })
            .collect();
        reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        reasons
    }
}

impl<const N: usize> fmt::Debug for Perceptron<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Perceptron").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_group_are_one_reason() {
        let network = Perceptron { hidden: vec![1.0, 1.0, -1.0], bias: vec![0.0], out: vec![2.0] };
        let reasons = network.reasons(&[1.0, 3.0, 1.0], |at| at / 2);
        assert_eq!(reasons, [(0, 6.0), (1, -2.0)]);
    }
}
