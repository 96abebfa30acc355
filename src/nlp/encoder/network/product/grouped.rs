//! Weights grouped so that several products of two bytes can be summed in 16 bits.
//!
//! AVX2 multiplies 32 pairs of bytes at once (`vpmaddubsw`) and sums two neighbours in 16 bits; widening each such sum to 32
//! bits costs as much as the multiplication. Trained weights are small on the whole, so that mostly four such sums, often six,
//! fit in 16 bits whatever the activations are. Which of them do is found here once, from the weights alone: the result is
//! exact for all inputs, and for all weights of 8 bits.

// No closures around instructions: they are compiled without the machine's instructions unless they happen to be put inline.
#![expect(
    clippy::inline_always,
    reason = "vector code must stand in the function that was compiled for the machine"
)]

use std::arch::x86_64::__m256i;

use pulp::x86::V3;
use pulp::{NullaryFnOnce, cast};

/// Inputs that stand side by side in 32 bits.
pub(super) const QUAD: usize = 4;

/// Outputs of a panel: two vectors of 32-bit sums.
pub(super) const COLUMNS: usize = 16;

/// A quad of inputs of all outputs of a panel.
pub(super) type Vectors = [__m256i; 2];

/// The most positive or negative weights that may meet in a 16-bit sum: 255 * 128 is below 2^15.
const MOST: u8 = 128;

/// The most quads of a group: more of them hardly ever fit.
const LARGEST: usize = 6;

/// Groups that are tried before a quad opens a new one.
const TRIED: usize = 8;

/// The weights of `COLUMNS` outputs.
pub(super) struct Panel {
    /// The quads of inputs, group by group. A quad that is too large for 16 bits stands here twice, each time with half of its
    /// weights.
    pub(super) quads: Vec<u16>,
    /// The weights of each of them.
    pub(super) weights: Vec<Vectors>,
    /// Quads of each group, the largest group first.
    pub(super) groups: Vec<u8>,
}

/// What each 16-bit sum may come to: the sums of its positive weights, and those of its negative ones.
type Load = [__m256i; 2];

/// Groups weights, bytes with a sign, stored row by output with `n_in` inputs each.
pub(super) fn group(simd: V3, weights: &[u8], n_in: usize) -> Vec<Panel> {
    struct GroupAll<'w> {
        simd: V3,
        weights: &'w [u8],
        n_in: usize,
    }
    impl NullaryFnOnce for GroupAll<'_> {
        type Output = Vec<Panel>;

        #[inline(always)]
        fn call(self) -> Vec<Panel> {
            let mut grouper = Grouper {
                simd: self.simd,
                turned: Vec::new(),
                quads: Vec::new(),
                order: Vec::new(),
                groups: Vec::new(),
            };
            let mut panels = Vec::with_capacity(self.weights.len() / (COLUMNS * self.n_in));
            for rows in self.weights.chunks_exact(COLUMNS * self.n_in) {
                panels.push(grouper.panel(rows, self.n_in));
            }
            panels
        }
    }
    simd.vectorize(GroupAll { simd, weights, n_in })
}

struct Grouper {
    simd: V3,
    /// The weights of a panel, by quads of inputs.
    turned: Vec<[[u8; QUAD]; COLUMNS]>,
    quads: Vec<Quad>,
    /// The quads' places in `quads`, the largest load first, each below what it is sorted by.
    order: Vec<u32>,
    groups: Vec<Group>,
}

struct Quad {
    /// Its number in a row of inputs.
    place: u16,
    weights: Vectors,
    load: Load,
    /// The highest of the load.
    highest: u8,
}

struct Group {
    load: Load,
    /// The first `size` count: places among the quads.
    members: [u16; LARGEST],
    size: usize,
}

impl Grouper {
    #[inline(always)]
    fn panel(&mut self, rows: &[u8], n_in: usize) -> Panel {
        self.turn(rows, n_in);
        self.read_quads();
        self.order.clear();
        self.order
            .extend(self.quads.iter().zip(0..).map(|(it, at)| u32::from(u8::MAX - it.highest) << 16 | at));
        self.order.sort_unstable();
        self.fill_groups();
        let mut panel = Panel {
            quads: Vec::with_capacity(self.quads.len()),
            weights: Vec::with_capacity(self.quads.len()),
            groups: Vec::with_capacity(self.groups.len()),
        };
        for size in (1..=LARGEST).rev() {
            for group in self.groups.iter().filter(|it| it.size == size) {
                panel.groups.push(u8::try_from(size).expect("groups are small"));
                for &member in &group.members[..size] {
                    let quad = &self.quads[usize::from(member)];
                    panel.quads.push(quad.place);
                    panel.weights.push(quad.weights);
                }
            }
        }
        panel
    }

