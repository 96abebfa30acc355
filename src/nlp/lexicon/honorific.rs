//! What precedes or follows a name without being part of it: "Mr", "Sheikh", "Jr"; folded unless stated otherwise.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::nlp::lexicon::file::classed;
use crate::nlp::lexicon::name::{Known, gender_of};
use crate::nlp::lexicon::sentence::{Abbreviation, abbreviation};

static HONORIFICS: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    classed(include_str!("../../../assets/lexicons/honorifics.txt"))
        .map(|(class, word)| (word, Known { gender: gender_of(class) }))
        .collect()
});

/// Forms of address that are in no list of honorifics, because they may be part of the name.
const ADDRESSES: &[&str] = &["sheikh", "shri", "hajj", "datuk", "tan", "dato"];

/// Titles as they are written, without a period.
const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Dr", "President", "Senator", "Chancellor", "Judge"];

/// Whether the word is not part of the name after it ("Mr"), and the gender that it shows.
pub(crate) fn honorific(word: &str) -> Option<Known> {
    HONORIFICS.get(word).copied()
}

/// "Sen.", "Gen.": short for an office; "Mr." is not.
pub(crate) fn is_office(word: &str) -> bool {
    honorific(word).is_some_and(|known| known.gender.is_none()) && !matches!(word, "mx" | "dr" | "hon")
}

/// Whether the word is between a title and a name and is not an office.
pub(crate) fn is_address(word: &str) -> bool {
    honorific(word).is_some() && !is_office(word) || ADDRESSES.contains(&word)
}

/// Whether the token, as it is written, is a title before a name: "Mrs.", "President".
pub(crate) fn is_title(token: &str) -> bool {
    token.strip_suffix('.').is_some_and(|word| abbreviation(word) == Some(Abbreviation::Title))
        || TITLES.contains(&token)
}

/// Whether the word distinguishes a son from his father, or a ruler from others of the name: "jr", "iii", "xiv".
pub(crate) fn is_generation(word: &str) -> bool {
    // Xi, Vi and Ix are surnames, too.
    let is_roman = matches!(
        word,
        "ii" | "iii" | "iv" | "vii" | "viii" | "xii" | "xiii" | "xiv" | "xv" | "xvi" | "xvii" | "xviii"
    );
    is_roman || matches!(word, "jr" | "sr" | "junior")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::fold;
    use crate::nlp::gender::Gender;

    #[test]
    fn the_list_is_folded_and_read() {
        assert!(HONORIFICS.keys().all(|it| fold(it) == *it));
        assert_eq!(honorific("mrs"), Some(Known { gender: Some(Gender::Female) }));
        assert_eq!(honorific("dr"), Some(Known { gender: None }));
        assert_eq!(honorific("sheikh"), None);
    }

    #[test]
    fn an_address_tells_no_office() {
        assert!(is_address("mr") && is_address("sheikh") && !is_address("sen"));
        assert!(is_office("sen") && !is_office("dr"));
    }
}
