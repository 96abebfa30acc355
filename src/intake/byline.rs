//! Reads byline's own JSON: the article with its blocks, and the user's edits.

use serde::Deserialize;
use serde_json::Value;

use crate::document::{self, Block, BlockKind, Document, DocumentBuilder, Fingerprint, Metadata};
use crate::import::plain;
use crate::intake::incoming_edit::{IncomingEdit, Words};
use crate::intake::{Intake, IntakeError, Refused};
use crate::text::sanitize::sanitize;
use crate::text::{Span, TextIndex, collapse_whitespace};

/// The name of the format.
pub(super) const FORMAT: &str = "byline/1";

#[derive(Deserialize)]
struct Root {
    #[serde(default = "code_points")]
    offset_unit: String,
    #[serde(default)]
    document: About,
    text: Option<String>,
    blocks: Option<Vec<BlockRow>>,
    #[serde(default)]
    annotations: Vec<Value>,
}

/// The unit of offsets if the file names none.
fn code_points() -> String {
    "unicode-code-point".to_owned()
}

#[derive(Default, Deserialize)]
struct About {
    title: Option<String>,
    source: Option<String>,
    author: Option<String>,
    published: Option<String>,
    site: Option<String>,
    address: Option<String>,
    sha256: Option<String>,
}

#[derive(Deserialize)]
struct BlockRow {
    kind: String,
    level: Option<u8>,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Target {
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    start: Option<u64>,
    end: Option<u64>,
}

/// Reads the text of a file in this format.
pub(super) fn read(text: &str, name: &str) -> Result<Intake, IntakeError> {
    let mut root: Root = serde_json::from_str(text)
        .map_err(|source| IntakeError::Misshapen { name: name.to_owned(), source })?;
    // Words are found by themselves and their surroundings; offsets in another unit would only mislead.
    let is_counted = root.offset_unit == code_points();
    root.blocks = root.blocks.filter(|_| is_counted);
    let (mut given, mut refused) = (Vec::new(), Vec::new());
    for (number, value) in (1..).zip(root.annotations) {
        match annotation(value, is_counted) {
            Ok(it) => given.push(it),
            Err(why) => refused.push(Refused { number, why }),
        }
    }
    let stated = root.document.sha256.as_deref().and_then(Fingerprint::parse);
    let fingerprint = root.text.as_deref().map(Fingerprint::of).or(stated);
    let sources = root.document.source.iter().cloned().collect();
    let doc = root.text.as_deref().and_then(|text| document(text, root.blocks, root.document));
    Ok(Intake { fingerprint, sources, doc, refused, given, counted_in: root.text })
}

fn annotation(mut value: Value, is_counted: bool) -> Result<IncomingEdit, String> {
    let mut take = |field: &str| value.get_mut(field).map(Value::take).unwrap_or_default();
    let (kind, correction) = (take("type"), take("correction"));
    match kind.as_str() {
        Some("correction") => IncomingEdit::correction(correction),
        Some("note" | "highlight") => {
            let no_words = |_| "its target contains no words".to_owned();
            let target: Target = serde_json::from_value(take("target")).map_err(no_words)?;
            let Target { exact, prefix, suffix, start, end } = target;
            let (note, tags) = (take("note"), take("tags"));
            let tags: Vec<String> =
                tags.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
            let words = Words { exact, prefix, suffix, place: start.zip(end).filter(|_| is_counted) };
            IncomingEdit::mark(&words, note.as_str().unwrap_or_default(), &tags)
        }
        _ => Err("it is not a note, highlight or correction".to_owned()),
    }
}

/// The article; `None` if it contains no visible character.
fn document(text: &str, blocks: Option<Vec<BlockRow>>, about: About) -> Option<Document> {
    let clean = |it: Option<String>| {
        it.map(|it| collapse_whitespace(&sanitize(&it).text)).filter(|it| !it.is_empty())
    };
    let meta = Metadata {
        title: clean(about.title),
        author: clean(about.author),
        published: clean(about.published),
        site: clean(about.site),
        source: about.source.map(|it| sanitize(&it).text),
        address: about.address.as_deref().and_then(document::Target::new),
        notice: None,
    };
    let is_clean = sanitize(text).text == text;
    let blocks = blocks.filter(|_| is_clean).and_then(|rows| sound(rows, text));
    let doc = match blocks {
        Some(blocks) => DocumentBuilder::from_parts(text.to_owned(), blocks, meta),
        None => plain::document(text, meta).map(|(doc, _)| doc),
    };
    doc.ok().filter(|it| !it.blocks().is_empty())
}

/// The blocks; `None` if one is not part of the text, is blank, or does not come after the one before.
fn sound(rows: Vec<BlockRow>, text: &str) -> Option<Vec<Block>> {
    let index = TextIndex::new(text);
    let mut last = 0;
    let block = |row: BlockRow| {
        let (start, end) = (index.from_code_points(row.start), index.from_code_points(row.end));
        let (start, end) = (start.to_usize(), end.to_usize());
        let is_sound = last <= start && text.get(start..end).is_some_and(|it| !it.trim().is_empty());
        last = end;
        let kind = BlockKind::of_word(&row.kind, row.level);
        is_sound.then(|| Span::new(start, end)).zip(kind).map(|(span, kind)| Block { span, kind })
    };
    rows.into_iter().map(block).collect()
}
