//! The name under which an entity is listed: its fullest one in the article.

use std::collections::HashMap;

use crate::nlp::EntityKind;
use crate::nlp::cast::join::Joined;
use crate::nlp::cast::name_occurrence::{NameOccurrence, Text};
use crate::text::collapse_whitespace;

/// A less certain join gives no name: another person's name would be wrong on every line.
const SURE: f32 = 0.7;

/// Of the names that introduce the entity: the one with the most words, then one without initials, then the most
/// frequent, then the first. A name in capitals is used only if there is no other.
pub(super) fn fullest(
    text: Text<'_>,
    occurrences: &[NameOccurrence<'_>],
    kind: EntityKind,
    names: &[Joined],
) -> String {
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    for &Joined { at, .. } in names {
        *counts.entry(&occurrences[at].words).or_default() += 1;
    }
    let rank = |&&Joined { at, certainty, is_alias }: &&Joined| {
        let name = &occurrences[at];
        let has_given = name.words.first().is_some_and(|first| first.chars().count() > 2);
        (
            certainty >= SURE,
            !is_alias,
            !is_shouted(name.text),
            name.words.len(),
            has_given,
            counts[name.words.as_slice()],
            std::cmp::Reverse(at),
        )
    };
    let Some(&Joined { at: best, .. }) = names.iter().max_by_key(rank) else { return String::new() };
    let name = collapse_whitespace(occurrences[best].text);
    if kind == EntityKind::Organization && has_article(text, occurrences, names) {
        format!("The {name}")
    } else {
        name
    }
}

/// "PELOSI" in a headline; "NBC" is always written like that.
fn is_shouted(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters > 5 && !name.contains(char::is_lowercase)
}

/// "according to The Hill": a capital inside a sentence shows that "The" is part of the name.
fn has_article(text: Text<'_>, occurrences: &[NameOccurrence<'_>], names: &[Joined]) -> bool {
    let mut is_seen = false;
    for &Joined { at, .. } in names.iter().filter(|it| !occurrences[it.at].is_heading) {
        let start = occurrences[at].name.tokens.to_range().start;
        let (_, bounds) = text.sentence(start);
        match text.token(start.wrapping_sub(1)) {
            "The" => is_seen |= start - 1 > bounds.start,
            _ => return false,
        }
    }
    is_seen
}
