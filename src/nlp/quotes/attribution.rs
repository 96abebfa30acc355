//! What the network attributes: runs of words that are said, joined to the runs that say by whom.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::nlp::Stance;
use crate::nlp::encoder::head_outputs::LinkVectors;
use crate::nlp::quotes::Setting;
use crate::nlp::quotes::beside;
use crate::nlp::quotes::form;
use crate::nlp::quotes::label::{self, Labelled};
use crate::nlp::quotes::link::{LinkChoice, LinkScorer};
use crate::nlp::quotes::run;
use crate::nlp::quotes::stance::{self, StanceEvidence};
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::voice::{BioScores, Layer, VoiceScores};

/// The network is overconfident: of the quotes to which it gives 0.8 to 0.9, 0.65 are right. Fitted by
/// `training/calibrate_voices.py` to the first 61 texts of `polnear.dev.jsonl` with an earlier model; with model
/// 2.1.0, of 1,503 quotes with 0.7 or more in all 84 texts, 88 % are right (2026-11-25).
const SLOPE: f32 = 0.6;
const SHIFT: f32 = -0.6;

/// The confidence that a content is said by the subject of the verb directly before it.
const OWN: f32 = 0.8;

/// The least probability of being a quote for words without a verb: most of them are only "recalled" or "shown".
const MIN_PHRASE: f32 = 0.6;

/// The least probability of being a quote for words that are not in quotation marks.
const MIN_QUOTE: f32 = 0.4;

/// The network's output for a document, as far as voices are concerned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NetworkOutput<'a> {
    pub(crate) voices: &'a [VoiceScores],
    pub(crate) links: &'a LinkVectors,
    pub(crate) scorer: &'a LinkScorer,
}

/// Words that are said, in tokens, and what attributes them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attribution {
    /// In order, never empty.
    pub(super) content: Vec<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    pub(super) stance: Stance,
    pub(super) setting: Setting,
    /// The network's confidence.
    pub(super) certainty: f32,
}

/// Contents and the confidence in their cue, grouped by that cue; those without one are separate.
type ByCue = BTreeMap<(Option<usize>, usize), Vec<(usize, f32)>>;

/// The attributions of a document, in order of their contents.
pub(super) fn find(context: TokenContext<'_>, output: NetworkOutput<'_>) -> Vec<Attribution> {
    let layer = |layer: Layer| -> Vec<BioScores> { output.voices.iter().map(|it| *it.of(layer)).collect() };
    let labels = label::find(context, output.voices);
    let contents = run::find(&form::hold(output.voices, context.quotations, &labels));
    // Two sources or two cues are never side by side: they are one that seemed to begin twice.
    let cues = run::joined(run::find(&layer(Layer::Cue)));
    let sources = run::joined(run::find(&layer(Layer::Source)));
    let choose = |layer: Layer, content: &Range<usize>, runs: &[Range<usize>]| {
        let around = context.may_attribute(content);
        output.scorer.choose(layer, content, runs, output.links, |run| around.allows(run))
    };
    // Contents with one cue are one attribution.
    let mut groups = ByCue::new();
    let mut attributions = Vec::new();
    for (at, content) in contents.iter().enumerate() {
        let label = labels.speech.partition_point(|it| it.content.end <= content.start);
        if let Some(label) = labels.speech.get(label).filter(|it| it.content.start <= content.start) {
            attributions.push(Attribution::labelled(label));
            continue;
        }
        let (cue, sure) = choose(Layer::Cue, content, &cues).best();
        let is_shared =
            |it: &(Range<usize>, Range<usize>)| cue.is_some_and(|cue| cues[cue].end <= it.0.start);
        if let Some((source, cue)) = beside::own(context, content).filter(is_shared) {
            let stance = stance::tell(context, output.links, Some(&cue), content.start).stance;
            let (content, certainty) = (content.clone(), OWN);
            attributions.push(Attribution::attributed(content, cue, source, stance, certainty));
            continue;
        }
        let lone = if cue.is_none() { at } else { 0 };
        groups.entry((cue, lone)).or_default().push((at, sure));
    }
    attributions.extend(groups.into_iter().filter_map(|((cue, _), group)| {
        let choices: Vec<LinkChoice> =
            group.iter().map(|it| choose(Layer::Source, &contents[it.0], &sources)).collect();
        let (source, source_sure) = agree(&choices);
        let content = without_seams(group.iter().map(|it| contents[it.0].clone()));
        let content = form::without_strays(context, content);
        let certainty = calibrated((group[0].1 + source_sure).exp() * sureness(output.voices, &content));
        let cue = cue.map(|it| cues[it].clone());
        let source = beside(context, &content, cue.as_ref(), source.map(|it| sources[it].clone()));
        let StanceEvidence { stance, is_quote } =
            stance::tell(context, output.links, cue.as_ref(), content[0].start);
        let is_marked = content.iter().flat_map(Clone::clone).any(|it| context.quotation_at(it).is_some());
        let is_clause =
            content.iter().flat_map(Clone::clone).any(|it| context.acts(it) || context.text(it) == "to");
        let least = if is_clause { MIN_QUOTE } else { MIN_PHRASE };
        if is_quote < least && !is_marked {
            return None;
        }
        let is_quote = if is_marked { 1.0 } else { is_quote };
        let certainty = certainty * is_quote.sqrt();
        Some(Attribution { content, cue, source, stance, setting: Setting::Article, certainty })
    }));
    attributions.sort_by_key(|it| it.content[0].start);
    share(context, &mut attributions);
    attributions
}

