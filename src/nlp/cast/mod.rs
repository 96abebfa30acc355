//! The cast: names of one person, organization or place, joined within the document, with a title from the text.
//!
//! By rules alone, without the model: two names join if their words and surroundings say so. World knowledge is
//! limited to the short lists in `assets/lexicons`.

mod acronym;
mod agency;
mod alias;
mod body;
mod bracketed;
mod description;
mod edge;
mod firm;
mod full_name;
mod join;
mod kind;
mod listed_name;
mod name_occurrence;
mod office;
mod organization;
mod people;
mod person;
mod phrase;
mod place;
mod slip;
pub(in crate::nlp) mod word;

use crate::document::Document;
use crate::nlp::cast::join::Joins;
use crate::nlp::cast::name_occurrence::Text;
use crate::nlp::gender::{Gender, Leaning};
use crate::nlp::names::Name;
use crate::nlp::{Entity, EntityKind, Mention, Sentence, Token};
use crate::text::{Span, Table};

/// The entities of a document by their names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cast {
    /// Their names, in order.
    pub mentions: Table<Mention>,
    /// In order of their first mention.
    pub entities: Table<Entity>,
    /// One for each entity.
    pub profiles: Vec<Profile>,
    /// Names of things outside the cast: laws, works, peoples.
    pub others: Vec<Span>,
}

impl Cast {
    /// A cast whose names were joined elsewhere; all that is known about an entity is its name and description.
    pub fn of(mentions: Table<Mention>, entities: Table<Entity>) -> Self {
        let profiles = entities.rows().iter().map(|entity| {
            let mut profile = Profile::default();
            profile.offices.extend(entity.description.clone());
            let given = entity.name.split_once(' ').and_then(|it| Gender::of_given_name(&word::fold(it.0)));
            profile.leaning.count(given.filter(|_| entity.kind == EntityKind::Person), 1.5);
            for word in entity.description.iter().flat_map(|it| it.split_whitespace()) {
                profile.leaning.count(Gender::of_title(&word::fold(word)), 2.0);
            }
            profile
        });
        Self { profiles: profiles.collect(), mentions, entities, others: Vec::new() }
    }
}

/// What helps to decide whether a pronoun or description can stand for an entity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Whether "he" or "she" fits a person.
    pub leaning: Leaning,
    /// Titles and descriptions beside the names: "House Minority Leader", "a retired general".
    pub offices: Vec<String>,
}

/// Joins names into entities (people, organizations and places), in order of their first mention.
///
/// Names of [`NameKind::Other`](crate::nlp::names::NameKind::Other) are only evidence. A mention's confidence is that
/// of its name times that of the join. Takes time in proportion to the text.
pub fn cast(doc: &Document, tokens: &Table<Token>, sentences: &Table<Sentence>, names: &[Name]) -> Cast {
    let text = Text { doc, tokens, sentences };
    let names = office::complete(text, agency::complete(text, names));
    let names = body::complete(text, firm::complete(text, edge::mend(text, &names)));
    let names = bracketed::complete(text, names);
    let mut occurrences = name_occurrence::read(text, &names);
    kind::settle(text, &mut occurrences);
    let aliases = alias::state(text, &mut occurrences);
    let mut joins = Joins::new(occurrences.len());
    person::join(text, &occurrences, &mut joins);
    organization::join(text, &occurrences, &mut joins);
    place::join(&occurrences, &mut joins);
    alias::join(&occurrences, &aliases, &mut joins);
    let (mut cast, names) = joins.to_cast(&occurrences);
    for (entity, names) in cast.entities.ids().zip(names) {
        let row = &mut cast.entities[entity];
        row.name = listed_name::fullest(text, &occurrences, row.kind, &names);
        let descriptions = description::Descriptions::of(text, &occurrences, row.kind, &names);
        row.description = descriptions.best;
        cast.profiles[entity.to_usize()].offices = descriptions.all;
    }
    cast
}

#[cfg(test)]
mod tests;
