//! Letters over the words of the article. The text stays where it is, and everything but the letters is dimmed.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::popup::hint::Hints;
use crate::app::screen::Area;
use crate::tui::view::paint::{Paint, cells};

/// Draws the letters of the items that can still be meant.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, hints: &Hints) {
    let area = app.screen.text;
    let rows = u16::try_from(app.reader.height()).unwrap_or(area.height).min(area.height);
    // On every terminal, only the letters are reversed or bold.
    let faint = Style::new().remove_modifier(Modifier::REVERSED | Modifier::BOLD).add_modifier(Modifier::DIM);
    paint.tint(Area { height: rows, ..area }, faint);
    let style = paint.theme.hit.add_modifier(Modifier::BOLD);
    let mut taken = (0, 0);
    for (letters, focus) in hints.open() {
        let Some((row, cell)) = app.reader.cell_of(focus.span.start()) else { continue };
        let (Ok(row), Ok(cell)) = (u16::try_from(row), u16::try_from(cell)) else { continue };
        let (y, width) = (area.y + row, cells(letters));
        // If two items begin in the same place, like a quote and a name, the second one's letters are beside the
        // first one's.
        let free = if taken.0 == y { taken.1 } else { area.x };
        let x = (area.x + cell).max(free);
        let right = app.screen.text_pane.x + app.screen.text_pane.width;
        if x + width > right {
            continue;
        }
        paint.clear(Area { x, y, width, height: 1 });
        paint.put(x, y, width, letters, style);
        taken = (y, x + width);
    }
}
