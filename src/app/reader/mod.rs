//! The text on the screen: which lines are visible, what is focused, and how to move and return.

mod history;
pub(crate) mod layout;
pub(crate) mod selection;

use std::sync::Arc;

pub(crate) use history::ReturnPlace;

use crate::app::reader::history::JumpPoint;
use crate::app::reader::layout::{Layout, Line, LineKind, Spot};
use crate::app::reader::selection::Selection;
use crate::app::text::grapheme;
use crate::document::{BlockKind, Document};
use crate::nlp::Relation;
use crate::text::{ByteOffset, Id, Span};

/// Lines kept free above and below the target of a jump, where there is room.
const CONTEXT_LINES: usize = 2;

/// An item in the text that keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Focus {
    pub(crate) span: Span,
    pub(crate) kind: FocusKind,
}

/// What the focused item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FocusKind {
    Mention,
    Quote,
    Sentence,
    Hit,
    Link,
    /// Words that the user highlighted.
    Mark,
    /// Words that the user is selecting.
    Selection(Selection),
    /// The words that state a relation in its sentence with this number.
    Relation(Id<Relation>, usize),
}

impl FocusKind {
    /// Whether it is merely words: not something that byline found, but what the user selected or searched.
    pub(crate) const fn is_words(self) -> bool {
        matches!(self, Self::Hit | Self::Selection(_))
    }
}

/// A line, described in a way that finds it again at any width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Header(usize),
    Text(usize),
    Gap(usize),
}

/// The text on the screen.
#[derive(Debug)]
pub(crate) struct Reader {
    doc: Arc<Document>,
    header: Vec<String>,
    layout: Layout,
    height: usize,
    top: Spot,
    /// Where `top` is. A change of width does not affect it, so changing back leads to the same line.
    anchor: Anchor,
    frame: Vec<Line>,
    focus: Option<Focus>,
    back: Vec<JumpPoint>,
    forward: Vec<JumpPoint>,
    before_jump: Option<JumpPoint>,
    /// The parts of the text that are shown, if not all are.
    parts: Option<Vec<Span>>,
    /// Whether everything is shown again because of a jump to a hidden place.
    widened: bool,
    /// The part of the article last reported as visible.
    told: Span,
}

impl Reader {
    /// The start of an article.
    pub(crate) fn new(doc: Arc<Document>) -> Self {
        let (header, is_below_first) = header(&doc);
        let layout = whole(&doc, &header, 1);
        let anchor = if header.is_empty() || is_below_first { Anchor::Text(0) } else { Anchor::Header(0) };
        Self {
            doc,
            header,
            layout,
            height: 1,
            top: Spot::default(),
            anchor,
            frame: Vec::new(),
            focus: None,
            back: Vec::new(),
            forward: Vec::new(),
            before_jump: None,
            parts: None,
            widened: false,
            told: Span::default(),
        }
    }

    /// Begins where the user was before.
    pub(crate) fn begin_at(&mut self, byte: usize) {
        self.anchor = Anchor::Text(byte);
        self.top = self.spot(self.anchor);
        self.refresh();
    }

    /// Shows only these parts of the text, or everything. The first visible word stays the first, or else the nearest
    /// one before it.
    pub(crate) fn narrow(&mut self, parts: Option<&[Span]>) {
        if self.parts.as_deref() == parts {
            return;
        }
        self.unpin();
        let width = self.layout.width();
        self.parts = parts.map(<[Span]>::to_vec);
        self.layout = match &self.parts {
            Some(parts) => Layout::of_parts(Arc::clone(&self.doc), parts, width),
            None => whole(&self.doc, &self.header, width),
        };
        let last_top = self.last_top();
        self.top = self.spot(self.anchor).min(last_top);
        self.refresh();
    }

    /// Whether a span is left out.
    pub(crate) fn hides(&self, span: Span) -> bool {
        self.parts.is_some() && self.layout.hides(span.start().to_usize())
    }

    /// Whether a jump has shown everything since this was last asked.
    pub(crate) fn take_widened(&mut self) -> bool {
        std::mem::take(&mut self.widened)
    }

