//! Breaks the article into lines of a given width. Only the pieces of text near the screen are ever broken, so that a
//! text of any size opens at once; lines hold spans, not words.

mod wrap;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::text::grapheme;
use crate::app::text::grapheme::Glyph;
use crate::document::{BlockKind, Document};
use crate::text::Span;

pub(crate) use wrap::wrap_running;

/// A longer block is laid out in several pieces, so that one endless paragraph (5 MB without a line break) need not
/// be wrapped completely. A line may end early where two pieces meet.
const MAX_PIECE_BYTES: usize = 16 << 10;

/// How many wrapped pieces are kept.
const MAX_KEPT: usize = 1024;

/// What is on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Text of a block of this kind.
    Text(BlockKind),
    /// A line of the header that is not part of the text: title, author, date.
    Header(usize),
    /// Nothing: it separates two blocks.
    Blank,
    /// The sign for text that is left out.
    LeftOut,
}

/// One line on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its text, without white space at the ends; empty for lines without text of the article.
    pub(crate) span: Span,
    /// Cells before the text.
    pub(crate) indent: usize,
    /// What is on it.
    pub(crate) kind: LineKind,
    /// Whether it begins its block.
    pub(crate) opens: bool,
}

impl Line {
    /// The graphemes of the line, with bytes counted from the line's start.
    pub(crate) fn glyphs<'t>(&self, doc: &'t Document) -> Box<dyn Iterator<Item = Glyph<'t>> + 't> {
        let text = doc.slice(self.span);
        match self.kind {
            LineKind::Text(BlockKind::Code) => Box::new(grapheme::code_glyphs(text)),
            _ => Box::new(grapheme::running_glyphs(text)),
        }
    }
}

impl Line {
    /// The grapheme at a cell, with its modifiers; an empty span at the start or end if the cell is before or after
    /// the text.
    pub(crate) fn sign_at(&self, doc: &Document, cell: Option<usize>) -> Span {
        let (start, end) = (self.span.start().to_usize(), self.span.end().to_usize());
        let Some(cell) = cell.filter(|&cell| cell >= self.indent) else { return Span::new(start, start) };
        let mut right = self.indent;
        let found = self.glyphs(doc).find(|glyph| {
            right += glyph.width;
            cell < right
        });
        found.map_or(Span::new(end, end), |it| Span::new(start + it.start, start + it.end))
    }

    /// The cells before a byte of the line.
    pub(crate) fn cell_of(&self, doc: &Document, byte: usize) -> usize {
        let start = self.span.start().to_usize();
        let before = self.glyphs(doc).take_while(|it| start + it.end <= byte);
        self.indent + before.map(|it| it.width).sum::<usize>()
    }
}

/// The place of a line: its piece and its number in it. Sorted like the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Spot {
    pub(crate) piece: usize,
    pub(crate) line: usize,
}

#[derive(Debug, Clone, Copy)]
struct BlockPiece {
    span: Span,
    kind: PieceKind,
    /// The line that separates it from the next piece, if any.
    gap: Option<LineKind>,
}

#[derive(Debug, Clone, Copy)]
enum PieceKind {
    Header { n_lines: usize },
    Block { kind: BlockKind, opens: bool },
}

/// The article in lines of one width.
#[derive(Debug)]
pub(crate) struct Layout {
    doc: Arc<Document>,
    width: usize,
    pieces: Vec<BlockPiece>,
    kept: HashMap<usize, Rc<[Line]>>,
}

