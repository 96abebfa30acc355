//! Nouns for one person by country, people, region, city or party ("the Norwegian", "the Republican"), and which words
//! tell the same origin: "the Swede" and "a Swedish engineer".

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::nlp::lexicon::file::lines;
use crate::nlp::lexicon::place;

/// Where someone is from, or of which party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The number of a country.
    Country(usize),
    /// Anything else, by its noun.
    Noun(&'static str),
}

static ORIGINS: LazyLock<HashMap<&'static str, Origin>> = LazyLock::new(|| {
    let mut origins = HashMap::new();
    for line in lines(include_str!("../../../assets/lexicons/origins.txt")) {
        let (nouns, country) =
            line.split_once("; ").map_or((line, None), |(nouns, it)| (nouns, place::country(it)));
        for noun in nouns.split_whitespace() {
            origins.insert(noun, country.map_or(Origin::Noun(noun), Origin::Country));
        }
    }
    origins
});

/// Endings of adjectives that stand for no one person: "the British", "the French".
const COLLECTIVE: &[&str] = &["sh", "ch"];

/// Whether the folded word may stand for one person if it has a capital.
pub(crate) fn is_of_person(word: &str) -> bool {
    ORIGINS.contains_key(word)
        || place::country_of_demonym(word).is_some() && !COLLECTIVE.iter().any(|it| word.ends_with(it))
}

/// The origin that a folded word tells: a noun, an adjective or the name of a country.
pub(crate) fn of(word: &str) -> Option<Origin> {
    let country = || place::country_of_demonym(word).or_else(|| place::country(word));
    ORIGINS.get(word).copied().or_else(|| country().map(Origin::Country))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::fold;

    #[test]
    fn one_of_a_people_is_told_from_the_people() {
        assert!(["norwegian", "swede", "frenchwoman", "londoner", "democrat"].into_iter().all(is_of_person));
        assert!(!["french", "british", "swedish", "danes", "oslo"].into_iter().any(is_of_person));
        assert!(ORIGINS.keys().all(|it| fold(it) == *it));
    }

    #[test]
    fn noun_adjective_and_name_tell_one_origin() {
        assert_eq!(of("swede"), of("swedish"));
        assert_eq!(of("sweden"), of("swedish"));
        assert_eq!(of("liberal"), Some(Origin::Noun("liberal")));
        assert!(
            ORIGINS.values().filter(|it| matches!(it, Origin::Country(_))).count() > 25,
            "each country is known"
        );
        assert_eq!(of("engineer"), None);
    }
}
