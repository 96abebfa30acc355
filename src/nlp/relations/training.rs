//! What the rules of relations propose, with the evidence for each: what the scorer is trained on.

use crate::document::Document;
use crate::nlp::quotes::marks;
use crate::nlp::relations::reader::Reader;
use crate::nlp::relations::{label, weighed};
use crate::nlp::{Analysis, Entity};
use crate::text::{Id, Span};

/// What a rule says of two members in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The sentence.
    pub sentence: Span,
    /// Whom it is told of.
    pub subject: Id<Entity>,
    /// The other one.
    pub object: Id<Entity>,
    /// The family of the rule.
    pub family: String,
    /// In words.
    pub label: String,
    /// The numbers for the scorer.
    pub evidence: Vec<f32>,
}

/// All of them, in order of the text. What `analysis` has for relations is not looked at.
pub fn proposals(doc: &Document, analysis: &Analysis) -> Vec<Proposal> {
    let marks = marks::pair(doc);
    let mut reader = Reader::new(doc, analysis, &marks);
    let mut found = Vec::new();
    for id in analysis.sentences.ids() {
        let Some(graph) = reader.read(id) else { continue };
        for it in weighed(&graph, analysis) {
            let Some((label, _)) = label::render(&graph, &it.statement.pieces, true) else { continue };
            found.push(Proposal {
                sentence: analysis.sentences[id].span,
                subject: it.statement.subject.entity,
                object: it.statement.object.entity,
                family: format!("{:?}", it.statement.family),
                label,
                evidence: it.evidence.to_vec(),
            });
        }
    }
    found
}
