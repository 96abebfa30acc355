//! Popups for links: the list of all, and where one leads.

use ratatui::style::Style;

use crate::app::list::Row;
use crate::app::popup::link::{Lead, LinkList};
use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::popup;

/// The list of all links: their words, and the hosts that they lead to.
pub(super) fn draw_list(paint: &mut Paint<'_>, area: Area, links: &LinkList) {
    popup::draw_typed(paint, area, "/", &links.list.filter.input);
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

/// Where a link leads: the host, the whole address, and what keys do.
pub(super) fn draw_lead(paint: &mut Paint<'_>, area: Area, lead: &Lead) {
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    let label = if lead.target.as_str().starts_with("mailto:") { "mail to " } else { "leads to " };
    let used = paint.put(x, area.y, width, label, paint.theme.dim).min(cells(label));
    paint.put_fit(x + used, area.y, width.saturating_sub(used), lead.target.host(), paint.theme.heading);
    let bottom = area.y + area.height.saturating_sub(1);
    for (y, line) in (area.y + 1..bottom).zip(lead.shown()) {
        paint.put(x, y, width, line, Style::new());
    }
    if bottom > area.y {
        paint.put_fit(x, bottom, width, Lead::HINT, paint.theme.dim);
    }
}
