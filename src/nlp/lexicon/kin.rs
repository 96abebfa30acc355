//! Nouns for relatives, and for others who are each other's: "rivals".

/// A kind of relatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kin {
    Spouse,
    Lover,
    Child,
    Parent,
    Sibling,
}

/// Whether the noun holds for both of two: "siblings", "rivals".
pub(crate) fn is_mutual(noun: &str) -> bool {
    const MUTUAL: &[&str] = &[
        "sibling",
        "brother",
        "sister",
        "cousin",
        "twin",
        "friend",
        "rival",
        "partner",
        "colleague",
        "neighbour",
        "neighbor",
        "classmate",
        "teammate",
        "relative",
        "lover",
        "opponent",
    ];
    MUTUAL.contains(&noun)
}

impl Kin {
    /// The kind that a folded noun names: "wife".
    pub(crate) fn of(noun: &str) -> Option<Self> {
        Some(match noun {
            "wife" | "husband" | "spouse" | "widow" | "widower" | "ex-wife" | "ex-husband" => Self::Spouse,
            "girlfriend" | "boyfriend" | "partner" | "fiance" | "fiancee" => Self::Lover,
            "son" | "daughter" | "child" | "stepson" | "stepdaughter" => Self::Child,
            "father" | "mother" | "mum" | "mom" | "dad" | "parent" => Self::Parent,
            "brother" | "sister" | "half-brother" | "half-sister" => Self::Sibling,
            _ => return None,
        })
    }

    /// What the other is to the relative.
    pub(crate) const fn inverse(self) -> Self {
        match self {
            Self::Child => Self::Parent,
            Self::Parent => Self::Child,
            same => same,
        }
    }
}
