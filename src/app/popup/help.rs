//! The list of all keys, searched by typing; Enter runs the row.

use std::sync::Arc;

use crate::app::input::action::{ACTIONS, Action, ActionInfo, Context};
use crate::app::input::keymap;
use crate::app::input::keymap::{Keymap, Lookup};
use crate::app::list;
use crate::app::list::Row;
use crate::app::popup::any::{Outcome, RefersTo};
use crate::app::popup::searchable::{Listed, SearchableList};
use crate::app::screen::Area;
use crate::app::{App, Key, KeyCode};

/// From this height on, there is room for the full description of a row.
const MIN_HEIGHT_FOR_WORDS: u16 = 14;
/// A rule and the lines of the description.
const WORDS_LINES: u16 = 4;

/// The listed actions; rows are their numbers in the table.
#[derive(Debug)]
pub(crate) struct Actions {
    is_listed: fn(&ActionInfo) -> bool,
    keymap: Arc<Keymap>,
}

/// All keys with what they do.
pub(crate) type Help = SearchableList<Actions>;

impl Help {
    /// All actions; the cursor is on the first one of the innermost context.
    pub(crate) fn of_all(contexts: &[Context], keymap: &Arc<Keymap>) -> Self {
        Self::of(|_| true, contexts, keymap)
    }

    /// Some of the actions.
    pub(crate) fn of(is_listed: fn(&ActionInfo) -> bool, contexts: &[Context], keymap: &Arc<Keymap>) -> Self {
        let mut help = Self::new(Actions { is_listed, keymap: Arc::clone(keymap) });
        if let Some(index) = ACTIONS.iter().position(|row| contexts.first() == Some(&row.context)) {
            help.list.select(index);
        }
        help
    }

    /// The action under the cursor.
    pub(crate) fn selected(&self) -> Option<Action> {
        self.list.selected().map(|index| Self::row(index).action)
    }

    /// A row of the list.
    pub(crate) fn row(index: usize) -> &'static ActionInfo {
        &ACTIONS[index]
    }

    /// The keys of a row, with spaces between them.
    pub(crate) fn keys(&self, index: usize) -> String {
        self.listed.keys(index)
    }

    /// The description of a row.
    pub(crate) fn words(&self, index: usize) -> String {
        self.listed.words(index)
    }
}

impl Actions {
    fn keys(&self, index: usize) -> String {
        let keys = self.keymap.keys(ACTIONS[index].action).iter().map(|keys| keymap::written(keys));
        keys.collect::<Vec<_>>().join(" ")
    }

    fn words(&self, index: usize) -> String {
        self.keymap.words(ACTIONS[index].description)
    }

    /// The row contains the typed key or the typed words.
    fn is_found(&self, index: usize, typed: &str) -> bool {
        let keys = self.keys(index);
        let wanted = typed.replace(' ', "");
        let is_key = keys.split(' ').any(|it| it == wanted);
        is_key || list::is_match(&format!("{} {} {keys}", self.words(index), ACTIONS[index].id), typed)
    }
}

impl Listed for Actions {
    type Head = Context;
    type Item = usize;

    fn title(&self, keymap: &Keymap) -> String {
        keymap.words("Keys: type to search, {typing-accept} runs the line, {typing-cancel} closes")
    }

    fn rows(&mut self, typed: &str) -> Vec<Row<Context, usize>> {
        let mut rows = Vec::new();
        for context in Context::ALL {
            let of_context = ACTIONS.iter().enumerate().filter(|(_, row)| row.context == context);
            let found =
                of_context.filter(|(index, row)| (self.is_listed)(row) && self.is_found(*index, typed));
            let found: Vec<_> = found.map(|(index, _)| Row::Item(index)).collect();
            if !found.is_empty() {
                rows.push(Row::Head(context));
                rows.extend(found);
            }
        }
        rows
    }

    fn none(&self, _: &str) -> String {
        "no action matches".to_owned()
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Nothing
    }

    fn take(popup: &mut Help, app: &mut App) -> Outcome {
        popup.selected().map_or(Outcome::STAY, |action| Outcome::Close(app.act(action)))
    }

    fn height(_: &Help, room: u16) -> u16 {
        room.saturating_sub(if room > 20 { 4 } else { 0 })
    }

    /// If there is room, lines for the full description of the row under the cursor.
    fn lines_below(inside: Area) -> u16 {
        if inside.height >= MIN_HEIGHT_FOR_WORDS { WORDS_LINES } else { 0 }
    }

    fn is_dropped(typed: &str) -> bool {
        typed.is_empty()
    }

    /// The key that opened it closes it, unless it is typed.
    fn is_closed_by(&self, key: Key, _: &str, _: &App) -> bool {
        let opens = || self.keymap.lookup(&[Context::Main], &[key]) == Lookup::Action(Action::Help);
        !matches!(key.code, KeyCode::Char(_)) && opens()
    }

    /// The user first looks at a row, because it may do something.
    fn clicks() -> u8 {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Help {
        let mut help = Help::of_all(&[Context::Text, Context::Main], &Arc::default());
        text.chars().for_each(|c| help.type_key(Key::char(c)));
        help
    }

    #[test]
    fn what_is_typed_finds_a_line() {
        assert_eq!(typed("export analysis").selected(), Some(Action::Export));
    }

    #[test]
    fn a_key_finds_its_line() {
        assert_eq!(typed("]p").selected(), Some(Action::NextPerson));
    }

    #[test]
    fn the_words_are_dropped_first() {
        let mut help = typed("zzz");
        assert_eq!(help.selected(), None);
        assert!(help.drop_typed() && !help.list.is_empty());
        assert!(!help.drop_typed());
    }
}
