//! Every loop with every instruction set that this machine has: the numbers must be the same to the bit, so that an
//! article's result does not depend on where it is read. Only the plain instructions of a machine without any of the
//! others multiply and add in two steps and round twice; there, they are the same up to rounding.

use rten_simd::isa::GenericIsa;
use rten_simd::{Isa, SimdOp, SimdUnaryOp};
use rten_vecmath::{ExtendInit, Gelu, MinMax, Quantize};

use crate::nlp::encoder::network::attention::{self, Attention};
use crate::nlp::encoder::network::simd::{
    Dequantize, DequantizeAdd, DequantizeGelu, Dot, Dots, Normalize, Sums,
};

/// A width for the rows, divisible by a model's number of heads.
const WIDTH: usize = 384;

/// The numbers of a loop with one instruction set.
trait Trial {
    fn run<I: Isa>(&self, isa: I) -> Vec<f32>;
}

/// The numbers with plain instructions, and with each of the faster sets of this machine, by name.
fn each(trial: &impl Trial) -> (Vec<f32>, Vec<(&'static str, Vec<f32>)>) {
    let mut fast = Vec::new();
    #[cfg(target_arch = "x86_64")]
    {
        use rten_simd::isa::{Avx2Isa, Avx512Isa};
        fast.extend(Avx2Isa::new().map(|isa| ("AVX2", trial.run(isa))));
        fast.extend(Avx512Isa::new().map(|isa| ("AVX-512", trial.run(isa))));
    }
    #[cfg(target_arch = "aarch64")]
    fast.extend(rten_simd::isa::ArmNeonIsa::new().map(|isa| ("NEON", trial.run(isa))));
    (trial.run(GenericIsa::new()), fast)
}

fn check(trial: impl Trial) {
    let (plain, fast) = each(&trial);
    assert!(plain.iter().all(|it| it.is_finite()));
    for (name, numbers) in &fast {
        let far = plain.iter().zip(numbers).position(|(a, b)| (a - b).abs() > 1e-4 * a.abs().max(1.0));
        assert_eq!((far, numbers.len()), (None, plain.len()), "{name} and plain");
    }
    for pair in fast.windows(2) {
        let [(name, one), (other_name, other)] = pair else { continue };
        let differs = one.iter().zip(other).position(|(a, b)| a.to_bits() != b.to_bits());
        assert_eq!(differs, None, "{name} and {other_name}");
    }
}

/// Numbers from -1 to 1 without a pattern.
fn numbers(n: usize, mut state: u32) -> Vec<f32> {
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(state >> 16).unwrap()) / 32_768.0 - 1.0
    };
    std::iter::repeat_with(next).take(n).collect()
}

struct Rows;

impl Trial for Rows {
    fn run<I: Isa>(&self, isa: I) -> Vec<f32> {
        let (left, right, mut row) = (numbers(WIDTH, 1), numbers(WIDTH, 2), numbers(WIDTH, 3));
        let dot = Dot { left: &left, right: &right }.eval(isa);
        Normalize { row: &mut row, weight: &left, bias: &right }.eval(isa);
        row.push(dot);
        let (rows, mut out) = (numbers(7 * WIDTH, 11), vec![1.0; 7]);
        Dots { left: &left, rows: &rows, out: &mut out }.eval(isa);
        [row, out].concat()
    }
}

struct Quantizing;

impl Trial for Quantizing {
    fn run<I: Isa>(&self, isa: I) -> Vec<f32> {
        let row = numbers(WIDTH, 4);
        let (min, max) = MinMax::new(&row).eval(isa);
        let mut bytes: Vec<u8> = Vec::with_capacity(WIDTH);
        bytes.extend_init(|spare| Quantize::new(&row, spare.split_at_mut(WIDTH).0, 127.0, 128_u8).eval(isa));
        bytes.into_iter().map(f32::from).chain([min, max]).collect()
    }
}

struct Dequantizing;

impl Trial for Dequantizing {
    fn run<I: Isa>(&self, isa: I) -> Vec<f32> {
        let (scales, totals, bias) = (numbers(WIDTH, 5), numbers(WIDTH, 6), numbers(WIDTH, 7));
        let of: Vec<i32> = (0..).map(|it: i32| it * 7919 % 60_013 - 30_000).take(WIDTH).collect();
        let sums = Sums { of: &of, scale: 1e-4, zero: 113.0, scales: &scales, totals: &totals, bias: &bias };
        let (mut plain, mut added, mut curved) = (vec![0.0; WIDTH], numbers(WIDTH, 8), vec![0.0; WIDTH]);
        Dequantize(sums, &mut plain).eval(isa);
        DequantizeAdd(sums, &mut added).eval(isa);
        DequantizeGelu(sums, &mut curved).eval(isa);
        [plain, added, curved].concat()
    }
}

struct Attending;

impl Trial for Attending {
    fn run<I: Isa>(&self, isa: I) -> Vec<f32> {
        let length = 75; // no multiple of any vector
        let qkv = numbers(3 * length * WIDTH, 9);
        let (mut out, mut buffers) = (vec![0.0; length * WIDTH], attention::Buffers::default());
        for head in 0..12 {
            let attention =
                Attention { qkv: &qkv, width: WIDTH, heads: 12, head, out: &mut out, buffers: &mut buffers };
            attention.eval(isa);
        }
        out
    }
}

struct Curve;

impl Trial for Curve {
    fn run<I: Isa>(&self, isa: I) -> Vec<f32> {
        use rten_simd::ops::BitOps;
        let (floats, mut row) = (isa.f32(), numbers(WIDTH, 10));
        for part in row.chunks_exact_mut(floats.len()) {
            let curved = Gelu {}.eval(isa, floats.load(part));
            floats.store(curved, part);
        }
        row
    }
}

#[test]
fn sums_over_rows_are_the_same() {
    check(Rows);
}

#[test]
fn eight_bits_are_the_same() {
    check(Quantizing);
    check(Dequantizing);
}

#[test]
fn attention_is_the_same() {
    check(Attending);
}

#[test]
fn the_curve_of_pairs_is_the_same() {
    check(Curve);
}
