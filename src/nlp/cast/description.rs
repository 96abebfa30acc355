//! The title or description that the text gives an entity: "House Minority Leader", "retired general".

use std::ops::Range;

use crate::nlp::EntityKind;
use crate::nlp::cast::join::Joined;
use crate::nlp::cast::name_occurrence::{NameOccurrence, Text};
use crate::nlp::cast::phrase::{Found, View};
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::lexicon::role::Role;
use crate::text::collapse_whitespace;

/// Mentions after the first few seldom have a better title.
const MAX_LOOKED_AT: usize = 12;

/// The titles and descriptions of an entity, in the article's own words without "a" or "the".
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    /// The most informative one.
    pub(super) best: Option<String>,
    /// All, each once, in order of the text.
    pub(super) all: Vec<String>,
}

impl Descriptions {
    /// Reads what is beside the first names.
    pub(super) fn of(
        text: Text<'_>,
        occurrences: &[NameOccurrence<'_>],
        kind: EntityKind,
        names: &[Joined],
    ) -> Self {
        let mut descriptions = Self::default();
        if kind == EntityKind::Place {
            return descriptions;
        }
        let looked_at = names.iter().filter(|it| !occurrences[it.at].is_heading && it.certainty > 0.7);
        let mut best: Option<Found> = None;
        for (number, &Joined { at, .. }) in looked_at.take(MAX_LOOKED_AT).enumerate() {
            let full = if occurrences[at].words.len() > 1 { 0.6 } else { 0.0 };
            for mut found in around(text, occurrences, at, kind) {
                found.tokens = without_article(text, found.tokens);
                if found.tokens.is_empty() {
                    continue;
                }
                let words = words(text, &found.tokens);
                if !descriptions.all.contains(&words) {
                    descriptions.all.push(words);
                }
                if says_little(text, &found.tokens, kind) {
                    continue;
                }
                found.worth +=
                    full + length_worth(found.tokens.len()) - 0.1 * [0.0, 1.0, 2.0, 3.0][number.min(3)];
                if best.as_ref().is_none_or(|best| found.worth > best.worth) {
                    best = Some(found);
                }
            }
        }
        descriptions.best = best.map(|best| words(text, &best.tokens));
        descriptions
    }
}

/// The words of some tokens, separated by single spaces.
fn words(text: Text<'_>, tokens: &Range<usize>) -> String {
    collapse_whitespace(text.doc.slice(text.span(tokens)))
}

/// "company" says nothing about a company, and "wife" nothing as long as it does not say whose.
fn says_little(text: Text<'_>, tokens: &Range<usize>, kind: EntityKind) -> bool {
    let last = fold(text.token(tokens.end.saturating_sub(1)));
    match kind {
        EntityKind::Person => {
            lexicon::role::is_role(Role::Kin, &last)
                && !tokens.clone().any(|at| matches!(text.token(at), "'s" | "’s"))
        }
        _ => tokens.len() < 2,
    }
}

fn length_worth(n_words: usize) -> f32 {
    match n_words {
        0 | 1 => -0.6,
        3..=6 => 0.3,
        2 | 7..=9 => 0.0,
        _ => -0.5,
    }
}

fn without_article(text: Text<'_>, tokens: Range<usize>) -> Range<usize> {
    let is_article = lexicon::function_word::is_article(text.token(tokens.start));
    tokens.start + usize::from(is_article)..tokens.end
}

/// All descriptions beside one name.
fn around(text: Text<'_>, occurrences: &[NameOccurrence<'_>], at: usize, kind: EntityKind) -> Vec<Found> {
    let name = occurrences[at].name.tokens.to_range();
    let (_, sentence) = text.sentence(name.start);
    let view = View { text, occurrences, at, kind, sentence };
    let before = view.before(name.start).map(|tokens| Found { tokens: view.last_office(tokens), worth: 3.0 });
    let ahead = view.ahead(&name).map(|tokens| Found { tokens, worth: 2.8 });
    [before, ahead, view.behind(name.end)].into_iter().flatten().collect()
}
