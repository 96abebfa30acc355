//! Self-attention of one head over one window.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use rten_simd::ops::{BitOps, FloatOps, IntOps, NumOps};
use rten_simd::{Isa, Simd, SimdOp};

use crate::nlp::encoder::network::simd::Sum;
use crate::nlp::encoder::network::{LANES, first};

/// How many rows of queries are processed at once, so that keys and values are read a quarter as often.
const ROWS: usize = 4;

/// How many vectors are processed at once in each of them: each sum waits for the previous one, so there must be
/// many.
const WIDE: usize = 2;

/// Buffers of one thread.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    /// Keys of the head, one row per dimension, padded to whole vectors.
    keys: Vec<f32>,
    /// Values of the head, one row per piece.
    values: Vec<f32>,
    /// Scores of `ROWS` queries.
    scores: Vec<f32>,
}

/// The work: for each piece, the values of all pieces weighted by softmax(query · key).
pub(super) struct Attention<'a> {
    /// Queries, keys and values of all heads, row by row.
    pub(super) qkv: &'a [f32],
    pub(super) width: usize,
    pub(super) heads: usize,
    pub(super) head: usize,
    /// The results of all heads, row by row; this head's columns are filled.
    pub(super) out: &'a mut [f32],
    pub(super) buffers: &'a mut Buffers,
}

impl SimdOp for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let size = self.width / self.heads;
        let from = self.head * size;
        let length = self.out.len() / self.width;
        let padded = length.next_multiple_of(WIDE * LANES);
        let row = |piece: usize, part: usize| &self.qkv[(3 * piece + part) * self.width + from..][..size];
        let keys = first(&mut self.buffers.keys, size * padded);
        let values = first(&mut self.buffers.values, length * size);
        for (piece, value) in values.chunks_exact_mut(size).enumerate() {
            for (line, &key) in keys.chunks_exact_mut(padded).zip(row(piece, 1)) {
                line[piece] = key;
            }
            value.copy_from_slice(row(piece, 2));
        }
        let scores = first(&mut self.buffers.scores, ROWS * padded);
        for group in (0..length).step_by(ROWS) {
            // The last group may contain a row twice.
            let group: [usize; ROWS] = std::array::from_fn(|it| (group + it).min(length - 1));
            score(isa, group.map(|piece| row(piece, 0)), keys, padded, scores);
            let mut lines = scores.chunks_exact_mut(padded);
            let weights = group.map(|piece| {
                let line = lines.next().unwrap_or_default();
                let share = soften(isa, line, length);
                (piece, &*line, share)
            });
            mix(isa, weights, values, size, |piece, column, sum| {
                let out = &mut self.out[piece * self.width + from + column..][..isa.f32().len()];
                isa.f32().store(sum, out);
            });
        }
    }
}

/// Scores of `ROWS` queries against all keys.
#[inline(always)]
fn score<I: Isa>(isa: I, queries: [&[f32]; ROWS], keys: &[f32], padded: usize, scores: &mut [f32]) {
    let floats = isa.f32();
    let lanes = floats.len();
    let [a, b, c, d] = queries;
    for first in (0..padded).step_by(WIDE * lanes) {
        let mut sums = [[floats.zero(); WIDE]; ROWS];
        let queries = a.iter().zip(b).zip(c.iter().zip(d));
        for (line, ((a, b), (c, d))) in keys.chunks_exact(padded).zip(queries) {
            let keys: [_; WIDE] = floats.load_many(&line[first..][..WIDE * lanes]);
            for (sums, query) in sums.iter_mut().zip([a, b, c, d]) {
                let query = floats.splat(*query);
                for (sum, key) in sums.iter_mut().zip(keys) {
                    *sum = floats.mul_add(query, key, *sum);
                }
            }
        }
        for (line, sums) in scores.chunks_exact_mut(padded).zip(sums) {
            for (part, sum) in line[first..][..WIDE * lanes].chunks_exact_mut(lanes).zip(sums) {
                floats.store(sum, part);
            }
        }
    }
}

