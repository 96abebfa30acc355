//! Cuts a document into windows, which the network reads as a whole: complete sentences, as many as fit.

use std::ops::Range;

use crate::nlp::Sentence;
use crate::nlp::encoder::case;
use crate::nlp::encoder::input::{EncoderInput, Referring};
use crate::nlp::encoder::pieces::{PieceId, Vocabulary};
use crate::text::Table;

/// How many pieces two parts share if a sentence is too long for a window, so that no token is judged at a cut.
const OVERLAP: usize = 48;

/// Tokens that are read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// All tokens of the window.
    pub(crate) tokens: Range<usize>,
    /// The tokens whose output counts; the others are context in a cut sentence.
    pub(crate) keep: Range<usize>,
}

/// A window as the network reads it.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The pieces with the frame around them.
    pub(crate) pieces: Vec<PieceId>,
    /// The case class of each piece's token.
    pub(crate) case: Vec<u8>,
    /// The row of the first piece of each token that is kept.
    pub(crate) rows: Vec<usize>,
    /// What each token that is kept may stand for.
    pub(crate) referring: Vec<Referring>,
    /// Where sentences, or the parts of them in the window, begin among the tokens that are kept.
    pub(crate) starts: Vec<usize>,
}

impl Window {
    /// Assembles the window's pieces.
    pub(crate) fn read(&self, input: &EncoderInput, vocabulary: &Vocabulary) -> Reading {
        let (first, last) = vocabulary.frame();
        let mut reading = Reading { pieces: vec![first], case: vec![case::SIGN], ..Reading::default() };
        for token in self.tokens.clone() {
            if self.keep.contains(&token) {
                if token == self.keep.start || input.begins_sentence(token) {
                    reading.starts.push(reading.rows.len());
                }
                reading.rows.push(reading.pieces.len());
                reading.referring.push(input.referring(token));
            }
            reading.pieces.extend_from_slice(input.pieces(token));
            reading.case.resize(reading.pieces.len(), input.case(token));
        }
        reading.pieces.push(last);
        reading.case.push(case::SIGN);
        reading
    }
}

/// Windows of at most `max_pieces` pieces including their frame, in order; each token is kept in exactly one.
pub(crate) fn cut(sentences: &Table<Sentence>, input: &EncoderInput, max_pieces: usize) -> Vec<Window> {
    let room = max_pieces - 2;
    let mut windows: Vec<Window> = Vec::new();
    let mut used = room; // pieces in the last window; full, so that the next sentence opens one
    for sentence in sentences.rows() {
        let tokens = sentence.tokens.to_range();
        let size = tokens.clone().map(|token| input.pieces(token).len()).sum::<usize>();
        match windows.last_mut() {
            Some(window) if used + size <= room => {
                window.tokens.end = tokens.end;
                window.keep.end = tokens.end;
                used += size;
            }
            _ if size <= room => {
                windows.push(Window { tokens: tokens.clone(), keep: tokens });
                used = size;
            }
            _ => {
                cut_sentence(tokens, input, room, &mut windows);
                used = room;
            }
        }
    }
    windows
}

/// Cuts a sentence that is too long for any window into overlapping parts.
fn cut_sentence(tokens: Range<usize>, input: &EncoderInput, room: usize, windows: &mut Vec<Window>) {
    let overlap = OVERLAP.min(room / 4);
    let (mut start, mut keep_from) = (tokens.start, tokens.start);
    loop {
        let end = advance(start, tokens.end, input, room);
        if end == tokens.end {
            windows.push(Window { tokens: start..end, keep: keep_from..end });
            return;
        }
        // Half of the overlap is judged by this window, half by the next one.
        let keep_to = retreat(end, start, input, overlap / 2);
        windows.push(Window { tokens: start..end, keep: keep_from..keep_to });
        start = retreat(end, start, input, overlap).max(start + 1);
        keep_from = keep_to;
    }
}

/// The end of the tokens from `start` that fit into `room` pieces, at least one token.
fn advance(start: usize, end: usize, input: &EncoderInput, room: usize) -> usize {
    let mut used = 0;
    (start..end)
        .find(|&token| {
            used += input.pieces(token).len();
            used > room && token > start
        })
        .unwrap_or(end)
}

/// The start of the last tokens before `end` that have about `size` pieces.
fn retreat(end: usize, start: usize, input: &EncoderInput, size: usize) -> usize {
    let mut used = 0;
    (start..end)
        .rev()
        .find(|&token| {
            used += input.pieces(token).len();
            used >= size
        })
        .unwrap_or(start)
}
