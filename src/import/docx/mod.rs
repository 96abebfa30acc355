//! Word documents: headings, paragraphs, lists, quotations, tables, footnotes and links, with tracked changes
//! accepted.

mod body;
mod style;

use std::collections::HashMap;

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata, Target};
use crate::import::archive::{Archive, MAGIC};
use crate::import::decode::find;
use crate::import::given::Given;
use crate::import::html::one_line;
use crate::import::importer::{DAMAGED, Fault, Importer, Look, Read};
use crate::import::xml::{Piece, walk};
use body::Body;
use style::Styles;

/// Word documents.
pub(super) const IMPORTER: Importer = Importer {
    name: "Word",
    about: "headings become the outline; lists, tables, footnotes and links are kept",
    extensions: &["docx", "docm", "dotx"],
    media_types: &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    look: |given| Look::certain_if(is_word(given)),
    read: Read::Guarded(|given, _| document(given.bytes, given.meta())),
};

fn is_word(given: &Given<'_>) -> bool {
    // The list of files is at the end.
    let tail = given.bytes.len().saturating_sub(64 << 10);
    let tail = given.bytes.get(tail..).unwrap_or_default();
    let holds = |sign: &[u8]| find(given.head(), sign).is_some() || find(tail, sign).is_some();
    given.bytes.starts_with(MAGIC) && holds(b"word/document.xml")
}

fn document(bytes: &[u8], mut meta: Metadata) -> Result<Document, Fault> {
    let mut archive = Archive::open(bytes)?;
    let text = archive.read("word/document.xml")?;
    let text = text.ok_or(Fault::Unreadable("this document is damaged: its text is missing", DAMAGED))?;
    let styles = archive.read("word/styles.xml")?.unwrap_or_default();
    let numbering = archive.read("word/numbering.xml")?.unwrap_or_default();
    let styles = Styles::read(&styles, &numbering);
    let targets = targets(&archive.read("word/_rels/document.xml.rels")?.unwrap_or_default());
    let mut builder = DocumentBuilder::new();
    let mut body = Body::new(&styles, targets, &mut builder);
    walk(&text, |piece| body.read(piece));
    let (title, notes) = body.end();
    for (mark, id, file) in notes {
        let note = archive.read(&format!("word/{file}.xml"))?.map(|it| body::note(&it, &id, &styles));
        if let Some(note) = note.filter(|it| !it.is_empty()) {
            builder.block(BlockKind::ListItem(0), &format!("[{mark}] {note}"));
        }
    }
    let properties = properties(&archive.read("docProps/core.xml")?.unwrap_or_default());
    let told = |key: &str| properties.get(key).and_then(|it| one_line(it));
    meta.title = title.as_deref().and_then(one_line).or_else(|| told("title"));
    meta.author = told("creator");
    meta.published = told("modified").or_else(|| told("created"));
    Ok(builder.finish(meta)?)
}

/// The targets of links, by their ids.
fn targets(bytes: &[u8]) -> HashMap<String, Target> {
    let mut targets = HashMap::new();
    walk(bytes, |piece| {
        if let Piece::Open(tag) = piece
            && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            && let Some(target) = Target::new(&target)
        {
            targets.insert(id, target);
        }
    });
    targets
}

/// Title, creator and dates.
fn properties(bytes: &[u8]) -> HashMap<String, String> {
    let (mut properties, mut text) = (HashMap::new(), String::new());
    walk(bytes, |piece| match piece {
        Piece::Open(_) => text.clear(),
        Piece::Text(piece) => text.push_str(&piece),
        Piece::Close(name) => drop(properties.insert(name, std::mem::take(&mut text))),
    });
    properties
}
