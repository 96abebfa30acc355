//! Speech whose speaker stands beside it like a label: "“We won.” — Ann Lee", and in a transcript "LEE: We won."

use std::collections::HashMap;
use std::ops::Range;

use crate::nlp::quotes::scene::Scene;
use crate::nlp::quotes::voice::{Layer, VoiceScores};

/// The most tokens of a label.
const LONGEST: usize = 8;

/// The least probability of being said, on the mean of its tokens, for what follows a label in capitals: "UPDATE:" is none.
const LEAST: f32 = 0.3;

/// Speech and its label, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) content: Range<usize>,
    /// The sign between both.
    pub(super) cue: Range<usize>,
    pub(super) source: Range<usize>,
}

/// The labelled speech of a document, in order.
pub(super) fn find(scene: Scene<'_>, voices: &[VoiceScores]) -> Vec<Labelled> {
    let mut found = signed(scene);
    found.extend(transcribed(scene, voices));
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
            found.push(Labelled { content: quotation.tokens.clone(), cue: dash..first, source });
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
            found.push(Labelled { content, cue: colon..colon + 1, source: first..colon });
        }
    }
    found.retain(|it| times[scene.text(it.source.start)] > 1);
    found
}
