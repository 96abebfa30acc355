//! Prints syntax and relations of texts, with byline's own cast or with the gold one.
//!
//! `cargo run --release --example gold_relations -- [--model FILE] [--gold] [--syntax] GOLD.jsonl`

use anyhow::Context as _;
use byline::document::Metadata;
use byline::export::{self, Given};
use byline::import::plain;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, relations,
};
use byline::text::{Id, Span, Table};
use serde_json::Value;
use serde_json::value::RawValue;
use std::io::Write as _;

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let at = args.iter().position(|it| it == name);
        at.map(|at| args.remove(at)).is_some()
    };
    let (gold_cast, syntax) = (flag("--gold"), flag("--syntax"));
    let model = match args.iter().position(|it| it == "--model") {
        Some(at) => {
            let path = args.drain(at..=at + 1).next_back().context("--model needs a file")?;
            Model::from_bytes(std::fs::read(&path)?)?
        }
        None => Model::embedded(),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &args {
        for line in std::fs::read_to_string(path)?.lines() {
            let gold: Value = serde_json::from_str(line)?;
            let text = gold["text"].as_str().unwrap_or_default();
            let (doc, origin) = plain::document(text, Metadata::default())?;
            let config = Config { threads: 1, visible: None };
            let mut analysis = analyze(&doc, &model, &config, &mut Silent)?;
            // Code points of the given text to bytes of the document's.
            let starts: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
            let mut raw_to_doc = vec![0; text.len() + 1];
            let mut last = 0;
            for (at, _) in doc.text().char_indices().chain([(doc.text().len(), ' ')]) {
                let raw = origin.to_raw(Span::new(at, at)).start().to_usize();
                for slot in &mut raw_to_doc[last..=raw] {
                    *slot = at;
                }
                last = raw + 1;
            }
            let span = |value: &Value| {
                let (a, b) = match value {
                    Value::Array(it) => (it[0].as_u64().unwrap(), it[1].as_u64().unwrap()),
                    it => (it["start"].as_u64().unwrap(), it["end"].as_u64().unwrap()),
                };
                Span::new(raw_to_doc[starts[a as usize]], raw_to_doc[starts[b as usize]])
            };
            if gold_cast {
                use_gold(&mut analysis, &gold, &span);
                analysis.check(&doc).map_err(|it| anyhow::anyhow!("{it}"))?;
                analysis.relations = relations::find(&doc, &analysis);
                analysis.check(&doc).map_err(|it| anyhow::anyhow!("{it}"))?;
            }
            if syntax {
                let doc_to_points = |at: usize| {
                    let raw = origin.to_raw(Span::new(at, at)).start().to_usize();
                    starts.partition_point(|&it| it < raw)
                };
                let rows: Vec<Value> = analysis
                    .tokens
                    .iter()
                    .map(|(id, token)| {
                        let it = analysis.syntax.get(Id::new(id.to_usize()));
                        serde_json::json!([
                            doc_to_points(token.span.start().to_usize()),
                            doc_to_points(token.span.end().to_usize()),
                            doc.slice(token.span),
                            it.map(|it| it.tag.name()),
                            it.and_then(|it| it.head).map(Id::to_usize),
                            it.map(|it| it.function.name())
                        ])
                    })
                    .collect();
                writeln!(out, "{}", serde_json::json!({"id": gold["id"], "tokens": rows}))?;
                continue;
            }
            let id = RawValue::from_string(gold["id"].to_string())?;
            let line = export::line(Given { id: &id, text, origin: &origin }, false, &doc, &analysis);
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn use_gold(analysis: &mut Analysis, gold: &Value, span: &dyn Fn(&Value) -> Span) {
    let mut rows: Vec<(Span, MentionForm, String)> = Vec::new();
    let (mut entities, mut ids) = (Vec::new(), Vec::new());
    for member in gold["cast"].as_array().unwrap() {
        let id = member["id"].as_str().unwrap().to_owned();
        for mention in member["mentions"].as_array().unwrap() {
            let form = match mention["kind"].as_str() {
                Some("name") => MentionForm::Name,
                Some("pronoun") => MentionForm::Pronoun,
                _ => MentionForm::Noun,
            };
            rows.push((span(mention), form, id.clone()));
        }
        let kind = match member["type"].as_str() {
            Some("PER") => EntityKind::Person,
            Some("ORG") => EntityKind::Organization,
            _ => EntityKind::Place,
        };
        entities.push(Entity {
            kind,
            name: member["name"].as_str().unwrap().to_owned(),
            description: None,
            mentions: Vec::new(),
        });
        ids.push(id);
    }
    rows.sort_by_key(|it| (it.0.start(), it.0.end()));
    let mut mentions = Vec::new();
    for (span, form, id) in rows {
        let entity = ids.iter().position(|it| *it == id).unwrap();
        entities[entity].mentions.push(Id::new(mentions.len()));
        mentions.push(Mention {
            span,
            form,
            entity: Id::<Entity>::new(entity),
            confidence: Confidence::new(1.0),
        });
    }
    analysis.mentions = Table::from(mentions);
    analysis.entities = Table::from(entities);
    let spans = |value: &Value| -> Vec<Span> {
        value.as_array().map(|it| it.iter().map(span).collect()).unwrap_or_default()
    };
    let quotes = gold["attributions"].as_array().unwrap().iter().map(|it| Quote {
        kind: QuoteKind::Direct,
        content: spans(&it["content"]),
        cue: spans(&it["cue"]),
        source: spans(&it["source"]),
        speaker: it["speaker"].as_str().and_then(|id| ids.iter().position(|it| it == id)).map(Id::new),
        confidence: Confidence::new(1.0),
    });
    let mut quotes: Vec<Quote> = quotes.collect();
    quotes.sort_by_key(|it| it.content[0].start());
    analysis.quotes = Table::from(quotes);
    analysis.relations = Table::new();
}