/// "Lee said it was late, adding that it rained": a participle without a source takes that of the previous attribution
/// in its sentence.
fn share(context: TokenContext<'_>, attributions: &mut [Attribution]) {
    for at in 1..attributions.len() {
        let Some(cue) = attributions[at].cue.clone().filter(|_| attributions[at].source.is_none()) else {
            continue;
        };
        let before =
            attributions[at - 1].source.clone().filter(|it| context.sentence(cue.start).contains(&it.start));
        if context.text(cue.start).ends_with("ing") {
            attributions[at].source = before;
        }
    }
}

impl Attribution {
    fn attributed(
        content: Range<usize>,
        cue: Range<usize>,
        source: Range<usize>,
        stance: Stance,
        certainty: f32,
    ) -> Self {
        let (content, cue, source) = (vec![content], Some(cue), Some(source));
        Self { content, cue, source, stance, setting: Setting::Article, certainty }
    }

    fn labelled(Labelled { content, cue, source, setting, certainty }: &Labelled) -> Self {
        Self {
            content: vec![content.clone()],
            cue: cue.clone(),
            source: source.clone(),
            stance: Stance::Statement,
            setting: *setting,
            certainty: *certainty,
        }
    }
}

/// The source that the network gives to a content, or the one beside it.
fn beside(
    context: TokenContext<'_>,
    content: &[Range<usize>],
    cue: Option<&Range<usize>>,
    source: Option<Range<usize>>,
) -> Option<Range<usize>> {
    let Some(cue) = cue else { return source };
    let inverted = beside::inverted(context, content, cue);
    match (source, inverted) {
        (Some(source), Some(name)) if source.end <= name.start || name.end <= source.start => Some(name),
        (Some(source), _) => Some(beside::whole(context, source, cue)),
        (None, inverted) => {
            inverted.or_else(|| beside::behind(context, content, cue)).or_else(|| beside::ahead(context, cue))
        }
    }
}

/// "called the plan “a joke”": a piece that begins where the other ends is not a second one.
fn without_seams(pieces: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if last.end == piece.start => last.end = piece.end,
            _ => joined.push(piece),
        }
    }
    joined
}

/// The answer on which several contents agree, and the logarithm of its mean probability.
fn agree(choices: &[LinkChoice]) -> (Option<usize>, f32) {
    let mut options: Vec<Option<usize>> =
        choices.iter().flat_map(|it| it.answers.iter().map(|answer| Some(answer.0))).collect();
    options.push(None);
    options.sort_unstable();
    options.dedup();
    let sum = |option: Option<usize>| choices.iter().map(|it| it.of(option)).sum::<f32>();
    let (best, sum) = options.into_iter().fold((None, f32::NEG_INFINITY), |best, option| {
        let sum = sum(option);
        if sum > best.1 { (option, sum) } else { best }
    });
    #[expect(clippy::cast_precision_loss, reason = "a few")]
    let n = choices.len().max(1) as f32;
    (best, sum / n)
}

