//! The target of a link, before it is opened.

use ratatui::style::Style;

use crate::app::Keymap;
use crate::app::popup::lead::Lead;
use crate::app::screen::Area;
use crate::tui::view::paint::{Paint, cells};

/// Draws the host, the whole address, and the keys.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, lead: &Lead, keymap: &Keymap) {
    let area = paint.open(area, lead.title);
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    let label = if lead.target.as_str().starts_with("mailto:") { "mail to " } else { "leads to " };
    let used = paint.put(x, area.y, width, label, paint.theme.dim).min(cells(label));
    paint.put_fit(x + used, area.y, width.saturating_sub(used), lead.target.host(), paint.theme.heading);
    let bottom = area.y + area.height.saturating_sub(1);
    for (y, line) in (area.y + 1..bottom).zip(lead.shown()) {
        paint.put(x, y, width, line, Style::new());
    }
    if bottom > area.y {
        paint.put_fit(x, bottom, width, &keymap.words(Lead::HINT), paint.theme.dim);
    }
}
