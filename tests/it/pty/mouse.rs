//! The mouse in a real terminal: what it sends selects, and what is selected is highlighted.

use super::*;

/// The bytes that a terminal sends for the mouse: the button (plus 32 while it moves), the position, and whether it
/// went down.
fn mouse(button: u8, (column, row): (usize, usize), is_down: bool) -> String {
    format!("\x1b[<{button};{};{}{}", column + 1, row + 1, if is_down { 'M' } else { 'm' })
}

/// The cell where some words begin.
fn cell(session: &Session, words: &str) -> (usize, usize) {
    let rows: Vec<_> = session.parser.screen().rows(0, 100).collect();
    let found = rows.iter().enumerate().find_map(|(row, line)| Some((line.find(words)?, row)));
    let (at, row) = found.expect("the words are on the screen");
    (rows[row].split_at(at).0.chars().count(), row)
}

#[test]
fn words_are_selected_by_dragging_and_a_double_click_and_highlighted() {
    let mut session = open("mouse");
    session.wait_until("the analysis is done", super::is_analysed);
    let (from, to) = (cell(&session, "said on Monday"), cell(&session, "Monday that"));
    session.type_keys(&mouse(0, from, true));
    session.type_keys(&mouse(32, to, true));
    session.type_keys(&mouse(32, (to.0 + 5, to.1), true));
    session.type_keys(&mouse(0, (to.0 + 5, to.1), false));
    session.wait_until("three words are selected", |it| status_line(it).contains("3 words"));
    session.type_keys("A");
    session.wait_until("they are highlighted", |it| status_line(it).contains("said on Monday"));
    session.type_keys("\x1b");
    // With more directly after it, it would begin a sequence.
    session.wait_until("Esc is taken in", |it| !status_line(it).contains("said on Monday"));
    let word = cell(&session, "shut.");
    // Sent at once: on a busy machine they might otherwise be too far apart for a double click.
    let click = mouse(0, word, true) + &mouse(0, word, false);
    session.type_keys(&click.repeat(2));
    session.wait_until("one word is selected", |it| status_line(it).contains("1 word"));
    session.type_keys(&mouse(2, word, true));
    session.wait_for_text("not a name");
    session.type_keys("\x1b");
    session.wait_until("the popup is closed", |it| !it.text().contains("not a name"));
    session.type_keys("q");
    assert_restored(&session.finish());
}
