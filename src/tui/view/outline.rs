//! The outline: its rows, and what is under the selected heading.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::card::CardLine;
use crate::app::list::Row;
use crate::app::screen::Area;
use crate::app::sidebar::outline;
use crate::tui::view::paint::{Paint, cells};

/// From this width on, a row has room for names and quotes beside the words.
const WIDE: u16 = 40;
/// How far subheadings are indented, if there is room.
const INDENT: u16 = 2;
/// Deeper headings are not indented any further.
const MAX_DEPTH: usize = 4;
/// The titles of the counts.
const COLUMNS: [&str; 3] = ["words", "names", "quotes"];

/// Draws a row of the list.
pub(super) fn draw_row(paint: &mut Paint<'_>, app: &App, y: u16, row: Row<(), usize>, read: Option<usize>) {
    let list = app.screen.list;
    let columns = if list.width >= WIDE { &COLUMNS[..] } else { &COLUMNS[..1] };
    let dim = paint.theme.dim;
    let mut right = list.x + list.width.saturating_sub(1);
    let number = match row {
        Row::Head(()) => {
            for title in columns.iter().rev() {
                right = paint.put_right(right, y, title, dim).saturating_sub(1);
            }
            return;
        }
        Row::Item(number) | Row::More(number, _) => number,
    };
    let Some(section) = app.sidebar.outline.sections.get(number) else { return };
    let counts = [section.n_words, section.names.len(), section.n_quotes];
    for (title, n) in columns.iter().zip(counts).rev() {
        let count = if n == 0 { paint.signs.dot.to_owned() } else { n.to_string() };
        let left = right.saturating_sub(cells(title));
        let start = paint.put_right(right, y, &count, dim);
        right = left.min(start).saturating_sub(1);
    }
    if read == Some(number) {
        paint.put(list.x, y, 1, paint.signs.focus, paint.theme.heading);
    }
    let depth = u16::try_from(section.depth.min(MAX_DEPTH)).unwrap_or(0);
    let x = list.x + 1 + depth * if list.width >= WIDE { INDENT } else { 1 };
    let style = if section.is_heading { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
    let width = right.saturating_sub(x);
    let words = outline::row_words(&app.article.doc, section, usize::from(width), paint.signs.more);
    paint.put(x, y, width, &words, style);
}

/// The details of the row under the cursor.
pub(super) fn detail(app: &App, area: Area) -> Vec<CardLine> {
    let tell = |it| outline::detail(&app.article.doc, &app.article.analysis, it, usize::from(area.width));
    app.sidebar.outline.selected().map(tell).unwrap_or_default().into_iter().map(CardLine::Text).collect()
}
