//! What is known about two candidates without the network: the rows of the feature table for their pair.
//!
//! Training computes the same ones; their offsets are part of the model's format.

use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun::{self, Pronoun};

/// The number of rows in the table.
pub(crate) const N_ROWS: usize = 182;

/// The number of rows for a pair.
pub(crate) const N_FEATURES: usize = 11;

/// The least distances of the buckets, from the second bucket on, in tokens and in candidates.
const TOKENS: [usize; 15] = [1, 2, 3, 4, 5, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256];
const BETWEEN: [usize; 7] = [1, 2, 3, 4, 6, 10, 20];

/// How far before a noun its determiner may be.
const DETERMINER: usize = 5;

/// A candidate, as its features see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    token: usize,
    sentence: usize,
    block: usize,
    quotation: usize,
    class: usize,
    determiner: usize,
    leads: bool,
}

/// The class of a noun; 0 is that of a name.
pub(super) const NOUN: usize = 1;

impl Shape {
    /// The shape of the candidate with this head.
    pub(super) fn of(context: &TokenContext<'_>, token: usize) -> Self {
        let place = context.place(token);
        let class = class(context, token);
        Self {
            token,
            sentence: place.sentence,
            block: place.block,
            quotation: place.quotation,
            class,
            determiner: if class == NOUN { determiner(context, token) } else { 0 },
            leads: token - context.sentence_start(token) < 3,
        }
    }
}

/// The rows of a pair: `later` and `earlier` with their numbers among the candidates.
pub(super) fn rows(
    context: &TokenContext<'_>,
    later: (usize, Shape),
    earlier: (usize, Shape),
) -> [usize; N_FEATURES] {
    let ((at, i), (before, j)) = (later, earlier);
    let quotation = match (i.quotation, j.quotation) {
        (0, 0) => 0,
        (a, b) if a == b => 1,
        (a, b) if a > 0 && b > 0 => 2,
        (a, _) if a > 0 => 3,
        _ => 4,
    };
    let is_same = context.word(i.token) == context.word(j.token);
    [
        bucket(i.token - j.token, &TOKENS),
        16 + (i.sentence - j.sentence).min(7),
        24 + (i.block - j.block).min(3),
        28 + quotation,
        33 + i.class * 10 + j.class,
        133 + usize::from(is_same),
        135 + bucket(at - before - 1, &BETWEEN),
        143 + i.determiner,
        149 + j.determiner,
        155 + usize::from(i.leads),
        157 + usize::from(j.leads),
    ]
}

/// How many of the least distances are reached.
fn bucket(distance: usize, least: &[usize]) -> usize {
    least.partition_point(|&it| it <= distance)
}

/// The class of a head. A pronoun that is itself a name ("US") is a pronoun.
pub(super) fn class(context: &TokenContext<'_>, token: usize) -> usize {
    let is_name = |at: usize| context.place(at).is_name;
    let alone = !is_name(token + 1) && (token == 0 || !is_name(token - 1));
    match pronoun::pronoun(context.word(token)).filter(|_| alone || !is_name(token)) {
        Some(Pronoun::I) => 2,
        Some(Pronoun::You) => 3,
        Some(Pronoun::He) => 4,
        Some(Pronoun::She) => 5,
        Some(Pronoun::It) => 6,
        Some(Pronoun::We) => 7,
        Some(Pronoun::They) => 8,
        Some(Pronoun::Other) => 9,
        None => usize::from(!is_name(token)),
    }
}

fn determiner(context: &TokenContext<'_>, head: usize) -> usize {
    let lowest = context.sentence_start(head).max(head.saturating_sub(DETERMINER));
    for at in (lowest..head).rev() {
        let word = context.word(at);
        match word {
            "the" => return 1,
            "a" | "an" => return 2,
            _ if pronoun::is_possessive(word) || lexicon::contraction::is_clitic(word) => return 3,
            "this" | "that" | "these" | "those" => return 4,
            _ if lexicon::function_word::is_quantifier(word) => return 5,
            _ if lexicon::function_word::is_border(word) => return 0,
            _ if !word.starts_with(char::is_alphanumeric) => return 0,
            _ => {}
        }
    }
    0
}
