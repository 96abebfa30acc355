//! Popups in the corner: the keys that can follow those typed so far, and the bookmarks.

use ratatui::style::Style;

use crate::app::App;
use crate::app::popup::bookmark::Letters;
use crate::app::popup::which_key::WhichKey;
use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::tui::view::paint::{Paint, cells};

/// The most cells for the words of a bookmark.
const WORDS_CELLS: u16 = 56;

/// Draws the keys that can follow those typed so far.
pub(super) fn draw_continuations(paint: &mut Paint<'_>, app: &App) {
    let Some(WhichKey { area, lines }) = app.which_key() else { return };
    let keys: String = app.input.pending.iter().map(ToString::to_string).collect();
    let dim = paint.theme.dim;
    let style = |applies| if applies { Style::new() } else { dim };
    draw_at(paint, area, &keys, lines.iter().map(|it| (it.text.as_str(), style(it.applies))));
}

/// Draws the bookmarks while byline waits for a letter.
pub(super) fn draw_bookmarks(paint: &mut Paint<'_>, app: &App, letters: Letters) {
    let most = usize::from(app.screen.rows.saturating_sub(5));
    let mut lines: Vec<String> = Vec::new();
    for it in app.article.bookmarks.iter().take(most) {
        let lost = if it.span.is_none() { "no longer in the text: " } else { "" };
        lines.push(format!(" {}  {lost}{} ", it.letter, it.words()));
    }
    let n_left = app.article.bookmarks.len().saturating_sub(most);
    if n_left > 0 {
        lines.push(format!("    and {n_left} more "));
    }
    let advice = match (letters.goes, app.article.bookmarks.is_empty()) {
        (true, true) => {
            " {go-to-bookmark}  before the last jump; {set-bookmark} and a letter set a bookmark "
        }
        (true, false) => " {go-to-bookmark}  before the last jump ",
        (false, _) => " a letter sets a bookmark here ",
    };
    lines.push(app.input.keymap.words(advice));
    let width = WORDS_CELLS.min(app.screen.columns.saturating_sub(4));
    let more = paint.signs.more;
    let fit = |line: &String| grapheme::fit(line, usize::from(width), more);
    let lines: Vec<_> = lines.iter().map(fit).collect();
    draw(paint, app, if letters.goes { "go to" } else { "bookmark" }, &lines);
}

/// Draws lines in the lower right corner, above the status line, if they fit on the screen.
fn draw(paint: &mut Paint<'_>, app: &App, title: &str, lines: &[String]) {
    let longest = lines.iter().map(|line| cells(line)).max().unwrap_or(0);
    let width = longest.max(cells(title) + 4) + 2;
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let (columns, rows) = (app.screen.columns, app.screen.rows);
    if width > columns || height >= rows {
        return;
    }
    let area = Area { x: columns - width, y: rows - 1 - height, width, height };
    draw_at(paint, area, title, lines.iter().map(|it| (it.as_str(), Style::new())));
}

fn draw_at<'t>(
    paint: &mut Paint<'_>,
    area: Area,
    title: &str,
    lines: impl Iterator<Item = (&'t str, Style)>,
) {
    let inside = paint.open(area, "");
    paint.put(area.x + 2, area.y, area.width.saturating_sub(3), &format!(" {title} "), paint.theme.heading);
    for (y, (line, style)) in (inside.y..).zip(lines) {
        paint.put(inside.x, y, inside.width, line, style);
    }
}
