//! Words at the borders of sentences: abbreviations, whose period may not end one, and words that begin one.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::nlp::lexicon::file::{classed, words};

/// What the period of an abbreviation says about the end of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// "Mr.": a name follows, so the sentence continues.
    Title,
    /// "No. 5": an abbreviation only before a number, and the sentence continues.
    Number,
    /// "Inc.", "Aug.", "etc.": the next word decides.
    Other,
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    let words = classed(include_str!("../../../assets/lexicons/abbreviations.txt")).map(|(class, word)| {
        let class = match class {
            "title" => Abbreviation::Title,
            "number" => Abbreviation::Number,
            _ => Abbreviation::Other,
        };
        (word, class)
    });
    // The first line that names a word decides.
    words.rev().collect()
});

static STARTERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../assets/lexicons/sentence_starters.txt")).collect());

/// The class of a word without its last period, if it is an abbreviation.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let known = &*ABBREVIATIONS;
    if let Some(&class) = known.get(word) {
        return Some(class);
    }
    if word.len() > MAX_ABBREVIATION || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    // "Vs." and "MR.": the list has "vs" and "Mr".
    let lower = word.to_ascii_lowercase();
    let mut title = lower.clone();
    title.get_mut(..1)?.make_ascii_uppercase();
    known.get(title.as_str()).or_else(|| known.get(lower.as_str())).copied()
}

/// Whether a capitalised word shows that a new sentence begins, even after "U.S.".
pub(crate) fn begins_sentence(word: &str) -> bool {
    STARTERS.contains(word)
}

/// Longer words are not looked up.
const MAX_ABBREVIATION: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_matters_where_a_word_is_also_a_common_one() {
        assert_eq!(abbreviation("Miss"), Some(Abbreviation::Other));
        assert_eq!(abbreviation("miss"), None);
        assert_eq!(abbreviation("INC"), Some(Abbreviation::Other));
        assert_eq!(abbreviation("Vs"), Some(Abbreviation::Other));
        assert_eq!(abbreviation("Mr"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("no"), Some(Abbreviation::Number));
    }

    #[test]
    fn every_line_of_the_lists_is_read() {
        assert!(ABBREVIATIONS.len() > 150 && ABBREVIATIONS.keys().all(|word| word.len() <= MAX_ABBREVIATION));
        assert!(begins_sentence("The") && !begins_sentence("Treasury") && !begins_sentence("#"));
    }
}
