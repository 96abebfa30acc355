//! Draws the state of the interface into cells, and changes nothing.

mod articles;
mod card;
mod cast_picker;
mod corner;
mod export;
mod graph;
mod help;
mod hint;
mod lead;
mod link;
mod margin;
mod note;
mod outline;
mod output;
mod paint;
mod palette;
mod peek;
mod popup;
mod prompt;
mod relation;
mod searchable;
mod shelf;
mod side;
mod signs;
mod status;
#[cfg(test)]
mod tests;
mod text;
mod typed;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

pub use shelf::ShelfView;

use crate::app::input::action::Action;
use crate::app::screen::{Area, Mode};
use crate::app::text::bidi;
use crate::app::{App, Keymap, Pane};
use crate::tui::theme::{Theme, Themes};
use crate::tui::view::paint::Paint;
use crate::tui::view::signs::Signs;

/// An invisible left-to-right character without width.
const LEFT_TO_RIGHT: char = '\u{200e}';

/// The whole screen, with its looks.
#[derive(Debug)]
pub struct View<'m>(pub &'m App, pub &'m Themes);

impl Widget for View<'_> {
    /// Draws for the size that the app knows. If the area has another size, the next `Resize` corrects that; until
    /// then, what does not fit is cut.
    fn render(self, area: Rect, buf: &mut Buffer) {
        let app = self.0;
        on_screen(app.screen.columns, app.screen.rows, area, buf, |cells| {
            let settings = app.settings();
            let theme = Theme::new(self.1.of(settings.dark), settings.colors);
            let mut paint = Paint { buf: cells, theme, signs: Signs::new(settings.ascii) };
            draw(&mut paint, app);
            fence(cells, Signs::new(settings.ascii));
        });
    }
}

/// Draws a screen of this size in separate cells first, because popups clear what is below them, including wide
/// characters.
fn on_screen(columns: u16, rows: u16, area: Rect, buf: &mut Buffer, draw: impl FnOnce(&mut Buffer)) {
    let screen = Rect::new(0, 0, columns, rows);
    let mut cells = Buffer::empty(screen);
    draw(&mut cells);
    for position in screen.intersection(area).intersection(buf.area).positions() {
        buf[position] = cells[position].clone();
    }
}

/// Keeps right-to-left text in its place: a terminal that reorders it would move the frames, too. A mark without
/// width (U+200E) on both sides of each sign of a frame or gutter separates it from the text.
fn fence(cells: &mut Buffer, signs: &Signs) {
    let area = cells.area;
    for y in area.top()..area.bottom() {
        let mut row = area.left()..area.right();
        if !row.any(|x| cells[(x, y)].symbol().chars().any(bidi::is_from_right)) {
            continue;
        }
        for x in area.left()..area.right() {
            let symbol = cells[(x, y)].symbol();
            if signs.parts_text(symbol) {
                let fenced = format!("{LEFT_TO_RIGHT}{symbol}{LEFT_TO_RIGHT}");
                cells[(x, y)].set_symbol(&fenced);
            }
        }
    }
}

/// What a screen shows that has no room for an article or a list.
fn draw_too_small(paint: &mut Paint<'_>, columns: u16, keymap: &Keymap) {
    paint.put(0, 0, columns, "byline: too small", Style::new());
    paint.put(0, 1, columns, &keymap.words("{quit} quits"), Style::new());
}

fn draw(paint: &mut Paint<'_>, app: &App) {
    let screen = app.screen;
    if screen.mode == Mode::Tiny {
        draw_too_small(paint, screen.columns, &app.input.keymap);
        return;
    }
    status::draw_title(paint, app);
    match screen.mode {
        Mode::Double => draw_frames(paint, app),
        Mode::Single if screen.title.height > 0 => paint.rule(0, 1, screen.columns),
        Mode::Single | Mode::Bare | Mode::Tiny => {}
    }
    let list_in_front = app.has_list() && screen.mode != Mode::Double;
    if !list_in_front {
        text::draw(paint, app);
        margin::draw(paint, app);
        card::draw(paint, app);
    }
    if app.has_list() {
        side::draw(paint, app);
    }
    status::draw_status(paint, app);
    popup::draw(paint, app);
    corner::draw_continuations(paint, app);
}

/// The action that the last line offers at a cell.
pub fn hint_at(app: &App, column: u16, row: u16) -> Option<Action> {
    if row != app.screen.status.y || app.screen.status.height == 0 {
        return None;
    }
    let settings = app.settings();
    let mut cells = Buffer::empty(Rect::new(0, 0, app.screen.columns, app.screen.rows));
    // The layout of the line does not depend on looks.
    let theme = Theme::new(&Themes::default().dark, settings.colors);
    let mut paint = Paint { buf: &mut cells, theme, signs: Signs::new(settings.ascii) };
    let hints = status::draw_status(&mut paint, app);
    hints.into_iter().find(|(x, width, _)| (*x..x + width).contains(&column)).map(|(_, _, action)| action)
}

/// The frame around the text and, with a divider, the sidebar.
fn draw_frames(paint: &mut Paint<'_>, app: &App) {
    let screen = app.screen;
    let whole = Area { x: 0, y: 1, width: screen.columns, height: screen.rows - 2 };
    let style =
        |paint: &Paint<'_>, pane| if app.panes.front == pane { paint.theme.heading } else { paint.theme.dim };
    paint.frame(whole, "", Style::new());
    let text = screen.text_pane;
    let text_style = style(paint, Pane::Text);
    paint.title(0, 1, text.width + 2, "article", text_style);
    if screen.side_pane.width == 0 {
        return;
    }
    let x = screen.side_pane.x - 1;
    let dim = paint.theme.dim;
    paint.put(x, whole.y, 1, paint.signs.tees[0], dim);
    for y in whole.y + 1..whole.y + whole.height - 1 {
        paint.put(x, y, 1, paint.signs.vertical, dim);
    }
    paint.put(x, whole.y + whole.height - 1, 1, paint.signs.tees[1], dim);
    let list_style = style(paint, Pane::List);
    paint.title(x, whole.y, screen.side_pane.width + 2, app.sidebar.view.title(), list_style);
}
