//! The list of all keys.

use ratatui::style::Style;

use crate::app::Keymap;
use crate::app::card;
use crate::app::list::Row;
use crate::app::popup::help::Help;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::searchable;

/// The cells for the keys.
const KEYS_WIDTH: u16 = 20;

/// Draws the list, and below it the description of the row under the cursor.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, help: &Help, keymap: &Keymap) {
    let inside = searchable::draw(paint, area, keymap, help, "/", |paint, cells, row| match row {
        Row::Head(context) => {
            paint.put_fit(cells.x, cells.y, cells.width, context.title(), paint.theme.dim);
        }
        Row::More(..) => {}
        Row::Item(index) => {
            let keys_width = KEYS_WIDTH.min(cells.width / 3);
            paint.put_fit(cells.x, cells.y, keys_width, &help.keys(index), paint.theme.heading);
            let room = cells.width.saturating_sub(keys_width + 1);
            paint.put_fit(cells.x + keys_width + 1, cells.y, room, &help.words(index), Style::new());
        }
    });
    let words = Help::area_below(inside);
    if let Some(index) = help.list.selected().filter(|_| words.height > 0) {
        paint.rule(words.x, words.y, words.width);
        let lines = card::wrapped(&help.words(index), usize::from(words.width.saturating_sub(2)));
        for (y, line) in (words.y + 1..words.y + words.height).zip(lines) {
            paint.put(words.x + 1, y, words.width.saturating_sub(2), &line, Style::new());
        }
    }
}
