//! Why a relation is listed: the rule that proposed it and what the scorer weighed.

use crate::document::Document;
use crate::nlp::encoder::head_outputs::WordVector;
use crate::nlp::relations::evidence::{self, NAMES};
use crate::nlp::relations::scorer::Scorer;
use crate::nlp::relations::{each_statement, label, least};
use crate::nlp::{Analysis, Entity, Status};
use crate::text::{Id, Span};

/// So many reasons are told for each.
const MOST_REASONS: usize = 6;

/// The least weight of a reason that is told.
const LEAST_REASON: f32 = 0.1;

/// What a rule proposed of two members in a sentence, and what was made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The sentence.
    pub sentence: Span,
    /// Whom it is told of.
    pub subject: Id<Entity>,
    /// The other one.
    pub object: Id<Entity>,
    /// In words; "…" stands for the object where it is not the last.
    pub label: String,
    /// Where these words stand.
    pub cue: Vec<Span>,
    /// How the article has it.
    pub status: Status,
    /// Which rule proposed it, in plain words.
    pub rule: &'static str,
    /// How probable it is by itself, from 0 to 1.
    pub probability: f32,
    /// How sure it is whose words it is; 1 if it is nobody's.
    pub attribution: f32,
    /// Whether that is enough to be listed.
    pub is_listed: bool,
    /// What spoke for it or against it, in plain words, with what it added to the score (the log of the odds); the strongest first.
    pub reasons: Vec<(&'static str, f32)>,
}

/// All that the rules propose, in order of the text. `words` are what the network keeps of each token.
pub(crate) fn explain(
    doc: &Document,
    analysis: &Analysis,
    scorer: &Scorer,
    words: &[WordVector],
) -> Vec<Proposal> {
    let mut found = Vec::new();
    each_statement(doc, analysis, |graph, it| {
        let (statement, input) = (&it.statement, it.input(analysis, graph, words));
        let Some((label, cue)) = label::render(graph, &statement.pieces, true) else { return };
        let probability = scorer.probability(&input);
        let reasons = scorer.reasons(&input).into_iter().filter(|it| it.1.abs() >= LEAST_REASON);
        found.push(Proposal {
            sentence: analysis.sentences[graph.id].span,
            subject: statement.subject.entity,
            object: statement.object.entity,
            label,
            cue,
            status: statement.status,
            rule: NAMES[evidence::of_family(statement.family)],
            probability,
            attribution: it.attribution,
            is_listed: probability * it.attribution >= least(statement),
            reasons: reasons.take(MOST_REASONS).map(|it| (NAMES[it.0], it.1)).collect(),
        });
    });
    found
}
