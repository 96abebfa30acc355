//! The labels that the network gives to tokens, and which labels may follow each other.

use crate::nlp::names::NameKind;

/// Number of labels.
pub(crate) const N_LABELS: usize = 9;

/// All labels, as model files name them; the position of a label is its number.
pub(crate) const NAMES: [&str; N_LABELS] =
    ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];

/// The logarithm of the probability of each label.
pub(crate) type LogProbabilities = [f32; N_LABELS];

/// Certainly not part of a name.
pub(crate) const OUTSIDE: LogProbabilities = {
    let mut row = [f32::NEG_INFINITY; N_LABELS];
    row[0] = 0.0;
    row
};

/// A label: outside names, or at the beginning or inside of a name of some kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label(u8);

impl Label {
    /// Not part of a name.
    pub(crate) const OUTSIDE: Self = Self(0);

    /// All labels, in the order of their numbers.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..=8).map(Self)
    }

    /// Its position in the list.
    pub(crate) const fn number(self) -> usize {
        self.0 as usize
    }

    /// Whether a name begins here.
    pub(crate) const fn begins(self) -> bool {
        self.0 % 2 == 1
    }

    /// Whether a name continues here.
    pub(crate) const fn goes_on(self) -> bool {
        self.0 != 0 && self.0.is_multiple_of(2)
    }

    /// What the name names.
    pub(crate) const fn kind(self) -> Option<NameKind> {
        match self.0.div_ceil(2) {
            1 => Some(NameKind::Person),
            2 => Some(NameKind::Organization),
            3 => Some(NameKind::Place),
            4 => Some(NameKind::Other),
            _ => None,
        }
    }

    /// Whether it may follow `before`; `None` is the start of a sentence.
    pub(crate) fn may_follow(self, before: Option<Self>) -> bool {
        !self.goes_on() || before.is_some_and(|before| before.kind() == self.kind())
    }
}

/// The numbers of the labels that begin and continue a name of a kind.
pub(crate) const fn of(kind: NameKind) -> (usize, usize) {
    let begin = match kind {
        NameKind::Person => 1,
        NameKind::Organization => 3,
        NameKind::Place => 5,
        NameKind::Other => 7,
    };
    (begin, begin + 1)
}

/// The probability of a label at a temperature; the scores need not add up to one.
pub(crate) fn probability(scores: &LogProbabilities, label: usize, temperature: f32) -> f32 {
    log_probabilities(&scores.map(|score| score / temperature))[label].exp()
}

/// The logarithms of the probabilities that the scores represent.
pub(crate) fn log_probabilities(scores: &[f32]) -> LogProbabilities {
    let mut out = [f32::NEG_INFINITY; N_LABELS];
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total = scores.iter().map(|score| (score - highest).exp()).sum::<f32>().ln() + highest;
    for (out, score) in out.iter_mut().zip(scores) {
        *out = score - total;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_their_names() {
        let prefix = |label: Label| {
            if label.begins() {
                "B-"
            } else if label.goes_on() {
                "I-"
            } else {
                "O"
            }
        };
        let kind = |label: Label| match label.kind() {
            Some(NameKind::Person) => "PER",
            Some(NameKind::Organization) => "ORG",
            Some(NameKind::Place) => "LOC",
            Some(NameKind::Other) => "MISC",
            None => "",
        };
        for label in Label::all() {
            assert_eq!(NAMES[label.number()], format!("{}{}", prefix(label), kind(label)));
        }
    }

    #[test]
    fn a_name_goes_on_only_with_its_kind() {
        let follows = |label: u8, before: u8| Label(label).may_follow(Some(Label(before)));
        assert!(follows(2, 1) && follows(2, 2) && follows(1, 4) && follows(0, 3));
        assert!(!follows(2, 3) && !follows(2, 0) && !Label(2).may_follow(None));
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let sum: f32 = log_probabilities(&[1.0, 90.0, -3.0, 0.0, 5.0, 0.0, 0.0, 0.0, 88.0])
            .iter()
            .map(|p| p.exp())
            .sum();
        assert!((sum - 1.0).abs() < 1e-5);
    }
}
