//! Self-attention of one head over one window.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use crate::nlp::encoder::network::curve::rough_exp;
use crate::nlp::encoder::network::first;
use crate::nlp::encoder::network::instructions::{LANES, Lanes, Row, Task, Tiled, unroll};

/// Buffers of one thread.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    /// Keys of the head: panel by panel of `LANES` pieces, in each of them dimension by dimension.
    keys: Vec<Row>,
    /// Scores of some queries, each padded to whole vectors.
    scores: Vec<Row>,
}

/// The work: for each piece, the values of all pieces weighted by softmax(query · key).
pub(super) struct Attention<'a> {
    /// Queries of the head, row by row of `size` numbers, a multiple of `LANES`.
    pub(super) queries: &'a [f32],
    pub(super) keys: &'a [f32],
    pub(super) values: &'a [f32],
    pub(super) size: usize,
    /// The results of all heads, row by row of `width` numbers; those from `column` on are filled.
    pub(super) out: &'a mut [f32],
    pub(super) width: usize,
    pub(super) column: usize,
    pub(super) buffers: &'a mut Buffers,
}

impl Task for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        lanes.attention(self);
    }
}

impl Tiled for Attention<'_> {
    #[inline(always)]
    fn run<L: Lanes, const ROWS: usize, const WIDE: usize>(self, lanes: L) {
        let Self { queries, keys, values, size, out, width, column, buffers } = self;
        let length = queries.len() / size;
        let panels = length.div_ceil(LANES);
        let turned = first(&mut buffers.keys, panels * size);
        turn(keys, size, turned);
        let scores = first(&mut buffers.scores, ROWS * panels);
        let values = values.as_chunks().0;
        for start in (0..length).step_by(ROWS) {
            // The last tile may contain a row more than once.
            let mut rows = [&queries[start * size..][..size]; ROWS];
            for (at, row) in rows.iter_mut().enumerate().skip(1) {
                *row = &queries[(start + at).min(length - 1) * size..][..size];
            }
            let rest = panels - panels % WIDE;
            for panel in (0..rest).step_by(WIDE) {
                score::<L, ROWS, WIDE>(lanes, rows, turned, panel, scores);
            }
            for panel in rest..panels {
                score::<L, ROWS, 1>(lanes, rows, turned, panel, scores);
            }
            let mut shares = [0.0; ROWS];
            for (share, scores) in shares.iter_mut().zip(scores.chunks_exact_mut(panels)) {
                *share = soften(lanes, scores, length);
            }
            let mut weights: [&[f32]; ROWS] = [&[]; ROWS];
            for (weights, scores) in weights.iter_mut().zip(scores.chunks_exact(panels)) {
                *weights = &scores.as_flattened()[..length];
            }
            let vectors = size / LANES;
            let rest = vectors - vectors % WIDE;
            let from = start * width + column;
            for vector in (0..rest).step_by(WIDE) {
                let sums = mix::<L, ROWS, WIDE>(lanes, weights, &values[vector..], vectors);
                store(lanes, sums, shares, &mut out[from + vector * LANES..], width);
            }
            for vector in rest..vectors {
                let sums = mix::<L, ROWS, 1>(lanes, weights, &values[vector..], vectors);
                store(lanes, sums, shares, &mut out[from + vector * LANES..], width);
            }
        }
    }
}

/// From keys row by row to panels of them.
#[inline(always)]
fn turn(keys: &[f32], size: usize, turned: &mut [Row]) {
    for (keys, turned) in keys.chunks(LANES * size).zip(turned.chunks_exact_mut(size)) {
        for (at, key) in keys.chunks_exact(size).enumerate() {
            for (row, &number) in turned.iter_mut().zip(key) {
                row[at] = number;
            }
        }
    }
}

/// Scores of `ROWS` queries against the keys of `WIDE` panels.
#[inline(always)]
fn score<L: Lanes, const ROWS: usize, const WIDE: usize>(
    lanes: L,
    queries: [&[f32]; ROWS],
    keys: &[Row],
    panel: usize,
    scores: &mut [Row],
) {
    let size = queries[0].len();
    let mut parts: [&[Row]; WIDE] = [&[]; WIDE];
    for (at, part) in parts.iter_mut().enumerate() {
        *part = &keys[(panel + at) * size..][..size];
    }
    let mut sums = [[lanes.splat(0.0); WIDE]; ROWS];
    for at in 0..size {
        let mut keys = [lanes.splat(0.0); WIDE];
        unroll!(P < WIDE => {
            keys[P] = lanes.load(&parts[P][at]);
        });
        unroll!(R < ROWS => {
            let query = lanes.splat(queries[R][at]);
            unroll!(P < WIDE => {
                sums[R][P] = lanes.fma(query, keys[P], sums[R][P]);
            });
        });
    }
    let panels = scores.len() / ROWS;
    unroll!(R < ROWS => {
        unroll!(P < WIDE => {
            lanes.store(sums[R][P], &mut scores[R * panels + panel + P]);
        });
    });
}

