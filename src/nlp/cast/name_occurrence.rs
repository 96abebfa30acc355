//! Names with what the joining asks of the words around them.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::nlp::cast::word::{fold, folded_words};
use crate::nlp::gender::Gender;
use crate::nlp::lexicon;
use crate::nlp::lexicon::role::Role;
use crate::nlp::names::{Name, NameKind};
use crate::nlp::{Sentence, Token};
use crate::text::{Id, IdRange, Span, Table};

/// How many words before a name may belong to its title.
const REACH: usize = 10;

/// How many words behind a name may hold a pronoun that stands for it.
const PRONOUN_REACH: usize = 20;

/// What joins the halves of "Touch ‘n Go" and "Shop 'n' Save", without quotation marks.
const LINK: &str = "n";

/// The tables that the text around a name is read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'d> {
    pub(super) doc: &'d Document,
    pub(super) tokens: &'d Table<Token>,
    pub(super) sentences: &'d Table<Sentence>,
}

impl<'d> Text<'d> {
    /// The token as it stands, empty past the end.
    pub(super) fn token(self, at: usize) -> &'d str {
        self.tokens.rows().get(at).map_or("", |token| self.doc.slice(token.span))
    }

    /// The span of some tokens.
    pub(super) fn span(self, tokens: &Range<usize>) -> Span {
        self.tokens[Id::new(tokens.start)].span.join(self.tokens[Id::new(tokens.end - 1)].span)
    }

    /// The number of the sentence that the token is in, and its tokens.
    pub(super) fn sentence(self, token: usize) -> (usize, Range<usize>) {
        let rows = self.sentences.rows();
        let after = rows.partition_point(|sentence| sentence.tokens.to_range().start <= token);
        let number = after.saturating_sub(1);
        (number, rows.get(number).map_or(0..self.tokens.len(), |sentence| sentence.tokens.to_range()))
    }

    /// Whether white space stands before the token.
    pub(super) fn is_apart(self, at: usize) -> bool {
        let rows = self.tokens.rows();
        at == 0 || rows.get(at).is_none_or(|token| rows[at - 1].span.end() < token.span.start())
    }
}

/// A name with its words in comparable form and what stands around it.
#[derive(Debug)]
pub(super) struct NameOccurrence<'d> {
    /// Where it stands, without honorific, and what it names.
    pub(super) name: Name,
    /// As it stands.
    pub(super) text: &'d str,
    /// Its folded words; never empty.
    pub(super) words: Vec<String>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Stands in a heading or in a first line that is no sentence.
    pub(super) is_heading: bool,
    /// What "Mr." or "Mrs." before it says.
    pub(super) gender: Option<Gender>,
    /// Words of office before it, folded: "minority", "leader".
    pub(super) titles: Vec<String>,
    /// The first he or she behind it in its sentence, before any other name of a person.
    pub(super) pronoun: Option<Gender>,
}

/// Reads the surroundings of all names, in order. Names without a letter or digit are left out.
pub(super) fn read<'d>(text: Text<'d>, names: &[Name]) -> Vec<NameOccurrence<'d>> {
    let headings = Headings::of(text.doc);
    let names: Vec<Name> = link(text, names).iter().flat_map(|name| parts(text, name)).collect();
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

/// "Touch ‘n Go" found as two organizations is one; "intelligence" before "committee" is not its last word.
fn link(text: Text<'_>, names: &[Name]) -> Vec<Name> {
    let mut linked: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let mut name = name.clone();
        if name.kind == NameKind::Organization {
            let mut tokens = name.tokens.to_range();
            if is_cut_short(text, tokens.end) {
                tokens.end += 1;
            }
            let before =
                linked.pop_if(|before| before.kind == name.kind && is_link(text, before, tokens.start));
            tokens.start = before.map_or(tokens.start, |before| before.tokens.to_range().start);
            if tokens != name.tokens.to_range() {
                name.span = text.span(&tokens);
                name.tokens = IdRange::new(tokens.start, tokens.end);
            }
        }
        linked.push(name);
    }
    linked
}

