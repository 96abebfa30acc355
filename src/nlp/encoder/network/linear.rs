//! Matrix products of 8-bit activations and 8-bit weights.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use std::marker::PhantomData;

use rten_simd::{Isa, SimdOp};

use crate::nlp::encoder::network::product::{Buffers, Finish, Weights};
use crate::nlp::encoder::network::simd::{self, Next, Sums};
use crate::nlp::weights::{ModelError, Tensors};

/// Rows of activations in 8 bits, each with a scale and a zero of its own.
#[derive(Debug, Default)]
pub(super) struct Quantized {
    bytes: Vec<u8>,
    scales: Vec<f32>,
    /// What stands for 0 in each row.
    zeros: Vec<f32>,
}

impl Quantized {
    /// Quantizes rows of `width` floats.
    pub(super) fn fill(&mut self, rows: &[f32], width: usize) {
        self.bytes.clear();
        self.scales.clear();
        self.zeros.clear();
        for row in rows.chunks_exact(width) {
            let (scale, zero) = simd::quantize(row, &mut self.bytes);
            self.scales.push(scale);
            self.zeros.push(zero);
        }
    }
}

/// A linear layer with 8-bit weights.
pub(super) struct Linear {
    weights: Weights,
    n_in: usize,
    /// Of each output.
    scales: Vec<f32>,
    /// Sum of each output's weights, scaled: what a zero of 1 adds to the product.
    ///
    /// (rten-gemm can take zeros itself, but version 0.27 reads those of the first rows for all others on AVX-512.)
    totals: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    pub(super) fn load(
        tensors: Tensors<'_>,
        name: &str,
        [n_in, n_out]: [usize; 2],
    ) -> Result<Self, ModelError> {
        let bytes = tensors.bytes(&format!("{name}.weight"), &[n_out, n_in])?;
        let scales = tensors.floats(&format!("{name}.scale"), &[n_out])?;
        let bias = tensors.floats(&format!("{name}.bias"), &[n_out])?;
        Ok(Self::new(&bytes, n_in, scales, bias))
    }

    /// A layer of floats, a row an output, made one of 8 bits.
    pub(super) fn from_floats(weights: &[f32], bias: Vec<f32>, n_in: usize) -> Self {
        let rows = weights.chunks_exact(n_in);
        // 7 bits: AVX-512 without VNNI adds pairs of products in 16 bits, which 8 bits would overflow.
        let scale = |row: &[f32]| (row.iter().fold(0.0_f32, |top, it| top.max(it.abs())) / 63.0).max(1e-12);
        let scales: Vec<f32> = rows.clone().map(scale).collect();
        #[expect(clippy::cast_possible_truncation, reason = "at most 63 by the choice of the scale")]
        let quantized: Vec<u8> = rows
            .zip(&scales)
            .flat_map(|(row, scale)| row.iter().map(move |it| ((it / scale).round() as i8).cast_unsigned()))
            .collect();
        Self::new(&quantized, n_in, scales, bias)
    }

    fn new(weights: &[u8], n_in: usize, scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let totals = Totals { weights, n_in, scales: &scales }.dispatch();
        Self { weights: Weights::new(weights, n_in), n_in, scales, totals, bias }
    }

    pub(super) fn n_out(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies the first `n` outputs by a factor.
    pub(super) fn shrink(&mut self, n: usize, factor: f32) {
        for values in [&mut self.scales, &mut self.totals, &mut self.bias] {
            for value in values.iter_mut().take(n) {
                *value *= factor;
            }
        }
    }

    /// `out` becomes what `N` makes of the product in floats, with the bias.
    pub(super) fn apply<N: Next>(&self, input: &Quantized, out: &mut [f32], buffers: &mut Buffers) {
        let finish = Dequantize::<N> { layer: self, input, out, next: PhantomData };
        self.weights.multiply(&input.bytes, [self.n_in, self.n_out()], buffers, finish);
    }
}

/// Turns the whole-number sums of a product into floats.
struct Dequantize<'a, N> {
    layer: &'a Linear,
    input: &'a Quantized,
    out: &'a mut [f32],
    next: PhantomData<N>,
}

