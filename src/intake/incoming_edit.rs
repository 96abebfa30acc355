//! An annotation from a file: an edit whose positions count code points of a text that may not be known yet.

use serde_json::{Map, Value, json};

use crate::annotate::Edit;
use crate::text::sanitize::sanitize;
use crate::text::{TextIndex, collapse_whitespace};

/// The most characters of context before and after the words that anchors compare.
const CONTEXT: usize = 32;

/// An edit as it is stored, but with code points instead of bytes, and null if the words were no longer in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct IncomingEdit(Value);

/// Words as a file names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) exact: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// The first code point and the one after the last.
    pub(super) place: Option<(u64, u64)>,
}

impl IncomingEdit {
    /// A highlight, with a note unless that is empty.
    pub(super) fn mark(at: &Words, note: &str, tags: &[String]) -> Result<Self, String> {
        let Words { exact, prefix, suffix, place } = at;
        let (start, end) = place.unzip();
        let at = json!({"start": start, "end": end, "exact": exact, "prefix": prefix, "suffix": suffix});
        Self::checked(json!({"edit": "mark", "at": at, "note": note, "tags": tags}))
    }

    /// A correction from an export.
    pub(super) fn correction(value: Value) -> Result<Self, String> {
        let given = Self::checked(value)?;
        match given.edit(&TextIndex::new("")) {
            Some(edit) if edit.is_correction() => Ok(given),
            _ => Err("it corrects nothing".to_owned()),
        }
    }

    /// The edit, with positions in bytes of the text whose code points they count.
    pub(super) fn edit(&self, index: &TextIndex<'_>) -> Option<Edit> {
        let mut value = self.0.clone();
        count_bytes(&mut value, index);
        let mut edit: Edit = serde_json::from_value(value).ok()?;
        for at in edit.anchors_mut() {
            at.exact = sanitize(&at.exact).text;
            at.prefix = last(&sanitize(&at.prefix).text);
            at.suffix = sanitize(&at.suffix).text.chars().take(CONTEXT).collect();
        }
        match &mut edit {
            Edit::Mark { note, tags, .. } => {
                sanitize(note).text.trim().clone_into(note);
                *tags = tags.iter().map(|it| on_one_line(it)).filter(|it| !it.is_empty()).collect();
            }
            Edit::Rename { name, .. } => *name = on_one_line(name),
            _ => {}
        }
        Some(edit)
    }

    fn checked(value: Value) -> Result<Self, String> {
        let given = Self(value);
        let edit = given.edit(&TextIndex::new(""));
        let mut edit = edit.ok_or("this version of byline does not know this kind of edit")?;
        if edit.anchors_mut().iter().any(|at| at.exact.trim().is_empty()) {
            return Err("it names no words in the text".to_owned());
        }
        if matches!(&edit, Edit::Rename { name, .. } if name.is_empty()) {
            return Err("its name is empty".to_owned());
        }
        Ok(given)
    }
}

/// Replaces code points by bytes wherever words have a position. An invalid position becomes the start of the text,
/// where the words are not, so they are searched for.
fn count_bytes(value: &mut Value, index: &TextIndex<'_>) {
    match value {
        Value::Object(fields) if fields.contains_key("exact") => {
            let place = place(fields).map(|(start, end)| {
                let byte =
                    |at: u64| index.from_code_points(usize::try_from(at).unwrap_or(usize::MAX)).to_usize();
                (byte(start), byte(end))
            });
            let (start, end) = place.unwrap_or_default();
            fields.insert("start".to_owned(), start.into());
            fields.insert("end".to_owned(), end.into());
        }
        Value::Object(fields) => fields.values_mut().for_each(|it| count_bytes(it, index)),
        Value::Array(values) => values.iter_mut().for_each(|it| count_bytes(it, index)),
        _ => {}
    }
}

fn place(fields: &Map<String, Value>) -> Option<(u64, u64)> {
    let at = |name: &str| fields.get(name).and_then(Value::as_u64);
    at("start").zip(at("end")).filter(|(start, end)| start <= end)
}

/// The last characters, as many as are compared.
fn last(text: &str) -> String {
    let n = text.chars().count();
    text.chars().skip(n.saturating_sub(CONTEXT)).collect()
}

fn on_one_line(text: &str) -> String {
    collapse_whitespace(&sanitize(text).text)
}
