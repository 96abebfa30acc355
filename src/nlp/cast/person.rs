//! Joins the names of one person: first the full names, then, in order of the text, the short ones.

use std::collections::HashMap;

use crate::nlp::cast::full_name::{FullName, NamePart};
use crate::nlp::cast::join::Joins;
use crate::nlp::cast::name_occurrence::{NameOccurrence, SurfaceForm, Text, forms};
use crate::nlp::cast::people::{MAX_NAMESAKES, MAX_PARTS, People};
use crate::nlp::lexicon;
use crate::nlp::names::NameKind;

/// Joins the people.
pub(super) fn join(text: Text<'_>, occurrences: &[NameOccurrence<'_>], joins: &mut Joins) {
    let forms = forms(occurrences, NameKind::Person);
    let names: Vec<FullName> = forms.iter().map(|form| FullName::of(form.words)).collect();
    let mut people = People::default();
    let is_full = full_forms(&names);
    let mut order: Vec<usize> = (0..forms.len()).filter(|&form| is_full[form]).collect();
    order.sort_by_key(|&form| std::cmp::Reverse(names[form].words.len()));
    let mut joined: Vec<Option<(usize, f32)>> = vec![None; occurrences.len()];
    for form in order {
        let join = people.of_full_name(&names[form], forms[form].uses.len());
        for &at in &forms[form].uses {
            joined[at] = Some(join);
        }
    }
    share_surnames(text, occurrences, &names, &forms, &mut people, &mut joined);
    let mut form_of = vec![None; occurrences.len()];
    for (number, form) in forms.iter().enumerate() {
        form.uses.iter().for_each(|&at| form_of[at] = Some(number));
    }
    for (at, &join) in joined.iter().enumerate() {
        if let Some((person, _)) = join {
            people.learn(person, at, &occurrences[at]);
        }
    }
    people.misspell(&forms, &names, &is_full);
    let is_open = |&&at: &&usize| joined[at].is_none();
    let open: Vec<(usize, Vec<&NameOccurrence<'_>>)> = (forms.iter().enumerate())
        .map(|(number, form)| {
            (number, form.uses.iter().filter(is_open).map(|&at| &occurrences[at]).collect())
        })
        .filter(|(_, uses): &(_, Vec<_>)| !uses.is_empty())
        .collect();
    people.find_short_names(&open, &names);
    for (at, &form) in form_of.iter().enumerate() {
        let Some(form) = form else { continue };
        let join = joined[at].unwrap_or_else(|| match people.respelt.get(&form).copied() {
            Some(right) => (people.of_short_name(right, &names[right], &occurrences[at]).0, 0.75),
            None => people.of_short_name(form, &names[form], &occurrences[at]),
        });
        people.mention(join.0, occurrences[at].sentence);
        joined[at] = Some(join);
    }
    let leanings = people.leanings(occurrences, &joined);
    let entities: Vec<usize> = leanings.into_iter().map(|leaning| joins.person(leaning)).collect();
    for (at, join) in joined.into_iter().enumerate() {
        if let Some((person, certainty)) = join {
            joins.assign(at, entities[person], certainty);
        }
    }
}

/// Which names are full: those of at least two words that are not a later part of a longer name ("Wasserman
/// Schultz").
fn full_forms(names: &[FullName]) -> Vec<bool> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, name) in names.iter().enumerate().filter(|(_, name)| name.words.len() > 1) {
        for word in name.words.iter().take(MAX_PARTS) {
            let longer = by_word.entry(word).or_default();
            if longer.len() < MAX_NAMESAKES {
                longer.push(number);
            }
        }
    }
    let is_part = |name: &FullName| {
        let longer = by_word.get(name.first()).map_or(&[][..], Vec::as_slice);
        longer.iter().any(|&it| matches!(names[it].part(name), Some(NamePart::Family | NamePart::Middle)))
    };
    names.iter().map(|name| name.words.len() > 1 && !is_part(name)).collect()
}

/// "Bill and Hillary Clinton": the first of them has the surname of the second.
fn share_surnames(
    text: Text<'_>,
    occurrences: &[NameOccurrence<'_>],
    names: &[FullName],
    forms: &[SurfaceForm<'_>],
    people: &mut People,
    joined: &mut [Option<(usize, f32)>],
) {
    for (number, form) in forms.iter().enumerate().filter(|(number, _)| names[*number].words.len() == 1) {
        let given = names[number].first();
        let is_given = lexicon::name::given_name(given).is_some() || people.has(given, NamePart::Given);
        if !is_given || people.has(given, NamePart::Family) {
            continue;
        }
        for &at in &form.uses {
            let Some(next) = occurrences.get(at + 1).filter(|next| next.name.kind == NameKind::Person) else {
                continue;
            };
            let after = occurrences[at].name.tokens.to_range().end;
            let is_next =
                next.name.tokens.to_range().start == after + 1 && matches!(text.token(after), "and" | "&");
            if !is_next || joined[at + 1].is_none() {
                continue;
            }
            let family = FullName::of(&next.words).words.split_off(1);
            let words: Vec<String> = std::iter::once(given.to_owned()).chain(family).collect();
            let (person, certainty) = people.of_full_name(&FullName::of(&words), 1);
            joined[at] = Some((person, certainty.min(0.95)));
        }
    }
}
