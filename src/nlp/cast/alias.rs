//! Second names that the text itself states: "Lana Marsh, born Elsa Grant", "Orvik Partners (formerly Orvik Timber
//! Group)".

use std::collections::HashMap;
use std::ops::Range;

use crate::nlp::cast::join::Joins;
use crate::nlp::cast::name_occurrence::{NameOccurrence, Text};
use crate::nlp::cast::word::{fold, is_latin};
use crate::nlp::lexicon;
use crate::nlp::lexicon::alias::{Bearer, Cue, MAX_CUE};
use crate::nlp::lexicon::role::Role;
use crate::nlp::names::NameKind;

/// The most words between the two names.
const MAX_BETWEEN: usize = 12;

/// The confidence that such words give a second name.
const SURE: f32 = 0.95;

/// A name that introduces its bearer, and another name of the same bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alias {
    first: usize,
    second: usize,
}

/// Finds second names, and gives both names the kind that the words between them suggest.
pub(super) fn state(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) -> Vec<Alias> {
    let tokens = |at: usize| occurrences[at].name.tokens.to_range();
    let ends: HashMap<usize, usize> = (0..occurrences.len()).map(|at| (tokens(at).end, at)).collect();
    let mut aliases = Vec::new();
    let mut kinds: HashMap<Vec<String>, NameKind> = HashMap::new();
    for (second, name) in occurrences.iter().enumerate() {
        let Some(found) = introduction(text, &tokens(second)) else { continue };
        let first = match ends.get(&found.from) {
            Some(&first) => Some(first).filter(|&it| !is_of_several(text, occurrences, it)),
            None if found.begins_sentence => following(text, occurrences, second),
            None => None,
        };
        let Some(first) = first else { continue };
        let both = match found.cue {
            Some(cue) if !may_follow(text, tokens(second).end, cue.bearer) => None,
            Some(cue) => kind(cue.bearer, &occurrences[first], name),
            None => is_in_brackets(text, &occurrences[first], name).then_some(occurrences[first].name.kind),
        };
        let Some(both) = both.filter(|&kind| kind != NameKind::Other) else { continue };
        let is_short =
            found.cue.is_none() && is_latin(name.text) && occurrences[first].words.len() < name.words.len();
        aliases.push(if is_short { Alias { first: second, second: first } } else { Alias { first, second } });
        for at in [first, second].into_iter().filter(|&at| occurrences[at].name.kind != both) {
            kinds.insert(occurrences[at].words.clone(), both);
        }
    }
    for name in occurrences.iter_mut() {
        name.name.kind = kinds.get(&name.words).copied().unwrap_or(name.name.kind);
    }
    aliases
}

