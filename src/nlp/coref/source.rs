//! The head of a source: the word that tells who speaks, of "a spokeswoman for Sessions" the spokeswoman.

use crate::nlp::coref::page::Page;
use crate::nlp::coref::word;
use crate::nlp::pronoun;
use crate::text::Span;

/// Nouns for what speaks in its owner's name: "Ivana Trump's brief", "a WMO report".
const DOCUMENTS: &[&str] = &[
    "brief",
    "report",
    "reports",
    "statement",
    "submission",
    "tweet",
    "release",
    "letter",
    "lawsuit",
    "ruling",
    "memo",
    "post",
    "website",
    "study",
    "survey",
    "poll",
    "article",
    "editorial",
    "filing",
    "complaint",
    "opinion",
    "book",
];

/// The token that heads a source, and whether it is the owner of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) token: usize,
    /// The source is a text, of which the head is the owner.
    pub(super) owns: bool,
}

/// The head of a source, if it has a word.
pub(super) fn head(page: &Page<'_>, source: Span) -> Option<Head> {
    let tokens = page.tokens(source);
    let cut = |at: &usize| {
        let word = page.word(*at);
        page.name(*at).is_none()
            && *at > tokens.start
            && (word::is_preposition(word)
                || word::is_coordinator(word)
                || word::begins_clause(word)
                || matches!(word, "," | "(" | "—" | "–"))
    };
    let core = tokens.start..tokens.clone().find(cut).unwrap_or(tokens.end);
    let mut head =
        core.clone().rev().find(|&at| word::is_word(page.word(at)) && !word::is_clitic(page.word(at)))?;
    if page.name(head).is_none() && pronoun::pronoun(page.word(head)).is_none() {
        if DOCUMENTS.contains(&page.word(head)) {
            let owner = core.rev().find(|&at| {
                let is_pronoun = word::is_possessive(page.word(at));
                is_pronoun || page.name(at).is_some_and(|name| page.name(at + 1) != Some(name))
            });
            return Some(Head { token: owner?, owns: true });
        }
        // "A lawyer for the paper, David Schulz", "its author, Dr. Yusuf Demir"
        let comma = tokens.clone().find(|&at| page.word(at) == ",");
        let mut after = comma.map_or(tokens.end, |it| it + 1)..tokens.end;
        let named = after.find(|&it| page.name(it).is_some() || !page.is_capital(it) && page.word(it) != ".");
        let named = named.filter(|&it| page.name(it).is_some());
        if let Some(first) = named {
            head = (first..tokens.end).take_while(|&at| page.name(at) == page.name(first)).last()?;
        }
    }
    Some(Head { token: head, owns: false })
}
