//! From passages to attributed statements: contents found by cue, and quotations without one that go on with the
//! speech around them.

use std::ops::Range;

use crate::nlp::quotes::Candidate;
use crate::nlp::quotes::content::{Scene, spans};
use crate::nlp::quotes::cue::{self, Cue, Shape};
use crate::nlp::quotes::marks::Marked;
use crate::nlp::quotes::passage::Passage;
use crate::nlp::quotes::phrase;
use crate::nlp::quotes::words::Class;
use crate::text::{ByteOffset, Span};

/// A quotation of fewer words that no cue attributes may be a term, a title or scorn.
const FEWEST_WORDS: usize = 6;

/// How sure the rules are; measured on news (see the tests of accuracy), rounded.
mod certainty {
    pub(super) const DIRECT: f32 = 0.95;
    pub(super) const INDIRECT: f32 = 0.85;
    pub(super) const SHARED: f32 = 0.75;
    pub(super) const NEXT_SENTENCE: f32 = 0.9;
    pub(super) const NEXT_PARAGRAPH: f32 = 0.75;
    pub(super) const COLON: f32 = 0.75;
    pub(super) const GUESS: f32 = 0.5;
}

/// Collects the statements of a document, passage by passage.
#[derive(Debug)]
pub(super) struct Turns<'a> {
    text: &'a str,
    marks: &'a [Marked],
    candidates: Vec<Candidate>,
    /// Which rows of the marks are part of a content.
    claimed: Vec<bool>,
    /// Quotations, as spans, that wait for an attribution after them.
    pending: Vec<Span>,
    /// The block that is read.
    block: Option<usize>,
    /// Where that block begins.
    block_start: ByteOffset,
    /// The statement that the passage before ended with.
    last: Option<usize>,
    /// The statement that the block before ended with.
    previous: Option<usize>,
}

impl<'a> Turns<'a> {
    pub(super) fn new(text: &'a str, marks: &'a [Marked]) -> Self {
        let claimed = vec![false; marks.len()];
        Self {
            text,
            marks,
            candidates: Vec::new(),
            claimed,
            pending: Vec::new(),
            block: None,
            block_start: ByteOffset::default(),
            last: None,
            previous: None,
        }
    }

    /// Reads the next passage.
    pub(super) fn read(&mut self, passage: &Passage<'_>) {
        if self.block != Some(passage.block) {
            self.end_block(self.continues(passage));
            self.block = Some(passage.block);
            self.block_start = passage.item_span(0).start();
        }
        let first = self.candidates.len();
        self.by_cues(passage);
        if self.candidates.len() > first {
            self.last = Some(self.candidates.len() - 1);
            self.take_pending(passage, first);
            self.unclaimed(passage);
            return;
        }
        if is_pure(passage) {
            let span = passage.span(0, passage.len());
            let quotes: Vec<Span> = (0..passage.len())
                .filter(|&it| passage.is_quote(it))
                .map(|it| passage.item_span(it))
                .collect();
            if span.is_some() {
                self.follow(quotes);
            }
            return;
        }
        self.drop_pending();
        self.last = None;
        self.unclaimed(passage);
    }

    /// Ends the document and gives the statements, in order of their contents.
    pub(super) fn finish(mut self) -> Vec<Candidate> {
        self.end_block(false);
        self.drop_pending();
        self.candidates
    }

    fn continues(&self, passage: &Passage<'_>) -> bool {
        passage.row(0).is_some_and(|row| self.marks[row].continues)
    }

    /// What the cues of the passage attribute.
    fn by_cues(&mut self, passage: &Passage<'_>) {
        let scene = Scene { passage, marks: self.marks, text: self.text };
        let cues = cue::find(passage);
        let mut floor = 0;
        for at in 0..cues.len() {
            let Some(content) = scene.content(&cues, at, floor) else {
                self.bare(passage, &cues[at]);
                continue;
            };
            if content.before {
                floor = cues[at].region.end;
            }
            for item in content.ranges.iter().flat_map(Clone::clone) {
                if let Some(row) = passage.row(item) {
                    self.claimed[row] = true;
                }
            }
            self.push(passage, &cues[at], spans(passage, &content.ranges));
        }
    }

    /// "“I go!” | Mary said.": an attribution alone takes the quotation before it.
    fn bare(&mut self, passage: &Passage<'_>, cue: &Cue) {
        let alone = matches!(cue.shape, Shape::Before | Shape::Inverted) && cue.region.start == 0;
        if !alone || self.pending.is_empty() {
            return;
        }
        let content = std::mem::take(&mut self.pending);
        self.push(passage, cue, content);
    }

    fn push(&mut self, passage: &Passage<'_>, cue: &Cue, content: Vec<Span>) {
        if content.is_empty() {
            return;
        }
        let cue_spans = spans(passage, std::slice::from_ref(&cue.verb));
        let source: Vec<Span> = cue.source.iter().filter_map(|it| passage.span(it.start, it.end)).collect();
        let quoted = self.marks_within(&content);
        let certainty = match cue.shape {
            _ if source.is_empty() => certainty::GUESS,
            Shape::Shared | Shape::Relative => certainty::SHARED,
            _ if quoted => certainty::DIRECT,
            _ => certainty::INDIRECT,
        };
        self.candidates.push(Candidate { content, cue: cue_spans, source, follows: None, certainty });
    }

