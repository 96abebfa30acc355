//! What all popups have in common, tried on each of them.

use super::link::linked;
use super::*;

/// A popup, and what is expected of it.
struct Case {
    keys: &'static str,
    name: &'static str,
    /// Whether the user types into it; a click beside it then changes nothing.
    is_typed: bool,
    /// Whether it stays when the analysis changes, and when the text changes.
    stays: [bool; 2],
}

const CASES: [Case; 12] = [
    Case { keys: "?", name: "help", is_typed: false, stays: [true, true] },
    Case { keys: "e", name: "export", is_typed: true, stays: [true, true] },
    Case { keys: "Tab Enter Tab n n K", name: "peek", is_typed: false, stays: [false, false] },
    Case { keys: "Tab Enter Tab a", name: "ask", is_typed: true, stays: [true, true] },
    Case { keys: "Tab Enter L", name: "cast picker", is_typed: false, stays: [false, false] },
    Case { keys: "O", name: "links", is_typed: false, stays: [true, false] },
    Case { keys: "o", name: "lead", is_typed: false, stays: [true, false] },
    Case { keys: "R", name: "graph", is_typed: false, stays: [false, false] },
    Case { keys: "/", name: "search", is_typed: true, stays: [true, false] },
    Case { keys: ":", name: "palette", is_typed: true, stays: [true, false] },
    Case { keys: "f", name: "hints", is_typed: false, stays: [false, false] },
    Case { keys: "'", name: "bookmarks", is_typed: false, stays: [true, false] },
];

/// A new popup does not compile here until it has a name; then it needs a case.
fn name(app: &App) -> Option<&'static str> {
    Some(match app.popup.as_ref()? {
        Popup::Help(_) => "help",
        Popup::Export(_) => "export",
        Popup::Peek(_) => "peek",
        Popup::Ask(_) => "ask",
        Popup::CastPicker(_) => "cast picker",
        Popup::Links(_) => "links",
        Popup::Articles(_) => "articles",
        Popup::Lead(_) => "lead",
        // Its tests start a program (`tests/program.rs`).
        Popup::Output(_) => "output",
        Popup::Graph(_) => "graph",
        Popup::Search(_) => "search",
        Popup::Palette(_) => "palette",
        Popup::Hints(_) => "hints",
        Popup::Bookmarks(_) => "bookmarks",
    })
}

fn opened(case: &Case) -> App {
    let mut app = linked(&[("leaves", "https://one.example/")], Some("https://news.example/"));
    press(&mut app, case.keys);
    assert_eq!(name(&app), Some(case.name), "{}", case.keys);
    app
}

#[test]
fn a_click_beside_a_popup_closes_it_unless_something_is_typed_there_and_escape_always_does() {
    for case in &CASES {
        let mut app = opened(case);
        app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column: 0, row: 0 }));
        assert_eq!(name(&app), case.is_typed.then_some(case.name), "{}", case.name);
        let mut app = opened(case);
        press(&mut app, "Esc");
        assert_eq!(name(&app), None, "{}", case.name);
    }
}

#[test]
fn a_popup_stays_over_another_analysis_or_text_if_it_holds_nothing_of_the_old_one() {
    for case in &CASES {
        let mut app = opened(case);
        app.update(Msg::Analysis(Update::Done(story().1)));
        assert_eq!(name(&app), case.stays[0].then_some(case.name), "{}", case.name);
        let mut app = opened(case);
        app.update(Msg::Reread(sample::article(&["Another text."]).0));
        assert_eq!(name(&app), case.stays[1].then_some(case.name), "{}", case.name);
    }
}

#[test]
fn what_is_pasted_or_scrolled_while_a_popup_is_open_is_its_own() {
    for case in &CASES {
        let mut app = opened(case);
        let before = (app.reader.visible(), app.sidebar.cast.selected());
        let (column, row) = (app.screen.list.x + 1, app.screen.list.y + 1);
        for kind in [MouseKind::ScrollDown, MouseKind::ScrollUp, MouseKind::ScrollDown] {
            app.update(Msg::Mouse(Mouse { kind, column, row }));
        }
        assert_eq!((app.reader.visible(), app.sidebar.cast.selected()), before, "{}", case.name);
        app.update(Msg::Paste("q".to_owned()));
        assert_eq!((name(&app), app.notice), (Some(case.name), None), "{}", case.name);
        assert!(app.sidebar.cast.filter.words().is_empty());
    }
}

#[test]
fn a_popup_fits_every_screen() {
    for case in &CASES {
        let mut app = opened(case);
        for (columns, rows) in [(200, 60), (80, 24), (50, 20), (30, 8), (20, 5), (100, 24)] {
            app.update(Msg::Resize { columns, rows });
            let Some(popup) = &app.popup else { break };
            let area = popup.area(app.screen);
            assert!(area.x + area.width <= columns && area.y + area.height <= rows, "{}", case.name);
        }
    }
}
