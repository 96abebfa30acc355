//! Short forms made of the letters of a name: "WMO", "U.N.", `PolyU`, "Nato", "Cogra".

use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::lexicon::organization::{OrgWord, is_org_word};

/// The most letters in a word made of the beginnings of others.
const MAX_LETTERS: usize = 12;

/// How many words of a name are looked at; longer "names" are lists that the finder took for one.
const MAX_WORDS: usize = 16;

/// Whether the letters abbreviate the folded words: "WMO", "U.N.", "ISIS", `DoJ`.
pub(super) fn is_acronym(text: &str, words: &[String]) -> bool {
    if let Some(letters) = letters(text)
        && initials(words).contains(&letters)
    {
        return true;
    }
    is_loose(text, words) || is_of_beginnings(text, words)
}

/// The folded letters of an acronym, if the text looks like one.
pub(super) fn letters(text: &str) -> Option<String> {
    let text = text.trim_end_matches("'s").trim_end_matches("’s");
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_one = !text.contains(char::is_whitespace)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | '-'))
        && (2..=10).contains(&letters.len())
        && capitals >= 2
        && capitals * 2 > letters.chars().count();
    is_one.then_some(letters)
}

/// The initials of the words, with and without small words, with hyphenated parts separate and together.
pub(super) fn initials(words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    if words.iter().filter(|word| !lexicon::organization::is_small_word(word)).count() < 2 {
        let parts = words.first().map_or(0, |word| word.split('-').count());
        if parts < 2 {
            return found;
        }
    }
    let first = |word: &str| word.chars().next();
    for skips in [false, true] {
        let kept = || words.iter().filter(move |word| !(skips && lexicon::organization::is_small_word(word)));
        found.push(kept().filter_map(|word| first(word)).collect::<String>());
        found.push(kept().flat_map(|word| word.split('-')).filter_map(first).collect());
        let core = kept().filter(|word| !is_org_word(OrgWord::Suffix, word));
        found.push(core.filter_map(|word| first(word)).collect());
    }
    if let [first, rest @ ..] = words
        && matches!(first.as_str(), "un" | "us" | "uk" | "eu")
    {
        // "UN World Food Programme" is WFP.
        found.extend(initials(rest));
    }
    found.retain(|letters| letters.chars().count() > 1);
    found
}

/// In brackets after the name, the letters may come from any of its words, in order: `Polytechnic University
/// (PolyU)`.
fn is_loose(text: &str, words: &[String]) -> bool {
    let is_one_word = text.chars().all(|c| c.is_alphanumeric() || c == '.');
    let letters = fold(text);
    let all = words.concat();
    let mut rest = all.chars();
    is_one_word
        && text.chars().filter(|c| c.is_uppercase()).count() > 1
        && letters.chars().next() == all.chars().next()
        && letters.chars().all(|letter| rest.any(|it| it == letter))
}

/// In brackets after the name, a word may be made of the beginnings of its words: "Cooperative of Grain Growers
/// (Cogra)", "North Atlantic Treaty Organisation (Nato)".
fn is_of_beginnings(text: &str, words: &[String]) -> bool {
    let short = fold(text);
    let is_word = text.starts_with(char::is_uppercase) && short.chars().all(char::is_alphabetic);
    let is_short = (3..=MAX_LETTERS).contains(&short.chars().count()) && words.len() > 1;
    is_word && is_short && short.chars().next() == words[0].chars().next() && begins(&short, words)
}

/// Whether the rest of a short form is made of the beginnings of at least two of the words, in order.
fn begins(short: &str, words: &[String]) -> bool {
    let letters: Vec<char> = short.chars().collect();
    // The fewest words that this many of the letters can be made of.
    let mut reached: Vec<bool> = vec![false; letters.len() + 1];
    reached[0] = true;
    for word in words.iter().take(MAX_WORDS) {
        for from in (0..letters.len()).rev().filter(|&it| reached[it]).collect::<Vec<_>>() {
            let same = word.chars().zip(&letters[from..]).take_while(|(a, b)| a == *b).count();
            // A whole word is not a beginning: "Acme Systems (Acme)" is found by its words.
            let n_letters = word.chars().count();
            (1..=same).filter(|&n| n < n_letters || n == 1).for_each(|n| reached[from + n] = true);
        }
    }
    reached[letters.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::folded_words;

    #[test]
    fn letters_and_beginnings_of_words_are_short_forms() {
        let check = |short: &str, full: &str| is_acronym(short, &folded_words(full));
        assert!(check("WMO", "World Meteorological Organization"));
        assert!(check("PolyU", "Polytechnic University"));
        assert!(check("Cogra", "Cooperative of Grain Growers of Andria"));
        assert!(check("Nato", "North Atlantic Treaty Organisation"));
        assert!(check("Interpol", "International Police Organisation"));
        assert!(!check("Acme", "Acme Systems") && !check("Lund", "London Orchestra"));
        assert!(!check("Oslo", "Office of State"));
    }
}
