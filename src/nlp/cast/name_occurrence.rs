//! Names with what joining needs to know about the words around them.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::nlp::cast::word::{fold, folded_words};
use crate::nlp::gender::Gender;
use crate::nlp::lexicon;
use crate::nlp::lexicon::role::Role;
use crate::nlp::names::{Name, NameKind};
use crate::nlp::{Confidence, Sentence, Token};
use crate::text::{Id, IdRange, Span, Table};

/// How many words before a name may belong to its title.
const REACH: usize = 10;

/// Within how many words after a name a pronoun may stand for it.
const PRONOUN_REACH: usize = 20;

/// The tables from which the text around a name is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'d> {
    pub(super) doc: &'d Document,
    pub(super) tokens: &'d Table<Token>,
    pub(super) sentences: &'d Table<Sentence>,
}

impl<'d> Text<'d> {
    /// The text of the token, empty past the end.
    pub(super) fn token(self, at: usize) -> &'d str {
        self.tokens.rows().get(at).map_or("", |token| self.doc.slice(token.span))
    }

    /// The span of some tokens.
    pub(super) fn span(self, tokens: &Range<usize>) -> Span {
        self.tokens[Id::new(tokens.start)].span.join(self.tokens[Id::new(tokens.end - 1)].span)
    }

    /// The token before the name, empty at the beginning.
    pub(super) fn before(self, name: &NameOccurrence<'_>) -> &'d str {
        name.name.tokens.to_range().start.checked_sub(1).map_or("", |at| self.token(at))
    }

    /// A name of these tokens.
    pub(super) fn name(self, tokens: &Range<usize>, kind: NameKind, confidence: Confidence) -> Name {
        Name { span: self.span(tokens), tokens: IdRange::new(tokens.start, tokens.end), kind, confidence }
    }

    /// The number of the sentence that contains the token, and the sentence's tokens.
    pub(super) fn sentence(self, token: usize) -> (usize, Range<usize>) {
        let rows = self.sentences.rows();
        let after = rows.partition_point(|sentence| sentence.tokens.to_range().start <= token);
        let number = after.saturating_sub(1);
        (number, rows.get(number).map_or(0..self.tokens.len(), |sentence| sentence.tokens.to_range()))
    }

    /// Whether white space precedes the token.
    pub(super) fn is_apart(self, at: usize) -> bool {
        let rows = self.tokens.rows();
        at == 0 || rows.get(at).is_none_or(|token| rows[at - 1].span.end() < token.span.start())
    }
}

/// A name with its words in comparable form and its surroundings.
#[derive(Debug)]
pub(super) struct NameOccurrence<'d> {
    /// Its position without an honorific, and what it names.
    pub(super) name: Name,
    /// As it stands.
    pub(super) text: &'d str,
    /// Its folded words; never empty.
    pub(super) words: Vec<String>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Whether it is in a heading, or in a first line that is not a sentence.
    pub(super) is_heading: bool,
    /// The gender that "Mr." or "Mrs." before it shows.
    pub(super) gender: Option<Gender>,
    /// Words of office before it, folded: "minority", "leader".
    pub(super) titles: Vec<String>,
    /// The first "he" or "she" after it in its sentence, before the name of any other person.
    pub(super) pronoun: Option<Gender>,
}

/// Reads the surroundings of all names, in order. Names without a letter or digit are left out.
pub(super) fn read<'d>(text: Text<'d>, names: &[Name]) -> Vec<NameOccurrence<'d>> {
    let headings = Headings::of(text.doc);
    let mut occurrences = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let mut name = name.clone();
        let mut gender = None;
        if name.kind == NameKind::Person {
            gender = trim_honorific(text, &mut name);
        }
        let raw = text.doc.slice(name.span);
        let words = folded_words(raw);
        if words.is_empty() {
            continue;
        }
        let range = name.tokens.to_range();
        let (sentence, bounds) = text.sentence(range.start);
        let next = names.get(at + 1).map_or(usize::MAX, |next| next.tokens.to_range().start);
        let (titles, honorific) = titles(text, bounds.start, range.start);
        occurrences.push(NameOccurrence {
            text: raw,
            words,
            sentence,
            is_heading: headings.covers(name.span),
            gender: gender.or(honorific),
            titles,
            pronoun: pronoun(text, range.end..bounds.end.min(next).min(range.end + PRONOUN_REACH)),
            name,
        });
    }
    occurrences
}

