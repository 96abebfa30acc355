//! The keys for typing: the user's own work in every prompt and list, and are the ones that are shown.

use super::link::linked;
use super::*;
use crate::app::list::Row;

/// The article with links, read by a user who changed the keys of [`Context::Typing`].
fn with_own_keys() -> App {
    let mut keymap = Keymap::new();
    for (action, key) in [
        (Action::TypingAccept, "F2"),
        (Action::TypingCancel, "F3"),
        (Action::TypingEditor, "F4"),
        (Action::TypingAddress, "F5"),
        (Action::TypingComplete, "F6"),
        (Action::TypingDown, "F7"),
    ] {
        keymap.clear(action);
        keymap.give(action, vec![Key::parse(key).unwrap()]);
    }
    let mut app = linked(&[("leaves", "https://one.example/"), ("met", "https://two.example/")], None);
    app.input.keymap = Arc::new(keymap);
    app
}

/// The keys that the popup in front shows.
fn told(app: &App) -> String {
    let keymap = &app.input.keymap;
    match app.popup.as_ref().expect("a popup") {
        Popup::Help(it) => it.title(keymap),
        Popup::Links(it) => it.title(keymap),
        Popup::Palette(it) => it.title(keymap),
        Popup::Ask(it) => it.hint().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn keys_of_ones_own_hold_where_one_types_and_are_told() {
    let mut app = with_own_keys();
    for (keys, expected) in [
        ("?", "Keys: type to search, F2 runs the line, F3 closes"),
        ("O", "2 links: type to search, F2 jumps, F5 opens"),
        (":", "Command, or what to do: F2 runs, F6 completes"),
        ("l a", "#words are tags; F2 saves, F3 discards, F4 opens your editor"),
    ] {
        press(&mut app, keys);
        assert_eq!(told(&app), expected);
        press(&mut app, "Enter");
        assert!(app.popup.is_some(), "Enter was given away: {keys}");
        press(&mut app, "F3");
        assert!(app.popup.is_none(), "{keys}");
    }
    press(&mut app, "O F7 F2");
    assert_eq!(focused(&app).1, "met");
    press(&mut app, "O F5");
    assert!(matches!(app.popup, Some(Popup::Lead(_))));
    press(&mut app, "Esc / \"rome F2");
    assert_eq!(focused(&app).1, "Rome");
    press(&mut app, "1 Tab / \"hill F2");
    assert!(!app.sidebar.cast.filter.has_keys, "the filter is kept");
}

#[test]
fn escape_closes_a_prompt_also_if_its_key_was_taken_away() {
    let mut app = with_own_keys();
    let mut keymap = Keymap::clone(&app.input.keymap);
    keymap.clear(Action::TypingCancel);
    app.input.keymap = Arc::new(keymap);
    for keys in ["?", "O", ":", "l a", "/", "e", "f", "m"] {
        press(&mut app, keys);
        assert!(app.popup.is_some(), "{keys}");
        press(&mut app, "Esc");
        assert!(app.popup.is_none(), "{keys}");
    }
}

#[test]
fn a_row_that_is_clicked_is_taken_whatever_is_typed() {
    let mut app = after(": \"q");
    let Some(Popup::Palette(palette)) = &app.popup else { panic!("{:?}", app.popup) };
    let titles = palette.list.shown().filter_map(|(row, _)| match row {
        Row::Item(number) => Some(palette.entry(number).title.clone()),
        Row::Head(_) | Row::More(..) => None,
    });
    let (nth, title) = titles.enumerate().find(|(_, title)| !title.starts_with('q')).unwrap();
    let inside = app.popup.as_ref().unwrap().areas(app.screen).1;
    let row = inside.y + 1 + u16::try_from(nth).unwrap();
    let effects = app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column: inside.x + 2, row }));
    assert!(!effects.contains(&Effect::Quit), "“q” was typed, but another row was clicked: {title}");
}

#[test]
fn a_double_click_opens_the_evidence_of_a_line_whatever_its_key_is() {
    let mut app = open(100, 30);
    let mut keymap = Keymap::new();
    keymap.clear(Action::GraphOpen);
    app.input.keymap = Arc::new(keymap);
    press(&mut app, "R");
    let Some(Popup::Graph(graph)) = &app.popup else { panic!("no graph") };
    let spot = graph.drawing().unwrap().spots.iter().flatten().next().copied().unwrap();
    let area = app.popup.as_ref().unwrap().area(app.screen);
    let at = Mouse { kind: MouseKind::Press(2), column: area.x + 2 + spot.x, row: area.y + 1 + spot.row };
    app.update(Msg::Mouse(at));
    assert!(app.popup.is_none(), "the relations of the name are listed");
    assert_eq!(app.sidebar.view, ListView::Relations);
}
