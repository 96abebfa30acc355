//! The popup with the output of one of the user's programs.

use ratatui::style::Style;

use crate::app::Keymap;
use crate::app::popup::output::Output;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;

/// Draws what went wrong and the output, and below them the keys.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, output: &Output, keymap: &Keymap) {
    let area = paint.open(area, &output.title);
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    let bottom = area.y + area.height.saturating_sub(1);
    for (nth, (y, line)) in (area.y..bottom).zip(output.shown()).enumerate() {
        let style = if nth < output.n_of_problem() { paint.theme.heading } else { Style::new() };
        paint.put(x, y, width, line, style);
    }
    paint.put_fit(x, bottom, width, &output.hint(keymap), paint.theme.dim);
}
