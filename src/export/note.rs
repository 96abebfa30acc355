//! The reader's own part of an export in JSON: highlights, notes and corrections.

use serde::{Deserialize as _, Serialize};
use serde_json::Value;

use crate::annotate::{Anchor, Annotated, Edit, Entry, Finder, Mark};
use crate::document::Document;
use crate::text::{Span, TextIndex};

/// One annotation.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    id: String,
    r#type: &'static str,
    /// Where the words are now; null if they are no longer in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Target<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a [String]>,
    /// What was corrected, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<Value>,
}

#[derive(Serialize)]
struct Target<'a> {
    start: Option<usize>,
    end: Option<usize>,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// Marks in the order of the text, then corrections in the order in which they were made.
pub(super) fn rows<'a>(doc: &Document, annotated: &'a Annotated) -> Vec<Row<'a>> {
    let index = TextIndex::new(doc.text());
    let marks = annotated.marks.iter().map(|mark| mark_row(mark, &index));
    let finder = Finder::new(doc);
    let position = |anchor: &Anchor| finder.find(anchor).span();
    let corrections = annotated.corrections.iter().map(|it| correction_row(it, &index, &position));
    marks.chain(corrections).collect()
}

fn mark_row<'a>(mark: &'a Mark, index: &TextIndex<'_>) -> Row<'a> {
    let place = mark.span.map(|span| index.span_to_code_points(span));
    let Anchor { exact, prefix, suffix, .. } = &mark.at;
    let target = Target { start: place.map(|it| it.0), end: place.map(|it| it.1), exact, prefix, suffix };
    Row {
        id: format!("a{}", mark.id.0),
        r#type: if mark.note.is_empty() { "highlight" } else { "note" },
        target: Some(target),
        note: Some(&mark.note),
        tags: Some(&mark.tags),
        correction: None,
    }
}

fn correction_row<'a>(
    entry: &Entry,
    index: &TextIndex<'_>,
    position: &dyn Fn(&Anchor) -> Option<Span>,
) -> Row<'a> {
    Row {
        id: format!("a{}", entry.id.0),
        r#type: "correction",
        target: None,
        note: None,
        tags: None,
        correction: Some(correction(&entry.edit, index, position)),
    }
}

/// A correction as it is stored, but with code points for bytes, and nothing where the words are gone.
pub(super) fn correction(
    edit: &Edit,
    index: &TextIndex<'_>,
    position: &dyn Fn(&Anchor) -> Option<Span>,
) -> Value {
    let mut correction = serde_json::to_value(edit).unwrap_or_default();
    count_code_points(&mut correction, index, position);
    correction
}

/// Puts code points of this text for the bytes of the anchors in a correction, and nothing where the words are gone.
fn count_code_points(value: &mut Value, index: &TextIndex<'_>, position: &dyn Fn(&Anchor) -> Option<Span>) {
    let anchor = Anchor::deserialize(&*value).ok();
    let Value::Object(fields) = value else { return };
    let Some(anchor) = anchor else {
        return fields.values_mut().for_each(|it| count_code_points(it, index, position));
    };
    let place = position(&anchor).map(|span| index.span_to_code_points(span));
    // Found out anew from the text where it is taken in.
    fields.remove("alike");
    for (name, at) in [("start", place.map(|it| it.0)), ("end", place.map(|it| it.1))] {
        fields.insert(name.to_owned(), at.map_or(Value::Null, Value::from));
    }
}
