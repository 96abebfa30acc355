//! Offices, occupations and other nouns for what someone is, and the words before them; folded.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::nlp::lexicon::file::{classed, numbered};
use crate::nlp::lexicon::noun::singular;

/// What a word says of a title or description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// "leader", "senator"
    Person,
    /// "wife"; these are persons' too
    Kin,
    /// "carmaker", "newspaper"
    Organization,
    /// "former", "police"
    Modifier,
}

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

/// Names of one office: their words, and the numbers of the lines that they stand in.
static OFFICES: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut offices: HashMap<_, Vec<usize>> = HashMap::new();
    for (name, line) in numbered(include_str!("../../../assets/lexicons/offices.txt")) {
        offices.entry(name).or_default().push(line);
    }
    offices
});

/// Nouns for people of whom only the part they had in an event is known.
const UNKNOWN: &[&str] = &[
    "suspect",
    "attacker",
    "assailant",
    "gunman",
    "shooter",
    "killer",
    "murderer",
    "perpetrator",
    "culprit",
    "thief",
    "robber",
    "burglar",
    "intruder",
    "kidnapper",
    "hijacker",
    "bomber",
    "arsonist",
    "accomplice",
    "witness",
    "bystander",
    "onlooker",
    "passerby",
    "caller",
    "stranger",
    "neighbour",
    "neighbor",
];

/// Nouns for people that are no office or occupation.
const HUMAN: &[&str] = &[
    "man",
    "woman",
    "boy",
    "girl",
    "gentleman",
    "lady",
    "guy",
    "child",
    "baby",
    "teen",
    "youth",
    "passenger",
    "pedestrian",
    "motorist",
    "patient",
    "tenant",
    "customer",
    "employee",
    "plaintiff",
    "complainant",
    "respondent",
    "convict",
    "inmate",
    "detainee",
    "hostage",
    "source",
    "incumbent",
    "challenger",
    "newcomer",
    "plumber",
    "father-in-law",
    "mother-in-law",
    "heroine",
    "hero",
    "hitman",
    "person",
    "ceo",
    "mum",
    "mom",
    "dad",
    "pilot",
    "democrat",
    "republican",
    "native",
    "alum",
    "alumnus",
    "alumna",
    "bureaucrat",
    "statesman",
];

/// Words that may be added to an office or left out without making it another.
const FREE: &[&str] = &[
    "former",
    "then",
    "ex",
    "new",
    "current",
    "incumbent",
    "outgoing",
    "incoming",
    "embattled",
    "longtime",
    "veteran",
    "own",
    "same",
    "sitting",
    "young",
    "old",
    "older",
    "elderly",
    "popular",
    "controversial",
    "acting",
    "newly",
    "elected",
    "retired",
    "long",
    "time",
    "top",
    "famed",
    "british-born",
    "honorable",
    "hon",
];

/// Words that make another office of the one behind them: the vice president is not the president.
const PARTING: &[&str] =
    &["vice", "deputy", "assistant", "associate", "under", "co", "shadow", "junior", "sub", "first"];

/// Words of titles that are no roles by themselves: "District Attorney's Office".
const OF_TITLES: &[&str] =
    &["state", "district", "public", "county", "city", "special", "federal", "national"];

/// Words before a role that say what somebody thinks of its holder.
const OPINIONS: &[&str] = &[
    "terrible",
    "awful",
    "horrible",
    "dreadful",
    "brilliant",
    "greatest",
    "best",
    "worst",
    "worse",
    "worthless",
    "disgraceful",
    "corrupt",
    "crooked",
    "dishonest",
    "incompetent",
    "stupid",
    "foolish",
    "lazy",
    "wonderful",
    "fantastic",
    "evil",
    "no",
    "not",
    "hardly",
];

/// Offices of states, towns, clubs and companies alike.
const HIGH_OFFICES: &[&str] = &[
    "president",
    "premier",
    "minister",
    "mayor",
    "governor",
    "chancellor",
    "ambassador",
    "senator",
    "sheriff",
    "chairman",
    "chairwoman",
    "chairperson",
];

