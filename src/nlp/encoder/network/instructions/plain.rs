//! Instructions that every machine has. The compiler makes vectors of them where it can.

use crate::nlp::encoder::network::instructions::{LANES, Lanes, Panel, Row, Tiled};

/// The plain instructions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain;

#[inline(always)]
fn each<A: Copy, B: Copy, R: Copy + Default>(
    a: [A; LANES],
    b: [B; LANES],
    use_them: impl Fn(A, B) -> R,
) -> [R; LANES] {
    let mut out = [R::default(); LANES];
    for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
        *out = use_them(a, b);
    }
    out
}

/// a b + c, rounded once, on a machine without an instruction for it.
///
/// In 64 bits, the product is exact. Their sum is rounded to odd: of the two numbers around it, the one whose last bit
/// is 1. Rounding that to 32 bits is rounding the exact sum (Boldo and Melquiond 2008).
#[inline(always)]
pub(super) fn fma(a: f32, b: f32, c: f32) -> f32 {
    let (product, c) = (f64::from(a) * f64::from(b), f64::from(c));
    let sum = product + c;
    // What the sum lost (Knuth's TwoSum).
    let part = sum - product;
    let lost = (product - (sum - part)) + (c - part);
    let bits = sum.to_bits();
    // Infinities lose what is no number, and no comparison holds for it.
    let step = u64::from(lost.abs() > 0.0) & !bits;
    // Away from zero, or towards it.
    let is_inward = (lost.to_bits() ^ bits) >> 63;
    let odd = bits.wrapping_add(step & 1).wrapping_sub((step & is_inward) << 1);
    #[expect(clippy::cast_possible_truncation, reason = "the rounding that this is about")]
    let rounded = f64::from_bits(odd) as f32;
    rounded
}

impl Lanes for Plain {
    type Floats = Row;
    type Integers = [i32; LANES];

    #[inline(always)]
    fn product(self, task: impl Tiled) {
        task.run::<Self, 2, 1>(self);
    }
    #[inline(always)]
    fn attention(self, task: impl Tiled) {
        task.run::<Self, 2, 1>(self);
    }

    #[inline(always)]
    fn splat(self, number: f32) -> Row {
        [number; LANES]
    }
    #[inline(always)]
    fn load(self, row: &Row) -> Row {
        *row
    }
    #[inline(always)]
    fn store(self, numbers: Row, row: &mut Row) {
        *row = numbers;
    }
    #[inline(always)]
    fn add(self, a: Row, b: Row) -> Row {
        each(a, b, |a, b| a + b)
    }
    #[inline(always)]
    fn sub(self, a: Row, b: Row) -> Row {
        each(a, b, |a, b| a - b)
    }
    #[inline(always)]
    fn mul(self, a: Row, b: Row) -> Row {
        each(a, b, |a, b| a * b)
    }
    #[inline(always)]
    fn div(self, a: Row, b: Row) -> Row {
        each(a, b, |a, b| a / b)
    }
    #[inline(always)]
    fn min(self, a: Row, b: Row) -> Row {
        each(a, b, f32::min)
    }
    #[inline(always)]
    fn max(self, a: Row, b: Row) -> Row {
        each(a, b, f32::max)
    }
    #[inline(always)]
    fn fma(self, a: Row, b: Row, c: Row) -> Row {
        let mut out = c;
        for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
            *out = fma(a, b, *out);
        }
        out
    }
    #[inline(always)]
    fn round(self, a: Row) -> Row {
        a.map(f32::round_ties_even)
    }
    #[inline(always)]
    fn power(self, whole: Row) -> Row {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 254")]
        whole.map(|it| f32::from_bits(((it as i32 + 127) as u32) << 23))
    }
    #[inline(always)]
    fn flip(self, a: Row, b: Row) -> Row {
        each(a, b, |a, b| f32::from_bits(a.to_bits() ^ b.to_bits() & 1 << 31))
    }

    #[inline(always)]
    fn to_floats(self, numbers: [i32; LANES]) -> Row {
        #[expect(clippy::cast_precision_loss, reason = "the machine's vectors round in the same way")]
        numbers.map(|it| it as f32)
    }
    #[inline(always)]
    fn to_bytes(self, numbers: Row, zero: i32, bytes: &mut [u8; LANES]) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, then cut off")]
        let byte = |it: f32| (it.round_ties_even() as i32 + zero).clamp(0, 255) as u8;
        *bytes = numbers.map(byte);
    }

    #[inline(always)]
    fn dots<const ROWS: usize, const WIDE: usize>(
        self,
        rows: [&[[u8; 4]]; ROWS],
        panels: [Panel<'_>; WIDE],
    ) -> [[[i32; LANES]; WIDE]; ROWS] {
        // Two products at a time: compilers know an instruction for that.
        let mut sums = [[[0; LANES]; WIDE]; ROWS];
        for (wide, panel) in panels.iter().enumerate() {
            let mut twos = [[0; 2 * LANES]; ROWS];
            for (at, quads) in panel.quads.iter().enumerate() {
                let weights = quads.map(|it| i16::from(it.cast_signed()));
                for (row, twos) in rows.iter().zip(&mut twos) {
                    let [a, b, c, d] = row[at].map(i16::from);
                    let bytes = [a, b, c, d, a, b, c, d];
                    for (twos, weights) in
                        twos.as_chunks_mut::<4>().0.iter_mut().zip(weights.as_chunks::<8>().0)
                    {
                        for (at, sum) in twos.iter_mut().enumerate() {
                            *sum += i32::from(weights[2 * at]) * i32::from(bytes[2 * at])
                                + i32::from(weights[2 * at + 1]) * i32::from(bytes[2 * at + 1]);
                        }
                    }
                }
            }
            for (sums, twos) in sums.iter_mut().zip(twos) {
                for (sum, two) in sums[wide].iter_mut().zip(twos.as_chunks::<2>().0) {
                    *sum = two[0] + two[1];
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::fma;

    #[test]
    fn a_product_and_a_sum_are_rounded_once() {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Exponents near each other, so that bits are lost everywhere.
            f32::from_bits(state >> 9 | (120 + state % 13) << 23 | state << 31)
        };
        for _ in 0..1_000_000 {
            let (a, b, c) = (next(), next(), next());
            assert_eq!(fma(a, b, c).to_bits(), a.mul_add(b, c).to_bits(), "{a} {b} {c}");
        }
        let edges =
            [0.0, -0.0, 1.0, -1.0, f32::MIN_POSITIVE, 1e-45, f32::MAX, 3.402_823e38, 1.5e-23, 16_777_217.0];
        for a in edges {
            for b in edges {
                for c in edges {
                    assert_eq!(fma(a, b, c).to_bits(), a.mul_add(b, c).to_bits(), "{a} {b} {c}");
                }
            }
        }
        // The sum is just beside the middle between two numbers of 32 bits, and in 64 bits in the middle.
        let near = f32::EPSILON / 2.0;
        assert_eq!(fma(1.0, near, 1.0).to_bits(), 1.0_f32.to_bits());
        let tiny = f32::from_bits(1);
        let (a, b, c) = (1.0 + f32::EPSILON, near, 1.0);
        assert_eq!(fma(a, b, c).to_bits(), a.mul_add(b, c).to_bits());
        assert_eq!(fma(tiny, tiny, 1.0 + near).to_bits(), tiny.mul_add(tiny, 1.0 + near).to_bits());
    }
}
