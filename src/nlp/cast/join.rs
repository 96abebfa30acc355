//! Turns names that were assigned to entities into the tables of an analysis.

use crate::nlp::cast::name_occurrence::NameOccurrence;
use crate::nlp::cast::{Cast, Profile};
use crate::nlp::gender::Leaning;
use crate::nlp::{Confidence, Entity, EntityKind, Mention, MentionForm};
use crate::text::{Id, Table};

/// The entity of each name, and the confidence in that.
#[derive(Debug)]
pub(super) struct Joins {
    of: Vec<Option<(usize, f32)>>,
    kinds: Vec<(EntityKind, Leaning)>,
    /// For each entity, the one that it is another name of, if any, and the confidence in that.
    same_as: Vec<Option<(usize, f32)>>,
}

/// A name of an entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joined {
    /// Its number.
    pub(super) at: usize,
    /// The confidence of the join.
    pub(super) certainty: f32,
    /// Whether the entity was introduced by another name, of which this is not a form.
    pub(super) is_alias: bool,
}

impl Joins {
    /// No name has an entity yet.
    pub(super) fn new(n_names: usize) -> Self {
        Self { of: vec![None; n_names], kinds: Vec::new(), same_as: Vec::new() }
    }

    /// A new entity without names.
    pub(super) fn entity(&mut self, kind: EntityKind) -> usize {
        self.add(kind, Leaning::default())
    }

    /// A new person without names, with what is known about the gender.
    pub(super) fn person(&mut self, leaning: Leaning) -> usize {
        self.add(EntityKind::Person, leaning)
    }

    fn add(&mut self, kind: EntityKind, leaning: Leaning) -> usize {
        self.kinds.push((kind, leaning));
        self.same_as.push(None);
        self.kinds.len() - 1
    }

    /// Assigns the name to the entity, with this probability.
    pub(super) fn assign(&mut self, name: usize, entity: usize, certainty: f32) {
        self.of[name] = Some((entity, certainty));
    }

    /// The entity of the name.
    pub(super) fn entity_of(&self, name: usize) -> Option<usize> {
        Some(self.root(self.of[name]?.0).0)
    }

    /// Gives the names of the second entity to the first, with this probability; the first is still introduced by its
    /// own.
    pub(super) fn unite(&mut self, first: usize, second: usize, certainty: f32) {
        if first != second && self.kinds[first].0 == self.kinds[second].0 {
            let leaning = self.kinds[second].1;
            self.kinds[first].1.add(leaning);
            self.same_as[second] = Some((first, certainty));
        }
    }

    /// The entity that all names of this one belong to, and the confidence in that.
    fn root(&self, mut entity: usize) -> (usize, f32) {
        let mut certainty = 1.0;
        while let Some((same, sure)) = self.same_as[entity] {
            entity = same;
            certainty *= sure;
        }
        (entity, certainty)
    }

    /// The tables; entities are in order of first mention and not yet named. For each entity, also its profile and
    /// its names.
    pub(super) fn to_cast(&self, occurrences: &[NameOccurrence<'_>]) -> (Cast, Vec<Vec<Joined>>) {
        let mut rows: Vec<Option<Id<Entity>>> = vec![None; self.kinds.len()];
        let mut mentions = Table::new();
        let mut entities: Table<Entity> = Table::new();
        let mut profiles = Vec::new();
        let mut others = Vec::new();
        let mut names: Vec<Vec<Joined>> = Vec::new();
        for (at, join) in self.of.iter().enumerate() {
            let Some((own, certainty)) = *join else {
                others.push(occurrences[at].name.span);
                continue;
            };
            let (entity, sure) = self.root(own);
            let certainty = certainty * sure;
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
            names[row.to_usize()].push(Joined { at, certainty, is_alias: own != entity });
        }
        (Cast { mentions, entities, profiles, others }, names)
    }
}
