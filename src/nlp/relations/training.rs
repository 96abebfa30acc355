//! What the rules for relations propose, with the evidence for each, for training the scorer.

use crate::document::Document;
use crate::nlp::relations::{each_statement, label};
use crate::nlp::{Analysis, Entity, Token};
use crate::text::{Id, Span};

/// What a rule states about two members in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The sentence.
    pub sentence: Span,
    /// The subject.
    pub subject: Id<Entity>,
    /// The object.
    pub object: Id<Entity>,
    /// The family of the rule.
    pub family: String,
    /// The label.
    pub label: String,
    /// The numbers for the scorer.
    pub evidence: Vec<f32>,
    /// The heads of the two mentions, and the word that states it.
    pub words: [Id<Token>; 3],
}

/// All proposals, in order of the text. Ignores the relations in `analysis`.
pub fn samples(doc: &Document, analysis: &Analysis) -> Vec<Sample> {
    let mut found = Vec::new();
    each_statement(doc, analysis, |graph, it| {
        let Some((label, _)) = label::render(graph, &it.statement.pieces, true) else { return };
        found.push(Sample {
            sentence: analysis.sentences[graph.id].span,
            subject: it.statement.subject.entity,
            object: it.statement.object.entity,
            family: format!("{:?}", it.statement.family),
            label,
            evidence: it.evidence.to_vec(),
            words: it.words(analysis, graph),
        });
    });
    found
}
