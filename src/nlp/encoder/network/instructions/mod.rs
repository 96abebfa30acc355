//! The instruction sets for which the network's loops are compiled, and the choice among them at run time.
//!
//! A loop is written once, over [`Lanes`]: sixteen numbers at a time, whatever the machine's vectors hold. Each
//! operation rounds as IEEE 754 says, `fma` rounds once, and sums are made in one order, so every machine finds the
//! same bits.
//!
//! All `unsafe` of the program is in this folder, in two kinds of places: calls of vector instructions, and calls of
//! functions compiled for more than the oldest machine. Both rely on one invariant: a value of `Avx2`, `Avx512` or
//! `NeonDot` exists only if the machine was asked for these instructions and has them.

#![expect(unsafe_code, reason = "vector instructions need it; see above")]
#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

/// The body for each number from 0 up to a constant of at most 8, written out: an array whose indices are all constants
/// lies in registers, whatever the compiler thinks of loops.
macro_rules! unroll {
    ($at:ident < $n:expr => $body:block) => {
        unroll!(@ $at, $n, $body, 0, 1, 2, 3, 4, 5, 6, 7)
    };
    (@ $at:ident, $n:expr, $body:block, $($number:literal),*) => {{
        const { assert!($n <= 8) }
        $({
            const $at: usize = $number;
            if $at < $n $body
        })*
    }};
}
pub(crate) use unroll;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "aarch64")]
mod neon;
mod plain;

/// How many numbers are processed at once.
pub(crate) const LANES: usize = 16;

/// As many numbers.
pub(crate) type Row = [f32; LANES];

/// Four weights of each of `LANES` outputs, output by output: what meets four bytes of input.
pub(crate) type Quads = [u8; 4 * LANES];

/// Work that runs with any instructions. `run` is `#[inline(always)]`, and so is everything that it calls with
/// `Lanes`: otherwise it is compiled for the oldest machine and slower by far, with the same results.
pub(crate) trait Task {
    type Output;
    fn run<L: Lanes>(self, lanes: L) -> Self::Output;
}

/// Work over tiles of `ROWS` by `WIDE` vectors. How many sums a machine can hold decides how large a tile is.
pub(crate) trait Tiled {
    fn run<L: Lanes, const ROWS: usize, const WIDE: usize>(self, lanes: L);
}

/// The operations of a machine on `LANES` numbers.
pub(crate) trait Lanes: Copy {
    type Floats: Copy;
    type Integers: Copy;

    /// Runs a product of bytes in the tiles that suit it.
    fn product(self, task: impl Tiled);
    /// Runs a product of floats in the tiles that suit it.
    fn attention(self, task: impl Tiled);

