//! News agencies in captions, credits and datelines, which have too little context for the name finder: "Jeff
//! Sessions Reuters" under a picture, "MOSCOW (Reuters)".

use std::ops::Range;

use crate::nlp::Confidence;
use crate::nlp::cast::name_occurrence::Text;
use crate::nlp::lexicon;
use crate::nlp::names::{Name, NameKind};

/// The confidence that such a word is the agency.
const SURE: f32 = 0.85;

/// Shorter names have other meanings, too ("AP" courses), and must be where credits are.
const UNMISTAKABLE: usize = 5;

/// The most tokens in a credit or caption.
const MAX_CREDIT: usize = 40;

/// The names, including agencies that were overlooked or taken for the end of a person's name; in order.
pub(super) fn complete(text: Text<'_>, names: &[Name]) -> Vec<Name> {
    let mut complete = Vec::with_capacity(names.len());
    let mut at = 0;
    for name in names {
        let range = name.tokens.to_range();
        complete.extend(between(text, at..range.start));
        at = range.end;
        match cut(text, name) {
            Some((person, agency)) => complete.extend([person, agency]),
            None => complete.push(name.clone()),
        }
    }
    complete.extend(between(text, at..text.tokens.len()));
    complete
}

/// The agencies among tokens that no name covers.
fn between(text: Text<'_>, tokens: Range<usize>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match agency(text, at, tokens.end).filter(|agency| is_credit(text, agency)) {
            Some(agency) => {
                at = agency.end;
                found.push(text.name(&agency, NameKind::Organization, Confidence::new(SURE)));
            }
            None => at += 1,
        }
    }
    found
}

/// "Jeff Sessions Reuters" found as one person.
fn cut(text: Text<'_>, found: &Name) -> Option<(Name, Name)> {
    let range = found.tokens.to_range();
    let agency = (range.start + 1..range.end).find_map(|at| {
        agency(text, at, range.end).filter(|agency| agency.end == range.end && found.kind == NameKind::Person)
    })?;
    let person = text.name(&(range.start..agency.start), found.kind, found.confidence);
    Some((person, text.name(&agency, NameKind::Organization, Confidence::new(SURE))))
}

/// The tokens of the agency that begins at `at` and ends by `end`, if there is one.
fn agency(text: Text<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let candidates = lexicon::organization::agencies(text.token(at));
    let fits = |words: &&Vec<&str>| {
        at + words.len() <= end
            && words.iter().enumerate().all(|(offset, word)| text.token(at + offset) == *word)
    };
    candidates.iter().find(fits).map(|words| at..at + words.len())
}

/// Whether it is where a credit is, or can be nothing else.
fn is_credit(text: Text<'_>, agency: &Range<usize>) -> bool {
    let (_, sentence) = text.sentence(agency.start);
    let letters: usize = agency.clone().map(|at| text.token(at).len()).sum();
    let before = agency.start.checked_sub(1).map_or("", |at| text.token(at));
    let after = text.token(agency.end);
    let is_in_brackets = matches!(before, "(" | "/" | "[") || matches!(after, ")" | "/" | "]");
    let is_last = agency.end == sentence.end && sentence.len() < MAX_CREDIT;
    letters >= UNMISTAKABLE || is_in_brackets || is_last
}
