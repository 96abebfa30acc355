//! The cast: names of one person, organization or place joined within the document, with a title from the text.
//!
//! By rules alone, without the model: two names join if their words and what stands around them say so. World knowledge
//! is limited to the short lists in `assets/lexicons`.

mod agency;
mod called;
mod description;
mod full_name;
mod join;
mod kind;
pub(in crate::nlp) mod lexicon;
mod listed_name;
mod organization;
mod people;
mod person;
mod phrase;
mod place;
mod word;

use crate::document::Document;
use crate::nlp::cast::called::Text;
use crate::nlp::cast::join::Joins;
use crate::nlp::names::Name;
use crate::nlp::{Entity, Mention, Sentence, Token};
use crate::text::Table;

/// Joins names to entities: persons, organizations and places, in order of their first mention.
///
/// Names of [`NameKind::Other`](crate::nlp::names::NameKind::Other) are evidence only. A mention's confidence is that of
/// its name times the certainty of the join. Takes time in proportion to the text.
pub fn cast(
    doc: &Document,
    tokens: &Table<Token>,
    sentences: &Table<Sentence>,
    names: &[Name],
) -> (Table<Mention>, Table<Entity>) {
    let text = Text { doc, tokens, sentences };
    let names = agency::complete(text, names);
    let mut called = called::read(text, &names);
    kind::settle(text, &mut called);
    let mut joins = Joins::new(called.len());
    person::join(text, &called, &mut joins);
    organization::join(text, &called, &mut joins);
    place::join(&called, &mut joins);
    let (mentions, mut entities, names) = joins.to_tables(&called);
    for (entity, names) in entities.ids().zip(names) {
        let row = &mut entities[entity];
        row.name = listed_name::fullest(text, &called, row.kind, &names);
        row.description = description::describe(text, &called, row.kind, &names);
    }
    (mentions, entities)
}

#[cfg(test)]
mod tests;