impl Layout {
    /// The article with a header of this many lines: above the text, or below its first block if that is the title.
    pub(crate) fn new(doc: Arc<Document>, n_header_lines: usize, is_below_first: bool, width: usize) -> Self {
        let mut pieces = Vec::with_capacity(doc.blocks().len() + 1);
        let header = |at: usize| {
            let kind = PieceKind::Header { n_lines: n_header_lines };
            (n_header_lines > 0).then_some(BlockPiece {
                span: Span::new(at, at),
                kind,
                gap: Some(LineKind::Blank),
            })
        };
        if !is_below_first {
            pieces.extend(header(0));
        }
        let blocks = doc.blocks().rows();
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1).map(|next| next.kind);
            let in_list =
                matches!((block.kind, next), (BlockKind::ListItem(_), Some(BlockKind::ListItem(_))));
            let mut opens = true;
            for span in split(doc.text(), block.span) {
                let is_parted = span.end() == block.span.end() && next.is_some() && !in_list;
                let gap = is_parted.then_some(LineKind::Blank);
                pieces.push(BlockPiece { span, kind: PieceKind::Block { kind: block.kind, opens }, gap });
                opens = false;
            }
            if index == 0
                && is_below_first
                && let Some(header) = header(block.span.end().to_usize())
            {
                // The author's line is directly below the title.
                pieces.last_mut().expect("a block has a piece").gap = None;
                pieces.push(BlockPiece { gap: next.map(|_| LineKind::Blank), ..header });
            }
        }
        Self { doc, width: width.max(1), pieces, kept: HashMap::new() }
    }

    /// Shows only these parts of the article, in order; each is within one block. Signs show where text is left out.
    pub(crate) fn of_parts(doc: Arc<Document>, parts: &[Span], width: usize) -> Self {
        let mut pieces: Vec<BlockPiece> = Vec::new();
        for block in doc.blocks().rows() {
            let from = parts.partition_point(|part| part.end() <= block.span.start());
            let inside = parts.get(from..).unwrap_or_default().iter();
            for part in inside.take_while(|part| part.start() < block.span.end()) {
                let start = part.start().max(block.span.start()).to_usize();
                let part = Span::new(start, part.end().min(block.span.end()).to_usize());
                let is_whitespace = |span: Span| doc.slice(span).trim().is_empty();
                let last = pieces.last().map_or(0, |it| it.span.end().to_usize());
                let is_next = is_whitespace(Span::new(last, start));
                let is_new_block = part.start() == block.span.start();
                match pieces.last_mut() {
                    // A part that directly follows the previous one in the same block continues on the same line.
                    Some(before) if is_next && !is_new_block => {
                        before.span = Span::new(before.span.start().to_usize(), part.end().to_usize());
                        continue;
                    }
                    Some(before) => {
                        before.gap = Some(if is_next { LineKind::Blank } else { LineKind::LeftOut });
                    }
                    None => {}
                }
                pieces.push(BlockPiece {
                    span: part,
                    kind: PieceKind::Block { kind: block.kind, opens: is_new_block },
                    gap: None,
                });
            }
        }
        let pieces = pieces.into_iter().flat_map(|piece| in_pieces(doc.text(), piece)).collect();
        Self { doc, width: width.max(1), pieces, kept: HashMap::new() }
    }

    /// Whether a byte is on no line because it is left out.
    pub(crate) fn hides(&self, byte: usize) -> bool {
        let after = self.pieces.partition_point(|piece| piece.span.start().to_usize() <= byte);
        after.checked_sub(1).is_none_or(|it| self.pieces[it].span.end().to_usize() <= byte)
    }

    /// The byte at which a piece ends.
    pub(crate) fn end_of(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(0, |it| it.span.end().to_usize())
    }

    /// The width of a line in cells.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Breaks the text anew for another width.
    pub(crate) fn set_width(&mut self, width: usize) {
        if self.width != width.max(1) {
            self.width = width.max(1);
            self.kept.clear();
        }
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The lines of a piece; none if there is no such piece.
    pub(crate) fn lines(&mut self, piece: usize) -> Rc<[Line]> {
        if let Some(lines) = self.kept.get(&piece) {
            return Rc::clone(lines);
        }
        let Some(&row) = self.pieces.get(piece) else { return Rc::new([]) };
        let lines: Rc<[Line]> = self.break_lines(row).into();
        if self.kept.len() >= MAX_KEPT {
            self.kept.clear();
        }
        self.kept.insert(piece, Rc::clone(&lines));
        lines
    }

    fn break_lines(&self, piece: BlockPiece) -> Vec<Line> {
        let mut lines = Vec::new();
        match piece.kind {
            PieceKind::Header { n_lines } => {
                let line = |index| Line {
                    span: piece.span,
                    indent: 0,
                    kind: LineKind::Header(index),
                    opens: index == 0,
                };
                lines.extend((0..n_lines).map(line));
            }
            PieceKind::Block { kind, opens } => {
                let text = self.doc.slice(piece.span);
                let base = piece.span.start().to_usize();
                let indent = indent(kind).min(self.width / 3);
                let hang = hang(kind, text).min(self.width / 3);
                let room = self.width - indent - hang;
                let ranges = match kind {
                    BlockKind::Code => wrap::wrap_code(text, room),
                    _ => wrap_running(text, room),
                };
                for (index, range) in ranges.into_iter().enumerate() {
                    let span = Span::new(base + range.start, base + range.end);
                    let opens = opens && index == 0;
                    let indent = if opens { indent } else { indent + hang };
                    lines.push(Line { span, indent, kind: LineKind::Text(kind), opens });
                }
            }
        }
        if let Some(kind) = piece.gap {
            let end = piece.span.end().to_usize();
            lines.push(Line { span: Span::new(end, end), indent: 0, kind, opens: false });
        }
        lines
    }

    /// The line at a place.
    pub(crate) fn line(&mut self, spot: Spot) -> Option<Line> {
        self.lines(spot.piece).get(spot.line).copied()
    }

    /// The line after a place.
    pub(crate) fn next(&mut self, spot: Spot) -> Option<Spot> {
        if spot.line + 1 < self.lines(spot.piece).len() {
            return Some(Spot { line: spot.line + 1, ..spot });
        }
        (spot.piece + 1 < self.pieces.len()).then_some(Spot { piece: spot.piece + 1, line: 0 })
    }

    /// The line before a place.
    pub(crate) fn previous(&mut self, spot: Spot) -> Option<Spot> {
        if spot.line > 0 {
            return Some(Spot { line: spot.line - 1, ..spot });
        }
        let piece = spot.piece.checked_sub(1)?;
        Some(Spot { piece, line: self.lines(piece).len().saturating_sub(1) })
    }

    /// The place this many lines further on, or the last one.
    pub(crate) fn forward(&mut self, mut spot: Spot, n_lines: usize) -> Spot {
        for _ in 0..n_lines {
            let Some(next) = self.next(spot) else { break };
            spot = next;
        }
        spot
    }

    /// The place this many lines back, or the first one.
    pub(crate) fn back(&mut self, mut spot: Spot, n_lines: usize) -> Spot {
        for _ in 0..n_lines {
            let Some(previous) = self.previous(spot) else { break };
            spot = previous;
        }
        spot
    }

    /// The last line.
    pub(crate) fn last(&mut self) -> Spot {
        let piece = self.pieces.len().saturating_sub(1);
        Spot { piece, line: self.lines(piece).len().saturating_sub(1) }
    }

    /// The line that shows a byte, or after which its white space comes.
    pub(crate) fn locate(&mut self, byte: usize) -> Spot {
        let after = self.pieces.partition_point(|piece| piece.span.start().to_usize() <= byte);
        let mut piece = after.saturating_sub(1);
        if self.is_header(piece) {
            // A header above the text comes before the byte's block, one below the title after it.
            piece = if piece == 0 { 1.min(self.pieces.len() - 1) } else { piece - 1 };
        }
        let lines = self.lines(piece);
        let is_text = |line: &Line| !matches!(line.kind, LineKind::Blank | LineKind::LeftOut);
        let is_before = |line: &Line| is_text(line) && line.span.start().to_usize() <= byte;
        Spot { piece, line: lines.partition_point(is_before).saturating_sub(1) }
    }

    fn is_header(&self, piece: usize) -> bool {
        self.pieces.get(piece).is_some_and(|piece| matches!(piece.kind, PieceKind::Header { .. }))
    }

    /// The piece that is the header.
    pub(crate) fn header_piece(&self) -> usize {
        // Above the text, or below the first block, which is a title and thus a single piece unless someone is
        // joking.
        (0..self.pieces.len()).find(|&piece| self.is_header(piece)).unwrap_or(0)
    }

    /// The first line of the block after the one at a place.
    pub(crate) fn next_block(&self, spot: Spot) -> Option<Spot> {
        let opens = |piece: &BlockPiece| !matches!(piece.kind, PieceKind::Block { opens: false, .. });
        let found = self.pieces.get(spot.piece + 1..)?.iter().position(opens)?;
        Some(Spot { piece: spot.piece + 1 + found, line: 0 })
    }

    /// The first line of the block at a place, or of the previous one if the place is already that line.
    pub(crate) fn previous_block(&self, spot: Spot) -> Option<Spot> {
        let opens = |piece: &BlockPiece| !matches!(piece.kind, PieceKind::Block { opens: false, .. });
        let end = if spot.line > 0 { spot.piece + 1 } else { spot.piece };
        let piece = self.pieces.get(..end)?.iter().rposition(opens)?;
        Some(Spot { piece, line: 0 })
    }
}

