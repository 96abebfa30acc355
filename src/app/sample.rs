//! Articles with a hand-made analysis, for tests: names and quotes are marked in the text.

use std::sync::Arc;

use crate::document::{Block, BlockKind, Document, DocumentBuilder, Metadata};
use crate::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Sentence, Token,
};
use crate::text::{Id, IdRange, Span, Table};

/// An article with a paragraph per text (`# ` makes a heading). `[PER Ann Lee]`, `[ORG Hill]`, `[LOC Rome]` are names;
/// `[PER? Ann]` is doubtful; `[PER Lee=Ann Lee]` names the entity "Ann Lee". `{…}` is a quote; the next name
/// after it is its speaker; `{~…}` is a mixed one and `{:…}` an indirect one.
pub(crate) fn article(paragraphs: &[&str]) -> (Arc<Document>, Arc<Analysis>) {
    article_of(paragraphs, Metadata::default())
}

/// The same with what the article says of itself.
pub(crate) fn article_of(paragraphs: &[&str], meta: Metadata) -> (Arc<Document>, Arc<Analysis>) {
    let mut reading = Reading::default();
    for paragraph in paragraphs {
        reading.paragraph(paragraph);
    }
    let analysis = reading.analysis();
    let doc = DocumentBuilder::from_parts(reading.text, reading.blocks, meta).unwrap();
    analysis.check(&doc).unwrap();
    (Arc::new(doc), Arc::new(analysis))
}

#[derive(Default)]
struct Reading {
    text: String,
    blocks: Vec<Block>,
    names: Vec<(Span, EntityKind, String, f32)>,
    quotes: Vec<(Span, QuoteKind, Option<usize>)>,
}

impl Reading {
    fn paragraph(&mut self, marked: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let (kind, mut rest) = match marked.strip_prefix("# ") {
            Some(heading) => (BlockKind::Heading(1), heading),
            None => (BlockKind::Paragraph, marked),
        };
        let start = self.text.len();
        let mut open = None;
        while let Some(c) = rest.chars().next() {
            rest = rest.strip_prefix(c).unwrap();
            match c {
                '[' => {
                    let (name, after) = rest.split_once(']').unwrap();
                    self.name(name);
                    rest = after;
                }
                '{' => {
                    let kind = match rest.chars().next() {
                        Some('~') => QuoteKind::Mixed,
                        Some(':') => QuoteKind::Indirect,
                        _ => QuoteKind::Direct,
                    };
                    rest = rest.strip_prefix(['~', ':']).unwrap_or(rest);
                    open = Some((self.text.len(), kind));
                }
                '}' => {
                    let (from, kind) = open.take().unwrap();
                    self.quotes.push((Span::new(from, self.text.len()), kind, None));
                }
                _ => self.text.push(c),
            }
        }
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind });
    }

    fn name(&mut self, marked: &str) {
        let (kind, name) = marked.split_once(' ').unwrap();
        let confidence = if kind.ends_with('?') { 0.4 } else { 0.95 };
        let kind = match kind.trim_end_matches('?') {
            "PER" => EntityKind::Person,
            "ORG" => EntityKind::Organization,
            _ => EntityKind::Place,
        };
        let (shown, entity) = name.split_once('=').unwrap_or((name, name));
        let start = self.text.len();
        self.text.push_str(shown);
        for quote in self.quotes.iter_mut().rev().take(1) {
            quote.2.get_or_insert(self.names.len());
        }
        self.names.push((Span::new(start, self.text.len()), kind, entity.to_owned(), confidence));
    }

    fn analysis(&self) -> Analysis {
        let mut entities: Vec<Entity> = Vec::new();
        let mut mentions = Vec::new();
        for (index, (span, kind, name, confidence)) in self.names.iter().enumerate() {
            let known = entities.iter().position(|it| it.name == *name && it.kind == *kind);
            let entity = known.unwrap_or_else(|| {
                entities.push(Entity {
                    kind: *kind,
                    name: name.clone(),
                    description: None,
                    mentions: vec![],
                });
                entities.len() - 1
            });
            entities[entity].mentions.push(Id::new(index));
            mentions.push(Mention {
                span: *span,
                form: MentionForm::Name,
                entity: Id::new(entity),
                confidence: Confidence::new(*confidence),
            });
        }
        let quote = |&(span, kind, speaker): &(Span, QuoteKind, Option<usize>)| Quote {
            kind,
            content: vec![span],
            cue: vec![],
            source: vec![],
            speaker: speaker.map(|name| mentions[name].entity),
            confidence: Confidence::new(0.9),
        };
        let (tokens, sentences) = self.sentences();
        Analysis {
            quotes: self.quotes.iter().map(quote).collect(),
            mentions: Table::from(mentions),
            entities: Table::from(entities),
            tokens,
            sentences,
        }
    }

    /// One token per word; a sentence ends with a word that ends with a full stop, or with its block.
    fn sentences(&self) -> (Table<Token>, Table<Sentence>) {
        let (mut tokens, mut sentences) = (Table::new(), Table::new());
        for block in &self.blocks {
            let text = block.span.of(&self.text);
            let mut first = tokens.len();
            for word in text.split_whitespace() {
                let start = block.span.start().to_usize() + (word.as_ptr() as usize - text.as_ptr() as usize);
                tokens.push(Token { span: Span::new(start, start + word.len()) });
                if word.ends_with('.') || start + word.len() == block.span.end().to_usize() {
                    let range = IdRange::new(first, tokens.len());
                    let rows: &[Token] = tokens.slice(range);
                    let span = rows[0].span.join(rows[rows.len() - 1].span);
                    sentences.push(Sentence { span, tokens: range });
                    first = tokens.len();
                }
            }
        }
        (tokens, sentences)
    }
}
