//! Countries by their names, and words beside the names of places; folded.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::nlp::lexicon::file::{lines, numbered};

static COUNTRIES: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| numbered(include_str!("../../../assets/lexicons/countries.txt")).collect());

static DEMONYMS: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let rows =
        lines(include_str!("../../../assets/lexicons/demonyms.txt")).filter_map(|it| it.split_once("; "));
    rows.filter_map(|(demonym, name)| Some((demonym, country(name)?))).collect()
});

/// Last words which show that what sounds like a person is a place.
const SITES: &[&str] = &["tower", "towers", "street", "avenue", "airport", "stadium", "boulevard", "hotel"];

/// Last words of something that is in a place and also acts.
const INSTITUTIONS: &[&str] = &["hospital", "museum", "court", "clinic", "university", "college"];

/// Peoples and believers; those in "-ians" are recognized by that.
const PEOPLES: &[&str] = &[
    "muslims",
    "jews",
    "hindus",
    "sikhs",
    "buddhists",
    "catholics",
    "protestants",
    "sunnis",
    "shiites",
    "kurds",
    "tamils",
    "rohingya",
    "rohingyas",
    "hutus",
    "tutsis",
    "uighurs",
    "uyghurs",
    "yazidis",
    "bangladeshis",
    "pakistanis",
    "iraqis",
    "israelis",
    "afghans",
    "americans",
    "mexicans",
    "africans",
    "germans",
    "europeans",
    "turks",
    "serbs",
    "croats",
    "arabs",
    "bedouins",
    "roma",
    "maori",
    "inuit",
    "berbers",
    "zulus",
    "democrats",
    "republicans",
    "dems",
    "tories",
];

/// The number of the country with this name.
pub(crate) fn country(name: &str) -> Option<usize> {
    COUNTRIES.get(name).copied()
}

/// The number of the country with this adjective: "norwegian".
pub(crate) fn country_of_demonym(word: &str) -> Option<usize> {
    DEMONYMS.get(word).copied()
}

/// Whether the last word makes a name that sounds like a person's that of a place: "Ann Lee Stadium".
pub(crate) fn is_site_behind_name(word: &str) -> bool {
    SITES.contains(&word)
}

/// Whether the last words of a place's name say that it acts: "Cayetano Heredia Hospital", "Brixton police station".
pub(crate) fn is_institution(words: &[String]) -> bool {
    match words {
        [_, .., police, station] if police == "police" && station == "station" => true,
        [_, .., last] => INSTITUTIONS.contains(&last.as_str()),
        _ => false,
    }
}

/// Whether the word means all of a people, or believers: "Rohingya", "Bulgarians".
pub(crate) fn is_people(word: &str) -> bool {
    PEOPLES.contains(&word) || word.len() > 6 && word.ends_with("ians")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::fold;

    #[test]
    fn the_list_is_folded_and_read() {
        assert!(COUNTRIES.keys().all(|it| fold(it) == *it));
        assert_eq!(country("us"), country("united states"));
        assert_ne!(country("south korea"), country("north korea"));
        assert_eq!(country_of_demonym("american"), country("us"));
        let n_lines = lines(include_str!("../../../assets/lexicons/demonyms.txt")).count();
        assert_eq!(DEMONYMS.len(), n_lines, "each has a country, none stands twice");
    }
}
