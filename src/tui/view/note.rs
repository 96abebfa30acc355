//! The user's notes: rows of their list, and the whole note under the cursor.

use ratatui::style::Style;

use crate::app::App;
use crate::app::card;
use crate::app::card::{CardLine, CardSize};
use crate::app::list::Row;
use crate::app::screen::Area;
use crate::app::sidebar::notes;
use crate::app::sidebar::notes::{NoteHead, NoteItem};
use crate::digest::counted;
use crate::tui::view::paint::Paint;

/// Draws a row of the list.
pub(super) fn draw_row(paint: &mut Paint<'_>, app: &App, y: u16, row: Row<NoteHead, NoteItem>) {
    let list = app.screen.list;
    let (x, right) = (list.x + 1, list.x + list.width.saturating_sub(1));
    let (item, is_note) = match row {
        Row::Head(head) => {
            let (title, n) = head.title();
            let n_x = paint.put_right(right, y, &n.to_string(), paint.theme.dim);
            paint.put_fit(x, y, n_x.saturating_sub(x + 1), title, paint.theme.dim);
            return;
        }
        Row::Item(item) => (item, false),
        Row::More(item, _) => (item, true),
    };
    match item {
        NoteItem::Problem(id) => {
            paint.put_fit(x, y, right.saturating_sub(x), &app.told_of(id), Style::new());
        }
        NoteItem::Mark(id) => {
            let Some(mark) = app.article.notes.iter().find(|mark| mark.id == id) else { return };
            if is_note {
                paint.put_fit(x + 2, y, right.saturating_sub(x + 2), &notes::told(mark), Style::new());
                return;
            }
            let sign = if notes::told(mark).is_empty() { paint.signs.highlight } else { paint.signs.note };
            paint.put(x, y, 1, sign, paint.theme.heading);
            let style = if mark.span.is_some() { paint.theme.note } else { paint.theme.dim };
            paint.put_fit(x + 2, y, right.saturating_sub(x + 2), &notes::words(mark), style);
        }
    }
}

/// The whole note under the cursor.
pub(super) fn detail(app: &App, area: Area) -> Vec<CardLine> {
    let room = CardSize { width: usize::from(area.width), lines: usize::from(area.height) };
    match (app.sidebar.notes.selected(), app.marked_in_list()) {
        (Some(NoteItem::Problem(id)), _) => {
            let told = format!("{}; what it corrects is no longer in the text", app.told_of(id));
            card::wrapped(&told, room.width).into_iter().map(CardLine::Text).collect()
        }
        (_, Some(mark)) => notes::detail(&app.article.doc, &app.article.analysis, mark, room),
        _ => Vec::new(),
    }
}

/// The text of the rule above the list: "2 notes, 1 highlight".
pub(super) fn how_many(app: &App) -> String {
    let n_notes = app.article.notes.iter().filter(|mark| !notes::told(mark).is_empty()).count();
    let of = [(n_notes, "note"), (app.article.notes.len() - n_notes, "highlight")];
    let told = of.into_iter().filter(|(n, _)| *n > 0).map(|(n, one)| counted(n, one));
    told.collect::<Vec<_>>().join(", ")
}
