//! byline's own JSON, `byline/1`: everything that is known, for `export` and, one line per document, for `annotate`.

mod layout;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::document::{Document, Fingerprint, Target};
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, form_word, kind_word, note, quote_word};
use crate::nlp::{Analysis, Confidence, Entity};
use crate::text::sanitize::OriginMap;
use crate::text::{Id, Span};

pub(super) use layout::{compact, readable};

/// A document as `annotate` received it: offsets refer to this text, even if it was cleaned before the analysis.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The caller's id, echoed exactly.
    pub id: &'a RawValue,
    /// The caller's other fields, as an object, echoed exactly.
    pub extra: Option<&'a RawValue>,
    /// The text before cleaning.
    pub text: &'a str,
    /// Maps the document's text back to it; `None` if both are the same.
    pub origin: Option<&'a OriginMap>,
}

/// What a line contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Line {
    /// The text, too.
    pub with_text: bool,
    /// What offsets count.
    pub unit: Unit,
}

/// A text to which positions refer.
struct Places<'a> {
    text: &'a str,
    counter: Counter<'a>,
    /// Maps the document's text to this one, if they differ.
    origin: Option<&'a OriginMap>,
}

impl<'a> Places<'a> {
    fn new(text: &'a str, unit: Unit, origin: Option<&'a OriginMap>) -> Self {
        Self { text, counter: Counter::new(text, unit), origin }
    }

    fn here(&self, span: Span) -> Span {
        self.origin.map_or(span, |it| it.to_raw(span))
    }

    fn span(&self, span: Span) -> (usize, usize) {
        self.counter.span(self.here(span))
    }

    fn spans(&self, spans: &[Span]) -> Vec<(usize, usize)> {
        spans.iter().map(|&span| self.span(span)).collect()
    }

    fn exact(&self, span: Span) -> &'a str {
        self.here(span).of(self.text)
    }

    fn all_exact(&self, spans: &[Span]) -> Vec<&'a str> {
        spans.iter().map(|&span| self.exact(span)).collect()
    }
}

#[derive(Serialize)]
struct Root<'a, I> {
    format: &'static str,
    id: I,
    offset_unit: &'static str,
    /// The caller's own fields, for `annotate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<&'a RawValue>,
    document: Origin<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// Present with the text in `export`, so that the article can be read back as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<BlockRow>>,
    entities: Vec<EntityRow<'a>>,
    quotes: Vec<QuoteRow<'a>>,
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
    /// Where the article says that it was published.
    address: Option<&'a str>,
    language: &'static str,
    sha256: String,
}

#[derive(Serialize)]
struct BlockRow {
    kind: &'static str,
    /// Counted from 1 for a heading, from 0 for a list item.
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
    /// Written only for entities without a name.
    #[serde(skip_serializing_if = "is_true")]
    named: bool,
    description: Option<&'a str>,
    mentions: Vec<MentionRow<'a>>,
}

#[derive(Serialize)]
struct MentionRow<'a> {
    start: usize,
    end: usize,
    /// The words at these offsets.
    exact: &'a str,
    kind: &'static str,
    confidence: f64,
}

#[derive(Serialize)]
struct QuoteRow<'a> {
    id: String,
    kind: &'static str,
    content: Vec<(usize, usize)>,
    /// The words of the content.
    exact: Vec<&'a str>,
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
    /// The words of the cue.
    exact: Vec<&'a str>,
    evidence: Vec<(usize, usize)>,
    status: &'static str,
    said_by: Option<String>,
    negated: bool,
    confidence: f64,
}

#[derive(Serialize)]
struct Failure<'a> {
    id: &'a RawValue,
    /// In the input, counted from 1.
    line: u64,
    error: &'a str,
}

/// The whole analysis as one object, with the text that its offsets refer to.
pub(super) fn export(article: &Article<'_>, options: &Options) -> Vec<OutputFile> {
    let (doc, annotated) = (article.doc, article.annotated);
    let sha256 = doc.fingerprint().to_string();
    let id = document_id(doc, &sha256);
    let places = Places::new(doc.text(), options.unit, None);
    let mut root = root(id, doc, sha256, &annotated.analysis, &places);
    root.text = Some(doc.text());
    root.blocks = Some(block_rows(doc, &places));
    root.annotations = note::rows(article, &places.counter);
    vec![OutputFile::beside("json", readable(&root) + "\n")]
}