    fn marks_within(&self, content: &[Span]) -> bool {
        content.iter().any(|span| {
            let from = self.marks.partition_point(|it| it.span.end() <= span.start());
            self.marks.get(from).is_some_and(|it| it.span.overlaps(*span))
        })
    }

    /// A sentence of quotations only: goes on with the statement before it in its paragraph, or waits.
    fn follow(&mut self, quotes: Vec<Span>) {
        let Some(last) = self.last else {
            self.pending.extend(quotes);
            return;
        };
        let quoted = self.marks_within(&self.candidates[last].content);
        if quoted {
            self.candidates[last].content.extend(quotes);
        } else {
            // "Schiff said that it may. “It will.”": a quote of its own with the words that attribute the one before.
            let Candidate { cue, source, .. } = self.candidates[last].clone();
            let certainty = certainty::NEXT_SENTENCE;
            self.candidates.push(Candidate { content: quotes, cue, source, follows: Some(last), certainty });
            self.last = Some(self.candidates.len() - 1);
        }
    }

    /// Quotations before an attributed one in their paragraph belong to it: "“One.” “Two,” he said."
    fn take_pending(&mut self, passage: &Passage<'_>, first: usize) {
        if self.pending.is_empty() {
            return;
        }
        let start = passage.item_span(0).start();
        let leads = passage.is_quote(0)
            && self.candidates[first].content.first().is_some_and(|it| it.start() == start);
        if leads {
            let block = self.block_start;
            let (earlier, mut content): (Vec<Span>, Vec<Span>) =
                std::mem::take(&mut self.pending).into_iter().partition(|it| it.start() < block);
            content.append(&mut self.candidates[first].content);
            self.candidates[first].content = content;
            for paragraph in earlier {
                let certainty = certainty::NEXT_SENTENCE;
                let (cue, source) = (Vec::new(), Vec::new());
                self.candidates.push(Candidate {
                    content: vec![paragraph],
                    cue,
                    source,
                    follows: Some(first),
                    certainty,
                });
            }
        } else if self.candidates[first].content.first().is_some_and(|it| it.start() < start) {
            // A bare attribution took them already.
        } else {
            self.drop_pending();
        }
    }

    /// Ends a block: what waits goes on with the paragraph before, unless the next goes on with it.
    fn end_block(&mut self, next_continues: bool) {
        if !self.pending.is_empty() && !next_continues {
            self.drop_pending();
        } else if self.pending.is_empty() {
            self.previous = self.last;
        }
        self.last = None;
    }

    /// Gives what waits to the speaker of the paragraph before, or to nobody.
    fn drop_pending(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        // A question is answered by someone else.
        let asked = |it: &usize| {
            self.candidates[*it].content.last().is_some_and(|span| is_question(span.of(self.text)))
        };
        let follows = self.previous.filter(|it| !asked(it));
        let certainty = if follows.is_some() { certainty::NEXT_PARAGRAPH } else { certainty::GUESS };
        let n_words: usize = pending.iter().map(|it| it.of(self.text).split_whitespace().count()).sum();
        if follows.is_some() || n_words >= FEWEST_WORDS {
            self.candidates.push(Candidate {
                content: pending,
                cue: Vec::new(),
                source: Vec::new(),
                follows,
                certainty,
            });
            self.last = Some(self.candidates.len() - 1);
            self.previous = self.last;
        }
    }

    /// Long quotations in a passage that no cue attributes: after a colon they are its subject's, else a guess.
    fn unclaimed(&mut self, passage: &Passage<'_>) {
        let scene = Scene { passage, marks: self.marks, text: self.text };
        for item in 0..passage.len() {
            let Some(row) = passage.row(item).filter(|&row| !self.claimed[row]) else { continue };
            let span = passage.item_span(item);
            let after_colon = item > 0 && passage.class(item - 1) == Some(Class::Colon);
            let n_words = self.marks[row].inner.of(self.text).split_whitespace().count();
            if n_words < FEWEST_WORDS || scene.is_title(item) {
                continue;
            }
            let subject = phrase::main_subject(passage).filter(|it| it.end <= item);
            let source = subject.and_then(|it: Range<usize>| passage.span(it.start, it.end));
            let certainty = if after_colon && source.is_some() { certainty::COLON } else { certainty::GUESS };
            let source: Vec<Span> = source.into_iter().collect();
            if source.is_empty() && n_words < 2 * FEWEST_WORDS {
                continue;
            }
            self.claimed[row] = true;
            self.candidates.push(Candidate {
                content: vec![span],
                cue: Vec::new(),
                source,
                follows: None,
                certainty,
            });
            self.last = Some(self.candidates.len() - 1);
        }
    }
}

/// Whether the passage holds nothing but quotations.
fn is_pure(passage: &Passage<'_>) -> bool {
    (0..passage.len()).any(|it| passage.is_quote(it))
        && (0..passage.len()).all(|it| {
            passage.is_quote(it)
                || matches!(passage.class(it), Some(Class::Stop | Class::Comma | Class::Dash | Class::Sign))
        })
}

fn is_question(quotation: &str) -> bool {
    quotation.trim_end_matches(['”', '"', '’', '\'', '»']).ends_with('?')
}
