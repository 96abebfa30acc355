//! Formats of news agencies: NITF, and NewsML of both generations with NITF or HTML inside.

use crate::document::{BlockKind, Document, DocumentBuilder, Linked, Metadata, Target, TooLong};
use crate::import::given::Given;
use crate::import::html::one_line;
use crate::import::importer::{Importer, Look, Read};
use crate::import::plain;
use crate::import::xml::{self, Piece, Tag, walk_text};

/// News from agencies.
pub(super) const IMPORTER: Importer = Importer {
    name: "NITF and NewsML",
    about: "the formats that news agencies send",
    extensions: &["nitf", "newsml", "xml"],
    media_types: &["application/nitf+xml", "application/vnd.iptc.g2.newsitem+xml", "text/vnd.iptc.nitf"],
    look: |given| Look::certain_if(is_news(given)),
    read: Read::Text(|given, _| document(given.text(), given.meta())),
};

/// Elements that are text of the article, and their kinds.
const BLOCKS: &[(&str, BlockKind)] = &[
    ("p", BlockKind::Paragraph),
    ("hl2", BlockKind::Heading(2)),
    ("h1", BlockKind::Heading(1)),
    ("h2", BlockKind::Heading(2)),
    ("h3", BlockKind::Heading(3)),
    ("h4", BlockKind::Heading(4)),
    ("li", BlockKind::ListItem(0)),
    ("pre", BlockKind::Code),
    ("td", BlockKind::Paragraph),
    ("th", BlockKind::Paragraph),
];
/// Elements that contain the text of an article.
const BODIES: &[&str] = &["body.content", "inlineXML", "DataContent", "inlineData", "body"];
/// Elements in there that are not text of the article.
const LEFT_OUT: &[&str] = &["media", "head", "style", "script", "body.head", "body.end", "figure", "docdata"];

fn is_news(given: &Given<'_>) -> bool {
    let head = String::from_utf8_lossy(given.head());
    xml::root(&head)
        .is_some_and(|it| matches!(it.as_str(), "nitf" | "NewsML" | "newsItem" | "newsMessage" | "NewsItem"))
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Reader {
    builder: DocumentBuilder,
    n_blocks: usize,
    /// How many bodies are open, and how many elements that are left out.
    bodies: usize,
    left_out: usize,
    quotes: usize,
    kind: Option<BlockKind>,
    text: Linked,
    target: Option<Target>,
    /// Text of the metadata, or of a body without paragraphs.
    told: String,
    bare: String,
    headline: Option<String>,
    byline: Option<String>,
    date: Option<String>,
    provider: Option<String>,
}

fn document(text: &str, mut meta: Metadata) -> Result<Document, TooLong> {
    let mut reader = Reader::default();
    walk_text(text, |piece| reader.read(piece));
    reader.end_block();
    if reader.n_blocks == 0 {
        // Text without any markup.
        let (doc, _) = plain::document(&reader.bare, Metadata::default())?;
        for block in doc.blocks().rows() {
            reader.block(block.kind, &doc.slice(block.span).into());
        }
    }
    meta.title = reader.headline;
    meta.author = reader.byline.map(|it| without_by(&it).to_owned());
    meta.published = reader.date.map(|it| iso(&it));
    meta.site = reader.provider;
    let doc = reader.builder.finish(meta)?;
    let Some(title) = doc.meta().title.clone().filter(|_| !doc.blocks().is_empty()) else { return Ok(doc) };
    let first = doc.blocks().rows().first().map(|it| doc.slice(it.span));
    if first == Some(title.as_str()) {
        return Ok(doc);
    }
    // The headline is above the text, as in every other article.
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Heading(1), &title);
    for block in doc.blocks().rows() {
        let mut words = Linked::default();
        let mut at = block.span.start().to_usize();
        for link in doc.links_in(block.span) {
            let (start, end) = (link.span.start().to_usize(), link.span.end().to_usize());
            words.push(doc.text().get(at..start).unwrap_or_default(), None);
            words.push(doc.text().get(start..end).unwrap_or_default(), Some(&link.target));
            at = end;
        }
        words.push(doc.text().get(at..block.span.end().to_usize()).unwrap_or_default(), None);
        builder.linked_block(block.kind, &words);
    }
    builder.finish(doc.meta().clone())
}

