//! Earlier mentions of a name, each in its sentence.

use ratatui::style::Style;

use crate::app::App;
use crate::app::list::Row;
use crate::app::popup::peek;
use crate::app::popup::peek::Peek;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;

/// Draws a line for each.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, area: Area, peek: &Peek) {
    let area = paint.open(area, &format!("Earlier: {}", peek.name));
    let width = usize::from(area.width.saturating_sub(2));
    for (y, (row, is_cursor)) in (area.y..).zip(peek.list.shown()) {
        let Row::Item(span) = row else { continue };
        let (before, name, after) =
            peek::snippet(&app.article.doc, &app.article.analysis, span, width, paint.signs.more);
        let mut x = area.x + 1;
        for (text, style) in [(before, Style::new()), (name, paint.theme.heading), (after, Style::new())] {
            x += paint.put(x, y, (area.x + area.width).saturating_sub(x), &text, style);
        }
        if is_cursor {
            paint.tint(Area { y, height: 1, ..area }, paint.theme.cursor);
        }
    }
}
