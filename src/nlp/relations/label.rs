//! The words of a label: which words of a sentence a noun, a verb or a phrase needs, and how they are written.

use crate::nlp::lexicon;
use crate::nlp::relations::graph::Graph;
use crate::nlp::relations::proposal::LabelPiece;
use crate::nlp::syntax::{Function, Tag};
use crate::text::Span;

/// The longest label, in words.
const MAX_LENGTH: usize = 8;

/// A label in words, and where they are; `None` if it would not be understood as one.
pub(super) fn render(graph: &Graph<'_>, pieces: &[LabelPiece], bare: bool) -> Option<(String, Vec<Span>)> {
    let mut pieces = whole(graph, pieces);
    // Nothing may be left over after the object: "urged … to".
    let dangles = |it: &LabelPiece| match *it {
        LabelPiece::Object => true,
        LabelPiece::Word(word) if word < graph.len() => {
            matches!(graph.lower(word), "to" | "and" | "that" | "the" | "a" | "an")
        }
        _ => false,
    };
    while pieces.contains(&LabelPiece::Object) && pieces.last().is_some_and(dangles) {
        pieces.pop();
    }
    let mut label = String::new();
    let mut cue: Vec<Span> = Vec::new();
    let mut last: Option<usize> = None;
    let (mut count, mut has_content) = (0, bare);
    let following = pieces.iter().copied().skip(1).map(Some).chain([None]).collect::<Vec<_>>();
    for (piece, next) in pieces.iter().copied().zip(following) {
        let (text, word) = match piece {
            LabelPiece::Object => ("…", None),
            LabelPiece::Of => ("of", None),
            LabelPiece::With => ("with", None),
            LabelPiece::As(word, text) => (text, Some(word)),
            LabelPiece::Was => ("was", None),
            LabelPiece::Word(word) if lexicon::contraction::is_clitic_verb(graph.words[word].text) => {
                let is_glued =
                    graph.words[word].tag != Tag::Auxiliary && last.is_some_and(|last| last + 1 == word);
                match (is_glued, spelled_out(graph, word)) {
                    (true, _) => (graph.words[word].text, Some(word)), // "Acme's offer"
                    (false, Some(verb)) if !label.is_empty() => (verb, None), // "said … is right"
                    _ => continue,
                }
            }
            // "chief strategist [in the campaign] at": of two prepositions with nothing between them, the second one
            // counts.
            LabelPiece::Word(word) if is_stranded(graph, word, next) => continue,
            LabelPiece::Word(word)
                if !is_joint(graph, word)
                    && !graph.words[word].text.contains(char::is_alphanumeric)
                    && !is_currency(graph.words[word].text) =>
            {
                continue;
            }
            // Not of "General Secretary", which is a title.
            LabelPiece::Word(0)
                if graph.words[0].tag != Tag::Name
                    && !matches!(next, Some(LabelPiece::Word(1)) if is_capitalized(graph, 1)) =>
            {
                (graph.words[0].lower.as_str(), Some(0))
            }
            LabelPiece::Word(word) => (graph.words[word].text, Some(word)),
            LabelPiece::Singular(word) => {
                let it = &graph.words[word];
                let text = if it.tag == Tag::Name && word > 0 { it.text } else { it.lower.as_str() };
                (text, Some(word))
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
        match piece {
            LabelPiece::Singular(_) => label.push_str(&lexicon::noun::in_singular(text)),
            _ => label.push_str(text),
        }
        last = word;
    }
    cue.sort_by_key(|it| it.start());
    (has_content && count <= MAX_LENGTH + 4 && !label.starts_with('…')).then_some((label, cue))
}

fn is_capitalized(graph: &Graph<'_>, word: usize) -> bool {
    graph.words[word].text.starts_with(char::is_uppercase)
}

pub(super) fn is_currency(text: &str) -> bool {
    matches!(text, "$" | "€" | "£" | "¥" | "₹" | "%")
}

/// Whether a preposition lost what followed it: another one comes next that does not follow it in the text.
fn is_stranded(graph: &Graph<'_>, word: usize, next: Option<LabelPiece>) -> bool {
    let is_case = |it: usize| graph.words[it].tag == Tag::Adposition && graph.is(it, Function::Case);
    matches!(next, Some(LabelPiece::Word(next)) if next > word + 1 && is_case(word) && is_case(next))
}

/// What a clitic verb stands for: "is" of "he's right", "has" of "he's left".
fn spelled_out(graph: &Graph<'_>, word: usize) -> Option<&'static str> {
    let it = &graph.words[word];
    let is_done = it.function == Function::AuxiliaryVerb
        && it.head.is_some_and(|verb| !graph.lower(verb).ends_with("ing") || has_been(graph, verb));
    Some(match it.text.trim_start_matches(['\'', '’']) {
        _ if it.tag != Tag::Auxiliary => return None,
        "re" => "are",
        "m" => "am",
        "ve" => "have",
        _ if is_done => "has",
        _ => "is",
    })
}

fn has_been(graph: &Graph<'_>, verb: usize) -> bool {
    graph.children(verb).iter().any(|&it| graph.lower(it) == "been")
}

/// The pieces with the other parts of hyphenated words: "co-owner", "26-year-old".
fn whole(graph: &Graph<'_>, pieces: &[LabelPiece]) -> Vec<LabelPiece> {
    let mut out: Vec<LabelPiece> = Vec::with_capacity(pieces.len());
    for &piece in pieces {
        let LabelPiece::Word(word) = piece else {
            out.push(piece);
            continue;
        };
        let is_hyphen = |at: usize| at < graph.len() && graph.words[at].text == "-" && is_joint(graph, at);
        let (mut start, mut end) = (word, word);
        while start >= 2 && is_hyphen(start - 1) && word - start < 6 {
            start -= 2;
        }
        while is_hyphen(end + 1) && end - word < 6 {
            end += 2;
        }
        out.extend((start..=end).map(LabelPiece::Word).filter(|it| !pieces.contains(it) || *it == piece));
    }
    let mut seen = Vec::new();
    out.retain(|it| {
        let is_new =
            matches!(it, LabelPiece::Of | LabelPiece::With | LabelPiece::Object) || !seen.contains(it);
        seen.push(*it);
        is_new
    });
    out
}

/// A noun with what distinguishes it from others: "former National Security Adviser", without articles, possessors
/// and members.
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
            Function::Determiner,
        ],
    ) {
        if graph.is(child, Function::Determiner) && graph.lower(child) != "no" {
            continue;
        }
        // "Lee, 52, chairman of Acme"
        let is_apart = child + 2 == noun && graph.words[child + 1].text == ",";
        if is_apart && graph.words[child].tag == Tag::Number {
            continue;
        }
        if matches!(graph.lower(child), "other" | "several" | "many" | "various" | "same" | "such" | "own")
            || child > noun && !graph.is(child, Function::Flat) && !is_sum(graph, noun, child)
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
    // Only adjacent words: "deputy [Acme] chairman" keeps both.
    let from = words.len().saturating_sub(6);
    words.split_off(from)
}

/// "$40 million": the number follows the sign.
fn is_sum(graph: &Graph<'_>, sign: usize, number: usize) -> bool {
    is_currency(graph.words[sign].text) && graph.is(number, Function::Numeral)
}

fn is_mark(graph: &Graph<'_>, word: usize) -> bool {
    graph.words[word].tag == Tag::Punctuation || matches!(graph.lower(word), "'s" | "’s" | "\"" | "“" | "”")
}

/// The hyphen of "co-owner".
fn is_joint(graph: &Graph<'_>, word: usize) -> bool {
    let between = |a: usize, b: usize| graph.words[a].span.end() == graph.words[b].span.start();
    word > 0 && word + 1 < graph.len() && between(word - 1, word) && between(word, word + 1)
}

/// The same with its article or "its", in the form of a verb's object: "obtained a warrant", "sold her stake".
pub(super) fn object(graph: &Graph<'_>, head: usize) -> Vec<usize> {
    let words = noun(graph, head);
    let article = graph.children_as(head, &[Function::Determiner, Function::Possessor]);
    let mut article =
        article.filter(|&it| lexicon::function_word::opens_noun(graph.lower(it)) && it < words[0]);
    article.next_back().into_iter().chain(words).collect()
}

/// A verb with what cannot be left out: "will not", "put up", "no longer owns". With `passive`, also its "was".
pub(super) fn verb(graph: &Graph<'_>, verb: usize, passive: bool) -> Vec<usize> {
    let negation = graph.negation(verb);
    let is_negated = negation.is_some();
    // "may *have* sued"
    let has_modal = graph
        .children_as(verb, &[Function::AuxiliaryVerb])
        .any(|it| lexicon::function_word::is_modal(graph.lower(it)));
    let mut words = vec![verb];
    for &child in graph.children(verb) {
        let word = &graph.words[child];
        let keep = match word.function {
            Function::VerbParticle => child > verb,
            // "did" and "has" are kept only for their "not".
            Function::AuxiliaryVerb => {
                child < verb
                    && (is_negated
                        || graph.lower(verb).ends_with("ing") // "has been working"
                        || lexicon::function_word::is_modal(&word.lower)
                        || word.lower == "having"
                        // "has known": the participle alone is no deed.
                        || is_bare_participle(graph, verb) && matches!(&*word.lower, "has" | "have" | "had")
                        || word.lower == "have" && (has_modal || graph.has_to(verb)))
            }
            Function::PassiveAuxiliary => child < verb && (passive || is_negated),
            // "We are pleased", said Lee: Lee is.
            Function::Copula => !matches!(word.lower.as_str(), "are" | "am" | "'re" | "’re" | "'m" | "’m"),
            _ if child == verb + 1 && lexicon::function_word::is_particle(&word.lower) => true,
            // "pleaded guilty to"
            _ if child == verb + 1 && word.tag == Tag::Adjective && graph.children(child).is_empty() => true,
            // "is not fully owned": what is denied is the adverb.
            Function::AdverbialModifier | Function::Other => {
                child.abs_diff(verb) <= 4
                    && (lexicon::claim::is_alleged(&word.lower)
                        || lexicon::claim::is_possible(&word.lower)
                        || lexicon::claim::is_falsely(&word.lower)
                        || word.lower == "likely"
                        || graph.is_near_miss(child)
                        || negation.is_some_and(|it| it < child && child < verb))
            }
            _ => false,
        };
        if keep || graph.denies(child) {
            words.push(child);
        }
        // "no longer owns"
        if graph.is_no_longer(child) {
            words.extend([child - 1, child]);
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// "known", "given": a participle that is not the past tense, too.
fn is_bare_participle(graph: &Graph<'_>, verb: usize) -> bool {
    let lower = graph.lower(verb);
    !lower.ends_with("ed") && !lower.ends_with("ing") && !lexicon::verb::is_irregular_past(lower)
}

/// The words of a phrase from its first one, at most `most` without counting articles, cut where another clause or a
/// remark begins.
pub(super) fn phrase(graph: &Graph<'_>, head: usize, from: usize, most: usize) -> Vec<usize> {
    let all = graph.subtree(head, 64);
    let mut words: Vec<usize> = Vec::new();
    let (mut quoted, mut n_words) = (0, 0);
    for word in all.into_iter().filter(|&it| it >= from) {
        if words.last().is_some_and(|&last| last + 1 != word) {
            let last = words.last().copied().unwrap_or(0);
            // A determiner that was left out, or a word of another phrase in between.
            if word > last.max(quoted) + 2 {
                break;
            }
            // "a contract worth $3 million"
            if graph.lower(last + 1) == "worth" {
                words.push(last + 1);
            }
        }
        let it = &graph.words[word];
        // "called Lee a “weak leader”"
        if matches!(it.text, "“" | "”" | "\"" | "‘") && !is_joint(graph, word) {
            quoted = word + 1;
            continue;
        }
        let stops = it.tag == Tag::Punctuation && !is_joint(graph, word)
            || lexicon::function_word::ends_phrase(&it.lower) && !words.is_empty();
        if stops || n_words >= most {
            break;
        }
        words.push(word);
        n_words += usize::from(!lexicon::function_word::is_article(&it.lower));
    }
    let is_cut = n_words >= most;
    // The phrase must not end with "to", "of the" or "a".
    while let Some(&last) = words.last() {
        let it = &graph.words[last];
        // "step aside": not all prepositions have an object.
        let is_adverb = matches!(it.function, Function::VerbParticle | Function::AdverbialModifier);
        let dangles = !is_adverb
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
            || is_cut && (it.head.is_some_and(|it| it > last) || is_open(graph, last));
        if dangles && words.len() > 1 && last != head {
            words.pop();
        } else {
            break;
        }
    }
    words
}

/// "to ensure [the deal holds]": a verb that says nothing without what follows.
fn is_open(graph: &Graph<'_>, verb: usize) -> bool {
    const NEEDED: &[Function] = &[Function::Object, Function::Clause, Function::OpenClause];
    graph.words[verb].tag == Tag::Verb && graph.children_as(verb, NEEDED).any(|it| it > verb)
}
