//! From keys to actions: sequences, numbers, and what is typed into popups and filters.

use crate::app::input::action::{Action, Context};
use crate::app::input::keymap::{self, Lookup};
use crate::app::input::{Digits, Front};
use crate::app::list::Filter;
use crate::app::popup::Popup;
use crate::app::{App, Effect, Key, KeyCode, Pane};

/// The largest number typed before a key.
const MAX_NUMBER: usize = 9_999_999;

/// The actions whose keys may be digits.
const VIEWS: [Action; 5] =
    [Action::ViewCast, Action::ViewRelations, Action::ViewQuotes, Action::ViewNotes, Action::ViewOutline];

/// Actions that also work over popups with their own keys.
const OVER_POPUPS: [Action; 4] = [Action::Help, Action::WhereAmI, Action::Theme, Action::Quit];

impl App {
    pub(in crate::app) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        // These work whatever is open, unless they type something.
        if key == Key::ctrl('c') {
            return vec![Effect::QuitNow];
        }
        if !matches!(key, Key { code: KeyCode::Char(_), ctrl: false, .. }) {
            match self.input.keymap.lookup(&[Context::Main], &[key]) {
                Lookup::Action(Action::QuitNow) => return vec![Effect::QuitNow],
                Lookup::Action(Action::Suspend) => return vec![Effect::Suspend],
                Lookup::Action(Action::Redraw) => return vec![Effect::Redraw],
                _ => {}
            }
        }
        if let Some(effects) = self.list_over_popup(key).or_else(|| self.popup_key(key)) {
            return effects;
        }
        if self.is_filtering() {
            self.filter_key(key);
            return Vec::new();
        }
        if self.input.pending.is_empty() && self.number_key(key) {
            return Vec::new();
        }
        if key.code == KeyCode::Esc && self.input.digits.is_number {
            self.drop_number();
            return Vec::new();
        }
        self.input.pending.push(key);
        self.input.menu_at = None;
        match self.meaning() {
            Lookup::Prefix => Vec::new(),
            Lookup::Action(action) => {
                self.input.pending.clear();
                if action != Action::Percent && !self.input.digits.is_number {
                    self.drop_number();
                }
                self.act(action)
            }
            Lookup::Unknown if key.code == KeyCode::Esc && self.popup.is_some() => {
                // Whatever keys the user changed, nobody is locked in.
                self.input.pending.clear();
                self.popup = None;
                Vec::new()
            }
            Lookup::Unknown => {
                if key.code != KeyCode::Esc {
                    let keys = keymap::written(&self.input.pending);
                    let advice = self.input.keymap.words("does nothing here; {help} lists the keys");
                    self.notice = Some(format!("{keys} {advice}"));
                }
                self.input.pending.clear();
                self.drop_number();
                Vec::new()
            }
        }
    }

    /// What the keys typed so far mean. Over popups like the graph, some of the keys that work everywhere apply, too.
    fn meaning(&self) -> Lookup {
        let (keymap, keys) = (&self.input.keymap, &self.input.pending);
        let found = keymap.lookup(self.contexts(), keys);
        if found != Lookup::Unknown || self.popup.is_none() {
            return found;
        }
        match keymap.lookup(&[Context::Main], keys) {
            Lookup::Action(action) if OVER_POPUPS.contains(&action) => Lookup::Action(action),
            Lookup::Prefix
                if keymap
                    .continuations(&[Context::Main], keys)
                    .iter()
                    .any(|(_, row)| OVER_POPUPS.contains(&row.action)) =>
            {
                Lookup::Prefix
            }
            _ => Lookup::Unknown,
        }
    }

    /// A digit that shows a list: if the popup in front has no use for digits, it closes, and the list appears.
    fn list_over_popup(&mut self, key: Key) -> Option<Vec<Effect>> {
        let popup = self.popup.as_ref().filter(|it| !it.keys().have_digits())?;
        let is_graph = matches!(popup, Popup::Graph(_));
        keymap::digit(key)?;
        let Lookup::Action(action) = self.input.keymap.lookup(&[Context::Main], &[key]) else { return None };
        if !VIEWS.contains(&action) {
            return None;
        }
        self.popup = None;
        self.input.pending.clear();
        if is_graph && self.chosen.is_some() {
            // The graph was about the chosen name, not about what is focused in the text or pointed at in the list
            // below it.
            (self.panes.front, self.sidebar.is_pointed) = (Pane::List, false);
        }
        Some(self.act(action))
    }

    /// Handles a digit. One that shows a list does so, whatever was typed before. Together, the digits are the number
    /// before a percent sign, and before other keys if the last one shows no list: "15%", "20j".
    fn number_key(&mut self, key: Key) -> bool {
        let Some(digit) = keymap::digit(key).filter(|_| self.popup.is_none()) else { return false };
        let is_begun = self.input.digits.typed > 0;
        match self.input.keymap.lookup(self.contexts(), &[key]) {
            Lookup::Action(action) if VIEWS.contains(&action) => {
                let front = Front { view: self.sidebar.view, panes: self.panes };
                let before = self.input.digits.before.unwrap_or(front);
                let typed = self.input.digits.typed;
                self.act(action);
                self.input.digits = Digits { typed, is_number: false, before: Some(before) };
            }
            Lookup::Unknown if digit > 0 || is_begun => {
                self.input.digits.is_number = true;
                self.bring_back();
            }
            Lookup::Unknown | Lookup::Action(_) | Lookup::Prefix => return false,
        }
        self.input.digits.typed = (self.input.digits.typed * 10 + digit).min(MAX_NUMBER);
        true
    }

    /// The number that is being typed, if it can only be a number.
    pub(crate) fn typed_number(&self) -> Option<usize> {
        self.input.digits.is_number.then_some(self.input.digits.typed)
    }

    /// The number typed before this key, if any. A list that its digits showed is closed again.
    pub(in crate::app) fn take_number(&mut self) -> Option<usize> {
        if self.input.digits.typed == 0 {
            return None;
        }
        self.bring_back();
        Some(std::mem::take(&mut self.input.digits).typed)
    }

    /// Restores what was in front before the first digit.
    fn bring_back(&mut self) {
        if let Some(front) = self.input.digits.before.take() {
            (self.sidebar.view, self.panes) = (front.view, front.panes);
            self.sidebar.is_pointed = false;
        }
    }

    /// Forgets digits that no key used; the list that they showed stays.
    pub(in crate::app) fn drop_number(&mut self) {
        self.input.digits = Digits::default();
    }

    pub(in crate::app) fn paste(&mut self, text: &str) {
        if let Some(mut popup) = self.popup.take() {
            popup.any_mut().on_paste(self, text);
            self.popup = Some(popup);
        } else if self.is_filtering() {
            self.sidebar.list_mut().filter_mut().input.insert(text);
            self.refill_list(self.sidebar.view);
        } else {
            self.tell("text can be pasted into prompts only");
        }
    }

    /// Handles a key while a list is filtered: it narrows the list, moves in it, keeps the filter or drops it.
    fn filter_key(&mut self, key: Key) {
        let filter = self.sidebar.list_mut().filter_mut();
        match self.input.keymap.typing(key) {
            Some(Action::TypingAccept) => {
                filter.has_keys = false;
                if !filter.words().is_empty() {
                    // The user pointed at the remaining row.
                    self.move_cursor(0);
                }
                return;
            }
            Some(Action::TypingCancel) => *filter = Filter::default(),
            Some(action) => {
                match action {
                    Action::TypingDown => self.move_cursor(1),
                    Action::TypingUp => self.move_cursor(-1),
                    Action::TypingPageDown => self.move_far(Action::ListPageDown),
                    Action::TypingPageUp => self.move_far(Action::ListPageUp),
                    _ => {}
                }
                return;
            }
            None => {
                filter.input.key(key);
            }
        }
        self.refill_list(self.sidebar.view);
    }
}