impl<N: Next> Finish for Dequantize<'_, N> {
    #[inline(always)]
    fn finish<I: Isa>(&mut self, isa: I, row: usize, column: usize, sums: &[i32]) {
        let Self { layer, input, .. } = self;
        let columns = column..column + sums.len();
        let sums = Sums {
            of: sums,
            scale: input.scales[row],
            zero: input.zeros[row],
            scales: &layer.scales[columns.clone()],
            totals: &layer.totals[columns.clone()],
            bias: &layer.bias[columns],
        };
        let start = row * layer.n_out() + column;
        sums.dequantize::<I, N>(isa, &mut self.out[start..start + sums.of.len()]);
    }
}

/// The sum of each row of weights, bytes with a sign, scaled. A plain loop, compiled for the machine's instructions.
struct Totals<'a> {
    weights: &'a [u8],
    n_in: usize,
    scales: &'a [f32],
}

impl SimdOp for Totals<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn eval<I: Isa>(self, _: I) -> Vec<f32> {
        let mut totals = Vec::with_capacity(self.scales.len());
        for (row, scale) in self.weights.chunks_exact(self.n_in).zip(self.scales) {
            let mut sum = 0;
            for weight in row {
                sum += i32::from(weight.cast_signed());
            }
            #[expect(clippy::cast_precision_loss, reason = "at most some thousand times 128")]
            totals.push(sum as f32 * scale);
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::network::simd::Replace;

    fn numbers(n: usize, top: usize) -> impl Iterator<Item = i16> {
        (0..n).map(move |at| {
            i16::try_from((at * 7919 + at / 13 * 31 + 5) % (2 * top + 1)).unwrap()
                - i16::try_from(top).unwrap()
        })
    }

    /// The product by definition, of the numbers before they were quantized.
    fn naive(rows: &[f32], weights: &[i8], n_in: usize) -> Vec<f32> {
        let product =
            |row: &[f32], weights: &[i8]| row.iter().zip(weights).map(|(a, &b)| a * f32::from(b)).sum();
        let rows = rows.chunks_exact(n_in);
        rows.flat_map(|row| weights.chunks_exact(n_in).map(move |weights| product(row, weights))).collect()
    }

    #[test]
    fn the_product_is_right_up_to_its_steps() {
        for (rows, n_in, n_out) in [(1, 32, 16), (7, 64, 48), (50, 384, 1152), (67, 1536, 384)] {
            // Rows of different size, so that a scale or zero of a wrong row shows.
            let floats: Vec<_> = numbers(rows * n_in, 500)
                .enumerate()
                .map(|(at, number)| {
                    f32::from(number) / f32::from(u16::try_from(100 + at / n_in).unwrap()) + 0.3
                })
                .collect();
            let weights: Vec<i8> =
                numbers(n_in * n_out, 63).map(|number| i8::try_from(number).unwrap()).collect();
            let bytes: Vec<u8> = weights.iter().map(|it| it.cast_unsigned()).collect();
            let linear = Linear::new(&bytes, n_in, vec![1.0; n_out], vec![0.0; n_out]);
            let (mut input, mut out) = (Quantized::default(), vec![0.0; rows * n_out]);
            input.fill(&floats, n_in);
            linear.apply::<Replace>(&input, &mut out, &mut Buffers::default());
            // A step is up to 10 / 255, so a product is off by 0.02 * 36 * √n_in or so.
            let far = 3.0 * f32::from(u16::try_from(n_in).unwrap()).sqrt();
            for (at, (found, expected)) in out.iter().zip(naive(&floats, &weights, n_in)).enumerate() {
                assert!(
                    (found - expected).abs() < far,
                    "{rows} x {n_in} x {n_out}, {at}: {found} for {expected}"
                );
            }
        }
    }
}
