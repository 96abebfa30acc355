//! What the rules for relations propose, with the evidence for each, for training the scorer.

use crate::document::Document;
use crate::nlp::relations::{each_proposal, label};
use crate::nlp::{Analysis, Entity, Token};
use crate::text::{Id, Span};

/// A proposal, as the scorer is trained on it.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingExample {
    /// The sentence.
    pub sentence: Span,
    /// The subject.
    pub subject: Id<Entity>,
    /// The object.
    pub object: Id<Entity>,
    /// The pattern that it follows.
    pub pattern: String,
    /// The label.
    pub label: String,
    /// The numbers for the scorer.
    pub evidence: Vec<f32>,
    /// The heads of the two mentions, and the word that states it.
    pub words: [Id<Token>; 3],
}

/// All proposals, in order of the text. Ignores the relations in `analysis`.
pub fn examples(doc: &Document, analysis: &Analysis) -> Vec<TrainingExample> {
    let mut found = Vec::new();
    each_proposal(doc, analysis, |graph, it| {
        let Some((label, _)) = label::render(graph, &it.proposal.pieces, true) else { return };
        found.push(TrainingExample {
            sentence: analysis.sentences[graph.id].span,
            subject: it.proposal.subject.entity,
            object: it.proposal.object.entity,
            pattern: format!("{:?}", it.proposal.pattern),
            label,
            evidence: it.evidence.to_vec(),
            words: it.words(analysis, graph),
        });
    });
    found
}
