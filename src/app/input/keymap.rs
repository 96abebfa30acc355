//! From keys to actions, and from actions to their keys: those of the table, unless the user changed them.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::app::input::action;
use crate::app::input::action::{ACTIONS, Action, ActionInfo, Context};
use crate::app::{Key, KeyCode};

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// The sequence is complete.
    Action(Action),
    /// More keys may follow.
    Prefix,
    /// The sequence means nothing.
    Unknown,
}

/// The bindings of all contexts. Within a context, no sequence is the beginning of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: HashMap<(Context, Vec<Key>), Action>,
    /// The reverse direction, in the order in which help lists the keys.
    keys: HashMap<Action, Vec<Vec<Key>>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new()
    }
}

impl Keymap {
    /// The default keys of the table. A test holds that none of them conflict, so nothing is looked for here.
    pub fn new() -> Self {
        let mut map = Self { bindings: HashMap::new(), keys: HashMap::new() };
        for row in ACTIONS {
            for keys in row.default_keys {
                map.bind(row.action, parse(keys).expect("a test parses every key of the table"));
            }
        }
        map
    }

    fn bind(&mut self, action: Action, keys: Vec<Key>) {
        self.keys.entry(action).or_default().push(keys.clone());
        self.bindings.insert((action::info(action).context, keys), action);
    }

    /// Removes all keys of an action except Ctrl-C, which always quits.
    pub fn clear(&mut self, action: Action) {
        let context = action::info(action).context;
        for keys in self.keys.remove(&action).unwrap_or_default() {
            self.bindings.remove(&(context, keys));
        }
        if action == Action::QuitNow {
            self.give(action, vec![Key::ctrl('c')]);
        }
    }

    /// Gives an action one more key sequence. Removes and returns what conflicts with it in the same context: the
    /// same sequence, its beginnings, and sequences that begin with it.
    pub fn give(&mut self, action: Action, keys: Vec<Key>) -> Vec<(Action, Vec<Key>)> {
        let context = action::info(action).context;
        let clashes =
            |(other, sequence): &(Context, Vec<Key>)| *other == context && is_in_the_way(sequence, &keys);
        let mut lost: Vec<_> = self
            .bindings
            .iter()
            .filter(|(binding, _)| clashes(binding))
            .map(|((_, sequence), &action)| (action, sequence.clone()))
            .collect();
        lost.sort_by_key(|(action, _)| *action as usize);
        for (loser, sequence) in &lost {
            self.bindings.remove(&(context, sequence.clone()));
            if let Some(keys) = self.keys.get_mut(loser) {
                keys.retain(|it| it != sequence);
            }
        }
        self.keys.retain(|_, keys| !keys.is_empty());
        self.bind(action, keys);
        lost
    }

    /// The keys of an action; texts show the first one.
    pub fn keys(&self, action: Action) -> &[Vec<Key>] {
        self.keys.get(&action).map_or(&[], Vec::as_slice)
    }

    /// Whether a key is the last, or the only one, in one of an action's sequences.
    pub(crate) fn ends_keys(&self, action: Action, key: Key) -> bool {
        self.keys(action).iter().any(|keys| keys.last() == Some(&key))
    }

    /// An action's first key, as it is shown; `None` if it has none.
    pub fn key(&self, action: Action) -> Option<String> {
        self.keys(action).first().map(|keys| written(keys))
    }

    /// Replaces the ids of actions in braces by their keys: "{next-hit} goes on" becomes "n goes on". An action
    /// without a key is named by its id. Use this for our own texts only; others may contain braces.
    pub fn words(&self, text: &str) -> String {
        let mut told = String::new();
        let mut rest = text;
        while let Some((before, (id, after))) =
            rest.split_once('{').and_then(|(before, it)| Some((before, it.split_once('}')?)))
        {
            told.push_str(before);
            let row = action::find(id);
            debug_assert!(row.is_some(), "no action is called {id}");
            told.push_str(&row.and_then(|row| self.key(row.action)).unwrap_or_else(|| id.to_owned()));
            rest = after;
        }
        told + rest
    }

