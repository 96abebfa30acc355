//! Loops over one row in vector instructions of the machine, chosen at run time.
//!
//! Rows are as long as a model's widths, which are multiples of the longest vector (`LANES`): no loop has a rest.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use rten_simd::ops::{BitOps, NumOps, ToFloat};
use rten_simd::{Isa, SimdOp};
use rten_vecmath::{ExtendInit, MinMax, Quantize};

/// Added to the variance of a row, as BERT does.
const EPSILON: f32 = 1e-12;

/// Appends a row quantized to 0..=255 and tells its scale and its zero.
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

/// Whole-number sums of a product, to be turned into floats.
#[derive(Clone, Copy)]
pub(super) struct Sums<'a> {
    pub(super) of: &'a [i32],
    /// Scale of the input row.
    pub(super) scale: f32,
    /// What stands for 0 in the input row.
    pub(super) zero: f32,
    /// Scale of each output.
    pub(super) scales: &'a [f32],
    /// What a zero of 1 adds to each output.
    pub(super) totals: &'a [f32],
    pub(super) bias: &'a [f32],
}

impl Sums<'_> {
    /// `out` becomes what `N` makes of the floats.
    #[inline(always)]
    pub(super) fn dequantize<I: Isa, N: Next>(&self, isa: I, out: &mut [f32]) {
        let (floats, ints) = (isa.f32(), isa.i32());
        let (scale, zero) = (floats.splat(self.scale), floats.splat(-self.zero));
        let n = floats.len();
        let parts = self.of.chunks_exact(n).zip(self.scales.chunks_exact(n));
        let rest = self.totals.chunks_exact(n).zip(self.bias.chunks_exact(n));
        for ((out, (sums, scales)), (totals, bias)) in out.chunks_exact_mut(n).zip(parts).zip(rest) {
            let sum = floats.mul(ints.to_float(ints.load(sums)), floats.load(scales));
            let sum = floats.mul_add(floats.load(totals), zero, sum);
            let product = floats.mul_add(sum, scale, floats.load(bias));
            floats.store(N::next(isa, product, floats.load(out)), out);
        }
    }
}

/// What becomes of the product of a layer.
pub(super) trait Next {
    /// What takes the place of `before`.
    fn next<I: Isa>(isa: I, product: I::F32, before: I::F32) -> I::F32;
}

/// The product itself.
pub(super) struct Replace;

impl Next for Replace {
    #[inline(always)]
    fn next<I: Isa>(_: I, product: I::F32, _: I::F32) -> I::F32 {
        product
    }
}

/// The sum of the product and what was there before.
pub(super) struct Add;

impl Next for Add {
    #[inline(always)]
    fn next<I: Isa>(isa: I, product: I::F32, before: I::F32) -> I::F32 {
        isa.f32().add(product, before)
    }
}

/// The product through GELU, `x * Φ(x)`.
pub(super) struct Gelu;

/// Beyond it Φ is 0 or 1 to within 2e-5.
const GELU_RANGE: f32 = 4.2;

/// Φ(x) - 0.5 is x times this polynomial in x², highest power first: a minimax fit over `GELU_RANGE`, good to 9e-5 in x Φ(x),
/// which is far below the steps of 8 bits.
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

impl Next for Gelu {
    #[inline(always)]
    fn next<I: Isa>(isa: I, x: I::F32, _: I::F32) -> I::F32 {
        let floats = isa.f32();
        let near = floats.clamp(x, floats.splat(-GELU_RANGE), floats.splat(GELU_RANGE));
        let square = floats.mul(near, near);
        let mut sum = floats.splat(GELU[0]);
        for &coefficient in &GELU[1..] {
            sum = floats.mul_add(sum, square, floats.splat(coefficient));
        }
        floats.mul(x, floats.mul_add(sum, near, floats.splat(0.5)))
    }
}

/// The row becomes one of mean 0 and variance 1, times `weight`, plus `bias`.
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
        let mean = total(self.row, |sum, x| sum + x) * share;
        let squares = total(self.row, |sum, x| (x - mean).mul_add(x - mean, sum));
        let scale = floats.splat((squares * share + EPSILON).sqrt().recip());
        let mean = floats.splat(mean);
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

/// Adds to each of `out` the sum of products of `left` and one of the rows.
pub(super) struct Project<'a> {
    pub(super) left: &'a [f32],
    /// As many as `out` is long, one after the other.
    pub(super) rows: &'a [f32],
    pub(super) out: &'a mut [f32],
}

/// Rows that are multiplied at once: one sum waits for the one before it, so there must be many.
const AT_ONCE: usize = 8;

impl SimdOp for Project<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let width = self.left.len();
        let mut rows = self.rows.chunks_exact(AT_ONCE * width);
        let mut out = self.out.chunks_exact_mut(AT_ONCE);
        for (out, rows) in out.by_ref().zip(rows.by_ref()) {
            let rows: [&[f32]; AT_ONCE] = std::array::from_fn(|at| &rows[at * width..][..width]);
            for (out, sum) in out.iter_mut().zip(dots(isa, self.left, rows)) {
                *out += sum;
            }
        }
        for (out, row) in out.into_remainder().iter_mut().zip(rows.remainder().chunks_exact(width)) {
            let [sum] = dots(isa, self.left, [row]);
            *out += sum;
        }
    }
}