impl Reader {
    fn read(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(&name),
            Piece::Text(text) => {
                if self.kind.is_some() && self.left_out == 0 {
                    self.text.push(&text, self.target.as_ref());
                } else if self.bodies > 0 && self.left_out == 0 {
                    self.bare.push_str(&text);
                }
                self.told.push_str(&text);
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        self.told.clear();
        if BODIES.contains(&name) {
            self.bodies += 1;
        }
        if LEFT_OUT.contains(&name) {
            self.left_out += 1;
        }
        let norm = || tag.attribute("norm");
        match name {
            "story.date" | "date.issue" | "date.release" => self.date = self.date.take().or_else(norm),
            "bq" | "blockquote" => self.quotes += 1,
            "a" => self.target = tag.attribute("href").and_then(|it| Target::resolve(&it, None)),
            "br" if self.kind.is_some() => self.text.push("\n", None),
            _ => {}
        }
        let block = BLOCKS.iter().find(|it| it.0 == name).filter(|_| self.bodies > 0 && self.left_out == 0);
        if let Some(&(_, kind)) = block {
            self.end_block();
            self.kind = Some(match kind {
                BlockKind::Paragraph if self.quotes > 0 => BlockKind::BlockQuote,
                kind => kind,
            });
            if kind == BlockKind::ListItem(0) {
                self.text.push("• ", None);
            }
        }
    }

    fn close(&mut self, name: &str) {
        if BODIES.contains(&name) {
            self.bodies = self.bodies.saturating_sub(1);
        }
        if LEFT_OUT.contains(&name) {
            self.left_out = self.left_out.saturating_sub(1);
        }
        if BLOCKS.iter().any(|it| it.0 == name) && self.left_out == 0 {
            self.end_block();
        }
        let field = match name {
            "hl1" | "headline" | "HeadLine" => &mut self.headline,
            "byline" | "by" | "ByLine" => &mut self.byline,
            "contentCreated" | "versionCreated" | "DateAndTime" => &mut self.date,
            "distributor" | "ProviderId" => &mut self.provider,
            "bq" | "blockquote" => {
                self.quotes = self.quotes.saturating_sub(1);
                return;
            }
            "a" => {
                self.target = None;
                return;
            }
            _ => return,
        };
        *field = field.take().or_else(|| one_line(&self.told));
        self.told.clear();
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        if let Some(kind) = self.kind.take() {
            let text = if kind == BlockKind::Code { text } else { text.squeezed() };
            self.block(kind, &text);
        }
    }

    fn block(&mut self, kind: BlockKind, text: &Linked) {
        self.n_blocks += usize::from(!text.text().trim().is_empty());
        self.builder.linked_block(kind, text);
    }
}

/// "By ANN LEE" gives "Ann Lee".
fn without_by(byline: &str) -> &str {
    let rest = byline.get(..3).filter(|it| it.eq_ignore_ascii_case("by ")).and_then(|_| byline.get(3..));
    rest.unwrap_or(byline).trim()
}

/// "20260302T100000Z" becomes "2026-03-02T10:00:00Z"; anything else stays as it is.
fn iso(date: &str) -> String {
    let is_packed = date.len() >= 8 && date.bytes().take(8).all(|it| it.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| date.get(range).unwrap_or_default();
    if !is_packed {
        return date.to_owned();
    }
    let day = format!("{}-{}-{}", part(0..4), part(4..6), part(6..8));
    let time = part(9..15);
    if part(8..9) != "T" || time.len() < 6 || !time.bytes().all(|it| it.is_ascii_digit()) {
        return day;
    }
    let zone = date.get(15..).unwrap_or_default();
    let zone = match zone.get(..3).zip(zone.get(3..5)) {
        Some((hours, minutes)) if !zone.contains(':') => format!("{hours}:{minutes}"),
        _ => zone.to_owned(),
    };
    format!("{day}T{}:{}:{}{zone}", part(9..11), part(11..13), part(13..15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_iso() {
        for (date, expected) in [
            ("20260302T100000Z", "2026-03-02T10:00:00Z"),
            ("20260302T100000+0100", "2026-03-02T10:00:00+01:00"),
            ("20260302", "2026-03-02"),
            ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"),
            ("March 2", "March 2"),
        ] {
            assert_eq!(iso(date), expected);
        }
    }
}
