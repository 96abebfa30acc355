//! The tabs of the sidebar at each size.

use super::*;
use crate::app::{ListView, Mouse, MouseKind};

/// An article with hundreds of quotes.
fn talkative(columns: u16, rows: u16) -> App {
    let paragraphs: Vec<String> = (0..300)
        .map(|n| format!("{{“Lock {n} must be dredged,”}} said [PER Edda Rask] of the [ORG Canal Guild]."))
        .collect();
    analysed(
        Settings::default(),
        columns,
        rows,
        sample::article(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>()),
    )
}

/// The rows of tabs as they are on the screen, with each list in front.
fn tabs(columns: u16, rows: u16) -> Vec<String> {
    let tabs = |key: &str| {
        let mut app = talkative(columns, rows);
        press(&mut app, key);
        told(&app)
    };
    ["1", "2", "3", "4", "5"].map(tabs).to_vec()
}

fn told(app: &App) -> String {
    let area = app.screen.tabs;
    let screen = screen(app);
    let lines = screen.lines().skip(usize::from(area.y)).take(usize::from(area.height));
    let cells = |line: &str| line.chars().skip(usize::from(area.x)).collect::<String>();
    lines.map(|line| cells(line).trim_end_matches(['│', ' ']).to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn tabs_have_whole_words_whichever_is_in_front() {
    for columns in [100, 120, 122] {
        let padded = " 1 Names  2 Relations\n 3 Quotes  4 Notes  5 Outline";
        assert_eq!(tabs(columns, 36), [padded; 5], "{columns}");
    }
    assert_eq!(tabs(123, 36), [" 1 Names 2 Relations 3 Quotes 4 Notes 5 Outline"; 5]);
    assert_eq!(tabs(140, 36), [" 1 Names  2 Relations  3 Quotes  4 Notes  5 Outline"; 5]);
    for columns in [72, 80, 96] {
        assert_eq!(tabs(columns, 24), [" 1 Names 2 Relations\n 3 Quotes 4 Notes 5 Outline"; 5], "{columns}");
    }
    assert_eq!(tabs(50, 20), [" 1 Names 2 Relations 3 Quotes 4 Notes 5 Outline"; 5]);
}

#[test]
fn what_is_typed_to_filter_stands_beside_the_tab_in_front() {
    let mut app = talkative(80, 24);
    press(&mut app, "3 / r a s");
    assert_eq!(told(&app), " 1 Names 2 Relations\n 3 Quotes /ras");
    press(&mut app, "Esc 1 / r a s");
    assert_eq!(told(&app), " 1 Names /ras\n 3 Quotes 4 Notes 5 Outline");
    for columns in [100, 120, 160] {
        let mut app = talkative(columns, 36);
        press(&mut app, "3 / r a s k");
        assert!(told(&app).ends_with(" /rask"), "{columns}: {}", told(&app));
    }
}

#[test]
fn a_click_on_what_is_typed_to_filter_lists_nothing_else() {
    let mut app = talkative(80, 24);
    press(&mut app, "3 / r a s k");
    let area = app.screen.tabs;
    app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column: area.x + 14, row: area.y + 1 }));
    assert_eq!((app.sidebar.view, told(&app).ends_with("/rask")), (ListView::Quotes, true));
}

#[test]
fn a_click_on_a_tab_lists_what_it_stands_for() {
    let mut app = talkative(80, 24);
    let (x, y) = (app.screen.tabs.x, app.screen.tabs.y);
    for (word, view) in ["Relations", "Quotes", "Notes", "Outline", "Names"]
        .into_iter()
        .zip(ListView::ALL.into_iter().cycle().skip(1))
    {
        let rows = told(&app);
        let (row, line) = rows.lines().enumerate().find(|(_, line)| line.contains(word)).unwrap();
        let column = x + u16::try_from(line.find(word).unwrap()).unwrap() + 1;
        let row = y + u16::try_from(row).unwrap();
        app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row }));
        assert_eq!(app.sidebar.view, view, "{word}");
    }
}
