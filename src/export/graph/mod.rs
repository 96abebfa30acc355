//! The graph of relations, for programs that compute with graphs or draw them: each participant is a node, each
//! relation an edge.
//!
//! [`Graph`] has what all formats share, with its texts on one line and fit for XML; each format writes and escapes
//! for itself.

mod dot;
mod graphml;
mod mermaid;

pub(super) use dot::export as dot;
pub(super) use graphml::export as graphml;
pub(super) use mermaid::export as mermaid;

use crate::digest;
use crate::document::Document;
use crate::export::json::{entity_id, rounded};
use crate::export::on_one_line;
use crate::nlp::{Analysis, Entity, EntityKind, Relation, Status};
use crate::text::Id;

/// Everyone in a relation, in order of the cast, and the relations, in order of the text; parallel ones stay
/// separate.
struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

/// A member of the cast that takes part in a relation.
struct Node {
    /// The id in the JSON: "e1".
    id: String,
    kind: EntityKind,
    name: String,
    description: Option<String>,
    n_mentions: usize,
}

/// A relation.
struct Edge {
    /// The id in the JSON: "r1".
    id: String,
    subject: String,
    object: String,
    /// The relation's words with their remarks: "sued … for (says Roe) ?".
    label: String,
    /// The relation's words only.
    words: String,
    is_negated: bool,
    status: Status,
    /// The name of the one who says so.
    said_by: Option<String>,
    is_doubtful: bool,
    confidence: f64,
    /// Its words in the text; "…" stands for other words between them.
    cue: String,
    /// The sentences that state it; the one with the cue comes first.
    evidence: String,
}

impl Graph {
    fn new(doc: &Document, analysis: &Analysis) -> Self {
        let mut takes_part = vec![false; analysis.entities.len()];
        for relation in analysis.relations.rows() {
            takes_part[relation.subject.to_usize()] = true;
            takes_part[relation.object.to_usize()] = true;
        }
        let members = analysis.entities.iter().filter(|(id, _)| takes_part[id.to_usize()]);
        let relations = analysis.relations.rows().iter().enumerate();
        Self {
            nodes: members.map(|(id, it)| node(id, it)).collect(),
            edges: relations.map(|(number, it)| edge(number, it, doc, analysis)).collect(),
        }
    }
}

fn node(id: Id<Entity>, entity: &Entity) -> Node {
    Node {
        id: entity_id(id),
        kind: entity.kind,
        name: plain(&entity.name),
        description: entity.description.as_deref().map(plain),
        n_mentions: entity.mentions.len(),
    }
}

fn edge(number: usize, relation: &Relation, doc: &Document, analysis: &Analysis) -> Edge {
    let words = plain(&relation.label);
    let said_by = relation.said_by.map(|id| plain(&analysis.entities[id].name));
    let standing = digest::standing(analysis, relation).map(|it| plain(&it));
    let is_doubtful = relation.confidence.is_doubtful();
    let cue: Vec<_> = relation.cue.iter().map(|&span| plain(doc.slice(span))).collect();
    let sentences = relation.evidence.iter().map(|&id| plain(doc.slice(analysis.sentences[id].span)));
    Edge {
        id: format!("r{}", number + 1),
        subject: entity_id(relation.subject),
        object: entity_id(relation.object),
        label: label(&words, digest::hides_negation(relation), standing, is_doubtful),
        words,
        is_negated: relation.negated,
        status: relation.status,
        said_by,
        is_doubtful,
        confidence: rounded(relation.confidence),
        cue: cue.join(" … "),
        evidence: sentences.collect::<Vec<_>>().join(" "),
    }
}

fn label(words: &str, hides_negation: bool, standing: Option<String>, is_doubtful: bool) -> String {
    let negation = hides_negation.then(|| "not so".to_owned());
    let notes: Vec<_> = negation.into_iter().chain(standing).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{words}{notes}{}", if is_doubtful { " ?" } else { "" })
}

/// The text on one line. U+FFFE and U+FFFF, which XML 1.0 cannot contain in any form, become the replacement
/// character.
fn plain(text: &str) -> String {
    let can_stand = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    on_one_line(text).chars().map(|c| if can_stand(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_tells_how_it_stands_doubts_and_negations() {
        let by = |words: &str| Some(words.to_owned());
        assert_eq!(label("sued", false, None, false), "sued");
        assert_eq!(label("sued … for", false, by("says Roe"), true), "sued … for (says Roe) ?");
        assert_eq!(
            label("adviser of", true, by("denied by Roe"), false),
            "adviser of (not so, denied by Roe)"
        );
    }

    #[test]
    fn text_is_on_one_line_and_fit_for_xml() {
        assert_eq!(plain(" a\n\tb\u{ffff}\u{1b}c\u{1fffe} "), "a b\u{fffd}\u{fffd}c\u{1fffe}");
    }
}
