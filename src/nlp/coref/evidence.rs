//! The evidence for a mention standing for one of those spoken of so far: numbers for the ranker, in a fixed order.
//!
//! Training uses the same numbers, as this module writes them; their order is part of the model's format.

use crate::nlp::coref::affinity::Kinds;
use crate::nlp::coref::candidate::{Article, ListedKind};
use crate::nlp::coref::grammar::GrammaticalRole;
use crate::nlp::evidence::{self, share};
use crate::nlp::lexicon::pronoun::Pronoun;

/// How many numbers there are.
pub(crate) const N: usize = 126;

/// What each number means, in plain words.
pub(super) const NAMES: [&str; N] = [
    "it is an “I”",
    "it is a “he”",
    "it is a “she”",
    "it is an “it”",
    "it is a “we”",
    "it is a “they”",
    "it begins with “the”",
    "it begins with “a”",
    "it begins with its owner",
    "it begins with no article",
    "the noun is for one person",
    "the noun is for people",
    "the noun is for an organization",
    "the noun is for a place",
    "the noun is for a thing",
    "the noun is listed as a person’s",
    "the noun is listed as people’s",
    "the noun is listed as an organization’s",
    "it is mentioned again",
    "it is in a quotation",
    "it says something",
    "it closes a quotation",
    "it is a subject",
    "it owns something",
    "it is before a noun",
    "it is reflexive",
    "it is an object",
    "it is an apposition",
    "it is part of a compound",
    "it is one of several",
    "it follows a preposition",
    "it begins the sentence",
    "it is in the first paragraph",
    "it is in the first two paragraphs",
    "the noun occurred before",
    "the noun occurs again",
    "“it” stands for nothing here",
    "“he” or “she” follows",
    "how many may be meant",
    "how similar the most similar one is",
    "none of those before",
    "named",
    "a person",
    "an organization",
    "a place",
    "called by a noun for one person",
    "called by a noun for people",
    "called by a noun for an organization",
    "called by a noun for a place",
    "called by a noun for a thing",
    "of the same gender",
    "of another gender",
    "of unknown gender",
    "mentioned often",
    "mentioned in the same sentence",
    "mentioned one sentence before",
    "mentioned two sentences before",
    "mentioned earlier",
    "how many sentences ago",
    "not yet mentioned",
    "mentioned in the same paragraph",
    "mentioned in the paragraph before",
    "how many paragraphs ago",
    "last a subject",
    "last an owner",
    "last before a noun",
    "last an object",
    "last called by name",
    "last called by a pronoun",
    "last called by a noun",
    "the last one mentioned",
    "the second-last one mentioned",
    "the third-last one mentioned",
    "mentioned before three others",
    "the last same pronoun meant them",
    "the last to say something",
    "the last to say something, and this says something",
    "the speaker of these words",
    "named in what this says",
    "the subject of the clause",
    "the subject of the clause, and this is its object",
    "the subject of the clause, and this is reflexive",
    "the subject of the clause, and this owns something",
    "named right after the introduction",
    "the nearer of two subjects",
    "owned the same thing before",
    "has exactly this office",
    "has this office among others",
    "the only one with this office",
    "the first with this office",
    "the relative that is meant",
    "called by this noun before",
    "has this noun in the name",
    "named within these words",
    "the first person of the article",
    "among the first people of the article",
    "named often in the article",
    "the share of all names",
    "named beside the source",
    "the only one of that gender",
    "the network: the most similar mention",
    "the network: the second most similar mention",
    "the network: the first mention",
    "the network: the last mention",
    "the network: more similar than all others",
    "the network was asked",
    "the noun is for this sort of organization",
    "the noun is for another sort of organization",
    "the noun is for a sort of organization, and this one’s sort is unknown",
    "the only organization of that sort",
    "the only organization that is not of another sort",
    "has an office with this noun and other words",
    "the only one named so far",
    "of the age given",
    "not of the age given",
    "an age is given, and this one’s is unknown",
    "the description: the name or noun that it fits best",
    "the description: it fits better than all others",
    "the description: its share",
    "the description: the share of no one before",
    "the description was compared",
    "the noun is an office",
    "has other offices than this one",
    "of the country or party given",
    "not of the country or party given",
    "a country or party is given, and theirs is unknown",
];

/// The numbers of one option.
pub(crate) type Evidence = [f32; N];

/// The numbers about a noun.
const NOUNS: std::ops::Range<usize> = 6..10;

/// The number that stands for someone with a name.
const NAMED: usize = 41;

/// What a noun and someone with a name have in common: an office, kinship, the noun itself, the sort of organization,
/// the age, the origin.
const IN_COMMON: [usize; 9] = [86, 87, 89, 90, 91, 92, 109, 113, 123];

/// The number that says that a noun is an office.
const OFFICE: usize = 121;

/// Whether a noun is an office, which few people hold: "the president".
pub(super) fn is_office(evidence: &Evidence) -> bool {
    evidence[OFFICE] > 0.0
}