/// Removes "Mr." from the name, and returns the gender that it shows.
fn trim_honorific(text: Text<'_>, name: &mut Name) -> Option<Gender> {
    let mut gender = None;
    loop {
        let tokens = name.tokens.to_range();
        let Some((n_words, found)) = honorific(text, tokens.start) else { return gender };
        let mut start = tokens.start + n_words;
        if start >= tokens.end {
            return gender;
        }
        gender = gender.or(found);
        if text.token(start) == "." && start + 1 < tokens.end {
            start += 1;
        }
        *name = text.name(&(start..tokens.end), name.kind, name.confidence);
    }
}

/// How many tokens the honorific at `at` has, and the gender that it shows: "Mr", "Lord Justice".
pub(super) fn honorific(text: Text<'_>, at: usize) -> Option<(usize, Option<Gender>)> {
    let is_law_lord = matches!(text.token(at), "Lord" | "Lady") && text.token(at + 1) == "Justice";
    if is_law_lord {
        return Some((2, Gender::of_title(&fold(text.token(at)))));
    }
    // "M.S." is not "Ms".
    let is_of_initials = text.token(at).matches('.').count() > 1;
    let known = lexicon::honorific::honorific(&fold(text.token(at))).filter(|_| !is_of_initials);
    known.map(|known| (1, known.gender))
}

/// The words of office directly before a name, and the gender of an honorific among them.
fn titles(text: Text<'_>, from: usize, name: usize) -> (Vec<String>, Option<Gender>) {
    let mut titles = Vec::new();
    let mut gender = None;
    for at in (from.max(name.saturating_sub(REACH))..name).rev() {
        let word = fold(text.token(at));
        if let Some((_, found)) = honorific(text, at) {
            gender = gender.or(found);
        } else if !lexicon::role::is_role(Role::Person, &word)
            && !text.token(at).starts_with(char::is_uppercase)
        {
            break;
        }
        titles.push(word);
    }
    (titles, gender)
}

fn pronoun(text: Text<'_>, mut tokens: Range<usize>) -> Option<Gender> {
    tokens.find_map(|at| Gender::of_pronoun(text.token(at)))
}

/// The headings of a document, and its first line if that is not a sentence.
struct Headings {
    spans: Vec<Span>,
}

impl Headings {
    fn of(doc: &Document) -> Self {
        let blocks = doc.blocks().rows().iter().enumerate();
        let is_heading = |&(number, block): &(usize, &crate::document::Block)| {
            matches!(block.kind, BlockKind::Heading(_))
                || number == 0 && !doc.slice(block.span).ends_with(['.', '"', '”', '…'])
        };
        Self { spans: blocks.filter(is_heading).map(|(_, block)| block.span).collect() }
    }

    fn covers(&self, span: Span) -> bool {
        let after = self.spans.partition_point(|heading| heading.start() <= span.start());
        after > 0 && self.spans[after - 1].covers(span)
    }
}

/// A form of naming: the same folded words, wherever they are.
#[derive(Debug)]
pub(super) struct SurfaceForm<'c> {
    /// The words.
    pub(super) words: &'c [String],
    /// The names with these words, in order of the text; never empty.
    pub(super) uses: Vec<usize>,
}

/// The forms of naming of one kind, in order of their first use.
pub(super) fn forms<'c>(occurrences: &'c [NameOccurrence<'_>], kind: NameKind) -> Vec<SurfaceForm<'c>> {
    let mut numbers: HashMap<&[String], usize> = HashMap::new();
    let mut forms: Vec<SurfaceForm<'c>> = Vec::new();
    for (at, name) in occurrences.iter().enumerate().filter(|(_, it)| it.name.kind == kind) {
        let number = *numbers.entry(&name.words).or_insert(forms.len());
        if number == forms.len() {
            forms.push(SurfaceForm { words: &name.words, uses: Vec::new() });
        }
        forms[number].uses.push(at);
    }
    forms
}
