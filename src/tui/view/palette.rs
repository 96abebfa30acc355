//! The line after `:` with what fits it.

use ratatui::style::Style;

use crate::app::list::Row;
use crate::app::popup::palette::Palette;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::typed;

/// Cells for the name of an action.
const TITLE_CELLS: u16 = 22;

/// Draws the line, the list and what is told below.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, palette: &Palette) {
    let area = paint.open(area, "Command, or what to do: Enter runs, Tab completes");
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    typed::draw_first_line(paint, area, ":", &palette.list.filter.input);
    let bottom = area.y + area.height;
    let list = Area { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    for (y, (row, is_cursor)) in (list.y..list.y + list.height).zip(palette.list.shown()) {
        match row {
            Row::Head(title) => {
                paint.put_fit(x, y, width, title, paint.theme.dim);
            }
            Row::Item(number) | Row::More(number, _) => {
                let entry = palette.entry(number);
                let right = paint.put_right(x + width, y, &entry.keys, paint.theme.heading);
                let room = right.saturating_sub(x + u16::from(!entry.keys.is_empty()));
                let title = paint.put_fit(x, y, room, &entry.title, paint.theme.heading);
                let at = x + title.max(TITLE_CELLS.min(width / 3)) + 1;
                let room = right.saturating_sub(at + 1);
                paint.put_fit(at, y, room, &entry.description, Style::new());
                if is_cursor {
                    paint.tint(Area { y, height: 1, ..area }, paint.theme.cursor);
                }
            }
        }
    }
    if area.height > 1 {
        let style = if palette.fault.is_some() { paint.theme.heading } else { paint.theme.dim };
        let told = palette.told();
        paint.put_fit(x, bottom - 1, width, &told, style);
    }
}
