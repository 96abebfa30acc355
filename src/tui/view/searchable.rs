//! The look of popups that list something: the typed line, and below it the list.

use crate::app::Keymap;
use crate::app::list::Row;
use crate::app::popup::searchable::{Listed, SearchableList};
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::typed;

/// Draws frame, line and list; `draw_row` fills the cells of a row. Returns the area of the popup without its frame.
pub(super) fn draw<L: Listed>(
    paint: &mut Paint<'_>,
    area: Area,
    keymap: &Keymap,
    popup: &SearchableList<L>,
    prompt: &str,
    mut draw_row: impl FnMut(&mut Paint<'_>, Area, Row<L::Head, L::Item>),
) -> Area {
    let inside = paint.open(area, &popup.title(keymap));
    typed::draw_first_line(paint, inside, prompt, &popup.list.filter.input);
    let list = SearchableList::<L>::list_area(inside);
    for (y, (row, is_cursor)) in (list.y..list.y + list.height).zip(popup.list.shown()) {
        let cells = Area { x: list.x + 1, y, width: list.width.saturating_sub(2), height: 1 };
        draw_row(paint, cells, row);
        if is_cursor {
            paint.tint(Area { y, height: 1, ..list }, paint.theme.cursor);
        }
    }
    if popup.list.is_empty() {
        let none = popup.told_of_none();
        paint.put_fit(list.x + 1, list.y, list.width.saturating_sub(1), &none, paint.theme.dim);
    }
    inside
}
