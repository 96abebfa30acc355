//! Corrects what a name names, using the other names of the document.

use std::collections::{HashMap, HashSet};

use crate::nlp::cast::acronym::is_acronym;
use crate::nlp::cast::name_occurrence::{NameOccurrence, Text};
use crate::nlp::cast::slip::{self, is_before_noun};
use crate::nlp::lexicon;
use crate::nlp::names::NameKind;

const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Other];

/// How much more an organization counts than a place with the same words.
const BODY: f32 = 1.2;

/// Corrects kinds: by the majority of the same words, by the surnames of people in the article, by the nouns after a
/// person's name, and by acronyms in brackets.
pub(super) fn settle(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) {
    expand_acronyms(text, occurrences);
    vote(occurrences);
    let mut surest: HashMap<String, f32> = HashMap::new();
    for name in occurrences.iter() {
        let most = surest.entry(name.words.join(" ")).or_default();
        *most = most.max(name.name.confidence.to_f32());
    }
    for name in occurrences.iter_mut() {
        name.name.kind = slip::mend(text, name, surest[&name.words.join(" ")]);
    }
    name_by_company(text, occurrences);
    name_by_surname(text, occurrences);
}

/// "Brightwater would build", found as an uncertain place, while "Brightwater Holdings" is certainly a company. It is
/// a person only if someone has that name, or is spoken of like a person.
fn name_by_company(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) {
    let is_body = |name: &&NameOccurrence<'_>| {
        name.name.kind == NameKind::Organization
            && name.words.len() > 1
            && !name.name.confidence.is_doubtful()
    };
    // Whether they are companies, and so unlikely to be named after someone whom the article does not name.
    let mut bodies: HashMap<&str, bool> = HashMap::new();
    let mut people: HashSet<&str> = HashSet::new();
    let mut short_forms: Vec<usize> = Vec::new();
    for (at, name) in occurrences.iter().enumerate() {
        if is_body(&name) {
            let is_company =
                !name.words.iter().any(|word| lexicon::organization::is_named_after_people(word));
            *bodies.entry(&name.words[0]).or_default() |= is_company && !name.is_heading;
        }
        let is_human = name.gender.is_some() || name.pronoun.is_some() || !name.titles.is_empty();
        match (name.name.kind, &*name.words) {
            (NameKind::Person, [word]) if is_human => _ = people.insert(word),
            (NameKind::Person, words) if words.len() > 1 => people.extend(words.iter().map(String::as_str)),
            _ => {}
        }
        if name.words.len() == 1 && !lexicon::preposition::is_before_place(text.before(name)) {
            short_forms.push(at);
        }
    }
    short_forms.retain(|&at| {
        let NameOccurrence { name, words, .. } = &occurrences[at];
        let is_sure = !name.confidence.is_doubtful();
        let Some(&is_company) = bodies.get(&*words[0]) else { return false };
        match name.kind {
            NameKind::Place => !is_sure,
            NameKind::Person if people.contains(&*words[0]) => false,
            NameKind::Person => !is_sure || is_company && lexicon::name::given_name(&words[0]).is_none(),
            _ => false,
        }
    });
    for at in short_forms {
        occurrences[at].name.kind = NameKind::Organization;
    }
}

/// "Association of Southeast Asian Nations (ASEAN)", "Australia and New Zealand (ANZ)": the letters have the kind of
/// the full name, or of the two names.
fn expand_acronyms(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) {
    let mut kinds = HashMap::new();
    for (at, short) in occurrences.iter().enumerate() {
        let start = short.name.tokens.to_range().start;
        let Some(full) = at.checked_sub(1).map(|at| &occurrences[at]) else { continue };
        if full.name.tokens.to_range().end + 1 != start || text.token(start - 1) != "(" {
            continue;
        }
        let kind = full.name.kind;
        let both = at.checked_sub(2).map(|at| &occurrences[at]).filter(|first| {
            let between = first.name.tokens.to_range().end..full.name.tokens.to_range().start;
            first.name.kind == kind && text.token(between.start) == "and" && between.len() <= 2 // "and the"
        });
        let words_of_both = || both.map(|first| [&first.words[..], &full.words].concat());
        let is_short = is_acronym(short.text, &full.words)
            || words_of_both().is_some_and(|words| is_acronym(short.text, &words));
        if is_short && matches!(kind, NameKind::Organization | NameKind::Place) {
            kinds.insert(short.words.clone(), kind);
        }
    }
    for name in occurrences {
        if let Some(&kind) = kinds.get(&name.words) {
            name.name.kind = kind;
        }
    }
}

