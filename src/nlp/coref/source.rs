//! The head of a source: the word that says who speaks; in "a spokeswoman for Sessions", the spokeswoman.

use std::ops::Range;

use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::coref::word;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun;
use crate::nlp::syntax::Function;
use crate::text::Span;

/// How many appositions between a name and "who" are skipped.
const APPOSITIONS: usize = 3;

/// The confidence that the owner of a text speaks through it, and that a text is the one mentioned before.
const OWNER: f32 = 0.9;
const SAME_TEXT: f32 = 0.6;

/// The token that heads a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Head {
    pub(super) token: usize,
    /// Whether the source is a text, and the head is its owner.
    pub(super) owns: bool,
    /// The confidence that the head speaks.
    pub(super) sure: f32,
}

impl Head {
    /// For someone who speaks for themselves.
    pub(super) const fn of(token: usize) -> Self {
        Self { token, owns: false, sure: 1.0 }
    }

    /// For the owner of a text.
    const fn of_text(token: usize) -> Self {
        Self { token, owns: true, sure: OWNER }
    }

    /// The same for a text that is later called only "the report".
    pub(super) const fn again(self) -> Self {
        Self { owns: true, sure: SAME_TEXT, ..self }
    }
}

/// The head of a source, if it has a word.
pub(super) fn head(context: &TokenContext<'_>, source: Span) -> Option<Head> {
    let tokens = context.tokens(source);
    if matches!(context.word(tokens.start), "who" | "which" | "that") && tokens.len() == 1 {
        return antecedent(context, tokens.start).map(Head::of);
    }
    // Only their numbers distinguish "Speaker 1" and "Speaker 2", so no word stands for either of them.
    let is_number = |it: usize| context.word(it).bytes().all(|it| it.is_ascii_digit());
    if tokens.len() == 2 && is_number(tokens.start + 1) && context.name(tokens.start).is_none() {
        return None;
    }
    let core = core(context, &tokens);
    if let Some(owner) = document(context, &core).map(|it| owner(context, &core, it + 1..tokens.end)) {
        return owner.map(Head::of_text);
    }
    let head = last_word(context, &core)?;
    // "One of the former aides"
    if lexicon::function_word::is_part(context.word(head)) && context.word(core.end) == "of" {
        let rest = context.span(&(core.end + 1..tokens.end.max(core.end + 2)));
        return self::head(context, rest);
    }
    let is_known = context.name(head).is_some() || pronoun::pronoun(context.word(head)).is_some();
    let named = || appositive(context, &tokens).or_else(|| titled(context, &tokens));
    let token = if is_known { head } else { outlet(context, &core).or_else(named).unwrap_or(head) };
    Some(Head::of(token))
}

/// Whether a source is a text whose owner it does not name: "the report".
pub(super) fn is_text(context: &TokenContext<'_>, source: Span) -> bool {
    let tokens = context.tokens(source);
    context.word(tokens.start) == "the" && document(context, &core(context, &tokens)).is_some()
}

/// The heads of all others whom a source names, given the head of the first: "Mayor Lund, Dane and the union".
pub(super) fn others(context: &TokenContext<'_>, source: Span, first: usize) -> Vec<usize> {
    let tokens = context.tokens(source);
    let mut found: Vec<usize> = Vec::new();
    let mut at = first + 1;
    while at < tokens.end {
        let between = found.last().copied().unwrap_or(first) + 1;
        let joins = |it: usize| match context.word(it) {
            "and" | "&" | "alongside" => true,
            "," => {
                context.name(it + 1).is_some() && !is_employer(context, it)
                    || matches!(context.word(it + 1), "and" | "as")
            }
            "as" => context.word(it + 1) == "well",
            "together" | "along" => context.word(it + 1) == "with",
            _ => false,
        };
        let Some(join) = (between..tokens.end).find(|&it| joins(it)) else { break };
        let mut start = join + 1;
        while matches!(context.word(start), "and" | "as" | "well" | "with" | "also" | ",")
            && start < tokens.end
        {
            start += 1;
        }
        let rest = start..tokens.end;
        let core = core(context, &rest);
        let Some(head) = last_word(context, &core) else { break };
        // What a preposition introduces is not a speaker, as in "a spokesman for Lund and Dane", but it is in "Lund
        // of Acme and Dane of Vantor".
        let is_brought = (between..join).any(|it| lexicon::preposition::is_preposition(context.word(it)));
        let is_parallel = context.is_person(between - 1)
            && context.is_person(head)
            && !(between..join).any(|it| context.is_person(it));
        if is_brought && !is_parallel {
            break;
        }
        // "Lund and her party": the owner is not a speaker because of that; "actor and singer Lund" is one person.
        found.push(titled(context, &rest).filter(|_| context.name(head).is_none()).unwrap_or(head));
        at = core.end.max(head + 1);
    }
    found
}

/// Whether what follows a comma is where the office before it is held: "Ann Lund, director, Dane Hospital".
fn is_employer(context: &TokenContext<'_>, comma: usize) -> bool {
    let is_office = |it: usize| context.name(it).is_none() && lexicon::role::is_person_role(context.word(it));
    comma.checked_sub(1).is_some_and(is_office) && !context.is_person(comma + 1)
}

/// The noun phrase with which some tokens begin, up to a preposition, "and", a clause or a comma.
fn core(context: &TokenContext<'_>, tokens: &Range<usize>) -> Range<usize> {
    tokens.start..tokens.clone().find(|&at| ends_core(context, tokens, at)).unwrap_or(tokens.end)
}

