//! The words that may stand for someone: names, pronouns, and nouns for people and organizations.

use std::ops::Range;

use crate::nlp::cast::Cast;
use crate::nlp::cast::word::fold;
use crate::nlp::coref::affinity::{Affinity, Kinds};
use crate::nlp::coref::age;
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::coref::word;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun::{self, Pronoun};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, Mention};
use crate::text::Id;

/// The most words of a description before its head.
const MAX_LENGTH: usize = 8;

/// The least share of people and organizations for a noun that is in no list.
const MIN_SOMEONE: f32 = 0.35;

/// The form of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CandidateForm {
    /// A name of the cast.
    Name(Id<Mention>),
    /// A pronoun.
    Pronoun(Pronoun),
    /// A noun, whomever or whatever it stands for.
    Noun,
    /// "the former", "the latter": one of two named before.
    OneOfTwo {
        /// Whether it is the former.
        is_first: bool,
    },
    /// A name outside the cast; it is not asked who or what it is.
    Thing,
}

/// How a noun is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    /// "the mayor", "this mayor"
    Definite,
    /// "a mayor"
    Indefinite,
    /// "her husband", "Trump's wife"
    Owned,
    /// "Lawmaker urges": in a headline.
    Bare,
}

/// Words that may stand for someone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The most informative token: the last one of a name, the pronoun, the noun.
    pub(super) head: usize,
    /// From the article to the head.
    pub(super) tokens: Range<usize>,
    /// Its form.
    pub(super) form: CandidateForm,
    /// How a noun is introduced; meaningless for others.
    pub(super) article: Article,
    /// What a noun stands for; meaningless for others.
    pub(super) kinds: Kinds,
}

/// All candidates, in order of their heads. `is_source` says whether a token names someone who speaks.
pub(super) fn collect(
    context: &TokenContext<'_>,
    cast: &Cast,
    affinity: Option<Affinity<'_>>,
    is_source: impl Fn(usize) -> bool,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let of = |head, tokens, form| Candidate {
        head,
        tokens,
        form,
        article: Article::Definite,
        kinds: Kinds::default(),
    };
    let mut at = 0;
    while at < context.len() {
        if let Some(name) = context.name(at) {
            let end = (at..context.len()).find(|&it| context.name(it) != Some(name)).unwrap_or(context.len());
            found.push(of(end - 1, at..end, CandidateForm::Name(name)));
            at = end;
            continue;
        }
        if context.place(at).is_name && !is_of_origin(context, at) {
            let ends = !context.place(at + 1).is_name || context.name(at + 1).is_some();
            found.extend(ends.then(|| of(at, at..at + 1, CandidateForm::Thing)));
        } else if let Some(pronoun) = pronoun::pronoun(context.word(at)) {
            if is_reference(context, at, pronoun) {
                found.push(of(at, at..at + 1, CandidateForm::Pronoun(pronoun)));
            }
        } else if let Some(is_first) = one_of_two(context, at) {
            found.push(of(at, at - 1..at + 1, CandidateForm::OneOfTwo { is_first }));
        } else {
            found.extend(noun(context, cast, at, affinity, is_source(at)));
        }
        at += 1;
    }
    found
}

/// Whether the word is a pronoun here: not so "US", "I" in "World War I", or "it" before "is said that".
fn is_reference(context: &TokenContext<'_>, at: usize, pronoun: Pronoun) -> bool {
    match pronoun {
        Pronoun::Other => false,
        Pronoun::We => context.text(at) != "US",
        Pronoun::It => !context.text(at).chars().all(char::is_uppercase),
        Pronoun::I => {
            context.word(at) != "i"
                || !context.is_capital(at.wrapping_sub(1))
                || context.before(at).is_empty()
        }
        _ => true,
    }
}

/// Whether the word is one like that in "the former is owned by", rather than "the latter".
fn one_of_two(context: &TokenContext<'_>, at: usize) -> Option<bool> {
    let is_first = match context.word(at) {
        "former" => true,
        "latter" => false,
        _ => return None,
    };
    let next = context.word(at + 1);
    let is_alone = word::is_verb(next)
        || word::is_adverb(next)
        || lexicon::contraction::is_clitic(next)
        || matches!(next, "," | ".");
    (context.before(at) == "the" && is_alone).then_some(is_first)
}

