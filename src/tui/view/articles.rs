//! The list of articles that were opened together.

use ratatui::style::Style;

use crate::app::list::Row;
use crate::app::popup::articles::ArticleList;
use crate::app::screen::Area;
use crate::tui::view::paint::Paint;
use crate::tui::view::typed;

/// Draws the filter, and the title of each article; that of the one that is open stands behind a mark.
pub(super) fn draw(paint: &mut Paint<'_>, area: Area, articles: &ArticleList) {
    let area = paint.open(area, &articles.title());
    typed::draw_first_line(paint, area, "/", &articles.list.filter.input);
    let list = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    for (y, (row, is_cursor)) in (list.y..list.y + list.height).zip(articles.list.shown()) {
        let Row::Item(at) = row else { continue };
        let (title, is_open) = articles.row(at);
        if is_open {
            paint.put_fit(list.x, y, 1, ">", Style::new());
        }
        paint.put_fit(list.x + 2, y, list.width.saturating_sub(2), title, Style::new());
        if is_cursor {
            paint.tint(Area { y, height: 1, ..list }, paint.theme.cursor);
        }
    }
    if articles.list.is_empty() {
        paint.put_fit(list.x + 1, list.y, list.width.saturating_sub(1), "no such article", paint.theme.dim);
    }
}
