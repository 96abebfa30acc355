//! The command line after `:` and what matches it.

use ratatui::style::Style;

use crate::app::Keymap;
use crate::app::card;
use crate::app::list::Row;
use crate::app::popup::palette::Palette;
use crate::app::screen::Area;
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::searchable;

/// The cells for the name of an action.
const TITLE_CELLS: u16 = 22;
/// The lines for what is wrong with a command. It is shown in full, over the last rows.
const FAULT_LINES: usize = 3;

/// Draws the list, and the text below it.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, palette: &Palette, keymap: &Keymap) {
    let titles = palette.list.shown().filter_map(|(row, _)| match row {
        Row::Item(number) => Some(cells(&palette.entry(number).title)),
        Row::Head(_) | Row::More(..) => None,
    });
    let widest = titles.max().unwrap_or(0);
    let inside = searchable::draw(paint, area, keymap, palette, ":", |paint, at, row| match row {
        Row::Head(title) => {
            paint.put_fit(at.x, at.y, at.width, title, paint.theme.dim);
        }
        Row::Item(number) | Row::More(number, _) => {
            // Long titles move all descriptions, not only their own.
            let column = widest.max(TITLE_CELLS.min(at.width / 3)).min(at.width / 2);
            let entry = palette.entry(number);
            let right = paint.put_right(at.x + at.width, at.y, &entry.keys, paint.theme.heading);
            let room = right.saturating_sub(at.x + u16::from(!entry.keys.is_empty()));
            let title = if entry.description.is_empty() { room } else { room.min(column) };
            paint.put_fit(at.x, at.y, title, &entry.title, paint.theme.heading);
            let x = at.x + column + 1;
            paint.put_fit(x, at.y, right.saturating_sub(x + 1), &entry.description, Style::new());
        }
    });
    let (x, width) = (inside.x + 1, inside.width.saturating_sub(2));
    let has_fault = palette.listed.fault.is_some();
    let n_told = if has_fault { FAULT_LINES } else { 1 };
    let mut told = card::clipped(&palette.told(), usize::from(width), n_told);
    told.truncate(usize::from(inside.height.saturating_sub(1)));
    let n_told = u16::try_from(told.len()).unwrap_or(0);
    let style = if has_fault { paint.theme.heading } else { paint.theme.dim };
    for (y, line) in (inside.y + inside.height - n_told..).zip(&told) {
        paint.clear(Area { y, height: 1, ..inside });
        paint.put_fit(x, y, width, line, style);
    }
}
