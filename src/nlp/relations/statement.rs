//! One place where a sentence states something of two members, with the words that say it.

use crate::nlp::Entity;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::lexicon;
use crate::nlp::syntax::{Function, Tag};
use crate::text::{Id, Span};

/// The longest label, in words.
const LONGEST: usize = 8;

/// Which rule found a statement: the best measure of how sure it is (`design`: a filter learned on few articles is worse).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// "former Acme chairman Lee"
    Title,
    /// "Lee, chairman of Acme"
    Apposition,
    /// "Lee is chairman of Acme"
    Copula,
    /// "her husband"
    Description,
    /// "owners of Acme include Lee"
    Listed,
    /// "Lee of Acme"
    Belonging,
    /// "Lee's visit to Acme"
    Event,
    /// "Lee sued Acme"
    Object,
    /// "Lee rejected Acme's offer"
    InsideObject,
    /// "Lee met with Roe"
    Preposition,
    /// "Lee wants to sue Acme"
    Controlled,
    /// "Lee left after suing Acme"
    Adverbial,
    /// "Lee said Roe lied"
    Said,
}

impl Family {
    /// The share of such statements that is true, about.
    pub(super) const fn prior(self) -> f32 {
        match self {
            Self::Title | Self::Apposition | Self::Copula | Self::Description => 0.97,
            Self::Listed => 0.93,
            Self::Object | Self::InsideObject => 0.92,
            Self::Belonging | Self::Said => 0.9,
            Self::Controlled | Self::Preposition => 0.82,
            Self::Event => 0.8,
            Self::Adverbial => 0.7,
        }
    }

    /// What lines of one pair are compared with each other: what someone is, does, says.
    pub(super) const fn class(self) -> u8 {
        match self {
            Self::Title
            | Self::Apposition
            | Self::Copula
            | Self::Description
            | Self::Listed
            | Self::Belonging => 0,
            Self::Said => 2,
            _ => 1,
        }
    }
}

/// A word of a label, or the object's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Word(usize),
    /// The word without its plural's s: "shareholders of … include".
    Singular(usize),
    Object,
}

/// What a sentence states of two members.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub(super) subject: Member,
    pub(super) object: Member,
    pub(super) family: Family,
    pub(super) pieces: Vec<Piece>,
    /// The word that says it: noun or verb.
    pub(super) anchor: usize,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    /// Words between subject and object in the tree, about.
    pub(super) steps: usize,
    /// The speaker, if the words are someone's.
    pub(super) said_by: Option<Id<Entity>>,
}

/// "of" where the article has none: "Acme chairman Lee" is "chairman of Acme".
pub(super) const OF: usize = usize::MAX;

/// "was" where a participle stands alone: "Asked about Roe, Lee said".
pub(super) const WAS: usize = usize::MAX - 1;

/// A label in words, and where they stand. Nothing if it would not be read as one.
pub(super) fn render(graph: &Graph<'_>, pieces: &[Piece], bare: bool) -> Option<(String, Vec<Span>)> {
    let mut pieces = whole(graph, pieces);
    while pieces.last() == Some(&Piece::Object) {
        pieces.pop();
    }
    let mut label = String::new();
    let mut cue: Vec<Span> = Vec::new();
    let mut last: Option<usize> = None;
    let (mut count, mut has_content) = (0, bare);
    for piece in pieces {
        let (text, word) = match piece {
            Piece::Object => ("…", None),
            Piece::Word(OF) => ("of", None),
            Piece::Word(WAS) => ("was", None),
            Piece::Word(word)
                if matches!(
                    graph.words[word].text,
                    "'s" | "’s" | "'re" | "’re" | "'m" | "’m" | "'ve" | "’ve"
                ) =>
            {
                continue;
            }
            Piece::Word(word)
                if !is_joint(graph, word) && !graph.words[word].text.contains(char::is_alphanumeric) =>
            {
                continue;
            }
            Piece::Word(0) if graph.words[0].tag != Tag::Name => (graph.words[0].lower.as_str(), Some(0)),
            Piece::Word(word) => (graph.words[word].text, Some(word)),
            Piece::Singular(word) => {
                let it = &graph.words[word];
                let text = if it.tag == Tag::Name { it.text } else { it.lower.as_str() };
                (lexicon::singular(text).unwrap_or(text), Some(word))
            }
        };
        if let Some(word) = word {
            let span = graph.words[word].span;
            let is_glued = last.is_some_and(|last| graph.words[last].span.end() == span.start());
            if !label.is_empty() && !is_glued {
                label.push(' ');
            }
            match cue.last_mut() {
                Some(before) if last.is_some_and(|last| last + 1 == word) => *before = before.join(span),
                _ => cue.push(span),
            }
            count += usize::from(!is_glued);
            has_content |= matches!(
                graph.words[word].tag,
                Tag::Verb | Tag::Noun | Tag::Adjective | Tag::Name | Tag::Adverb | Tag::Number
            );
        } else if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(text);
        last = word;
    }
    cue.sort_by_key(|it| it.start());
    (has_content && count <= LONGEST + 4 && !label.starts_with('…')).then_some((label, cue))
}

/// The pieces with the other parts of words that a hyphen joins: "co-owner", "26-year-old".
fn whole(graph: &Graph<'_>, pieces: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for &piece in pieces {
        let Piece::Word(word) = piece else {
            out.push(piece);
            continue;
        };
        if word == OF || word == WAS {
            out.push(piece);
            continue;
        }
        let is_hyphen = |at: usize| at < graph.len() && graph.words[at].text == "-" && is_joint(graph, at);
        let (mut start, mut end) = (word, word);
        while start >= 2 && is_hyphen(start - 1) && word - start < 6 {
            start -= 2;
        }
        while is_hyphen(end + 1) && end - word < 6 {
            end += 2;
        }
        out.extend((start..=end).map(Piece::Word).filter(|it| !pieces.contains(it) || *it == piece));
    }
    let mut seen = Vec::new();
    out.retain(|it| {
        let is_new = matches!(it, Piece::Word(OF) | Piece::Object) || !seen.contains(it);
        seen.push(*it);
        is_new
    });
    out
}

