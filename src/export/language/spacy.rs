//! JSON Lines for spaCy and Prodigy: one line per article, with byline's tokens.
//!
//! `spans` are the names, which never overlap and fit `doc.ents`; `mentions` are all mentions and `quotes` their
//! parts, which fit span groups. `relations` have the form of Prodigy's relation interface: between tokens, with a
//! label that says how the article has them.

use serde::Serialize;

use crate::digest;
use crate::export::aligned::{mention_in, tokens_of};
use crate::export::json::{compact, entity_id, rounded};
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, form_word, quote_word};
use crate::nlp::{Analysis, Entity, EntityKind, Mention, MentionForm};
use crate::text::{Id, Span};

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    spans: Vec<Words<'a>>,
    mentions: Vec<Words<'a>>,
    quotes: Vec<Words<'a>>,
    relations: Vec<Relation>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    id: usize,
    /// Whether white space follows.
    ws: bool,
}

#[derive(Serialize)]
struct Words<'a> {
    start: usize,
    end: usize,
    token_start: usize,
    /// The last one.
    token_end: usize,
    label: &'static str,
    /// The words themselves, if they do not end at the edges of tokens.
    exact: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<&'static str>,
    /// The entity that they stand for, or that says them.
    entity: Option<String>,
    name: Option<&'a str>,
    confidence: f64,
}

#[derive(Serialize)]
struct Relation {
    head: usize,
    child: usize,
    label: String,
    status: &'static str,
    said_by: Option<String>,
    negated: bool,
    confidence: f64,
    sentence: String,
}

#[derive(Serialize)]
struct Meta<'a> {
    title: Option<String>,
    source: Option<&'a str>,
    sha256: String,
}

/// A line for each article.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let lines: String = articles.iter().map(|it| compact(&Maker::new(it).line()) + "\n").collect();
    vec![OutputFile::beside("spacy.jsonl", lines)]
}

struct Maker<'a> {
    article: &'a Article<'a>,
    analysis: &'a Analysis,
    counter: Counter<'a>,
}

impl<'a> Maker<'a> {
    fn new(article: &'a Article<'a>) -> Self {
        let counter = Counter::new(article.doc.text(), Unit::CodePoint);
        Self { article, analysis: &article.annotated.analysis, counter }
    }

    fn line(&self) -> Line<'a> {
        let (doc, analysis) = (self.article.doc, self.analysis);
        let mentions = || analysis.mentions.rows().iter();
        let names = mentions().filter(|it| it.form == MentionForm::Name);
        let quotes = analysis.quotes.rows().iter().flat_map(|quote| {
            let form = Some(quote_word(quote.kind));
            let part =
                move |&span: &Span| self.words(span, "QUOTE", form, quote.speaker, rounded(quote.confidence));
            quote.content.iter().filter_map(part)
        });
        Line {
            text: doc.text(),
            tokens: self.tokens(),
            spans: names.filter_map(|it| self.mention(it)).collect(),
            mentions: mentions().filter_map(|it| self.mention(it)).collect(),
            quotes: quotes.collect(),
            relations: self.relations(),
            meta: Meta {
                title: digest::title(doc),
                source: doc.meta().source.as_deref(),
                sha256: doc.fingerprint().to_string(),
            },
        }
    }

    fn tokens(&self) -> Vec<Token<'a>> {
        let text = self.article.doc.text();
        let tokens = self.analysis.tokens.rows().iter().enumerate().map(|(id, it)| {
            let (start, end) = self.counter.span(it.span);
            let behind = text.get(it.span.end().to_usize()..).unwrap_or_default();
            Token { text: it.span.of(text), start, end, id, ws: behind.starts_with(char::is_whitespace) }
        });
        tokens.collect()
    }

    fn mention(&self, it: &Mention) -> Option<Words<'a>> {
        let label = match self.analysis.entities[it.entity].kind {
            EntityKind::Person => "PERSON",
            EntityKind::Organization => "ORG",
            EntityKind::Place => "LOC",
        };
        self.words(it.span, label, Some(form_word(it.form)), Some(it.entity), rounded(it.confidence))
    }

    fn words(
        &self,
        span: Span,
        label: &'static str,
        form: Option<&'static str>,
        entity: Option<Id<Entity>>,
        confidence: f64,
    ) -> Option<Words<'a>> {
        let (first, behind) = tokens_of(self.analysis, span)?;
        let tokens = self.analysis.tokens.rows();
        let (start, end) = self.counter.span(tokens[first].span.join(tokens[behind - 1].span));
        Some(Words {
            start,
            end,
            token_start: first,
            token_end: behind - 1,
            label,
            exact: self.article.doc.slice(span),
            form,
            entity: entity.map(entity_id),
            name: entity.map(|id| self.analysis.entities[id].name.as_str()),
            confidence,
        })
    }

    fn relations(&self) -> Vec<Relation> {
        let all: Vec<_> = self.analysis.mentions.iter().map(|it| it.0).collect();
        let relation = |it: &crate::nlp::Relation| {
            let token = |entity| {
                let mention = mention_in(self.analysis, &all, entity, &it.evidence)?;
                Some(tokens_of(self.analysis, self.analysis.mentions[mention].span)?.1 - 1)
            };
            let notes = digest::reservations(self.analysis, it);
            let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
            Some(Relation {
                head: token(it.subject)?,
                child: token(it.object)?,
                label: format!("{}{notes}", it.label),
                status: it.status.word(),
                said_by: it.said_by.map(entity_id),
                negated: it.negated,
                confidence: rounded(it.confidence),
                sentence: digest::told_whole(self.analysis, it),
            })
        };
        self.analysis.relations.rows().iter().filter_map(relation).collect()
    }
}
