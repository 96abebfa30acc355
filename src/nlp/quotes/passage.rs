//! Sentences with each quotation as one item: "“A. B,” he said" is one passage of three items.

use crate::nlp::Sentence;
use crate::nlp::quotes::lexicon::Verb;
use crate::nlp::quotes::words::{Class, Word};
use crate::text::{Span, Table};

/// A word outside quotation marks, or all that stands in one pair of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// The word's index.
    Word(usize),
    /// A quotation: its row among the marks, and the words that it covers.
    Quote { row: usize, first: usize, last: usize },
}

/// A sentence whose quotations count as one item each; sentence ends inside them do not end it.
#[derive(Debug)]
pub(super) struct Passage<'w> {
    text: &'w str,
    words: &'w [Word],
    pub(super) items: Vec<Item>,
    /// Index of the block that it stands in.
    pub(super) block: usize,
}

impl<'w> Passage<'w> {
    /// The word at an item, if it is one.
    pub(super) fn word(&self, item: usize) -> Option<&'w Word> {
        match self.items.get(item)? {
            Item::Word(word) => self.words.get(*word),
            Item::Quote { .. } => None,
        }
    }

    /// The class of the word at an item.
    pub(super) fn class(&self, item: usize) -> Option<Class> {
        self.word(item).map(|it| it.class)
    }

    /// The speech verb at an item.
    pub(super) fn verb(&self, item: usize) -> Option<Verb> {
        self.word(item).and_then(|it| it.verb)
    }

    /// Whether the item is a quotation.
    pub(super) fn is_quote(&self, item: usize) -> bool {
        matches!(self.items.get(item), Some(Item::Quote { .. }))
    }

    /// The row of the marks at an item.
    pub(super) fn row(&self, item: usize) -> Option<usize> {
        match self.items.get(item)? {
            Item::Quote { row, .. } => Some(*row),
            Item::Word(_) => None,
        }
    }

    /// The text of the word at an item; nothing for a quotation.
    pub(super) fn text(&self, item: usize) -> &'w str {
        self.word(item).map_or("", |it| it.span.of(self.text))
    }

    /// Whether the word at an item is one of these, in whatever case.
    pub(super) fn is_one_of(&self, item: usize, words: &[&str]) -> bool {
        let text = self.text(item);
        words.iter().any(|it| it.eq_ignore_ascii_case(text))
    }

    /// Number of items.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Where an item stands.
    pub(super) fn item_span(&self, item: usize) -> Span {
        match self.items[item] {
            Item::Word(word) => self.words[word].span,
            Item::Quote { first, last, .. } => self.words[first].span.join(self.words[last].span),
        }
    }

    /// From the first item of a range to its last.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        (start < end && end <= self.len()).then(|| self.item_span(start).join(self.item_span(end - 1)))
    }
}

/// The passages of a document, in order. `block_of` tells the block that a word stands in.
pub(super) fn passages<'w>(
    text: &'w str,
    words: &'w [Word],
    sentences: &Table<Sentence>,
    block_of: impl Fn(&Word) -> usize,
) -> Vec<Passage<'w>> {
    let mut passages: Vec<Passage<'w>> = Vec::with_capacity(sentences.len());
    for sentence in sentences.rows() {
        let range = sentence.tokens.to_range();
        let block = block_of(&words[range.start]);
        let goes_on = range.start > 0
            && words[range.start].marked.is_some()
            && words[range.start].marked == words[range.start - 1].marked
            && passages.last().is_some_and(|it| it.block == block);
        if !goes_on {
            passages.push(Passage { text, words, items: Vec::new(), block });
        }
        let Some(passage) = passages.last_mut() else { continue };
        for at in range {
            match (words[at].marked, passage.items.last_mut()) {
                (Some(row), Some(Item::Quote { row: open, last, .. })) if *open == row => *last = at,
                (Some(row), _) => passage.items.push(Item::Quote { row, first: at, last: at }),
                (None, _) => passage.items.push(Item::Word(at)),
            }
        }
    }
    passages
}
