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
fn tabs_have_whole_words_and_where_these_do_not_fit_all_are_short() {
    assert_eq!(tabs(120, 36), ["1Names 2Relations 3Quotes 4Notes 5Outline"; 5]);
    assert_eq!(tabs(80, 24), ["Names Rels Quotes Notes Outl"; 5]);
    assert_eq!(tabs(50, 20), [" 1 Names 2 Relations 3 Quotes 4 Notes 5 Outline"; 5]);
}

#[test]
fn a_click_on_a_tab_without_its_key_lists_what_it_says() {
    let mut app = talkative(80, 24);
    let (x, y) = (app.screen.tabs.x, app.screen.tabs.y);
    for (word, view) in ["Names", "Rels", "Quotes", "Notes", "Outl"].into_iter().zip(ListView::ALL) {
        let at = "Names Rels Quotes Notes Outl".find(word).unwrap();
        for column in [at, at + word.len() - 1] {
            let column = x + u16::try_from(column).unwrap();
            app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row: y }));
            assert_eq!(app.sidebar.view, view, "{word}");
        }
    }
}
