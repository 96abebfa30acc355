//! Each kind of problem with its line; what byline prints can be read back.

mod key;
mod setting;
mod theme;

use proptest::prelude::*;

use super::*;
use crate::app::input::action::{ACTIONS, Action};
use crate::app::input::keymap::{parse, written};
use crate::app::{ColorDepth, Keymap};
use crate::tui::theme::{BUILT_IN, Meaning};

fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// The keys of an action, each as it is told.
fn keys(keymap: &Keymap, action: Action) -> String {
    keymap.keys(action).iter().map(|it| written(it)).collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_is_byline_as_it_is() {
    assert_eq!(config(b"", &[]), (Config::default(), Vec::new()));
    assert_eq!(keymap(b""), (Keymap::new(), Vec::new()));
    let (palette, problems) = theme("mine", b"");
    assert_eq!((palette.look(Meaning::Person, ColorDepth::True), problems.len()), {
        (BUILT_IN[0].palette().look(Meaning::Person, ColorDepth::True), 0)
    });
}

/// Pieces of settings, and random text.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "sidebar",
            "theme",
            "walk",
            "[article]",
            "[person]",
            "card",
            "color",
            "style",
            " = ",
            "true",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\"\"\"",
            "'",
            ",",
            "\n",
            "\n",
            "\"x\"",
            "\"] p\"",
            "256",
            "-0x",
            "1e9",
            "#",
            ".",
            "base",
            "1979-05-27",
            "\r",
            "\u{feff}",
            "é",
            "\u{202e}",
        ])
        .prop_map(|it| it.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_settings(bytes in pieces()) {
        let problems = [
            config(&bytes, &[]).1,
            keymap(&bytes).1,
            theme("mine", &bytes).1,
        ];
        let n_lines = bytes.split(|it| *it == b'\n').count();
        for problem in problems.iter().flatten() {
            prop_assert!(problem.line.is_none_or(|line| (1..=n_lines).contains(&line)), "{problem}");
            prop_assert!(!problem.what.contains(|c: char| c.is_control() || c == '\u{202e}'), "{problem}");
        }
    }

    #[test]
    fn any_keys_that_are_given_can_be_printed_and_read_back(
        given in prop::collection::vec((0..ACTIONS.len(), prop::sample::select(vec!["j", "x", "g", "g g", "] p", "]", "Ctrl-X", "F5", "5", "Space q"])), 0..12)
    ) {
        let text = given.iter().map(|(index, key)| {
            let row = &ACTIONS[*index];
            format!("{}.{} = \"{key}\"\n", row.context.id(), row.id)
        });
        let (map, _) = keymap(text.collect::<String>().as_bytes());
        let (again, problems) = keymap(print_keymap(&map).as_bytes());
        prop_assert_eq!(told(&problems), [""; 0]);
        prop_assert!(again == map);
        prop_assert!(parse("Ctrl-C").is_some_and(|it| map.keys(Action::QuitNow).contains(&it)));
    }
}