/// The analysis as one line without line end; offsets refer to the text as it was given.
pub fn line(given: Given<'_>, line: Line, doc: &Document, analysis: &Analysis) -> String {
    let sha256 = Fingerprint::of(given.text).to_string();
    let places = Places::new(given.text, line.unit, given.origin);
    let mut root = root(given.id, doc, sha256, analysis, &places);
    root.text = line.with_text.then_some(given.text);
    root.extra = given.extra;
    compact(&root)
}

/// The answer for a document that could not be read, as one line without line end. `line` is the number of its line
/// in the input, counted from 1.
pub fn error_line(id: &RawValue, line: u64, error: &str) -> String {
    compact(&Failure { id, line, error })
}

/// A JSON string that is also a YAML string, with its quotation marks.
pub(super) fn quoted(text: &str) -> String {
    compact(&text)
}

/// A short name for the document: that of its file, else the start of its hash.
pub(super) fn document_id(doc: &Document, sha256: &str) -> String {
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
    analysis: &'a Analysis,
    places: &Places<'a>,
) -> Root<'a, I> {
    let meta = doc.meta();
    Root {
        format: "byline/1",
        id,
        offset_unit: places.counter.unit().word(),
        extra: None,
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
        text: None,
        blocks: None,
        entities: analysis.entities.iter().map(|(id, it)| entity_row(id, it, analysis, places)).collect(),
        quotes: quote_rows(analysis, places),
        relations: relation_rows(analysis, places),
        annotations: Vec::new(),
    }
}

/// The id of an entity: "e1", by its place in the cast.
pub(super) fn entity_id(id: Id<Entity>) -> String {
    format!("e{}", id.to_usize() + 1)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_true(it: &bool) -> bool {
    *it
}

fn block_rows(doc: &Document, places: &Places<'_>) -> Vec<BlockRow> {
    let rows = doc.blocks().rows().iter().map(|block| {
        let ((kind, level), (start, end)) = (block.kind.word(), places.span(block.span));
        BlockRow { kind, level, start, end }
    });
    rows.collect()
}

fn entity_row<'a>(
    id: Id<Entity>,
    entity: &'a Entity,
    analysis: &Analysis,
    places: &Places<'a>,
) -> EntityRow<'a> {
    let mentions = entity.mentions.iter().map(|&mention| {
        let mention = &analysis.mentions[mention];
        let (start, end) = places.span(mention.span);
        let (exact, kind) = (places.exact(mention.span), form_word(mention.form));
        MentionRow { start, end, exact, kind, confidence: rounded(mention.confidence) }
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

fn quote_rows<'a>(analysis: &Analysis, places: &Places<'a>) -> Vec<QuoteRow<'a>> {
    let rows = analysis.quotes.rows().iter().enumerate().map(|(index, quote)| QuoteRow {
        id: format!("q{}", index + 1),
        kind: quote_word(quote.kind),
        content: places.spans(&quote.content),
        exact: places.all_exact(&quote.content),
        cue: places.spans(&quote.cue),
        source: places.spans(&quote.source),
        speaker: quote.speaker.map(entity_id),
        speakers: quote.speakers().map(entity_id).collect(),
        stance: quote.stance.word(),
        confidence: rounded(quote.confidence),
    });
    rows.collect()
}

fn relation_rows<'a>(analysis: &'a Analysis, places: &Places<'a>) -> Vec<RelationRow<'a>> {
    let rows = analysis.relations.rows().iter().enumerate().map(|(index, relation)| RelationRow {
        id: format!("r{}", index + 1),
        subject: entity_id(relation.subject),
        object: entity_id(relation.object),
        label: &relation.label,
        cue: places.spans(&relation.cue),
        exact: places.all_exact(&relation.cue),
        evidence: relation.evidence.iter().map(|&id| places.span(analysis.sentences[id].span)).collect(),
        status: relation.status.word(),
        said_by: relation.said_by.map(entity_id),
        negated: relation.negated,
        confidence: rounded(relation.confidence),
    });
    rows.collect()
}

/// Three decimals; more would only show how the number was computed.
pub(super) fn rounded(confidence: Confidence) -> f64 {
    (f64::from(confidence.to_f32()) * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, DocumentBuilder, Metadata};

    #[test]
    fn an_id_is_echoed_to_the_letter_but_cannot_drive_the_terminal() {
        let id: &RawValue = serde_json::from_str("12345678901234567890123").unwrap();
        assert_eq!(
            error_line(id, 7, "no text"),
            r#"{"id":12345678901234567890123,"line":7,"error":"no text"}"#
        );
        let id: &RawValue = serde_json::from_str("\"\u{9b}2J\"").unwrap();
        assert_eq!(error_line(id, 7, "no text"), r#"{"id":"\u009b2J","line":7,"error":"no text"}"#);
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