fn noun(
    context: &TokenContext<'_>,
    cast: &Cast,
    at: usize,
    affinity: Option<Affinity<'_>>,
    is_source: bool,
) -> Option<Candidate> {
    let is_open = word::is_open(context.word(at)) || hyphenated(context, at).is_some();
    if !is_open || goes_on(context, at + 1) || is_before_noun(context, at) {
        return None;
    }
    let listed = ListedKind::of(context, at);
    let kinds = kinds(context, at, affinity, listed)?;
    let someone = kinds.person + kinds.people + kinds.organization;
    if listed == ListedKind::Unlisted && !is_source && someone < MIN_SOMEONE {
        return None;
    }
    let (start, article) = start(context, at)?;
    // "elected chairman", "in office": a noun for one person without an article is a title or a figure of speech.
    let is_bare = article == Article::Bare && !is_headline(context, at, context.sentence_start(at));
    if is_bare && !is_source && kinds.people + kinds.organization < 0.5 {
        return None;
    }
    let tokens = start..at + 1;
    let describes = is_predicate(context, start)
        || leads_to_name(context, cast, at)
        || follows_name(context, cast, &tokens)
        || is_in_apposition(context, &tokens);
    (!describes).then_some(Candidate { head: at, tokens, form: CandidateForm::Noun, article, kinds })
}

/// What the lists say about a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListedKind {
    /// "senator", "CEO"
    Person,
    /// "senators"
    People,
    /// "carmaker"
    Organization,
    Unlisted,
}

impl ListedKind {
    /// What the lists say about the noun at a token.
    pub(super) fn of(context: &TokenContext<'_>, at: usize) -> Self {
        if let Some(listed) = hyphenated(context, at) {
            return listed;
        }
        let word = fold(context.word(at));
        if is_of_origin(context, at)
            || lexicon::role::is_person_noun(&word)
            || is_acronym(context, at)
            || age::is_year_old(context, at)
        {
            Self::Person
        } else if lexicon::role::is_organization(&word) {
            Self::Organization
        } else if lexicon::role::is_several(&word) {
            Self::People
        } else {
            Self::Unlisted
        }
    }
}

/// What a noun stands for: according to the network, or to the lists if the network says nothing. Nothing for a word
/// that is not a noun.
fn kinds(
    context: &TokenContext<'_>,
    at: usize,
    affinity: Option<Affinity<'_>>,
    listed: ListedKind,
) -> Option<Kinds> {
    let by_list = match listed {
        ListedKind::Person => Some(Kinds { person: 1.0, ..Kinds::default() }),
        ListedKind::People => Some(Kinds { people: 1.0, ..Kinds::default() }),
        ListedKind::Organization => Some(Kinds { organization: 1.0, ..Kinds::default() }),
        ListedKind::Unlisted => None,
    };
    let Some(affinity) = affinity else { return by_list };
    // "the 31-year-old", "the Norwegian", "the start-up", which the network takes for an adjective or a preposition
    if age::is_year_old(context, at) || is_of_origin(context, at) || hyphenated(context, at).is_some() {
        return by_list;
    }
    let is_noun = context.tag(at).is_none_or(|it| matches!(it, Tag::Noun | Tag::Name));
    if !is_noun && by_list.is_none() {
        return None;
    }
    affinity.kinds(at).or(by_list)
}

/// "The Norwegian", "the Republican": a noun for one person by country, city or party, not before what it describes.
fn is_of_origin(context: &TokenContext<'_>, at: usize) -> bool {
    let next = at + 1;
    let is_within_phrase = context.place(next).is_name
        || context.word(next) == "-"
        || matches!(context.tag(next), Some(Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number))
        || matches!(context.function(at), Some(Function::AdjectivalModifier | Function::Compound));
    context.is_capital(at)
        && context.name(at).is_none()
        && lexicon::origin::is_of_person(&fold(context.word(at)))
        && !is_within_phrase
}

/// The folded noun at a token: "start-up" for its last part.
pub(super) fn noun_at(context: &TokenContext<'_>, head: usize) -> String {
    let word = fold(context.word(head));
    match hyphenated(context, head) {
        Some(_) => format!("{}-{word}", fold(context.word(head - 2))),
        None => word,
    }
}

/// What the last word of "start-up" and "runner-up" makes of them.
fn hyphenated(context: &TokenContext<'_>, at: usize) -> Option<ListedKind> {
    if context.word(at) != "up" || context.before(at) != "-" {
        return None;
    }
    match context.word(at.checked_sub(2)?) {
        "start" => Some(ListedKind::Organization),
        "runner" => Some(ListedKind::Person),
        _ => None,
    }
}

