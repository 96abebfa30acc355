//! Loops over one row with the vector instructions of the machine, chosen at run time.
//!
//! Rows are as long as a model's widths, which are multiples of the longest vector (`LANES`), so no loop has a
//! remainder. A sum over a row has `LANES` parts on every machine, and these are added in one order, so that all
//! machines that multiply and add in one step round alike.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use rten_simd::ops::{BitOps, NumOps, ToFloat};
use rten_simd::{Isa, SimdOp};
use rten_vecmath::{ExtendInit, MinMax, Quantize};

use crate::nlp::encoder::network::LANES;

/// The shortest vector of any machine, in numbers.
const MIN_LANES: usize = 4;

/// Added to the variance of a row, as BERT does.
const EPSILON: f32 = 1e-12;

/// Appends a row quantized to 0..=255, and returns its scale and its zero.
pub(super) fn quantize(row: &[f32], bytes: &mut Vec<u8>) -> (f32, f32) {
    let (min, max) = MinMax::new(row).dispatch();
    let (min, max) = (min.min(0.0), max.max(0.0));
    let scale = ((max - min) / 255.0).max(f32::MIN_POSITIVE);
    let inverse = scale.recip();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped; a cast of no number is 0"
    )]
    let zero = (-min * inverse).round_ties_even().clamp(0.0, 255.0) as u8;
    bytes.reserve(row.len());
    bytes.extend_init(|spare| {
        let (spare, _) = spare.split_at_mut(row.len());
        Quantize::new(row, spare, inverse, zero).dispatch()
    });
    (scale, f32::from(zero))
}

/// A sum over a row in `LANES` parts; a machine with long vectors needs only the first of these.
pub(super) struct Sum<I: Isa>([I::F32; LANES / MIN_LANES]);

impl<I: Isa> Sum<I> {
    #[inline(always)]
    pub(super) fn zero(isa: I) -> Self {
        Self([isa.f32().zero(); LANES / MIN_LANES])
    }

    /// Adds a row, of which `add` adds one vector to a part of the sum.
    #[inline(always)]
    pub(super) fn each(&mut self, isa: I, row: &[f32], add: impl Fn(I::F32, I::F32) -> I::F32) {
        let floats = isa.f32();
        for numbers in row.chunks_exact(LANES) {
            for (sum, part) in self.0.iter_mut().zip(numbers.chunks_exact(floats.len())) {
                *sum = add(*sum, floats.load(part));
            }
        }
    }

    /// The sum of the parts: each half is added to the other until one number is left.
    #[inline(always)]
    pub(super) fn total(self, isa: I) -> f32 {
        let floats = isa.f32();
        let mut parts = [0.0; LANES];
        for (sum, part) in self.0.into_iter().zip(parts.chunks_exact_mut(floats.len())) {
            floats.store(sum, part);
        }
        let mut n = LANES / 2;
        while n > 0 {
            for at in 0..n {
                parts[at] += parts[at + n];
            }
            n /= 2;
        }
        parts[0]
    }
}

/// Integer sums of a product, to be converted to floats.
#[derive(Clone, Copy)]
pub(super) struct Sums<'a> {
    pub(super) of: &'a [i32],
    /// Scale of the input row.
    pub(super) scale: f32,
    /// The value that stands for 0 in the input row.
    pub(super) zero: f32,
    /// Scale of each output.
    pub(super) scales: &'a [f32],
    /// What a zero of 1 adds to each output.
    pub(super) totals: &'a [f32],
    pub(super) bias: &'a [f32],
}

impl Sums<'_> {
    /// Passes on each vector of floats, with its position in the row.
    #[inline(always)]
    fn each<I: Isa>(self, isa: I, mut use_it: impl FnMut(I::F32)) {
        let (floats, ints) = (isa.f32(), isa.i32());
        let (scale, zero) = (floats.splat(self.scale), floats.splat(-self.zero));
        let n = floats.len();
        let parts = self.of.chunks_exact(n).zip(self.scales.chunks_exact(n));
        let rest = self.totals.chunks_exact(n).zip(self.bias.chunks_exact(n));
        for ((sums, scales), (totals, bias)) in parts.zip(rest) {
            let sum = floats.mul(ints.to_float(ints.load(sums)), floats.load(scales));
            let sum = floats.mul_add(floats.load(totals), zero, sum);
            use_it(floats.mul_add(sum, scale, floats.load(bias)));
        }
    }
}

/// Sets `out` to the product.
pub(super) struct Dequantize<'a>(pub(super) Sums<'a>, pub(super) &'a mut [f32]);

impl SimdOp for Dequantize<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let mut out = self.1.chunks_exact_mut(floats.len());
        self.0.each(isa, |x| {
            if let Some(out) = out.next() {
                floats.store(x, out);
            }
        });
    }
}

/// Adds the product to `out`.
pub(super) struct DequantizeAdd<'a>(pub(super) Sums<'a>, pub(super) &'a mut [f32]);

