//! Second thoughts on what a name names, from the other names of the document.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::nlp::cast::acronym::is_acronym;
use crate::nlp::cast::name_occurrence::{NameOccurrence, Text};
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::lexicon::organization::{OrgWord, is_org_word};
use crate::nlp::names::NameKind;

const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Other];

/// Corrects kinds: by the majority of the same words, by the surnames of the article's people, by the nouns behind a
/// person's name, and by acronyms in brackets.
pub(super) fn settle(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) {
    expand_acronyms(text, occurrences);
    vote(occurrences);
    for name in occurrences.iter_mut() {
        name.name.kind = without_person(text, name);
        name.name.kind = without_slips(text, name);
    }
    name_by_company(text, occurrences);
    name_by_surname(text, occurrences);
}

/// "Brightwater would build", doubtfully found as a place, where "Brightwater Holdings" is surely a company. A person it is only
/// where somebody has that name, or is spoken of as one.
fn name_by_company(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) {
    let is_body = |name: &&NameOccurrence<'_>| {
        name.name.kind == NameKind::Organization
            && name.words.len() > 1
            && !name.name.confidence.is_doubtful()
    };
    // Whether they are companies, and so hardly called after somebody whom the article does not name.
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
        let before = name.name.tokens.to_range().start.checked_sub(1).map_or("", |at| text.token(at));
        if name.words.len() == 1 && !lexicon::preposition::is_before_place(before) {
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

/// "Association of Southeast Asian Nations (ASEAN)", "Australia and New Zealand (ANZ)": what the full name is, or the two
/// names are, the letters are.
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

/// The same words twice as surely of one kind as of all others are of that kind everywhere.
fn vote(occurrences: &mut [NameOccurrence<'_>]) {
    let mut weights: HashMap<&[String], [f32; 4]> = HashMap::new();
    // A single word may well be a town and its club, but hardly a person and a company.
    let is_heard = |name: &&NameOccurrence<'_>| {
        name.words.len() > 1 || matches!(name.name.kind, NameKind::Person | NameKind::Organization)
    };
    for name in occurrences.iter().filter(is_heard) {
        let weight = weights.entry(&name.words).or_default();
        weight[name.name.kind as usize] += name.name.confidence.to_f32();
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
            best.filter(|&best| weights[best as usize] > 2.0 * total / 3.0).unwrap_or(name.name.kind)
        })
        .collect();
    for (name, kind) in occurrences.iter_mut().zip(kinds) {
        name.name.kind = kind;
    }
}

/// What a name finder takes for names at the edges of names: datelines, "(R-Utah)", "Del.", "House" of a speaker's title.
fn without_slips(text: Text<'_>, name: &NameOccurrence<'_>) -> NameKind {
    let kind = name.name.kind;
    let range = name.name.tokens.to_range();
    let next = text.token(range.end);
    let only = if let [word] = &*name.words { word.as_str() } else { "" };
    match kind {
        NameKind::Place if name.words.len() < 4 && is_known_body(&name.words.join(" ")) => {
            NameKind::Organization
        }
        NameKind::Person | NameKind::Organization if is_party_mark(name.text) => NameKind::Other,
        // "Del." before "Stacey Plaskett" is no first name.
        NameKind::Person
            if !only.is_empty() && name.text.ends_with('.') && name.text.matches('.').count() == 1 =>
        {
            NameKind::Other
        }
        NameKind::Organization if is_dateline(text, name) => NameKind::Place,
        NameKind::Organization if is_quoted_title(text, &range) => NameKind::Other,
        NameKind::Organization if is_electronic_thing(name.text) => NameKind::Other,
        // "Leeds chairman": a club; towns have none, countries may.
        NameKind::Place
            if matches!(next, "chairman" | "chairwoman")
                && lexicon::place::country(&name.words.join(" ")).is_none() =>
        {
            NameKind::Organization
        }
        // "House Minority Leader", "Senate Republicans"
        NameKind::Organization if is_org_word(OrgWord::Chamber, only) && !name.is_heading => {
            let is_title = next.starts_with(char::is_uppercase) && text.is_apart(range.end);
            if is_title { NameKind::Other } else { kind }
        }
        _ => kind,
    }
}

/// "eCommerce", "eWallets": a thing that is done by computer; "eBay" is a company.
fn is_electronic_thing(name: &str) -> bool {
    let thing = name.strip_prefix('e').filter(|it| it.starts_with(char::is_uppercase)).map(str::to_lowercase);
    thing.is_some_and(|it| lexicon::organization::is_electronic(it.strip_suffix('s').unwrap_or(&it)))
}

