//! Loops over rows, whose lengths are multiples of `LANES`, so that none has a remainder.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use crate::nlp::encoder::network::instructions::{LANES, Lanes, Task};

/// Added to the variance of a row, as BERT does.
const EPSILON: f32 = 1e-12;

/// The vector with this number in a row.
#[inline(always)]
pub(super) fn nth<L: Lanes>(lanes: L, row: &[f32], number: usize) -> L::Floats {
    lanes.load(&row.as_chunks().0[number])
}

/// Quantizes rows to 0..=255, each with its own scale and zero.
pub(super) struct Quantize<'a> {
    pub(super) rows: &'a [f32],
    pub(super) width: usize,
    pub(super) bytes: &'a mut [u8],
    pub(super) scales: &'a mut [f32],
    /// The value that stands for 0 in each row.
    pub(super) zeros: &'a mut [f32],
}

impl Task for Quantize<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let rows = self.rows.chunks_exact(self.width).zip(self.bytes.chunks_exact_mut(self.width));
        for ((row, bytes), (scale, zero)) in rows.zip(self.scales.iter_mut().zip(self.zeros)) {
            (*scale, *zero) = quantize(lanes, row, bytes);
        }
    }
}

/// Quantizes a row, and returns its scale and its zero.
#[inline(always)]
fn quantize<L: Lanes>(lanes: L, row: &[f32], bytes: &mut [u8]) -> (f32, f32) {
    let (mut least, mut most) = (lanes.splat(0.0), lanes.splat(0.0));
    for numbers in row.as_chunks().0 {
        let numbers = lanes.load(numbers);
        least = lanes.min(least, numbers);
        most = lanes.max(most, numbers);
    }
    let (mut lows, mut highs) = ([0.0; LANES], [0.0; LANES]);
    lanes.store(least, &mut lows);
    lanes.store(most, &mut highs);
    let (low, high) = (lows.into_iter().fold(0.0, f32::min), highs.into_iter().fold(0.0, f32::max));
    let scale = ((high - low) / 255.0).max(f32::MIN_POSITIVE);
    let inverse = scale.recip();
    #[expect(clippy::cast_possible_truncation, reason = "clamped; a cast of no number is 0")]
    let zero = (-low * inverse).round_ties_even().clamp(0.0, 255.0) as i32;
    let times = lanes.splat(inverse);
    for (numbers, bytes) in row.as_chunks().0.iter().zip(bytes.as_chunks_mut().0) {
        lanes.to_bytes(lanes.mul(lanes.load(numbers), times), zero, bytes);
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 255")]
    let zero = zero as f32;
    (scale, zero)
}

/// Normalizes each row to mean 0 and variance 1, then multiplies by `weight` and adds `bias`.
pub(super) struct Normalize<'a> {
    pub(super) rows: &'a mut [f32],
    pub(super) weight: &'a [f32],
    pub(super) bias: &'a [f32],
}

impl Task for Normalize<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        #[expect(clippy::cast_precision_loss, reason = "a row is some hundreds long")]
        let share = (self.weight.len() as f32).recip();
        for row in self.rows.chunks_exact_mut(self.weight.len()) {
            let row = row.as_chunks_mut().0;
            let mut sum = lanes.splat(0.0);
            for numbers in row.iter() {
                sum = lanes.add(sum, lanes.load(numbers));
            }
            let mean = lanes.splat(lanes.sum(sum) * share);
            let mut squares = lanes.splat(0.0);
            for numbers in row.iter() {
                let numbers = lanes.sub(lanes.load(numbers), mean);
                squares = lanes.fma(numbers, numbers, squares);
            }
            let scale = lanes.splat((lanes.sum(squares) * share + EPSILON).sqrt().recip());
            let learned = self.weight.as_chunks().0.iter().zip(self.bias.as_chunks().0);
            for (numbers, (weight, bias)) in row.iter_mut().zip(learned) {
                let normal = lanes.mul(lanes.sub(lanes.load(numbers), mean), scale);
                lanes.store(lanes.fma(normal, lanes.load(weight), lanes.load(bias)), numbers);
            }
        }
    }
}

/// Adds to each number of `out` the sum of products of `left` and of its own row.
pub(super) struct Dots<'a> {
    pub(super) left: &'a [f32],
    /// As many rows as there are numbers, each as long as `left`.
    pub(super) rows: &'a [f32],
    pub(super) out: &'a mut [f32],
}

/// How many rows are multiplied at once: each sum waits for its previous step, so there must be several.
const ROWS: usize = 4;

impl Task for Dots<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let Self { left, rows, out } = self;
        let (left, n) = (left.as_chunks().0, left.len());
        let mut groups = rows.chunks_exact(ROWS * n);
        let mut wide = out.chunks_exact_mut(ROWS);
        for (rows, out) in groups.by_ref().zip(wide.by_ref()) {
            let rows = rows.as_chunks().0;
            let n = left.len();
            let (first, second) = (&rows[..n], &rows[n..2 * n]);
            let (third, fourth) = (&rows[2 * n..3 * n], &rows[3 * n..4 * n]);
            let mut sums = [lanes.splat(0.0); ROWS];
            for (at, left) in left.iter().enumerate() {
                let left = lanes.load(left);
                sums[0] = lanes.fma(left, lanes.load(&first[at]), sums[0]);
                sums[1] = lanes.fma(left, lanes.load(&second[at]), sums[1]);
                sums[2] = lanes.fma(left, lanes.load(&third[at]), sums[2]);
                sums[3] = lanes.fma(left, lanes.load(&fourth[at]), sums[3]);
            }
            for (out, sum) in out.iter_mut().zip(sums) {
                *out += lanes.sum(sum);
            }
        }
        for (row, out) in groups.remainder().chunks_exact(n).zip(wide.into_remainder()) {
            let mut sum = lanes.splat(0.0);
            for (left, right) in left.iter().zip(row.as_chunks().0) {
                sum = lanes.fma(lanes.load(left), lanes.load(right), sum);
            }
            *out += lanes.sum(sum);
        }
    }
}
