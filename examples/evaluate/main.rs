//! Measures the analysis against gold annotations and prints a Markdown table with words per second.
//!
//! `cargo run --release --example evaluate -- GOLD...`: JSON Lines with `id`, `text` and any of `entities`, `cast`,
//! `attributions` and `links`, offsets in code points (`score` and `relation` say which fields they read), or a
//! treebank in `CoNLL-U` (`.conllu`, see `treebank`). Uses the built-in model, or that of `--model FILE`. One thread;
//! the time covers everything except loading the model.

mod relation;
mod score;
mod treebank;

use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use byline::document::Metadata;
use byline::export::{self, Given};
use byline::import::plain;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use score::Scores;
use serde_json::Value;
use serde_json::value::RawValue;

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let model = match args.iter().position(|it| it == "--model") {
        Some(at) => {
            let path = args.drain(at..=at + 1).next_back().context("--model needs a file")?;
            Model::from_bytes(read(&path)?)?
        }
        None => Model::embedded(),
    };
    anyhow::ensure!(!args.is_empty(), "usage: evaluate [--model FILE] GOLD...");
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "| file | measure | precision | recall | F1 | gold |\n| --- | --- | --: | --: | --: | --: |"
    )?;
    for path in &args {
        let gold = String::from_utf8(read(path)?).with_context(|| format!("{path} is not UTF-8"))?;
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".jsonl");
        let mut scores = Scores::new();
        let (mut words, mut time) = (0, Duration::ZERO);
        let is_treebank = path.ends_with(".conllu");
        for document in is_treebank.then(|| treebank::read(&gold)).into_iter().flatten() {
            let start = Instant::now();
            treebank::score(&document, &model, &mut scores)?;
            time += start.elapsed();
            words += document.text.split_whitespace().count();
        }
        for line in gold.lines().filter(|_| !is_treebank) {
            let gold: Value =
                serde_json::from_str(line).with_context(|| format!("{path} is not JSON Lines"))?;
            let text = gold["text"].as_str().unwrap_or_default();
            let start = Instant::now();
            let found = annotate(&model, text)?;
            time += start.elapsed();
            words += text.split_whitespace().count();
            score::score(&gold, &found, &mut scores);
        }
        for (row, counts) in &scores {
            let [p, r, f] = [counts.precision(), counts.recall(), counts.f1()].map(|it| 100.0 * it);
            writeln!(out, "| {name} | {row} | {p:.1} | {r:.1} | {f:.1} | {} |", counts.wanted)?;
        }
        let speed = f64::from(u32::try_from(words)?) / time.as_secs_f64();
        writeln!(out, "| {name} | words a second, one thread | | | {speed:.0} | {words} |")?;
    }
    Ok(())
}

/// What `byline annotate` prints for a text.
fn annotate(model: &Model, text: &str) -> anyhow::Result<Value> {
    let (doc, origin) = plain::document(text, Metadata::default())?;
    let config = Config { threads: 1 };
    let analysis = analyze(&doc, model, &config, &mut Silent)?;
    let id = RawValue::from_string("0".to_owned())?;
    let line = export::line(
        Given { id: &id, extra: None, text, origin: Some(&origin) },
        export::Line::default(),
        &doc,
        &analysis,
    );
    Ok(serde_json::from_str(&line)?)
}

#[expect(clippy::disallowed_methods, reason = "a program of its own, at the border")]
fn read(path: &str) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {path}"))
}
