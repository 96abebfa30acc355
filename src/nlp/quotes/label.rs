//! Speech whose form tells its speaker: "“We won.” — Ann Lee", in a transcript "LEE: We won.", and "“We won,” she said" where
//! all of that is reported once more.

use std::collections::HashMap;
use std::ops::Range;

use crate::nlp::quotes::scene::Scene;
use crate::nlp::quotes::voice::{Layer, VoiceScores};

/// The most tokens of a label.
const LONGEST: usize = 8;

/// The least probability of being said, on the mean of its tokens, for what follows a label in capitals: "UPDATE:" is none.
const LEAST: f32 = 0.3;

/// The least probability that the source and cue of speech begin where all of it is taken for what someone else says.
const LEAST_INNER: f32 = 0.02;

/// Speech and its label, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) content: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) source: Range<usize>,
    /// All that stands beside the content and is not said.
    pub(super) beside: Range<usize>,
}

/// The labelled speech of a document, in order.
pub(super) fn find(scene: Scene<'_>, voices: &[VoiceScores]) -> Vec<Labelled> {
    let mut found = signed(scene);
    found.extend(transcribed(scene, voices));
    found.extend(reported(scene, voices));
    found.sort_by_key(|it| it.content.start);
    found
}

/// Quotations with a name behind a dash, up to the end of the line or the next quotation; it may stand below them.
fn signed(scene: Scene<'_>) -> Vec<Labelled> {
    let mut found = Vec::new();
    for (at, quotation) in scene.quotations.iter().enumerate() {
        let dash = quotation.tokens.end;
        let first = dash + 1;
        if first >= scene.tokens.len() || !matches!(scene.text(dash), "—" | "–" | "―" | "-" | "--") {
            continue;
        }
        let is_first = scene.block_of(dash) != scene.block_of(dash - 1);
        let next = scene.quotations.get(at + 1).map_or(scene.tokens.len(), |it| it.tokens.start);
        let end = (first..next).find(|&it| it > first && scene.begins_line(it)).unwrap_or(next);
        // "“No” — he left at once": no name. A list item below a quotation is none either.
        let is_name = |token: usize| {
            let text = scene.text(token);
            !text.starts_with(char::is_lowercase) || matches!(text, "of" | "the" | "de" | "van" | "von" | "a")
        };
        let named = scene.text(first).starts_with(char::is_uppercase) && (first..end).all(is_name);
        if named && (is_first || scene.begins_line(quotation.tokens.start)) && end - first <= LONGEST {
            let source = first..end;
            let content = quotation.tokens.clone();
            found.push(Labelled { content, cue: dash..first, source, beside: dash..end });
        }
    }
    found
}

/// Paragraphs that begin with a name in capitals and a colon, if the name labels at least two of them.
fn transcribed(scene: Scene<'_>, voices: &[VoiceScores]) -> Vec<Labelled> {
    let mut found = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut start = 0;
    while start < scene.tokens.len() {
        let block = scene.block_tokens(start);
        start = block.end;
        let marked = scene.quotation_at(block.start).filter(|it| it.tokens.start == block.start);
        let first = block.start + usize::from(marked.is_some());
        let Some(colon) = (first..block.end.min(first + LONGEST)).find(|&it| scene.text(it) == ":") else {
            continue;
        };
        let is_capital = |token: usize| !scene.text(token).contains(char::is_lowercase);
        let is_name = colon > first
            && (first..colon).all(is_capital)
            && scene.text(first).chars().filter(|c| c.is_uppercase()).count() > 1;
        let end = marked.map_or(block.end, |it| it.tokens.end.min(block.end));
        if !is_name || colon + 1 >= end {
            continue;
        }
        let content = colon + 1..end;
        let said = voices[content.clone()].iter().map(|it| it.is_inside(Layer::Content)).sum::<f32>();
        #[expect(clippy::cast_precision_loss, reason = "a mean need not be exact")]
        if said > LEAST * content.len() as f32 {
            *times.entry(scene.text(first)).or_default() += 1;
            let cue = colon..colon + 1;
            found.push(Labelled { content, cue, source: first..colon, beside: block.start..colon + 1 });
        }
    }
    found.retain(|it| times[scene.text(it.source.start)] > 1);
    found
}

/// Quotations with an attribution that the network takes for a part of what someone else says, as it was taught that nothing
/// is attributed twice: "“We won,” she said at noon, according to the paper."
fn reported(scene: Scene<'_>, voices: &[VoiceScores]) -> Vec<Labelled> {
    let mut found = Vec::new();
    for (at, quotation) in scene.quotations.iter().enumerate().filter(|it| it.1.n_words > 1) {
        let start = quotation.tokens.end;
        let next = scene.quotations.get(at + 1).map_or(scene.tokens.len(), |it| it.tokens.start);
        let end = (start..next).find(|&it| voices[it].is_inside(Layer::Content) < 0.5).unwrap_or(next);
        let parted = scene.text(start.saturating_sub(2)) == ",";
        let begins = voices[quotation.tokens.start].begins(Layer::Content) > 0.5;
        if !parted || !begins {
            continue;
        }
        let near = start..end.min(start + LONGEST);
        let (source, cue) =
            (likeliest(Layer::Source, near.clone(), voices), likeliest(Layer::Cue, near, voices));
        if let (Some(source), Some(cue)) = (source, cue)
            && (source.end == cue.start || cue.end == source.start)
        {
            found.push(Labelled { content: quotation.tokens.clone(), cue, source, beside: start..end });
        }
    }
    found
}

/// The words of a layer that most probably begin in a range.
fn likeliest(layer: Layer, range: Range<usize>, voices: &[VoiceScores]) -> Option<Range<usize>> {
    let begins = |at: &usize| voices[*at].begins(layer);
    let start = range.clone().max_by(|a, b| begins(a).total_cmp(&begins(b)))?;
    let sure = begins(&start);
    let goes_on = |at: usize| voices[at].goes_on(layer) > 0.5 * sure;
    let end = (start + 1..range.end).find(|&at| !goes_on(at)).unwrap_or(range.end);
    (sure > LEAST_INNER).then_some(start..end)
}
