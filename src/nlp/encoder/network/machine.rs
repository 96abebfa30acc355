//! Every loop with every instruction set that this machine has: the numbers must be the same to the bit, so that an
//! article's result does not depend on where it is read.

use crate::nlp::encoder::network::attention::{self, Attention};
use crate::nlp::encoder::network::instructions::{Instructions, LANES, Pair, Quads};
use crate::nlp::encoder::network::linear::{Linear, Quantized};
use crate::nlp::encoder::network::simd::{Dots, Normalize};

/// Compares what a loop gives with each instruction set.
fn check(run: impl Fn(Instructions) -> Vec<f32>) -> Vec<f32> {
    let plain = run(Instructions::Plain);
    assert!(plain.iter().all(|it| it.is_finite()));
    for instructions in Instructions::all() {
        let numbers = run(instructions);
        let differs = plain.iter().zip(&numbers).position(|(a, b)| a.to_bits() != b.to_bits());
        assert_eq!((differs, numbers.len()), (None, plain.len()), "{} and plain", instructions.name());
    }
    plain
}

/// Numbers from -1 to 1 without a pattern.
fn numbers(n: usize, mut state: u32) -> Vec<f32> {
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(state >> 16).unwrap()) / 32_768.0 - 1.0
    };
    std::iter::repeat_with(next).take(n).collect()
}

/// Bytes without a pattern.
fn bytes(n: usize, state: u32) -> Vec<u8> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
    numbers(n, state).into_iter().map(|it| ((it + 1.0) * 127.99) as u8).collect()
}

/// All products of a layer with these rows: their sums, the same added to other numbers, and through the curve.
fn products(weights: &[u8], n_in: usize, rows: &[f32]) -> Vec<f32> {
    let n_out = weights.len() / n_in;
    check(|instructions| {
        let (scales, bias) = (numbers(n_out, 5), numbers(n_out, 7));
        let layer = Linear::new(instructions, weights, n_in, scales, bias);
        let mut input = Quantized::default();
        input.fill(instructions, rows, n_in);
        let (mut sums, mut curved, mut blocks) = (Vec::new(), Vec::new(), Vec::new());
        layer.set(&input, &mut sums);
        layer.gelu(&input, &mut curved);
        layer.set_blocks(&input, LANES, &mut blocks);
        let mut added = numbers(sums.len(), 8);
        layer.add_to(&input, &mut added);
        [sums, curved, blocks, added].concat()
    })
}

#[test]
fn rows_are_the_same() {
    const WIDTH: usize = 384;
    check(|instructions| {
        let (left, right, mut rows) = (numbers(WIDTH, 1), numbers(WIDTH, 2), numbers(3 * WIDTH, 3));
        instructions.run(Normalize { rows: &mut rows, weight: &left, bias: &right });
        let (others, mut out) = (numbers(7 * WIDTH, 11), vec![1.0; 7]);
        instructions.run(Dots { left: &left, rows: &others, out: &mut out });
        [rows, out].concat()
    });
}

#[test]
fn products_are_the_same() {
    // Numbers of rows and of panels that fill no tile, too.
    for (rows, n_in, n_out) in [(1, 32, 16), (3, 64, 48), (8, 16, 32), (19, 96, 80), (33, 384, 112)] {
        let rows = numbers(rows * n_in, 12);
        // 7 bits, as in a trained model, and all 8.
        let eight = bytes(n_in * n_out, 13);
        let seven: Vec<_> = eight.iter().map(|it| (it.cast_signed() / 2).cast_unsigned()).collect();
        products(&seven, n_in, &rows);
        products(&eight, n_in, &rows);
    }
}

#[test]
fn the_largest_products_are_exact() {
    // Inputs of 0 and of 255 with weights at both ends: whatever is added in too few bits overflows.
    for pattern in
        [[127, 127, 127, 127], [128, 128, 128, 128], [127, 128, 127, 128], [64, 64, 65, 64], [63, 63, 63, 63]]
    {
        let (n_in, n_out, n_rows) = (1536, 32, 9);
        let weights: Vec<u8> = pattern.into_iter().cycle().take(n_in * n_out).collect();
        let rows: Vec<f32> = (0..n_rows * n_in).map(|at| if at % 7 == 6 { -1.0 } else { 1.0 }).collect();
        let found = products(&weights, n_in, &rows);
        let (scales, bias) = (numbers(n_out, 5), numbers(n_out, 7));
        for (at, found) in found.iter().take(n_rows * n_out).enumerate() {
            let (row, output) = (at / n_out, at % n_out);
            let ones = rows[row * n_in..][..n_in].iter().zip(&weights);
            let exact: i32 = ones
                .map(|(&it, weight)| if it > 0.0 { 1 } else { -1 } * i32::from(weight.cast_signed()))
                .sum();
            #[expect(clippy::cast_precision_loss, reason = "some hundreds of thousands")]
            let expected = exact as f32 * scales[output] + bias[output];
            // A step of the inputs is 2 / 255, and their zero lies between two steps.
            let far = 0.01 * 1536.0 * 128.0 * scales[output].abs();
            assert!((found - expected).abs() <= far.max(1e-3), "{pattern:?} {at}: {found} for {expected}");
        }
    }
}

#[test]
fn sums_in_16_bits_never_overflow() {
    let quad = |four: [i8; 4]| -> Quads {
        let fours = [four; LANES].concat();
        std::array::from_fn(|at| fours[at].cast_unsigned())
    };
    let of = |first, second| Pair::of(&quad(first), &quad(second));
    assert_eq!(of([32, 32, -32, -32], [32, 32, -32, -32]), Pair::Together);
    assert_eq!(of([33, 32, 0, 0], [32, 32, 0, 0]), Pair::Apart); // 129 * 255 = 32,895
    assert_eq!(of([0, 0, -64, -64], [0, 0, -1, 0]), Pair::Apart);
    // What is above and below zero may not help each other: the bytes are any.
    assert_eq!(of([64, -64, 0, 0], [65, -64, 0, 0]), Pair::Apart);
    assert_eq!(of([64, 65, 0, 0], [0; 4]), Pair::Wide);
    assert_eq!(of([0; 4], [-128, -1, 0, 0]), Pair::Wide);
}

#[test]
fn attention_is_the_same() {
    let (size, heads) = (32, 3);
    // No multiple of any vector or tile, and less than one.
    for length in [1, 7, 75, 98] {
        check(|instructions| {
            let numbers = numbers(3 * length * size * heads, 9);
            let mut parts = numbers.chunks_exact(length * size);
            let mut out = vec![0.0; length * size * heads];
            let mut buffers = attention::Buffers::default();
            for head in 0..heads {
                let mut part = || parts.next().unwrap();
                let (queries, keys, values) = (part(), part(), part());
                let (out, width, column) = (&mut out[..], size * heads, head * size);
                let buffers = &mut buffers;
                instructions.run(Attention { queries, keys, values, size, out, width, column, buffers });
            }
            out
        });
    }
}
