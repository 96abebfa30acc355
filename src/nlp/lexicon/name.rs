//! Given names, their short forms, and surnames that come first; all folded.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::nlp::gender::Gender;
use crate::nlp::lexicon::file::{classed, lines, words};

/// A known word and the gender that it shows, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// The gender of those that it stands for or precedes.
    pub(crate) gender: Option<Gender>,
}

static GIVEN_NAMES: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut names: HashMap<_, Known> = HashMap::new();
    for (class, word) in classed(include_str!("../../../assets/lexicons/given_names.txt")) {
        // "Robin", in both lists, is a given name but shows no gender.
        let gender = gender_of(class);
        names
            .entry(word)
            .and_modify(|known: &mut Known| known.gender = known.gender.filter(|it| Some(*it) == gender))
            .or_insert(Known { gender });
    }
    names
});

static FAMILY_FIRST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../assets/lexicons/family_first_names.txt")).collect());

/// For each given name, the numbers of the lines that contain it.
static NICKNAMES: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<_, Vec<_>> = HashMap::new();
    for (number, line) in lines(include_str!("../../../assets/lexicons/nicknames.txt")).enumerate() {
        for word in line.split_whitespace() {
            groups.entry(word).or_default().push(number);
        }
    }
    groups
});

/// Words before a name in quotation marks, of a person or a work.
const INTRODUCING: &[&str] = &[
    "name",
    "nickname",
    "nicknamed",
    "alias",
    "aka",
    "dubbed",
    "by",
    "rapper",
    "singer",
    "wrestler",
    "boxer",
    "artist",
    "novel",
    "book",
    "film",
    "movie",
    "song",
    "album",
    "series",
    "show",
    "play",
    "painting",
    "poem",
    "opera",
    "single",
    "titled",
    "entitled",
    "documentary",
    "musical",
];

/// Whether a name in quotation marks follows the word: "nicknamed “Red”", "the rapper “Lil Tide”", "the novel “Nine
/// Doors”".
pub(crate) fn introduces_name(word: &str) -> bool {
    INTRODUCING.contains(&word)
}

/// Whether "as" after the word introduces a name: "known as “Red”".
pub(crate) fn is_knowing(word: &str) -> bool {
    matches!(word, "know" | "knows" | "knew" | "known" | "performs" | "performed" | "writes" | "billed")
}

/// Whether the folded word is a known given name, and the gender of most people with it, if one clearly prevails.
pub(crate) fn given_name(word: &str) -> Option<Known> {
    GIVEN_NAMES.get(word).copied()
}

/// Whether the folded word is a Chinese, Korean or Vietnamese surname.
pub(crate) fn is_family_first(word: &str) -> bool {
    FAMILY_FIRST.contains(word)
}

/// Whether one folded given name is a short form of the other, or both are short for the same name: "bill",
/// "william".
pub(crate) fn is_nickname(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (NICKNAMES.get(a), NICKNAMES.get(b)) else { return false };
    a.iter().any(|group| b.contains(group))
}

/// The gender that a class in the lists shows.
pub(super) fn gender_of(class: &str) -> Option<Gender> {
    match class {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::fold;

    #[test]
    fn the_lists_are_folded() {
        for word in GIVEN_NAMES.keys().chain(&*FAMILY_FIRST).chain(NICKNAMES.keys()) {
            assert_eq!(fold(word), *word);
        }
    }

    #[test]
    fn the_lists_are_read() {
        assert_eq!(given_name("donald"), Some(Known { gender: Some(Gender::Male) }));
        assert_eq!(given_name("robin"), Some(Known { gender: None }));
        assert!(is_nickname("bill", "william") && is_nickname("bill", "billy"));
        assert!(!is_nickname("bill", "bob"));
    }
}
