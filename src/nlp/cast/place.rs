//! Joins the names of one place: the same words, and the names of a country.

use std::collections::HashMap;

use crate::nlp::EntityKind;
use crate::nlp::cast::join::Joins;
use crate::nlp::cast::name_occurrence::{NameOccurrence, forms};
use crate::nlp::lexicon;
use crate::nlp::names::NameKind;

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Country(usize),
    Words(String),
}

/// Joins the places. "New York" and "New York City" stay separate, because only the text knows.
pub(super) fn join(occurrences: &[NameOccurrence<'_>], joins: &mut Joins) {
    let mut places = HashMap::new();
    for form in forms(occurrences, NameKind::Place) {
        let words = form.words.strip_prefix(["the".to_owned()].as_slice()).filter(|rest| !rest.is_empty());
        let name = words.unwrap_or(form.words).join(" ");
        let key = lexicon::place::country(&name).map_or(Key::Words(name), Key::Country);
        let place = *places.entry(key).or_insert_with(|| joins.entity(EntityKind::Place));
        for at in form.uses {
            joins.assign(at, place, 1.0);
        }
    }
}
