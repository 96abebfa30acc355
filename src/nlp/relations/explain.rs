//! Why a relation is listed: the rule that proposed it, and what the scorer weighed.

use crate::document::Document;
use crate::nlp::encoder::head_outputs::WordVector;
use crate::nlp::relations::evidence::{self, NAMES};
use crate::nlp::relations::scorer::Scorer;
use crate::nlp::relations::{each_statement, label, least};
use crate::nlp::{Analysis, Entity, Status};
use crate::text::{Id, Span};

/// How many reasons are shown for each.
const MAX_REASONS: usize = 6;

/// The least weight of a reason that is shown.
const MIN_REASON: f32 = 0.1;

/// What a rule proposed about two members in a sentence, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The sentence.
    pub sentence: Span,
    /// The subject.
    pub subject: Id<Entity>,
    /// The object.
    pub object: Id<Entity>,
    /// The label; "…" marks the object's place if words follow it.
    pub label: String,
    /// Where these words are.
    pub cue: Vec<Span>,
    /// How the article has it.
    pub status: Status,
    /// Which rule proposed it, in plain words.
    pub rule: &'static str,
    /// Its probability by itself, from 0 to 1.
    pub probability: f32,
    /// The confidence in who says it; 1 if it is in no one's words.
    pub attribution: f32,
    /// Whether that is enough for it to be listed.
    pub is_listed: bool,
    /// What counted for it or against it, in plain words, with what it added to the score (the log odds); the
    /// strongest first.
    pub reasons: Vec<(&'static str, f32)>,
}

/// Everything that the rules propose, in order of the text. `words` are what the network keeps of each token.
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
        let reasons = scorer.reasons(&input).into_iter().filter(|it| it.1.abs() >= MIN_REASON);
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
            reasons: reasons.take(MAX_REASONS).map(|it| (NAMES[it.0], it.1)).collect(),
        });
    });
    found
}