/// How often quotes with this confidence of the network are right.
fn calibrated(certainty: f32) -> f32 {
    let certainty = certainty.clamp(1e-4, 1.0 - 1e-4);
    let logit = (certainty / (1.0 - certainty)).ln();
    1.0 / (1.0 + (-(SLOPE * logit + SHIFT)).exp())
}

/// How certainly the words are said, on average.
fn sureness(voices: &[VoiceScores], content: &[Range<usize>]) -> f32 {
    let (mut sum, mut n) = (0.0, 0.0);
    for row in content.iter().flat_map(|range| &voices[range.clone()]) {
        sum += row.is_inside(Layer::Content);
        n += 1.0;
    }
    sum / f32::max(n, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::head_outputs::LINK_WIDTH;
    use crate::nlp::encoder::rounded::Rounded;
    use crate::nlp::quotes::testing::TestText;

    /// Rows of labels in the order source, cue, content: "S" or "s" for the beginning or inside of a source, and so
    /// on.
    fn voices(rows: &str) -> Vec<VoiceScores> {
        let row = |letter: char| {
            let mut logits = [[8.0, 0.0, 0.0]; 3].concat();
            let layer = "SKC".find(letter.to_ascii_uppercase());
            if let Some(layer) = layer {
                logits[3 * layer] = 0.0;
                logits[3 * layer + if letter.is_uppercase() { 1 } else { 2 }] = 8.0;
            }
            VoiceScores::from_logits(&logits)
        };
        rows.chars().map(row).collect()
    }

    /// Vectors by which each content asks for the source and the cue in its list.
    fn links(voices: &[VoiceScores], wanted: &[(usize, usize, usize)]) -> LinkVectors {
        let keys = |layer| {
            let at = voices.iter().enumerate().filter(move |it| it.1.begins(layer) > 0.5).map(|it| it.0);
            let only = |at: usize| Rounded::from(std::array::from_fn(|it| if it == at { 10.0 } else { 0.0 }));
            at.map(|at| (at, only(at))).collect()
        };
        let queries = wanted.iter().map(|&(content, source, cue)| {
            let mut query = [0.0; 2 * LINK_WIDTH];
            (query[source], query[LINK_WIDTH + cue]) = (10.0, 10.0);
            (content, query.into())
        });
        LinkVectors {
            first: queries.collect(),
            source: keys(Layer::Source),
            cue: keys(Layer::Cue),
            ..LinkVectors::default()
        }
    }

    /// The attributions of a text of one word for each row.
    fn found(rows: &str, wanted: &[(usize, usize, usize)]) -> Vec<Attribution> {
        let sample = TestText::new(&"word ".repeat(rows.len()));
        let voices = voices(rows);
        let (links, scorer) = (links(&voices, wanted), LinkScorer::even());
        find(sample.context(), NetworkOutput { voices: &voices, links: &links, scorer: &scorer })
    }

    #[test]
    fn contents_with_one_cue_are_one_attribution() {
        let found = found("CccOSsKOCc", &[(0, 4, 6), (8, 4, 6)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content, [0..3, 8..10]);
        assert_eq!((found[0].source.clone(), found[0].cue.clone()), (Some(4..6), Some(6..7)));
        assert!(found[0].certainty > 0.9);
    }

    #[test]
    fn contents_with_cues_of_their_own_may_share_a_source() {
        let found = found("SKCcKCc", &[(2, 0, 1), (5, 0, 4)]);
        let parts: Vec<_> =
            found.iter().map(|it| (it.content.clone(), it.cue.clone(), it.source.clone())).collect();
        let one = |range| std::iter::once(range).collect::<Vec<_>>();
        assert_eq!(parts, [(one(2..4), Some(1..2), Some(0..1)), (one(5..7), Some(4..5), Some(0..1))]);
    }

    #[test]
    fn a_content_without_cue_or_source_stays_alone() {
        let found = found("CccOO", &[]);
        assert_eq!((found[0].cue.clone(), found[0].source.clone()), (None, None));
    }
}
