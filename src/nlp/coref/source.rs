//! The head of a source: the word that tells who speaks, of "a spokeswoman for Sessions" the spokeswoman.

use std::ops::Range;

use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::coref::word;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun;
use crate::nlp::syntax::Function;
use crate::text::Span;

/// How many appositions between a name and "who" are looked over.
const APPOSITIONS: usize = 3;

/// The token that heads a source, and whether it is the owner of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) token: usize,
    /// The source is a text, of which the head is the owner.
    pub(super) owns: bool,
}

/// The head of a source, if it has a word.
pub(super) fn head(context: &TokenContext<'_>, source: Span) -> Option<Head> {
    let tokens = context.tokens(source);
    if matches!(context.word(tokens.start), "who" | "which" | "that") && tokens.len() == 1 {
        return antecedent(context, tokens.start).map(|token| Head { token, owns: false });
    }
    let core = tokens.start..tokens.clone().find(|&at| ends_core(context, &tokens, at)).unwrap_or(tokens.end);
    let mut head = core
        .clone()
        .rev()
        .find(|&at| word::is_word(context.word(at)) && !lexicon::contraction::is_clitic(context.word(at)))?;
    if context.name(head).is_none() && pronoun::pronoun(context.word(head)).is_none() {
        if lexicon::speech::is_document(context.word(head)) {
            let owner = core.rev().find(|&at| {
                let is_pronoun = lexicon::pronoun::is_owning(context.word(at));
                is_pronoun || context.name(at).is_some_and(|name| context.name(at + 1) != Some(name))
            });
            return Some(Head { token: owner?, owns: true });
        }
        if let Some(named) = titled(context, &tokens) {
            return Some(Head { token: named, owns: false });
        }
        // "A lawyer for the paper, David Schulz", "its author, Dr. Yusuf Demir"
        let comma = tokens.clone().find(|&at| context.word(at) == ",");
        let mut after = comma.map_or(tokens.end, |it| it + 1)..tokens.end;
        let named = after
            .find(|&it| context.name(it).is_some() || !context.is_capital(it) && context.word(it) != ".");
        let named = named.filter(|&it| context.name(it).is_some());
        if let Some(first) = named {
            head = last_of_name(context, first, tokens.end)?;
        }
    }
    Some(Head { token: head, owns: false })
}

/// The heads of all others whom a source names, given the head of the first: "Mayor Lund, Dane and the union".
pub(super) fn others(context: &TokenContext<'_>, source: Span, first: usize) -> Vec<usize> {
    let tokens = context.tokens(source);
    let mut found: Vec<usize> = Vec::new();
    let mut at = first + 1;
    while at < tokens.end {
        // What a preposition brings is no speaker: "a spokesman for Lund and Dane".
        let between = found.last().copied().unwrap_or(first) + 1;
        let joins = |it: usize| match context.word(it) {
            "and" | "&" | "alongside" => true,
            "," => context.name(it + 1).is_some() || matches!(context.word(it + 1), "and" | "as"),
            "as" => context.word(it + 1) == "well",
            "together" | "along" => context.word(it + 1) == "with",
            _ => false,
        };
        let Some(join) = (between..tokens.end).find(|&it| joins(it)) else { break };
        if (between..join).any(|it| lexicon::preposition::is_preposition(context.word(it))) {
            break;
        }
        let mut start = join + 1;
        while matches!(context.word(start), "and" | "as" | "well" | "with" | "also" | ",")
            && start < tokens.end
        {
            start += 1;
        }
        let rest = start..tokens.end;
        let end = rest.clone().find(|&it| ends_core(context, &rest, it)).unwrap_or(rest.end);
        let head = (start..end).rev().find(|&it| {
            word::is_word(context.word(it)) && !lexicon::contraction::is_clitic(context.word(it))
        });
        let Some(head) = head else { break };
        // "Lund and her party": whose it is, is no speaker by that; "actor and singer Lund" is one.
        found.push(titled(context, &rest).filter(|_| context.name(head).is_none()).unwrap_or(head));
        at = end.max(head + 1);
    }
    found
}

/// Whether the core of a noun phrase ends before a token: at a preposition, "and", a clause, a comma.
fn ends_core(context: &TokenContext<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let word = context.word(at);
    context.name(at).is_none()
        && at > tokens.start
        && (lexicon::preposition::is_preposition(word)
            || lexicon::function_word::is_coordinator(word)
            || lexicon::function_word::begins_clause(word)
            || matches!(word, "," | "(" | "—" | "–"))
}

/// "Actor and singer Noel Varga", "Minister of Ports Ann Pell": the person whose name follows the title at once, if no
/// preposition joins it.
fn titled(context: &TokenContext<'_>, tokens: &Range<usize>) -> Option<usize> {
    let first = tokens.clone().find(|&it| context.is_person(it))?;
    let mut before = first.checked_sub(1).filter(|it| tokens.contains(it))?;
    while matches!(context.word(before), "." | "dr" | "mr" | "ms" | "mrs" | "prof") && before > tokens.start {
        before -= 1;
    }
    let is_noun = word::is_open(context.word(before))
        && !word::is_verb(context.word(before))
        && context.name(before).is_none();
    let is_plain = (tokens.start..first).all(|it| !matches!(context.word(it), "," | "who" | "which"));
    (is_noun && is_plain).then(|| last_of_name(context, first, tokens.end)).flatten()
}

/// The last token of the name that begins at a token.
fn last_of_name(context: &TokenContext<'_>, first: usize, end: usize) -> Option<usize> {
    (first..end).take_while(|&at| context.name(at) == context.name(first)).last()
}

/// Whom a relative pronoun stands for: "Ann Pell, the mayor of Dorset, | who said". By the tree, or what stands right before.
fn antecedent(context: &TokenContext<'_>, at: usize) -> Option<usize> {
    let clause = context.governor(at).filter(|&it| context.function(it) == Some(Function::RelativeClause));
    let mut noun = clause.and_then(|it| context.governor(it));
    for _ in 0..APPOSITIONS {
        noun = noun.map(|it| match context.governor(it) {
            Some(above) if context.function(it) == Some(Function::Apposition) => above,
            _ => it,
        });
    }
    let noun = noun.or_else(|| {
        let comma = at.checked_sub(1)?;
        if context.word(comma) == "," { comma.checked_sub(1) } else { Some(comma) }
    })?;
    match context.name(noun) {
        Some(name) => (noun..context.len()).take_while(|&it| context.name(it) == Some(name)).last(),
        None => Some(noun),
    }
}