    /// What is visible, if that is another part than when this was last asked.
    pub(crate) fn take_moved(&mut self) -> Option<Span> {
        let place = self.place();
        (std::mem::replace(&mut self.told, place) != place).then_some(place)
    }

    /// What is visible, from the first word to the last. The first word stays the same at every width, even if it
    /// does not begin a line. Above the text, it is the first word of the text.
    pub(crate) fn place(&self) -> Span {
        let whole = self.doc.text().len();
        let end = if self.is_at_end() { whole } else { self.visible().end().to_usize() };
        let start = match self.anchor {
            Anchor::Text(byte) => byte,
            Anchor::Header(_) | Anchor::Gap(_) => {
                let first = self.frame.iter().find(|line| matches!(line.kind, LineKind::Text(_)));
                first.map_or(end, |line| line.span.start().to_usize())
            }
        };
        Span::new(start.min(end), end)
    }

    /// The visible lines; fewer than the height at the end of the article.
    pub(crate) fn frame(&self) -> &[Line] {
        &self.frame
    }

    /// The lines above the text.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// The focused item.
    pub(crate) fn focus(&self) -> Option<Focus> {
        self.focus
    }

    /// Focuses an item, or nothing, without moving.
    pub(crate) fn set_focus(&mut self, focus: Option<Focus>) {
        self.focus = focus;
    }

    /// The height of the text in lines.
    pub(crate) fn height(&self) -> usize {
        self.height
    }

    /// Changes the size of the text; the first word stays the first.
    pub(crate) fn resize(&mut self, width: usize, height: usize) {
        if self.layout.width() != width {
            self.layout.set_width(width);
            self.top = self.spot(self.anchor);
        }
        self.height = height.max(1);
        self.refresh();
    }

    /// The bytes from the first to the last visible one.
    pub(crate) fn visible(&self) -> Span {
        let first = self.frame.first().map_or(0, |line| line.span.start().to_usize());
        let last = self.frame.last().map_or(first, |line| line.span.end().to_usize());
        Span::new(first, last.max(first))
    }

    /// Whether the start of the span is visible.
    pub(crate) fn shows(&self, span: Span) -> bool {
        self.frame.iter().any(|line| line.span.contains(span.start()))
    }

    /// How much of the article is above the screen, in percent; 100 if its end is visible.
    pub(crate) fn percent(&self) -> usize {
        if self.is_at_end() {
            return 100;
        }
        self.visible().start().to_usize() * 100 / self.doc.text().len()
    }

    /// Whether the last word is visible; what follows it is invisible anyway.
    pub(crate) fn is_at_end(&self) -> bool {
        self.visible().end().to_usize() >= self.doc.text().trim_end().len()
    }

    /// Scrolls by this many lines; stops when the last line is visible.
    pub(crate) fn scroll(&mut self, n_lines: isize) {
        let to = if n_lines < 0 {
            self.layout.back(self.top, n_lines.unsigned_abs())
        } else {
            let last_top = self.last_top();
            self.layout.forward(self.top, n_lines.unsigned_abs()).min(last_top).max(self.top)
        };
        self.set_top(to);
    }

    /// Jumps to the start.
    pub(crate) fn go_top(&mut self) {
        self.jump(Spot::default());
    }

    /// Jumps to the end.
    pub(crate) fn go_bottom(&mut self) {
        let last_top = self.last_top();
        self.jump(last_top);
    }

    /// Jumps to a line, from 1.
    pub(crate) fn go_line(&mut self, number: usize) {
        let last_top = self.last_top();
        let spot = self.layout.forward(Spot::default(), number.saturating_sub(1));
        self.jump(spot.min(last_top));
    }

    /// Jumps to the line before which this percentage of the text is.
    pub(crate) fn go_percent(&mut self, percent: usize) {
        let spot = self.layout.locate(self.doc.text().len() * percent.min(100) / 100);
        let last_top = self.last_top();
        let spot = if percent == 0 { Spot::default() } else { spot };
        self.jump(spot.min(last_top));
    }

