//! The direction in which a text is written. Its order never changes: lines hold the article's own characters in
//! their own order, and terminals that support bidi reorder them.

/// How many letters decide the direction of an article.
const LETTERS: usize = 4000;

/// Whether a character belongs to a script that is written from right to left: Hebrew, Arabic and related ones.
pub(crate) fn is_from_right(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}')
}

/// Whether most letters of a text's beginning are written from right to left.
pub(crate) fn is_mostly_from_right(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(LETTERS);
    let (n_right, n) = letters.fold((0, 0), |(right, n), c| (right + usize::from(is_from_right(c)), n + 1));
    n_right * 2 > n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_decide() {
        assert!(is_mostly_from_right("שלום עולם, said Ann"));
        assert!(is_mostly_from_right("مرحبا بالعالم 2024"));
        assert!(!is_mostly_from_right("The word שלום means peace"));
        assert!(!is_mostly_from_right("12 — 14"));
    }
}
