//! W3C Web Annotations as one `AnnotationPage` in JSON-LD.
//!
//! A mention is an annotation that identifies and classifies; a quote one that links its words to those that name the
//! speaker. Every target has a `TextQuoteSelector`, which finds the words again in the original page, and a
//! `TextPositionSelector`, which counts the code points of byline's text. Relations have no standard shape, nor have the
//! reader's corrections: each is an annotation that asks to edit, with what is stored of it for a body.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};
use unicode_segmentation::GraphemeCursor;

use crate::annotate::{Anchor, Annotated, Entry, Finder, Mark};
use crate::document::Document;
use crate::export::{Part, form_word, json, kind_word, note, quote_word};
use crate::nlp::{Analysis, Entity, Mention, Quote};
use crate::text::{Id, Span, TextIndex};

/// Characters of context on either side of a quoted target, as the clients of Hypothesis keep.
const CONTEXT_CHARS: usize = 32;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    #[serde(rename = "partOf")]
    part_of: Collection<'a>,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Collection<'a> {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    /// The text that the annotations were made from, by its hash.
    #[serde(rename = "dcterms:source")]
    text: String,
    total: usize,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Targets<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Text {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        r#type: &'static str,
        purpose: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'static str>,
        value: String,
    },
    Words {
        r#type: &'static str,
        purpose: &'static str,
        #[serde(flatten)]
        place: Place<'a>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Targets<'a> {
    One(Place<'a>),
    Each(Vec<Place<'a>>),
}

#[derive(Serialize)]
struct Place<'a> {
    source: &'a str,
    selector: Vec<Selector<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Selector<'a> {
    Quote(QuoteSelector<'a>),
    Position(PositionSelector),
}

#[derive(Serialize)]
struct QuoteSelector<'a> {
    r#type: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct PositionSelector {
    r#type: &'static str,
    start: usize,
    end: usize,
}

/// All mentions, quotes and marks of the reader's, in the order of the text, then the corrections in the order in which
/// they were made.
pub(super) fn export(doc: &Document, annotated: &Annotated) -> Vec<Part> {
    let hash = doc.fingerprint().to_string();
    let source = doc.meta().source.as_deref().map_or_else(|| format!("urn:sha256:{hash}"), iri);
    let corrections: Vec<(Anchor, &Entry)> =
        annotated.corrections.iter().filter_map(|it| Some((first_words(it)?, it))).collect();
    let items = Maker::new(doc, annotated, &source, &hash).annotations(&corrections);
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: urn(&hash, &["page"]),
        r#type: "AnnotationPage",
        part_of: Collection {
            id: urn(&hash, &["collection"]),
            r#type: "AnnotationCollection",
            label: doc.meta().title.as_deref(),
            text: format!("urn:sha256:{hash}"),
            total: items.len(),
        },
        start_index: 0,
        items,
    };
    vec![Part { extension: "jsonld", contents: json::readable(&page) + "\n" }]
}

struct Maker<'a> {
    doc: &'a Document,
    analysis: &'a Analysis,
    marks: &'a [Mark],
    index: TextIndex<'a>,
    source: &'a str,
    names: Names<'a>,
    /// The name of each entity, by number.
    entities: Vec<String>,
}

impl<'a> Maker<'a> {
    fn new(doc: &'a Document, annotated: &'a Annotated, source: &'a str, hash: &'a str) -> Self {
        let analysis = &annotated.analysis;
        let index = TextIndex::new(doc.text());
        let mut names = Names::new(hash);
        let entities =
            analysis.entities.rows().iter().map(|it| names.name(&["entity", kind_word(it.kind), &it.name]));
        let entities = entities.collect();
        Self { doc, analysis, marks: &annotated.marks, index, source, names, entities }
    }

    fn annotations(mut self, corrections: &'a [(Anchor, &Entry)]) -> Vec<Annotation<'a>> {
        let mentions = self.analysis.mentions.rows().iter().map(Found::Mention);
        let quotes = self.analysis.quotes.rows().iter().map(Found::Quote);
        let mut found: Vec<_> = mentions.chain(quotes).chain(self.marks.iter().map(Found::Mark)).collect();
        found.sort_by_key(Found::start); // stable: a mention before the quote that it starts
        let annotations = found.into_iter().map(|it| match it {
            Found::Mention(mention) => self.mention(mention),
            Found::Quote(quote) => self.quote(quote),
            Found::Mark(mark) => self.mark(mark),
        });
        let mut annotations: Vec<_> = annotations.collect();
        let finder = Finder::new(self.doc);
        annotations.extend(corrections.iter().map(|(at, entry)| self.correction(&finder, at, entry)));
        annotations
    }

    /// A correction of the reader's, at the first words that it speaks of.
    fn correction(&mut self, finder: &Finder<'_>, at: &'a Anchor, entry: &Entry) -> Annotation<'a> {
        let position = |at: &Anchor| finder.find(at).span();
        let value = note::correction(&entry.edit, &self.index, &position).to_string();
        let format = Some("application/json");
        Annotation {
            id: self.names.name(&["correction", &entry.id.0.to_string()]),
            r#type: "Annotation",
            motivation: "editing",
            body: vec![Body::Text { id: None, r#type: "TextualBody", purpose: "editing", format, value }],
            target: Targets::One(self.place_now(position(at), at)),
        }
    }

    /// A highlight or note of the reader's.
    fn mark(&mut self, mark: &'a Mark) -> Annotation<'a> {
        let note = (!mark.note.is_empty()).then(|| text_body("commenting", &mark.note));
        let tags = mark.tags.iter().map(|tag| text_body("tagging", tag));
        Annotation {
            id: self.names.name(&["mark", &mark.id.0.to_string()]),
            r#type: "Annotation",
            motivation: if note.is_some() { "commenting" } else { "highlighting" },
            body: note.into_iter().chain(tags).collect(),
            target: Targets::One(self.place_now(mark.span, &mark.at)),
        }
    }

    fn mention(&mut self, mention: &'a Mention) -> Annotation<'a> {
        let kind = kind_word(self.analysis.entities[mention.entity].kind);
        let form = form_word(mention.form);
        Annotation {
            id: self.names.name(&["mention", form, &self.places_key(&[mention.span])]),
            r#type: "Annotation",
            motivation: "identifying",
            body: vec![
                self.identity(mention.entity),
                text_body("classifying", kind),
                text_body("tagging", form),
            ],
            target: Targets::One(self.place(mention.span)),
        }
    }

    fn quote(&mut self, quote: &'a Quote) -> Annotation<'a> {
        let mut body = vec![text_body("classifying", &format!("{} quote", quote_word(quote.kind)))];
        body.extend(quote.speaker.map(|speaker| self.identity(speaker)));
        let words =
            |purpose, &span| Body::Words { r#type: "SpecificResource", purpose, place: self.place(span) };
        body.extend(quote.source.iter().map(|span| words("linking", span)));
        body.extend(quote.cue.iter().map(|span| words("describing", span)));
        let target = match quote.content.as_slice() {
            [span] => Targets::One(self.place(*span)),
            spans => Targets::Each(spans.iter().map(|&span| self.place(span)).collect()),
        };
        let key = self.places_key(&quote.content);
        Annotation {
            id: self.names.name(&["quote", &key]),
            r#type: "Annotation",
            motivation: "linking",
            body,
            target,
        }
    }

    /// The same body, with the same id, for all that stands for one entity.
    fn identity(&self, id: Id<Entity>) -> Body<'a> {
        let entity = &self.analysis.entities[id];
        let iri = self.entities.get(id.to_usize()).cloned();
        let value = entity.name.clone();
        Body::Text { id: iri, r#type: "TextualBody", purpose: "identifying", format: None, value }
    }

    fn place(&self, span: Span) -> Place<'a> {
        let (start, end) = self.index.span_to_code_points(span);
        let text = self.doc.text();
        let (before, after) = context(text, span);
        Place {
            source: self.source,
            selector: vec![
                quote_selector(self.doc.slice(span), before.of(text), after.of(text)),
                Selector::Position(PositionSelector { r#type: "TextPositionSelector", start, end }),
            ],
        }
    }

    /// Where an anchor's words are now; those that are no longer in the text without a position.
    fn place_now(&self, span: Option<Span>, at: &'a Anchor) -> Place<'a> {
        let lost = || Place {
            source: self.source,
            selector: vec![quote_selector(&at.exact, &at.prefix, &at.suffix)],
        };
        span.map_or_else(lost, |span| self.place(span))
    }

    fn places_key(&self, spans: &[Span]) -> String {
        let mut key = String::new();
        for &span in spans {
            let (start, end) = self.index.span_to_code_points(span);
            let _ = write!(key, "{start}-{end} "); // writing to a string cannot fail
        }
        key
    }
}

enum Found<'a> {
    Mention(&'a Mention),
    Quote(&'a Quote),
    Mark(&'a Mark),
}

impl Found<'_> {
    fn start(&self) -> usize {
        let first = match self {
            Self::Mention(mention) => Some(&mention.span),
            Self::Quote(quote) => quote.content.first(),
            Self::Mark(mark) => mark.span.as_ref().or(Some(&mark.at.span)),
        };
        first.map_or(0, |span| span.start().to_usize())
    }
}

/// The first words that a correction speaks of.
fn first_words(entry: &Entry) -> Option<Anchor> {
    entry.edit.clone().anchors_mut().first().map(|at| (**at).clone())
}

/// The words with what stands around them.
fn quote_selector<'a>(exact: &'a str, prefix: &'a str, suffix: &'a str) -> Selector<'a> {
    Selector::Quote(QuoteSelector { r#type: "TextQuoteSelector", exact, prefix, suffix })
}

fn text_body<'a>(purpose: &'static str, value: &str) -> Body<'a> {
    Body::Text { id: None, r#type: "TextualBody", purpose, format: None, value: value.to_owned() }
}

/// Up to 32 characters before and after the span, cut between what a reader sees as characters.
fn context(text: &str, span: Span) -> (Span, Span) {
    let (start, end) = (span.start().to_usize(), span.end().to_usize());
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(start, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT_CHARS).map_or(text.len(), |(at, _)| end + at);
    let between = |&at: &usize| {
        text.is_char_boundary(at)
            && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
    };
    let from = (from..start).find(between).unwrap_or(start);
    let to = (end..=to).rev().find(between).unwrap_or(end);
    (Span::new(from, start), Span::new(end, to))
}

/// Names for annotations, the same at every export of the same findings, none given twice.
struct Names<'a> {
    hash: &'a str,
    given: HashSet<String>,
}

impl<'a> Names<'a> {
    fn new(hash: &'a str) -> Self {
        Self { hash, given: HashSet::new() }
    }

    fn name(&mut self, parts: &[&str]) -> String {
        let mut name = urn(self.hash, parts);
        while !self.given.insert(name.clone()) {
            name = urn(&name, parts);
        }
        name
    }
}

/// A version 8 (custom) UUID of the document's hash and the parts, as RFC 9562 lets one make it.
fn urn(hash: &str, parts: &[&str]) -> String {
    let mut hasher = Sha256::new_with_prefix(hash);
    for part in parts {
        hasher.update([0]);
        hasher.update(part);
    }
    let mut hex = String::with_capacity(36);
    for (at, byte) in hasher.finalize().iter().take(16).enumerate() {
        let byte = match at {
            6 => byte & 0x0f | 0x80, // version
            8 => byte & 0x3f | 0x80, // variant
            _ => *byte,
        };
        let dash = if matches!(at, 4 | 6 | 8 | 10) { "-" } else { "" };
        let _ = write!(hex, "{dash}{byte:02x}"); // writing to a string cannot fail
    }
    format!("urn:uuid:{hex}")
}

/// The source as an IRI reference: an address stays one, a path is made one.
fn iri(source: &str) -> String {
    let is_address = source.starts_with("http://") || source.starts_with("https://");
    let mut out = String::with_capacity(source.len());
    if source.starts_with('/') {
        out.push_str("file://");
    } else if !is_address && source.split('/').next().is_some_and(|first| first.contains(':')) {
        out.push_str("./"); // "notes:today.txt" has no scheme
    }
    for c in source.chars() {
        let is_forbidden = c.is_control() || c.is_whitespace() || r#"<>"{}|\^`"#.contains(c);
        if is_forbidden || (!is_address && "%?#".contains(c)) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}"); // writing to a string cannot fail
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_context(text: &str, word: &str, before: &str, after: &str) {
        let at = text.find(word).unwrap();
        let (prefix, suffix) = context(text, Span::new(at, at + word.len()));
        assert_eq!((prefix.of(text), suffix.of(text)), (before, after));
    }

    #[test]
    fn context_ends_with_the_text() {
        check_context("a Pelosi b", "Pelosi", "a ", " b");
        check_context("Pelosi", "Pelosi", "", "");
    }

    #[test]
    fn context_has_32_characters_and_cuts_no_visible_one() {
        let thirty_one = "é".repeat(31);
        check_context(
            &format!("…{thirty_one} Pelosi {thirty_one}…"),
            "Pelosi",
            &format!("{thirty_one} "),
            &format!(" {thirty_one}"),
        );
        // "e" and its accent are two code points, of which the 32nd would be one.
        check_context(
            &format!("e\u{301}{thirty_one}Pelosi{thirty_one}e\u{301}"),
            "Pelosi",
            &thirty_one,
            &thirty_one,
        );
    }

    #[test]
    fn names_are_version_8_uuids_that_stay_and_differ() {
        let name = urn("hash", &["mention", "1-2"]);
        assert_eq!(name, urn("hash", &["mention", "1-2"]));
        assert_ne!(name, urn("hash", &["mention1", "-2"]));
        let uuid = name.strip_prefix("urn:uuid:").unwrap();
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(uuid.split('-').nth(2).unwrap().starts_with('8'));
        let mut names = Names::new("hash");
        assert_ne!(names.name(&["quote"]), names.name(&["quote"]));
    }

    #[test]
    fn a_path_becomes_an_iri() {
        assert_eq!(iri("https://example.org/a?b=c#d e"), "https://example.org/a?b=c#d%20e");
        assert_eq!(iri("news/50% off?.txt"), "news/50%25%20off%3F.txt");
        assert_eq!(iri("notes:today.txt"), "./notes:today.txt");
        assert_eq!(iri("/news/élan.txt"), "file:///news/élan.txt");
    }
}
