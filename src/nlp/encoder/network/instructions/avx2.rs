//! AVX2 with FMA: vectors of eight floats, two for sixteen. Products of bytes are added two by two in 16 bits, or with
//! VNNI four by four.

#![cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "the names of instructions are their own prefix")
)]
#![expect(clippy::unused_self, reason = "`self` proves that the machine has the instructions")]
#![expect(clippy::out_of_bounds_indexing, reason = "`unroll!` leaves out what is out of bounds")]

use std::arch::x86_64::*;

use crate::nlp::encoder::network::instructions::{LANES, Lanes, Pairs, Panel, Quads, Row, Task, Tiled};

/// Proves that the machine has AVX2 and FMA and, with `VNNI`, AVX-VNNI.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx2<const VNNI: bool>(());

impl Avx2<false> {
    pub(super) fn detect() -> Option<Self> {
        let has = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        has.then_some(Self(()))
    }

    pub(super) fn run<T: Task>(self, task: T) -> T::Output {
        #[target_feature(enable = "avx2,fma")]
        fn compiled<T: Task>(lanes: Avx2<false>, task: T) -> T::Output {
            task.run(lanes)
        }
        // SAFETY: `self` proves that the machine has these instructions.
        unsafe { compiled(self, task) }
    }
}

impl Avx2<true> {
    pub(super) fn detect_vnni() -> Option<Self> {
        (Avx2::detect().is_some() && is_x86_feature_detected!("avxvnni")).then_some(Self(()))
    }

    pub(super) fn run<T: Task>(self, task: T) -> T::Output {
        #[target_feature(enable = "avx2,fma,avxvnni")]
        fn compiled<T: Task>(lanes: Avx2<true>, task: T) -> T::Output {
            task.run(lanes)
        }
        // SAFETY: `self` proves that the machine has these instructions.
        unsafe { compiled(self, task) }
    }
}

/// Calls one instruction.
macro_rules! instruction {
    ($name:ident($($argument:expr),*)) => {
        // SAFETY: `self` proves that the machine has this instruction, and it touches no memory.
        unsafe { $name($($argument),*) }
    };
}

/// Calls one instruction for both halves.
macro_rules! halves {
    ($name:ident($($argument:ident),*)) => {
        [instruction!($name($($argument[0]),*)), instruction!($name($($argument[1]),*))]
    };
}

type Floats = [__m256; 2];
type Integers = [__m256i; 2];

impl<const VNNI: bool> Avx2<VNNI> {
    #[inline(always)]
    fn weights(self, quads: &Quads) -> Integers {
        // SAFETY: `self` proves that the machine has this instruction, and the weights are as long as two vectors.
        unsafe {
            let from: *const __m256i = quads.as_ptr().cast();
            [_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))]
        }
    }

    /// Sums of products of bytes and weights, two by two, in 16 bits.
    #[inline(always)]
    fn twos(self, bytes: __m256i, weights: Integers) -> Integers {
        let bytes = [bytes; 2];
        halves!(_mm256_maddubs_epi16(bytes, weights))
    }

    /// Adds numbers of 16 bits, two by two, to those of 32.
    #[inline(always)]
    fn widen(self, sums: Integers, twos: Integers) -> Integers {
        let ones = [instruction!(_mm256_set1_epi16(1)); 2];
        let fours = halves!(_mm256_madd_epi16(twos, ones));
        halves!(_mm256_add_epi32(sums, fours))
    }

    /// Adds the products of four bytes with weights of any size.
    #[inline(always)]
    fn add_wide(self, sums: Integers, bytes: __m256i, weights: Integers) -> Integers {
        // Two products of 7 bits or of the eighth bit always fit into 16 bits.
        let top = instruction!(_mm256_set1_epi8(i8::MIN));
        let high = instruction!(_mm256_and_si256(bytes, top));
        let low = instruction!(_mm256_andnot_si256(top, bytes));
        self.widen(self.widen(sums, self.twos(low, weights)), self.twos(high, weights))
    }

    #[inline(always)]
    fn splat_bytes(self, bytes: [u8; 4]) -> __m256i {
        instruction!(_mm256_set1_epi32(i32::from_ne_bytes(bytes)))
    }
}

impl<const VNNI: bool> Lanes for Avx2<VNNI> {
    type Floats = Floats;
    type Integers = Integers;

    #[inline(always)]
    fn product(self, task: impl Tiled) {
        task.run::<Self, 3, 1>(self);
    }
    #[inline(always)]
    fn attention(self, task: impl Tiled) {
        task.run::<Self, 6, 1>(self);
    }

