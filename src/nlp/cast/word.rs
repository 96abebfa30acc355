//! Words of names in comparable form: without case, accents, apostrophes and periods.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest words that are searched for misspellings; keeps hostile text cheap.
const MAX_MISSPELT: usize = 40;

/// Lower case without accents, apostrophes and periods: "O’Neill" becomes "oneill", "E.U." "eu", "José" "jose".
pub(in crate::nlp) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word
            .bytes()
            .filter(|b| !matches!(b, b'\'' | b'.'))
            .map(|b| b.to_ascii_lowercase() as char)
            .collect();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '.' => {}
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            '‐' | '‑' | '–' => folded.push('-'),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// The folded words of a name, without punctuation at their edges and a possessive at the end.
pub(in crate::nlp) fn folded_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '—')) {
        let part = part.trim_matches(|c: char| {
            matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | '!' | '?')
        });
        let part = if words.is_empty() || !is_clitic(part) { part } else { "" };
        let part = ["'s", "’s"].iter().find_map(|end| part.strip_suffix(end)).unwrap_or(part);
        let word = fold(part);
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

fn is_clitic(part: &str) -> bool {
    matches!(part, "'s" | "’s" | "'" | "’")
}

/// Whether the folded word abbreviates longer ones: "j", "jk".
pub(super) fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Whether the letters are Latin ones.
pub(super) fn is_latin(name: &str) -> bool {
    // The block of Latin letters with Vietnamese accents is the last one.
    name.chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
}

/// Whether two different long words are one edit apart: one letter added, removed or changed, or two swapped.
pub(super) fn is_misspelling(a: &str, b: &str) -> bool {
    const SHORT: usize = 5;
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() < SHORT || long.len() > MAX_MISSPELT || long.len() - short.len() > 2 || long == short {
        return false;
    }
    let long: Vec<char> = long.chars().collect();
    let short: Vec<char> = short.chars().collect();
    let same = |ends: &dyn Fn(usize) -> bool| (0..short.len()).take_while(|&at| ends(at)).count();
    let head = same(&|at| long.get(at) == short.get(at));
    let tail = same(&|at| long.iter().rev().nth(at) == short.iter().rev().nth(at));
    if long.len() == short.len() {
        let swapped = head + tail + 2 == long.len()
            && long.get(head) == short.get(head + 1)
            && long.get(head + 1) == short.get(head);
        head + tail + 1 >= long.len() || swapped
    } else {
        long.len() == short.len() + 1 && head + tail >= short.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_apostrophes_do_not_part_words() {
        assert_eq!(folded_words("James O’Neill's"), ["james", "oneill"]);
        assert_eq!(folded_words("DE BLASIO"), ["de", "blasio"]);
        assert_eq!(folded_words("José Łukasz Müller,"), ["jose", "lukasz", "muller"]);
        assert_eq!(folded_words("the E.U. ’s"), ["the", "eu"]);
        assert_eq!(folded_words("Lam\nSiu-por"), ["lam", "siu-por"]);
        assert_eq!(folded_words("’"), Vec::<String>::new());
    }

    #[test]
    fn a_misspelling_is_one_edit_in_a_long_word() {
        assert!(is_misspelling("hasina", "hasian"));
        assert!(is_misspelling("gaddafi", "gadafi"));
        assert!(is_misspelling("sessions", "sesssions"));
        assert!(is_misspelling("keller", "kellor"));
        assert!(!is_misspelling("hasina", "hasina"));
        assert!(!is_misspelling("martin", "martinez"));
        assert!(!is_misspelling("lam", "lai"));
        assert!(!is_misspelling("anders", "sander"));
    }
}