    /// What the keys mean; earlier contexts win.
    pub(crate) fn lookup(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        for &context in contexts {
            if let Some(&action) = self.bindings.get(&(context, keys.to_vec())) {
                return Lookup::Action(action);
            }
            let goes_on = |(other, sequence): &(Context, Vec<Key>)| {
                *other == context && sequence.len() > keys.len() && sequence.starts_with(keys)
            };
            if self.bindings.keys().any(goes_on) {
                return Lookup::Prefix;
            }
        }
        Lookup::Unknown
    }

    /// What a key means while the user types; `None` if the key itself is typed.
    pub(crate) fn typing(&self, key: Key) -> Option<Action> {
        match self.lookup(&[Context::Typing], &[key]) {
            Lookup::Action(action) => Some(action),
            // Whatever keys the user changed, nobody is locked in.
            _ if key.code == KeyCode::Esc => Some(Action::TypingCancel),
            _ => None,
        }
    }

    /// What a single key means in the text; `None` if it means nothing.
    pub(crate) fn reading(&self, key: Key) -> Option<Action> {
        match self.lookup(&[Context::Text, Context::Main], &[key]) {
            Lookup::Action(action) => Some(action),
            _ if key.code == KeyCode::Esc => Some(Action::Close),
            _ => None,
        }
    }

    /// What can follow the keys, in the order of the table.
    pub(crate) fn continuations(
        &self,
        contexts: &[Context],
        keys: &[Key],
    ) -> Vec<(Key, &'static ActionInfo)> {
        let rows = ACTIONS.iter().filter(|row| contexts.contains(&row.context));
        rows.flat_map(|row| self.keys(row.action).iter().map(move |sequence| (sequence, row)))
            .filter(|(sequence, _)| sequence.starts_with(keys))
            .filter_map(|(sequence, row)| Some((*sequence.get(keys.len())?, row)))
            .collect()
    }
}

fn is_in_the_way(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Parses a sequence of keys: `] p`.
pub fn parse(sequence: &str) -> Option<Vec<Key>> {
    sequence.split(' ').map(Key::parse).collect()
}

/// A sequence as it is shown: `]p`.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect()
}

/// The digit, if the key is one that belongs to a number.
pub(crate) fn digit(key: Key) -> Option<usize> {
    match key {
        Key { code: KeyCode::Char(c), ctrl: false, alt: false } => c.to_digit(10).map(|digit| digit as usize),
        _ => None,
    }
}

