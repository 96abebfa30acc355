//! Random articles with an analysis: blocks of words, with entities and quotes at word numbers.

use std::collections::HashMap;

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Sentence, Token,
};
use byline::text::{Id, IdRange, Span, Table};
use proptest::prelude::*;

/// Blocks of words with entities and quotes at word numbers, from which a document and an analysis are made.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) blocks: Vec<String>,
    pub(crate) meta: Metadata,
    pub(crate) entities: Vec<DraftEntity>,
    pub(crate) quotes: Vec<DraftQuote>,
}

/// Kind, description and mentions: first word, number of further words, form.
pub(crate) type DraftEntity = (EntityKind, Option<String>, Vec<(usize, usize, MentionForm)>);

/// Kind, parts (first word, number of further words), cue, source (a word each), speaker.
pub(crate) type DraftQuote = (QuoteKind, Vec<(usize, usize)>, Option<usize>, Option<usize>, Option<usize>);

impl Draft {
    /// The mentions that an analysis may have, in order of the text: names are separate, others are nested or
    /// separate. Names come first.
    fn mentions(&self, span: impl Fn(usize, usize) -> Span) -> Vec<(Span, MentionForm, usize)> {
        let mut found: Vec<(Span, MentionForm, usize)> = Vec::new();
        for wants_names in [true, false] {
            for (entity, (_, _, mentions)) in self.entities.iter().enumerate() {
                for &(first, count, form) in mentions {
                    let is_name = form == MentionForm::Name;
                    let span = span(first, count);
                    let is_free = found.iter().all(|&(other, ..)| {
                        let is_nested = span.covers(other) || other.covers(span);
                        !span.overlaps(other) || span != other && is_nested && !is_name
                    });
                    if is_name == wants_names && is_free {
                        found.push((span, form, entity));
                    }
                }
            }
        }
        found.sort_by_key(|it| it.0);
        found
    }

    pub(crate) fn build(&self) -> (Document, Analysis) {
        let mut builder = DocumentBuilder::new();
        for block in &self.blocks {
            builder.block(BlockKind::Paragraph, block);
        }
        let doc = builder.finish(self.meta.clone()).unwrap();
        let mut analysis = Analysis::default();
        for block in doc.blocks().rows() {
            let first = analysis.tokens.len();
            let start = block.span.start().to_usize();
            let text = doc.slice(block.span);
            for word in text.split_whitespace() {
                let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
                analysis.tokens.push(Token { span: Span::new(at, at + word.len()) });
            }
            let tokens = IdRange::new(first, analysis.tokens.len());
            let rows = analysis.tokens.slice(tokens);
            let span = rows[0].span.join(rows[rows.len() - 1].span);
            analysis.sentences.push(Sentence { span, tokens });
        }
        let n_words = analysis.tokens.len();
        if n_words == 0 {
            return (doc, analysis);
        }
        let span = |first: usize, count: usize| {
            let first = first % n_words;
            let last = (first + count).min(n_words - 1);
            analysis.tokens.rows()[first].span.join(analysis.tokens.rows()[last].span)
        };
        let found = self.mentions(span);
        let mut entities: Vec<Entity> = Vec::new();
        let mut ids: HashMap<usize, usize> = HashMap::new();
        for (number, (kind, description, _)) in self.entities.iter().enumerate() {
            // Other entities may have taken all names of an entity.
            if found.iter().any(|it| it.1 == MentionForm::Name && it.2 == number) {
                ids.insert(number, entities.len());
                let description = description.clone();
                entities.push(Entity {
                    kind: *kind,
                    name: String::new(),
                    description,
                    is_named: true,
                    mentions: Vec::new(),
                });
            }
        }
        let mut mentions = Table::new();
        for (span, form, number) in found {
            let Some(&entity) = ids.get(&number) else { continue };
            let confidence = Confidence::new(0.75);
            let id = mentions.push(Mention { span, form, entity: Id::new(entity), confidence });
            if form == MentionForm::Name && entities[entity].name.is_empty() {
                doc.slice(span).clone_into(&mut entities[entity].name);
            }
            entities[entity].mentions.push(id);
        }
        let quotes = self.quotes.iter().map(|(kind, parts, cue, source, speaker)| {
            let mut content: Vec<_> = parts.iter().map(|&(first, count)| span(first, count)).collect();
            content.sort();
            content.dedup_by(|b, a| a.overlaps(*b));
            Quote {
                kind: *kind,
                content,
                cue: cue.iter().map(|&word| span(word, 0)).collect(),
                source: source.iter().map(|&word| span(word, 1)).collect(),
                speaker: speaker.filter(|_| !entities.is_empty()).map(|it| Id::new(it % entities.len())),
                co_speakers: Vec::new(),
                stance: byline::nlp::Stance::Statement,
                confidence: Confidence::new(0.5),
            }
        });
        let quotes: Table<Quote> = quotes.collect();
        let analysis = Analysis { mentions, entities: entities.into(), quotes, ..analysis };
        analysis.check(&doc).unwrap();
        (doc, analysis)
    }
}

pub(crate) fn name(word: usize, count: usize) -> (usize, usize, MentionForm) {
    (word, count, MentionForm::Name)
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[A-Z][a-z]{1,6} ",
        2 => r"[#*_\[\]|^`~=<>&$%!(){}:;.,+\\-]{1,3} ?",
        2 => prop::sample::select(vec![
            "😀", "👩‍👩‍👧 ", "e\u{301}", "ß ", "“", "” ", "\r\n", "\n", "\n\n", "\t", "\u{a0}", "\u{2028}", "\u{85}", "1. ",
            "\u{1b}[31m", "\u{202e}", "\u{feff}", "日本 ", "--- ", "---\n", "```\n", "<script>", "&amp; ", "http://a.b ",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    let kind = || prop::sample::select(vec![EntityKind::Person, EntityKind::Organization, EntityKind::Place]);
    let form = || prop::sample::select(vec![MentionForm::Name, MentionForm::Pronoun, MentionForm::Noun]);
    let entity = (
        kind(),
        prop::option::of(text()),
        (any::<usize>(), 0..3_usize).prop_map(|(word, count)| name(word, count)),
        prop::collection::vec((any::<usize>(), 0..3_usize, form()), 0..4),
    )
        .prop_map(|(kind, description, first, mut mentions)| {
            mentions.push(first);
            (kind, description.map(|it| clean(&it)), mentions)
        });
    let quote = (
        prop::sample::select(vec![QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect]),
        prop::collection::vec((any::<usize>(), 0..9_usize), 1..3),
        prop::option::of(any::<usize>()),
        prop::option::of(any::<usize>()),
        prop::option::of(any::<usize>()),
    );
    (
        prop::collection::vec(text(), 1..4),
        prop::option::of(text()),
        prop::collection::vec(entity, 0..4),
        prop::collection::vec(quote, 0..4),
    )
        .prop_map(|(blocks, title, entities, quotes)| {
            let meta = Metadata { title: title.map(|it| clean(&it)), ..Metadata::default() };
            Draft { blocks, meta, entities, quotes }
        })
}

/// Cleaned like every string of a document.
fn clean(text: &str) -> String {
    byline::text::sanitize::sanitize(text).text
}