/// Whether a noun would stand for someone with a name although nothing says so: "the Russian envoy" for the only man
/// named.
pub(super) fn is_guess(evidence: &Evidence) -> bool {
    let has = |it: usize| evidence[it] > 0.0;
    NOUNS.into_iter().any(has) && has(NAMED) && !IN_COMMON.into_iter().any(has)
}

/// Writes the numbers.
pub(super) type Writer = evidence::Writer<N>;

/// Writes the shares of what a noun stands for.
pub(super) fn write_kinds(row: &mut Writer, kinds: Kinds) {
    for share in [kinds.person, kinds.people, kinds.organization, kinds.place, kinds.thing] {
        row.number(share);
    }
}

/// What is known about a mention, whomever it stands for.
#[expect(clippy::struct_excessive_bools, reason = "each is a number of the evidence")]
#[derive(Debug, Clone, Copy)]
pub(super) struct MentionFacts {
    pub(super) class: usize,
    pub(super) kinds: Kinds,
    pub(super) listed: ListedKind,
    /// The network's logit that it is mentioned again.
    pub(super) mention: f32,
    pub(super) is_quoted: bool,
    pub(super) is_source: bool,
    /// Whether it says the quotation that closes directly before it.
    pub(super) closes: bool,
    pub(super) grammatical_role: GrammaticalRole,
    /// Whether it describes the word that it depends on: by apposition, in a compound, as one of several, after a
    /// preposition.
    pub(super) functions: [bool; 4],
    pub(super) leads: bool,
    pub(super) block: usize,
    /// How many times the same noun occurs before and after.
    pub(super) same: (usize, usize),
    pub(super) is_expletive: bool,
    /// Whether "he" or "she" follows at once.
    pub(super) is_followed: bool,
    pub(super) n_options: usize,
    /// The best score that the network gives to any of those before.
    pub(super) best: f32,
}

/// The class number of a pronoun or noun.
pub(super) const fn class(pronoun: Option<Pronoun>, article: Article) -> usize {
    match (pronoun, article) {
        (Some(Pronoun::I), _) => 0,
        (Some(Pronoun::He), _) => 1,
        (Some(Pronoun::She), _) => 2,
        (Some(Pronoun::It), _) => 3,
        (Some(Pronoun::We), _) => 4,
        (Some(_), _) => 5,
        (None, Article::Definite) => 6,
        (None, Article::Indefinite) => 7,
        (None, Article::Owned) => 8,
        (None, Article::Bare) => 9,
    }
}

impl MentionFacts {
    /// Writes it: the first numbers of each option.
    pub(super) fn write(&self, row: &mut Writer) {
        row.one_of(Some(self.class), 10);
        write_kinds(row, self.kinds);
        row.flag(self.listed == ListedKind::Person);
        row.flag(self.listed == ListedKind::People);
        row.flag(self.listed == ListedKind::Organization);
        row.number(self.mention / 4.0);
        row.flag(self.is_quoted);
        row.flag(self.is_source);
        row.flag(self.closes);
        row.one_of(Some(role_number(self.grammatical_role)), 5);
        for is_so in self.functions {
            row.flag(is_so);
        }
        row.flag(self.leads);
        row.flag(self.block == 0);
        row.flag(self.block <= 1);
        row.number(share(self.same.0, 3));
        row.number(share(self.same.1, 3));
        row.flag(self.is_expletive);
        row.flag(self.is_followed);
        row.number(share(self.n_options, 12));
        row.number(self.best / 4.0);
    }
}

/// The number of a grammatical role.
pub(super) const fn role_number(role: GrammaticalRole) -> usize {
    match role {
        GrammaticalRole::Subject => 0,
        GrammaticalRole::Owner => 1,
        GrammaticalRole::Modifier => 2,
        GrammaticalRole::Reflexive => 3,
        GrammaticalRole::Object => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_that_nothing_joins_to_a_name_is_a_guess() {
        assert_eq!([NAMES[6], NAMES[NAMED]], ["it begins with “the”", "named"]);
        assert_eq!(NAMES[IN_COMMON[0]], "has exactly this office");
        assert_eq!(NAMES[IN_COMMON[5]], "has this noun in the name");
        assert_eq!(NAMES[IN_COMMON[6]], "the only organization of that sort");
        assert_eq!(NAMES[IN_COMMON[7]], "of the age given");
        assert_eq!(NAMES[IN_COMMON[8]], "of the country or party given");
        assert_eq!(NAMES[OFFICE], "the noun is an office");
        let mut evidence = [0.0; N];
        (evidence[6], evidence[NAMED]) = (1.0, 1.0);
        assert!(is_guess(&evidence));
        evidence[IN_COMMON[4]] = 1.0;
        assert!(!is_guess(&evidence), "called by this noun before");
        (evidence[6], evidence[1], evidence[IN_COMMON[4]]) = (0.0, 1.0, 0.0);
        assert!(!is_guess(&evidence), "“he” needs no more");
    }
}
