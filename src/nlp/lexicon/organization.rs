//! Words in the names of organizations, and well-known other names of organizations; folded.

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

/// The words of each news agency, as they are written, by their first word; the longest first.
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

/// Organizations whose names can be turned: "Ministry of Health" is "Health Ministry".
const TURNED: &[&str] =
    &["department", "ministry", "university", "bank", "office", "committee", "parliament", "bureau"];

/// What follows a family's name in that of its firm: "Okafor & Daughters".
const BEHIND_FAMILY: &[&str] = &[
    "son",
    "sons",
    "daughter",
    "daughters",
    "brothers",
    "bros",
    "co",
    "cie",
    "fils",
    "figli",
    "associates",
    "partners",
];

/// Nouns after the name of a publication or another body: "the Sabah newspaper", "the APS agency".
const OUTLETS: &[&str] = &[
    "agency",
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

/// Last words which show that what sounds like a person is an organization.
const BODIES: &[&str] = &["foundation", "university", "inc", "ltd", "bhd", "plc", "corp", "organization"];

/// Words of organizations that are named after famous people: "Vane Foundation".
const NAMED_AFTER_PEOPLE: &[&str] = &[
    "campaign",
    "administration",
    "foundation",
    "institute",
    "family",
    "organization",
    "organisation",
    "university",
    "college",
    "library",
    "center",
    "centre",
    "trust",
    "estate",
    "team",
    "government",
    "cabinet",
    "commission",
    "committee",
    "school",
    "fund",
    "society",
    "museum",
    "hospital",
    "presidency",
    "era",
];

/// Short forms of words in the names of organizations.
const SHORTENED: &[(&str, &str)] = &[
    ("dept", "department"),
    ("min", "ministry"),
    ("univ", "university"),
    ("assn", "association"),
    ("assoc", "association"),
    ("comm", "commission"),
    ("govt", "government"),
    ("intl", "international"),
    ("natl", "national"),
    ("inst", "institute"),
    ("org", "organization"),
    ("organisation", "organization"),
    ("centre", "center"),
    ("defence", "defense"),
    ("labour", "labor"),
];

/// Lower-case last words of an organization that is named after a place or people: "Algerian parliament".
const BEHIND_PLACE: &[&str] = &["parliament", "navy", "army", "military", "commission", "ministry"];

/// Names that sound like an organization, but are not one.
const NO_BODIES: &[&str] = &["oval office", "silicon valley", "rose garden", "situation room"];

/// Last words of things that have names and are not organizations.
const THINGS: &[&str] = &[
    "dam",
    "empire",
    "era",
    "revolution",
    "war",
    "treaty",
    "accord",
    "pact",
    "summit",
    "olympics",
    "championship",
    "championships",
    "derby",
    "marathon",
    "referendum",
    "pipeline",
    "expo",
];

/// Last words of something that is built or planned, after a word that says what for: "Solar Project".
const PLANS: &[&str] =
    &["project", "projects", "programme", "program", "plan", "scheme", "plant", "initiative"];

/// The purposes of what is built or planned.
const OF_PLANS: &[&str] = &[
    "dam",
    "hydro",
    "hydropower",
    "hydroelectric",
    "power",
    "nuclear",
    "solar",
    "wind",
    "water",
    "irrigation",
    "highway",
    "road",
    "rail",
    "railway",
    "metro",
    "bridge",
    "tunnel",
    "pipeline",
    "housing",
    "pilot",
    "mining",
    "oil",
    "gas",
    "lng",
    "energy",
    "electricity",
    "vaccination",
    "feeding",
    "exchange",
    "settlement",
];

/// What is done by computer, as in "eCommerce".
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

/// Whether the noun says what something is whose name precedes it: "newspaper".
pub(crate) fn is_outlet(word: &str) -> bool {
    OUTLETS.contains(&word)
}

/// Whether the word belongs to the class.
pub(crate) fn is_org_word(class: OrgWord, word: &str) -> bool {
    // The tables have `'static` keys; a set of pairs can only be searched with a key of that lifetime.
    ORG_WORDS.contains(&(class, word))
}

/// The number of the organization that has the name among several, if it is a known one.
pub(crate) fn org_alias(name: &str) -> Option<usize> {
    ALIASES.get(name).copied()
}

/// The names, as words, of the news agencies that begin with a word as it is written; the longest first.
pub(crate) fn agencies(first: &str) -> &'static [Vec<&'static str>] {
    AGENCIES.get(first).map_or(&[], Vec::as_slice)
}

/// Whether the name is exactly that of an agency or a platform: "Reuters", "Netflix".
pub(crate) fn is_agency(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.first().is_some_and(|first| agencies(first).contains(&words))
}

/// Whether an acronym may leave the word out.
pub(crate) fn is_small_word(word: &str) -> bool {
    SMALL_WORDS.contains(&word)
}

/// Whether "X of Y" with this word as X is also called "Y X".
pub(crate) fn is_turned(word: &str) -> bool {
    TURNED.contains(&word)
}

/// Whether the word follows "&" in the name of a family's firm: "Daughters".
pub(crate) fn is_behind_family(word: &str) -> bool {
    BEHIND_FAMILY.contains(&word)
}

/// Whether the last word makes a name that sounds like a person's that of an organization: "Ann Lee Foundation".
pub(crate) fn is_body_behind_name(word: &str) -> bool {
    BODIES.contains(&word)
}

/// Whether the word ends the name of an organization that begins with that of a place or people: "parliament".
pub(crate) fn is_behind_place(word: &str) -> bool {
    BEHIND_PLACE.contains(&word)
}

/// Whether the folded name is that of a thing because of its last words: "Great Tala Dam", "Tala Hydropower Project".
pub(crate) fn is_thing(words: &[String]) -> bool {
    match words {
        _ if NO_BODIES.contains(&words.join(" ").as_str()) => true,
        [.., of, last] if PLANS.contains(&last.as_str()) => OF_PLANS.contains(&of.as_str()),
        [_, .., last] => THINGS.contains(&last.as_str()),
        _ => false,
    }
}

/// Whether an organization with the word may be named after someone whom the article does not name: "Vane
/// Foundation".
pub(crate) fn is_named_after_people(word: &str) -> bool {
    NAMED_AFTER_PEOPLE.contains(&word)
}

/// The word in full and in one spelling: "department" for "dept".
pub(crate) fn in_full(word: &str) -> &str {
    SHORTENED.iter().find(|it| it.0 == word).map_or(word, |it| it.1)
}

/// Whether the letters after the "e" of a word like "eCommerce" name something that is done by computer.
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
