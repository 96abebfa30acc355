//! The tabs of the sidebar at each size.

use super::*;
use crate::app::{ListView, Mouse, MouseKind};

/// An article with hundreds of quotes.
fn talkative(columns: u16, rows: u16) -> App {
    let paragraphs: Vec<String> = (0..300)
        .map(|n| format!("{{“Lock {n} must be dredged,”}} said [PER Edda Rask] of the [ORG Canal Guild]."))
        .collect();
    let (doc, analysis) = sample::article(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
    let mut app = App::new(doc, Settings::default());
    app.update(Msg::Resize { columns, rows });
    app.update(Msg::Analysis(Update::Done(analysis)));
    app
}

/// The tabs as they stand on the screen, with each list in front.
fn tabs(columns: u16, rows: u16) -> Vec<String> {
    let tabs = |key: &str| {
        let mut app = talkative(columns, rows);
        press(&mut app, key);
        let line = screen(&app).lines().nth(usize::from(app.screen.tabs.y)).unwrap().to_owned();
        let cells: String = line.chars().skip(usize::from(app.screen.tabs.x)).collect();
        cells.trim_end_matches(['│', ' ']).to_owned()
    };
    ["1", "2", "3", "4", "5"].map(tabs).to_vec()
}

#[test]
fn tabs_have_whole_words_and_where_these_do_not_fit_bare_digits() {
    assert_eq!(tabs(120, 36), ["1Names 2Relations 3Quotes 4Notes 5Outline"; 5]);
    for columns in [72, 80, 96] {
        let told = [
            " 1 Names 2 3 4 5",
            " 1 2 Relations 3 4 5",
            " 1 2 3 Quotes 4 5",
            " 1 2 3 4 Notes 5",
            " 1 2 3 4 5 Outline",
        ];
        assert_eq!(tabs(columns, 24), told, "{columns}");
    }
    assert_eq!(tabs(50, 20), [" 1 Names 2 Relations 3 Quotes 4 Notes 5 Outline"; 5]);
}

#[test]
fn a_click_on_a_bare_digit_lists_what_it_stands_for() {
    let mut app = talkative(80, 24);
    let (x, y) = (app.screen.tabs.x, app.screen.tabs.y);
    for (digit, view) in ["2", "3", "4", "5", "1"].into_iter().zip(ListView::ALL.into_iter().cycle().skip(1))
    {
        let line = screen(&app).lines().nth(usize::from(y)).unwrap().to_owned();
        let at = line.chars().skip(usize::from(x)).position(|c| digit.starts_with(c)).unwrap();
        let column = x + u16::try_from(at).unwrap();
        app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row: y }));
        assert_eq!(app.sidebar.view, view, "{digit}");
    }
}
