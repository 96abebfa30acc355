//! Words in the names of organizations, and names by which many call one; folded.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::nlp::lexicon::file::{classed, lines, numbered};

/// The classes of words in organizations' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum OrgWord {
    /// "Inc", "Sdn Bhd"
    Suffix,
    /// "Group", "FC"
    Generic,
    /// "Committee", "Times"
    Head,
    /// "House" of the House Oversight Committee
    Chamber,
    /// "Tower"
    Facility,
    /// "Foundation"
    Body,
    /// "Act", "Prize"
    Work,
}

static ORG_WORDS: LazyLock<HashSet<(OrgWord, &'static str)>> = LazyLock::new(|| {
    classed(include_str!("../../../assets/lexicons/organization_words.txt"))
        .map(|(class, word)| {
            let class = match class {
                "suffix" => OrgWord::Suffix,
                "generic" => OrgWord::Generic,
                "head" => OrgWord::Head,
                "chamber" => OrgWord::Chamber,
                "facility" => OrgWord::Facility,
                "body" => OrgWord::Body,
                _ => OrgWord::Work,
            };
            (class, word)
        })
        .collect()
});

static ALIASES: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| numbered(include_str!("../../../assets/lexicons/organization_aliases.txt")).collect());

/// The words of each news agency, as they are written, by the first of them; the longest first.
static AGENCIES: LazyLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut agencies: HashMap<_, Vec<Vec<_>>> = HashMap::new();
    for line in lines(include_str!("../../../assets/lexicons/news_agencies.txt")) {
        let words: Vec<&str> = line.split(' ').collect();
        agencies.entry(words[0]).or_default().push(words);
    }
    for rows in agencies.values_mut() {
        rows.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }
    agencies
});

/// Words that acronyms may leave out.
const SMALL_WORDS: &[&str] =
    &["of", "the", "and", "for", "in", "on", "to", "a", "de", "des", "la", "le", "du", "at"];

/// Bodies that "of" turns: "Ministry of Health" is "Health Ministry".
const TURNED: &[&str] =
    &["department", "ministry", "university", "bank", "office", "committee", "parliament", "bureau"];

/// Nouns behind the name of what publishes or trades: "the Sabah newspaper".
const OUTLETS: &[&str] = &[
    "newspaper",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "channel",
    "station",
    "broadcaster",
    "network",
    "newswire",
    "website",
    "site",
    "portal",
    "publication",
    "tv",
    "television",
    "radio",
    "news",
    "company",
    "firm",
    "party",
];

/// Last words that show that what sounds like a person is a body.
const BODIES: &[&str] = &["foundation", "university", "inc", "ltd", "bhd", "plc", "corp", "organization"];

/// What is done by computer as "eCommerce" is.
const ELECTRONIC: &[&str] = &[
    "bike",
    "book",
    "business",
    "cash",
    "cigarette",
    "commerce",
    "government",
    "learning",
    "mail",
    "money",
    "scooter",
    "shop",
    "sport",
    "ticket",
    "visa",
    "wallet",
];

/// Whether the noun tells what one is whose name stands before it: "newspaper".
pub(crate) fn is_outlet(word: &str) -> bool {
    OUTLETS.contains(&word)
}

/// Whether the word is of the class.
pub(crate) fn is_org_word(class: OrgWord, word: &str) -> bool {
    // The tables hold `'static` keys; a set of pairs can only be asked with a key of that lifetime or less.
    ORG_WORDS.contains(&(class, word))
}

/// The number of the organization that has the name among several, if it is a known one.
pub(crate) fn org_alias(name: &str) -> Option<usize> {
    ALIASES.get(name).copied()
}

/// The names, in words, of the news agencies that begin with a word as it is written; the longest first.
pub(crate) fn agencies(first: &str) -> &'static [Vec<&'static str>] {
    AGENCIES.get(first).map_or(&[], Vec::as_slice)
}

/// Whether an acronym may leave the word out.
pub(crate) fn is_small_word(word: &str) -> bool {
    SMALL_WORDS.contains(&word)
}

/// Whether "X of Y" with this word for X is "Y X" as well.
pub(crate) fn is_turned(word: &str) -> bool {
    TURNED.contains(&word)
}

/// Whether a name that sounds like a person's is an organization's by its last word: "Ann Lee Foundation".
pub(crate) fn is_body_behind_name(word: &str) -> bool {
    BODIES.contains(&word)
}

/// Whether the small letters behind the "e" of "eCommerce" are something that is done by computer.
pub(crate) fn is_electronic(word: &str) -> bool {
    ELECTRONIC.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::fold;

    #[test]
    fn the_lists_are_folded() {
        for word in ORG_WORDS.iter().map(|it| it.1).chain(ALIASES.keys().copied()) {
            assert_eq!(fold(word), word);
        }
    }

    #[test]
    fn the_lists_are_read() {
        assert!(is_org_word(OrgWord::Suffix, "bhd") && !is_org_word(OrgWord::Head, "bhd"));
        assert_eq!(org_alias("isis"), org_alias("islamic state"));
        assert!(agencies("Reuters").iter().any(|it| *it == ["Reuters"]) && agencies("The").is_empty());
    }
}