    #[inline(always)]
    fn turn(&mut self, rows: &[u8], n_in: usize) {
        self.turned.resize(n_in / QUAD, [[0; QUAD]; COLUMNS]);
        for (column, row) in rows.chunks_exact(n_in).enumerate() {
            for (all, quad) in self.turned.iter_mut().zip(row.as_chunks::<QUAD>().0) {
                all[column] = *quad;
            }
        }
    }

    /// Makes the quads, those too large for 16 bits in two parts.
    #[inline(always)]
    fn read_quads(&mut self) {
        let simd = self.simd;
        self.quads.clear();
        for (place, all) in self.turned.iter().enumerate() {
            let place = u16::try_from(place)
                .ok()
                .filter(|it| *it < 1 << 15)
                .expect("a row has fewer than 32,768 quads");
            let whole = Quad::new(simd, place, cast(*all));
            if whole.highest <= MOST {
                self.quads.push(whole);
            } else {
                for mask in [0x00ff, 0xff00_u16.cast_signed()] {
                    let mask = simd.avx._mm256_set1_epi16(mask);
                    let [a, b] = whole.weights;
                    let half = [simd.avx2._mm256_and_si256(a, mask), simd.avx2._mm256_and_si256(b, mask)];
                    self.quads.push(Quad::new(simd, place, half));
                }
            }
        }
    }

    /// Puts each quad in the first group that has room for it.
    #[inline(always)]
    fn fill_groups(&mut self) {
        let simd = self.simd;
        self.groups.clear();
        // The groups with room, by their places among all.
        let mut open = [0_usize; TRIED];
        let mut n_open = 0;
        for &place in &self.order {
            let at = (place & u32::from(u16::MAX)) as usize;
            let quad = &self.quads[at];
            let at = u16::try_from(at).expect("at most 16 bits are left");
            let mut tried = None;
            for (place, &group) in open.iter().enumerate().take(n_open) {
                if fits(simd, &self.groups[group].load, &quad.load) {
                    tried = Some(place);
                    break;
                }
            }
            if let Some(place) = tried {
                let group = &mut self.groups[open[place]];
                group.load = sum(simd, &group.load, &quad.load);
                group.members[group.size] = at;
                group.size += 1;
                if group.size == LARGEST {
                    open.copy_within(place + 1.., place);
                    n_open -= 1;
                }
                continue;
            }
            if n_open == TRIED {
                open.copy_within(1.., 0);
                n_open -= 1;
            }
            open[n_open] = self.groups.len();
            n_open += 1;
            let mut members = [0; LARGEST];
            members[0] = at;
            self.groups.push(Group { load: quad.load, members, size: 1 });
        }
    }
}

impl Quad {
    #[inline(always)]
    fn new(simd: V3, place: u16, weights: Vectors) -> Self {
        let (zero, ones) = (simd.avx._mm256_setzero_si256(), simd.avx._mm256_set1_epi8(1));
        let (mut positive, mut negative) = (weights, weights);
        for (positive, negative) in positive.iter_mut().zip(&mut negative) {
            *positive = simd.avx2._mm256_maddubs_epi16(simd.avx2._mm256_max_epi8(*positive, zero), ones);
            // The absolute value of -128 is 128 again if it is read without a sign.
            let size = simd.avx2._mm256_abs_epi8(simd.avx2._mm256_min_epi8(*negative, zero));
            *negative = simd.avx2._mm256_maddubs_epi16(size, ones);
        }
        let load = [
            simd.avx2._mm256_packus_epi16(positive[0], positive[1]),
            simd.avx2._mm256_packus_epi16(negative[0], negative[1]),
        ];
        let highest: [[u8; 16]; 2] = cast(simd.avx2._mm256_max_epu8(load[0], load[1]));
        let highest = highest[0].iter().zip(&highest[1]).fold(0, |top, (&a, &b)| top.max(a).max(b));
        Self { place, weights, load, highest }
    }
}

/// Both loads together; what is too much for a byte stays its highest number.
#[inline(always)]
fn sum(simd: V3, a: &Load, b: &Load) -> Load {
    [simd.avx2._mm256_adds_epu8(a[0], b[0]), simd.avx2._mm256_adds_epu8(a[1], b[1])]
}

/// Whether both loads together stay within 16 bits.
#[inline(always)]
fn fits(simd: V3, a: &Load, b: &Load) -> bool {
    let [positive, negative] = sum(simd, a, b);
    let most = simd.avx._mm256_set1_epi8(MOST.cast_signed());
    let over = simd.avx2._mm256_subs_epu8(simd.avx2._mm256_max_epu8(positive, negative), most);
    simd.avx._mm256_testz_si256(over, over) == 1
}
