//! The dialog that asks for the format and file of an export.

use ratatui::style::Style;

use crate::app::Keymap;
use crate::app::card;
use crate::app::popup::export::{ExportDialog, Stage};
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::typed;

/// Draws the formats, the description of the chosen one if its row has no room for it, the file, and the keys.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, export: &ExportDialog, keymap: &Keymap) {
    let area = paint.open(area, "Export");
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    let mut y = area.y;
    let (first, n_rows) = export.shown(area.height);
    let names = export.id_cells();
    let mut about = Vec::new();
    for (format, is_chosen) in export.formats().skip(first).take(n_rows) {
        if is_chosen && export.is_cut(format, width) {
            about = card::clipped(format.description, usize::from(width), 2);
        }
        let sign = if is_chosen { paint.signs.focus } else { " " };
        let row = format!("{sign} {:<names$} {}", format.id, format.description);
        paint.put_fit(x, y, width, &row, Style::new());
        if is_chosen {
            paint.tint(Area { x: area.x, y, width: area.width, height: 1 }, paint.theme.cursor);
        }
        y += 1;
    }
    let bottom = area.y + area.height;
    for (y, line) in (y..bottom).zip(&about) {
        paint.put_fit(x, y, width, line, paint.theme.dim);
    }
    y += u16::try_from(about.len()).unwrap_or(0).max(1);
    if y < bottom {
        typed::draw_input(paint, (x, y, width), "file: ", &export.path, true);
    }
    y += 1;
    if y >= bottom {
        return;
    }
    let (text, style) = match &export.stage {
        Stage::Choose => {
            let advice = "{typing-up} and {typing-down} choose the format, {typing-accept} writes the file, \
                          {typing-cancel} closes";
            (keymap.words(advice), paint.theme.dim)
        }
        Stage::Wait => ("writing".to_owned(), paint.theme.dim),
        Stage::Replace => (
            keymap.words("the file exists: y replaces it, {typing-cancel} closes, any other key keeps it"),
            paint.theme.heading,
        ),
        Stage::Failed(why) => (why.clone(), paint.theme.heading),
    };
    for (y, line) in (y..bottom).zip(card::wrapped(&text, usize::from(width))) {
        paint.put_fit(x, y, width, &line, style);
    }
}
