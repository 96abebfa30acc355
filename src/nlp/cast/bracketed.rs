//! Second forms in brackets that the name finder overlooks: "Cooperative of Grain Growers (Cogra)", "Rahman (রহমান)".

use std::collections::HashMap;
use std::ops::Range;

use crate::nlp::Confidence;
use crate::nlp::cast::acronym::is_acronym;
use crate::nlp::cast::edge;
use crate::nlp::cast::name_occurrence::Text;
use crate::nlp::cast::word::{folded_words, is_latin};
use crate::nlp::lexicon;
use crate::nlp::names::{Name, NameKind};

/// The confidence that such words are a name.
const SURE: f32 = 0.9;

/// The most tokens of a name in brackets.
const MAX_TOKENS: usize = 8;

/// The names, including those in brackets that were overlooked, and all other places of a short form in brackets; in
/// order.
pub(super) fn complete(text: Text<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut short_forms: HashMap<&str, NameKind> = HashMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.kind != NameKind::Other) {
        let end = name.tokens.to_range().end;
        if text.token(end) != "(" {
            continue;
        }
        let Some(inside) = inside(text, end + 1) else { continue };
        let is_free = names.get(at + 1).is_none_or(|next| next.tokens.to_range().start >= inside.end);
        let is_short = is_free && inside.len() == 1 && is_short_form(text, name, inside.start);
        if is_short && name.kind != NameKind::Person {
            short_forms.insert(text.token(inside.start), name.kind);
        } else if is_other_script(text, name, &inside) {
            found.push(text.name(&inside, name.kind, Confidence::new(SURE)));
        }
    }
    if !short_forms.is_empty() {
        found.extend(places(text, &names, &short_forms));
    }
    found.sort_by_key(|name| name.span.start());
    // The finder may see only part of a name in another script.
    edge::lay_over(names, found)
}

/// What is in the brackets up to the first punctuation mark, without "Bengali:" before it.
fn inside(text: Text<'_>, start: usize) -> Option<Range<usize>> {
    let start = if text.token(start + 1) == ":" { start + 2 } else { start };
    let start = start + usize::from(matches!(text.token(start), "“" | "\"" | "‘"));
    let end = (start..start + MAX_TOKENS)
        .find(|&at| matches!(text.token(at), ")" | "," | ";" | "”" | "\"" | "’" | ""))?;
    (start < end && !text.token(end).is_empty()).then_some(start..end)
}

/// Initials after an organization's name are its short form even if they belong to another language: "Electoral Court
/// (TE)".
fn is_short_form(text: Text<'_>, name: &Name, at: usize) -> bool {
    let short = text.token(at);
    let is_of_capitals = (2..7).contains(&short.len()) && short.chars().all(|c| c.is_ascii_uppercase());
    let is_agency = lexicon::organization::is_agency(short);
    is_of_capitals && !is_agency && name.kind == NameKind::Organization && name.tokens.len() > 1
        || is_acronym(short, &folded_words(text.doc.slice(name.span)))
}

fn is_other_script(text: Text<'_>, name: &Name, inside: &Range<usize>) -> bool {
    let words = text.doc.slice(text.span(inside));
    let mut letters = words.chars().filter(|c| c.is_alphanumeric()).peekable();
    is_latin(text.doc.slice(name.span)) && letters.peek().is_some() && letters.all(|c| !is_latin_letter(c))
}

fn is_latin_letter(c: char) -> bool {
    c.is_ascii_digit() || is_latin(c.encode_utf8(&mut [0; 4]))
}

/// The places of the short forms that no name covers.
fn places(text: Text<'_>, names: &[Name], short_forms: &HashMap<&str, NameKind>) -> Vec<Name> {
    let mut names = names.iter().map(|name| name.tokens.to_range()).peekable();
    let mut found = Vec::new();
    for at in 0..text.tokens.len() {
        while names.next_if(|name| name.end <= at).is_some() {}
        let is_free = names.peek().is_none_or(|name| name.start > at);
        if let Some(&kind) = short_forms.get(text.token(at)).filter(|_| is_free) {
            found.push(text.name(&(at..at + 1), kind, Confidence::new(SURE)));
        }
    }
    found
}
