//! Matrix products of 8-bit activations and 8-bit weights. Their results become floats, get their bias and go through
//! a curve or to a sum before they are stored.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use crate::nlp::encoder::network::instructions::{
    Instructions, LANES, Lanes, Pair, Pairs, Panel, Quads, Row, Task, Tiled, unroll,
};
use crate::nlp::encoder::network::{curve, first, simd};
use crate::nlp::weights::{ModelError, Tensors};

/// Rows of 8-bit activations, each with its own scale and zero.
#[derive(Debug, Default)]
pub(super) struct Quantized {
    bytes: Vec<u8>,
    scales: Vec<f32>,
    /// The value that stands for 0 in each row.
    zeros: Vec<f32>,
    n_rows: usize,
    width: usize,
}

impl Quantized {
    /// Quantizes rows of `width` floats, a multiple of `LANES`.
    pub(super) fn fill(&mut self, instructions: Instructions, rows: &[f32], width: usize) {
        let n = rows.len() / width;
        (self.n_rows, self.width) = (n, width);
        let bytes = first(&mut self.bytes, rows.len());
        let (scales, zeros) = (first(&mut self.scales, n), first(&mut self.zeros, n));
        instructions.run(simd::Quantize { rows, width, bytes, scales, zeros });
    }
}

/// A linear layer with 8-bit weights.
pub(super) struct Linear {
    instructions: Instructions,
    n_in: usize,
    /// Panel by panel of `LANES` outputs; in each, for every four inputs, the weights of all outputs.
    quads: Vec<Quads>,
    /// Panel by panel, the numbers of pairs of quads, and where those begin that are added apart and wide. Empty if the
    /// instructions do not need it.
    pairs: Vec<u32>,
    pair_starts: Vec<[usize; 2]>,
    /// The sum of each output's weights.
    totals: Vec<[i32; LANES]>,
    /// The scale of each output.
    scales: Vec<f32>,
    /// What a zero of 1 adds to the product: the sum of each output's weights, scaled.
    per_zero: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    pub(super) fn load(
        instructions: Instructions,
        tensors: Tensors<'_>,
        name: &str,
        [n_in, n_out]: [usize; 2],
    ) -> Result<Self, ModelError> {
        let weights = tensors.bytes(&format!("{name}.weight"), &[n_out, n_in])?;
        let scales = tensors.floats(&format!("{name}.scale"), &[n_out])?;
        let bias = tensors.floats(&format!("{name}.bias"), &[n_out])?;
        Ok(Self::new(instructions, &weights, n_in, scales, bias))
    }

    /// Converts a layer of floats, one row per output, to 8 bits.
    pub(super) fn from_floats(
        instructions: Instructions,
        weights: &[f32],
        bias: Vec<f32>,
        n_in: usize,
    ) -> Self {
        let rows = weights.chunks_exact(n_in);
        // 7 bits: on machines that add products in 16 bits, sums of larger weights take more steps.
        let scale = |row: &[f32]| (row.iter().fold(0.0_f32, |top, it| top.max(it.abs())) / 63.0).max(1e-12);
        let scales: Vec<f32> = rows.clone().map(scale).collect();
        #[expect(clippy::cast_possible_truncation, reason = "at most 63 by the choice of the scale")]
        let quantized: Vec<u8> = rows
            .zip(&scales)
            .flat_map(|(row, scale)| row.iter().map(move |it| ((it / scale).round() as i8).cast_unsigned()))
            .collect();
        Self::new(instructions, &quantized, n_in, scales, bias)
    }

