//! From names with their entity to the tables of an analysis.

use crate::nlp::cast::name_occurrence::NameOccurrence;
use crate::nlp::cast::{Cast, Profile};
use crate::nlp::gender::Leaning;
use crate::nlp::{Confidence, Entity, EntityKind, Mention, MentionForm};
use crate::text::{Id, Table};

/// Which entity each name stands for, and how sure that is.
#[derive(Debug)]
pub(super) struct Joins {
    of: Vec<Option<(usize, f32)>>,
    kinds: Vec<(EntityKind, Leaning)>,
}

/// A name's number with the certainty of its join.
pub(super) type Joined = (usize, f32);

impl Joins {
    /// No name stands for anything yet.
    pub(super) fn new(n_names: usize) -> Self {
        Self { of: vec![None; n_names], kinds: Vec::new() }
    }

    /// A new entity without names.
    pub(super) fn entity(&mut self, kind: EntityKind) -> usize {
        self.kinds.push((kind, Leaning::default()));
        self.kinds.len() - 1
    }

    /// A new person without names, with what is known of the gender.
    pub(super) fn person(&mut self, leaning: Leaning) -> usize {
        self.kinds.push((EntityKind::Person, leaning));
        self.kinds.len() - 1
    }

    /// The name stands for the entity, with this probability.
    pub(super) fn assign(&mut self, name: usize, entity: usize, certainty: f32) {
        self.of[name] = Some((entity, certainty));
    }

    /// The tables, with entities in order of their first mention and without their names, and for each entity its
    /// profile and which names it has.
    pub(super) fn to_cast(&self, occurrences: &[NameOccurrence<'_>]) -> (Cast, Vec<Vec<Joined>>) {
        let mut rows: Vec<Option<Id<Entity>>> = vec![None; self.kinds.len()];
        let mut mentions = Table::new();
        let mut entities: Table<Entity> = Table::new();
        let mut profiles = Vec::new();
        let mut others = Vec::new();
        let mut names: Vec<Vec<Joined>> = Vec::new();
        for (at, join) in self.of.iter().enumerate() {
            let Some((entity, certainty)) = *join else {
                others.push(occurrences[at].name.span);
                continue;
            };
            let row = *rows[entity].get_or_insert_with(|| {
                names.push(Vec::new());
                let (kind, leaning) = self.kinds[entity];
                profiles.push(Profile { leaning, offices: Vec::new() });
                entities.push(Entity {
                    kind,
                    name: String::new(),
                    description: None,
                    is_named: true,
                    mentions: Vec::new(),
                })
            });
            let name = &occurrences[at].name;
            let confidence = Confidence::new(name.confidence.to_f32() * certainty);
            let mention =
                mentions.push(Mention { span: name.span, form: MentionForm::Name, entity: row, confidence });
            entities[row].mentions.push(mention);
            names[row.to_usize()].push((at, certainty));
        }
        (Cast { mentions, entities, profiles, others }, names)
    }
}
