//! NEON, which every 64-bit Arm has: vectors of four floats, four for sixteen; and its sums of four products of bytes,
//! which most have.

use std::arch::aarch64::*;
use std::arch::asm;

use crate::nlp::encoder::network::instructions::plain::Plain;
use crate::nlp::encoder::network::instructions::{LANES, Lanes, Panel, Row, Task, Tiled};

/// Proves, with `DOT`, that the machine has the sums of four products.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Neon<const DOT: bool>(());

impl Neon<false> {
    pub(super) const fn new() -> Self {
        Self(())
    }
}

impl Neon<true> {
    pub(super) fn detect_dot() -> Option<Self> {
        std::arch::is_aarch64_feature_detected!("dotprod").then_some(Self(()))
    }

    pub(super) fn run<T: Task>(self, task: T) -> T::Output {
        #[target_feature(enable = "dotprod")]
        fn compiled<T: Task>(lanes: Neon<true>, task: T) -> T::Output {
            task.run(lanes)
        }
        // SAFETY: `self` proves that the machine has these instructions.
        unsafe { compiled(self, task) }
    }
}

/// How many numbers a vector has.
const N: usize = 4;

type Floats = [float32x4_t; LANES / N];
type Integers = [int32x4_t; LANES / N];

/// Calls one instruction.
macro_rules! instruction {
    ($name:ident$(::<$constant:literal>)?($($argument:expr),*)) => {
        // SAFETY: every 64-bit Arm has this instruction, and it touches no memory.
        unsafe { $name$(::<$constant>)?($($argument),*) }
    };
}

/// Calls one instruction for all quarters.
macro_rules! quarters {
    ($name:ident$(::<$constant:literal>)?($($argument:ident),*)) => {
        [
            instruction!($name$(::<$constant>)?($($argument[0]),*)),
            instruction!($name$(::<$constant>)?($($argument[1]),*)),
            instruction!($name$(::<$constant>)?($($argument[2]),*)),
            instruction!($name$(::<$constant>)?($($argument[3]),*)),
        ]
    };
}

impl<const DOT: bool> Neon<DOT> {
    /// Adds to each of four sums four products of signed bytes.
    #[inline(always)]
    fn add_fours(self, sum: int32x4_t, bytes: int8x16_t, weights: int8x16_t) -> int32x4_t {
        let mut sum = sum;
        // SAFETY: `self` proves, with `DOT`, that the machine has this instruction, and it touches no memory.
        unsafe {
            asm!(
                ".arch_extension dotprod",
                "sdot {0:v}.4s, {1:v}.16b, {2:v}.16b",
                inout(vreg) sum,
                in(vreg) bytes,
                in(vreg) weights,
                options(pure, nomem, nostack, preserves_flags),
            );
        }
        sum
    }

    #[inline(always)]
    fn load_integers(self, row: &[i32; LANES]) -> Integers {
        let from = row.as_ptr();
        // SAFETY: the row is as long as four vectors.
        unsafe {
            [vld1q_s32(from), vld1q_s32(from.add(N)), vld1q_s32(from.add(2 * N)), vld1q_s32(from.add(3 * N))]
        }
    }
}

impl<const DOT: bool> Lanes for Neon<DOT> {
    type Floats = Floats;
    type Integers = Integers;

    #[inline(always)]
    fn product(self, task: impl Tiled) {
        task.run::<Self, 4, 1>(self);
    }
    #[inline(always)]
    fn attention(self, task: impl Tiled) {
        task.run::<Self, 4, 1>(self);
    }

