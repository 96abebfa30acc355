//! Self-attention of one head over one window.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use rten_simd::ops::{BitOps, FloatOps, IntOps, NumOps};
use rten_simd::{Isa, Simd, SimdOp};

use crate::nlp::encoder::network::LANES;

/// Rows of queries that are worked on at once, so that keys and values are read a fourth as often.
const ROWS: usize = 4;

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

/// What is to be computed: for each piece, the values of all pieces weighted by softmax(query · key).
pub(super) struct Attention<'a> {
    /// Queries, keys and values of all heads, row by row.
    pub(super) qkv: &'a [f32],
    pub(super) width: usize,
    pub(super) heads: usize,
    pub(super) head: usize,
    /// Results of all heads, row by row; this head's columns are filled.
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
        let padded = length.next_multiple_of(2 * LANES);
        let rows: Vec<&[f32]> = self.qkv.chunks_exact(3 * self.width).collect();
        let Buffers { keys, values, scores } = self.buffers;
        keys.clear();
        keys.resize(size * padded, 0.0);
        values.clear();
        for (at, row) in rows.iter().enumerate() {
            let key = &row[self.width + from..][..size];
            for (line, &value) in keys.chunks_exact_mut(padded).zip(key) {
                line[at] = value;
            }
            values.extend_from_slice(&row[2 * self.width + from..][..size]);
        }
        scores.clear();
        scores.resize(ROWS * padded, 0.0);
        let mut at = 0;
        while at < length {
            // The last group may name a row twice.
            let group: [usize; ROWS] = std::array::from_fn(|it| (at + it).min(length - 1));
            let queries = group.map(|row| &rows[row][from..][..size]);
            score(isa, queries, keys, padded, scores);
            let shares: [f32; ROWS] =
                std::array::from_fn(|it| soften(isa, &mut scores[it * padded..][..padded], length));
            for first in (0..size).step_by(LANES) {
                let mixed = mix(isa, scores, padded, values, size, first);
                for ((row, share), mixed) in group.iter().zip(shares).zip(mixed) {
                    let out = &mut self.out[row * self.width + from + first..][..LANES];
                    for (out, value) in out.iter_mut().zip(mixed) {
                        *out = value * share;
                    }
                }
            }
            at += ROWS;
        }
    }
}

/// Scores of `ROWS` queries against all keys.
#[inline(always)]
fn score<I: Isa>(isa: I, queries: [&[f32]; ROWS], keys: &[f32], padded: usize, scores: &mut [f32]) {
    const WIDE: usize = 2;
    let floats = isa.f32();
    let n = floats.len();
    for first in (0..padded).step_by(WIDE * n) {
        let mut sums = [[floats.zero(); WIDE]; ROWS];
        for (dimension, line) in keys.chunks_exact(padded).enumerate() {
            let keys: [_; WIDE] = floats.load_many(&line[first..][..WIDE * n]);
            for (sums, query) in sums.iter_mut().zip(queries) {
                let query = floats.splat(query[dimension]);
                for (sum, key) in sums.iter_mut().zip(keys) {
                    *sum = floats.mul_add(query, key, *sum);
                }
            }
        }
        for (line, sums) in scores.chunks_exact_mut(padded).zip(sums) {
            for (part, sum) in line[first..][..WIDE * n].chunks_exact_mut(n).zip(sums) {
                floats.store(sum, part);
            }
        }
    }
}

/// Scores of one query become weights; tells the factor that makes their sum 1.
#[inline(always)]
fn soften<I: Isa>(isa: I, scores: &mut [f32], length: usize) -> f32 {
    let floats = isa.f32();
    let n = floats.len();
    scores[length..].fill(f32::NEG_INFINITY);
    let mut highest = floats.splat(f32::NEG_INFINITY);
    for part in scores.chunks_exact(n) {
        highest = floats.max(highest, floats.load(part));
    }
    let highest = highest.to_array().as_ref().iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let highest = floats.splat(highest);
    let mut sum = floats.zero();
    for part in scores.chunks_exact_mut(n) {
        let weight = exp(isa, floats.sub(floats.load(part), highest));
        sum = floats.add(sum, weight);
        floats.store(weight, part);
    }
    floats.sum(sum).recip()
}

/// e to the power of `x`, for `x` of at most 0, good to 4e-6; below -87 nearly nothing.
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
    // 2^whole, put together from its bits.
    let exponent = ints.add(floats.to_int_trunc(whole), ints.splat(127));
    let scale: I::F32 = ints.shift_left::<23>(exponent).reinterpret_cast();
    floats.mul(sum, scale)
}

/// Weighted sums of the values' columns `first..first + LANES`, for `ROWS` rows of weights.
#[inline(always)]
fn mix<I: Isa>(
    isa: I,
    weights: &[f32],
    padded: usize,
    values: &[f32],
    size: usize,
    first: usize,
) -> [[f32; LANES]; ROWS] {
    let floats = isa.f32();
    let n = floats.len();
    let mut out = [[0.0; LANES]; ROWS];
    for part in (0..LANES).step_by(n) {
        let mut sums = [floats.zero(); ROWS];
        for (at, value) in values.chunks_exact(size).enumerate() {
            let value = floats.load(&value[first + part..][..n]);
            for (row, sum) in sums.iter_mut().enumerate() {
                *sum = floats.mul_add(floats.splat(weights[row * padded + at]), value, *sum);
            }
        }
        for (out, sum) in out.iter_mut().zip(sums) {
            floats.store(sum, &mut out[part..][..n]);
        }
    }
    out
}
