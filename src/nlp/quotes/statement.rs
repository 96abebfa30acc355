//! What the network attributes: runs of words that are said, joined to the runs that say by whom.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::nlp::encoder::readout::LinkVectors;
use crate::nlp::quotes::form::{self, Quotation};
use crate::nlp::quotes::link::{Choice, LinkScorer};
use crate::nlp::quotes::run;
use crate::nlp::quotes::voice::{BioScores, Layer, VoiceScores};

/// What the network says of a document, as far as voices are concerned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heard<'a> {
    pub(crate) voices: &'a [VoiceScores],
    pub(crate) links: &'a LinkVectors,
    pub(crate) scorer: &'a LinkScorer,
}

/// Words that are said, in tokens, and what attributes them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    /// In order, never empty.
    pub(super) content: Vec<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    /// How sure the network is.
    pub(super) certainty: f32,
}

/// The statements of a document, in order of their contents.
pub(super) fn find(heard: Heard<'_>, quotations: &[Quotation]) -> Vec<Statement> {
    let layer = |layer: Layer| -> Vec<BioScores> { heard.voices.iter().map(|it| *it.of(layer)).collect() };
    let contents = run::find(&form::hold(heard.voices, quotations), 0);
    let cues = run::find(&layer(Layer::Cue), 0);
    let sources = run::find(&layer(Layer::Source), 0);
    let choose = |layer: Layer, content: &Range<usize>, runs: &[Range<usize>]| {
        heard.scorer.choose(layer, content, runs, heard.links)
    };
    // Contents with one cue are one statement.
    let mut by_cue: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut cue_of = Vec::with_capacity(contents.len());
    for (at, content) in contents.iter().enumerate() {
        let (cue, probability) = choose(Layer::Cue, content, &cues).best();
        let group = cue.map_or((1, at), |cue| (0, cue));
        by_cue.entry(group).or_default().push(at);
        cue_of.push((cue, probability));
    }
    let mut statements: Vec<Statement> = by_cue
        .into_values()
        .map(|group| {
            let choices: Vec<Choice> =
                group.iter().map(|&at| choose(Layer::Source, &contents[at], &sources)).collect();
            let (source, source_sure) = agree(&choices);
            let (cue, cue_sure) = cue_of[group[0]];
            let content: Vec<_> = group.into_iter().map(|at| contents[at].clone()).collect();
            let certainty = (cue_sure + source_sure).exp() * sureness(heard.voices, &content);
            Statement {
                content,
                cue: cue.map(|it| cues[it].clone()),
                source: source.map(|it| sources[it].clone()),
                certainty,
            }
        })
        .collect();
    statements.sort_by_key(|it| it.content[0].start);
    statements
}

/// The answer that several contents give together, and the logarithm of its mean probability.
fn agree(choices: &[Choice]) -> (Option<usize>, f32) {
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

/// How surely the words are said, on the mean.
fn sureness(voices: &[VoiceScores], content: &[Range<usize>]) -> f32 {
    let (mut sum, mut n) = (0.0, 0.0);
    for row in content.iter().flat_map(|range| &voices[range.clone()]) {
        sum += row.is_inside(Layer::Content);
        n += 1.0;
    }
    sum / f32::max(n, 1.0)
}
