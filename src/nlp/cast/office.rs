//! Offices named after their holders, which the name finder partly overlooks: "the Prime Minister's Office".

use std::ops::Range;

use crate::nlp::Confidence;
use crate::nlp::cast::name_occurrence::Text;
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::lexicon::role::Role;
use crate::nlp::names::{Name, NameKind};

/// The confidence that such words name an organization.
const SURE: f32 = 0.8;

/// The most words in a holder's title.
const MAX_TITLE: usize = 5;

/// The names, including those of offices that were overlooked or only partly found; in order.
pub(super) fn complete(text: Text<'_>, names: Vec<Name>) -> Vec<Name> {
    let offices: Vec<Range<usize>> = (2..text.tokens.len())
        .filter(|&at| text.token(at) == "Office")
        .filter_map(|at| office(text, at))
        .collect();
    if offices.is_empty() {
        return names;
    }
    let mut complete = Vec::with_capacity(names.len() + offices.len());
    let mut names = names.into_iter().peekable();
    for tokens in offices {
        complete.extend(std::iter::from_fn(|| names.next_if(|it| it.tokens.to_range().end <= tokens.start)));
        let inside: Vec<Name> =
            std::iter::from_fn(|| names.next_if(|it| it.tokens.to_range().start < tokens.end)).collect();
        let is_known = inside.iter().any(|it| {
            let range = it.tokens.to_range();
            it.kind == NameKind::Organization && range.end == tokens.end
                || range.start < tokens.start
                || range.end > tokens.end
        });
        if is_known {
            complete.extend(inside);
        } else {
            complete.push(text.name(&tokens, NameKind::Organization, Confidence::new(SURE)));
        }
    }
    complete.extend(names);
    complete
}

/// The tokens of the office whose last word is at `last`, if its holder's title precedes it.
fn office(text: Text<'_>, last: usize) -> Option<Range<usize>> {
    let end = last.checked_sub(1).filter(|&at| matches!(text.token(at), "'s" | "’s"))?;
    let (_, sentence) = text.sentence(last);
    let first = sentence.start.max(end.saturating_sub(MAX_TITLE));
    let is_title = |at: &usize| {
        let word = fold(text.token(*at));
        let is_known =
            [Role::Person, Role::Modifier].into_iter().any(|role| lexicon::role::is_role(role, &word));
        text.token(*at).starts_with(char::is_uppercase) && (is_known || lexicon::role::is_of_titles(&word))
    };
    let start = (first..end).rev().take_while(is_title).last()?;
    lexicon::role::is_role(Role::Person, &fold(text.token(end - 1))).then_some(start..last + 1)
}
