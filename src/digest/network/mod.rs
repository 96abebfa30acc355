//! The relations as a graph: who is joined with whom, where names and lines go on a grid of cells, and where the
//! words of relations go along the lines. The screen draws it in a terminal, the report as a picture.

pub(crate) mod drawing;
pub(crate) mod label;
pub(crate) mod layout;
mod plan;

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::digest::network::label::Words;
use crate::digest::{hides_negation, label_parts, standing};
use crate::nlp::{Analysis, Entity, Relation, Status};
use crate::text::Id;

/// Two members of the cast, the one with the lower id first.
type Ends = (Id<Entity>, Id<Entity>);

/// Who is joined with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Network {
    /// The relations of each member that has any, in order of the text.
    relations: HashMap<Id<Entity>, Vec<Id<Relation>>>,
    pairs: HashMap<Ends, Vec<Id<Relation>>>,
}

/// Two nodes with their relations; nodes are numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) ends: (usize, usize),
    /// Whether each end is the object of a relation.
    pub(crate) is_object: (bool, bool),
    /// In order of the text.
    pub(crate) relations: Vec<Id<Relation>>,
    pub(crate) words: Words,
}

impl Edge {
    /// Whether one of its nodes is the object of a relation.
    pub(crate) fn leads_to(&self, node: usize) -> bool {
        (self.ends.0 == node && self.is_object.0) || (self.ends.1 == node && self.is_object.1)
    }

    /// Whether a node is an end of it.
    pub(crate) fn joins(&self, node: usize) -> bool {
        self.ends.0 == node || self.ends.1 == node
    }
}

impl Network {
    /// The network of all relations.
    pub(crate) fn new(analysis: &Analysis) -> Self {
        let mut network = Self { relations: HashMap::new(), pairs: HashMap::new() };
        for (id, it) in analysis.relations.iter() {
            network.relations.entry(it.subject).or_default().push(id);
            network.relations.entry(it.object).or_default().push(id);
            network.pairs.entry(ends(it.subject, it.object)).or_default().push(id);
        }
        network
    }

    /// The relations of a member, in order of the text.
    pub(crate) fn relations_of(&self, id: Id<Entity>) -> &[Id<Relation>] {
        self.relations.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether the two are joined.
    pub(crate) fn joins(&self, one: Id<Entity>, other: Id<Entity>) -> bool {
        self.pairs.contains_key(&ends(one, other))
    }

    /// Keeps only the relations between these entities.
    pub(crate) fn keep(&mut self, entities: &[Id<Entity>]) {
        self.pairs.retain(|(one, other), _| entities.contains(one) && entities.contains(other));
        self.relations.retain(|id, _| entities.contains(id));
    }

    /// The members that have relations: the one in the middle first, then the best connected.
    pub(crate) fn members(&self, middle: Option<Id<Entity>>) -> Vec<Id<Entity>> {
        let mut degrees: HashMap<Id<Entity>, usize> = HashMap::new();
        for (one, other) in self.pairs.keys() {
            *degrees.entry(*one).or_default() += 1;
            *degrees.entry(*other).or_default() += 1;
        }
        let mut members: Vec<_> = self.relations.keys().copied().collect();
        members.sort_by_key(|id| {
            let degree = degrees.get(id).copied().unwrap_or_default();
            (Some(*id) != middle, Reverse((degree, self.relations_of(*id).len())), *id)
        });
        members
    }

    /// The edges between these members, who are the nodes.
    pub(crate) fn edges(&self, analysis: &Analysis, members: &[Id<Entity>]) -> Vec<Edge> {
        let numbers: HashMap<_, _> = members.iter().enumerate().map(|(number, &id)| (id, number)).collect();
        let edge = |(&(one, other), relations): (&Ends, &Vec<Id<Relation>>)| {
            let (one, other) =
                if numbers.get(&one)? < numbers.get(&other)? { (one, other) } else { (other, one) };
            let is_object = |id| relations.iter().any(|&it| analysis.relations[it].object == id);
            Some(Edge {
                ends: (numbers[&one], numbers[&other]),
                is_object: (is_object(one), is_object(other)),
                words: words(analysis, relations),
                relations: relations.clone(),
            })
        };
        let mut edges: Vec<_> = self.pairs.iter().filter_map(edge).collect();
        edges.sort_by_key(|edge| edge.ends);
        edges
    }
}

fn ends(one: Id<Entity>, other: Id<Entity>) -> Ends {
    (one.min(other), one.max(other))
}

/// The words of the relation that is most certain, preferring stated ones, and how many more there are. "…" stays if
/// words follow it.
fn words(analysis: &Analysis, relations: &[Id<Relation>]) -> Words {
    let surest = relations.iter().map(|&id| &analysis.relations[id]);
    let surest = surest.min_by_key(|it| {
        (it.status != Status::Stated, it.confidence.is_doubtful(), Reverse(it.evidence.len()))
    });
    let mut sign = String::new();
    let Some(relation) = surest else { return Words { text: String::new(), sign } };
    let (before, after) = label_parts(&relation.label);
    let text = match (before, after) {
        (words, "") | ("", words) => words.to_owned(),
        (before, after) => format!("{before} … {after}"),
    };
    if hides_negation(relation) {
        sign += " [not]";
    }
    if standing(analysis, relation).is_some() {
        sign.extend([" [", relation.status.word(), "]"]);
    }
    if relation.confidence.is_doubtful() {
        sign += " ?";
    }
    if relations.len() > 1 {
        sign.extend([" +", &(relations.len() - 1).to_string()]);
    }
    Words { text, sign }
}
