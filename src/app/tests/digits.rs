//! Digits, which show a list or form a number, and other keys over popups that have keys of their own.

use super::*;

#[test]
fn a_number_repeats_or_tells_where() {
    assert_eq!(focused(&after("7 l")).1, "Lee");
    let mut app = open(60, 12);
    press(&mut app, "5 0 %");
    assert!((45..=50).contains(&app.reader.percent()));
    assert_eq!(after("2 0 g").reader.visible(), after("1 9 j").reader.visible());
}

#[test]
fn a_digit_lists_at_once_whatever_was_typed_before() {
    for (keys, view) in [
        ("3", ListView::Quotes),
        ("3 2", ListView::Relations),
        ("1 2 3 4 5", ListView::Outline),
        ("5 4 3 2 1", ListView::Cast),
        ("3 j 2", ListView::Relations),
        ("3 Esc 3 3", ListView::Quotes),
        ("n 4 n 2", ListView::Relations),
        // After digits that show no list, too.
        ("6 3", ListView::Quotes),
        ("6 3 2", ListView::Relations),
        ("1 0 3 2", ListView::Relations),
        ("5 5 9 3", ListView::Quotes),
        ("7 7 7 5", ListView::Outline),
        ("0 2", ListView::Relations),
    ] {
        let app = after(keys);
        assert_eq!(
            (app.sidebar.view, app.panes.front, app.typed_number()),
            (view, Pane::List, None),
            "{keys}"
        );
    }
    let app = after("1 2 3 4 5 Esc j");
    assert_eq!(
        app.reader.visible(),
        after("j").reader.visible(),
        "digits that listed something are no count"
    );
    assert_eq!(after("3 Esc G").reader.visible(), after("G").reader.visible());
    let app = after("6 3 j");
    assert_eq!(quoted(&app), "“Not I,”", "j is the list's after a slip, too");
}

#[test]
fn a_digit_lists_over_every_popup_that_has_no_use_for_it() {
    for open in ["R", "] p K", "f", "o", "!"] {
        for (digit, view) in [("3", ListView::Quotes), ("4", ListView::Notes), ("5", ListView::Outline)] {
            let mut app = after("] p n n Tab Tab");
            press(&mut app, open);
            let keys = format!("{open} {digit}");
            press(&mut app, digit);
            assert!(app.popup.is_none(), "{keys}");
            assert_eq!(
                (app.sidebar.view, app.panes.front, app.typed_number()),
                (view, Pane::List, None),
                "{keys}"
            );
            press(&mut app, "1");
            assert_eq!(app.sidebar.view, ListView::Cast, "{keys} 1");
        }
    }
    for (open, typed) in [("/", "3"), ("?", "3"), (":", "3"), ("e", "3"), ("l a", "3")] {
        let mut app = after(open);
        press(&mut app, typed);
        assert!(app.popup.is_some(), "{open}: it is typed");
    }
    let app = after("R 6 7");
    assert!(app.popup.is_some() && app.typed_number().is_none(), "no number waits in the graph");
}

#[test]
fn digits_that_cannot_mean_lists_are_a_number_and_leave_the_lists_alone() {
    for keys in ["2 5 %", "1 5 %", "1 6 j", "6 1 %", "3 5 0 j"] {
        let app = after(keys);
        assert_eq!((app.sidebar.view, app.panes.front), (ListView::Cast, Pane::Text), "{keys}");
    }
    assert_eq!(after("1 6").typed_number(), Some(16));
    let mut app = open(60, 12);
    press(&mut app, "6 1 %");
    assert!((55..=61).contains(&app.reader.percent()), "before a percent sign all digits count");
    let app = after("l 7 Esc");
    assert!(app.typed_number().is_none() && app.reader.focus().is_some(), "only the number is dropped");
}

#[test]
fn over_the_graph_and_earlier_mentions_help_and_where_one_is_answer() {
    for open in ["R", "] p n n K"] {
        let mut app = after(open);
        press(&mut app, "=");
        assert!(
            app.popup.is_some() && app.notice.as_deref().is_some_and(|it| it.starts_with("paragraph ")),
            "{open}"
        );
        press(&mut app, "?");
        assert!(matches!(app.popup, Some(Popup::Help(_))), "{open}");
        let mut app = after(open);
        assert_eq!(press(&mut app, "Z Z"), []);
        assert!(app.popup.is_none(), "{open}");
        assert_eq!(press(&mut app, "Z Z"), [Effect::Quit]);
    }
    let app = after("R f");
    assert_eq!(app.notice.as_deref(), Some("f does nothing here; ? lists the keys"));
}

#[test]
fn from_the_graph_a_list_begins_with_whom_one_moved_to() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
        let mut app = open(columns, rows);
        press(&mut app, "l R");
        let Some(Popup::Graph(graph)) = &app.popup else { return };
        let first = graph.chosen().entity;
        press(&mut app, "j l k");
        let Some(Popup::Graph(graph)) = &app.popup else { panic!("it stays") };
        let moved = graph.chosen().entity;
        assert_ne!(first, moved, "{columns}");
        press(&mut app, "3");
        assert_eq!(app.chosen.as_ref().unwrap().entity(), Some(moved), "{columns}");
        press(&mut app, "f");
        assert!(app.notice.as_deref().unwrap().starts_with("only "));
    }
}