/// A noun with what tells it from others: "former National Security Adviser", without articles, possessors and members.
pub(super) fn noun(graph: &Graph<'_>, noun: usize) -> Vec<usize> {
    let mut words = vec![noun];
    for child in graph.children_as(
        noun,
        &[
            Function::AdjectivalModifier,
            Function::Compound,
            Function::Numeral,
            Function::Title,
            Function::Fixed,
            Function::Flat,
        ],
    ) {
        if matches!(graph.lower(child), "other" | "several" | "many" | "various" | "same" | "such" | "own")
            || child > noun && !graph.is(child, Function::Flat)
            || graph.words[child].member.is_some()
        {
            continue;
        }
        let part = graph.subtree(child, 6);
        if part.iter().all(|&it| {
            graph.name_at(it).is_none()
                && graph.words[it].member.is_none()
                && !graph.is(it, Function::RelativeClause)
        }) {
            words.extend(part.into_iter().filter(|&it| !is_mark(graph, it) || is_joint(graph, it)));
        }
    }
    words.sort_unstable();
    words.dedup();
    // "-year-old" without its number
    while words.first().is_some_and(|&it| is_mark(graph, it)) {
        words.remove(0);
    }
    // Only what stands together: "deputy [Acme] chairman" keeps both.
    let from = words.len().saturating_sub(6);
    words.split_off(from)
}

fn is_mark(graph: &Graph<'_>, word: usize) -> bool {
    graph.words[word].tag == Tag::Punctuation || matches!(graph.lower(word), "'s" | "’s" | "\"" | "“" | "”")
}

/// The hyphen of "co-owner".
fn is_joint(graph: &Graph<'_>, word: usize) -> bool {
    let between = |a: usize, b: usize| graph.words[a].span.end() == graph.words[b].span.start();
    word > 0 && word + 1 < graph.len() && between(word - 1, word) && between(word, word + 1)
}

/// A verb with what cannot be left out: "will not", "put up". With `passive` also its "was".
pub(super) fn verb(graph: &Graph<'_>, verb: usize, passive: bool) -> Vec<usize> {
    let mut words = vec![verb];
    for &child in graph.children(verb) {
        let word = &graph.words[child];
        let keep = match word.function {
            Function::VerbParticle => child > verb,
            Function::AuxiliaryVerb => {
                lexicon::is_modal(&word.lower) || matches!(word.lower.as_str(), "did" | "do" | "does")
            }
            Function::PassiveAuxiliary => passive,
            Function::Copula => true,
            Function::AdverbialModifier | Function::Other => {
                child.abs_diff(verb) <= 4
                    && (lexicon::is_hedge(&word.lower)
                        || matches!(word.lower.as_str(), "not" | "n't" | "n’t" | "never"))
            }
            _ => matches!(word.lower.as_str(), "not" | "n't" | "n’t" | "never"),
        };
        if keep {
            words.push(child);
        }
    }
    if graph.negation(verb).is_none() {
        // "did" is kept for its "not" only.
        words.retain(|&it| it == verb || !matches!(graph.lower(it), "did" | "do" | "does"));
    } else {
        // "has not", "is not"
        words.extend(graph.children_as(verb, &[Function::AuxiliaryVerb, Function::PassiveAuxiliary]));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The words of a phrase from its first one, at most `most`, cut where another clause or a remark begins.
pub(super) fn phrase(graph: &Graph<'_>, head: usize, from: usize, most: usize) -> Vec<usize> {
    let all = graph.subtree(head, 64);
    let mut words: Vec<usize> = Vec::new();
    for word in all.into_iter().filter(|&it| it >= from) {
        if words.last().is_some_and(|&last| last + 1 != word) {
            let last = words.last().copied().unwrap_or(0);
            // A determiner left out or a word of another phrase in between.
            if word > last + 2 {
                break;
            }
        }
        let it = &graph.words[word];
        let stops = it.tag == Tag::Punctuation && !is_joint(graph, word)
            || matches!(
                it.lower.as_str(),
                "who"
                    | "which"
                    | "that"
                    | "when"
                    | "while"
                    | "because"
                    | "if"
                    | "after"
                    | "before"
                    | "and"
                    | "but"
                    | "or"
                    | "whose"
                    | "where"
                    | "since"
                    | "as"
                    | "by"
            ) && !words.is_empty();
        if stops || words.len() >= most {
            break;
        }
        words.push(word);
    }
    let is_cut = words.len() >= most;
    // Not "to", "of the", "a": what would dangle.
    while let Some(&last) = words.last() {
        let it = &graph.words[last];
        let dangles = it.function != Function::VerbParticle
            && matches!(
                it.tag,
                Tag::Adposition
                    | Tag::Determiner
                    | Tag::Particle
                    | Tag::Coordinator
                    | Tag::Auxiliary
                    | Tag::Subordinator
                    | Tag::Punctuation
            )
            || it.function == Function::Possessor
            || is_cut
                && graph.words[last].head.is_some_and(|it| it > last)
                && matches!(
                    it.function,
                    Function::AdjectivalModifier | Function::Compound | Function::Numeral
                );
        if dangles && words.len() > 1 && last != head {
            words.pop();
        } else {
            break;
        }
    }
    words.retain(|&it| it == head || !matches!(graph.lower(it), "the" | "a" | "an"));
    words
}
