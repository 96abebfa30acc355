//! byline's own JSON, `byline/1`: everything that is known, for `export` and, a line a document, for `annotate`.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::value::RawValue;

use crate::annotate::Annotated;
use crate::document::{Document, Fingerprint, Target};
use crate::export::{Part, form_word, kind_word, note, quote_word};
use crate::nlp::{Analysis, Confidence, Entity};
use crate::text::sanitize::{OriginMap, is_stripped};
use crate::text::{Id, Span, TextIndex};

/// A document as it came to `annotate`: offsets go back to this text, whatever was cleaned from it before analysis.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The caller's id, echoed to the letter.
    pub id: &'a RawValue,
    /// The text before cleaning.
    pub text: &'a str,
    /// From the document's text back to it.
    pub origin: &'a OriginMap,
}

#[derive(Serialize)]
struct Root<'a, I> {
    format: &'static str,
    id: I,
    offset_unit: &'static str,
    document: Origin<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// With the text in `export`: so that the article can be read back as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<BlockRow>>,
    entities: Vec<EntityRow<'a>>,
    quotes: Vec<QuoteRow>,
    relations: Vec<RelationRow<'a>>,
    annotations: Vec<note::Row<'a>>,
}

#[derive(Serialize)]
struct Origin<'a> {
    title: Option<&'a str>,
    source: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<&'a str>,
    site: Option<&'a str>,
    /// Where the article itself says that it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    /// ISO 639-1; what is not in English is not analysed.
    language: &'static str,
    sha256: String,
}

#[derive(Serialize)]
struct BlockRow {
    kind: &'static str,
    /// Of a heading from 1, of an item of a list from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct EntityRow<'a> {
    id: String,
    r#type: &'static str,
    name: &'a str,
    /// Told only of those without a name.
    #[serde(skip_serializing_if = "is_true")]
    named: bool,
    description: Option<&'a str>,
    mentions: Vec<MentionRow>,
}

#[derive(Serialize)]
struct MentionRow {
    start: usize,
    end: usize,
    kind: &'static str,
    confidence: f64,
}

#[derive(Serialize)]
struct QuoteRow {
    id: String,
    kind: &'static str,
    content: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    source: Vec<(usize, usize)>,
    speaker: Option<String>,
    speakers: Vec<String>,
    stance: &'static str,
    confidence: f64,
}

#[derive(Serialize)]
struct RelationRow<'a> {
    id: String,
    subject: String,
    object: String,
    label: &'a str,
    cue: Vec<(usize, usize)>,
    evidence: Vec<(usize, usize)>,
    status: &'static str,
    said_by: Option<String>,
    negated: bool,
    confidence: f64,
}

#[derive(Serialize)]
struct Failure<'a> {
    id: &'a RawValue,
    error: &'a str,
}

/// The whole analysis as one object, with the text that its offsets count in.
pub(super) fn export(doc: &Document, annotated: &Annotated) -> Vec<Part> {
    let index = TextIndex::new(doc.text());
    let sha256 = doc.fingerprint().to_string();
    let id = document_id(doc, &sha256);
    let position = |span| index.span_to_code_points(span);
    let mut root = root(id, doc, sha256, Some(doc.text()), &annotated.analysis, &position);
    root.blocks = Some(block_rows(doc, &position));
    root.annotations = note::rows(doc, annotated);
    vec![Part { extension: "json", contents: to_string(&root, Layout::Readable) + "\n" }]
}

/// The analysis as one line without its end; offsets count the code points of the text as it was given.
pub fn line(given: Given<'_>, with_text: bool, doc: &Document, analysis: &Analysis) -> String {
    let index = TextIndex::new(given.text);
    let sha256 = Fingerprint::of(given.text).to_string();
    let root = root(given.id, doc, sha256, with_text.then_some(given.text), analysis, &|span| {
        index.span_to_code_points(given.origin.to_raw(span))
    });
    to_string(&root, Layout::Line)
}

/// What stands in place of the analysis of a document that could not be read, as one line without its end.
pub fn error_line(id: &RawValue, error: &str) -> String {
    to_string(&Failure { id, error }, Layout::Line)
}

/// A value of another format's, laid out like ours.
pub(super) fn readable<T: Serialize>(value: &T) -> String {
    to_string(value, Layout::Readable)
}

/// A JSON string that is also a YAML one, its quotation marks included.
pub(super) fn quoted(text: &str) -> String {
    to_string(&text, Layout::Line)
}