    #[inline(always)]
    fn splat(self, number: f32) -> Floats {
        [instruction!(vdupq_n_f32(number)); LANES / N]
    }
    #[inline(always)]
    fn load(self, row: &Row) -> Floats {
        let from = row.as_ptr();
        // SAFETY: the row is as long as four vectors.
        unsafe {
            [vld1q_f32(from), vld1q_f32(from.add(N)), vld1q_f32(from.add(2 * N)), vld1q_f32(from.add(3 * N))]
        }
    }
    #[inline(always)]
    fn store(self, numbers: Floats, row: &mut Row) {
        let to = row.as_mut_ptr();
        // SAFETY: the row is as long as four vectors.
        unsafe {
            vst1q_f32(to, numbers[0]);
            vst1q_f32(to.add(N), numbers[1]);
            vst1q_f32(to.add(2 * N), numbers[2]);
            vst1q_f32(to.add(3 * N), numbers[3]);
        }
    }
    #[inline(always)]
    fn add(self, a: Floats, b: Floats) -> Floats {
        quarters!(vaddq_f32(a, b))
    }
    #[inline(always)]
    fn sub(self, a: Floats, b: Floats) -> Floats {
        quarters!(vsubq_f32(a, b))
    }
    #[inline(always)]
    fn mul(self, a: Floats, b: Floats) -> Floats {
        quarters!(vmulq_f32(a, b))
    }
    #[inline(always)]
    fn div(self, a: Floats, b: Floats) -> Floats {
        quarters!(vdivq_f32(a, b))
    }
    #[inline(always)]
    fn min(self, a: Floats, b: Floats) -> Floats {
        quarters!(vminq_f32(a, b))
    }
    #[inline(always)]
    fn max(self, a: Floats, b: Floats) -> Floats {
        quarters!(vmaxq_f32(a, b))
    }
    #[inline(always)]
    fn fma(self, a: Floats, b: Floats, c: Floats) -> Floats {
        quarters!(vfmaq_f32(c, a, b))
    }
    #[inline(always)]
    fn round(self, a: Floats) -> Floats {
        quarters!(vrndnq_f32(a))
    }
    #[inline(always)]
    fn power(self, whole: Floats) -> Floats {
        let (whole, bias) = (quarters!(vcvtq_s32_f32(whole)), [instruction!(vdupq_n_s32(127)); LANES / N]);
        let exponents = quarters!(vaddq_s32(whole, bias));
        let powers = quarters!(vshlq_n_s32::<23>(exponents));
        quarters!(vreinterpretq_f32_s32(powers))
    }
    #[inline(always)]
    fn flip(self, a: Floats, b: Floats) -> Floats {
        let (a, b) = (quarters!(vreinterpretq_u32_f32(a)), quarters!(vreinterpretq_u32_f32(b)));
        let sign = [instruction!(vdupq_n_u32(1 << 31)); LANES / N];
        let signs = quarters!(vandq_u32(b, sign));
        let flipped = quarters!(veorq_u32(a, signs));
        quarters!(vreinterpretq_f32_u32(flipped))
    }

    #[inline(always)]
    fn to_floats(self, numbers: Integers) -> Floats {
        quarters!(vcvtq_f32_s32(numbers))
    }
    #[inline(always)]
    fn to_bytes(self, numbers: Floats, zero: i32, bytes: &mut [u8; LANES]) {
        let (whole, zero) =
            (quarters!(vcvtnq_s32_f32(numbers)), [instruction!(vdupq_n_s32(zero)); LANES / N]);
        let whole = quarters!(vaddq_s32(whole, zero));
        let words = quarters!(vqmovn_s32(whole));
        // SAFETY: every 64-bit Arm has these instructions, and the bytes are as many as the vector's.
        unsafe {
            let low = vqmovun_s16(vcombine_s16(words[0], words[1]));
            let high = vqmovun_s16(vcombine_s16(words[2], words[3]));
            vst1q_u8(bytes.as_mut_ptr(), vcombine_u8(low, high));
        }
    }

    #[inline(always)]
    fn dots<const ROWS: usize, const WIDE: usize>(
        self,
        rows: [&[[u8; 4]]; ROWS],
        panels: [Panel<'_>; WIDE],
    ) -> [[Integers; WIDE]; ROWS] {
        let mut sums = [[[instruction!(vdupq_n_s32(0)); LANES / N]; WIDE]; ROWS];
        if !DOT {
            let plain = Plain.dots(rows, panels);
            for (sums, plain) in sums.iter_mut().zip(&plain) {
                for (sum, plain) in sums.iter_mut().zip(plain) {
                    *sum = self.load_integers(plain);
                }
            }
            return sums;
        }
        unroll!(P < WIDE => {
            let panel = panels[P];
            // The instruction wants signed bytes: each is 128 less, which takes 128 times its weight from the sum.
            let totals = self.load_integers(panel.totals);
            let start = quarters!(vshlq_n_s32::<7>(totals));
            unroll!(R < ROWS => {
                sums[R][P] = start;
            });
            let rows = rows.map(|row| &row[..panel.quads.len()]);
            for (at, quads) in panel.quads.iter().enumerate() {
                let from: *const i8 = quads.as_ptr().cast();
                // SAFETY: the weights are as long as four vectors.
                let weights = unsafe {
                    [vld1q_s8(from), vld1q_s8(from.add(16)), vld1q_s8(from.add(32)), vld1q_s8(from.add(48))]
                };
                unroll!(R < ROWS => {
                    let bytes = instruction!(vdupq_n_u32(u32::from_ne_bytes(rows[R][at]) ^ 0x8080_8080));
                    let bytes = instruction!(vreinterpretq_s8_u32(bytes));
                    unroll!(Q < 4 => {
                        sums[R][P][Q] = self.add_fours(sums[R][P][Q], bytes, weights[Q]);
                    });
                });
            }
        });
        sums
    }
}
