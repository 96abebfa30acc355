//! What the library's commands print: text from outside cleaned for the terminal, matches highlighted, JSON with one
//! object per line.

use std::io::{self, IsTerminal, Write};

use anyhow::Context;
use serde::Serialize;

use crate::cli::tell_text;
use crate::digest::counted;
use crate::store::{Entry, Piece};
use crate::text::collapse_whitespace;
use crate::text::sanitize::sanitize;

/// How many articles a search shows by default: as many as a person reads. A program wants all of them.
const SHOWN: usize = 20;

/// The most characters of a name on a line.
const MAX_NAME: usize = 100;

/// The most characters of an article's words on a line.
const MAX_QUOTED: usize = 60;

/// Standard output, and how matches are highlighted there.
pub(super) struct Output {
    out: io::BufWriter<io::StdoutLock<'static>>,
    hit: [&'static str; 2],
}

impl Output {
    /// Matches are bold on a terminal, and in brackets if nothing can be bold or `NO_COLOR` asks for plain text.
    pub(super) fn new() -> Self {
        let variable = |name| std::env::var(name).unwrap_or_default();
        let is_plain = !variable("NO_COLOR").is_empty() || ["", "dumb"].contains(&&*variable("TERM"));
        let is_bold = io::stdout().is_terminal() && !is_plain;
        Self {
            out: io::BufWriter::new(io::stdout().lock()),
            hit: if is_bold { ["\x1b[1m", "\x1b[m"] } else { ["[", "]"] },
        }
    }

    /// Prints a line, made of our own words and of [`clean`] ones.
    pub(super) fn line(&mut self, line: &str) -> anyhow::Result<()> {
        writeln!(self.out, "{}", line.trim_end()).context(CANNOT)
    }

    /// Prints a line of JSON.
    pub(super) fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let line = serde_json::to_string(value).context(CANNOT)?;
        writeln!(self.out, "{}", escape_controls(&line)).context(CANNOT)
    }

    /// A snippet with its matches highlighted.
    pub(super) fn snippet(&self, pieces: &[Piece]) -> String {
        let [open, close] = self.hit;
        let piece = |piece: &Piece| {
            let text = sanitize(&piece.text).text; // on one line already
            if piece.is_hit { format!("{open}{text}{close}") } else { text }
        };
        pieces.iter().map(piece).collect()
    }

    /// Flushes the output, so that nothing is lost in a buffer.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.out.flush().context(CANNOT)
    }
}

const CANNOT: &str = "cannot write the answer";

/// How many articles to show.
pub(super) fn limit(asked: Option<usize>, json: bool) -> Option<usize> {
    asked.or((!json).then_some(SHOWN))
}

/// Says how many more articles there are.
pub(super) fn tell_rest(n_shown: usize, n_found: usize) {
    if n_shown < n_found {
        let more = counted(n_found - n_shown, "more article");
        tell_text(&format!("byline: {more}\nhint: `--limit {n_found}` shows all"));
    }
}

/// Text on one line that cannot drive a terminal. Text in the library was cleaned when it came in, but anyone may
/// have changed the file.
pub(super) fn clean(text: &str) -> String {
    collapse_whitespace(&sanitize(text).text)
}

/// Words of an article in quotation marks, cleaned, and cut if they are long.
pub(super) fn quoted(words: &str) -> String {
    let words = clean(words);
    match words.char_indices().nth(MAX_QUOTED) {
        Some((at, _)) => format!("“{}…”", words.get(..at).unwrap_or_default().trim_end()),
        None => format!("“{words}”"),
    }
}

/// The name of an entry, short enough for a line.
pub(super) fn short_name(entry: &Entry) -> String {
    let name = clean(&entry.name);
    match name.char_indices().nth(MAX_NAME) {
        Some((at, _)) => name.get(..at).unwrap_or_default().trim_end().to_owned() + "…",
        None => name,
    }
}

/// JSON escapes only the control characters below the space; those above may drive a terminal, too.
fn escape_controls(json: &str) -> String {
    use std::fmt::Write as _;
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_control() {
            let _ = write!(escaped, "\\u{:04x}", u32::from(c)); // never fails on a string
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// An entry as other programs read it.
#[derive(Debug, Serialize)]
pub(super) struct EntryRow<'a> {
    id: i64,
    name: &'a str,
    author: Option<&'a str>,
    site: Option<&'a str>,
    published: Option<&'a str>,
    source: Option<&'a str>,
    opened: &'a str,
    read_percent: usize,
    /// How many annotations the user made, and of which kinds.
    annotations: usize,
    notes: usize,
    highlights: usize,
    corrections: usize,
    /// Other versions of the same page.
    other_texts: Vec<i64>,
    sha256: String,
}

impl<'a> EntryRow<'a> {
    pub(super) fn new(entry: &'a Entry) -> Self {
        Self {
            id: entry.id.to_i64(),
            name: &entry.name,
            author: entry.author.as_deref(),
            site: entry.site.as_deref(),
            published: entry.published.as_deref(),
            source: entry.source.as_deref(),
            opened: &entry.opened_utc,
            read_percent: entry.read_percent,
            annotations: entry.tally.total(),
            notes: entry.tally.notes,
            highlights: entry.tally.highlights,
            corrections: entry.tally.corrections,
            other_texts: entry.others.iter().map(|it| it.to_i64()).collect(),
            sha256: entry.fingerprint.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_printed_drives_a_terminal() {
        assert_eq!(clean("a\u{1b}[2J\n b\u{9b}1m\u{202e}c"), "a bc");
        assert_eq!(escape_controls("\"a\u{9b}\u{7f}\""), "\"a\\u009b\\u007f\"");
    }
}
