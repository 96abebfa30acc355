//! Words that show which pronouns fit a person.

use crate::nlp::gender::Gender;
use crate::nlp::lexicon::{honorific, name};

/// Words for people and offices that show a gender; "sheikh" and "judge" do not: Sheikh Hasina is a woman.
const MALE: &[&str] = &[
    "man",
    "boy",
    "gentleman",
    "guy",
    "king",
    "prince",
    "lord",
    "baron",
    "duke",
    "emperor",
    "pope",
    "monk",
    "priest",
    "imam",
    "father",
    "brother",
    "husband",
    "son",
    "uncle",
    "nephew",
    "grandfather",
    "grandson",
    "stepson",
    "widower",
    "boyfriend",
    "fiance",
    "godfather",
    "half-brother",
    "ex-husband",
    "congressman",
    "assemblyman",
    "councilman",
    "alderman",
    "spokesman",
    "chairman",
    "businessman",
    "policeman",
    "fisherman",
    "salesman",
    "sportsman",
    "statesman",
    "anchorman",
    "cameraman",
    "frontman",
    "ombudsman",
    "headmaster",
    "actor",
    "waiter",
    "host",
    "hitman",
    "gunman",
];
const FEMALE: &[&str] = &[
    "woman",
    "girl",
    "lady",
    "queen",
    "princess",
    "baroness",
    "duchess",
    "countess",
    "empress",
    "nun",
    "mother",
    "sister",
    "wife",
    "daughter",
    "aunt",
    "niece",
    "grandmother",
    "granddaughter",
    "stepdaughter",
    "widow",
    "girlfriend",
    "fiancee",
    "half-sister",
    "ex-wife",
    "congresswoman",
    "assemblywoman",
    "councilwoman",
    "spokeswoman",
    "chairwoman",
    "businesswoman",
    "policewoman",
    "stateswoman",
    "anchorwoman",
    "housewife",
    "hostess",
    "actress",
    "waitress",
    "heroine",
];

impl Gender {
    /// The gender that a third-person pronoun in lower case shows.
    pub(in crate::nlp) fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "he" | "his" | "him" | "himself" => Some(Self::Male),
            "she" | "her" | "hers" | "herself" => Some(Self::Female),
            _ => None,
        }
    }

    /// The gender that a folded word of a title or description shows: "mrs", "spokeswoman".
    pub(in crate::nlp) fn of_title(word: &str) -> Option<Self> {
        let told = || {
            if MALE.contains(&word) {
                Some(Self::Male)
            } else {
                FEMALE.contains(&word).then_some(Self::Female)
            }
        };
        honorific::honorific(word).and_then(|it| it.gender).or_else(told)
    }

    /// The gender of most people with a folded given name, if one gender clearly prevails.
    pub(in crate::nlp) fn of_given_name(word: &str) -> Option<Self> {
        name::given_name(word).and_then(|known| known.gender)
    }
}
