//! Writes those without a name whom coreference finds, with the evidence for listing them, for training what decides
//! that.
//!
//! `cargo run --release --example unnamed -- [--model FILE] ARTICLES.jsonl... > entries.jsonl`: JSON Lines with `id`
//! and `text`; prints `id` and `entries` with `mentions`, `nouns` (their heads), offsets in code points, and
//! `evidence`.

#![expect(clippy::disallowed_methods, reason = "a tool for training reads its corpora itself")]

use std::io::{BufWriter, Write as _};

use anyhow::Context as _;
use byline::document::Metadata;
use byline::import::plain;
use byline::nlp::analyze::unnamed_entries;
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::text::{Span, TextIndex};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let model = match args.iter().position(|it| it == "--model") {
        Some(at) => {
            let path = args.drain(at..=at + 1).next_back().context("--model needs a file")?;
            Model::from_bytes(std::fs::read(&path).with_context(|| path.clone())?)?
        }
        None => Model::embedded(),
    };
    anyhow::ensure!(!args.is_empty(), "usage: unnamed [--model FILE] ARTICLES.jsonl...");
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
            let index = TextIndex::new(text);
            let spans = |of: &[Span]| -> Vec<Value> {
                of.iter().map(|&it| json!(index.span_to_code_points(it))).collect()
            };
            let entries: Vec<Value> = unnamed_entries(&doc, &model, &mut Silent)?
                .into_iter()
                .map(|it| {
                    json!({"mentions": spans(&it.mentions), "nouns": spans(&it.nouns), "evidence": it.evidence})
                })
                .collect();
            serde_json::to_writer(&mut out, &json!({"id": gold["id"], "entries": entries}))?;
            writeln!(out)?;
        }
    }
    Ok(())
}