/// The sums of products of a row and some others.
#[inline(always)]
fn dots<I: Isa, const N: usize>(isa: I, left: &[f32], others: [&[f32]; N]) -> [f32; N] {
    let floats = isa.f32();
    let n = floats.len();
    let mut sums = [floats.zero(); N];
    let mut others = others.map(|it| it.chunks_exact(n));
    for left in left.chunks_exact(n) {
        let left = floats.load(left);
        for (sum, other) in sums.iter_mut().zip(&mut others) {
            *sum = floats.mul_add(left, floats.load(other.next().unwrap_or_default()), *sum);
        }
    }
    sums.map(|it| floats.sum(it))
}

/// A sum over numbers in 8 lanes, however long the machine's vectors are. What it goes into is quantized later, where a last
/// digit may make a whole step, so its order must be the same everywhere.
#[inline(always)]
pub(super) fn total(numbers: &[f32], add: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [0.0; 8];
    for numbers in numbers.as_chunks::<8>().0 {
        for (sum, &number) in lanes.iter_mut().zip(numbers) {
            *sum = add(*sum, number);
        }
    }
    let four: [f32; 4] = std::array::from_fn(|at| lanes[at] + lanes[at + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

#[cfg(test)]
mod tests {
    use rten_simd::isa;

    use super::*;

    const WIDTH: usize = 384;

    trait Loop {
        fn run<I: Isa>(&self, isa: I) -> Vec<f32>;
    }

    /// What a loop gives on each of the machine's instruction sets, and whether that set multiplies and adds in one step.
    fn on_each(one: &impl Loop) -> Vec<(bool, Vec<f32>)> {
        let mut found = vec![(false, one.run(isa::GenericIsa::new()))];
        #[cfg(target_arch = "x86_64")]
        {
            found.extend(isa::Avx2Isa::new().map(|it| (true, one.run(it))));
            found.extend(isa::Avx512Isa::new().map(|it| (true, one.run(it))));
        }
        #[cfg(target_arch = "aarch64")]
        found.extend(isa::ArmNeonIsa::new().map(|it| (true, one.run(it))));
        found
    }

    /// All sets give the same numbers; without the one step, up to rounding.
    fn check(one: &impl Loop) {
        let all = on_each(one);
        let Some((_, first)) = all.iter().find(|it| it.0) else { return };
        for (is_fused, numbers) in &all {
            for (number, first) in numbers.iter().zip(first) {
                let is_right = if *is_fused {
                    number.to_bits() == first.to_bits()
                } else {
                    (number - first).abs() <= 1e-5 * first.abs().max(1.0)
                };
                assert!(is_right, "{number} for {first}");
            }
        }
    }

    fn floats(n: usize, seed: u16) -> Vec<f32> {
        let numbers =
            (0..n).map(|at| u16::try_from((at * 7919 + at / 7 + usize::from(seed)) % 1009).unwrap());
        numbers.map(|it| f32::from(it) / 250.0 - 2.0).collect()
    }

    struct Norm;

    impl Loop for Norm {
        fn run<I: Isa>(&self, isa: I) -> Vec<f32> {
            let mut row = floats(WIDTH, 1);
            Normalize { row: &mut row, weight: &floats(WIDTH, 2), bias: &floats(WIDTH, 3) }.eval(isa);
            row
        }
    }

    struct Layer;

    impl Loop for Layer {
        fn run<I: Isa>(&self, isa: I) -> Vec<f32> {
            let of: Vec<i32> =
                (0..WIDTH).map(|at| i32::try_from(at * 7919 % 30_011).unwrap() - 15_000).collect();
            let (scales, totals, bias) = (floats(WIDTH, 4), floats(WIDTH, 5), floats(WIDTH, 6));
            let sums =
                Sums { of: &of, scale: 1e-4, zero: 119.0, scales: &scales, totals: &totals, bias: &bias };
            let mut out = [floats(WIDTH, 7), floats(WIDTH, 7), floats(WIDTH, 7)];
            sums.dequantize::<I, Replace>(isa, &mut out[0]);
            sums.dequantize::<I, Add>(isa, &mut out[1]);
            sums.dequantize::<I, Gelu>(isa, &mut out[2]);
            out.concat()
        }
    }

    #[test]
    fn all_instructions_give_the_same_numbers() {
        check(&Norm);
        check(&Layer);
    }

    #[test]
    fn rows_are_multiplied_each_for_itself() {
        let (left, rows) = (floats(WIDTH, 8), floats(19 * WIDTH, 9));
        let mut out = vec![1.0; 19];
        Project { left: &left, rows: &rows, out: &mut out }.dispatch();
        for (out, row) in out.iter().zip(rows.chunks_exact(WIDTH)) {
            let expected = 1.0 + Dot { left: &left, right: row }.dispatch();
            assert!(out.to_bits() == expected.to_bits(), "{out} for {expected}");
        }
    }
}
