//! The list of all keys, searched by typing; Enter does the line.

use std::sync::Arc;

use crate::app::input::action::{ACTIONS, Action, ActionInfo, Context};
use crate::app::input::keymap;
use crate::app::input::keymap::{Keymap, Lookup};
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::popup::any::{AnyPopup, Click, Holds, Outcome, Place, Press};
use crate::app::screen::{Area, Screen};
use crate::app::text::line_input::LineInput;
use crate::app::{App, Key, KeyCode};

/// From so many lines on there is room for the whole words of a row.
const MIN_HEIGHT_FOR_WORDS: u16 = 14;
/// A rule and the lines of these words.
const WORDS_LINES: u16 = 4;

/// The help's list.
#[derive(Debug)]
pub(crate) struct Help {
    pub(crate) list: List<Context, usize>,
    is_listed: fn(&ActionInfo) -> bool,
    keymap: Arc<Keymap>,
}

/// What a key in the help leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HelpResult {
    /// It stays open.
    Stay,
    /// It closes.
    Close,
    /// It closes and this is done.
    Run(Action),
}

impl Help {
    /// All actions; the cursor is on the first one of the innermost context.
    pub(crate) fn new(contexts: &[Context], keymap: &Arc<Keymap>) -> Self {
        Self::of(|_| true, contexts, keymap)
    }

    /// Some of the actions.
    pub(crate) fn of(is_listed: fn(&ActionInfo) -> bool, contexts: &[Context], keymap: &Arc<Keymap>) -> Self {
        let mut help = Self { list: List::default(), is_listed, keymap: Arc::clone(keymap) };
        help.list.filter.has_keys = true;
        help.fill();
        let here = ACTIONS.iter().position(|row| contexts.first() == Some(&row.context));
        if let Some(index) = here {
            help.list.select(index);
        }
        help
    }

    /// What lies below the filter: the list, and where there is room lines for the whole words of the row under the cursor.
    pub(crate) fn parts(inside: Area) -> (Area, Area) {
        let n_words = if inside.height >= MIN_HEIGHT_FOR_WORDS { WORDS_LINES } else { 0 };
        let n_list = inside.height.saturating_sub(1 + n_words);
        let list = Area { y: inside.y + 1, height: n_list, ..inside };
        (list, Area { y: list.y + n_list, height: n_words, ..inside })
    }

    /// Fits the list into the help, without its frame.
    pub(crate) fn fit(&mut self, inside: Area) {
        self.list.set_height(usize::from(Self::parts(inside).0.height));
    }

    /// A row of the list.
    pub(crate) fn row(index: usize) -> &'static ActionInfo {
        &ACTIONS[index]
    }

    /// The keys of a row, with spaces between them.
    pub(crate) fn keys(&self, index: usize) -> String {
        let keys = self.keymap.keys(Self::row(index).action).iter().map(|keys| keymap::written(keys));
        keys.collect::<Vec<_>>().join(" ")
    }

    /// What a row does.
    pub(crate) fn words(&self, index: usize) -> String {
        self.keymap.words(Self::row(index).description)
    }

    /// Takes a key.
    pub(crate) fn key(&mut self, key: Key) -> HelpResult {
        match key.code {
            KeyCode::Esc if self.list.filter.input.text().is_empty() => return HelpResult::Close,
            KeyCode::Esc => {
                self.list.filter.input = LineInput::default();
                self.fill();
            }
            KeyCode::Enter => {
                return self
                    .list
                    .selected()
                    .map_or(HelpResult::Stay, |index| HelpResult::Run(Self::row(index).action));
            }
            _ => {
                if self.list.key(key) {
                    self.fill();
                }
            }
        }
        HelpResult::Stay
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.list.filter.input.insert(text);
        self.fill();
    }

    fn fill(&mut self) {
        let filter = self.list.filter.input.text();
        let mut rows = Vec::new();
        for context in Context::ALL {
            let found: Vec<_> = ACTIONS
                .iter()
                .enumerate()
                .filter(|(index, row)| {
                    row.context == context && (self.is_listed)(row) && self.is_found(*index, filter)
                })
                .map(|(index, _)| Row::Item(index))
                .collect();
            if !found.is_empty() {
                rows.push(Row::Head(context));
                rows.extend(found);
            }
        }
        self.list.set_rows(rows, |_| false);
    }

    /// A key as it is written, or words of the description.
    fn is_found(&self, index: usize, filter: &str) -> bool {
        let keys = self.keys(index);
        let wanted = filter.replace(' ', "");
        let is_key = keys.split(' ').any(|it| it == wanted);
        is_key || list::is_match(&format!("{} {} {keys}", self.words(index), Self::row(index).id), filter)
    }
}

impl AnyPopup for Help {
    fn place(&self, _: Screen, room: Area) -> Place {
        Place::Middle(room.height.saturating_sub(if room.height > 20 { 4 } else { 0 }))
    }

    fn fit(&mut self, inside: Area) {
        self.fit(inside);
    }

    fn holds(&self) -> Holds {
        Holds::Nothing
    }

    fn stays(&self, _: &mut App) -> bool {
        true
    }

    fn contexts(&self) -> Option<&'static [Context]> {
        None
    }

    fn takes_digits(&self) -> bool {
        true
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        // The key that opened it closes it, unless it types something.
        let opens = || app.input.keymap.lookup(&[Context::Main], &[key]) == Lookup::Action(Action::Help);
        if !matches!(key.code, KeyCode::Char(_)) && opens() {
            return Outcome::CLOSE;
        }
        match self.key(key) {
            HelpResult::Stay => Outcome::STAY,
            HelpResult::Close => Outcome::CLOSE,
            HelpResult::Run(action) => Outcome::Close(app.act(action)),
        }
    }

    fn on_action(&mut self, _: &mut App, _: Action) -> Outcome {
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, text: &str) {
        self.paste(text);
    }

    fn on_wheel(&mut self, lines: isize) {
        self.list.move_by(lines);
    }

    fn on_press(&mut self, _: &mut App, press: Press) -> Click {
        let list = Self::parts(press.inside).0;
        let at = press.row_below(1).filter(|_| list.contains(press.column, press.row));
        let is_row = at.and_then(|at| self.list.select_shown(at)).is_some();
        // One looks at a row first: it may do something.
        Click::enter_if(is_row && press.times == 2)
    }

    fn on_press_beside(&self) -> Click {
        Click::Escape
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Help {
        let mut help = Help::new(&[Context::Text, Context::Main], &Arc::default());
        text.chars().for_each(|c| {
            help.key(Key::char(c));
        });
        help
    }

    #[test]
    fn what_is_typed_finds_a_line_and_enter_does_it() {
        let mut help = typed("export analysis");
        assert_eq!(help.key(Key::plain(KeyCode::Enter)), HelpResult::Run(Action::Export));
    }

    #[test]
    fn a_key_finds_its_line() {
        let help = typed("]p");
        assert_eq!(help.list.selected().map(|index| Help::row(index).action), Some(Action::NextPerson));
    }

    #[test]
    fn escape_clears_the_words_first() {
        let mut help = typed("zzz");
        let esc = Key::plain(KeyCode::Esc);
        assert_eq!(help.key(Key::plain(KeyCode::Enter)), HelpResult::Stay);
        assert_eq!(help.key(esc), HelpResult::Stay);
        assert!(!help.list.is_empty());
        assert_eq!(help.key(esc), HelpResult::Close);
    }
}
