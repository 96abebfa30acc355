//! JSON Lines for doccano, one line per article.
//!
//! doccano's projects accept no overlapping spans, so they are in layers: `label` has the names, for sequence
//! labelling; `mentions` and `quotes` are further columns that can be chosen as labels; `entities` and `relations`
//! are for its relation projects, with those mentions that do not overlap.

use serde::Serialize;

use crate::annotate;
use crate::digest;
use crate::export::aligned::{flat_mentions, mention_in};
use crate::export::json::compact;
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, kind_word, quote_word};
use crate::nlp::{Analysis, Mention, MentionForm};
use crate::text::{Id, Span};

/// Start, end, label.
type Label = (usize, usize, String);

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    label: Vec<Label>,
    mentions: Vec<Label>,
    quotes: Vec<Label>,
    entities: Vec<Entity>,
    relations: Vec<Relation>,
    #[serde(rename = "Comments")]
    comments: Vec<String>,
    title: Option<String>,
    sha256: String,
}

#[derive(Serialize)]
struct Entity {
    id: usize,
    label: &'static str,
    start_offset: usize,
    end_offset: usize,
}

#[derive(Serialize)]
struct Relation {
    id: usize,
    from_id: usize,
    to_id: usize,
    r#type: String,
}

/// A line for each article.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let lines: String = articles.iter().map(|it| compact(&line(it)) + "\n").collect();
    vec![OutputFile::beside("doccano.jsonl", lines)]
}

fn line<'a>(article: &Article<'a>) -> Line<'a> {
    let (doc, analysis) = (article.doc, &article.annotated.analysis);
    let counter = Counter::new(doc.text(), Unit::CodePoint);
    let label = |span: Span, label: String| {
        let (start, end) = counter.span(span);
        (start, end, label)
    };
    let kind = |it: &Mention| kind_word(analysis.entities[it.entity].kind);
    let flat = flat_mentions(analysis);
    let names = analysis.mentions.rows().iter().filter(|it| it.form == MentionForm::Name);
    let mentions = flat.iter().map(|&id| &analysis.mentions[id]);
    let notes = article.annotated.marks.iter().filter(|it| !it.note.is_empty() || !it.tags.is_empty());
    Line {
        text: doc.text(),
        label: names.map(|it| label(it.span, kind(it).to_owned())).collect(),
        mentions: mentions
            .clone()
            .map(|it| label(it.span, analysis.entities[it.entity].name.clone()))
            .collect(),
        quotes: quotes(analysis, &label),
        entities: mentions
            .zip(&flat)
            .map(|(it, id)| {
                let (start_offset, end_offset) = counter.span(it.span);
                Entity { id: id.to_usize(), label: kind(it), start_offset, end_offset }
            })
            .collect(),
        relations: relations(analysis, &flat),
        comments: notes
            .map(|it| format!("“{}”: {}", it.at.exact, annotate::told(&it.note, &it.tags)))
            .collect(),
        title: digest::title(doc),
        sha256: doc.fingerprint().to_string(),
    }
}

/// The parts of quotes that do not overlap.
fn quotes(analysis: &Analysis, label: &dyn Fn(Span, String) -> Label) -> Vec<Label> {
    let parts = analysis.quotes.rows().iter().flat_map(|quote| {
        let speaker = quote.speaker.map_or("unknown", |id| analysis.entities[id].name.as_str());
        let words = format!("{} quote, {speaker}", quote_word(quote.kind));
        quote.content.iter().map(move |&span| (span, words.clone()))
    });
    let mut parts: Vec<_> = parts.collect();
    parts.sort_by_key(|it| it.0);
    let mut apart: Vec<(Span, String)> = Vec::new();
    for part in parts {
        if apart.last().is_none_or(|it| it.0.end() <= part.0.start()) {
            apart.push(part);
        }
    }
    apart.into_iter().map(|(span, words)| label(span, words)).collect()
}

fn relations(analysis: &Analysis, flat: &[Id<Mention>]) -> Vec<Relation> {
    let relations = analysis.relations.iter().filter_map(|(id, it)| {
        let end = |entity| mention_in(analysis, flat, entity, &it.evidence).map(Id::to_usize);
        let notes = digest::reservations(analysis, it);
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
        let r#type = format!("{}{notes}", it.label);
        Some(Relation { id: id.to_usize(), from_id: end(it.subject)?, to_id: end(it.object)?, r#type })
    });
    relations.collect()
}