/// Splits a long piece into several.
fn in_pieces(text: &str, whole: BlockPiece) -> Vec<BlockPiece> {
    let spans = split(text, whole.span);
    let last = spans.len().saturating_sub(1);
    let piece = |(index, span): (usize, Span)| {
        let kind = match whole.kind {
            PieceKind::Block { kind, opens } => PieceKind::Block { kind, opens: opens && index == 0 },
            header @ PieceKind::Header { .. } => header,
        };
        BlockPiece { span, kind, gap: whole.gap.filter(|_| index == last) }
    };
    spans.into_iter().enumerate().map(piece).collect()
}

fn indent(kind: BlockKind) -> usize {
    match kind {
        BlockKind::Heading(_) | BlockKind::Paragraph => 0,
        BlockKind::ListItem(depth) => 2 * usize::from(depth),
        BlockKind::BlockQuote => 4,
        BlockKind::Code | BlockKind::Caption | BlockKind::Boilerplate => 2,
    }
}

/// How much further the later lines of a list item are indented: as far as its text is after "- " or "12. ".
fn hang(kind: BlockKind, text: &str) -> usize {
    if !matches!(kind, BlockKind::ListItem(_)) {
        return 0;
    }
    let mark = text.split_whitespace().next().unwrap_or_default();
    let is_mark = mark.ends_with(['.', ')', '-', '*', '+', '•', '–']) && mark.chars().count() <= 4;
    if is_mark { grapheme::text_width(mark) + 1 } else { 2 }
}

/// The pieces of a block: the whole block, or parts of it cut at white space.
fn split(text: &str, block: Span) -> Vec<Span> {
    let (mut start, end) = (block.start().to_usize(), block.end().to_usize());
    let mut pieces = Vec::new();
    while end - start > MAX_PIECE_BYTES {
        let limit = text.floor_char_boundary(start + MAX_PIECE_BYTES);
        let head = text.get(start..limit).unwrap_or_default();
        // Without white space, the cut is before the last grapheme, which may continue after the limit.
        let last_sign = || head.grapheme_indices(true).next_back().map(|(at, _)| at);
        let seam = head.rfind(char::is_whitespace).filter(|&at| at > 0).or_else(last_sign);
        let cut = seam.filter(|&at| at > 0).map_or(limit, |at| start + at);
        pieces.push(Span::new(start, cut));
        let rest = text.get(cut..end).unwrap_or_default();
        // A line break at the start of a piece of code would show as an empty line; other white space is dropped
        // anyway.
        start = cut + (rest.len() - rest.trim_start_matches('\n').len()).min(1);
    }
    if start < end {
        pieces.push(Span::new(start, end));
    }
    pieces
}

#[cfg(test)]
mod tests;