/// Other offices that places have, and clubs that are called like them.
const LOCAL_OFFICES: &[&str] = &[
    "king",
    "queen",
    "emperor",
    "prince",
    "princess",
    "ruler",
    "dictator",
    "leader",
    "envoy",
    "congressman",
    "congresswoman",
    "representative",
    "mp",
    "commissioner",
    "secretary",
    "undersecretary",
    "prosecutor",
    "general",
    "consul",
    "ombudsman",
    "treasurer",
    "lawmaker",
    "legislator",
    "councillor",
    "councilman",
    "councilwoman",
    "magistrate",
    "vice-president",
    "president-elect",
    "bishop",
    "archbishop",
    "chief",
    "coach",
    "manager",
    "captain",
    "owner",
    "co-owner",
];

/// Whether the word is of the class.
pub(crate) fn is_role(class: Role, word: &str) -> bool {
    ROLES.contains(&(class, word))
}

/// Whether the word is an office, an occupation or a relative, of one or of several: "chairman", "lawyers", "wife".
pub(crate) fn is_person_role(word: &str) -> bool {
    is_role(Role::Person, word)
        || is_role(Role::Kin, word)
        || singular(word).is_some_and(|it| is_role(Role::Person, it))
}

/// Whether the word is a noun for one person, whether or not it says what he or she does: "chairman", "wife", "stranger".
pub(crate) fn is_person_noun(word: &str) -> bool {
    is_role(Role::Person, word)
        || is_role(Role::Kin, word)
        || HUMAN.contains(&word)
        || UNKNOWN.contains(&word)
}

/// Whether the noun stands for somebody of whom only the part they had in an event is known: "the attacker".
pub(crate) fn is_unknown(word: &str) -> bool {
    UNKNOWN.contains(&word)
}

/// Whether the word is a sort of organization: "chain", "company".
pub(crate) fn is_organization(word: &str) -> bool {
    is_role(Role::Organization, word)
}

/// Whether the word is an office that places have, and clubs that are called like them.
pub(crate) fn is_local_office(word: &str) -> bool {
    HIGH_OFFICES.contains(&word) || LOCAL_OFFICES.contains(&word)
}

/// Whether the word is an office of those who sit for a place: "senator *from* Ohio".
pub(crate) fn is_seat(word: &str) -> bool {
    matches!(
        word,
        "senator"
            | "representative"
            | "congressman"
            | "congresswoman"
            | "mp"
            | "lawmaker"
            | "legislator"
            | "delegate"
    )
}

/// Whether the word is an office that a person has in an organization or place, and never of a person.
pub(crate) fn is_realm_office(word: &str) -> bool {
    HIGH_OFFICES.contains(&word) || matches!(word, "ceo" | "director-general" | "secretary-general")
}

/// The numbers of the offices that a name of several words or of one may mean: "attorney general".
pub(crate) fn offices(name: &str) -> Option<&'static [usize]> {
    OFFICES.get(name).map(Vec::as_slice)
}

/// Whether an office with the word or without it is the same one: "former".
pub(crate) fn is_free(word: &str) -> bool {
    FREE.contains(&word)
}

/// Whether an office with the word before it is another one: "vice".
pub(crate) fn is_parting(word: &str) -> bool {
    PARTING.contains(&word)
}

/// Whether the word before a role is no fact: "terrible", "no".
pub(crate) fn is_opinion(word: &str) -> bool {
    OPINIONS.contains(&word)
}

/// Whether the word is part of titles and no role by itself: "district".
pub(crate) fn is_of_titles(word: &str) -> bool {
    OF_TITLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::fold;

    #[test]
    fn the_lists_are_folded() {
        for word in ROLES.iter().map(|it| it.1).chain(HUMAN.iter().chain(UNKNOWN).copied()) {
            assert_eq!(fold(word), word);
        }
    }

    #[test]
    fn the_lists_are_read() {
        assert!(is_role(Role::Person, "chairman") && is_role(Role::Modifier, "former"));
        assert!(offices("attorney general").is_some() && offices("table").is_none());
    }

    #[test]
    fn roles_are_known_in_the_plural() {
        assert!(is_person_role("chairman") && is_person_role("lawyers") && is_person_role("husband"));
        assert!(!is_person_role("boss's") && !is_person_role("table"));
    }
}
