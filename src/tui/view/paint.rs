//! Draws text and frames into cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::tui::theme::Theme;
use crate::tui::view::signs::Signs;

/// The cells to draw into, and what is needed to draw.
pub(super) struct Paint<'b> {
    pub(super) buf: &'b mut Buffer,
    pub(super) theme: Theme,
    pub(super) signs: &'static Signs,
}

impl Paint<'_> {
    /// Draws a text at a cell, cut to this many cells; returns how many it took. What is outside the screen is
    /// dropped.
    pub(super) fn put(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let screen = self.buf.area;
        if y >= screen.bottom() || x >= screen.right() {
            return 0;
        }
        let text = if self.signs.ascii { Cow::Owned(plain(text)) } else { Cow::Borrowed(text) };
        self.buf.set_stringn(x, y, text, usize::from(width), style).0 - x
    }

    /// Draws a text at a cell, with a sign at its end if it is cut.
    pub(super) fn put_fit(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let text = grapheme::fit(text, usize::from(width), self.signs.more);
        self.put(x, y, width, &text, style)
    }

    /// Draws a text so that it ends before a cell; returns where it starts.
    pub(super) fn put_right(&mut self, right: u16, y: u16, text: &str, style: Style) -> u16 {
        let width = cells(text);
        let x = right.saturating_sub(width);
        self.put(x, y, width, text, style);
        x
    }

    /// Gives the cells of an area a style.
    pub(super) fn tint(&mut self, area: Area, style: Style) {
        self.buf.set_style(rect(area).intersection(self.buf.area), style);
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Area) {
        let area = rect(area).intersection(self.buf.area);
        for y in area.rows() {
            // A wide character that extends into the area would be drawn over its first cell.
            if let Some(x) = area.x.checked_sub(1)
                && cells(self.buf[(x, y.y)].symbol()) > 1
            {
                self.buf[(x, y.y)].set_symbol(" ");
            }
        }
        for position in area.positions() {
            self.buf[position].reset();
        }
    }

    /// A horizontal line.
    pub(super) fn rule(&mut self, x: u16, y: u16, width: u16) {
        let line = self.signs.horizontal.repeat(usize::from(width));
        self.put(x, y, width, &line, self.theme.dim);
    }

    /// A frame with a title in its upper edge.
    pub(super) fn frame(&mut self, area: Area, title: &str, title_style: Style) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
        let [top_left, top_right, bottom_left, bottom_right] = self.signs.corners;
        let dim = self.theme.dim;
        for (y, left_corner, right_corner) in
            [(area.y, top_left, top_right), (bottom, bottom_left, bottom_right)]
        {
            self.rule(area.x + 1, y, area.width - 2);
            self.put(area.x, y, 1, left_corner, dim);
            self.put(right, y, 1, right_corner, dim);
        }
        for y in area.y + 1..bottom {
            self.put(area.x, y, 1, self.signs.vertical, dim);
            self.put(right, y, 1, self.signs.vertical, dim);
        }
        self.title(area.x, area.y, area.width, title, title_style);
    }

    /// An empty frame over what was drawn before; returns the area inside.
    pub(super) fn open(&mut self, area: Area, title: &str) -> Area {
        self.clear(area);
        self.frame(area, title, self.theme.heading);
        area.inside()
    }

    /// A title in the upper edge of a frame.
    pub(super) fn title(&mut self, x: u16, y: u16, width: u16, title: &str, style: Style) {
        if !title.is_empty() && width > 6 {
            let title = grapheme::fit(title, usize::from(width - 6), self.signs.more);
            self.put(x + 2, y, width - 4, &format!(" {title} "), style);
        }
    }
}

/// The text with typographic characters replaced by ASCII ones, cell for cell.
fn plain(text: &str) -> String {
    let sign = |c| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' | '·' | '‐' => '-',
        '…' => '.',
        '•' => '*',
        '→' => '>',
        '←' => '<',
        '×' => 'x',
        '\u{a0}' => ' ',
        c => c,
    };
    text.chars().map(sign).collect()
}

/// The cells that a text takes.
pub(super) fn cells(text: &str) -> u16 {
    u16::try_from(grapheme::text_width(text)).unwrap_or(u16::MAX)
}

fn rect(area: Area) -> ratatui::layout::Rect {
    ratatui::layout::Rect::new(area.x, area.y, area.width, area.height)
}
