//! Whom an interview is with: the person whom the paragraphs before its first question are about.

use crate::nlp::EntityKind;
use crate::nlp::cast::Cast;
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::quotes::{QuoteCandidate as Quote, Setting};
use crate::text::{Id, Table};

/// The last token of a name of the person who answers, if the lead leaves no choice.
pub(super) fn answerer(context: &TokenContext<'_>, cast: &Cast, quotes: &Table<Quote>) -> Option<usize> {
    let first = quotes.rows().iter().find(|it| it.setting == Setting::Interview)?.content[0];
    // The question is in the paragraph before the answer.
    let question = context.place(context.tokens(first).start).block.saturating_sub(1);
    let mut named: Vec<(Id<_>, usize, usize)> = Vec::new();
    for mention in cast.mentions.rows() {
        let tokens = context.tokens(mention.span);
        let is_author = context.before(tokens.start) == "by";
        if context.place(tokens.start).block >= question
            || is_author
            || cast.entities[mention.entity].kind != EntityKind::Person
        {
            continue;
        }
        match named.iter_mut().find(|it| it.0 == mention.entity) {
            Some((_, times, _)) => *times += 1,
            None => named.push((mention.entity, 1, tokens.end - 1)),
        }
    }
    let (best, times, token) = *named.iter().max_by_key(|it| it.1)?;
    let is_only = named.iter().all(|it| it.0 == best || it.1 < times);
    is_only.then_some(token)
}