/// Turns the scores of one query into weights; returns the factor that makes their sum 1.
#[inline(always)]
fn soften<L: Lanes>(lanes: L, scores: &mut [Row], length: usize) -> f32 {
    scores.as_flattened_mut()[length..].fill(f32::NEG_INFINITY);
    let mut highest = lanes.splat(f32::NEG_INFINITY);
    for scores in scores.iter() {
        highest = lanes.max(highest, lanes.load(scores));
    }
    let mut row = [0.0; LANES];
    lanes.store(highest, &mut row);
    let highest = lanes.splat(row.into_iter().fold(f32::NEG_INFINITY, f32::max));
    let mut sum = lanes.splat(0.0);
    for scores in scores {
        let weights = rough_exp(lanes, lanes.sub(lanes.load(scores), highest));
        sum = lanes.add(sum, weights);
        lanes.store(weights, scores);
    }
    lanes.sum(sum).recip()
}

/// Weighted sums of values, for `ROWS` pieces with their weights: `WIDE` of the `vectors` that each value has.
#[inline(always)]
fn mix<L: Lanes, const ROWS: usize, const WIDE: usize>(
    lanes: L,
    weights: [&[f32]; ROWS],
    values: &[Row],
    vectors: usize,
) -> [[L::Floats; WIDE]; ROWS] {
    let mut sums = [[lanes.splat(0.0); WIDE]; ROWS];
    let length = weights[0].len();
    for (at, value) in values.chunks(vectors).enumerate().take(length) {
        let mut parts = [lanes.splat(0.0); WIDE];
        unroll!(P < WIDE => {
            parts[P] = lanes.load(&value[P]);
        });
        unroll!(R < ROWS => {
            let weight = lanes.splat(weights[R][at]);
            unroll!(P < WIDE => {
                sums[R][P] = lanes.fma(weight, parts[P], sums[R][P]);
            });
        });
    }
    sums
}

/// Stores sums with the factors of their pieces, as far as there are rows for them.
#[inline(always)]
fn store<L: Lanes, const ROWS: usize, const WIDE: usize>(
    lanes: L,
    sums: [[L::Floats; WIDE]; ROWS],
    shares: [f32; ROWS],
    out: &mut [f32],
    width: usize,
) {
    unroll!(R < ROWS => {
        if let Some(out) = out.get_mut(R * width..R * width + WIDE * LANES) {
            let share = lanes.splat(shares[R]);
            unroll!(P < WIDE => {
                lanes.store(lanes.mul(sums[R][P], share), &mut out.as_chunks_mut().0[P]);
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::network::instructions::Instructions;

    #[test]
    fn it_is_what_the_formula_says() {
        let (size, length, width) = (32, 37, 64);
        let number =
            |at: usize| f32::from(u16::try_from((at * 7919 + at / 11) % 1009).unwrap()) / 500.0 - 1.0;
        let [queries, keys, values]: [Vec<f32>; 3] =
            std::array::from_fn(|part| (0..length * size).map(|at| number(3 * at + part)).collect());
        let row = |of: &[f32], piece: usize| of[piece * size..][..size].to_vec();
        let mut out = vec![0.0; length * width];
        let (column, buffers) = (32, &mut Buffers::default());
        let (queries, keys, values) = (&queries[..], &keys[..], &values[..]);
        let attention = Attention { queries, keys, values, size, out: &mut out, width, column, buffers };
        Instructions::best().run(attention);
        for piece in [0, 5, 36] {
            let score =
                |key| row(queries, piece).iter().zip(row(keys, key)).map(|(a, b)| a * b).sum::<f32>().exp();
            let total: f32 = (0..length).map(score).sum();
            for at in [0, 17, 31] {
                let expected = (0..length).map(|key| score(key) * row(values, key)[at]).sum::<f32>() / total;
                let found = out[piece * width + column + at];
                assert!((found - expected).abs() < 1e-4, "{piece} {at}: {found} for {expected}");
            }
            assert!(out[piece * width..][..column].iter().all(|&it| it == 0.0));
        }
    }
}