    /// From weights stored row by output. Both dimensions are multiples of `LANES`.
    pub(super) fn new(
        instructions: Instructions,
        weights: &[u8],
        n_in: usize,
        scales: Vec<f32>,
        bias: Vec<f32>,
    ) -> Self {
        let mut quads = vec![[0; 4 * LANES]; weights.len() / (4 * LANES)];
        let mut totals = vec![[0; LANES]; bias.len() / LANES];
        let per_panel = n_in / 4;
        let outputs = weights.chunks_exact(n_in).enumerate();
        for (output, weights) in outputs {
            let (panel, lane) = (output / LANES, output % LANES);
            let quads = &mut quads[panel * per_panel..][..per_panel];
            for (four, quad) in weights.as_chunks::<4>().0.iter().zip(quads) {
                quad[4 * lane..][..4].copy_from_slice(four);
            }
            totals[panel][lane] = weights.iter().map(|it| i32::from(it.cast_signed())).sum();
        }
        let (mut pairs, mut pair_starts) = (Vec::new(), Vec::new());
        if instructions.needs_pairs() {
            for quads in quads.chunks_exact(per_panel) {
                let kinds = quads.as_chunks::<2>().0.iter().map(|[first, second]| Pair::of(first, second));
                let mut sorted: Vec<(Pair, u32)> = kinds.zip(0..).collect();
                sorted.sort_unstable();
                let start = |kind| sorted.partition_point(|it| it.0 < kind);
                pair_starts.push([start(Pair::Apart), start(Pair::Wide)]);
                pairs.extend(sorted.into_iter().map(|it| it.1));
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "at most some thousand times 127")]
        let per_zero =
            totals.as_flattened().iter().zip(&scales).map(|(&total, scale)| total as f32 * scale).collect();
        Self { instructions, n_in, quads, pairs, pair_starts, totals, scales, per_zero, bias }
    }

    pub(super) fn n_out(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies the first `n` outputs by a factor.
    pub(super) fn shrink(&mut self, n: usize, factor: f32) {
        for values in [&mut self.scales, &mut self.per_zero, &mut self.bias] {
            for value in values.iter_mut().take(n) {
                *value *= factor;
            }
        }
    }

    /// The product, row by row.
    pub(super) fn set<'b>(&self, input: &Quantized, out: &'b mut Vec<f32>) -> &'b [f32] {
        self.set_blocks(input, self.n_out(), out)
    }

    /// The product, block by block of `width` outputs, and row by row in each of them.
    pub(super) fn set_blocks<'b>(&self, input: &Quantized, width: usize, out: &'b mut Vec<f32>) -> &'b [f32] {
        let out = first(out, input.n_rows * self.n_out());
        self.multiply(input, Set, width, out);
        out
    }

    /// The product through GELU.
    pub(super) fn gelu<'b>(&self, input: &Quantized, out: &'b mut Vec<f32>) -> &'b [f32] {
        let out = first(out, input.n_rows * self.n_out());
        self.multiply(input, Gelu, self.n_out(), out);
        out
    }

    /// Adds the product to `out`.
    pub(super) fn add_to(&self, input: &Quantized, out: &mut [f32]) {
        self.multiply(input, Add, self.n_out(), out);
    }

    fn multiply(&self, input: &Quantized, finish: impl Finish, width: usize, out: &mut [f32]) {
        self.instructions.run(Product { input, linear: self, finish, width, out });
    }

    fn panel(&self, number: usize) -> Panel<'_> {
        let n = self.n_in / 4;
        let pairs = self.pair_starts.get(number).map(|&[apart, wide]| {
            let pairs = &self.pairs[number * n / 2..][..n / 2];
            Pairs { together: &pairs[..apart], apart: &pairs[apart..wide], wide: &pairs[wide..] }
        });
        Panel {
            quads: &self.quads[number * n..][..n],
            pairs: pairs.unwrap_or_default(),
            totals: &self.totals[number],
        }
    }
}

/// What is done with a product's floats before they are stored.
trait Finish: Copy {
    fn apply<L: Lanes>(self, lanes: L, numbers: L::Floats, before: &Row) -> L::Floats;
}

#[derive(Clone, Copy)]
struct Set;

#[derive(Clone, Copy)]
struct Add;

/// x Φ(x).
#[derive(Clone, Copy)]
struct Gelu;

impl Finish for Set {
    #[inline(always)]
    fn apply<L: Lanes>(self, _: L, numbers: L::Floats, _: &Row) -> L::Floats {
        numbers
    }
}

impl Finish for Add {
    #[inline(always)]
    fn apply<L: Lanes>(self, lanes: L, numbers: L::Floats, before: &Row) -> L::Floats {
        lanes.add(numbers, lanes.load(before))
    }
}