    /// Scrolls to the start of the next paragraph, or of the previous one.
    pub(crate) fn paragraph(&mut self, is_next: bool) {
        let last_top = self.last_top();
        let spot = if is_next {
            self.layout.next_block(self.top).map(|spot| spot.min(last_top).max(self.top))
        } else {
            self.layout.previous_block(self.top)
        };
        if let Some(spot) = spot {
            self.set_top(spot);
        }
    }

    /// Focuses an item and brings it onto the screen, with some lines around it.
    pub(crate) fn go_to(&mut self, focus: Focus) {
        self.show(focus.span);
        self.focus = Some(focus);
    }

    /// Focuses an item and brings it to the top of the screen, one line below the edge, if there is enough text
    /// below.
    pub(crate) fn open_at(&mut self, focus: Focus) {
        self.widen_for(focus.span);
        if !self.layout.is_empty() {
            let first = self.layout.locate(focus.span.start().to_usize());
            let top = self.layout.back(first, usize::from(self.height > 2));
            let last_top = self.last_top();
            self.jump(top.min(last_top));
        }
        self.focus = Some(focus);
    }

    /// Brings the line of a byte to the top of the screen, if there is enough text below.
    pub(crate) fn go_to_line_of(&mut self, byte: ByteOffset) {
        self.widen_for(Span::new(byte.to_usize(), byte.to_usize()));
        if self.layout.is_empty() {
            return;
        }
        let spot = self.layout.locate(byte.to_usize());
        let last_top = self.last_top();
        self.jump(spot.min(last_top));
    }

    /// Row and cell of a byte of the text, if it is visible.
    pub(crate) fn cell_of(&self, byte: ByteOffset) -> Option<(usize, usize)> {
        let row = self.frame.iter().position(|line| line.span.contains(byte))?;
        let line = &self.frame[row];
        let before = line.glyphs(&self.doc);
        let before = before.take_while(|it| line.span.start().to_usize() + it.end <= byte.to_usize());
        Some((row, line.indent + before.map(|it| it.width).sum::<usize>()))
    }

    /// Brings a span onto the screen, with some lines around it. Moves only if it is not visible already.
    pub(crate) fn show(&mut self, span: Span) {
        self.widen_for(span);
        if let Some(top) = self.top_for(span) {
            self.jump(top);
        }
    }

    /// The same without counting as a jump.
    pub(crate) fn show_quietly(&mut self, span: Span) {
        self.widen_for(span);
        if let Some(top) = self.top_for(span) {
            self.set_top(top);
        }
    }

    /// Shows everything if a span is hidden.
    fn widen_for(&mut self, span: Span) {
        if self.hides(span) {
            self.narrow(None);
            self.widened = true;
        }
    }

    /// The top line that makes a span visible, if the current one does not.
    fn top_for(&mut self, span: Span) -> Option<Spot> {
        if self.layout.is_empty() {
            return None;
        }
        let first = self.layout.locate(span.start().to_usize());
        let last = self.layout.locate(span.end().to_usize().saturating_sub(1)).max(first);
        let context = CONTEXT_LINES.min(self.height.saturating_sub(1) / 2);
        let from = self.layout.back(first, context);
        let to = self.layout.forward(last, context);
        let end = self.layout.forward(self.top, self.height - 1);
        if from >= self.top && to <= end {
            return None;
        }
        // A third of the way down the screen, the span is seen with what precedes and follows it; a longer one starts
        // higher.
        let n_lines = self.distance(first, last) + 1;
        let above = (self.height / 3).min(self.height.saturating_sub(n_lines + context)).max(context);
        let top = self.layout.back(first, above);
        let last_top = self.last_top();
        Some(top.min(last_top))
    }

    /// The grapheme at a cell of a row; an empty span at the line's start or end if the cell is before or after the
    /// text. `None` below the last line.
    pub(crate) fn sign_at(&self, row: usize, cell: Option<usize>) -> Option<Span> {
        let line = self.frame.get(row)?;
        Some(line.sign_at(&self.doc, cell))
    }

