//! The list of all links.

use ratatui::style::Style;

use crate::app::Keymap;
use crate::app::list::Row;
use crate::app::popup::link::LinkList;
use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::tui::view::paint::Paint;
use crate::tui::view::searchable;

/// Draws each link with its words and the host that it leads to.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, links: &LinkList, keymap: &Keymap) {
    searchable::draw(paint, area, keymap, links, "/", |paint, cells, row| {
        let Row::Item(id) = row else { return };
        let (words, host) = links.row(id);
        let host = grapheme::fit(host, usize::from(cells.width / 2), paint.signs.more);
        let host_x = paint.put_right(cells.x + cells.width, cells.y, &host, paint.theme.dim);
        paint.put_fit(cells.x, cells.y, host_x.saturating_sub(cells.x + 1), &words, Style::new());
    });
}
