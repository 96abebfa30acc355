//! What one place in an article says about a word is evidence for its other places.
//!
//! Works on tokens, before the labels are chosen. So "Clinton" is influenced by "Hillary Clinton", and a name that is
//! overlooked here is found because of what it is elsewhere.

use std::collections::HashMap;

use crate::document::Document;
use crate::nlp::Token;
use crate::nlp::names::label::LogProbabilities;
use crate::text::Table;

/// How much the other places count; measured on development files, as are the next two.
const WEIGHT: f32 = 0.2;

/// More places than this count no more.
const MAX_COUNT: usize = 8;

/// The least probability that a place may claim for a kind.
const FLOOR: f32 = 1e-4;

/// Outside, and the four kinds of name.
const N_KINDS: usize = 5;

/// Scores in which each capitalised word moves towards what that word is elsewhere in the document.
pub(crate) fn lean(doc: &Document, tokens: &Table<Token>, scores: &mut [LogProbabilities]) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    // The number of each word with its places. A list for each word would take several times the memory.
    let mut places: Vec<(u32, u32)> = Vec::new();
    let kept = |number| u32::try_from(number).expect("texts are capped at 64 MiB");
    for (at, token) in tokens.rows().iter().enumerate() {
        let text = doc.slice(token.span);
        if text.starts_with(char::is_uppercase) {
            let next = numbers.len();
            let number = *numbers.entry(text.to_lowercase()).or_insert(next);
            places.push((kept(number), kept(at)));
        }
    }
    places.sort_unstable();
    for of_word in places.chunk_by(|one, next| one.0 == next.0).filter(|it| it.len() > 1) {
        let of_word: Vec<usize> = of_word.iter().map(|it| it.1 as usize).collect();
        lean_one(&of_word, scores);
    }
}

/// The places of one word influence each other.
fn lean_one(places: &[usize], scores: &mut [LogProbabilities]) {
    let kinds: Vec<_> = places.iter().map(|&at| kinds(&scores[at])).collect();
    let mut totals = [0.0; N_KINDS];
    for kinds in &kinds {
        for (total, kind) in totals.iter_mut().zip(kinds) {
            *total += kind;
        }
    }
    let n_others = places.len() - 1;
    #[expect(clippy::cast_precision_loss, reason = "a few, or a count whose last digits do not matter")]
    let weight = WEIGHT * (n_others.min(MAX_COUNT) as f32).sqrt() / n_others as f32;
    for (&at, kinds) in places.iter().zip(&kinds) {
        for (label, score) in scores[at].iter_mut().enumerate() {
            let kind = label.div_ceil(2);
            *score += weight * (totals[kind] - kinds[kind]);
        }
    }
}

/// The logarithm of the probability of each kind, at the beginning or inside of a name.
fn kinds(scores: &LogProbabilities) -> [f32; N_KINDS] {
    let mut kinds = [0.0; N_KINDS];
    for (label, score) in scores.iter().enumerate() {
        kinds[label.div_ceil(2)] += score.exp();
    }
    kinds.map(|probability: f32| probability.max(FLOOR).ln())
}
