//! Prints the engine's results for texts, for finding its errors.
//!
//! `cargo run --release --example trace -- [--model FILE] [--gold | --syntax] TEXTS.jsonl`: JSON Lines with `id` and
//! `text`, offsets in code points. Without an option, prints each line as `byline annotate` does; with `--gold`, the
//! `cast` and the `attributions` in the file replace what was found, so that only relations are the engine's; with
//! `--syntax`, prints each token with its start, end, part of speech, head and function.

use std::io::Write as _;

use anyhow::Context as _;
use byline::document::{Document, Metadata};
use byline::export::{self, Given};
use byline::import::plain;
use byline::nlp::analyze::{self, Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, relations,
};
use byline::text::sanitize::OriginMap;
use byline::text::{Id, Span, Table, TextIndex};
use serde_json::value::RawValue;
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut has = |flag: &str| args.iter().position(|it| it == flag).map(|at| args.remove(at)).is_some();
    let (is_gold, is_syntax) = (has("--gold"), has("--syntax"));
    let model = match args.iter().position(|it| it == "--model") {
        Some(at) => {
            let path = args.drain(at..=at + 1).next_back().context("--model needs a file")?;
            Model::from_bytes(read(&path)?)?
        }
        None => Model::embedded(),
    };
    anyhow::ensure!(!args.is_empty(), "usage: trace [--model FILE] [--gold | --syntax] TEXTS.jsonl...");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &args {
        for line in String::from_utf8(read(path)?)?.lines() {
            let given: Value =
                serde_json::from_str(line).with_context(|| format!("{path} is not JSON Lines"))?;
            let text = given["text"].as_str().unwrap_or_default();
            let (doc, origin) = plain::document(text, Metadata::default())?;
            let config = Config { threads: 1 };
            let mut analysis = analyze(&doc, &model, &config, &mut Silent)?;
            if is_syntax {
                writeln!(out, "{}", syntax(&given["id"], text, &origin, &doc, &analysis))?;
                continue;
            }
            if is_gold {
                take_gold(&mut analysis, &given, &Positions::new(text, &origin, &doc))?;
                let words = analyze::words(&doc, &model, &mut Silent)?;
                analysis.relations = relations::find(&doc, &analysis, model.relation_scorer(), &words);
                analysis.check(&doc).map_err(anyhow::Error::msg)?;
            }
            let id = RawValue::from_string(given["id"].to_string())?;
            writeln!(
                out,
                "{}",
                export::line(
                    Given { id: &id, extra: None, text, origin: Some(&origin) },
                    export::Line::default(),
                    &doc,
                    &analysis
                )
            )?;
        }
    }
    Ok(())
}

/// The tokens of a text with their syntax.
fn syntax(id: &Value, text: &str, origin: &OriginMap, doc: &Document, analysis: &Analysis) -> Value {
    let index = TextIndex::new(text);
    let rows = analysis.tokens.iter().map(|(id, token)| {
        let (start, end) = index.span_to_code_points(origin.to_raw(token.span));
        let syntax = analysis.syntax.get(Id::new(id.to_usize()));
        let head = syntax.and_then(|it| it.head).map(Id::to_usize);
        let (tag, function) = (syntax.map(|it| it.tag.name()), syntax.map(|it| it.function.name()));
        json!([start, end, doc.slice(token.span), tag, head, function])
    });
    json!({"id": id, "tokens": rows.collect::<Vec<_>>()})
}

/// Converts code points of the given text to bytes of the document's text.
struct Positions {
    bytes: Vec<usize>,
}

impl Positions {
    fn new(text: &str, origin: &OriginMap, doc: &Document) -> Self {
        let index = TextIndex::new(text);
        let mut bytes = Vec::new();
        let ends = doc.text().char_indices().map(|it| it.0).chain([doc.text().len()]);
        for at in ends {
            let (raw, _) = index.span_to_code_points(origin.to_raw(Span::new(at, at)));
            bytes.resize(bytes.len().max(raw + 1), at);
        }
        Self { bytes }
    }

    /// The span of `[start, end]`, or of an object that has them.
    fn span(&self, value: &Value) -> anyhow::Result<Span> {
        let ends = [(0, "start"), (1, "end")].map(|(number, name)| {
            let at = value.get(number).or_else(|| value.get(name)).and_then(Value::as_u64);
            at.and_then(|at| self.bytes.get(usize::try_from(at).ok()?)).copied()
        });
        match ends {
            [Some(start), Some(end)] if start <= end => Ok(Span::new(start, end)),
            _ => anyhow::bail!("{value} is no place in the text"),
        }
    }
}

/// Replaces the cast and the quotes by those in the file.
fn take_gold(analysis: &mut Analysis, gold: &Value, positions: &Positions) -> anyhow::Result<()> {
    let rows = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let members = rows(&gold["cast"]);
    let mut entities = Vec::new();
    let mut found = Vec::new();
    for (number, member) in members.iter().enumerate() {
        for mention in rows(&member["mentions"]) {
            let form = match mention["kind"].as_str() {
                Some("name") => MentionForm::Name,
                Some("pronoun") => MentionForm::Pronoun,
                _ => MentionForm::Noun,
            };
            found.push((positions.span(&mention)?, form, number));
        }
        let kind = match member["type"].as_str() {
            Some("PER") => EntityKind::Person,
            Some("ORG") => EntityKind::Organization,
            _ => EntityKind::Place,
        };
        let name = member["name"].as_str().unwrap_or_default().to_owned();
        entities.push(Entity { kind, name, description: None, is_named: true, mentions: Vec::new() });
    }
    found.sort_by_key(|it| (it.0.start(), it.0.end()));
    let mut mentions = Table::new();
    for (span, form, number) in found {
        let confidence = Confidence::new(1.0);
        let id = mentions.push(Mention { span, form, entity: Id::new(number), confidence });
        entities[number].mentions.push(id);
    }
    let spans =
        |value: &Value| rows(value).iter().map(|it| positions.span(it)).collect::<anyhow::Result<_>>();
    let mut quotes = Vec::new();
    for quote in rows(&gold["attributions"]) {
        let content: Vec<Span> = spans(&quote["content"])?;
        let speaker = members.iter().position(|it| it["id"] == quote["speaker"]);
        quotes.push(Quote {
            kind: QuoteKind::Direct, // irrelevant to relations
            content,
            cue: spans(&quote["cue"])?,
            source: spans(&quote["source"])?,
            speaker: speaker.map(Id::new),
            co_speakers: Vec::new(),
            stance: byline::nlp::Stance::Statement,
            confidence: Confidence::new(1.0),
        });
    }
    quotes.sort_by_key(|it| it.content.first().map(|span| span.start()));
    analysis.mentions = mentions;
    analysis.entities = Table::from(entities);
    analysis.quotes = Table::from(quotes);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a program of its own, at the border")]
fn read(path: &str) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {path}"))
}
