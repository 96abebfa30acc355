//! What lies over the screen: the card, help, export, earlier mentions and others.

use ratatui::style::Style;

use crate::app::App;
use crate::app::card;
use crate::app::list::Row;
use crate::app::popup::Popup;
use crate::app::popup::export::{ExportDialog, Stage};
use crate::app::popup::help::Help;
use crate::app::popup::peek;
use crate::app::popup::peek::Peek;
use crate::app::screen::Area;
use crate::app::text::line_input::LineInput;
use crate::tui::view::paint::Paint;
use crate::tui::view::{corner, graph, link, output, palette, relation, side};

/// Cells for the keys in the help.
const KEYS_WIDTH: u16 = 20;

/// What stands on the frame of the help.
pub(super) const HELP_TITLE: &str = "Keys: type to search, Enter does the line, Esc closes";

/// Draws the card of a name or quote.
pub(super) fn draw_card(paint: &mut Paint<'_>, app: &App) {
    let Some((card, area)) = &app.card.shown else { return };
    paint.clear(*area);
    paint.frame(*area, &card.title, paint.theme.heading);
    let inside = area.inside();
    let inside = Area { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    side::draw_lines(paint, app, inside, card.lines.iter().cloned());
}

/// Draws the dialog in front, if there is one.
pub(super) fn draw_dialog(paint: &mut Paint<'_>, app: &App) {
    let Some(dialog) = &app.popup else { return };
    let area = dialog.area(app.screen);
    match dialog {
        // They stand in the status line and in the text.
        Popup::Search(_) | Popup::Hints(_) => {}
        Popup::Bookmarks(letters) => corner::draw_bookmarks(paint, app, *letters),
        Popup::Palette(it) => {
            open(paint, area, "Command, or what to do: Enter runs, Tab completes");
            palette::draw(paint, area.inside(), it);
        }
        Popup::Help(help) => {
            open(paint, area, HELP_TITLE);
            draw_help(paint, area.inside(), help);
        }
        Popup::Export(export) => {
            open(paint, area, "Export");
            draw_export(paint, area.inside(), export);
        }
        Popup::Ask(prompt) => {
            open(paint, area, prompt.title());
            let inside = area.inside();
            let (x, width) = (inside.x + 1, inside.width.saturating_sub(2));
            draw_typed(paint, inside, "", &prompt.input);
            if inside.height > 1 {
                paint.put_fit(x, inside.y + 1, width, prompt.hint(), paint.theme.dim);
            }
        }
        Popup::CastPicker(picker) => {
            open(paint, area, &picker.title);
            relation::draw_picker(paint, area.inside(), picker);
        }
        Popup::Links(links) => {
            open(paint, area, &links.title());
            link::draw_list(paint, area.inside(), links);
        }
        Popup::Lead(lead) => {
            open(paint, area, lead.title);
            link::draw_lead(paint, area.inside(), lead);
        }
        Popup::Output(it) => {
            open(paint, area, &it.title);
            output::draw(paint, area.inside(), it);
        }
        Popup::Graph(it) => graph::draw(paint, app, area, it),
        Popup::Peek(peek) => {
            open(paint, area, &format!("Earlier: {}", peek.name));
            draw_peek(paint, app, area.inside(), peek);
        }
    }
}

/// An empty frame over what was drawn before.
pub(super) fn open(paint: &mut Paint<'_>, area: Area, title: &str) {
    paint.clear(area);
    paint.frame(area, title, paint.theme.heading);
}

/// Draws what is typed into the first line of a popup.
pub(super) fn draw_typed(paint: &mut Paint<'_>, area: Area, prompt: &str, input: &LineInput) {
    side::draw_input(paint, (area.x + 1, area.y, area.width.saturating_sub(2)), prompt, input, true);
}

/// Draws the help inside of its frame.
pub(super) fn draw_help(paint: &mut Paint<'_>, area: Area, help: &Help) {
    draw_typed(paint, area, "/", &help.list.filter.input);
    let (list, words) = Popup::help_parts(area);
    let keys_width = KEYS_WIDTH.min(area.width / 3);
    for (y, (row, is_cursor)) in (list.y..).zip(help.list.shown()) {
        match row {
            Row::Head(context) => {
                paint.put_fit(list.x + 1, y, list.width.saturating_sub(1), context.title(), paint.theme.dim);
            }
            Row::More(..) => {}
            Row::Item(index) => {
                paint.put_fit(list.x + 1, y, keys_width, &help.keys(index), paint.theme.heading);
                let x = list.x + keys_width + 2;
                paint.put_fit(
                    x,
                    y,
                    (list.x + list.width).saturating_sub(x + 1),
                    &help.words(index),
                    Style::new(),
                );
                if is_cursor {
                    paint.tint(Area { y, height: 1, ..list }, paint.theme.cursor);
                }
            }
        }
    }
    if let Some(index) = help.list.selected().filter(|_| words.height > 0) {
        paint.rule(words.x, words.y, words.width);
        let lines = card::wrapped(&help.words(index), usize::from(words.width.saturating_sub(2)));
        for (y, line) in (words.y + 1..words.y + words.height).zip(lines) {
            paint.put(words.x + 1, y, words.width.saturating_sub(2), &line, Style::new());
        }
    }
    if help.list.is_empty() {
        paint.put_fit(list.x + 1, list.y, list.width.saturating_sub(1), "no key does that", paint.theme.dim);
    }
}

fn draw_export(paint: &mut Paint<'_>, area: Area, export: &ExportDialog) {
    let (x, width) = (area.x + 1, area.width.saturating_sub(2));
    let mut y = area.y;
    let (first, n_rows) = export.shown(area.height);
    for (format, is_chosen) in export.formats().skip(first).take(n_rows) {
        let sign = if is_chosen { paint.signs.focus } else { " " };
        paint.put_fit(x, y, width, &format!("{sign} {:<10} {}", format.id, format.description), Style::new());
        if is_chosen {
            paint.tint(Area { x: area.x, y, width: area.width, height: 1 }, paint.theme.cursor);
        }
        y += 1;
    }
    y += 1;
    let bottom = area.y + area.height;
    if y < bottom {
        side::draw_input(paint, (x, y, width), "file: ", &export.path, true);
    }
    y += 1;
    if y >= bottom {
        return;
    }
    let (text, style) = match &export.stage {
        Stage::Choose => {
            ("Up and Down choose the format, Enter writes the file, Esc closes".to_owned(), paint.theme.dim)
        }
        Stage::Wait => ("writing".to_owned(), paint.theme.dim),
        Stage::Replace => {
            ("the file exists: y replaces it, any other key does not".to_owned(), paint.theme.heading)
        }
        Stage::Failed(why) => (why.clone(), paint.theme.heading),
    };
    for (y, line) in (y..bottom).zip(card::wrapped(&text, usize::from(width))) {
        paint.put_fit(x, y, width, &line, style);
    }
}

fn draw_peek(paint: &mut Paint<'_>, app: &App, area: Area, peek: &Peek) {
    let width = usize::from(area.width.saturating_sub(2));
    for (y, (row, is_cursor)) in (area.y..).zip(peek.list.shown()) {
        let Row::Item(span) = row else { continue };
        let (before, name, after) =
            peek::snippet(&app.article.doc, &app.article.analysis, span, width, paint.signs.more);
        let mut x = area.x + 1;
        for (text, style) in [(before, Style::new()), (name, paint.theme.heading), (after, Style::new())] {
            x += paint.put(x, y, (area.x + area.width).saturating_sub(x), &text, style);
        }
        if is_cursor {
            paint.tint(Area { y, height: 1, ..area }, paint.theme.cursor);
        }
    }
}
