//! The popup that asks whom of the cast is meant.

use crate::app::list::Row;
use crate::app::popup::cast_picker::CastPicker;
use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::typed;

/// Draws the filter, and of each the name with what tells it from others.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, picker: &CastPicker) {
    let area = paint.open(area, &picker.title);
    typed::draw_first_line(paint, area, "/", &picker.list.filter.input);
    let list = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (y, (row, is_cursor)) in (list.y..list.y + list.height).zip(picker.list.shown()) {
        let Row::Item(number) = row else { continue };
        let choice = picker.choice(number);
        let right = list.x + list.width.saturating_sub(1);
        // On a small screen the name matters more than what links it.
        let links = grapheme::fit(&choice.told, usize::from(list.width / 2), paint.signs.more);
        let links_x = right.saturating_sub(cells(&links));
        paint.put(links_x, y, cells(&links), &links, paint.theme.dim);
        let style = choice.kind.map_or(paint.theme.dim, |kind| paint.theme.name(kind));
        paint.put_fit(list.x + 1, y, links_x.saturating_sub(list.x + 2), &choice.name, style);
        if is_cursor {
            paint.tint(Area { y, height: 1, ..list }, paint.theme.cursor);
        }
    }
    if picker.list.is_empty() {
        paint.put_fit(
            list.x + 1,
            list.y,
            list.width.saturating_sub(1),
            &picker.told_of_none(),
            paint.theme.dim,
        );
    }
}
