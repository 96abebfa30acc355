//! TOML with the place of each word: a fault is told with its line, what it does not touch is read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::Problem;
use crate::text::sanitize::sanitize;
use crate::text::{collapse_whitespace, near};

/// So much of a value a problem repeats, in characters.
const MAX_SHOWN: usize = 30;

/// A file while it is read.
pub(super) struct Reading<'t> {
    file: &'t str,
    text: &'t str,
    /// Lines that are no TOML: what was made of them is not to be trusted.
    broken: BTreeSet<usize>,
    pub(super) problems: Vec<Problem>,
}

/// A key with its value.
pub(super) struct Entry<'t> {
    pub(super) key: Cow<'t, str>,
    pub(super) at: Range<usize>,
    pub(super) value: Spanned<DeValue<'t>>,
}

/// What is wrong at a place.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: Range<usize>,
    pub(super) what: String,
}

/// Reads a file's entries, in the order of the file, and what they say.
///
/// The bytes need be neither UTF-8 nor TOML.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    take: impl FnOnce(&mut Reading<'_>, Vec<Entry<'_>>),
) -> Vec<Problem> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut reading = Reading { file, text: &text, broken: BTreeSet::new(), problems: Vec::new() };
    if let Err(error) = std::str::from_utf8(bytes) {
        let before = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
        reading.tell_line(before + 1, "this is not UTF-8");
    }
    let (table, errors) = DeTable::parse_recoverable(&text);
    for error in errors {
        let line = reading.line(error.span().map_or(0, |span| span.start));
        // What else is wrong on a line mostly follows from the first.
        if reading.broken.insert(line) {
            reading.tell_line(line, error.message());
        }
    }
    let entries = reading.entries(table.into_inner());
    take(&mut reading, entries);
    let mut problems = reading.problems;
    problems.sort_by_key(|it| it.line);
    problems
}

impl<'t> Reading<'t> {
    /// The entries of a table, in the order of the file, without those that a fault of TOML lies in.
    pub(super) fn entries(&self, table: DeTable<'t>) -> Vec<Entry<'t>> {
        let entries =
            table.into_iter().map(|(key, value)| Entry { at: key.span(), key: key.into_inner(), value });
        let mut entries: Vec<_> = entries.filter(|it| self.is_sound(it)).collect();
        entries.sort_by_key(|it| it.at.start);
        entries
    }

    fn is_sound(&self, entry: &Entry<'_>) -> bool {
        let span = entry.value.span();
        let first = self.line(entry.at.start);
        // A table with a header has lines of its own.
        let is_inline = self.text.get(span.start..).is_some_and(|it| it.starts_with('{'));
        let is_whole = is_inline || !entry.value.get_ref().is_table();
        let last = if is_whole { self.line(span.end.max(entry.at.start)) } else { first };
        self.broken.range(first..=last.max(first)).next().is_none()
    }

    /// Tells what is wrong at a place.
    pub(super) fn tell(&mut self, fault: Fault) {
        self.tell_line(self.line(fault.at.start), fault.what);
    }

    fn tell_line(&mut self, line: usize, what: impl AsRef<str>) {
        let file = self.file.to_owned();
        self.problems.push(Problem { file, line: Some(line), what: clean(what.as_ref(), usize::MAX) });
    }

    /// The line of a byte, from 1 on.
    pub(super) fn line(&self, byte: usize) -> usize {
        1 + self.text.bytes().take(byte).filter(|it| *it == b'\n').count()
    }

    /// A value as it stands in the file, or its beginning.
    fn shown(&self, value: &Spanned<DeValue<'_>>) -> String {
        clean(self.text.get(value.span()).unwrap_or_default(), MAX_SHOWN)
    }

    /// The fault of a value that is something else than it should be.
    pub(super) fn wrong(&self, key: &str, wanted: &str, value: &Spanned<DeValue<'_>>) -> Fault {
        Fault { at: value.span(), what: format!("`{key}` must be {wanted}, not {}", self.shown(value)) }
    }

    /// True or false.
    pub(super) fn boolean(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<bool, Fault> {
        value.get_ref().as_bool().ok_or_else(|| self.wrong(key, "true or false", value))
    }

    /// A number within a range.
    pub(super) fn number(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        range: RangeInclusive<usize>,
    ) -> Result<usize, Fault> {
        let number = value.get_ref().as_integer();
        let number = number.and_then(|it| usize::from_str_radix(it.as_str(), it.radix()).ok());
        number.filter(|it| range.contains(it)).ok_or_else(|| {
            let wanted = if *range.end() == usize::MAX {
                format!("a number of at least {}", range.start())
            } else {
                format!("a number from {} to {}", range.start(), range.end())
            };
            self.wrong(key, &wanted, value)
        })
    }

    /// One of some words.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        words: &[(&str, T)],
    ) -> Result<T, Fault> {
        let names = || words.iter().map(|it| it.0);
        // `color = 256` is as clear as "256".
        let word = match value.get_ref() {
            DeValue::String(word) => word.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Boolean(it) => it.to_string(),
            _ => String::new(),
        };
        words.iter().find(|it| it.0 == word).map(|it| it.1).ok_or_else(|| {
            let quoted: Vec<_> = names().map(|name| format!("\"{name}\"")).collect();
            let mut fault = self.wrong(key, &either(&quoted), value);
            fault.what += &near::suggestion(&word, names());
            fault
        })
    }

    /// Words that stand in a list, or one without it.
    pub(super) fn words<'v>(
        &self,
        key: &str,
        value: &'v Spanned<DeValue<'t>>,
        wanted: &str,
    ) -> Result<Vec<&'v Spanned<DeValue<'t>>>, Fault> {
        let list = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        match list.iter().find(|it| !it.get_ref().is_str()) {
            Some(other) => Err(self.wrong(key, wanted, other)),
            None => Ok(list),
        }
    }
}

/// "`x` is no setting", with what was meant perhaps.
pub(super) fn unknown<'w>(
    word: &str,
    at: &Range<usize>,
    what: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Fault {
    let near = near::suggestion(word, known);
    Fault { at: at.clone(), what: format!("`{}` is {what}{near}", clean(word, MAX_SHOWN)) }
}

/// "a, b or c".
pub(super) fn either(words: &[String]) -> String {
    match words {
        [some @ .., last] if !some.is_empty() => format!("{} or {last}", some.join(", ")),
        _ => words.concat(),
    }
}

/// A string as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => out.push(c),
        }
    }
    out + "\""
}

/// A list of strings as TOML writes it.
pub(super) fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    let words: Vec<_> = words.into_iter().map(|it| quoted(it.as_ref())).collect();
    format!("[{}]", words.join(", "))
}

/// Words of a file on one line, harmless to a terminal, and no more than so many characters of them.
fn clean(text: &str, n_chars: usize) -> String {
    let text = collapse_whitespace(&sanitize(text).text);
    match text.char_indices().nth(n_chars) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text,
    }
}
