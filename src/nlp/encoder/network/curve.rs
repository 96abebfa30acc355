//! Curves: exponentials and what is made of them, as polynomials whose results are the same on every machine, unlike
//! those of its mathematical library.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use crate::nlp::encoder::network::instructions::{Lanes, Task};

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

/// x Φ(x), accurate to 9e-5.
#[inline(always)]
pub(super) fn rough_gelu<L: Lanes>(lanes: L, x: L::Floats) -> L::Floats {
    let near = lanes.min(lanes.max(x, lanes.splat(-GELU_RANGE)), lanes.splat(GELU_RANGE));
    let square = lanes.mul(near, near);
    let sum = polynomial(lanes, square, GELU);
    lanes.mul(x, lanes.fma(sum, near, lanes.splat(0.5)))
}

/// e to the power of `x`, for `x` of at most 0, accurate to 4e-6; below -87 practically nothing.
#[inline(always)]
pub(super) fn rough_exp<L: Lanes>(lanes: L, x: L::Floats) -> L::Floats {
    /// 2^f for f in -0.5..=0.5, highest power first: a minimax fit.
    const POWER: [f32; 5] = [0.009_582_84, 0.055_906_45, 0.240_240_99, 0.693_124_2, 1.0];
    let x = lanes.max(x, lanes.splat(-87.0));
    let x = lanes.mul(x, lanes.splat(std::f32::consts::LOG2_E));
    let whole = lanes.round(x);
    let sum = polynomial(lanes, lanes.sub(x, whole), POWER);
    lanes.mul(sum, lanes.power(whole))
}

/// Replaces each x of a row by x Φ(x), accurate to 7e-7.
pub(crate) struct Gelu<'a>(pub(crate) &'a mut [f32]);

impl Task for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let (half, one) = (lanes.splat(0.5), lanes.splat(1.0));
        for numbers in self.0.as_chunks_mut().0 {
            let x = lanes.load(numbers);
            let curve = erf(lanes, lanes.mul(x, lanes.splat(std::f32::consts::FRAC_1_SQRT_2)));
            lanes.store(lanes.mul(lanes.mul(x, half), lanes.add(curve, one)), numbers);
        }
    }
}

/// Replaces each number of a row by its hyperbolic tangent, accurate to 3e-7.
pub(super) struct Tanh<'a>(pub(super) &'a mut [f32]);

impl Task for Tanh<'_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let (zero, one) = (lanes.splat(0.0), lanes.splat(1.0));
        for numbers in self.0.as_chunks_mut().0 {
            let x = lanes.load(numbers);
            let size = lanes.max(x, lanes.sub(zero, x));
            // (1 - e^-2x) / (1 + e^-2x)
            let falling = exp(lanes, lanes.mul(size, lanes.splat(-2.0)));
            let curve = lanes.div(lanes.sub(one, falling), lanes.add(one, falling));
            lanes.store(lanes.flip(curve, x), numbers);
        }
    }
}

/// The error function (Abramowitz and Stegun 1964, 7.1.26).
#[inline(always)]
fn erf<L: Lanes>(lanes: L, x: L::Floats) -> L::Floats {
    /// Of the polynomial in 1 / (1 + p x), highest power first, without the constant.
    const CURVE: [f32; 5] = [1.061_405_4, -1.453_152_1, 1.421_413_8, -0.284_496_72, 0.254_829_6];
    let (zero, one) = (lanes.splat(0.0), lanes.splat(1.0));
    let size = lanes.max(x, lanes.sub(zero, x));
    let t = lanes.div(one, lanes.fma(size, lanes.splat(0.327_591_1), one));
    let sum = polynomial(lanes, t, CURVE);
    let falling = exp(lanes, lanes.sub(zero, lanes.mul(size, size)));
    lanes.flip(lanes.sub(one, lanes.mul(lanes.mul(sum, t), falling)), x)
}

/// e to the power of `x`, for `x` of at most 0, to the last bit or two; below -87 practically nothing.
#[inline(always)]
fn exp<L: Lanes>(lanes: L, x: L::Floats) -> L::Floats {
    /// ln 2 in two parts, the first of few bits, so that its multiples are exact (Cody and Waite 1980).
    const LN_2: [f32; 2] = [-0.693_145_75, -1.428_606_8e-6];
    /// Of e^r for r in -ln 2 / 2..=ln 2 / 2, highest power first.
    const POWER: [f32; 7] =
        [0.001_378_059_4, 0.008_373_124_5, 0.041_669_536, 0.166_664_72, 0.499_999_85, 1.0, 1.0];
    /// Added and subtracted again, it rounds to whole numbers.
    const ROUNDING: f32 = 12_582_912.0;
    let x = lanes.max(x, lanes.splat(-87.0));
    let rounding = lanes.splat(ROUNDING);
    let whole = lanes.fma(x, lanes.splat(std::f32::consts::LOG2_E), rounding);
    let whole = lanes.sub(whole, rounding);
    let rest = lanes.fma(whole, lanes.splat(LN_2[0]), x);
    let rest = lanes.fma(whole, lanes.splat(LN_2[1]), rest);
    lanes.mul(polynomial(lanes, rest, POWER), lanes.power(whole))
}

/// The value of a polynomial, given highest power first.
#[inline(always)]
fn polynomial<L: Lanes, const N: usize>(lanes: L, x: L::Floats, coefficients: [f32; N]) -> L::Floats {
    let mut sum = lanes.splat(coefficients[0]);
    for &coefficient in &coefficients[1..] {
        sum = lanes.fma(sum, x, lanes.splat(coefficient));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::network::instructions::Instructions;

    /// Numbers from -12 to 12, sixteenths and finer near 0.
    fn numbers() -> Vec<f32> {
        (-768_i16..768).map(|it| f32::from(it) / 64.0 + f32::from(it % 7) / 4096.0).collect()
    }

    #[test]
    fn the_tangent_is_right() {
        let mut found = numbers();
        Instructions::best().run(Tanh(&mut found));
        for (x, found) in numbers().into_iter().zip(found) {
            assert!((found - x.tanh()).abs() < 3e-7, "{x}: {found} for {}", x.tanh());
        }
    }

    #[test]
    fn gelu_is_near_its_other_approximation() {
        let mut found = numbers();
        Instructions::best().run(Gelu(&mut found));
        for (x, found) in numbers().into_iter().zip(found) {
            // With the tangent, it is accurate to 5e-4 (Hendrycks and Gimpel 2016).
            let inner = (2.0 / std::f32::consts::PI).sqrt() * (x + 0.044_715 * x * x * x);
            let expected = 0.5 * x * (1.0 + inner.tanh());
            assert!((found - expected).abs() < 6e-4, "{x}: {found} for {expected}");
        }
    }
}
