//! Parses TOML and keeps the position of each word: an error is reported with its line, and everything it does not
//! affect is still read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::Problem;
use crate::text::sanitize::sanitize;
use crate::text::{collapse_whitespace, near};

/// How many characters of a value a problem repeats.
const MAX_SHOWN: usize = 30;

/// A file that is being read.
pub(super) struct Reading<'t> {
    file: &'t str,
    text: &'t str,
    /// Lines of invalid TOML. Whatever the parser made of them is not to be trusted.
    broken: BTreeSet<usize>,
    pub(super) problems: Vec<Problem>,
}

/// A key with its value.
pub(super) struct Entry<'t> {
    pub(super) key: Cow<'t, str>,
    pub(super) at: Range<usize>,
    pub(super) value: Spanned<DeValue<'t>>,
}

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: Range<usize>,
    pub(super) what: String,
}

/// Reads a file's entries, in the order of the file, and their values.
///
/// The bytes need not be UTF-8 or TOML.
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
        // Other problems on a line mostly follow from the first one.
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
    /// The entries of a table, in the order of the file, without those on lines of invalid TOML.
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

    /// Records a problem.
    pub(super) fn tell(&mut self, fault: Fault) {
        self.tell_line(self.line(fault.at.start), fault.what);
    }

    fn tell_line(&mut self, line: usize, what: impl AsRef<str>) {
        let file = self.file.to_owned();
        self.problems.push(Problem { file, line: Some(line), what: clean(what.as_ref(), usize::MAX) });
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line(&self, byte: usize) -> usize {
        1 + self.text.bytes().take(byte).filter(|it| *it == b'\n').count()
    }

    /// A value as the file has it, or its beginning.
    fn shown(&self, value: &Spanned<DeValue<'_>>) -> String {
        clean(self.text.get(value.span()).unwrap_or_default(), MAX_SHOWN)
    }

    /// The problem with a value of the wrong kind.
    pub(super) fn wrong(&self, key: &str, wanted: &str, value: &Spanned<DeValue<'_>>) -> Fault {
        Fault { at: value.span(), what: format!("`{key}` must be {wanted}, not {}", self.shown(value)) }
    }

    /// Reads true or false.
    pub(super) fn boolean(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<bool, Fault> {
        value.get_ref().as_bool().ok_or_else(|| self.wrong(key, "true or false", value))
    }

    /// Reads a number within a range.
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

    /// Reads one of several words.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        words: &[(&str, T)],
    ) -> Result<T, Fault> {
        let names = || words.iter().map(|it| it.0);
        // `color = 256` is as clear as `"256"`.
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

    /// Reads a list of words, or a single word without a list.
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

/// "`x` is not a setting", perhaps with what was meant.
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

/// Words of a file on one line, harmless to a terminal, cut to this many characters.
fn clean(text: &str, n_chars: usize) -> String {
    let text = collapse_whitespace(&sanitize(text).text);
    match text.char_indices().nth(n_chars) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text,
    }
}
