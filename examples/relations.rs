//! Writes what the rules for relations propose in annotated articles, with the evidence, for training their scorer.
//!
//! `cargo run --release --example relations -- [--model FILE] --folder FOLDER ARTICLES.jsonl... > proposals.jsonl`:
//! JSON Lines with `id` and `text`. Analyses are kept in FOLDER, so that the rules can be run again without the
//! network; delete it if anything before the relations changes.

#![expect(clippy::disallowed_methods, reason = "a tool for training reads its corpora itself")]

use std::cell::LazyCell;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::Context as _;
use byline::document::Metadata;
use byline::import::plain;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::nlp::relations::training;
use byline::store::{Cache, Folders};
use byline::text::{Id, Span, TextIndex};
use serde_json::{Value, json};

/// Identifies the analyses in the folder.
const ANALYST: &str = "relations";

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let at = args
        .iter()
        .position(|it| it == "--folder")
        .context("usage: relations [--model FILE] --folder FOLDER FILE...")?;
    let folder = args.drain(at..=at + 1).next_back().context("--folder needs a folder")?;
    let mut cache = Cache::open(&Folders::within(Path::new(&folder)))?;
    let model = match args.iter().position(|it| it == "--model") {
        Some(at) => {
            let path = args.drain(at..=at + 1).next_back().context("--model needs a file")?;
            Some(Model::from_bytes(std::fs::read(&path).with_context(|| path.clone())?)?)
        }
        None => None,
    };
    let model = LazyCell::new(|| model.unwrap_or_else(Model::embedded));
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in &args {
        let lines = std::fs::read_to_string(path).with_context(|| path.clone())?;
        for line in lines.lines() {
            let gold: Value =
                serde_json::from_str(line).with_context(|| format!("{path} is not JSON Lines"))?;
            let text = gold["text"].as_str().unwrap_or_default();
            let (doc, _) = plain::document(text, Metadata::default())?;
            if doc.text() != text {
                continue; // cleaning has changed it, so the marks do not fit
            }
            let analysis = if let Some(found) = cache.analysis(&doc, ANALYST)? {
                found
            } else {
                let made = analyze(&doc, &model, &Config { threads: 2 }, &mut Silent)?;
                cache.put_analysis(&doc, ANALYST, &made)?;
                made
            };
            let index = TextIndex::new(text);
            let span = |it: Span| json!(index.span_to_code_points(it));
            let entities: Vec<Value> = analysis.entities.iter().map(|(id, it)| {
                let mentions: Vec<Value> = it.mentions.iter().map(|&it| {
                    let mention = &analysis.mentions[it];
                    json!({"span": span(mention.span), "form": format!("{:?}", mention.form)})
                }).collect();
                json!({"id": id.to_usize(), "kind": it.kind.word(), "name": it.name, "named": it.is_named, "mentions": mentions})
            }).collect();
            let proposals: Vec<Value> = training::examples(&doc, &analysis)
                .into_iter()
                .map(|it| {
                    json!({
                        "sentence": span(it.sentence), "subject": it.subject.to_usize(), "object": it.object.to_usize(),
                        "pattern": it.pattern, "label": it.label, "evidence": it.evidence,
                        "words": it.words.map(Id::to_usize),
                    })
                })
                .collect();
            let line = json!({"id": gold["id"], "entities": entities, "proposals": proposals});
            serde_json::to_writer(&mut out, &line)?;
            writeln!(out)?;
        }
    }
    Ok(())
}
