//! The product on AVX2, in tiles of `ROWS` by `COLUMNS` sums.

// No closures around instructions: they are compiled without the machine's instructions unless they happen to be put inline.
#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use std::arch::x86_64::__m256i;
use std::hint::black_box;

use pulp::NullaryFnOnce;
use pulp::bytemuck::cast_ref;
use pulp::x86::V3;
use rten_simd::isa::Avx2Isa;

use crate::nlp::encoder::network::product::Finish;
use crate::nlp::encoder::network::product::grouped::{self, COLUMNS, Panel, QUAD, Vectors};

/// Rows of a tile: as many as there are registers for.
const ROWS: usize = 6;

/// A quad of inputs of all rows of a tile.
pub(super) type Inputs = [i32; ROWS];

type Tile = [[__m256i; 2]; ROWS];

/// The instructions that this needs, if the machine has them.
#[derive(Clone, Copy)]
pub(super) struct Instructions {
    simd: V3,
    isa: Avx2Isa,
}

impl Instructions {
    pub(super) fn find() -> Option<Self> {
        Some(Self { simd: V3::try_new()?, isa: Avx2Isa::new()? })
    }
}

/// Weights in the order in which the product reads them.
pub(super) struct Weights {
    instructions: Instructions,
    panels: Vec<Panel>,
}

impl Weights {
    /// From bytes with a sign that are stored row by output with `n_in` inputs each.
    pub(super) fn new(instructions: Instructions, weights: &[u8], n_in: usize) -> Self {
        Self { instructions, panels: grouped::group(instructions.simd, weights, n_in) }
    }

    /// Multiplies rows of `n_in` inputs each.
    pub(super) fn multiply<F: Finish>(&self, rows: &[u8], n_in: usize, tiles: &mut Vec<Inputs>, finish: F) {
        interleave(rows, n_in, tiles);
        let Instructions { simd, isa } = self.instructions;
        let n_rows = rows.len() / n_in;
        simd.vectorize(Multiply {
            simd,
            isa,
            tiles,
            n_quads: n_in / QUAD,
            n_rows,
            panels: &self.panels,
            finish,
        });
    }
}

/// Puts the rows of each tile side by side, quad by quad. Rows that the last tile lacks are whatever they are.
fn interleave(rows: &[u8], n_in: usize, tiles: &mut Vec<Inputs>) {
    let n_quads = n_in / QUAD;
    tiles.resize((rows.len() / n_in).div_ceil(ROWS) * n_quads, [0; ROWS]);
    for (rows, tile) in rows.chunks(ROWS * n_in).zip(tiles.chunks_exact_mut(n_quads)) {
        for (at, row) in rows.chunks_exact(n_in).enumerate() {
            for (quad, inputs) in row.as_chunks::<QUAD>().0.iter().zip(tile.iter_mut()) {
                inputs[at] = i32::from_ne_bytes(*quad);
            }
        }
    }
}

struct Multiply<'a, F> {
    simd: V3,
    isa: Avx2Isa,
    tiles: &'a [Inputs],
    n_quads: usize,
    n_rows: usize,
    panels: &'a [Panel],
    finish: F,
}

impl<F: Finish> NullaryFnOnce for Multiply<'_, F> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        for (panel, column) in self.panels.iter().zip((0..).step_by(COLUMNS)) {
            for (tile, first) in self.tiles.chunks_exact(self.n_quads).zip((0..self.n_rows).step_by(ROWS)) {
                let mut sums: Tile = [[self.simd.avx._mm256_setzero_si256(); 2]; ROWS];
                multiply(self.simd, tile, panel, &mut sums);
                for (row, sums) in (first..self.n_rows).zip(&sums) {
                    let sums: &[i32; COLUMNS] = cast_ref(sums);
                    self.finish.finish(self.isa, row, column, sums);
                }
            }
        }
    }
}

/// Adds the sums of a tile.
#[inline(always)]
fn multiply(simd: V3, tile: &[Inputs], panel: &Panel, total: &mut Tile) {
    let (zero, ones) = (simd.avx._mm256_setzero_si256(), simd.avx._mm256_set1_epi16(1));
    let (mut quads, mut weights) = (panel.quads.as_slice(), panel.weights.as_slice());
    for &size in &panel.groups {
        let (group, vectors);
        ((group, quads), (vectors, weights)) = (quads.split_at(size.into()), weights.split_at(size.into()));
        let mut sums: Tile = [[zero; 2]; ROWS];
        for (&quad, weights) in group.iter().zip(vectors) {
            add_products(simd, &tile[usize::from(quad)], weights, &mut sums);
        }
        // The registers are taken by `sums`: the totals had better be added to where they lie than be moved about.
        for (total, sums) in black_box(&mut *total).iter_mut().zip(sums) {
            for (total, sum) in total.iter_mut().zip(sums) {
                *total = simd.avx2._mm256_add_epi32(*total, simd.avx2._mm256_madd_epi16(sum, ones));
            }
        }
    }
}

/// Adds the products of a quad, two inputs summed in 16 bits.
#[inline(always)]
fn add_products(simd: V3, inputs: &Inputs, weights: &Vectors, sums: &mut Tile) {
    for (sums, &input) in sums.iter_mut().zip(inputs) {
        let input = simd.avx._mm256_set1_epi32(input);
        for (sum, &weights) in sums.iter_mut().zip(weights) {
            *sum = simd.avx2._mm256_add_epi16(*sum, simd.avx2._mm256_maddubs_epi16(input, weights));
        }
    }
}
