//! Cuts texts for training exactly as the program does: tokens, sentences, word pieces and case classes.
//!
//! `cargo run --release --example prepare -- --vocab vocab.txt < documents.jsonl > prepared.jsonl`
//!
//! Each line of the input has `id` and `text`; positions in the output are code points of that text.
#![expect(clippy::disallowed_methods, reason = "a tool for training reads its vocabulary itself")]

use std::io::{BufRead, BufWriter, Write};

use anyhow::{Context, Result, bail};
use byline::document::{Block, BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::encoder::case;
use byline::nlp::encoder::pieces::{PieceId, Vocabulary};
use byline::nlp::{sentence, token};
use byline::text::sanitize::sanitize;
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
    let clean = sanitize(&input.text);
    let doc = document(clean.text)?;
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
    Ok(Prepared {
        id: input.id,
        tokens: tokens
            .rows()
            .iter()
            .map(|it| index.span_to_code_points(clean.origin.to_raw(it.span)))
            .collect(),
        sentences: sentences.rows().iter().map(|sentence| sentence.tokens.len()).collect(),
        blocks: blocks
            .map(|block| sentences.rows().iter().filter(|it| block.span.covers(it.span)).count())
            .collect(),
        pieces: tokens.rows().iter().map(|token| pieces_of(token.span)).collect(),
        case,
    })
}

/// Paragraphs are parted by empty lines, or are lines if there is no empty line.
fn document(text: String) -> Result<Document> {
    let by_line = !text.contains("\n\n") || text.lines().any(|line| line.len() > 400);
    let mut blocks = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let visible = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let span = Span::new(start.min(at), start.min(at) + visible.len());
        if visible.is_empty() || by_line {
            blocks.extend(open.take());
        }
        if !visible.is_empty() {
            open = Some(open.map_or(span, |block| block.join(span)));
        }
    }
    blocks.extend(open);
    let blocks = blocks.into_iter().map(|span| Block { span, kind: BlockKind::Paragraph }).collect();
    Ok(DocumentBuilder::from_parts(text, blocks, Metadata::default())?)
}
