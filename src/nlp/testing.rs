//! Marked text, from which the tests of the stages make their articles.
//!
//! - Paragraphs are separated by an empty line; one that begins with `# ` is a heading.
//! - `[PER#1 Ann Lee]` is the name of a person whose entity is called 1 (`ORG`: an organization, `LOC`: a place, anything
//!   else: not in the cast). `[PER Ann Lee]` says nothing about the entity, and `[PER?#1 Ann Lee]` means that the name
//!   finder is unsure.
//! - `<1 she>` is a pronoun or description that stands for entity 1, `<- she>` one that stands for no one.
//! - `@` before either marks the source of the quotations in its paragraph: `“No,” @<1 she> said.`
//!
//! Marks can be nested: `<1 The [LOC#2 Ohio] congresswoman>`.

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata};
use crate::nlp::names::{Name, NameKind};
use crate::nlp::{Confidence, Sentence, Token, sentence, token};
use crate::text::{IdRange, Span, Table};

/// The confidence of the name finder in a name with `?`.
const DOUBT: f32 = 0.4;

/// A marked name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MarkedName {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
    pub(crate) confidence: f32,
    /// What its entity is called; empty if the mark does not say.
    pub(crate) entity: String,
}

/// An article and what is marked in it.
#[derive(Debug)]
pub(crate) struct MarkedText {
    pub(crate) doc: Document,
    pub(crate) tokens: Table<Token>,
    pub(crate) sentences: Table<Sentence>,
    /// In order.
    pub(crate) names: Vec<MarkedName>,
    /// Pronouns and descriptions with what their entities are called, in the order in which they end.
    pub(crate) others: Vec<(Span, String)>,
    pub(crate) sources: Vec<Span>,
}

/// An article without marks.
pub(crate) fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    for paragraph in text.split("\n\n") {
        match paragraph.strip_prefix("# ") {
            Some(heading) => builder.block(BlockKind::Heading(1), heading),
            None => builder.block(BlockKind::Paragraph, paragraph),
        }
    }
    builder.finish(Metadata::default()).unwrap()
}

impl MarkedText {
    /// Takes the marks out of a text.
    pub(crate) fn parse(marked: &str) -> Self {
        let (mut names, mut others, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        let mut text = String::new();
        // What the marks of headings add to a position, since they are not part of the document.
        let mut n_hashes = 0;
        for paragraph in marked.split("\n\n") {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            n_hashes += if paragraph.starts_with("# ") { 2 } else { 0 };
            let mut open: Vec<(&str, usize, bool)> = Vec::new();
            let mut is_source = false;
            let mut rest = paragraph;
            while let Some(at) = rest.find(['[', '<', '@', ']', '>']) {
                let (before, mark) = rest.split_at(at);
                text.push_str(before);
                let (sign, after) = mark.split_at(1);
                rest = after;
                match sign {
                    "@" => is_source = true,
                    "[" | "<" => {
                        let (label, after) = after.split_once(' ').expect("a mark has a label");
                        open.push((label, text.len() - n_hashes, std::mem::take(&mut is_source)));
                        rest = after;
                    }
                    _ => {
                        let (label, start, is_source) = open.pop().expect("a mark is closed once");
                        let span = Span::new(start, text.len() - n_hashes);
                        match sign {
                            "]" => names.push(MarkedName::of(label, span)),
                            _ if label == "-" => {}
                            _ => others.push((span, label.to_owned())),
                        }
                        sources.extend(is_source.then_some(span));
                    }
                }
            }
            assert!(open.is_empty(), "a mark is left open in {paragraph}");
            text.push_str(rest);
        }
        names.sort_by_key(|it| it.span.start());
        let doc = document(&text);
        let tokens = token::tokenize(&doc);
        let sentences = sentence::split(&doc, &tokens);
        Self { doc, tokens, sentences, names, others, sources }
    }

    /// The names as the name finder gives them.
    pub(crate) fn found_names(&self) -> Vec<Name> {
        let name = |&MarkedName { span, kind, confidence, .. }: &MarkedName| {
            let rows = self.tokens.rows();
            let first = rows.partition_point(|token| token.span.end() <= span.start());
            let end = rows.partition_point(|token| token.span.start() < span.end());
            Name { span, tokens: IdRange::new(first, end), kind, confidence: Confidence::new(confidence) }
        };
        self.names.iter().map(name).collect()
    }
}

impl MarkedName {
    fn of(label: &str, span: Span) -> Self {
        let (kind, entity) = label.split_once('#').unwrap_or((label, ""));
        let (kind, confidence) = kind.strip_suffix('?').map_or((kind, 1.0), |kind| (kind, DOUBT));
        let kind = match kind {
            "PER" => NameKind::Person,
            "ORG" => NameKind::Organization,
            "LOC" => NameKind::Place,
            _ => NameKind::Other,
        };
        Self { span, kind, confidence, entity: entity.to_owned() }
    }
}

#[test]
fn marks_are_taken_out_of_the_text() {
    let text = "# [ORG#2 Acme] wins\n\n“No,” @<1 the [LOC? Ohio] mayor> said to <- him>.";
    let MarkedText { doc, names, others, sources, .. } = MarkedText::parse(text);
    assert_eq!(doc.text(), "Acme wins\n\n“No,” the Ohio mayor said to him.");
    let names: Vec<_> =
        names.iter().map(|it| (doc.slice(it.span), it.kind, it.confidence, &*it.entity)).collect();
    assert_eq!(names, [("Acme", NameKind::Organization, 1.0, "2"), ("Ohio", NameKind::Place, DOUBT, "")]);
    let others: Vec<_> = others.iter().map(|it| (doc.slice(it.0), &*it.1)).collect();
    assert_eq!(others, [("the Ohio mayor", "1")]);
    assert_eq!(sources.iter().map(|&it| doc.slice(it)).collect::<Vec<_>>(), ["the Ohio mayor"]);
}
