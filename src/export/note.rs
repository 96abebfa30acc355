//! The user's own part of an export in JSON: highlights, notes and corrections.

use serde::{Deserialize as _, Serialize};
use serde_json::Value;

use crate::annotate::{Anchor, Edit, Entry, Finder, Mark};
use crate::export::Article;
use crate::export::offsets::Counter;
use crate::text::Span;

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
    /// When it was made, in UTC, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
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
pub(super) fn rows<'a>(article: &Article<'a>, counter: &Counter<'_>) -> Vec<Row<'a>> {
    let marks = article
        .annotated
        .marks
        .iter()
        .map(|mark| Row { created: article.date(mark.id).map(str::to_owned), ..mark_row(mark, counter) });
    let finder = Finder::new(article.doc);
    let position = |anchor: &Anchor| finder.find(anchor).span();
    let corrections = article.annotated.corrections.iter().map(|it| Row {
        created: article.date(it.id).map(str::to_owned),
        ..correction_row(it, counter, &position)
    });
    marks.chain(corrections).collect()
}

fn mark_row<'a>(mark: &'a Mark, counter: &Counter<'_>) -> Row<'a> {
    let place = mark.span.map(|span| counter.span(span));
    let Anchor { exact, prefix, suffix, .. } = &mark.at;
    let target = Target { start: place.map(|it| it.0), end: place.map(|it| it.1), exact, prefix, suffix };
    Row {
        id: format!("a{}", mark.id.0),
        r#type: if mark.note.is_empty() { "highlight" } else { "note" },
        target: Some(target),
        note: Some(&mark.note),
        tags: Some(&mark.tags),
        created: None,
        correction: None,
    }
}

fn correction_row<'a>(
    entry: &Entry,
    counter: &Counter<'_>,
    position: &dyn Fn(&Anchor) -> Option<Span>,
) -> Row<'a> {
    Row {
        id: format!("a{}", entry.id.0),
        r#type: "correction",
        target: None,
        note: None,
        tags: None,
        created: None,
        correction: Some(correction(&entry.edit, counter, position)),
    }
}

/// A correction as it is stored, but with positions in the requested unit instead of bytes, and null if the words are
/// gone.
pub(super) fn correction(
    edit: &Edit,
    counter: &Counter<'_>,
    position: &dyn Fn(&Anchor) -> Option<Span>,
) -> Value {
    let mut correction = serde_json::to_value(edit).unwrap_or_default();
    count_anew(&mut correction, counter, position);
    correction
}

/// Replaces the bytes of a correction's anchors by positions in this text, or by null if the words are gone.
fn count_anew(value: &mut Value, counter: &Counter<'_>, position: &dyn Fn(&Anchor) -> Option<Span>) {
    let anchor = Anchor::deserialize(&*value).ok();
    let Value::Object(fields) = value else { return };
    let Some(anchor) = anchor else {
        return fields.values_mut().for_each(|it| count_anew(it, counter, position));
    };
    let place = position(&anchor).map(|span| counter.span(span));
    // Whoever imports it finds this out from the text again.
    fields.remove("alike");
    for (name, at) in [("start", place.map(|it| it.0)), ("end", place.map(|it| it.1))] {
        fields.insert(name.to_owned(), at.map_or(Value::Null, Value::from));
    }
}
