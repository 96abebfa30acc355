//! The word lists that the joining of names reads.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::nlp::gender::Gender;

/// A known word and the gender that it tells, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::nlp) struct Known {
    /// The gender of those it stands for or before.
    pub(in crate::nlp) gender: Option<Gender>,
}

/// The classes of words in organizations' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum OrgWord {
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

/// What a word says of a title or description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::nlp) enum Role {
    /// "leader", "senator"
    Person,
    /// "wife"; these are persons' too
    Kin,
    /// "carmaker", "newspaper"
    Organization,
    /// "former", "police"
    Modifier,
}

static HONORIFICS: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    classed(include_str!("../../../assets/lexicons/honorifics.txt"))
        .map(|(class, word)| (word, Known { gender: gender_of(class) }))
        .collect()
});

static GIVEN_NAMES: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut names: HashMap<_, Known> = HashMap::new();
    for (class, word) in classed(include_str!("../../../assets/lexicons/given_names.txt")) {
        // "Robin", in both lists, is a given name but tells no gender.
        let gender = gender_of(class);
        names
            .entry(word)
            .and_modify(|known: &mut Known| known.gender = known.gender.filter(|it| Some(*it) == gender))
            .or_insert(Known { gender });
    }
    names
});

static FAMILY_FIRST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    lines(include_str!("../../../assets/lexicons/family_first_names.txt"))
        .flat_map(str::split_whitespace)
        .collect()
});

/// For each given name, the numbers of the lines that it stands in.
static NICKNAMES: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<_, Vec<_>> = HashMap::new();
    for (number, line) in lines(include_str!("../../../assets/lexicons/nicknames.txt")).enumerate() {
        for word in line.split_whitespace() {
            groups.entry(word).or_default().push(number);
        }
    }
    groups
});

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

static ROLES: LazyLock<HashSet<(Role, &'static str)>> = LazyLock::new(|| {
    classed(include_str!("../../../assets/lexicons/roles.txt"))
        .map(|(class, word)| {
            let class = match class {
                "person" => Role::Person,
                "kin" => Role::Kin,
                "organization" => Role::Organization,
                _ => Role::Modifier,
            };
            (class, word)
        })
        .collect()
});

static ORG_ALIASES: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| aliases(include_str!("../../../assets/lexicons/organization_aliases.txt")));

static COUNTRIES: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| aliases(include_str!("../../../assets/lexicons/countries.txt")));

/// Whether the folded word is no part of the name behind it ("Mr"), and which gender it tells.
pub(in crate::nlp) fn honorific(word: &str) -> Option<Known> {
    HONORIFICS.get(word).copied()
}

/// Whether the folded word is a known given name, and the gender of most of its bearers, if one stands out.
pub(in crate::nlp) fn given_name(word: &str) -> Option<Known> {
    GIVEN_NAMES.get(word).copied()
}

/// Whether the folded word is a Chinese, Korean or Vietnamese surname.
pub(super) fn is_family_first(word: &str) -> bool {
    FAMILY_FIRST.contains(word)
}

/// Whether one folded given name is a short form of the other or of the same name: "bill", "william".
pub(super) fn is_nickname(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (NICKNAMES.get(a), NICKNAMES.get(b)) else { return false };
    a.iter().any(|group| b.contains(group))
}

/// Whether the folded word is of the class.
pub(super) fn is_org_word(class: OrgWord, word: &str) -> bool {
    // The tables hold `'static` keys; a set of pairs can only be asked with a key of that lifetime or less.
    ORG_WORDS.contains(&(class, word))
}

/// Whether the folded word is of the class.
pub(in crate::nlp) fn is_role(class: Role, word: &str) -> bool {
    ROLES.contains(&(class, word))
}

/// The number of the organization that has the folded name among several, if it is a known one.
pub(super) fn org_alias(name: &str) -> Option<usize> {
    ORG_ALIASES.get(name).copied()
}

/// The number of the country of the folded name.
pub(super) fn country(name: &str) -> Option<usize> {
    COUNTRIES.get(name).copied()
}

fn gender_of(class: &str) -> Option<Gender> {
    match class {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// "class: word word" lines.
fn classed(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file)
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(class, words)| words.split_whitespace().map(move |word| (class, word)))
}

/// "name; other name" lines.
fn aliases(file: &'static str) -> HashMap<&'static str, usize> {
    lines(file)
        .enumerate()
        .flat_map(|(number, line)| line.split(';').map(move |name| (name.trim(), number)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::fold;

    #[test]
    fn the_lists_are_folded() {
        let words =
            (GIVEN_NAMES.keys().chain(HONORIFICS.keys()).chain(&*FAMILY_FIRST).chain(NICKNAMES.keys()))
                .chain(ORG_WORDS.iter().map(|(_, word)| word))
                .chain(ROLES.iter().map(|(_, word)| word))
                .chain(ORG_ALIASES.keys())
                .chain(COUNTRIES.keys());
        for word in words {
            assert_eq!(fold(word), *word);
        }
    }

    #[test]
    fn the_lists_are_read() {
        assert_eq!(honorific("mrs"), Some(Known { gender: Some(Gender::Female) }));
        assert_eq!(honorific("dr"), Some(Known { gender: None }));
        assert_eq!(honorific("sheikh"), None);
        assert_eq!(given_name("donald"), Some(Known { gender: Some(Gender::Male) }));
        assert_eq!(given_name("robin"), Some(Known { gender: None }));
        assert!(
            is_nickname("bill", "william") && is_nickname("bill", "billy") && !is_nickname("bill", "bob")
        );
        assert!(is_org_word(OrgWord::Suffix, "bhd") && !is_org_word(OrgWord::Head, "bhd"));
        assert!(is_role(Role::Person, "chairman") && is_role(Role::Modifier, "former"));
        assert_eq!(country("us"), country("united states"));
        assert_ne!(country("south korea"), country("north korea"));
        assert_eq!(org_alias("isis"), org_alias("islamic state"));
    }
}
