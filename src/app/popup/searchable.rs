//! The common part of popups that list something: a list that is searched by typing, with a cursor whose row can be
//! taken.

use crate::app::input::action::Action;
use crate::app::input::keymap::Keymap;
use crate::app::list::{List, Row};
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::screen::{Area, Screen};
use crate::app::text::line_input::LineInput;
use crate::app::{App, Key};

/// What a popup lists, and what its rows do.
pub(crate) trait Listed: Sized {
    /// A heading above rows.
    type Head: Copy;
    /// A row.
    type Item: Copy + PartialEq;

    /// The text on the frame.
    fn title(&self, keymap: &Keymap) -> String;

    /// The rows that match what is typed.
    fn rows(&mut self, typed: &str) -> Vec<Row<Self::Head, Self::Item>>;

    /// The text if no row matches.
    fn none(&self, typed: &str) -> String;

    /// What it refers to in the article.
    fn refers_to(&self) -> RefersTo;

    /// Takes the row under the cursor, or what is typed.
    fn take(popup: &mut SearchableList<Self>, app: &mut App) -> Outcome;

    /// Performs an action of its own.
    fn act(_: &mut SearchableList<Self>, _: &mut App, _: Action) -> Outcome {
        Outcome::STAY
    }

    /// The height of the popup with its frame, within the available lines. With few rows, it is small.
    fn height(popup: &SearchableList<Self>, room: u16) -> u16 {
        popup::lines(popup.n_rows).saturating_add(3).min(room * 2 / 3)
    }

    /// The lines inside the frame that are kept free below the list.
    fn lines_below(_inside: Area) -> u16 {
        0
    }

    /// A key or the mouse is about to do something, so its last message is out of date.
    fn begin(&mut self) {}

    /// Whether cancelling closes the popup at once; otherwise it first discards what was typed.
    fn is_dropped(_typed: &str) -> bool {
        true
    }

    /// Whether a key outside [`Context::Typing`] closes it, too.
    fn is_closed_by(&self, _key: Key, _typed: &str, _app: &App) -> bool {
        false
    }

    /// How many clicks take a row.
    fn clicks() -> u8 {
        1
    }

    /// What a click beside the popup does.
    fn beside() -> Click {
        Click::Close
    }
}

/// A list in a popup. The typed text is the list's filter.
#[derive(Debug)]
pub(crate) struct SearchableList<L: Listed> {
    pub(crate) listed: L,
    pub(crate) list: List<L::Head, L::Item>,
    /// The number of rows while nothing is typed, including headings.
    n_rows: usize,
    /// Whether the cursor has been moved since the last change of the typed text.
    is_picked: bool,
}

impl<L: Listed> SearchableList<L> {
    /// All rows; the cursor is on the first one.
    pub(crate) fn new(listed: L) -> Self {
        let mut popup = Self { listed, list: List::default(), n_rows: 0, is_picked: false };
        popup.list.filter.has_keys = true;
        popup.fill();
        popup.n_rows = popup.list.len();
        popup
    }

    /// The text on the frame.
    pub(crate) fn title(&self, keymap: &Keymap) -> String {
        self.listed.title(keymap)
    }

    /// The text if no row matches.
    pub(crate) fn told_of_none(&self) -> String {
        self.listed.none(self.typed())
    }

    /// The typed text.
    pub(crate) fn typed(&self) -> &str {
        self.list.filter.input.text()
    }

    /// Whether the cursor has been moved since the last change of the typed text.
    pub(crate) fn is_picked(&self) -> bool {
        self.is_picked
    }

    /// Replaces the typed text.
    pub(crate) fn retype(&mut self, text: impl Into<String>) {
        self.list.filter.input = LineInput::new(text);
        self.fill();
    }

    /// Handles a key that types.
    pub(crate) fn type_key(&mut self, key: Key) {
        self.listed.begin();
        if self.list.filter.input.key(key) {
            self.fill();
        }
    }

    /// Handles pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.listed.begin();
        self.list.filter.input.insert(text);
        self.fill();
    }

    /// Moves the cursor, if that is what the action does.
    pub(crate) fn move_cursor(&mut self, action: Action) {
        match action {
            Action::TypingDown => self.list.move_by(1),
            Action::TypingUp => self.list.move_by(-1),
            Action::TypingPageDown => self.list.page(1),
            Action::TypingPageUp => self.list.page(-1),
            _ => return,
        }
        self.is_picked = true;
    }

    /// Discards what was typed; false if nothing was typed, or if that closes the popup, too.
    pub(crate) fn drop_typed(&mut self) -> bool {
        let only_words = !L::is_dropped(self.typed());
        if only_words {
            self.retype("");
        }
        only_words
    }

    /// Fits the list into the popup, without its frame.
    pub(crate) fn fit_list(&mut self, inside: Area) {
        self.list.set_height(usize::from(Self::list_area(inside).height));
    }

    /// The area of the list: below the typed line.
    pub(crate) fn list_area(inside: Area) -> Area {
        let height = inside.height.saturating_sub(1 + L::lines_below(inside));
        Area { y: inside.y + 1.min(inside.height), height, ..inside }
    }

    /// The area of the text below the list.
    pub(crate) fn area_below(inside: Area) -> Area {
        let list = Self::list_area(inside);
        let y = list.y + list.height;
        Area { y, height: (inside.y + inside.height).saturating_sub(y), ..inside }
    }

    /// Lists what matches the typed text; the cursor goes to the first row, which matches best.
    fn fill(&mut self) {
        let rows = self.listed.rows(self.list.filter.input.text());
        self.list.set_rows(rows, |_| false);
        self.list.select_first(|_| true);
        self.is_picked = false;
    }
}

impl<L: Listed> AnyPopup for SearchableList<L> {
    fn place(&self, _: Screen, room: Area) -> Placement {
        Placement::Middle(L::height(self, room.height))
    }

    fn fit(&mut self, inside: Area) {
        self.fit_list(inside);
    }

    fn refers_to(&self) -> RefersTo {
        self.listed.refers_to()
    }

    fn keys(&self) -> Keys {
        Keys::Typed
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        if self.listed.is_closed_by(key, self.typed(), app) {
            return Outcome::CLOSE;
        }
        self.type_key(key);
        Outcome::STAY
    }

    fn on_action(&mut self, app: &mut App, action: Action) -> Outcome {
        self.listed.begin();
        match action {
            Action::TypingAccept => return L::take(self, app),
            Action::TypingCancel if !self.drop_typed() => return Outcome::CLOSE,
            Action::TypingDown | Action::TypingUp | Action::TypingPageDown | Action::TypingPageUp => {
                self.move_cursor(action);
            }
            _ => return L::act(self, app, action),
        }
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, text: &str) {
        self.paste(text);
    }

    fn on_wheel(&mut self, lines: isize) {
        self.list.move_by(lines);
        self.is_picked = true;
    }

    fn on_press(&mut self, _: &mut App, press: Press) -> Click {
        let area = Self::list_area(press.inside);
        let is_in_list = area.contains(press.column, press.row);
        let row = press.row_below(1).filter(|_| is_in_list);
        let is_row = row.and_then(|at| self.list.select_shown(at)).is_some();
        self.is_picked |= is_row;
        Click::act_if(is_row && press.times == L::clicks(), Action::TypingAccept)
    }

    fn on_press_beside(&self) -> Click {
        L::beside()
    }
}