/// Whether the name that ends before `end` in a small letter goes on: "House of Representatives intelligence committee".
fn is_cut_short(text: Text<'_>, end: usize) -> bool {
    let is_small = end > 0 && text.token(end - 1).chars().all(char::is_lowercase);
    is_small && matches!(text.token(end), "committee" | "subcommittee" | "department" | "ministry" | "agency")
}

/// Whether only "'n'" stands between the name and `next`, in any quotation marks or inside the name.
fn is_link(text: Text<'_>, before: &Name, next: usize) -> bool {
    let tokens = before.tokens.to_range();
    let is_sign = |token: &str| matches!(token, "'" | "‘" | "’");
    let letters = |token: &str| token.trim_matches(['\'', '‘', '’']).to_lowercase();
    let between = tokens.end..next.min(tokens.end + 4);
    let mut words = between.clone().map(|at| text.token(at)).filter(|token| !is_sign(token));
    let ends_in_link = tokens.len() > 1 && letters(text.token(tokens.end - 1)) == LINK;
    between.end == next
        && match words.next() {
            Some(word) => letters(word) == LINK && words.next().is_none(),
            None => ends_in_link,
        }
}

/// "Bill and Hillary Clinton" found as one name is two.
fn parts(text: Text<'_>, name: &Name) -> Vec<Name> {
    let tokens = name.tokens.to_range();
    let and = tokens.clone().find(|&at| matches!(text.token(at), "and" | "&"));
    match and {
        Some(and) if name.kind == NameKind::Person && and > tokens.start && and + 1 < tokens.end => {
            [tokens.start..and, and + 1..tokens.end]
                .map(|part| Name {
                    tokens: IdRange::new(part.start, part.end),
                    span: text.span(&part),
                    ..*name
                })
                .into()
        }
        _ => vec![name.clone()],
    }
}

/// Takes "Mr." off the name, and tells its gender.
fn trim_honorific(text: Text<'_>, name: &mut Name) -> Option<Gender> {
    let mut gender = None;
    loop {
        let tokens = name.tokens.to_range();
        if tokens.len() < 2 {
            return gender;
        }
        let Some(found) = lexicon::honorific::honorific(&fold(text.token(tokens.start))) else {
            return gender;
        };
        gender = gender.or(found.gender);
        let mut start = tokens.start + 1;
        if text.token(start) == "." && start + 1 < tokens.end {
            start += 1;
        }
        name.tokens = IdRange::new(start, tokens.end);
        name.span = text.span(&(start..tokens.end));
    }
}

/// The words of office right before a name, and the gender of an honorific among them.
fn titles(text: Text<'_>, from: usize, name: usize) -> (Vec<String>, Option<Gender>) {
    let mut titles = Vec::new();
    let mut gender = None;
    for at in (from.max(name.saturating_sub(REACH))..name).rev() {
        let word = fold(text.token(at));
        if let Some(honorific) = lexicon::honorific::honorific(&word) {
            gender = gender.or(honorific.gender);
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

/// The headings of a document, and its first line if that is no sentence.
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

/// A way of naming: the same folded words, wherever they stand.
#[derive(Debug)]
pub(super) struct Form<'c> {
    /// The words.
    pub(super) words: &'c [String],
    /// Which names have it, in order of the text; never empty.
    pub(super) uses: Vec<usize>,
}

/// The ways of naming of one kind, in order of their first use.
pub(super) fn forms<'c>(occurrences: &'c [NameOccurrence<'_>], kind: NameKind) -> Vec<Form<'c>> {
    let mut numbers: HashMap<&[String], usize> = HashMap::new();
    let mut forms: Vec<Form<'c>> = Vec::new();
    for (at, name) in occurrences.iter().enumerate().filter(|(_, it)| it.name.kind == kind) {
        let number = *numbers.entry(&name.words).or_insert(forms.len());
        if number == forms.len() {
            forms.push(Form { words: &name.words, uses: Vec::new() });
        }
        forms[number].uses.push(at);
    }
    forms
}