/// If the same words are twice as surely of one kind as of all others together, they are of that kind everywhere.
/// Several words, or one with a capital inside, are of one kind in any case.
fn vote(occurrences: &mut [NameOccurrence<'_>]) {
    let mut weights: HashMap<&[String], [f32; 4]> = HashMap::new();
    let is_one_thing = |name: &NameOccurrence<'_>| name.words.len() > 1 || has_inner_capital(name.text);
    // A single word may well be a town and its club, but hardly a person and a company.
    let is_heard = |name: &&NameOccurrence<'_>| {
        is_one_thing(name) || matches!(name.name.kind, NameKind::Person | NameKind::Organization)
    };
    for name in occurrences.iter().filter(is_heard) {
        let weight = weights.entry(&name.words).or_default();
        // Organizations are taken for places more often than the reverse.
        let factor = if name.name.kind == NameKind::Organization { BODY } else { 1.0 };
        weight[name.name.kind as usize] += factor * name.name.confidence.to_f32();
    }
    let kinds: Vec<NameKind> = occurrences
        .iter()
        .map(|name| {
            if !is_heard(&name) {
                return name.name.kind;
            }
            let weights = weights.get(name.words.as_slice()).copied().unwrap_or_default();
            let best = KINDS.into_iter().max_by(|&a, &b| weights[a as usize].total_cmp(&weights[b as usize]));
            let total: f32 = weights.iter().sum();
            let is_clear = |best: NameKind| weights[best as usize] > 2.0 * total / 3.0 || is_one_thing(name);
            best.filter(|&best| is_clear(best)).unwrap_or(name.name.kind)
        })
        .collect();
    for (name, kind) in occurrences.iter_mut().zip(kinds) {
        name.name.kind = kind;
    }
}

/// `TalaPower`, `KyoAni`: a made-up word.
fn has_inner_capital(name: &str) -> bool {
    name.chars().zip(name.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// A surname of a person with a full name is that person, even if the finder took it for something else; "the Trumps"
/// is no one.
fn name_by_surname(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) {
    let mut surnames = HashSet::new();
    let mut used_as_place = HashSet::new();
    let mut weights: HashMap<&str, [f32; 4]> = HashMap::new();
    for name in occurrences.iter() {
        match &*name.words {
            [word] => {
                if name.name.kind == NameKind::Place
                    && lexicon::preposition::is_before_place(text.before(name))
                {
                    used_as_place.insert(word.as_str());
                }
                weights.entry(word).or_default()[name.name.kind as usize] += name.name.confidence.to_f32();
            }
            [.., last] if name.name.kind == NameKind::Person => {
                surnames.insert(last.as_str());
            }
            _ => {}
        }
    }
    let kinds: Vec<NameKind> = occurrences
        .iter()
        .map(|name| {
            let kind = name.name.kind;
            let [word] = &*name.words else { return kind };
            let before = text.before(name);
            let stem = word.strip_suffix('s').unwrap_or(word);
            if kind == NameKind::Person
                && matches!(before, "the" | "The")
                && !surnames.contains(word.as_str())
                && surnames.contains(stem)
            {
                return NameKind::Other;
            }
            let weights = weights.get(word.as_str()).copied().unwrap_or_default();
            // Only the finder's uncertain guess suggests a place.
            let is_only_person = kind == NameKind::Place
                && weights[NameKind::Person as usize] > 0.0
                && !used_as_place.contains(word.as_str())
                && lexicon::place::country(word).is_none();
            let is_person = surnames.contains(word.as_str())
                && kind != NameKind::Person
                && (weights[NameKind::Person as usize] >= weights[kind as usize] || is_only_person)
                && !is_before_noun(text, name);
            let is_place = kind == NameKind::Place && lexicon::preposition::is_before_place(before);
            if is_person && !is_place { NameKind::Person } else { kind }
        })
        .collect();
    for (name, kind) in occurrences.iter_mut().zip(kinds) {
        name.name.kind = kind;
    }
}
