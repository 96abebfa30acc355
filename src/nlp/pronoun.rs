//! The pronouns: words that may stand for someone or something the article speaks of.

/// In lower case.
const PRONOUNS: &[&str] = &[
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "themself",
    "this",
    "that",
    "these",
    "those",
    "who",
    "whom",
    "whose",
    "which",
    "one",
    "ones",
];

/// The longest of them, in bytes.
const LONGEST: usize = 10;

/// Whether a token is a pronoun, in whatever case.
pub(crate) fn is_pronoun(token: &str) -> bool {
    token.len() <= LONGEST && PRONOUNS.iter().any(|it| it.eq_ignore_ascii_case(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_are_told_in_any_case() {
        for word in ["He", "herself", "I", "WHO", "yourselves"] {
            assert!(is_pronoun(word), "{word}");
        }
        for word in ["", "Hi", "man", "heresy", "themselvess"] {
            assert!(!is_pronoun(word), "{word}");
        }
    }
}