impl Finish for Gelu {
    #[inline(always)]
    fn apply<L: Lanes>(self, lanes: L, numbers: L::Floats, _: &Row) -> L::Floats {
        curve::rough_gelu(lanes, numbers)
    }
}

/// The product of a layer with rows, tile by tile: all of a tile's sums are in registers from the first input to the
/// stored float.
struct Product<'a, F> {
    input: &'a Quantized,
    linear: &'a Linear,
    finish: F,
    width: usize,
    out: &'a mut [f32],
}

impl<F: Finish> Task for Product<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        lanes.product(self);
    }
}

impl<F: Finish> Tiled for Product<'_, F> {
    #[inline(always)]
    fn run<L: Lanes, const ROWS: usize, const WIDE: usize>(mut self, lanes: L) {
        let n = self.linear.n_out() / LANES;
        let rest = n - n % WIDE;
        for panel in (0..rest).step_by(WIDE) {
            self.panels::<L, ROWS, WIDE>(lanes, panel);
        }
        for panel in rest..n {
            self.panels::<L, ROWS, 1>(lanes, panel);
        }
    }
}

impl<F: Finish> Product<'_, F> {
    /// All rows with some panels, which stay in the fastest memory meanwhile.
    #[inline(always)]
    fn panels<L: Lanes, const ROWS: usize, const WIDE: usize>(&mut self, lanes: L, panel: usize) {
        let mut panels = [self.linear.panel(panel); WIDE];
        let mut starts = [0; WIDE];
        for (at, (panel_at, start)) in panels.iter_mut().zip(&mut starts).enumerate() {
            *panel_at = self.linear.panel(panel + at);
            let output = (panel + at) * LANES;
            *start = output / self.width * self.width * self.input.n_rows + output % self.width;
        }
        let n = self.input.n_rows;
        let bytes = self.input.bytes.as_chunks::<4>().0;
        let length = self.input.width / 4;
        for start in (0..n).step_by(ROWS) {
            // The last tile may contain a row more than once.
            let mut rows = [&bytes[start * length..][..length]; ROWS];
            for (at, row) in rows.iter_mut().enumerate().skip(1) {
                *row = &bytes[(start + at).min(n - 1) * length..][..length];
            }
            let sums = lanes.dots(rows, panels);
            unroll!(R < ROWS => {
                let row = start + R;
                if row < n {
                    unroll!(P < WIDE => {
                        self.store(lanes, row, panel + P, sums[R][P], starts[P] + row * self.width);
                    });
                }
            });
        }
    }

    /// Makes floats of the sums of one row with one panel, and stores them.
    #[inline(always)]
    fn store<L: Lanes>(&mut self, lanes: L, row: usize, panel: usize, sums: L::Integers, at: usize) {
        let Linear { scales, per_zero, bias, .. } = self.linear;
        let scale = lanes.splat(self.input.scales[row]);
        let zero = lanes.splat(-self.input.zeros[row]);
        let numbers = lanes.mul(lanes.to_floats(sums), simd::nth(lanes, scales, panel));
        let numbers = lanes.fma(simd::nth(lanes, per_zero, panel), zero, numbers);
        let numbers = lanes.fma(numbers, scale, simd::nth(lanes, bias, panel));
        let out = &mut self.out.as_chunks_mut().0[at / LANES];
        let numbers = self.finish.apply(lanes, numbers, out);
        lanes.store(numbers, out);
    }
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
    fn naive(rows: &[f32], weights: &[u8], n_in: usize) -> Vec<f32> {
        let product = |row: &[f32], weights: &[u8]| {
            row.iter().zip(weights).map(|(a, b)| a * f32::from(b.cast_signed())).sum()
        };
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
            let weights: Vec<u8> =
                numbers(n_in * n_out, 63).map(|it| i8::try_from(it).unwrap().cast_unsigned()).collect();
            let instructions = Instructions::best();
            let linear = Linear::new(instructions, &weights, n_in, vec![1.0; n_out], vec![0.0; n_out]);
            let (mut input, mut out) = (Quantized::default(), Vec::new());
            input.fill(instructions, &floats, n_in);
            linear.set(&input, &mut out);
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