    #[inline(always)]
    fn splat(self, number: f32) -> Floats {
        [instruction!(_mm256_set1_ps(number)); 2]
    }
    #[inline(always)]
    fn load(self, row: &Row) -> Floats {
        // SAFETY: as above, and the row is as long as two vectors.
        unsafe { [_mm256_loadu_ps(row.as_ptr()), _mm256_loadu_ps(row.as_ptr().add(LANES / 2))] }
    }
    #[inline(always)]
    fn store(self, numbers: Floats, row: &mut Row) {
        // SAFETY: as above, and the row is as long as two vectors.
        unsafe {
            _mm256_storeu_ps(row.as_mut_ptr(), numbers[0]);
            _mm256_storeu_ps(row.as_mut_ptr().add(LANES / 2), numbers[1]);
        }
    }
    #[inline(always)]
    fn add(self, a: Floats, b: Floats) -> Floats {
        halves!(_mm256_add_ps(a, b))
    }
    #[inline(always)]
    fn sub(self, a: Floats, b: Floats) -> Floats {
        halves!(_mm256_sub_ps(a, b))
    }
    #[inline(always)]
    fn mul(self, a: Floats, b: Floats) -> Floats {
        halves!(_mm256_mul_ps(a, b))
    }
    #[inline(always)]
    fn div(self, a: Floats, b: Floats) -> Floats {
        halves!(_mm256_div_ps(a, b))
    }
    #[inline(always)]
    fn min(self, a: Floats, b: Floats) -> Floats {
        halves!(_mm256_min_ps(a, b))
    }
    #[inline(always)]
    fn max(self, a: Floats, b: Floats) -> Floats {
        halves!(_mm256_max_ps(a, b))
    }
    #[inline(always)]
    fn fma(self, a: Floats, b: Floats, c: Floats) -> Floats {
        halves!(_mm256_fmadd_ps(a, b, c))
    }
    #[inline(always)]
    fn round(self, a: Floats) -> Floats {
        // SAFETY: `self` proves that the machine has this instruction.
        a.map(|it| unsafe { _mm256_round_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(it) })
    }
    #[inline(always)]
    fn power(self, whole: Floats) -> Floats {
        // SAFETY: `self` proves that the machine has these instructions.
        whole.map(|it| unsafe {
            let exponent = _mm256_add_epi32(_mm256_cvttps_epi32(it), _mm256_set1_epi32(127));
            _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent))
        })
    }
    #[inline(always)]
    fn flip(self, a: Floats, b: Floats) -> Floats {
        let sign = self.splat(-0.0);
        let signs = halves!(_mm256_and_ps(b, sign));
        halves!(_mm256_xor_ps(a, signs))
    }

    #[inline(always)]
    fn to_floats(self, numbers: Integers) -> Floats {
        halves!(_mm256_cvtepi32_ps(numbers))
    }
    #[inline(always)]
    fn to_bytes(self, numbers: Floats, zero: i32, bytes: &mut [u8; LANES]) {
        // SAFETY: `self` proves that the machine has these instructions, and the bytes are as many as the vector's.
        unsafe {
            let zero = _mm256_set1_epi32(zero);
            let [low, high] = numbers.map(|it| _mm256_add_epi32(_mm256_cvtps_epi32(it), zero));
            // Packed in each half of 128 bits: 0 to 3, 8 to 11, 4 to 7, 12 to 15.
            let words = _mm256_packs_epi32(low, high);
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(words);
            let packed =
                _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), packed);
        }
    }

    #[inline(always)]
    fn dots<const ROWS: usize, const WIDE: usize>(
        self,
        rows: [&[[u8; 4]]; ROWS],
        panels: [Panel<'_>; WIDE],
    ) -> [[Integers; WIDE]; ROWS] {
        let mut sums = [[[instruction!(_mm256_setzero_si256()); 2]; WIDE]; ROWS];
        if VNNI {
            let n = panels[0].quads.len();
            let (rows, quads) = (rows.map(|row| &row[..n]), panels.map(|panel| &panel.quads[..n]));
            for at in 0..n {
                let mut weights = [[instruction!(_mm256_setzero_si256()); 2]; WIDE];
                unroll!(P < WIDE => {
                    weights[P] = self.weights(&quads[P][at]);
                });
                unroll!(R < ROWS => {
                    let bytes = self.splat_bytes(rows[R][at]);
                    unroll!(P < WIDE => {
                        let ([low, high], weights) = (sums[R][P], weights[P]);
                        let low = instruction!(_mm256_dpbusd_avx_epi32(low, bytes, weights[0]));
                        let high = instruction!(_mm256_dpbusd_avx_epi32(high, bytes, weights[1]));
                        sums[R][P] = [low, high];
                    });
                });
            }
            return sums;
        }
        unroll!(P < WIDE => {
            let panel = panels[P];
            let quads = panel.quads.as_chunks::<2>().0;
            let n = quads.len();
            let rows = rows.map(|row| &row.as_chunks::<2>().0[..n]);
            let Pairs { together, apart, wide } = panel.pairs;
            // Three loops, not one with a choice in it: what its branches have in common would be moved before the
            // choice, and bytes would go to the vectors by way of other registers.
            for at in together.iter().map(|&at| at as usize).filter(|&at| at < n) {
                let [first, second] = [self.weights(&quads[at][0]), self.weights(&quads[at][1])];
                unroll!(R < ROWS => {
                    let a = self.twos(self.splat_bytes(rows[R][at][0]), first);
                    let b = self.twos(self.splat_bytes(rows[R][at][1]), second);
                    sums[R][P] = self.widen(sums[R][P], halves!(_mm256_add_epi16(a, b)));
                });
            }
            for at in apart.iter().map(|&at| at as usize).filter(|&at| at < n) {
                unroll!(I < 2 => {
                    let weights = self.weights(&quads[at][I]);
                    unroll!(R < ROWS => {
                        let products = self.twos(self.splat_bytes(rows[R][at][I]), weights);
                        sums[R][P] = self.widen(sums[R][P], products);
                    });
                });
            }
            for at in wide.iter().map(|&at| at as usize).filter(|&at| at < n) {
                unroll!(I < 2 => {
                    let weights = self.weights(&quads[at][I]);
                    unroll!(R < ROWS => {
                        sums[R][P] = self.add_wide(sums[R][P], self.splat_bytes(rows[R][at][I]), weights);
                    });
                });
            }
        });
        sums
    }
}