/// The last word of a noun phrase.
fn last_word(context: &TokenContext<'_>, core: &Range<usize>) -> Option<usize> {
    let is_word =
        |&at: &usize| word::is_word(context.word(at)) && !lexicon::contraction::is_clitic(context.word(at));
    core.clone().rev().find(is_word)
}

/// The text that a phrase is about: "the brief", "the report | released".
fn document(context: &TokenContext<'_>, core: &Range<usize>) -> Option<usize> {
    let is_participle = |&at: &usize| context.name(at).is_none() && word::is_verb(context.word(at));
    let head = core.clone().rev().find(|at| !is_participle(at))?;
    let is_text = context.name(head).is_none() && lexicon::speech::is_document(context.word(head));
    is_text.then_some(head)
}

/// The owner of a text: "Ivana Trump's brief", "a report | by the Ports Agency".
fn owner(context: &TokenContext<'_>, core: &Range<usize>, behind: Range<usize>) -> Option<usize> {
    let before = core.clone().rev().find(|&at| {
        let is_pronoun = lexicon::pronoun::is_owning(context.word(at));
        is_pronoun || context.name(at).is_some_and(|name| context.name(at + 1) != Some(name))
    });
    before.or_else(|| {
        let by = behind.clone().find(|&at| matches!(context.word(at), "by" | "from" | "of"))?;
        let core = self::core(context, &(by + 1..behind.end));
        let head = core
            .clone()
            .rev()
            .find(|&at| context.name(at).is_some())
            .or_else(|| last_word(context, &core))?;
        (context.name(head).is_some() || context.word(by) != "of").then_some(head)
    })
}

/// "Turkey's | Sabah | newspaper": the name of the speaker, before the noun for what it is.
fn outlet(context: &TokenContext<'_>, core: &Range<usize>) -> Option<usize> {
    let is_noun =
        |&at: &usize| context.name(at).is_none() && lexicon::organization::is_outlet(context.word(at));
    let before = core.clone().rev().find(|at| !is_noun(at))?;
    (context.is_organization(before) && before + 1 < core.end).then_some(before)
}

/// "A lawyer for the paper, | David Schulz", "his wife, former model | Ann Pell": the name that heads the phrase
/// after the comma.
fn appositive(context: &TokenContext<'_>, tokens: &Range<usize>) -> Option<usize> {
    let comma = tokens.clone().find(|&at| context.word(at) == ",")?;
    let behind = comma + 1..tokens.end;
    let name = last_word(context, &core(context, &behind)).filter(|&it| context.is_person(it));
    name.or_else(|| {
        let first = behind.clone().find(|&it| context.word(it) != "." && !is_title(context, it))?;
        last_of_name(context, first, tokens.end).filter(|_| context.name(first).is_some())
    })
}

/// Whether a word has a capital but is not part of a name: "Dr", "Mayor".
fn is_title(context: &TokenContext<'_>, at: usize) -> bool {
    context.name(at).is_none() && context.is_capital(at)
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

/// "Actor and singer Noel Varga", "Minister of Ports Ann Pell": the person whose name directly follows the title,
/// unless a preposition joins it.
fn titled(context: &TokenContext<'_>, tokens: &Range<usize>) -> Option<usize> {
    let first = tokens.clone().find(|&it| context.is_person(it))?;
    let mut before = first.checked_sub(1).filter(|it| tokens.contains(it))?;
    while matches!(context.word(before), "." | "dr" | "mr" | "ms" | "mrs" | "prof") && before > tokens.start {
        before -= 1;
    }
    if context.word(before) == ")" {
        before = (tokens.start + 1..before).rev().find(|&it| context.word(it) == "(")? - 1; // "Maj Gen (retd) Ali Shikder"
    }
    // "the former aides of President | Lund": unlike "Minister of Ports | Ann Pell".
    let is_brought = lexicon::role::is_person_noun(context.word(before))
        && before > tokens.start
        && lexicon::preposition::is_preposition(context.word(before - 1));
    let is_noun = !is_brought
        && word::is_open(context.word(before))
        && !word::is_verb(context.word(before))
        && context.name(before).is_none();
    let is_plain = (tokens.start..first).all(|it| !matches!(context.word(it), "," | "who" | "which"));
    (is_plain && (is_noun || is_realm(context, before, tokens.start)))
        .then(|| last_of_name(context, first, tokens.end))
        .flatten()
}

/// Whether a name that ends here is that of an office's organization: "CEO of Acme | Ann Lund".
fn is_realm(context: &TokenContext<'_>, last: usize, start: usize) -> bool {
    let name = context.name(last);
    let mut before =
        (start..last).rev().skip_while(|&it| context.name(it) == name || context.word(it) == "the");
    context.is_organization(last)
        && before.next().is_some_and(|it| matches!(context.word(it), "of" | "at" | "for"))
        && before.next().is_some_and(|it| lexicon::role::is_person_role(context.word(it)))
}

/// The last token of the name that begins at a token.
fn last_of_name(context: &TokenContext<'_>, first: usize, end: usize) -> Option<usize> {
    (first..end).take_while(|&at| context.name(at) == context.name(first)).last()
}

/// Whom a relative pronoun stands for: "Ann Pell, the mayor of Dorset, | who said". By the tree, or by what directly
/// precedes it.
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
    // "the fishermen's leader, Ifeanyi Obi, who": the tree may give the noun.
    let last = || (noun..at).rev().find(|&it| context.word(it) != ",");
    let named = || last().filter(|&it| context.word(at) == "who" && context.is_person(it));
    match context.name(noun) {
        Some(name) => (noun..context.len()).take_while(|&it| context.name(it) == Some(name)).last(),
        None => named().or(Some(noun)),
    }
}
