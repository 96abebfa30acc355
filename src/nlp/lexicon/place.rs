//! Countries by their names, and words that stand beside a place's name; folded.

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

/// Last words that show that what sounds like a person is a place.
const SITES: &[&str] = &["tower", "towers", "street", "avenue", "airport", "stadium", "boulevard", "hotel"];

/// The number of the country of the name.
pub(crate) fn country(name: &str) -> Option<usize> {
    COUNTRIES.get(name).copied()
}

/// The number of the country of the adjective: "norwegian".
pub(crate) fn country_of_demonym(word: &str) -> Option<usize> {
    DEMONYMS.get(word).copied()
}

/// Whether a name that sounds like a person's is a place's by its last word: "Ann Lee Stadium".
pub(crate) fn is_site_behind_name(word: &str) -> bool {
    SITES.contains(&word)
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