/// "The former CE", a title in initials.
fn is_acronym(context: &TokenContext<'_>, at: usize) -> bool {
    let text = context.text(at);
    (2..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether "31-year-old" gives the age of a noun or name after it.
fn is_before_noun(context: &TokenContext<'_>, at: usize) -> bool {
    let next = at + 1;
    age::is_year_old(context, at)
        && (context.place(next).is_name
            || word::is_open(context.word(next))
                && !word::is_verb(context.word(next))
                && matches!(context.tag(next), None | Some(Tag::Noun | Tag::Name | Tag::Adjective)))
}

/// Whether the noun is not a head because another noun follows: "the police station", "the party leader".
fn goes_on(context: &TokenContext<'_>, next: usize) -> bool {
    let word = context.word(next);
    let folded = fold(word);
    matches!(word, "-" | "/") && context.word(next + 1).starts_with(char::is_alphabetic)
        || word::is_open(word)
            && (lexicon::role::is_person_noun(&folded)
                && !matches!(&*folded, "head" | "host" | "model" | "judge" | "guard" | "star")
                || lexicon::role::is_organization(&folded)
                    && !matches!(&*folded, "force" | "fund" | "store" | "trust" | "side"))
}

/// Where the phrase of a noun begins, and how.
fn start(context: &TokenContext<'_>, head: usize) -> Option<(usize, Article)> {
    let sentence = context.sentence_start(head);
    let lowest = sentence.max(head.saturating_sub(MAX_LENGTH));
    let mut at = if hyphenated(context, head).is_some() { head - 2 } else { head };
    while at > lowest {
        at -= 1;
        let word = context.word(at);
        if is_outside(context, at, head) {
            return Some((bare_start(context, at + 1), Article::Bare));
        }
        if let Some(article) = article(word) {
            return Some((at, article));
        }
        if lexicon::function_word::is_general(word) {
            return (is_some(word)).then_some((at, Article::Indefinite));
        }
        if lexicon::contraction::is_clitic(word) && at > lowest {
            // "Trump's former wife": the owner's phrase begins the whole.
            let owner = owner_start(context, at - 1, sentence);
            return Some((owner, Article::Owned));
        }
        // "the Oslo-based firm"
        let is_within = word::is_open(word) && (!word::is_verb(word) || context.before(at) == "-")
            || context.name(at).is_some()
            || word == "-";
        let joins = word == "and"
            && word::is_open(context.word(at + 1))
            && context.name(at.wrapping_sub(1)).is_none();
        if !is_within && !joins {
            return Some((bare_start(context, at + 1), Article::Bare));
        }
    }
    Some((bare_start(context, at), Article::Bare))
}

/// Whether a word before a noun is not part of its phrase, according to the tree: "now *requires* users", "said *that*
/// users".
fn is_outside(context: &TokenContext<'_>, at: usize, head: usize) -> bool {
    match context.tag(at) {
        Some(Tag::Verb | Tag::Auxiliary) => {
            !matches!(context.function(at), Some(Function::AdjectivalModifier | Function::Compound))
        }
        Some(Tag::Adverb) => context.governor(at).is_none_or(|it| it < at || head < it),
        Some(Tag::Subordinator) => true,
        _ => false,
    }
}

/// Where a phrase without an article begins: not with "and".
fn bare_start(context: &TokenContext<'_>, at: usize) -> usize {
    at + usize::from(context.word(at) == "and")
}

/// How a word introduces a noun phrase.
fn article(word: &str) -> Option<Article> {
    Some(match word {
        "the" | "this" | "that" => Article::Definite,
        "a" | "an" | "another" | "one" => Article::Indefinite,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" => Article::Owned,
        _ => return None,
    })
}

/// Whether such a word still speaks of some people: "some residents".
fn is_some(word: &str) -> bool {
    matches!(word, "some" | "these" | "those" | "many" | "several")
}

/// The start of the owner's phrase that ends at a token: "the mayor" of "the mayor's wife".
fn owner_start(context: &TokenContext<'_>, end: usize, sentence: usize) -> usize {
    if let Some(name) = context.name(end) {
        return (sentence..=end).rev().take_while(|&it| context.name(it) == Some(name)).last().unwrap_or(end);
    }
    let lowest = sentence.max(end.saturating_sub(MAX_LENGTH));
    let mut at = end;
    while at > lowest
        && (word::is_open(context.word(at - 1))
            || lexicon::function_word::is_determiner(context.word(at - 1)))
    {
        at -= 1;
        if lexicon::function_word::is_determiner(context.word(at)) {
            break;
        }
    }
    at
}

/// Whether a sentence looks like a headline: the document's first block, without a full stop.
fn is_headline(context: &TokenContext<'_>, head: usize, sentence: usize) -> bool {
    context.place(head).block == 0 && head < sentence + 4
}

/// "Flynn is a retired general": whether the phrase says what someone is.
fn is_predicate(context: &TokenContext<'_>, start: usize) -> bool {
    let mut before = start;
    while word::is_adverb(context.before(before)) {
        before -= 1;
    }
    let word = context.before(before);
    lexicon::function_word::is_copula(word) && word != "being"
        || matches!(word, "as" | "named" | "called" | "elected" | "appointed" | "like")
        || lexicon::contraction::is_clitic(word)
            && word.len() > 1
            && context.name(before.wrapping_sub(2)).is_none()
}

/// "Secretary of State | John Kerry", "a lawyer for the paper, | David Schulz,": whether the name that it describes
/// follows.
fn leads_to_name(context: &TokenContext<'_>, cast: &Cast, head: usize) -> bool {
    let end = context.sentence(head).end;
    let is_person = |at: usize| {
        let name = context.name(at).filter(|_| context.name(at) != context.name(at.wrapping_sub(1)));
        name.is_some_and(|it| cast.entities[cast.mentions[it].entity].kind == EntityKind::Person)
    };
    let mut is_attached = false;
    for at in head + 1..end.min(head + 2 + MAX_LENGTH) {
        let word = context.word(at);
        if is_person(at) {
            // "The mayor told | Trump"
            return !is_attached || context.is_capital(head) || context.before(at) == ",";
        }
        match word {
            "," => {
                let after = at + 1;
                let name = (after..end.min(after + 4)).find(|&it| is_person(it));
                return name.is_some_and(|it| {
                    (after..it).all(|it| context.is_capital(it) || context.word(it) == ".")
                });
            }
            "of" | "for" | "at" | "from" | "in" | "with" => is_attached = true,
            "and" | "&" | "the" | "-" | "." => {}
            _ if context.is_capital(at) || context.name(at).is_some() => {}
            _ if is_attached && word::is_open(word) && !word::is_verb(word) => {}
            _ => return false,
        }
    }
    false
}

/// "Lund's wife, former model Ann Pell, said": whether the tree makes the noun and a nearby person's name one.
fn is_in_apposition(context: &TokenContext<'_>, tokens: &Range<usize>) -> bool {
    let is_of_name = |at: usize| context.function(at) == Some(Function::Apposition);
    let head = tokens.end - 1;
    let described = is_of_name(head)
        && context.governor(head).is_some_and(|it| context.is_person(it) && it < tokens.start);
    let end = context.sentence(head).end.min(head + 2 + MAX_LENGTH);
    let named = (tokens.end..end).any(|at| {
        context.is_person(at) && is_of_name(at) && context.governor(at).is_some_and(|it| tokens.contains(&it))
    });
    described || named
}

/// "Flynn, | a top Trump surrogate, | said": whether it describes the name before it. Not if a verb follows the
/// phrase: "put up for sale by Roman Abramovich, | the driver | announced".
fn follows_name(context: &TokenContext<'_>, cast: &Cast, tokens: &Range<usize>) -> bool {
    if context.before(tokens.start) != "," {
        return false;
    }
    let mut before = tokens.start - 1;
    // "Schiff, 56, the top Democrat"
    if context.before(before).bytes().all(|b| b.is_ascii_digit())
        && context.before(before.saturating_sub(1)) == ","
    {
        before = before.saturating_sub(2);
    }
    let name = before.checked_sub(1).and_then(|it| context.name(it));
    let is_someone = name.is_some_and(|it| cast.entities[cast.mentions[it].entity].kind != EntityKind::Place);
    let mut next = tokens.end;
    while word::is_adverb(context.word(next)) {
        next += 1;
    }
    let acts =
        word::is_verb(context.word(next)) && context.word(next) != "named" && context.word(next) != "based";
    is_someone && !acts
}
