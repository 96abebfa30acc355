//! Imports notes, highlights and corrections from byline's own exports (JSON or Web Annotations), and from the Web
//! Annotations of other programs. Turns them into edits; the caller decides which article they belong to and where they
//! are kept.

mod byline;
mod error;
mod incoming_edit;
mod merge;
#[cfg(test)]
mod tests;
mod w3c;

use serde_json::Value;

pub use error::IntakeError;
pub use merge::{Merged, merge};

use crate::annotate::Edit;
use crate::document::{Document, Fingerprint};
use crate::intake::incoming_edit::IncomingEdit;
use crate::text::TextIndex;

/// What a file holds about one article.
#[derive(Debug)]
pub struct Intake {
    /// The hash of the article's text, if the file has it.
    pub fingerprint: Option<Fingerprint>,
    /// What the article may have been read from: paths or addresses, the most likely first.
    pub sources: Vec<String>,
    /// The article itself, if the file holds it.
    pub doc: Option<Document>,
    /// What could not be imported.
    pub refused: Vec<Refused>,
    given: Vec<IncomingEdit>,
    /// The text that positions refer to, if it is not that of the article in the library.
    counted_in: Option<String>,
}

/// An annotation that could not be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its number in the file, starting at 1.
    pub number: usize,
    /// Why.
    pub why: String,
}

impl Intake {
    /// The edits in the file, anchored in its own text if it has one, else in that of the document.
    pub fn edits(&self, doc: &Document) -> Vec<Edit> {
        let index = TextIndex::new(self.counted_in.as_deref().unwrap_or(doc.text()));
        self.given.iter().filter_map(|it| it.edit(&index)).collect()
    }

    /// Whether there is nothing to import.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// How many notes, highlights and corrections there are.
    pub fn len(&self) -> usize {
        self.given.len()
    }
}

/// Reads a file of byline's JSON or of Web Annotations, and returns what it holds about each article. `name` is its
/// name in messages.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Intake>, IntakeError> {
    let name = || name.to_owned();
    let text = std::str::from_utf8(bytes)
        .map_err(|error| IntakeError::NotUtf8 { name: name(), byte: error.valid_up_to() })?;
    let text = text.trim_start_matches('\u{feff}');
    let root: Value =
        serde_json::from_str(text).map_err(|source| IntakeError::NotJson { name: name(), source })?;
    match root.get("format").and_then(Value::as_str) {
        Some(byline::FORMAT) => Ok(vec![byline::read(text, &name())?]),
        Some(format) if format.starts_with("byline/") => {
            Err(IntakeError::Newer { name: name(), format: format.to_owned() })
        }
        _ => w3c::read(root).ok_or(IntakeError::Foreign { name: name() }),
    }
}
