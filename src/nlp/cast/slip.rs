//! What a name finder takes for names of another kind: datelines, "(R-Utah)", "Del.", "House" in a speaker's title.

use std::ops::Range;

use crate::nlp::cast::name_occurrence::{NameOccurrence, Text};
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::lexicon::organization::{OrgWord, is_org_word};
use crate::nlp::names::NameKind;

/// A less certain organization is not one, unless its words say so.
const GUESS: f32 = 0.4;

/// How many words before a name may belong to what a minister is of.
const MAX_PORTFOLIO: usize = 6;

/// The kind of the name, by the words in and around it. `surest`: the confidence of the most certain place with the
/// same words, from 0 to 1.
pub(super) fn mend(text: Text<'_>, name: &NameOccurrence<'_>, surest: f32) -> NameKind {
    let kind = without_person(text, name);
    let range = name.name.tokens.to_range();
    let next = text.token(range.end);
    let only = if let [word] = &*name.words { word.as_str() } else { "" };
    match kind {
        NameKind::Place if name.words.len() < 4 && is_known_body(&name.words.join(" ")) => {
            NameKind::Organization
        }
        NameKind::Place
            if lexicon::place::is_institution(&name.words) || name.text.starts_with("City of ") =>
        {
            NameKind::Organization
        }
        NameKind::Place | NameKind::Other if lexicon::organization::is_agency(name.text) => {
            NameKind::Organization
        }
        NameKind::Person | NameKind::Organization if is_party_mark(name.text) => NameKind::Other,
        NameKind::Person if lexicon::place::is_people(only) => NameKind::Other,
        NameKind::Organization if lexicon::organization::is_thing(&name.words) => NameKind::Other,
        NameKind::Organization if is_portfolio(text, name) => NameKind::Other,
        NameKind::Organization if surest < GUESS && is_guess(name) => NameKind::Other,
        // "Del." before "Stacey Plaskett" is not a first name.
        NameKind::Person
            if !only.is_empty() && name.text.ends_with('.') && name.text.matches('.').count() == 1 =>
        {
            NameKind::Other
        }
        NameKind::Organization if is_dateline(text, name) => NameKind::Place,
        NameKind::Organization if is_quoted_title(text, &range) => NameKind::Other,
        NameKind::Organization if is_electronic_thing(name.text) => NameKind::Other,
        // "Leeds chairman": a club; towns have no chairman, countries may.
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

/// "Minister of Ports and Fisheries": what an office is of, unless it is also named as an organization.
fn is_portfolio(text: Text<'_>, name: &NameOccurrence<'_>) -> bool {
    let start = name.name.tokens.to_range().start;
    let is_listed = |at: &usize| {
        let token = text.token(*at);
        let is_joint = token == "the" || matches!(token, "and" | "&") && name.words.len() == 1;
        is_joint || token.starts_with(char::is_uppercase)
    };
    let of = start - (0..start).rev().take(MAX_PORTFOLIO).take_while(is_listed).count();
    let is_of = of > 1 && matches!(text.token(of - 1), "of" | "for");
    let is_body =
        name.words.iter().any(|word| is_org_word(OrgWord::Head, word) || is_org_word(OrgWord::Suffix, word));
    is_of && matches!(text.token(of - 2), "Minister" | "minister" | "Ministers" | "ministers") && !is_body
}

/// Most of the organizations that the name finder is unsure of everywhere are not organizations, unless their words say
/// so.
fn is_guess(name: &NameOccurrence<'_>) -> bool {
    let is_body = |word: &String| {
        [OrgWord::Head, OrgWord::Generic, OrgWord::Suffix, OrgWord::Body]
            .iter()
            .any(|&it| is_org_word(it, word))
    };
    let is_known = lexicon::organization::org_alias(&name.words.join(" ")).is_some()
        || lexicon::organization::is_agency(name.text);
    !is_known && !name.words.iter().any(is_body)
}

/// "eCommerce", "eWallets": something done by computer; "eBay" is a company.
fn is_electronic_thing(name: &str) -> bool {
    let thing = name.strip_prefix('e').filter(|it| it.starts_with(char::is_uppercase)).map(str::to_lowercase);
    thing.is_some_and(|it| lexicon::organization::is_electronic(it.strip_suffix('s').unwrap_or(&it)))
}

/// "CNN's “State of the Union,”": a programme, book or song; the quotation marks contain nothing else.
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

/// "White House" and "Islamic State" are organizations even where they sound like places; "House" or "Congress" may
/// be a building.
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
        // A given name before it shows a surname: "Rick Hill", "Anna Park".
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

/// "according to The Hill": a capital article inside a sentence is part of the name, and names of people have none.
fn is_titled_the(text: Text<'_>, name: &NameOccurrence<'_>) -> bool {
    let at = name.name.tokens.to_range().start;
    let (_, sentence) = text.sentence(at);
    name.words.len() == 1 && !name.is_heading && at > sentence.start + 1 && text.token(at - 1) == "The"
}

/// "Trump" in "Trump Tower", "Clinton" in "the Clinton Foundation".
pub(super) fn is_before_noun(text: Text<'_>, name: &NameOccurrence<'_>) -> bool {
    let after = name.name.tokens.to_range().end;
    let next = text.token(after);
    let is_noun = [OrgWord::Facility, OrgWord::Body, OrgWord::Work]
        .into_iter()
        .any(|class| is_org_word(class, &fold(next)));
    let is_capital = next.starts_with(char::is_uppercase) && text.is_apart(after);
    // In "Trump Plan Fails", every word has a capital.
    let is_sentence = !name.is_heading && next.contains(char::is_lowercase);
    is_noun && is_capital && is_sentence
}
