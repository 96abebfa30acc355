//! `keymap.toml`: keys that change hands, each kind of problem, what is printed.

use super::{keys, told};
use crate::app::input::action::{ACTIONS, Action};
use crate::config::*;

fn key_faults(text: &str) -> Vec<String> {
    told(&keymap(text.as_bytes()).1).iter().map(|it| it.replace("keymap.toml ", "")).collect()
}

#[test]
fn an_action_has_the_keys_that_the_file_gives_it_and_no_others() {
    let text = "[article]\ncard = [\"o\", \"Ctrl-O\"]\n[everywhere]\nexport = \"x\"\nnext-person = \"Space p\"\npage-down = \"PgDn\"\nplaces = []\n";
    let (keymap, problems) = keymap(text.as_bytes());
    assert_eq!(told(&problems), [""; 0]);
    assert_eq!(keys(&keymap, Action::Card), "o Ctrl-O");
    assert_eq!(keys(&keymap, Action::Export), "x");
    // Its key now belongs to the export.
    assert_eq!(keys(&keymap, Action::EraseMark), "");
    assert_eq!(keys(&keymap, Action::NextPerson), "Spacep");
    assert_eq!(keys(&keymap, Action::Places), "");
    assert_eq!(keys(&keymap, Action::NextQuote), "]q");
}

#[test]
fn a_fault_of_a_key_is_told_with_its_line_and_the_rest_holds() {
    let text = "\
[artcle]
card = \"o\"
[article]
crad = \"o\"
export = \"x\"
search = 5
top = [\"Hom\", \"t\"]
bottom = \"\"
select = \"Ctrl-C\"
card = \"o\"
";
    let (keymap, problems) = keymap(text.as_bytes());
    assert_eq!(
        told(&problems),
        [
            "keymap.toml line 1: `artcle` is not a group of actions; did you mean `article`?",
            "keymap.toml line 4: `crad` is not an action; did you mean `card`?",
            "keymap.toml line 5: `export` belongs under [everywhere]",
            "keymap.toml line 6: `search` must be a key in quotes, or a list of keys, not 5",
            "keymap.toml line 7: `Hom` is not a key; did you mean `Home`?",
            "keymap.toml line 8: `bottom` has an empty key; [] leaves it without a key",
            "keymap.toml line 9: Ctrl-C always quits",
        ]
    );
    assert_eq!(keys(&keymap, Action::Card), "o");
    assert_eq!(keys(&keymap, Action::Top), "g Home");
    assert_eq!(key_faults("card = \"o\""), ["line 1: `card` belongs under [article]"]);
    assert_eq!(key_faults("article = \"o\""), ["line 1: `article` must be a table of actions, not \"o\""]);
}

#[test]
fn a_key_that_types_does_nothing_else_while_one_types() {
    let text =
        "[typing]\ntyping-accept = [\"x\", \"F2\"]\ntyping-down = \"Ctrl-X j\"\ntyping-up = \"Alt-k\"\n";
    assert_eq!(
        key_faults(text),
        [
            "line 2: `x` would type here: `typing-accept` needs one key with Ctrl- or Alt-, or one that has a name",
            "line 3: `Ctrl-Xj` would type here: `typing-down` needs one key with Ctrl- or Alt-, or one that has a name",
        ]
    );
    assert_eq!(keys(&keymap(text.as_bytes()).0, Action::TypingUp), "Alt-k");
}

#[test]
fn keys_that_cannot_stand_beside_each_other_are_named() {
    let text = "[everywhere]\nexport = \"x\"\nhelp = \"x\"\nundo = \"i i\"\nredo = \"i\"\nsidebar = \"]\"\n";
    assert_eq!(
        key_faults(text),
        [
            "line 3: `x` is already the key of `export` (line 2), so `help` does not get it",
            "line 4: `ii` conflicts with `i`, so `unnamed` lost that key",
            "line 5: `i` conflicts with `ii` of `undo` (line 4), so `redo` does not get it",
            &format!("line 6: `]` conflicts with `]p`, so `next-person` and {} more lost that key", {
                ACTIONS.iter().flat_map(|it| it.default_keys).filter(|it| it.starts_with("] ")).count() - 1
            }),
        ]
    );
    // The same key may do one thing in a list and another in the article.
    assert_eq!(key_faults("[list]\nlist-sort = \"x\"\n[article]\ncard = \"x\"\n"), [""; 0]);
    // No message to someone who gave the sequence's first key away on purpose.
    assert_eq!(key_faults("[article]\ntop = [\"g g\", \"Home\"]\n"), [""; 0]);
}

#[test]
fn ctrl_c_quits_whatever_the_file_says() {
    let (keymap, problems) = keymap(b"[everywhere]\nquit-now = [\"F10\"]\nexport = [\"Ctrl-C\", \"x\"]\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(keys(&keymap, Action::QuitNow), "Ctrl-C F10");
}

#[test]
fn the_printed_keys_are_those_that_hold() {
    let changed = "[article]\ncard = [\"o\", \"g c\"]\n[everywhere]\nexport = \"\\\\\"\nplaces = '\"'\nhelp = []\nquit-now = [\"F10\", \"Ctrl-C\"]\n";
    for text in ["", changed] {
        let (map, _) = keymap(text.as_bytes());
        let printed = print_keymap(&map);
        let (again, problems) = keymap(printed.as_bytes());
        assert_eq!(told(&problems), [""; 0]);
        assert!(again == map, "{printed}");
        for row in ACTIONS {
            let lines = format!("# {}\n{} = [", map.words(row.description), row.id);
            assert!(printed.contains(&lines), "{lines}");
        }
    }
}
