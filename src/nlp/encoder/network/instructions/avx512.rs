//! AVX-512 with VNNI: vectors of sixteen floats, and sums of four products of bytes in one step.

#![cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "the names of instructions are their own prefix")
)]

use std::arch::x86_64::*;

use crate::nlp::encoder::network::instructions::{LANES, Lanes, Panel, Row, Task, Tiled};

/// Proves that the machine has AVX-512 (F, BW, DQ, VL, VNNI).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx512(());

impl Avx512 {
    pub(super) fn detect() -> Option<Self> {
        let has = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni")
            && is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma");
        has.then_some(Self(()))
    }

    pub(super) fn run<T: Task>(self, task: T) -> T::Output {
        #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")]
        fn compiled<T: Task>(lanes: Avx512, task: T) -> T::Output {
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

impl Lanes for Avx512 {
    type Floats = __m512;
    type Integers = __m512i;

    #[inline(always)]
    fn product(self, task: impl Tiled) {
        task.run::<Self, 8, 2>(self);
    }
    #[inline(always)]
    fn attention(self, task: impl Tiled) {
        task.run::<Self, 8, 2>(self);
    }

    #[inline(always)]
    fn splat(self, number: f32) -> __m512 {
        instruction!(_mm512_set1_ps(number))
    }
    #[inline(always)]
    fn load(self, row: &Row) -> __m512 {
        // SAFETY: as above, and the row is as long as the vector.
        unsafe { _mm512_loadu_ps(row.as_ptr()) }
    }
    #[inline(always)]
    fn store(self, numbers: __m512, row: &mut Row) {
        // SAFETY: as above, and the row is as long as the vector.
        unsafe { _mm512_storeu_ps(row.as_mut_ptr(), numbers) }
    }
    #[inline(always)]
    fn add(self, a: __m512, b: __m512) -> __m512 {
        instruction!(_mm512_add_ps(a, b))
    }
    #[inline(always)]
    fn sub(self, a: __m512, b: __m512) -> __m512 {
        instruction!(_mm512_sub_ps(a, b))
    }
    #[inline(always)]
    fn mul(self, a: __m512, b: __m512) -> __m512 {
        instruction!(_mm512_mul_ps(a, b))
    }
    #[inline(always)]
    fn div(self, a: __m512, b: __m512) -> __m512 {
        instruction!(_mm512_div_ps(a, b))
    }
    #[inline(always)]
    fn min(self, a: __m512, b: __m512) -> __m512 {
        instruction!(_mm512_min_ps(a, b))
    }
    #[inline(always)]
    fn max(self, a: __m512, b: __m512) -> __m512 {
        instruction!(_mm512_max_ps(a, b))
    }
    #[inline(always)]
    fn fma(self, a: __m512, b: __m512, c: __m512) -> __m512 {
        instruction!(_mm512_fmadd_ps(a, b, c))
    }
    #[inline(always)]
    fn round(self, a: __m512) -> __m512 {
        // SAFETY: `self` proves that the machine has this instruction.
        unsafe { _mm512_roundscale_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(a) }
    }
    #[inline(always)]
    fn power(self, whole: __m512) -> __m512 {
        // SAFETY: `self` proves that the machine has these instructions.
        unsafe {
            let exponent = _mm512_add_epi32(_mm512_cvttps_epi32(whole), _mm512_set1_epi32(127));
            _mm512_castsi512_ps(_mm512_slli_epi32::<23>(exponent))
        }
    }
    #[inline(always)]
    fn flip(self, a: __m512, b: __m512) -> __m512 {
        let sign = self.splat(-0.0);
        let signs = instruction!(_mm512_and_ps(b, sign));
        instruction!(_mm512_xor_ps(a, signs))
    }

    #[inline(always)]
    fn to_floats(self, numbers: __m512i) -> __m512 {
        instruction!(_mm512_cvtepi32_ps(numbers))
    }
    #[inline(always)]
    fn to_bytes(self, numbers: __m512, zero: i32, bytes: &mut [u8; LANES]) {
        // SAFETY: `self` proves that the machine has these instructions, and the bytes are as many as the vector's.
        unsafe {
            let whole = _mm512_add_epi32(_mm512_cvtps_epi32(numbers), _mm512_set1_epi32(zero));
            let whole = _mm512_max_epi32(whole, _mm512_setzero_si512());
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm512_cvtusepi32_epi8(whole));
        }
    }

    #[inline(always)]
    fn dots<const ROWS: usize, const WIDE: usize>(
        self,
        rows: [&[[u8; 4]]; ROWS],
        panels: [Panel<'_>; WIDE],
    ) -> [[__m512i; WIDE]; ROWS] {
        let mut sums = [[instruction!(_mm512_setzero_si512()); WIDE]; ROWS];
        let n = panels[0].quads.len();
        let (rows, quads) = (rows.map(|row| &row[..n]), panels.map(|panel| &panel.quads[..n]));
        for at in 0..n {
            let mut weights = [instruction!(_mm512_setzero_si512()); WIDE];
            unroll!(P < WIDE => {
                // SAFETY: as above, and the weights are as long as the vector.
                weights[P] = unsafe { _mm512_loadu_si512(quads[P][at].as_ptr().cast()) };
            });
            unroll!(R < ROWS => {
                let bytes = instruction!(_mm512_set1_epi32(i32::from_ne_bytes(rows[R][at])));
                unroll!(P < WIDE => {
                    sums[R][P] = instruction!(_mm512_dpbusd_epi32(sums[R][P], bytes, weights[P]));
                });
            });
        }
        sums
    }
}