/// "CNN's “State of the Union,”": a programme, book or song; the quotation marks hold nothing else.
fn is_quoted_title(text: Text<'_>, name: &Range<usize>) -> bool {
    let Some(before) = name.start.checked_sub(2) else { return false };
    let end = name.end + usize::from(matches!(text.token(name.end), "," | "."));
    name.len() > 1
        && matches!(text.token(before + 1), "“" | "\"" | "‘")
        && matches!(text.token(end), "”" | "\"" | "’")
        && matches!(text.token(before), "'s" | "’s" | "on")
}

/// "R-Utah", "D-Calif."
fn is_party_mark(name: &str) -> bool {
    let mut chars = name.chars();
    matches!(chars.next(), Some('R' | 'D' | 'I'))
        && chars.next() == Some('-')
        && chars.next().is_some_and(char::is_uppercase)
}

/// "White House" and "Islamic State" are bodies even where they sound like places; "House" or "Congress" may be a building.
fn is_known_body(name: &str) -> bool {
    lexicon::organization::org_alias(name).is_some() && !is_org_word(OrgWord::Chamber, name)
}

/// "HEMPSTEAD, N.Y., Sept. 26 (UPI) --"
fn is_dateline(text: Text<'_>, name: &NameOccurrence<'_>) -> bool {
    let range = name.name.tokens.to_range();
    let (_, sentence) = text.sentence(range.start);
    let is_first = range.start == sentence.start && !name.is_heading;
    let is_shouted = name.text.chars().count() > 4 && !name.text.contains(char::is_lowercase);
    let dash =
        (range.end..sentence.end.min(range.end + 12)).find(|&at| matches!(text.token(at), "--" | "—" | "–"));
    is_first && is_shouted && dash.is_some() && matches!(text.token(range.end), "," | "(" | "--" | "—" | "–")
}

/// "Trump Tower" found as a person, or "Trump" before "Tower".
fn without_person(text: Text<'_>, name: &NameOccurrence<'_>) -> NameKind {
    let kind = name.name.kind;
    if kind != NameKind::Person {
        return kind;
    }
    let last = name.words.last().map_or("", String::as_str);
    if name.words.len() > 1
        && name.words.first().is_some_and(|first| lexicon::name::given_name(first).is_none())
    {
        // A given name before it tells a surname: "Rick Hill", "Anna Park".
        if is_org_word(OrgWord::Work, last) {
            return NameKind::Other;
        }
        if lexicon::place::is_site_behind_name(last) {
            return NameKind::Place;
        }
        if lexicon::organization::is_body_behind_name(last) {
            return NameKind::Organization;
        }
    }
    if is_titled_the(text, name) {
        return NameKind::Organization;
    }
    if is_before_noun(text, name) { NameKind::Other } else { kind }
}

/// "according to The Hill": a capital article within a sentence is part of the name, and people have none.
fn is_titled_the(text: Text<'_>, name: &NameOccurrence<'_>) -> bool {
    let at = name.name.tokens.to_range().start;
    let (_, sentence) = text.sentence(at);
    name.words.len() == 1 && !name.is_heading && at > sentence.start + 1 && text.token(at - 1) == "The"
}

/// "Trump" in "Trump Tower", "Clinton" in "the Clinton Foundation".
fn is_before_noun(text: Text<'_>, name: &NameOccurrence<'_>) -> bool {
    let after = name.name.tokens.to_range().end;
    let next = text.token(after);
    let is_noun = [OrgWord::Facility, OrgWord::Body, OrgWord::Work]
        .into_iter()
        .any(|class| is_org_word(class, &fold(next)));
    let is_capital = next.starts_with(char::is_uppercase) && text.is_apart(after);
    // In "Trump Plan Fails" every word has a capital.
    let is_sentence = !name.is_heading && next.contains(char::is_lowercase);
    is_noun && is_capital && is_sentence
}

/// A surname of a fully named person is that person where the finder took it for something else; "the Trumps" is nobody.
fn name_by_surname(text: Text<'_>, occurrences: &mut [NameOccurrence<'_>]) {
    let mut surnames = HashSet::new();
    let mut used_as_place = HashSet::new();
    let mut weights: HashMap<&str, [f32; 4]> = HashMap::new();
    for name in occurrences.iter() {
        match &*name.words {
            [word] => {
                if name.name.kind == NameKind::Place
                    && lexicon::preposition::is_before_place(word_before(text, name))
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
            let before = word_before(text, name);
            let stem = word.strip_suffix('s').unwrap_or(word);
            if kind == NameKind::Person
                && matches!(before, "the" | "The")
                && !surnames.contains(word.as_str())
                && surnames.contains(stem)
            {
                return NameKind::Other;
            }
            let weights = weights.get(word.as_str()).copied().unwrap_or_default();
            // Nothing but the finder's doubt speaks for a place.
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

fn word_before<'d>(text: Text<'d>, name: &NameOccurrence<'_>) -> &'d str {
    name.name.tokens.to_range().start.checked_sub(1).map_or("", |at| text.token(at))
}
