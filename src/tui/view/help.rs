//! The list of all keys.

use ratatui::style::Style;

use crate::app::card;
use crate::app::list::Row;
use crate::app::popup::help::Help;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::typed;

/// Cells for the keys.
const KEYS_WIDTH: u16 = 20;

/// Draws filter, list and the words of the row under the cursor.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, help: &Help) {
    let area = paint.open(area, "Keys: type to search, Enter runs the line, Esc closes");
    typed::draw_first_line(paint, area, "/", &help.list.filter.input);
    let (list, words) = Help::parts(area);
    let keys_width = KEYS_WIDTH.min(area.width / 3);
    for (y, (row, is_cursor)) in (list.y..).zip(help.list.shown()) {
        match row {
            Row::Head(context) => {
                paint.put_fit(list.x + 1, y, list.width.saturating_sub(1), context.title(), paint.theme.dim);
            }
            Row::More(..) => {}
            Row::Item(index) => {
                paint.put_fit(list.x + 1, y, keys_width, &help.keys(index), paint.theme.heading);
                let x = list.x + keys_width + 2;
                paint.put_fit(
                    x,
                    y,
                    (list.x + list.width).saturating_sub(x + 1),
                    &help.words(index),
                    Style::new(),
                );
                if is_cursor {
                    paint.tint(Area { y, height: 1, ..list }, paint.theme.cursor);
                }
            }
        }
    }
    if let Some(index) = help.list.selected().filter(|_| words.height > 0) {
        paint.rule(words.x, words.y, words.width);
        let lines = card::wrapped(&help.words(index), usize::from(words.width.saturating_sub(2)));
        for (y, line) in (words.y + 1..words.y + words.height).zip(lines) {
            paint.put(words.x + 1, y, words.width.saturating_sub(2), &line, Style::new());
        }
    }
    if help.list.is_empty() {
        paint.put_fit(list.x + 1, list.y, list.width.saturating_sub(1), "no action matches", paint.theme.dim);
    }
}
