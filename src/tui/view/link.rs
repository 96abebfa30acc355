//! The list of all links.

use ratatui::style::Style;

use crate::app::list::Row;
use crate::app::popup::link::LinkList;
use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::tui::view::paint::Paint;
use crate::tui::view::typed;

/// Draws the filter, and of each link its words and the host that it leads to.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, links: &LinkList) {
    let area = paint.open(area, &links.title());
    typed::draw_first_line(paint, area, "/", &links.list.filter.input);
    let list = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (y, (row, is_cursor)) in (list.y..list.y + list.height).zip(links.list.shown()) {
        let Row::Item(id) = row else { continue };
        let (words, host) = links.row(id);
        let right = list.x + list.width.saturating_sub(1);
        let host = grapheme::fit(host, usize::from(list.width / 2), paint.signs.more);
        let host_x = paint.put_right(right, y, &host, paint.theme.dim);
        paint.put_fit(list.x + 1, y, host_x.saturating_sub(list.x + 2), &words, Style::new());
        if is_cursor {
            paint.tint(Area { y, height: 1, ..list }, paint.theme.cursor);
        }
    }
    if links.list.is_empty() {
        paint.put_fit(list.x + 1, list.y, list.width.saturating_sub(1), "no such link", paint.theme.dim);
    }
}
