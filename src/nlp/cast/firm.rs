//! Firms named after families, which the name finder takes for people: "Okafor & Daughters", "Bell & Howell".

use std::collections::HashSet;
use std::ops::Range;

use crate::nlp::Confidence;
use crate::nlp::cast::edge;
use crate::nlp::cast::name_occurrence::Text;
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::names::{Name, NameKind};

/// The confidence that such words are a firm.
const SURE: f32 = 0.85;

/// The most words on each side.
const MAX_SIDE: usize = 3;

/// The names, with those of firms instead of their parts; in order.
pub(super) fn complete(text: Text<'_>, names: Vec<Name>) -> Vec<Name> {
    let signs: Vec<usize> =
        (1..text.tokens.len()).filter(|&at| matches!(text.token(at), "&" | "and")).collect();
    if signs.is_empty() {
        return names;
    }
    let surnames = surnames(text, &names);
    let firms = signs.into_iter().filter_map(|at| firm(text, &names, &surnames, at));
    let firms: Vec<Name> =
        firms.map(|tokens| text.name(&tokens, NameKind::Organization, Confidence::new(SURE))).collect();
    edge::lay_over(names, firms)
}

/// The last words of the full names of people in the article.
fn surnames(text: Text<'_>, names: &[Name]) -> HashSet<String> {
    let full = names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    let is_whole = |tokens: &Range<usize>| !tokens.clone().any(|at| text.token(at) == "&");
    let full = full.map(|name| name.tokens.to_range()).filter(is_whole);
    full.map(|tokens| fold(text.token(tokens.end - 1))).collect()
}

/// The tokens of the firm whose name contains the sign, if there is one.
fn firm(text: Text<'_>, names: &[Name], surnames: &HashSet<String>, sign: usize) -> Option<Range<usize>> {
    let (_, sentence) = text.sentence(sign);
    let is_word = |at: &usize| {
        let token = text.token(*at);
        token.starts_with(char::is_uppercase) && !lexicon::function_word::is_article(token)
    };
    let first = (sentence.start..sign).rev().take(MAX_SIDE + 1).take_while(is_word).last()?;
    let last = (sign + 1..sentence.end).take(MAX_SIDE + 1).take_while(is_word).last()?;
    let (left, right) = (first..sign, sign + 1..last + 1);
    if left.len() > MAX_SIDE || right.len() > MAX_SIDE {
        return None;
    }
    let next = fold(text.token(right.start));
    // In "Lund and Sons Sing", a headline, every word has a capital.
    let is_firm = text.token(sign) == "&" || text.token(sentence.end - 1) == ".";
    let names_family = lexicon::organization::is_behind_family(&next) && is_firm;
    let is_of_two_families = || {
        let word = fold(text.token(left.start));
        let is_given = [&word, &next].iter().any(|word| lexicon::name::given_name(word).is_some());
        // "Trump & Clinton" in a headline are two people.
        let is_person = surnames.contains(&word) || surnames.contains(&fold(text.token(last)));
        left.len() == 1
            && !is_given
            && !is_person
            && text.token(sign) == "&"
            && is_named(names, &left, &right)
    };
    let first = if names_family { first_partner(text, sentence.start, first) } else { first };
    (names_family || is_of_two_families()).then_some(first..last + 1)
}

/// "Baker" in "Baker, Osei & Partners", whose last partner is at `last`.
fn first_partner(text: Text<'_>, start: usize, last: usize) -> usize {
    let is_partner = |at: usize| text.token(at).starts_with(char::is_uppercase);
    let mut first = last;
    while first >= start + 2 && text.token(first - 1) == "," && is_partner(first - 2) {
        first -= 2;
    }
    first
}

/// Whether the name finder sees people or organizations on both sides, or one name that spans the sign.
fn is_named(names: &[Name], left: &Range<usize>, right: &Range<usize>) -> bool {
    let is_seen = |at: usize| {
        let name = names.get(names.partition_point(|name| name.tokens.to_range().end <= at));
        name.is_some_and(|name| {
            let may_be = matches!(name.kind, NameKind::Person | NameKind::Organization);
            name.tokens.to_range().start <= at && (may_be || name.confidence.is_doubtful())
        })
    };
    is_seen(left.end - 1) && is_seen(right.start)
}
