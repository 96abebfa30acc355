//! Vectors in a quarter of the space, for what is kept of a long text.

/// The highest of the stored numbers.
const MAX: f32 = 127.0;

/// A vector whose numbers are stored in 8 bits, in a unit of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rounded<const N: usize> {
    numbers: [i8; N],
    unit: f32,
}

impl<const N: usize> Rounded<N> {
    /// The numbers, each at most half a unit from what it was.
    pub(crate) fn to_floats(self) -> [f32; N] {
        self.numbers.map(|it| f32::from(it) * self.unit)
    }
}

impl<const N: usize> From<[f32; N]> for Rounded<N> {
    #[expect(clippy::cast_possible_truncation, reason = "no number is beyond MAX units")]
    fn from(numbers: [f32; N]) -> Self {
        let highest = numbers.iter().fold(0.0_f32, |highest, it| highest.max(it.abs()));
        let unit = if highest > 0.0 { highest / MAX } else { 1.0 };
        Self { numbers: numbers.map(|it| (it / unit).round() as i8), unit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_within_half_a_unit() {
        let numbers = [0.0, 2.54, -2.54, 0.011, -1.0];
        let rounded = Rounded::from(numbers).to_floats();
        assert!(numbers.iter().zip(rounded).all(|(a, b)| (a - b).abs() <= 0.0101), "{rounded:?}");
        assert!(Rounded::from([0.0; 3]).to_floats().iter().all(|it| it.abs() < f32::EPSILON));
    }
}