    /// The nearest byte in the line of text below or above that of a byte.
    pub(crate) fn beside(&mut self, at: ByteOffset, is_below: bool) -> Option<(Span, ByteOffset)> {
        let mut spot = self.layout.locate(at.to_usize());
        let from = self.layout.line(spot)?;
        let cell = from.cell_of(&self.doc, at.to_usize());
        loop {
            spot = if is_below { self.layout.next(spot)? } else { self.layout.previous(spot)? };
            let line = self.layout.line(spot)?;
            if !matches!(line.kind, LineKind::Text(_)) {
                continue;
            }
            let mut right = line.indent;
            let left_of = line.glyphs(&self.doc).take_while(|it| {
                right += it.width;
                right <= cell
            });
            let start = line.span.start().to_usize() + left_of.last().map_or(0, |it| it.end);
            return Some((line.span, ByteOffset::new(start)));
        }
    }

    fn jump(&mut self, to: Spot) {
        if to == self.top {
            return;
        }
        self.remember(self.here());
        self.set_top(to);
    }

    fn set_top(&mut self, top: Spot) {
        self.top = top;
        if let Some(line) = self.layout.line(top) {
            self.anchor = match line.kind {
                LineKind::Header(index) => Anchor::Header(index),
                LineKind::Text(_) => Anchor::Text(line.span.start().to_usize()),
                LineKind::Blank | LineKind::LeftOut => Anchor::Gap(top.piece),
            };
        }
        self.refresh();
    }

    fn spot(&mut self, anchor: Anchor) -> Spot {
        match anchor {
            Anchor::Header(_) if self.parts.is_some() => Spot::default(),
            Anchor::Header(line) => Spot { piece: self.layout.header_piece(), line },
            Anchor::Text(byte) => self.layout.locate(byte),
            Anchor::Gap(piece) => Spot { piece, line: self.layout.lines(piece).len().saturating_sub(1) },
        }
    }

    /// The top line with which the last line is at the bottom of the screen.
    fn last_top(&mut self) -> Spot {
        let last = self.layout.last();
        self.layout.back(last, self.height - 1)
    }

    fn distance(&mut self, from: Spot, to: Spot) -> usize {
        let mut spot = from;
        let mut n = 0;
        // The rest of a piece that is longer than the screen need not be counted.
        while spot < to && n < self.height {
            let Some(next) = self.layout.next(spot) else { break };
            spot = next;
            n += 1;
        }
        n
    }

    fn refresh(&mut self) {
        self.frame.clear();
        let mut spot = Some(self.top);
        while let Some(at) = spot
            && self.frame.len() < self.height
        {
            self.frame.extend(self.layout.line(at));
            spot = self.layout.next(at);
        }
    }
}

/// The whole article in lines, with its header in place.
fn whole(doc: &Arc<Document>, lines: &[String], width: usize) -> Layout {
    let (_, is_below_first) = header(doc);
    Layout::new(Arc::clone(doc), lines.len(), is_below_first, width)
}

/// The metadata shown beside the text: the title, unless the text starts with it, and who wrote it where and when.
/// Also whether these lines belong below the first block, which is then the title.
fn header(doc: &Document) -> (Vec<String>, bool) {
    let meta = doc.meta();
    let first = doc.blocks().rows().first().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let heading = first.map(|block| grapheme::one_line(doc.slice(block.span)));
    let title = meta.title.as_deref().map(grapheme::one_line).filter(|title| heading.as_ref() != Some(title));
    let is_below_first = heading.is_some() && title.is_none();
    let day = meta.published.as_deref().map(|it| it.split_once('T').map_or(it, |(day, _)| day));
    let byline: Vec<_> = [meta.author.as_deref(), meta.site.as_deref(), day].into_iter().flatten().collect();
    let byline = (!byline.is_empty()).then(|| byline.join(" · "));
    (title.into_iter().chain(byline).collect(), is_below_first)
}

#[cfg(test)]
mod tests;
