//! From keys to actions.

use std::collections::HashMap;

use crate::app::action::{ACTIONS, Action, ActionInfo, Context};
use crate::app::{Key, KeyCode};

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// It is complete.
    Action(Action),
    /// More keys may follow.
    Prefix,
    /// Nothing.
    Unknown,
}

/// The bindings of all contexts.
#[derive(Debug)]
pub(crate) struct Keymap {
    bindings: HashMap<(Context, Vec<Key>), Action>,
}

impl Keymap {
    /// The keys of the table.
    pub(crate) fn new() -> Self {
        let mut bindings = HashMap::new();
        for row in ACTIONS {
            for keys in row.keys {
                bindings.insert((row.context, parse(keys)), row.action);
            }
        }
        Self { bindings }
    }

    /// What the keys mean; earlier contexts go first.
    pub(crate) fn lookup(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        for &context in contexts {
            if let Some(&action) = self.bindings.get(&(context, keys.to_vec())) {
                return Lookup::Action(action);
            }
        }
        let starts = |(context, sequence): &(Context, Vec<Key>)| {
            contexts.contains(context) && sequence.len() > keys.len() && sequence.starts_with(keys)
        };
        if self.bindings.keys().any(starts) { Lookup::Prefix } else { Lookup::Unknown }
    }

    /// What may follow the keys, in the order of the table.
    pub(crate) fn continuations(contexts: &[Context], keys: &[Key]) -> Vec<(Key, &'static ActionInfo)> {
        let rows = ACTIONS.iter().filter(|row| contexts.contains(&row.context));
        rows.flat_map(|row| row.keys.iter().map(move |sequence| (parse(sequence), row)))
            .filter(|(sequence, _)| sequence.starts_with(keys))
            .filter_map(|(sequence, row)| Some((*sequence.get(keys.len())?, row)))
            .collect()
    }
}

fn parse(sequence: &str) -> Vec<Key> {
    sequence.split(' ').map(|key| Key::parse(key).expect("a test parses every key of the table")).collect()
}

/// The digit of a number typed before a key.
pub(crate) fn digit(key: Key) -> Option<usize> {
    match key {
        Key { code: KeyCode::Char(c), ctrl: false, alt: false } => c.to_digit(10).map(|digit| digit as usize),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_has_two_meanings_in_a_context() {
        let mut seen = HashSet::new();
        for row in ACTIONS {
            for keys in row.keys {
                assert!(seen.insert((row.context, parse(keys))), "{keys} twice in {:?}", row.context);
            }
        }
    }

    #[test]
    fn no_sequence_is_hidden_by_its_first_key() {
        let map = Keymap::new();
        for row in ACTIONS {
            for sequence in row.keys.iter().map(|keys| parse(keys)).filter(|sequence| sequence.len() > 1) {
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
        assert_eq!(map.lookup(&[Context::Text, Context::Main], &[Key::char('Q')]), Lookup::Unknown);
    }

    #[test]
    fn what_may_follow_a_first_key_is_listed() {
        let shorts: Vec<_> = Keymap::continuations(&[Context::Text, Context::Main], &[Key::char(']')])
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
}
