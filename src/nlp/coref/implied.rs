//! Speakers who are not named at the quote: "Both said", and quotations beside what someone does.

use std::ops::Range;

use crate::nlp::cast::Cast;
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::quotes::{QuoteCandidate as Quote, Setting, Speakers};
use crate::nlp::{Confidence, Entity};
use crate::text::Id;

/// How many sentences back the two people called "they" may be.
const REACH: usize = 3;

/// The most tokens that are scanned.
const MAX_DISTANCE: usize = 200;

/// The confidence that these two are meant.
const PAIR: f32 = 0.6;

/// The two people in the last sentence that names two: "Rautio and her partner, Breen, opened it. “We did,” | they |
/// said."
pub(super) fn pair(context: &TokenContext<'_>, cast: &Cast, source: usize) -> Option<Speakers> {
    if !is_two(context.word(source)) {
        return None;
    }
    let mut start = source;
    for _ in 0..=REACH {
        let sentence = context.sentence(start);
        let end = sentence.end.min(source);
        let people = people(context, cast, sentence.start.max(end.saturating_sub(MAX_DISTANCE))..end);
        if let [(first, _), (second, _)] = people[..] {
            return Some(Speakers { first: Some((first, Confidence::new(PAIR))), others: vec![second] });
        }
        if people.len() > 2 {
            return None;
        }
        start = sentence.start.checked_sub(1)?;
    }
    None
}

/// Whether the word may stand for two people.
pub(super) fn is_two(word: &str) -> bool {
    matches!(word, "they" | "both" | "two" | "pair" | "couple" | "duo")
}

/// The only person whom the paragraph names before a quotation without a source: "Nadia set down her cup. | “They
/// did.”"
pub(super) fn actor(context: &TokenContext<'_>, cast: &Cast, quote: &Quote) -> Option<usize> {
    if quote.follows.is_some()
        || !quote.source.is_empty()
        || !quote.cue.is_empty()
        || quote.setting != Setting::Article
    {
        return None;
    }
    let start = context.tokens(quote.content[0]).start;
    let block = context.place(start).block;
    let lead =
        (start.saturating_sub(MAX_DISTANCE)..start).rev().take_while(|&it| context.place(it).block == block);
    let first = lead.last()?;
    match people(context, cast, first..start)[..] {
        [(_, token)] => Some(token),
        _ => None,
    }
}

/// The people whom some tokens name outside quotation marks, each with the last token of a name.
fn people(context: &TokenContext<'_>, cast: &Cast, tokens: Range<usize>) -> Vec<(Id<Entity>, usize)> {
    let mut found: Vec<(Id<Entity>, usize)> = Vec::new();
    for at in tokens.filter(|&it| context.is_person(it) && context.place(it).quotation == 0) {
        let Some(name) = context.name(at) else { continue };
        let entity = cast.mentions[name].entity;
        match found.iter_mut().find(|it| it.0 == entity) {
            Some(known) => known.1 = at,
            None => found.push((entity, at)),
        }
    }
    found
}
