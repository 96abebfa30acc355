//! The popup with what a program of the reader's answers.

use ratatui::style::Style;

use crate::app::popup::output::Output;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;

/// The lines, and below them what became of the program.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, output: &Output) {
    let area = paint.open(area, &output.title);
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    let bottom = area.y + area.height.saturating_sub(1);
    for (y, line) in (area.y..bottom).zip(output.shown()) {
        paint.put(x, y, width, line, Style::new());
    }
    let (hint, is_problem) = output.hint();
    let style = if is_problem { paint.theme.heading } else { paint.theme.dim };
    paint.put_fit(x, bottom, width, &hint, style);
}
