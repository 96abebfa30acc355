//! The list of articles that were opened together.

use ratatui::style::Style;

use crate::app::Keymap;
use crate::app::list::Row;
use crate::app::popup::articles::ArticleList;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::searchable;

/// Draws the title of each article; the open one has a mark before it.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, articles: &ArticleList, keymap: &Keymap) {
    searchable::draw(paint, area, keymap, articles, "/", |paint, cells, row| {
        let Row::Item(at) = row else { return };
        let (title, is_open) = articles.row(at);
        if is_open {
            paint.put_fit(cells.x, cells.y, 1, ">", Style::new());
        }
        paint.put_fit(cells.x + 2, cells.y, cells.width.saturating_sub(2), title, Style::new());
    });
}
