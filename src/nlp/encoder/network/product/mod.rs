//! Products of rows of 8-bit activations and 8-bit weights in whole numbers: the same ones on every machine.

#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod grouped;

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{Isa, SimdOp};
use rten_tensor::{Matrix, NdTensorView};

use crate::nlp::encoder::network::first;

/// What becomes of the sums of a product.
pub(super) trait Finish {
    /// Takes sums of a row, from a column on; as many as a multiple of the longest vector.
    fn finish<I: Isa>(&mut self, isa: I, row: usize, column: usize, sums: &[i32]);
}

/// Buffers of one thread.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    sums: Vec<i32>,
    #[cfg(target_arch = "x86_64")]
    tiles: Vec<avx2::Inputs>,
}

/// Weights in the form that the machine multiplies fastest.
pub(super) struct Weights(Form);

enum Form {
    /// On AVX2 without anything newer.
    #[cfg(target_arch = "x86_64")]
    Avx2(avx2::Weights),
    /// Elsewhere: by the dot products of AVX-512 and Arm, or without any special instructions.
    Packed(PackedBMatrix<i8>),
}

impl Weights {
    /// From bytes with a sign that are stored row by output, as `PyTorch` has them.
    pub(super) fn new(weights: &[u8], n_in: usize) -> Self {
        // Without optimization, as in tests, rten-gemm is faster: Cargo.toml has it optimized all the same.
        #[cfg(target_arch = "x86_64")]
        if !cfg!(debug_assertions)
            && !rten_simd::is_avx512_supported()
            && let Some(weights) = Self::avx2(weights, n_in)
        {
            return weights;
        }
        Self::packed(weights, n_in)
    }

    #[cfg(target_arch = "x86_64")]
    fn avx2(weights: &[u8], n_in: usize) -> Option<Self> {
        let instructions = avx2::Instructions::find()?;
        Some(Self(Form::Avx2(avx2::Weights::new(instructions, weights, n_in))))
    }

    fn packed(weights: &[u8], n_in: usize) -> Self {
        let weights: Vec<i8> = weights.iter().map(|it| it.cast_signed()).collect();
        let weights = NdTensorView::from_data([weights.len() / n_in, n_in], weights.as_slice());
        Self(Form::Packed(GemmExecutor::<u8, i8, i32>::new().prepack_b(weights.transposed())))
    }

    /// Multiplies rows of `n_in` inputs each with the weights of `n_out` outputs.
    pub(super) fn multiply(
        &self,
        rows: &[u8],
        [n_in, n_out]: [usize; 2],
        buffers: &mut Buffers,
        finish: impl Finish,
    ) {
        match &self.0 {
            #[cfg(target_arch = "x86_64")]
            Form::Avx2(weights) => weights.multiply(rows, n_in, &mut buffers.tiles, finish),
            Form::Packed(weights) => {
                let n_rows = rows.len() / n_in;
                let sums = first(&mut buffers.sums, n_rows * n_out);
                let rows: Matrix<'_, u8> = NdTensorView::from_data([n_rows, n_in], rows);
                let (left, right) = (GemmInputA::Unpacked(rows), GemmInputB::Packed(weights));
                // Made anew each time, which costs nothing: it cannot be sent to another thread, and a model must be.
                GemmExecutor::<u8, i8, i32>::new()
                    .gemm(sums, left, right, GemmOptions::default())
                    .expect("shapes were checked when the model was loaded");
                FinishAll { sums, n_out, finish }.dispatch();
            }
        }
    }
}

struct FinishAll<'a, F> {
    sums: &'a [i32],
    n_out: usize,
    finish: F,
}

impl<F: Finish> SimdOp for FinishAll<'_, F> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(mut self, isa: I) {
        for (row, sums) in self.sums.chunks_exact(self.n_out).enumerate() {
            self.finish.finish(isa, row, 0, sums);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Collect<'a> {
        sums: &'a mut [i32],
        n_out: usize,
    }

    impl Finish for Collect<'_> {
        #[inline(always)]
        fn finish<I: Isa>(&mut self, _: I, row: usize, column: usize, sums: &[i32]) {
            let start = row * self.n_out + column;
            self.sums[start..start + sums.len()].copy_from_slice(sums);
        }
    }

    /// Each way to multiply that this machine has; those that take weights of 7 bits only where these are.
    fn ways(weights: &[u8], n_in: usize) -> Vec<Weights> {
        let mut ways = Vec::new();
        #[cfg(target_arch = "x86_64")]
        ways.extend(Weights::avx2(weights, n_in));
        if weights.iter().all(|it| it.cast_signed().unsigned_abs() < 64) {
            ways.push(Weights::packed(weights, n_in));
        }
        ways
    }

    fn check(weights: &[u8], inputs: &[u8], n_in: usize) {
        let n_out = weights.len() / n_in;
        let product = |row: &[u8], weights: &[u8]| -> i32 {
            row.iter().zip(weights).map(|(&a, b)| i32::from(a) * i32::from(b.cast_signed())).sum()
        };
        let rows = inputs.chunks_exact(n_in);
        let expected: Vec<i32> =
            rows.flat_map(|row| weights.chunks_exact(n_in).map(move |it| product(row, it))).collect();
        for (at, way) in ways(weights, n_in).iter().enumerate() {
            let mut sums = vec![0; expected.len()];
            let collect = Collect { sums: &mut sums, n_out };
            way.multiply(inputs, [n_in, n_out], &mut Buffers::default(), collect);
            assert!(sums == expected, "way {at} of {n_in} inputs and {n_out} outputs");
        }
    }

    /// Bytes that look like chance.
    fn bytes(n: usize, seed: u32) -> Vec<u8> {
        let mut state = seed;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        (0..n).map(next).collect()
    }

    const SHAPES: [(usize, usize, usize); 6] =
        [(1, 16, 16), (6, 16, 32), (7, 64, 48), (25, 384, 1152), (13, 1536, 384), (3, 384, 416)];

    #[test]
    fn all_ways_give_the_same_sums() {
        for (seed, (n_rows, n_in, n_out)) in (1..).zip(SHAPES) {
            let inputs = bytes(n_rows * n_in, seed);
            let wide = bytes(n_in * n_out, seed + 100);
            check(&wide, &inputs, n_in);
            let narrow: Vec<u8> =
                wide.iter().map(|it| (it.cast_signed() / 2).clamp(-63, 63).cast_unsigned()).collect();
            check(&narrow, &inputs, n_in);
            // As trained ones are: most of them small.
            let trained: Vec<u8> = narrow.iter().map(|it| (it.cast_signed() / 4).cast_unsigned()).collect();
            check(&trained, &inputs, n_in);
        }
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        for weight in [i8::MIN, -127, -64, -32, -16, 16, 21, 31, 32, 63, 64, 127] {
            for inputs in [vec![255; 7 * 96], bytes(7 * 96, 5).iter().map(|it| it | 0xf0).collect()] {
                let same = [weight.cast_unsigned(); 96 * 32];
                check(&same, &inputs, 96);
                let turns = [weight, weight.saturating_neg(), weight, 0, weight.saturating_neg()];
                let mixed: Vec<u8> =
                    turns.iter().cycle().take(96 * 32).map(|it| it.cast_unsigned()).collect();
                check(&mixed, &inputs, 96);
            }
        }
    }
}