/// The table of keys in Markdown, for docs/keys.md.
pub fn markdown_table() -> String {
    let keymap = Keymap::new();
    let mut out = String::new();
    for context in Context::ALL {
        let _ = writeln!(out, "**{}**\n\n| Key | Does |\n| --- | --- |", context.title());
        for row in ACTIONS.iter().filter(|row| row.context == context) {
            let keys: Vec<_> = row
                .default_keys
                .iter()
                .map(|key| match *key {
                    "`" => "`` ` ``".to_owned(),
                    key => format!("`{}`", key.replace(' ', "").replace('|', "\\|")),
                })
                .collect();
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), keymap.words(row.description));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_has_two_meanings_in_a_context() {
        let mut seen = HashSet::new();
        for row in ACTIONS {
            for keys in row.default_keys {
                assert!(seen.insert((row.context, parse(keys))), "{keys} twice in {:?}", row.context);
            }
        }
    }

    #[test]
    fn every_action_is_found_by_its_keys_and_no_sequence_is_hidden_by_its_first_key() {
        let map = Keymap::new();
        for row in ACTIONS {
            for keys in map.keys(row.action) {
                assert_eq!(map.lookup(&[row.context], keys), Lookup::Action(row.action), "{}", row.id);
            }
            for sequence in map.keys(row.action).iter().filter(|sequence| sequence.len() > 1) {
                for contexts in [[Context::Text, Context::Main], [Context::List, Context::Main]] {
                    assert_eq!(map.lookup(&contexts, &sequence[..1]), Lookup::Prefix, "{}", row.id);
                }
            }
        }
    }

    #[test]
    fn an_inner_context_goes_first() {
        let map = Keymap::new();
        let enter = [Key::plain(KeyCode::Enter)];
        assert_eq!(map.lookup(&[Context::Text, Context::Main], &enter), Lookup::Action(Action::Card));
        assert_eq!(map.lookup(&[Context::List, Context::Main], &enter), Lookup::Action(Action::ListJump));
        let has_key = |letter: &char| {
            ACTIONS.iter().any(|row| row.default_keys.iter().any(|keys| keys.starts_with(*letter)))
        };
        let free = ('A'..='Z').find(|it| !has_key(it)).expect("not every letter is a key");
        assert_eq!(map.lookup(&[Context::Text, Context::Main], &[Key::char(free)]), Lookup::Unknown);
    }

    #[test]
    fn what_may_follow_a_first_key_is_listed() {
        let shorts: Vec<_> = Keymap::new()
            .continuations(&[Context::Text, Context::Main], &[Key::char(']')])
            .iter()
            .map(|(key, row)| format!("{key} {}", row.short))
            .collect();
        assert_eq!(
            shorts,
            [
                "p person",
                "o organization",
                "q quote",
                "u uncertain",
                "a note",
                "r relation",
                "h heading",
                "P place",
                "l link"
            ]
        );
    }

    #[test]
    fn the_table_has_no_key_that_hides_another_one() {
        let mut map = Keymap { bindings: HashMap::new(), keys: HashMap::new() };
        for row in ACTIONS {
            for keys in row.default_keys {
                assert_eq!(map.give(row.action, parse(keys).unwrap()), [], "{}", row.id);
            }
        }
        assert_eq!(map, Keymap::new());
        map.clear(Action::QuitNow);
        assert_eq!(map, Keymap::new());
    }

    #[test]
    fn a_key_leaves_its_old_action_and_takes_away_what_it_hides() {
        let mut map = Keymap::new();
        map.clear(Action::Export);
        let lost = map.give(Action::Export, parse("x").unwrap());
        assert_eq!(lost, [(Action::EraseMark, parse("x").unwrap())]);
        assert_eq!((map.key(Action::Export), map.key(Action::EraseMark)), (Some("x".to_owned()), None));
        let main = [Context::Text, Context::Main];
        assert_eq!(map.lookup(&main, &[Key::char('x')]), Lookup::Action(Action::Export));
        assert_eq!(map.lookup(&main, &[Key::char('e')]), Lookup::Unknown);
        let lost = map.give(Action::Export, parse("w").unwrap());
        assert_eq!(lost.len(), 4, "{lost:?}");
        assert_eq!(map.keys(Action::Export).len(), 2);
    }

    #[test]
    fn a_sequence_of_the_inner_context_goes_before_a_key_of_the_outer_one() {
        let mut map = Keymap::new();
        map.give(Action::Card, parse("e c").unwrap());
        assert_eq!(map.lookup(&[Context::Text, Context::Main], &[Key::char('e')]), Lookup::Prefix);
        assert_eq!(
            map.lookup(&[Context::List, Context::Main], &[Key::char('e')]),
            Lookup::Action(Action::Export)
        );
    }

    #[test]
    fn words_name_the_keys_that_hold() {
        let mut map = Keymap::new();
        assert_eq!(map.words("{next-hit} and {next-person} step, {"), "n and ]p step, {");
        map.clear(Action::NextHit);
        assert_eq!(map.words("{next-hit} steps"), "next-hit steps");
        map.give(Action::NextHit, parse("F2").unwrap());
        assert_eq!(map.words("{next-hit} steps"), "F2 steps");
    }

    #[test]
    fn the_table_lists_every_action() {
        let table = markdown_table();
        let keymap = Keymap::new();
        assert!(ACTIONS.iter().all(|row| table.contains(&keymap.words(row.description))));
        assert!(table.contains("| `]p` | Next person |"), "{table}");
    }
}
