//! The box that asks for a line of text.

use crate::app::card;
use crate::app::popup::prompt::Prompt;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::typed;

/// Draws the line and the text below it.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, prompt: &Prompt) {
    let inside = paint.open(area, prompt.title());
    let (x, width) = (inside.x + 1, inside.width.saturating_sub(2));
    typed::draw_first_line(paint, inside, "", &prompt.input);
    let lines = card::wrapped(prompt.hint(), usize::from(width));
    for (y, line) in (inside.y + 1..inside.y + inside.height).zip(&lines) {
        paint.put_fit(x, y, width, line, paint.theme.dim);
    }
}
