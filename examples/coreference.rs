//! Writes the questions that coreference asks its ranker, with the right answers, for training it.
//!
//! `cargo run --release --example coreference -- [--model FILE] [--own] CASTS.jsonl... > questions.bin`: JSON Lines
//! with `text` and `cast`, offsets in code points. With `--own`, the ranker's own answers are followed, instead of
//! the right ones. Little-endian: for each question the document's number, the number of options and the number of
//! evidence numbers (u32), for each option whether it is right (u8), then the numbers (f32), option by option.

#![expect(clippy::disallowed_methods, reason = "a tool for training reads its corpora itself")]

use std::io::{BufWriter, Write as _};

use anyhow::Context as _;
use byline::document::Metadata;
use byline::import::plain;
use byline::nlp::MentionForm;
use byline::nlp::analyze::coreference_questions;
use byline::nlp::coref::training::{Marked, N_EVIDENCE};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::text::Span;
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let model = match args.iter().position(|it| it == "--model") {
        Some(at) => {
            let path = args.drain(at..=at + 1).next_back().context("--model needs a file")?;
            Model::from_bytes(std::fs::read(&path).with_context(|| path.clone())?)?
        }
        None => Model::embedded(),
    };
    let is_own = args.iter().position(|it| it == "--own").map(|at| args.remove(at)).is_some();
    anyhow::ensure!(!args.is_empty(), "usage: coreference [--model FILE] [--own] CASTS.jsonl...");
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut number = 0_u32;
    for path in &args {
        let lines = std::fs::read_to_string(path).with_context(|| path.clone())?;
        for line in lines.lines() {
            let gold: Value =
                serde_json::from_str(line).with_context(|| format!("{path} is not JSON Lines"))?;
            let text = gold["text"].as_str().unwrap_or_default();
            let (doc, _) = plain::document(text, Metadata::default())?;
            number += 1;
            if doc.text() != text {
                continue; // cleaning has changed it, so the marks do not fit
            }
            let marked = marked(text, &gold["cast"]);
            for question in coreference_questions(&doc, &model, &marked, is_own, &mut Silent)? {
                out.write_all(&number.to_le_bytes())?;
                out.write_all(&u32::try_from(question.options.len())?.to_le_bytes())?;
                out.write_all(&u32::try_from(N_EVIDENCE)?.to_le_bytes())?;
                out.write_all(&question.right.iter().map(|&it| u8::from(it)).collect::<Vec<u8>>())?;
                for number in question.options.iter().flatten() {
                    out.write_all(&number.to_le_bytes())?;
                }
            }
        }
    }
    Ok(())
}

/// The mentions of an annotated cast; an entity's number is its position in the list.
fn marked(text: &str, cast: &Value) -> Vec<Marked> {
    let offsets: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
    let place = |value: &Value| value.as_u64().and_then(|it| offsets.get(usize::try_from(it).ok()?).copied());
    let members = cast.as_array().into_iter().flatten().enumerate();
    let of = |(entity, member): (usize, &Value)| -> Vec<Marked> {
        let mentions = member["mentions"].as_array().into_iter().flatten();
        let read = |mention: &Value| {
            let form = match mention["kind"].as_str()? {
                "name" => MentionForm::Name,
                "pronoun" => MentionForm::Pronoun,
                _ => MentionForm::Noun,
            };
            Some(Marked { span: Span::new(place(&mention["start"])?, place(&mention["end"])?), form, entity })
        };
        mentions.filter_map(read).collect()
    };
    members.flat_map(of).collect()
}
