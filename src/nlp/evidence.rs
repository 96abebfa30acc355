//! Evidence for a small network: numbers written one after the other, in the order in which it was trained on them.

/// How many reasons are shown for one score.
const MAX_REASONS: usize = 6;

/// The least weight of a reason that is shown.
const MIN_REASON: f32 = 0.1;

/// The numbers while they are written.
#[derive(Debug)]
pub(crate) struct Writer<const N: usize> {
    row: [f32; N],
    at: usize,
}

impl<const N: usize> Writer<N> {
    pub(crate) const fn new() -> Self {
        Self { row: [0.0; N], at: 0 }
    }

    /// Writes a number.
    pub(crate) fn number(&mut self, number: f32) {
        self.row[self.at] = number;
        self.at += 1;
    }

    /// Writes 1 or 0.
    pub(crate) fn flag(&mut self, is_so: bool) {
        self.number(if is_so { 1.0 } else { 0.0 });
    }

    /// Writes 1 for one of `n`, and 0 for the others.
    pub(crate) fn one_of(&mut self, which: Option<usize>, n: usize) {
        for at in 0..n {
            self.flag(which == Some(at));
        }
    }

    /// All of them; the rest is 0.
    pub(crate) fn finish(self) -> [f32; N] {
        self.row
    }

    /// How many have been written.
    pub(crate) const fn len(&self) -> usize {
        self.at
    }
}

/// `count` of at most `most`, as a share of it.
#[expect(clippy::cast_precision_loss, reason = "a few")]
pub(crate) fn share(count: usize, most: usize) -> f32 {
    count.min(most) as f32 / most as f32
}

/// What is shown of the reasons for a score, in words; `reasons` are numbers of the evidence with their weights, the
/// strongest first.
pub(crate) fn main_reasons(
    reasons: impl Iterator<Item = (usize, f32)>,
    names: &[&'static str],
) -> Vec<(&'static str, f32)> {
    let strong = reasons.filter(|it| it.1.abs() >= MIN_REASON);
    strong.take(MAX_REASONS).map(|(number, weight)| (names[number], weight)).collect()
}