/// A short name for the document: that of its file, else the start of its hash.
fn document_id(doc: &Document, sha256: &str) -> String {
    let source = doc.meta().source.as_deref().unwrap_or_default();
    let file = source.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let stem = match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    };
    if stem.is_empty() { sha256.chars().take(12).collect() } else { stem.to_owned() }
}

fn root<'a, I>(
    id: I,
    doc: &'a Document,
    sha256: String,
    text: Option<&'a str>,
    analysis: &'a Analysis,
    position: &dyn Fn(Span) -> (usize, usize),
) -> Root<'a, I> {
    let meta = doc.meta();
    Root {
        format: "byline/1",
        id,
        offset_unit: "unicode-code-point",
        document: Origin {
            title: meta.title.as_deref(),
            source: meta.source.as_deref(),
            author: meta.author.as_deref(),
            published: meta.published.as_deref(),
            site: meta.site.as_deref(),
            address: meta.address.as_ref().map(Target::as_str),
            language: doc.language().code(),
            sha256,
        },
        text,
        blocks: None,
        entities: analysis.entities.iter().map(|(id, it)| entity_row(id, it, analysis, position)).collect(),
        quotes: quote_rows(analysis, position),
        relations: relation_rows(analysis, position),
        annotations: Vec::new(),
    }
}

/// What an entity is called: "e1", by its place in the cast.
pub(super) fn entity_id(id: Id<Entity>) -> String {
    format!("e{}", id.to_usize() + 1)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_true(it: &bool) -> bool {
    *it
}

fn block_rows(doc: &Document, position: &dyn Fn(Span) -> (usize, usize)) -> Vec<BlockRow> {
    let rows = doc.blocks().rows().iter().map(|block| {
        let ((kind, level), (start, end)) = (block.kind.word(), position(block.span));
        BlockRow { kind, level, start, end }
    });
    rows.collect()
}

fn entity_row<'a>(
    id: Id<Entity>,
    entity: &'a Entity,
    analysis: &Analysis,
    position: &dyn Fn(Span) -> (usize, usize),
) -> EntityRow<'a> {
    let mentions = entity.mentions.iter().map(|&mention| {
        let mention = &analysis.mentions[mention];
        let (start, end) = position(mention.span);
        MentionRow { start, end, kind: form_word(mention.form), confidence: rounded(mention.confidence) }
    });
    EntityRow {
        id: entity_id(id),
        r#type: kind_word(entity.kind),
        name: &entity.name,
        named: entity.is_named,
        description: entity.description.as_deref(),
        mentions: mentions.collect(),
    }
}

fn quote_rows(analysis: &Analysis, position: &dyn Fn(Span) -> (usize, usize)) -> Vec<QuoteRow> {
    let positions = |spans: &[Span]| spans.iter().map(|&span| position(span)).collect();
    let rows = analysis.quotes.rows().iter().enumerate().map(|(index, quote)| QuoteRow {
        id: format!("q{}", index + 1),
        kind: quote_word(quote.kind),
        content: positions(&quote.content),
        cue: positions(&quote.cue),
        source: positions(&quote.source),
        speaker: quote.speaker.map(entity_id),
        speakers: quote.speakers().map(entity_id).collect(),
        stance: quote.stance.word(),
        confidence: rounded(quote.confidence),
    });
    rows.collect()
}

fn relation_rows<'a>(
    analysis: &'a Analysis,
    position: &dyn Fn(Span) -> (usize, usize),
) -> Vec<RelationRow<'a>> {
    let rows = analysis.relations.rows().iter().enumerate().map(|(index, relation)| RelationRow {
        id: format!("r{}", index + 1),
        subject: entity_id(relation.subject),
        object: entity_id(relation.object),
        label: &relation.label,
        cue: relation.cue.iter().map(|&span| position(span)).collect(),
        evidence: relation.evidence.iter().map(|&id| position(analysis.sentences[id].span)).collect(),
        status: relation.status.word(),
        said_by: relation.said_by.map(entity_id),
        negated: relation.negated,
        confidence: rounded(relation.confidence),
    });
    rows.collect()
}

/// Three decimals: more would only show how the number was computed.
pub(super) fn rounded(confidence: Confidence) -> f64 {
    (f64::from(confidence.to_f32()) * 1000.0).round() / 1000.0
}