/// Makes one entity of the entities of both names.
pub(super) fn join(occurrences: &[NameOccurrence<'_>], aliases: &[Alias], joins: &mut Joins) {
    if aliases.is_empty() {
        return;
    }
    let mut longest: HashMap<usize, usize> = HashMap::new();
    for (at, name) in occurrences.iter().enumerate() {
        if let Some(entity) = joins.entity_of(at) {
            let longest = longest.entry(entity).or_default();
            *longest = name.words.len().max(*longest);
        }
    }
    for &Alias { first, second } in aliases {
        let (Some(one), Some(other)) = (joins.entity_of(first), joins.entity_of(second)) else { continue };
        // "Ann Lee (née Lund)" is not Otto Lund.
        if longest.get(&other).is_some_and(|&n_words| n_words > occurrences[second].words.len()) {
            joins.assign(second, one, SURE);
        } else {
            joins.unite(one, other, SURE);
        }
    }
}

/// The words before a name that is introduced as a second one.
struct Introduction {
    /// The end of the first name.
    from: usize,
    /// None if the second name is in brackets, like one in another script.
    cue: Option<Cue>,
    begins_sentence: bool,
}

fn introduction(text: Text<'_>, name: &Range<usize>) -> Option<Introduction> {
    let (_, sentence) = text.sentence(name.start);
    let mut at = name.start;
    // "(Chinese: 李明)", "(“BKE”)"
    let mut open = at - usize::from(at > sentence.start && is_opening(text.token(at - 1)));
    open -= usize::from(open > sentence.start && text.token(open) == ":");
    if open > sentence.start && text.token(open - 1) == "(" {
        return Some(Introduction { from: open - 1, cue: None, begins_sentence: false });
    }
    while at > sentence.start && is_opening(text.token(at - 1)) {
        at -= 1;
    }
    let before: Vec<String> =
        (sentence.start..at).rev().take(MAX_CUE).map(|at| fold(text.token(at))).collect();
    let cue = lexicon::alias::cue(&before)?;
    let begin = at - cue.len;
    let mut from = begin;
    let mut is_parted = false;
    while from > sentence.start && begin - from < MAX_BETWEEN {
        let token = text.token(from - 1);
        is_parted |= matches!(token, "," | "(" | "—" | "–" | "-" | "is" | "was" | "been");
        if token == ")" {
            from = (sentence.start..from).rev().find(|&at| text.token(at) == "(")?;
        } else if lexicon::alias::is_between(&fold(token)) || matches!(token, "," | "(" | "—" | "–" | "-")
        {
            from -= 1;
        } else {
            break;
        }
    }
    let begins_sentence = from == sentence.start;
    (is_parted || !cue.is_parted || begins_sentence).then_some(Introduction {
        from,
        cue: Some(cue),
        begins_sentence,
    })
}

/// "Rahman (রহমান)", "Institute of Tourism (Intur)", "CEI (Italian Episcopal Conference)".
fn is_in_brackets(text: Text<'_>, first: &NameOccurrence<'_>, second: &NameOccurrence<'_>) -> bool {
    if is_latin(first.text) != is_latin(second.text) {
        return true;
    }
    let end = second.name.tokens.to_range().end;
    let closes = text.token(end) == ")" || is_closing(text.token(end)) && text.token(end + 1) == ")";
    first.name.kind == NameKind::Organization
        && closes
        && (is_short_form(first, second)
            || second.name.kind == NameKind::Organization && is_short_form(second, first))
}

/// Whether a single word, made of initials or after a name with many words, is an organization's short form, in
/// whatever language.
fn is_short_form(full: &NameOccurrence<'_>, short: &NameOccurrence<'_>) -> bool {
    let n_capitals = short.text.chars().filter(|c| c.is_uppercase()).count();
    let is_of_letters = n_capitals > 1 && short.text.chars().count() < 9;
    let is_word = full.words.len() > 2 && short.name.kind != NameKind::Place;
    let is_other =
        lexicon::place::country(&short.words[0]).is_some() || lexicon::organization::is_agency(short.text);
    short.words.len() == 1 && full.words.len() > 1 && !is_other && (is_of_letters || is_word)
}

fn is_closing(token: &str) -> bool {
    matches!(token, "”" | "\"" | "’" | "»" | "“")
}

/// Whether the token may be between the words that introduce a name and the name: "known as “the Wolf”".
fn is_opening(token: &str) -> bool {
    lexicon::function_word::is_article(token) || matches!(token, "“" | "\"" | "‘" | "«" | ":" | "„")
}

/// "Born William Lowell in Graz, Bill Lowe spoke": the next name of the kind in the sentence, if a comma precedes it.
fn following(text: Text<'_>, occurrences: &[NameOccurrence<'_>], second: usize) -> Option<usize> {
    let NameOccurrence { name, sentence, .. } = &occurrences[second];
    let is_alike = |&at: &usize| occurrences[at].name.kind == name.kind;
    let next = (second + 1..occurrences.len()).take(MAX_BETWEEN).find(is_alike)?;
    (occurrences[next].sentence == *sentence && text.before(&occurrences[next]) == ",").then_some(next)
}

/// "Emma Bell and Otto Lund, better known as the Wolves": a name of both.
fn is_of_several(text: Text<'_>, occurrences: &[NameOccurrence<'_>], first: usize) -> bool {
    let start = occurrences[first].name.tokens.to_range().start;
    let before = first.checked_sub(1).map_or(0, |at| occurrences[at].name.tokens.to_range().end);
    matches!(text.token(start.wrapping_sub(1)), "and" | "&") && before + 1 == start
}

/// Whether the name ends before `end` and is nothing more than a name: not "formerly Acme's chief".
fn may_follow(text: Text<'_>, end: usize, bearer: Bearer) -> bool {
    let token = text.token(end);
    let word = fold(token);
    let is_owner = matches!(token, "'s" | "’s");
    let is_role = token.starts_with(char::is_lowercase)
        && [Role::Person, Role::Modifier, Role::Organization]
            .iter()
            .any(|&role| lexicon::role::is_role(role, &word));
    let closes = matches!(token, "" | "," | ")" | "." | ";" | ":" | "—" | "–" | "-" | "”" | "\"");
    !is_owner && !is_role && (closes || bearer != Bearer::Same)
}

/// The kind of both names, if they can have the same.
fn kind(bearer: Bearer, first: &NameOccurrence<'_>, second: &NameOccurrence<'_>) -> Option<NameKind> {
    use NameKind::{Organization, Other, Person, Place};
    let may_err = |name: &NameOccurrence<'_>| name.name.kind == Other || name.name.confidence.is_doubtful();
    let (a, b) = (first.name.kind, second.name.kind);
    match bearer {
        Bearer::Person => match (a, b) {
            // "MC Wolf", found as a band
            (Person, Person | Organization | Other) | (Organization | Other, Person) => Some(Person),
            _ => None,
        },
        Bearer::Body => match (a, b) {
            (Organization, _) if b == a || second.words.len() == 1 || may_err(second) => Some(Organization),
            (_, Organization) if first.words.len() == 1 || may_err(first) => Some(Organization),
            _ => None,
        },
        Bearer::Any => match (a, b) {
            (Person, Organization | Other | Place) if may_err(second) => Some(Person),
            (Other, Person) => Some(Person),
            (Organization, Person | Other | Place) if may_err(second) => Some(Organization),
            // "Pinewood Capital", found as a place
            (Place, Organization) => Some(Organization),
            _ => (a == b).then_some(a),
        },
        Bearer::Same => (a == b).then_some(a),
    }
}