/// Turns the scores of one query into weights; returns the factor that makes their sum 1.
#[inline(always)]
fn soften<I: Isa>(isa: I, scores: &mut [f32], length: usize) -> f32 {
    let floats = isa.f32();
    let lanes = floats.len();
    scores[length..].fill(f32::NEG_INFINITY);
    let mut highest = floats.splat(f32::NEG_INFINITY);
    for part in scores.chunks_exact(lanes) {
        highest = floats.max(highest, floats.load(part));
    }
    let highest = highest.to_array().as_ref().iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let highest = floats.splat(highest);
    for part in scores.chunks_exact_mut(lanes) {
        let weight = exp(isa, floats.sub(floats.load(part), highest));
        floats.store(weight, part);
    }
    let mut sum = Sum::zero(isa);
    sum.each(isa, scores, |sum, weight| floats.add(sum, weight));
    sum.total(isa).recip()
}

/// e to the power of `x`, for `x` of at most 0, accurate to 4e-6; below -87 practically nothing.
#[inline(always)]
fn exp<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    /// 2^f for f in -0.5..=0.5, highest power first: a minimax fit.
    const POWER: [f32; 5] = [0.009_582_84, 0.055_906_45, 0.240_240_99, 0.693_124_2, 1.0];
    let (floats, ints) = (isa.f32(), isa.i32());
    let x = floats.max(x, floats.splat(-87.0));
    let x = floats.mul(x, floats.splat(std::f32::consts::LOG2_E));
    let whole = floats.round_ties_even(x);
    let rest = floats.sub(x, whole);
    let mut sum = floats.splat(POWER[0]);
    for &coefficient in &POWER[1..] {
        sum = floats.mul_add(sum, rest, floats.splat(coefficient));
    }
    // 2^whole, assembled from its bits.
    let exponent = ints.add(floats.to_int_trunc(whole), ints.splat(127));
    let scale: I::F32 = ints.shift_left::<23>(exponent).reinterpret_cast();
    floats.mul(sum, scale)
}

/// Weighted sums of the values, for `ROWS` pieces with their weights and the factor that makes the weights' sum 1;
/// passed on vector by vector with piece and column.
#[inline(always)]
fn mix<I: Isa>(
    isa: I,
    weights: [(usize, &[f32], f32); ROWS],
    values: &[f32],
    size: usize,
    mut store: impl FnMut(usize, usize, I::F32),
) {
    let floats = isa.f32();
    let lanes = floats.len();
    let [(_, a, _), (_, b, _), (_, c, _), (_, d, _)] = weights;
    for first in (0..size).step_by(WIDE * lanes) {
        let mut sums = [[floats.zero(); WIDE]; ROWS];
        let rows = a.iter().zip(b).zip(c.iter().zip(d));
        for (value, ((a, b), (c, d))) in values.chunks_exact(size).zip(rows) {
            let values: [_; WIDE] = floats.load_many(&value[first..][..WIDE * lanes]);
            for (sums, weight) in sums.iter_mut().zip([a, b, c, d]) {
                let weight = floats.splat(*weight);
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum = floats.mul_add(weight, value, *sum);
                }
            }
        }
        for ((piece, _, share), sums) in weights.iter().zip(sums) {
            for (at, sum) in sums.into_iter().enumerate() {
                store(*piece, first + at * lanes, floats.mul(sum, floats.splat(*share)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_formula_says() {
        let (width, heads, length) = (128, 4, 37);
        let size = width / heads;
        let number =
            |at: usize| f32::from(u16::try_from((at * 7919 + at / 11) % 1009).unwrap()) / 500.0 - 1.0;
        let qkv: Vec<f32> = (0..length * 3 * width).map(number).collect();
        let row = |piece: usize, part: usize, head: usize| {
            qkv[(3 * piece + part) * width + head * size..][..size].iter().copied()
        };
        let mut out = vec![0.0; length * width];
        let mut buffers = Buffers::default();
        for head in 0..heads {
            Attention { qkv: &qkv, width, heads, head, out: &mut out, buffers: &mut buffers }.dispatch();
        }
        for (piece, head) in [(0, 0), (5, 3), (36, 1), (36, 3)] {
            let score =
                |key| row(piece, 0, head).zip(row(key, 1, head)).map(|(a, b)| a * b).sum::<f32>().exp();
            let total: f32 = (0..length).map(score).sum();
            for column in [0, 17, 31] {
                let value = |key| row(key, 2, head).nth(column).unwrap();
                let expected = (0..length).map(|key| score(key) * value(key)).sum::<f32>() / total;
                let found = out[piece * width + head * size + column];
                assert!((found - expected).abs() < 1e-4, "{piece} {head} {column}: {found} for {expected}");
            }
        }
    }
}
