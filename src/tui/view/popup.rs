//! Chooses the file that draws the popup in front.

use crate::app::App;
use crate::app::popup::Popup;
use crate::tui::view::paint::Paint;
use crate::tui::view::{
    articles, cast_picker, corner, export, graph, help, lead, link, output, palette, peek, prompt,
};

/// Draws the popup in front, if there is one.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App) {
    let Some(popup) = &app.popup else { return };
    let (area, keymap) = (popup.area(app.screen), &app.input.keymap);
    match popup {
        Popup::Help(it) => help::draw(paint, area, it, keymap),
        Popup::Export(it) => export::draw(paint, area, it, keymap),
        Popup::Peek(it) => peek::draw(paint, app, area, it),
        Popup::Ask(it) => prompt::draw(paint, area, it),
        Popup::CastPicker(it) => cast_picker::draw(paint, area, it, keymap),
        Popup::Links(it) => link::draw(paint, area, it, keymap),
        Popup::Lead(it) => lead::draw(paint, area, it, keymap),
        Popup::Output(it) => output::draw(paint, area, it, keymap),
        Popup::Graph(it) => graph::draw(paint, app, area, it),
        Popup::Palette(it) => palette::draw(paint, area, it, keymap),
        Popup::Articles(it) => articles::draw(paint, area, it, keymap),
        Popup::Bookmarks(it) => corner::draw_bookmarks(paint, app, *it),
        // These are in the status line and in the text, and are drawn with them.
        Popup::Search(_) | Popup::Hints(_) => {}
    }
}
