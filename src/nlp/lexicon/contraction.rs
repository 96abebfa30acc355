//! What an apostrophe has made of words: possessive endings, verbs joined to their subject, words without a beginning.

/// Words that lose their first letters to an apostrophe, so that it is no opening mark: "rock 'n' roll".
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
