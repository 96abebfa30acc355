//! The popup that asks which member of the cast is meant.

use crate::app::Keymap;
use crate::app::list::Row;
use crate::app::popup::cast_picker::CastPicker;
use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::searchable;

/// Draws each name with what distinguishes it from others.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, picker: &CastPicker, keymap: &Keymap) {
    searchable::draw(paint, area, keymap, picker, "/", |paint, at, row| {
        let Row::Item(number) = row else { return };
        let choice = picker.choice(number);
        // On a small screen, the name matters more than what links it.
        let links = grapheme::fit(&choice.told, usize::from(at.width / 2), paint.signs.more);
        let links_x = (at.x + at.width).saturating_sub(cells(&links));
        paint.put(links_x, at.y, cells(&links), &links, paint.theme.dim);
        let style = choice.kind.map_or(paint.theme.dim, |kind| paint.theme.name(kind));
        paint.put_fit(at.x, at.y, links_x.saturating_sub(at.x + 1), &choice.name, style);
    });
}
