//! `keymap.toml`: a table for each context; in it, each action with its key or keys.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use toml::de::DeValue;

use crate::app::input::action;
use crate::app::input::action::{ACTIONS, Action, ActionInfo, Context};
use crate::app::input::keymap::{parse, written};
use crate::app::{KEY_NAMES, Key, KeyCode, Keymap};
use crate::config::Problem;
use crate::config::reading::{self, Entry, Fault, Reading, list, unknown};

/// A key that the file assigns to an action.
struct GivenKey {
    row: &'static ActionInfo,
    keys: Vec<Key>,
    at: Range<usize>,
}

/// Reads a `keymap.toml`: the keys that result, and what is wrong with the file.
///
/// An action in the file gets the listed keys and no others. A key in the file is taken away from the action that had
/// it. If the file assigns one key to two actions, the first one gets it.
pub fn keymap(bytes: &[u8]) -> (Keymap, Vec<Problem>) {
    let mut keymap = Keymap::new();
    let problems = reading::read("keymap.toml", bytes, |reading, entries| {
        let mut given = Vec::new();
        for entry in entries {
            context(reading, entry, &mut keymap, &mut given);
        }
        give(reading, &given, &mut keymap);
    });
    (keymap, problems)
}

/// A `keymap.toml` with all actions, each with a comment on what it does.
pub fn print_keymap(keymap: &Keymap) -> String {
    let mut out = "# byline's current keys. To keep and change them, save this as keymap.toml in your settings folder.\n\
                   # Actions that you leave out keep their default keys.\n\
                   # A key is a letter, digit or sign, or Space, Enter, Esc, Tab, Shift-Tab, Backspace, Delete, Up, Down, Left,\n\
                   # Right, PgUp, PgDn, Home, End, F1 to F24, with Ctrl- or Alt- in front if you like. Put a space between keys\n\
                   # that are pressed one after the other: \"] p\". An empty list leaves an action without a key; the help still\n\
                   # lists it, and you can run it there. Under [typing], use only keys with Ctrl- or Alt- and keys that have a\n\
                   # name, because all others type. Ctrl-C always quits.\n"
        .to_owned();
    for context in Context::ALL {
        let _ = write!(out, "\n# {}\n[{}]\n", context.title(), context.id()); // never fails on a string
        for row in ACTIONS.iter().filter(|row| row.context == context) {
            let keys = keymap.keys(row.action).iter().map(|keys| {
                let keys: Vec<_> = keys.iter().map(Key::to_string).collect();
                keys.join(" ")
            });
            let _ = write!(out, "# {}\n{} = {}\n", keymap.words(row.description), row.id, list(keys));
        }
    }
    out
}

fn context(reading: &mut Reading<'_>, entry: Entry<'_>, keymap: &mut Keymap, given: &mut Vec<GivenKey>) {
    let ids = || Context::ALL.into_iter().map(Context::id);
    let Some(context) = Context::ALL.into_iter().find(|it| it.id() == entry.key) else {
        let fault = match action::find(&entry.key) {
            Some(row) => misplaced(row, &entry.at),
            None => unknown(&entry.key, &entry.at, "not a group of actions", ids()),
        };
        return reading.tell(fault);
    };
    if !entry.value.get_ref().is_table() {
        let fault = reading.wrong(context.id(), "a table of actions", &entry.value);
        return reading.tell(fault);
    }
    let DeValue::Table(table) = entry.value.into_inner() else { return };
    for entry in reading.entries(table) {
        let row = match action::find(&entry.key) {
            Some(row) if row.context == context => row,
            Some(row) => {
                reading.tell(misplaced(row, &entry.at));
                continue;
            }
            None => {
                let known = ACTIONS.iter().map(|row| row.id);
                reading.tell(unknown(&entry.key, &entry.at, "not an action", known));
                continue;
            }
        };
        match keys(reading, row, &entry) {
            Ok(keys) => {
                keymap.clear(row.action);
                given.extend(keys);
            }
            Err(fault) => reading.tell(fault),
        }
    }
}

fn misplaced(row: &ActionInfo, at: &Range<usize>) -> Fault {
    Fault { at: at.clone(), what: format!("`{}` belongs under [{}]", row.id, row.context.id()) }
}

/// The keys of an entry.
fn keys(reading: &Reading<'_>, row: &'static ActionInfo, entry: &Entry<'_>) -> Result<Vec<GivenKey>, Fault> {
    let words = reading.words(row.id, &entry.value, "a key in quotes, or a list of keys")?;
    let given = words.into_iter().map(|word| {
        let text = word.get_ref().as_str().unwrap_or_default();
        let fault = |what: String| Fault { at: word.span(), what };
        let keys = parse(text).ok_or_else(|| {
            let wrong = text.split(' ').find(|it| Key::parse(it).is_none()).unwrap_or_default();
            if wrong.is_empty() {
                return fault(format!("`{}` has an empty key; [] leaves it without a key", row.id));
            }
            unknown(wrong, &word.span(), "not a key", KEY_NAMES)
        })?;
        let types = |key: &Key| matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt;
        if row.context == Context::Typing && (keys.len() > 1 || keys.iter().any(types)) {
            let what = format!(
                "`{}` would type here: `{}` needs one key with Ctrl- or Alt-, or one that has a name",
                written(&keys),
                row.id
            );
            return Err(fault(what));
        }
        if keys.contains(&Key::ctrl('c')) && row.action != Action::QuitNow {
            return Err(fault("Ctrl-C always quits".to_owned()));
        }
        Ok(GivenKey { row, keys, at: word.span() })
    });
    given.collect()
}

/// Assigns the keys, in the order of the file.
fn give(reading: &mut Reading<'_>, given: &[GivenKey], keymap: &mut Keymap) {
    let mut taken: HashMap<Context, Vec<&GivenKey>> = HashMap::new();
    for it in given {
        let taken = taken.entry(it.row.context).or_default();
        let clash = taken.iter().find(|other| {
            let is_same = other.row.action == it.row.action && other.keys == it.keys;
            !is_same && (other.keys.starts_with(&it.keys) || it.keys.starts_with(&other.keys))
        });
        if let Some(other) = clash {
            let what = clash_told(it, other, reading.line(other.at.start));
            reading.tell(Fault { at: it.at.clone(), what });
            continue;
        }
        let lost = keymap.give(it.row.action, it.keys.clone());
        // Someone who moves a single key meant to; but no one counts the sequences that a new first key hides.
        let hidden: Vec<_> = lost.iter().filter(|(_, keys)| *keys != it.keys).collect();
        if let Some((loser, keys)) = hidden.first() {
            let n_more = hidden.len() - 1;
            let more = if n_more == 0 { String::new() } else { format!(" and {n_more} more") };
            let what = format!(
                "`{}` conflicts with `{}`, so `{}`{more} lost that key",
                written(&it.keys),
                written(keys),
                action::info(*loser).id,
            );
            reading.tell(Fault { at: it.at.clone(), what });
        }
        taken.push(it);
    }
}

fn clash_told(one: &GivenKey, other: &GivenKey, line: usize) -> String {
    let (keys, others) = (written(&one.keys), written(&other.keys));
    let (id, other) = (one.row.id, other.row.id);
    if keys == others {
        format!("`{keys}` is already the key of `{other}` (line {line}), so `{id}` does not get it")
    } else {
        format!("`{keys}` conflicts with `{others}` of `{other}` (line {line}), so `{id}` does not get it")
    }
}
