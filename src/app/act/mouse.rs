//! The mouse: clicks, selecting by dragging, the wheel. What is under the pointer decides what a button does.

use crate::app::input::action::Action;
use crate::app::input::pointer::{Drag, Unit};
use crate::app::popup::any::Keys;
use crate::app::reader::selection;
use crate::app::reader::selection::Selection;
use crate::app::reader::{Focus, FocusKind};
use crate::app::{App, Effect, Key, KeyCode, Mouse, MouseKind, Pane};
use crate::nlp::EntityKind;
use crate::text::Span;

/// How many lines a turn of the wheel scrolls.
const WHEEL_LINES: isize = 3;

impl App {
    pub(in crate::app) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.kind {
            MouseKind::Press(times) => return self.press(mouse, times),
            MouseKind::Drag => self.drag_to(mouse.column, mouse.row),
            MouseKind::Release => self.release(),
            MouseKind::Menu => self.menu(mouse.column, mouse.row),
            MouseKind::ScrollUp => self.wheel(mouse, -WHEEL_LINES),
            MouseKind::ScrollDown => self.wheel(mouse, WHEEL_LINES),
        }
        Vec::new()
    }

    /// Performs the action that was clicked in the last line.
    pub(in crate::app) fn proposed(&mut self, action: Action) -> Vec<Effect> {
        let takes_all_keys = |keys: Keys| keys.are_typed() || keys == Keys::AsTheyAre;
        if self.popup.as_ref().is_some_and(|it| takes_all_keys(it.keys())) || self.is_filtering() {
            return Vec::new(); // Anything being typed stays.
        }
        self.notice = None;
        self.input.pending.clear();
        self.act(action)
    }

    fn wheel(&mut self, mouse: Mouse, lines: isize) {
        if let Some(popup) = &mut self.popup {
            popup.any_mut().on_wheel(lines);
        } else if self.screen.side_pane.contains(mouse.column, mouse.row) {
            self.sidebar.list_mut().move_by(lines.signum());
        } else {
            self.reader.scroll(lines);
            self.drag_to(mouse.column, mouse.row);
        }
    }

    fn press(&mut self, mouse: Mouse, times: u8) -> Vec<Effect> {
        let (column, row) = (mouse.column, mouse.row);
        self.notice = None;
        if let Some(popup) = self.which_key() {
            // A click beside it is an answer, too: none of these.
            let key = popup.key_at(column, row);
            return self.key(key.unwrap_or(Key::plain(KeyCode::Esc)));
        }
        if self.popup.is_some() {
            return self.press_popup(column, row, times);
        }
        if self.card.shown.as_ref().is_some_and(|(_, area)| area.contains(column, row)) && times == 1 {
            return Vec::new();
        }
        let (tabs, list, text) = (self.screen.tabs, self.screen.list, self.screen.text_pane);
        if tabs.contains(column, row) {
            if let Some(tab) = self.tabs().iter().find(|tab| tab.area.contains(column, row)) {
                self.show_list(tab.view);
            }
        } else if list.contains(column, row) {
            self.panes.front = Pane::List;
            if self.sidebar.list_mut().point_at(usize::from(row - list.y)) {
                self.list_jump();
            }
        } else if text.contains(column, row) && !self.is_hidden() {
            self.panes.front = Pane::Text;
            self.press_text(column, row, times);
        }
        Vec::new()
    }

    /// Whether a list covers the text.
    fn is_hidden(&self) -> bool {
        self.has_list() && self.screen.side_pane.x == self.screen.text_pane.x
    }

    /// In the text, a single press waits for what follows: moving selects, releasing focuses. A double press selects
    /// the word, a triple press the sentence.
    fn press_text(&mut self, column: u16, row: u16, times: u8) {
        let unit = match times {
            ..=1 => Unit::Sign,
            2 => Unit::Word,
            _ => Unit::Sentence,
        };
        // The first click may have opened a card over this place; the next clicks mean the same words.
        let again = self.input.pressed_on.filter(|_| times > 1);
        let Some(from) = again.or_else(|| self.sign_at(column, row)) else { return };
        self.input.pressed_on = Some(from);
        self.input.drag = Some(Drag { from, unit, selects: unit != Unit::Sign });
        if unit != Unit::Sign {
            self.card.is_open = false;
            self.select_between(from, from, unit);
        }
    }

    /// The grapheme under the pointer; beside a line, its end.
    fn sign_at(&self, column: u16, row: u16) -> Option<Span> {
        let text = self.screen.text;
        let cell = usize::from(column).checked_sub(usize::from(text.x));
        self.reader.sign_at(usize::from(row.checked_sub(text.y)?), cell)
    }

    fn drag_to(&mut self, column: u16, row: u16) {
        let Some(drag) = self.input.drag else { return };
        let text = self.screen.text;
        let bottom = text.y + u16::try_from(self.reader.height()).unwrap_or(u16::MAX);
        // A program hears of the pointer only when it moves, so each move at the edge scrolls a line.
        if row < text.y || row == 0 {
            self.reader.scroll(-1);
        } else if row >= bottom {
            self.reader.scroll(1);
        }
        let last = u16::try_from(self.reader.frame().len().saturating_sub(1)).unwrap_or(0);
        let row = row.clamp(text.y, text.y + last);
        let Some(to) = self.sign_at(column, row) else { return };
        if to == drag.from && !drag.selects {
            return;
        }
        self.input.drag = Some(Drag { selects: true, ..drag });
        self.card.is_open = false;
        self.select_between(drag.from, to, drag.unit);
    }

    fn select_between(&mut self, from: Span, to: Span, unit: Unit) {
        let whole = |at: Span| match unit {
            Unit::Sign => at,
            Unit::Word => {
                selection::words_in(&self.article.doc, &self.article.analysis, at).next().unwrap_or(at)
            }
            Unit::Sentence => {
                let sentences = self.article.analysis.sentences.rows();
                let at_or_after = sentences.partition_point(|it| it.span.end() <= at.start());
                sentences.get(at_or_after).map(|it| it.span).filter(|it| it.overlaps(at)).unwrap_or(at)
            }
        };
        let selection = Selection::between(whole(from), whole(to));
        let span = selection.span();
        let is_something = !self.article.doc.slice(span).trim().is_empty();
        self.reader.set_focus(is_something.then_some(Focus { span, kind: FocusKind::Selection(selection) }));
    }

    fn release(&mut self) {
        if let Some(Drag { from, selects: false, .. }) = self.input.drag.take() {
            let focus = self.thing_at(from);
            self.reader.set_focus(focus);
            self.card.is_open = focus.is_some_and(|it| it.kind != FocusKind::Link);
        }
    }

    /// The mention, link or quote at a place.
    fn thing_at(&self, at: Span) -> Option<Focus> {
        // Even a pronoun that is not marked shows who it stands for.
        let around = self.article.marks.mentions_in(at).filter(|_| self.looks.highlights && !at.is_empty());
        let around = around.filter(|mark| self.looks.places || mark.kind != EntityKind::Place);
        let mention = around.last().map(|mark| Focus { span: mark.span, kind: FocusKind::Mention });
        let quotes = || self.article.marks.quotes_in(at).filter(|_| self.looks.highlights && !at.is_empty());
        let links = || self.article.doc.links_in(at).filter(|_| self.looks.highlights && !at.is_empty());
        let link = || links().next().map(|it| Focus { span: it.span, kind: FocusKind::Link });
        mention
            .or_else(link)
            .or_else(|| quotes().next().map(|mark| Focus { span: mark.span, kind: FocusKind::Quote }))
    }

    /// The right button offers corrections for what is under the pointer: a row of a list, the selection, a name, a
    /// quote, or the word.
    fn menu(&mut self, column: u16, row: u16) {
        self.notice = None;
        if self.popup.is_some() {
            return;
        }
        self.input.pending.clear();
        let list = self.screen.list;
        if list.contains(column, row) {
            self.panes.front = Pane::List;
            if !self.sidebar.list_mut().point_at(usize::from(row - list.y)) {
                return;
            }
            self.sidebar.is_pointed = true;
        } else if self.screen.text_pane.contains(column, row) && !self.is_hidden() {
            let Some(at) = self.sign_at(column, row).filter(|it| !it.is_empty()) else { return };
            self.panes.front = Pane::Text;
            if !self.selection().is_some_and(|it| it.span().overlaps(at)) {
                match self.thing_at(at) {
                    Some(thing) => self.reader.set_focus(Some(thing)),
                    None => self.select_between(at, at, Unit::Word),
                }
            }
        } else {
            return;
        }
        let keys = self.input.keymap.keys(Action::IsPerson).first().and_then(|keys| keys.first());
        self.input.pending.extend(keys);
        self.input.menu_at = Some((column, row));
    }
}
