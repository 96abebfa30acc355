//! What apostrophes do to words: possessive endings, verbs joined to their subjects, words without their beginning.

/// Words that lose their first letters to an apostrophe, which is then not an opening quotation mark: "rock 'n'
/// roll".
const ELIDED: &[&str] = &[
    "n", "em", "tis", "twas", "twill", "twere", "til", "till", "cause", "bout", "neath", "gainst", "nuff",
    "kay", "fraid",
];

/// "'s" and the apostrophe of a plural.
pub(crate) fn is_clitic(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

/// "'s", "'re"
pub(crate) fn is_clitic_verb(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'re" | "’re" | "'m" | "’m" | "'ve" | "’ve")
}

/// Whether the word has lost its first letters.
pub(crate) fn is_elided(word: &str) -> bool {
    ELIDED.contains(&word)
}
