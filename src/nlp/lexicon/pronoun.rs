//! The pronouns: words that may stand for someone or something that the article mentions.

/// A pronoun that may stand for someone, with all its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Pronoun {
    /// "I", "my"
    I,
    /// "you"
    You,
    /// "he", "his"
    He,
    /// "she", "her"
    She,
    /// "it", "its"
    It,
    /// "we", "our"
    We,
    /// "they", "their"
    They,
    /// "this", "who", "one"
    Other,
}

/// The longest of them, in bytes.
const MAX_LENGTH: usize = 10;

/// The pronoun of which a word in lower case is a form.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
        "you" | "your" | "yours" | "yourself" | "yourselves" => Pronoun::You,
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "we" | "us" | "our" | "ours" | "ourselves" => Pronoun::We,
        "they" | "them" | "their" | "theirs" | "themselves" | "themself" => Pronoun::They,
        "this" | "that" | "these" | "those" | "who" | "whom" | "whose" | "which" | "one" | "ones" => {
            Pronoun::Other
        }
        _ => return None,
    })
}

/// Whether the word precedes a noun and owns it: "his", "her".
pub(crate) fn is_possessive(word: &str) -> bool {
    matches!(word, "my" | "your" | "his" | "her" | "its" | "our" | "their")
}

/// Whether the word precedes a noun and owns it, or begins a clause that names the owner: "his", "whose".
pub(crate) fn is_owning(word: &str) -> bool {
    is_possessive(word) || word == "whose"
}

/// Whether a token is a pronoun, in upper or lower case.
pub(crate) fn is_pronoun(token: &str) -> bool {
    token.len() <= MAX_LENGTH && pronoun(&token.to_ascii_lowercase()).is_some()
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