impl SimdOp for DequantizeAdd<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let mut out = self.1.chunks_exact_mut(floats.len());
        self.0.each(isa, |x| {
            if let Some(out) = out.next() {
                floats.store(floats.add(x, floats.load(out)), out);
            }
        });
    }
}

/// Sets `out` to the product through GELU, `x * Φ(x)`.
pub(super) struct DequantizeGelu<'a>(pub(super) Sums<'a>, pub(super) &'a mut [f32]);

/// Beyond this, Φ is 0 or 1 to within 2e-5.
const GELU_RANGE: f32 = 4.2;

/// Φ(x) - 0.5 is x times this polynomial in x², highest power first: a minimax fit over `GELU_RANGE`, accurate to
/// 9e-5 in x Φ(x), which is far below the steps of 8 bits.
const GELU: [f32; 9] = [
    4.924_738e-11,
    -4.796_309e-9,
    2.072_669e-7,
    -5.289_889e-6,
    8.983_946_5e-5,
    -0.001_086_485_2,
    0.009_741_069,
    -0.066_222_44,
    0.398_834_98,
];

impl SimdOp for DequantizeGelu<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let (low, high) = (floats.splat(-GELU_RANGE), floats.splat(GELU_RANGE));
        let mut out = self.1.chunks_exact_mut(floats.len());
        self.0.each(isa, |x| {
            let near = floats.clamp(x, low, high);
            let square = floats.mul(near, near);
            let mut sum = floats.splat(GELU[0]);
            for &coefficient in &GELU[1..] {
                sum = floats.mul_add(sum, square, floats.splat(coefficient));
            }
            let phi = floats.mul_add(sum, near, floats.splat(0.5));
            if let Some(out) = out.next() {
                floats.store(floats.mul(x, phi), out);
            }
        });
    }
}

/// Normalizes the row to mean 0 and variance 1, then multiplies by `weight` and adds `bias`.
pub(super) struct Normalize<'a> {
    pub(super) row: &'a mut [f32],
    pub(super) weight: &'a [f32],
    pub(super) bias: &'a [f32],
}

impl SimdOp for Normalize<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let n = floats.len();
        #[expect(clippy::cast_precision_loss, reason = "a row is some hundreds long")]
        let share = (self.row.len() as f32).recip();
        let mut sums = Sum::zero(isa);
        sums.each(isa, self.row, |sum, x| floats.add(sum, x));
        let mean = floats.splat(sums.total(isa) * share);
        let mut squares = Sum::zero(isa);
        squares.each(isa, self.row, |sum, x| {
            let x = floats.sub(x, mean);
            floats.mul_add(x, x, sum)
        });
        let scale = floats.splat((squares.total(isa) * share + EPSILON).sqrt().recip());
        let parts =
            self.row.chunks_exact_mut(n).zip(self.weight.chunks_exact(n)).zip(self.bias.chunks_exact(n));
        for ((row, weight), bias) in parts {
            let x = floats.mul(floats.sub(floats.load(row), mean), scale);
            floats.store(floats.mul_add(x, floats.load(weight), floats.load(bias)), row);
        }
    }
}

/// The sum of products of two rows.
pub(super) struct Dot<'a> {
    pub(super) left: &'a [f32],
    pub(super) right: &'a [f32],
}

impl SimdOp for Dot<'_> {
    type Output = f32;

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> f32 {
        let [sum] = dots(isa, self.left, [self.right]);
        sum
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

impl SimdOp for Dots<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let Self { left, rows, out } = self;
        let mut groups = rows.chunks_exact(ROWS * left.len());
        let mut wide = out.chunks_exact_mut(ROWS);
        for (rows, out) in groups.by_ref().zip(wide.by_ref()) {
            let mut rows = rows.chunks_exact(left.len());
            let rows: [&[f32]; ROWS] = std::array::from_fn(|_| rows.next().unwrap_or_default());
            for (out, sum) in out.iter_mut().zip(dots(isa, left, rows)) {
                *out += sum;
            }
        }
        for (row, out) in groups.remainder().chunks_exact(left.len()).zip(wide.into_remainder()) {
            let [sum] = dots(isa, left, [row]);
            *out += sum;
        }
    }
}

/// The sums of products of one row with each of some others.
#[inline(always)]
fn dots<I: Isa, const N: usize>(isa: I, left: &[f32], rows: [&[f32]; N]) -> [f32; N] {
    let floats = isa.f32();
    let n = floats.len();
    let mut sums: [Sum<I>; N] = std::array::from_fn(|_| Sum::zero(isa));
    for (at, left) in left.chunks_exact(LANES).enumerate() {
        for (sum, row) in sums.iter_mut().zip(rows) {
            let Some(row) = row.get(at * LANES..(at + 1) * LANES) else { continue };
            for (sum, (left, right)) in sum.0.iter_mut().zip(left.chunks_exact(n).zip(row.chunks_exact(n))) {
                *sum = floats.mul_add(floats.load(left), floats.load(right), *sum);
            }
        }
    }
    sums.map(|it| it.total(isa))
}
