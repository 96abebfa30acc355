//! Showing only what is about someone: dimming the rest, or leaving it out.

use super::*;

/// The visible lines with text, and "…" where text is left out.
fn lines(app: &App) -> Vec<String> {
    use crate::app::reader::layout::LineKind;
    let told = |line: &crate::app::reader::layout::Line| match line.kind {
        LineKind::Text(_) => Some(app.article.doc.slice(line.span).replace('\n', " ")),
        LineKind::LeftOut => Some("…".to_owned()),
        _ => None,
    };
    app.reader.frame().iter().filter_map(told).collect()
}

const ABOUT_BOB: [&str; 3] = ["Ann Lee of the Hill met Bob Day in Rome.", "…", "“Not I,” said Bob Day."];

#[test]
fn only_the_sentences_about_the_chosen_name_are_shown_and_all_again() {
    let mut app = after("] p ] p ] p * &");
    assert_eq!(lines(&app), ABOUT_BOB);
    assert_eq!(app.n_shown().as_deref(), Some("2 of 65 sentences"));
    press(&mut app, "&");
    assert!(lines(&app).len() > 3);
    assert_eq!(app.notice.as_deref(), Some("the whole text"));
}

#[test]
fn a_walk_stays_among_them_and_another_name_has_others() {
    let mut app = after("] p ] p ] p * & n n");
    assert_eq!((lines(&app), focused(&app).1.as_str()), (ABOUT_BOB.map(str::to_owned).to_vec(), "Bob Day"));
    press(&mut app, "Tab Up Tab");
    assert_eq!(app.chosen.as_ref().unwrap().name(), "Ann Lee");
    assert!(lines(&app).contains(&"In the end Lee was gone.".to_owned()));
}

#[test]
fn steps_pass_over_what_is_left_out() {
    let mut app = after("] p ] p ] p * & g l l l l l");
    assert_eq!(focused(&app).1, "Bob Day", "not Lee in between");
    press(&mut app, "g Esc ) )");
    assert_eq!(focused(&app).1, "“Not I,” said Bob Day.");
    assert_eq!(lines(&app), ABOUT_BOB);
}

#[test]
fn a_jump_to_what_is_left_out_shows_all() {
    let app = after("] p ] p ] p * & 3 k Enter");
    assert_eq!(focused(&app).1, "“I go,”");
    assert!(lines(&app).len() > 3);
    assert!(app.n_shown().is_none());
}

#[test]
fn the_place_is_kept_on_the_way_there_and_back() {
    for columns in [100, 50] {
        let mut app = open(columns, 12);
        press(&mut app, "/ \"gone Enter");
        let before = app.reader.place().start();
        press(&mut app, "& &");
        assert_eq!(app.reader.place().start(), before);
        press(&mut app, "& g , Esc Esc Esc ' ' Ctrl-O Ctrl-O ; ;");
        assert!(!lines(&app).is_empty());
    }
}

#[test]
fn with_nothing_chosen_words_are_asked_for() {
    let mut app = open(100, 24);
    app.update(Msg::Analysis(Update::Partial(Arc::default())));
    press(&mut app, "& \"gone Enter");
    assert_eq!(lines(&app).len(), 1);
    press(&mut app, "Esc Esc Esc & \"nothing Enter");
    assert!(lines(&app).len() > 3);
}

#[test]
fn what_is_not_about_a_name_is_dimmed() {
    let mut app = after("] p ] p ] p * F");
    let bright = app.bright().unwrap();
    let at = |words: &str| crate::text::ByteOffset::new(app.article.doc.text().find(words).unwrap());
    assert_eq!([at("met"), at("Rain"), at("gone")].map(|it| bright.has(it)), [true, false, false]);
    press(&mut app, "Esc Esc");
    assert!(app.bright().is_none());
    assert!(app.chosen.is_some(), "the name stays chosen");
}
