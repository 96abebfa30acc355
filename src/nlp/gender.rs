//! Which pronouns go with a person: the words that tell it, and the evidence for one person weighed.

use crate::nlp::cast::lexicon;

/// Which pronouns go with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// Words for people and offices that tell a gender; "sheikh" and "judge" do not: Sheikh Hasina is a woman.
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

/// So much more evidence for one gender than for the other leaves little doubt.
const SURE: f32 = 1.0;

impl Gender {
    /// What a third person's pronoun in small letters tells.
    pub(in crate::nlp) fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "he" | "his" | "him" | "himself" => Some(Self::Male),
            "she" | "her" | "hers" | "herself" => Some(Self::Female),
            _ => None,
        }
    }

    /// What a folded word of a title or description tells: "mrs", "spokeswoman".
    pub(in crate::nlp) fn of_title(word: &str) -> Option<Self> {
        let told = || {
            if MALE.contains(&word) {
                Some(Self::Male)
            } else {
                FEMALE.contains(&word).then_some(Self::Female)
            }
        };
        lexicon::honorific(word).and_then(|it| it.gender).or_else(told)
    }

    /// The gender of most bearers of a folded given name, if one stands out.
    pub(in crate::nlp) fn of_given_name(word: &str) -> Option<Self> {
        lexicon::given_name(word).and_then(|known| known.gender)
    }
}

/// Evidence for one person's gender.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Leaning {
    he: f32,
    she: f32,
}

impl Leaning {
    /// Adds evidence, if there is any.
    pub(in crate::nlp) fn count(&mut self, gender: Option<Gender>, weight: f32) {
        match gender {
            Some(Gender::Male) => self.he += weight,
            Some(Gender::Female) => self.she += weight,
            None => {}
        }
    }

    /// The gender, if the evidence leaves little doubt.
    pub(in crate::nlp) fn gender(self) -> Option<Gender> {
        if self.he >= self.she + SURE {
            Some(Gender::Male)
        } else if self.she >= self.he + SURE {
            Some(Gender::Female)
        } else {
            None
        }
    }

    /// How much more evidence there is for a gender than against it.
    pub(in crate::nlp) fn toward(self, gender: Gender) -> f32 {
        match gender {
            Gender::Male => self.he - self.she,
            Gender::Female => self.she - self.he,
        }
    }
}
