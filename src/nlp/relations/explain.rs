//! Why a relation is listed: the rule that proposed it, and what the scorer weighed.

use crate::document::Document;
use crate::nlp::encoder::head_outputs::WordVector;
use crate::nlp::evidence::main_reasons;
use crate::nlp::relations::evidence::{self, NAMES};
use crate::nlp::relations::scorer::Scorer;
use crate::nlp::relations::{each_proposal, label, least};
use crate::nlp::{Analysis, Entity, Status};
use crate::text::{Id, Span};

/// A proposal of a rule, with what the scorer weighed and whether it is listed.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedProposal {
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
) -> Vec<ExplainedProposal> {
    let mut found = Vec::new();
    each_proposal(doc, analysis, |graph, it| {
        let (proposal, input) = (&it.proposal, it.input(analysis, graph, words));
        let Some((label, cue)) = label::render(graph, &proposal.pieces, true) else { return };
        let probability = scorer.probability(&input);
        found.push(ExplainedProposal {
            sentence: analysis.sentences[graph.id].span,
            subject: proposal.subject.entity,
            object: proposal.object.entity,
            label,
            cue,
            status: proposal.status,
            rule: NAMES[evidence::of_pattern(proposal.pattern)],
            probability,
            attribution: it.attribution,
            is_listed: probability * it.attribution >= least(proposal),
            reasons: main_reasons(scorer.reasons(&input).into_iter(), &NAMES),
        });
    });
    found
}