fn to_string<T: Serialize>(value: &T, layout: Layout) -> String {
    let mut out = Vec::new();
    let formatter = SafeFormatter { layout, depth: 0, has_value: false };
    value
        .serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))
        .expect("rows of numbers and strings serialize, and a vector takes every byte");
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// No blanks at all.
    Line,
    /// A line for every field of the outermost object, and for every element of the lists right in it.
    Readable,
}

/// Writes control, bidi and other hidden characters as escapes: the same JSON, but no terminal obeys it.
struct SafeFormatter {
    layout: Layout,
    depth: usize,
    has_value: bool,
}

impl SafeFormatter {
    fn separate<W: ?Sized + io::Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        match (self.layout, self.depth) {
            (Layout::Line, _) => Ok(()),
            (Layout::Readable, 1) => writer.write_all(b"\n  "),
            (Layout::Readable, _) => writer.write_all(if first { b"" } else { b" " }),
        }
    }
}

impl Formatter for SafeFormatter {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.layout == Layout::Readable && self.depth == 1 && self.has_value {
            writer.write_all(b"\n  ")?;
        }
        writer.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if self.layout == Layout::Readable && self.depth == 2 {
            return writer.write_all(if first { b"\n    " } else { b",\n    " });
        }
        self.separate(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.layout == Layout::Readable && self.depth == 0 {
            writer.write_all(b"\n")?;
        }
        writer.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.separate(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.layout == Layout::Readable { b": " } else { b":" })
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, part: &str) -> io::Result<()> {
        write_escaping_hidden(writer, part)
    }

    // An echoed id: outside its strings JSON has no hidden characters, so that escaping them here is sound, too.
    fn write_raw_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, part: &str) -> io::Result<()> {
        write_escaping_hidden(writer, part)
    }
}

fn write_escaping_hidden<W: ?Sized + io::Write>(writer: &mut W, text: &str) -> io::Result<()> {
    let mut plain = text;
    while let Some((at, hidden)) = plain.char_indices().find(|&(_, c)| is_hidden(c)) {
        let (before, rest) = plain.split_at(at);
        writer.write_all(before.as_bytes())?;
        for unit in hidden.encode_utf16(&mut [0; 2]) {
            write!(writer, "\\u{unit:04x}")?;
        }
        plain = rest.strip_prefix(hidden).unwrap_or_default();
    }
    writer.write_all(plain.as_bytes())
}

fn is_hidden(c: char) -> bool {
    is_stripped(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, DocumentBuilder, Metadata};

    #[test]
    fn hidden_characters_are_escaped_and_read_back_the_same() {
        let text = "a\u{1b}\u{7f}\u{9b}\u{202e}\u{2028}\u{e0041}😀\n";
        let json = quoted(text);
        assert_eq!(json, r#""a\u001b\u007f\u009b\u202e\u2028\udb40\udc41😀\n""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn an_id_is_echoed_to_the_letter_but_cannot_drive_the_terminal() {
        let id: &RawValue = serde_json::from_str("12345678901234567890123").unwrap();
        assert_eq!(error_line(id, "no text"), r#"{"id":12345678901234567890123,"error":"no text"}"#);
        let id: &RawValue = serde_json::from_str("\"\u{9b}2J\"").unwrap();
        assert_eq!(error_line(id, "no text"), r#"{"id":"\u009b2J","error":"no text"}"#);
    }

    #[test]
    fn the_readable_layout_has_a_line_for_every_entity() {
        let value = serde_json::json!({"a": [], "b": [{"c": [1, 2], "d": {}}, [[3]]]});
        let text = to_string(&value, Layout::Readable);
        assert_eq!(
            text, "{\n  \"a\": [],\n  \"b\": [\n    {\"c\": [1, 2], \"d\": {}},\n    [[3]]\n  ]\n}",
            "{text}"
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }

    #[test]
    fn a_document_is_called_by_its_file() {
        let id = |source: &str| {
            let mut builder = DocumentBuilder::new();
            builder.block(BlockKind::Paragraph, "x");
            let source = (!source.is_empty()).then(|| source.to_owned());
            let doc = builder.finish(Metadata { source, ..Metadata::default() }).unwrap();
            document_id(&doc, "0123456789abcdef")
        };
        assert_eq!(id("news/sessions.txt"), "sessions");
        assert_eq!(id("https://example.org/a/b.html"), "b");
        assert_eq!(id(".hidden"), ".hidden");
        assert_eq!(id(""), "0123456789ab");
    }
}
