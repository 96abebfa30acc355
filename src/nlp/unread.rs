//! Gives words and sentences, and nothing else, to what the engine does not read (captions, other languages), so that
//! the user can select and annotate there as anywhere.

use crate::document::Document;
use crate::nlp::syntax::{Function, Syntax, Tag};
use crate::nlp::{Analysis, Sentence, Token, sentence, token};
use crate::text::{Id, Table};

/// The analysis of the blocks that are read, with the words and sentences of all blocks of `doc` added.
pub(super) fn added(doc: &Document, analysis: Analysis) -> Analysis {
    let tokens = token::tokenize(doc);
    if tokens.len() == analysis.tokens.len() {
        return analysis;
    }
    let sentences = sentence::split(doc, &tokens);
    let token_at = places(&analysis.tokens, &tokens, |it: &Token| it.span.start());
    let sentence_at = places(&analysis.sentences, &sentences, |it: &Sentence| it.span.start());
    let mut syntax = Vec::new();
    if !analysis.syntax.is_empty() {
        syntax = vec![Syntax { tag: Tag::Other, head: None, function: Function::Root }; tokens.len()];
        for sentence in sentences.rows() {
            // One tree per sentence: all words depend on the first.
            let mut words = sentence.tokens.to_range();
            let first = words.next();
            for word in words {
                syntax[word] =
                    Syntax { tag: Tag::Other, head: first.map(Id::new), function: Function::Other };
            }
        }
        for (&at, row) in token_at.iter().zip(analysis.syntax.rows()) {
            let head = row.head.and_then(|it| token_at.get(it.to_usize())).map(|&it| Id::new(it));
            syntax[at] = Syntax { head, ..*row };
        }
    }
    let mut relations = analysis.relations.into_rows();
    for id in relations.iter_mut().flat_map(|it| &mut it.evidence) {
        *id = Id::new(sentence_at[id.to_usize()]);
    }
    Analysis { tokens, sentences, syntax: Table::from(syntax), relations: Table::from(relations), ..analysis }
}

/// The position in `all` of each row of `some`, by their keys in order; `all` contains every row of `some`.
fn places<T, K: Ord>(some: &Table<T>, all: &Table<T>, key: impl Fn(&T) -> K) -> Vec<usize> {
    let mut at = 0;
    let place = |row: &T| {
        while all.rows().get(at).is_some_and(|it| key(it) < key(row)) {
            at += 1;
        }
        at
    };
    some.rows().iter().map(place).collect()
}
