//! What is being typed: a prompt with its line and cursor.

use ratatui::style::Style;

use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::app::text::line_input::LineInput;
use crate::tui::view::paint::Paint;

/// Draws a prompt with what is typed; of a long line, the end is visible.
pub(super) fn draw_input(
    paint: &mut Paint<'_>,
    (x, y, width): (u16, u16, u16),
    prompt: &str,
    input: &LineInput,
    has_cursor: bool,
) {
    let mut at = x + paint.put(x, y, width, prompt, paint.theme.heading);
    let end = x + width;
    // One cell is left for the cursor.
    let room = usize::from(end.saturating_sub(at).saturating_sub(1));
    // A note may have several lines; here they become one.
    let on_one_line = |text: &str| text.replace('\n', paint.signs.line_end);
    let (before, after) = (on_one_line(input.before_cursor()), on_one_line(input.after_cursor()));
    let before = grapheme::fitting_end(&before, room);
    at += paint.put(at, y, end.saturating_sub(at), before, Style::new());
    paint.put(at, y, end.saturating_sub(at), &after, Style::new());
    if has_cursor && at < end {
        if after.is_empty() {
            paint.put(at, y, 1, " ", Style::new());
        }
        paint.tint(Area { x: at, y, width: 1, height: 1 }, paint.theme.cursor);
    }
}

/// Draws what is typed into the first line of a popup.
pub(super) fn draw_first_line(paint: &mut Paint<'_>, area: Area, prompt: &str, input: &LineInput) {
    draw_input(paint, (area.x + 1, area.y, area.width.saturating_sub(2)), prompt, input, true);
}
