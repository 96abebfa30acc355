//! Draws the state of the interface into cells. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::app::Model;

/// The whole screen.
#[derive(Debug)]
pub struct View<'m>(pub &'m Model);

impl Widget for View<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        for (row, line) in (area.top()..area.bottom()).zip(self.0.document().text().lines()) {
            buf.set_stringn(area.x, row, line, usize::from(area.width), ratatui::style::Style::new());
        }
    }
}