    fn splat(self, number: f32) -> Self::Floats;
    fn load(self, row: &Row) -> Self::Floats;
    fn store(self, numbers: Self::Floats, row: &mut Row);
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn div(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// a b + c, rounded once.
    fn fma(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
    /// The nearest whole numbers; of two, the even one.
    fn round(self, a: Self::Floats) -> Self::Floats;
    /// 2 to the power of whole numbers from -126 to 127.
    fn power(self, whole: Self::Floats) -> Self::Floats;
    /// `a`, negated where `b` is negative.
    fn flip(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;

    fn to_floats(self, numbers: Self::Integers) -> Self::Floats;
    /// Rounds to whole numbers (of two, the even one), adds `zero`, and cuts off below 0 and above 255. Numbers are
    /// at most some thousands.
    fn to_bytes(self, numbers: Self::Floats, zero: i32, bytes: &mut [u8; LANES]);

    /// The sums of products of each row of bytes with the weights of each panel, as exact integers. A row has as many
    /// groups of four as each panel.
    fn dots<const ROWS: usize, const WIDE: usize>(
        self,
        rows: [&[[u8; 4]]; ROWS],
        panels: [Panel<'_>; WIDE],
    ) -> [[Self::Integers; WIDE]; ROWS];

    /// The sum of the lanes: each half is added to the other until one number is left.
    #[inline(always)]
    fn sum(self, numbers: Self::Floats) -> f32 {
        let mut row = [0.0; LANES];
        self.store(numbers, &mut row);
        let mut n = LANES / 2;
        while n > 0 {
            for at in 0..n {
                row[at] += row[at + n];
            }
            n /= 2;
        }
        row[0]
    }
}

/// The weights of `LANES` outputs.
#[derive(Clone, Copy)]
pub(crate) struct Panel<'a> {
    pub(crate) quads: &'a [Quads],
    /// For instructions that add in 16 bits. Otherwise empty.
    pub(crate) pairs: Pairs<'a>,
    /// The sum of each output's weights.
    #[cfg_attr(not(target_arch = "aarch64"), expect(dead_code, reason = "only Arm multiplies signed bytes"))]
    pub(crate) totals: &'a [i32; LANES],
}

/// The numbers of a panel's pairs of quads, by how they are added.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pairs<'a> {
    pub(crate) together: &'a [u32],
    pub(crate) apart: &'a [u32],
    pub(crate) wide: &'a [u32],
}

/// How the products of two quads with any bytes fit into 16 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pair {
    /// The sum of both does.
    Together,
    /// Each of them does.
    Apart,
    /// Not even one of them.
    Wide,
}

impl Pair {
    /// Computes this for two quads.
    pub(crate) fn of(first: &Quads, second: &Quads) -> Self {
        /// The most that weights of one sign may sum to: the largest byte times this fits into 16 bits.
        const MOST: i16 = i16::MAX / 255;
        // One loop without choices, which compilers make vectors of: with them, it took 30 times as long.
        let (mut alone, mut both) = ([0; 2 * LANES], [0; 2 * LANES]);
        for (at, (alone, both)) in alone.iter_mut().zip(&mut both).enumerate() {
            let weight = |quads: &Quads, byte: usize| i16::from(quads[2 * at + byte].cast_signed());
            let (a, b) = (weight(first, 0), weight(first, 1));
            let (c, d) = (weight(second, 0), weight(second, 1));
            let (up, up_too) = (a.max(0) + b.max(0), c.max(0) + d.max(0));
            let (down, down_too) = (-a.min(0) - b.min(0), -c.min(0) - d.min(0));
            *alone = up.max(up_too).max(down).max(down_too);
            *both = (up + up_too).max(down + down_too);
        }
        let most = |of: [i16; 2 * LANES]| of.into_iter().fold(0, i16::max);
        if most(both) <= MOST {
            Self::Together
        } else if most(alone) <= MOST {
            Self::Apart
        } else {
            Self::Wide
        }
    }
}

/// An instruction set that this machine has.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Instructions {
    /// What every machine has.
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2(avx2::Avx2<false>),
    /// AVX2 with sums of four products of bytes.
    #[cfg(target_arch = "x86_64")]
    AvxVnni(avx2::Avx2<true>),
    /// AVX-512 with sums of four products of bytes.
    #[cfg(target_arch = "x86_64")]
    Avx512(avx512::Avx512),
    #[cfg(target_arch = "aarch64")]
    Neon(neon::Neon<false>),
    /// NEON with sums of four products of bytes.
    #[cfg(target_arch = "aarch64")]
    NeonDot(neon::Neon<true>),
}

impl Instructions {
    /// The fastest of this machine.
    pub(crate) fn best() -> Self {
        Self::all().last().copied().unwrap_or(Self::Plain)
    }

    /// All that this machine has, the fastest last.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![Self::Plain];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(avx2::Avx2::detect().map(Self::Avx2));
            all.extend(avx2::Avx2::detect_vnni().map(Self::AvxVnni));
            all.extend(avx512::Avx512::detect().map(Self::Avx512));
        }
        #[cfg(target_arch = "aarch64")]
        {
            all.push(Self::Neon(neon::Neon::new()));
            all.extend(neon::Neon::detect_dot().map(Self::NeonDot));
        }
        all
    }

    /// "avx2".
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Self::AvxVnni(_) => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(_) => "avx512-vnni",
            #[cfg(target_arch = "aarch64")]
            Self::Neon(_) => "neon",
            #[cfg(target_arch = "aarch64")]
            Self::NeonDot(_) => "neon-dot",
        }
    }

    /// Whether products of bytes are added in 16 bits, so that `dots` needs `Panel::pairs`.
    pub(crate) const fn needs_pairs(self) -> bool {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(_) => true,
            _ => false,
        }
    }

    /// Runs the task with these instructions.
    pub(crate) fn run<T: Task>(self, task: T) -> T::Output {
        match self {
            Self::Plain => task.run(plain::Plain),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(it) => it.run(task),
            #[cfg(target_arch = "x86_64")]
            Self::AvxVnni(it) => it.run(task),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(it) => it.run(task),
            #[cfg(target_arch = "aarch64")]
            Self::Neon(it) => task.run(it),
            #[cfg(target_arch = "aarch64")]
            Self::NeonDot(it) => it.run(task),
        }
    }
}
