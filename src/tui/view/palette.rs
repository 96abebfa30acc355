//! The line after `:` with what fits it.

use ratatui::style::Style;

use crate::app::card;
use crate::app::list::Row;
use crate::app::popup::palette::Palette;
use crate::app::screen::Area;
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::typed;

/// Cells for the name of an action.
const TITLE_CELLS: u16 = 22;

/// Draws the line, the list and what is told below.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, palette: &Palette) {
    let area = paint.open(area, "Command, or what to do: Enter runs, Tab completes");
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    typed::draw_first_line(paint, area, ":", &palette.list.filter.input);
    let bottom = area.y + area.height;
    // What is wrong with a command is told whole.
    let n_told = if palette.fault.is_some() { 3 } else { 1 };
    let mut told = card::clipped(&palette.told(), usize::from(width), n_told);
    told.truncate(usize::from(area.height.saturating_sub(1)));
    let n_told = u16::try_from(told.len()).unwrap_or(0);
    let list = Area { y: area.y + 1, height: area.height.saturating_sub(1 + n_told.max(1)), ..area };
    let titles = palette.list.shown().filter_map(|(row, _)| match row {
        Row::Item(number) => Some(cells(&palette.entry(number).title)),
        Row::Head(_) | Row::More(..) => None,
    });
    // Long titles push all descriptions, not only their own.
    let column = titles.max().unwrap_or(0).max(TITLE_CELLS.min(width / 3)).min(width / 2);
    for (y, (row, is_cursor)) in (list.y..list.y + list.height).zip(palette.list.shown()) {
        match row {
            Row::Head(title) => {
                paint.put_fit(x, y, width, title, paint.theme.dim);
            }
            Row::Item(number) | Row::More(number, _) => {
                let entry = palette.entry(number);
                let right = paint.put_right(x + width, y, &entry.keys, paint.theme.heading);
                let room = right.saturating_sub(x + u16::from(!entry.keys.is_empty()));
                let title = if entry.description.is_empty() { room } else { room.min(column) };
                paint.put_fit(x, y, title, &entry.title, paint.theme.heading);
                let at = x + column + 1;
                let room = right.saturating_sub(at + 1);
                paint.put_fit(at, y, room, &entry.description, Style::new());
                if is_cursor {
                    paint.tint(Area { y, height: 1, ..area }, paint.theme.cursor);
                }
            }
        }
    }
    let style = if palette.fault.is_some() { paint.theme.heading } else { paint.theme.dim };
    for (y, line) in (bottom - n_told..).zip(&told) {
        paint.put_fit(x, y, width, line, style);
    }
}
