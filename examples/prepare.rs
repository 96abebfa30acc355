//! Cuts texts for training exactly as the program does: tokens, sentences, word pieces and case classes.
//!
//! `cargo run --release --example prepare -- --vocab vocab.txt < documents.jsonl > prepared.jsonl`
//!
//! Each line of the input has `id` and `text`; positions in the output are code points of that text.
#![expect(clippy::disallowed_methods, reason = "a tool for training reads its vocabulary itself")]

use std::io::{BufRead, BufWriter, Write};

use anyhow::{Context, Result, bail};
use byline::document::Metadata;
use byline::import::plain;
use byline::nlp::encoder::case;
use byline::nlp::encoder::pieces::{PieceId, Vocabulary};
use byline::nlp::quotes::marks;
use byline::nlp::{sentence, token};
use byline::text::{Span, TextIndex};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Input {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Prepared {
    id: String,
    /// Start and end of each token.
    tokens: Vec<(usize, usize)>,
    /// Number of tokens of each sentence.
    sentences: Vec<usize>,
    /// Number of sentences of each block.
    blocks: Vec<usize>,
    /// Word pieces of each token.
    pieces: Vec<Vec<PieceId>>,
    /// Case class of each token.
    case: Vec<u8>,
    /// The number of the outermost pair of quotation marks around each token, counted from 1; 0 outside.
    quotes: Vec<usize>,
}

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [flag, path] = arguments.as_slice() else {
        bail!("usage: prepare --vocab vocab.txt < in.jsonl > out.jsonl")
    };
    if flag != "--vocab" {
        bail!("unknown option {flag}");
    }
    let vocabulary = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let vocabulary = Vocabulary::parse(&vocabulary)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line?;
        let input: Input = serde_json::from_str(&line).with_context(|| format!("line {}", number + 1))?;
        serde_json::to_writer(&mut out, &prepare(input, &vocabulary)?)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn prepare(input: Input, vocabulary: &Vocabulary) -> Result<Prepared> {
    let (doc, origin) = plain::document(&input.text, Metadata::default())?;
    let tokens = token::tokenize(&doc);
    let sentences = sentence::split(&doc, &tokens);
    let index = TextIndex::new(&input.text);
    let mut case: Vec<_> = tokens.rows().iter().map(|token| case::class(doc.slice(token.span))).collect();
    for sentence in sentences.rows() {
        case[sentence.tokens.to_range().start] += case::FIRST;
    }
    let pieces_of = |span| {
        let mut pieces = Vec::new();
        vocabulary.push_pieces(doc.slice(span), &mut pieces);
        pieces
    };
    let blocks = doc.blocks().rows().iter();
    let marked: Vec<_> = marks::pair(&doc).into_iter().filter(|it| it.depth == 0).collect();
    let quote_of = |span: Span| {
        let before = marked.partition_point(|it| it.span.start() <= span.start());
        if before > 0 && marked[before - 1].span.covers(span) { before } else { 0 }
    };
    Ok(Prepared {
        id: input.id,
        tokens: tokens.rows().iter().map(|it| index.span_to_code_points(origin.to_raw(it.span))).collect(),
        sentences: sentences.rows().iter().map(|sentence| sentence.tokens.len()).collect(),
        blocks: blocks
            .map(|block| sentences.rows().iter().filter(|it| block.span.covers(it.span)).count())
            .collect(),
        pieces: tokens.rows().iter().map(|token| pieces_of(token.span)).collect(),
        case,
        quotes: tokens.rows().iter().map(|token| quote_of(token.span)).collect(),
    })
}
