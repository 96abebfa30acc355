//! Offices, occupations and other nouns for what someone is, and the words before them; folded.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::nlp::lexicon::file::{classed, numbered};
use crate::nlp::lexicon::noun::singular;

/// The role of a word in a title or description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// "leader", "senator"
    Person,
    /// "wife"; these belong to people, too.
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

/// Names of an office: their words, and the numbers of the lines that contain them.
static OFFICES: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut offices: HashMap<_, Vec<usize>> = HashMap::new();
    for (name, line) in numbered(include_str!("../../../assets/lexicons/offices.txt")) {
        offices.entry(name).or_default().push(line);
    }
    offices
});

/// Nouns for several people that are not plurals of nouns in the list.
const SEVERAL: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "police",
    "authorities",
    "relatives",
    "parents",
    "residents",
    "locals",
    "crowd",
    "crew",
    "staff",
    "personnel",
    "family",
    "couple",
    "public",
    "audience",
    "jury",
    "opposition",
    "mps",
];

/// Nouns for people of whom only their part in an event is known.
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

/// Nouns for people that are not offices or occupations.
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

/// Words that can be added to an office or left out without making it another one.
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

/// Words that make the office after them another one: the vice president is not the president.
const PARTING: &[&str] =
    &["vice", "deputy", "assistant", "associate", "under", "co", "shadow", "junior", "sub", "first"];

/// Words of titles that are not roles by themselves: "District Attorney's Office".
const OF_TITLES: &[&str] =
    &["state", "district", "public", "county", "city", "special", "federal", "national"];

/// Words before a role that express an opinion about its holder.
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

/// Offices in states, towns, clubs and companies alike.
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

/// Other offices in places, and in clubs named after them.
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

/// Whether the word belongs to the class.
pub(crate) fn is_role(class: Role, word: &str) -> bool {
    ROLES.contains(&(class, word))
}

/// Whether the word is an office, an occupation or a relative, singular or plural: "chairman", "lawyers", "wife".
pub(crate) fn is_person_role(word: &str) -> bool {
    is_role(Role::Person, word)
        || is_role(Role::Kin, word)
        || singular(word).is_some_and(|it| is_role(Role::Person, it))
}

/// Whether the word is a noun for one person, whether or not it says what they do: "chairman", "wife", "stranger".
pub(crate) fn is_person_noun(word: &str) -> bool {
    is_role(Role::Person, word)
        || is_role(Role::Kin, word)
        || HUMAN.contains(&word)
        || UNKNOWN.contains(&word)
}

/// Whether the noun stands for someone of whom only their part in an event is known: "the attacker".
pub(crate) fn is_unknown(word: &str) -> bool {
    UNKNOWN.contains(&word)
}

/// Whether the word is a sort of organization: "chain", "company".
pub(crate) fn is_organization(word: &str) -> bool {
    is_role(Role::Organization, word)
}

/// Whether the noun stands for several people: "senators", "police".
pub(crate) fn is_several(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(is_person_noun) || SEVERAL.contains(&word)
}

/// Whether the noun stands for one person, several people or an organization.
pub(crate) fn is_someone(word: &str) -> bool {
    is_person_noun(word) || is_organization(word) || is_several(word)
}

/// Whether the word is an office in places, and in clubs named after them.
pub(crate) fn is_local_office(word: &str) -> bool {
    HIGH_OFFICES.contains(&word) || LOCAL_OFFICES.contains(&word)
}

/// Whether the word is an office of someone who represents a place: "senator *from* Ohio".
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

/// Whether the word is an office that a person has in an organization or place, never in a person.
pub(crate) fn is_realm_office(word: &str) -> bool {
    HIGH_OFFICES.contains(&word) || matches!(word, "ceo" | "director-general" | "secretary-general")
}

/// Whether the noun stands for the having of an office: "Lee's *appointment* as head of Acme".
pub(crate) fn is_tenure(word: &str) -> bool {
    matches!(
        word,
        "appointment"
            | "election"
            | "tenure"
            | "time"
            | "stint"
            | "work"
            | "career"
            | "job"
            | "role"
            | "term"
            | "years"
    )
}

/// The numbers of the offices that a name of one or more words may mean: "attorney general".
pub(crate) fn offices(name: &str) -> Option<&'static [usize]> {
    OFFICES.get(name).map(Vec::as_slice)
}

/// Whether an office stays the same with the word or without it: "former".
pub(crate) fn is_free(word: &str) -> bool {
    FREE.contains(&word)
}

/// Whether the word before an office makes it another one: "vice".
pub(crate) fn is_parting(word: &str) -> bool {
    PARTING.contains(&word)
}

/// Whether the word before a role does not state a fact: "terrible", "no".
pub(crate) fn is_opinion(word: &str) -> bool {
    OPINIONS.contains(&word)
}

/// Whether the word is part of titles and not a role by itself: "district".
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
