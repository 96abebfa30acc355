//! Scores syntax against a treebank in `CoNLL-U` (Universal Dependencies 2); each document is read as a whole text.
//!
//! Punctuation is left out. Precision is over the words that are one token for byline, recall over all of them; a
//! word whose head is in another sentence's tree cannot be right. Functions are compared without their subtypes.

use std::collections::HashMap;

use byline::document::Metadata;
use byline::import::plain;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::text::{Id, Span};

use crate::score::Scores;

/// A document of a treebank.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its sentences, separated by a space or, between paragraphs, by an empty line.
    pub(crate) text: String,
    words: Vec<Word>,
}

/// A word with its annotation in the treebank.
#[derive(Debug)]
struct Word {
    /// Bytes of the text; empty if the word has no letters of its own ("na" in "wanna").
    span: Span,
    tag: String,
    function: String,
    /// The word that it depends on; `None` for the root of a sentence.
    head: Option<usize>,
}

/// Reads all documents of a treebank.
pub(crate) fn read(source: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    let (mut is_new_paragraph, mut first_word, mut at) = (false, 0, 0);
    // For a word written together with others: its letters, and the last one's number.
    let mut joined: Option<(String, usize)> = None;
    for line in source.lines() {
        if line.starts_with("# newdoc id") {
            documents.push(Document::default());
        }
        let Some(document) = documents.last_mut() else { continue };
        if line.starts_with("# newpar") {
            is_new_paragraph = true;
        } else if let Some(text) = line.strip_prefix("# text = ") {
            if !document.text.is_empty() {
                document.text.push_str(if is_new_paragraph { "\n\n" } else { " " });
            }
            (is_new_paragraph, first_word, at) = (false, document.words.len(), document.text.len());
            document.text.push_str(text);
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [number, form, _, tag, _, _, head, function, ..] = cells[..] else { continue };
        if let Some((_, last)) = number.split_once('-') {
            joined = last.parse().ok().map(|last| (form.to_owned(), last));
        } else if let (Ok(number), Ok(head)) = (number.parse::<usize>(), head.parse::<usize>()) {
            // The joined words usually spell what is written; if they do not, the first one has all of it.
            let rest = document.text.get(at..).unwrap_or_default();
            let start = at + rest.len() - rest.trim_start().len();
            let spells = rest.trim_start().starts_with(form);
            let letters = match &joined {
                Some((letters, _)) if !spells => letters.as_str(),
                _ => form,
            };
            let is_there = document.text.get(start..).is_some_and(|it| it.starts_with(letters));
            let span = Span::new(start, if is_there { start + letters.len() } else { start });
            at = if is_there { span.end().to_usize() } else { at };
            joined = joined.filter(|(_, last)| number < *last);
            document.words.push(Word {
                span,
                tag: tag.to_owned(),
                function: base(function).to_owned(),
                head: head.checked_sub(1).map(|it| first_word + it),
            });
        }
    }
    documents
}

/// A function without its subtype; some that byline does not distinguish have one name.
fn base(function: &str) -> &str {
    match function.split(':').next().unwrap_or_default() {
        "orphan" | "dislocated" => "dep",
        "goeswith" => "fixed",
        base => base,
    }
}

/// Adds the scores of one document.
pub(crate) fn score(document: &Document, model: &Model, scores: &mut Scores) -> anyhow::Result<()> {
    let (doc, origin) = plain::document(&document.text, Metadata::default())?;
    let analysis = analyze(&doc, model, &Config { threads: 1 }, &mut Silent)?;
    let spans: Vec<Span> = analysis.tokens.rows().iter().map(|it| origin.to_raw(it.span)).collect();
    let token_at: HashMap<Span, usize> = spans.iter().enumerate().map(|(at, &span)| (span, at)).collect();
    let word_of = |token: usize| {
        let start = spans[token].start();
        let after = document.words.partition_point(|it| it.span.end() <= start);
        document.words.get(after).filter(|it| it.span.start() <= start).map(|_| after)
    };
    for word in document.words.iter().filter(|it| it.function != "punct") {
        let token = token_at.get(&word.span).and_then(|&at| analysis.syntax.get(Id::new(at)));
        let n_found = usize::from(token.is_some());
        let head =
            token.is_some_and(|it| it.head.map(|head| word_of(head.to_usize())) == word.head.map(Some));
        let function = head && token.is_some_and(|it| base(it.function.name()) == word.function);
        let tag = token.is_some_and(|it| it.tag.name() == word.tag);
        for (row, is_right) in [
            ("syntax, heads", head),
            ("syntax, heads and functions", function),
            ("syntax, parts of speech", tag),
        ] {
            scores.entry(row).or_default().add(usize::from(is_right), n_found, 1);
        }
    }
    Ok(())
}
