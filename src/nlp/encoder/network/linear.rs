//! Matrix products of 8-bit activations and 8-bit weights.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::SimdOp;
use rten_tensor::{Matrix, NdTensorView};

use crate::nlp::encoder::network::{first, simd};
use crate::nlp::weights::{ModelError, Tensors};

/// Rows of 8-bit activations, each with its own scale and zero.
#[derive(Debug, Default)]
pub(super) struct Quantized {
    bytes: Vec<u8>,
    scales: Vec<f32>,
    /// The value that stands for 0 in each row.
    zeros: Vec<f32>,
    width: usize,
}

impl Quantized {
    /// Quantizes rows of `width` floats.
    pub(super) fn fill(&mut self, rows: &[f32], width: usize) {
        self.width = width;
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
    weights: PackedBMatrix<i8>,
    /// The scale of each output.
    scales: Vec<f32>,
    /// The sum of each output's weights, scaled: what a zero of 1 adds to the product.
    ///
    /// (rten-gemm can handle zeros itself, but on AVX-512, version 0.27 uses those of the first rows for all others.)
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
        let weights: Vec<i8> = bytes.iter().map(|byte| byte.cast_signed()).collect();
        let scales = tensors.floats(&format!("{name}.scale"), &[n_out])?;
        let bias = tensors.floats(&format!("{name}.bias"), &[n_out])?;
        Ok(Self::new(&weights, n_in, scales, bias))
    }

    /// Converts a layer of floats, one row per output, to 8 bits.
    pub(super) fn from_floats(weights: &[f32], bias: Vec<f32>, n_in: usize) -> Self {
        let rows = weights.chunks_exact(n_in);
        // 7 bits: processors without VNNI add pairs of products in 16 bits, which 8 bits would overflow.
        let scale = |row: &[f32]| (row.iter().fold(0.0_f32, |top, it| top.max(it.abs())) / 63.0).max(1e-12);
        let scales: Vec<f32> = rows.clone().map(scale).collect();
        #[expect(clippy::cast_possible_truncation, reason = "at most 63 by the choice of the scale")]
        let quantized: Vec<i8> = rows
            .zip(&scales)
            .flat_map(|(row, scale)| row.iter().map(move |it| (it / scale).round() as i8))
            .collect();
        Self::new(&quantized, n_in, scales, bias)
    }

    fn new(weights: &[i8], n_in: usize, scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let executor = GemmExecutor::<u8, i8, i32>::new();
        // Stored row by output, as in PyTorch; the product needs the transpose.
        let packed = executor.prepack_b(NdTensorView::from_data([bias.len(), n_in], weights).transposed());
        let totals = totals(weights, n_in, &scales);
        Self { weights: packed, scales, totals, bias }
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

    /// The product as integers, with the rows' zeros still in it.
    pub(super) fn multiply<'b>(&self, input: &Quantized, sums: &'b mut Vec<i32>) -> &'b [i32] {
        let rows = input.scales.len();
        let sums = first(sums, rows * self.n_out());
        let matrix: Matrix<'_, u8> = NdTensorView::from_data([rows, input.width], input.bytes.as_slice());
        let (left, right) = (GemmInputA::Unpacked(matrix), GemmInputB::Packed(&self.weights));
        // Made anew each time, which costs nothing: it cannot be sent to another thread, and a model must be.
        GemmExecutor::<u8, i8, i32>::new()
            .gemm(sums, left, right, GemmOptions::default())
            .expect("shapes were checked when the model was loaded");
        sums
    }

    /// The product in floats, with the bias.
    pub(super) fn dequantize<'b>(&self, input: &Quantized, sums: &[i32], out: &'b mut Vec<f32>) -> &'b [f32] {
        let out = first(out, sums.len());
        for (sums, out) in self.rows(input, sums).zip(out.chunks_exact_mut(self.n_out())) {
            simd::Dequantize(sums, out).dispatch();
        }
        out
    }

    /// Adds the product in floats, with the bias.
    pub(super) fn add_to(&self, input: &Quantized, sums: &[i32], out: &mut [f32]) {
        for (sums, out) in self.rows(input, sums).zip(out.chunks_exact_mut(self.n_out())) {
            simd::DequantizeAdd(sums, out).dispatch();
        }
    }

    /// The product in floats, with the bias, through GELU.
    pub(super) fn gelu<'b>(&self, input: &Quantized, sums: &[i32], out: &'b mut Vec<f32>) -> &'b [f32] {
        let out = first(out, sums.len());
        for (sums, out) in self.rows(input, sums).zip(out.chunks_exact_mut(self.n_out())) {
            simd::DequantizeGelu(sums, out).dispatch();
        }
        out
    }

    fn rows<'a>(&'a self, input: &'a Quantized, sums: &'a [i32]) -> impl Iterator<Item = simd::Sums<'a>> {
        let rows = sums.chunks_exact(self.n_out()).zip(&input.scales).zip(&input.zeros);
        let Self { scales, totals, bias, .. } = self;
        rows.map(move |((sums, &scale), &zero)| simd::Sums { of: sums, scale, zero, scales, totals, bias })
    }
}

fn totals(weights: &[i8], n_in: usize, scales: &[f32]) -> Vec<f32> {
    #[expect(clippy::cast_precision_loss, reason = "at most some thousand times 127")]
    let total = |row: &[i8]| row.iter().map(|&weight| i32::from(weight)).sum::<i32>() as f32;
    weights.chunks_exact(n_in).zip(scales).map(|(row, scale)| total(row) * scale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(n: usize, top: usize) -> impl Iterator<Item = i16> {
        (0..n).map(move |at| {
            i16::try_from((at * 7919 + at / 13 * 31 + 5) % (2 * top + 1)).unwrap()
                - i16::try_from(top).unwrap()
        })
    }

    /// The product by definition, with the numbers before quantization.
    fn naive(rows: &[f32], weights: &[i8], n_in: usize) -> Vec<f32> {
        let product =
            |row: &[f32], weights: &[i8]| row.iter().zip(weights).map(|(a, &b)| a * f32::from(b)).sum();
        let rows = rows.chunks_exact(n_in);
        rows.flat_map(|row| weights.chunks_exact(n_in).map(move |weights| product(row, weights))).collect()
    }

    #[test]
    fn the_product_is_right_up_to_its_steps() {
        for (rows, n_in, n_out) in [(1, 32, 16), (7, 64, 48), (50, 384, 1152), (67, 1536, 384)] {
            // Rows of different magnitudes, so that the scale or zero of a wrong row shows.
            let floats: Vec<_> = numbers(rows * n_in, 500)
                .enumerate()
                .map(|(at, number)| {
                    f32::from(number) / f32::from(u16::try_from(100 + at / n_in).unwrap()) + 0.3
                })
                .collect();
            let weights: Vec<i8> =
                numbers(n_in * n_out, 63).map(|number| i8::try_from(number).unwrap()).collect();
            let executor = GemmExecutor::<u8, i8, i32>::new();
            let packed =
                executor.prepack_b(NdTensorView::from_data([n_out, n_in], weights.as_slice()).transposed());
            let (scales, bias) = (vec![1.0; n_out], vec![0.0; n_out]);
            let totals = totals(&weights, n_in, &scales);
            let linear = Linear { weights: packed, scales, totals, bias };
            let (mut input, mut sums, mut out) = (Quantized::default(), Vec::new(), Vec::new());
            input.fill(&floats, n_in);
            let sums = linear.multiply(&input, &mut sums);
            linear.dequantize(&input, sums, &mut out);
            // A step is up to 10 / 255, so a product is off by about 0.02 * 36 * √n_in.
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
