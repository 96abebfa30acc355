//! Selecting words with the keyboard, and what is done with them.

use super::edit::{after_edits, edited, notice};
use super::*;

fn selected(keys: &str) -> String {
    let app = after(keys);
    assert!(app.selection().is_some(), "{keys}");
    focused(&app).1
}

#[test]
fn a_selection_starts_at_the_focus_or_at_the_first_word_on_the_screen() {
    assert_eq!(selected("v"), "Ann");
    assert_eq!(selected("l v"), "Ann Lee");
    assert_eq!(selected("] q v"), "“I go,”");
    assert_eq!(selected("j j v"), "Ann");
}

#[test]
fn its_end_moves_by_words_and_lines() {
    assert_eq!(selected("v l l"), "Ann Lee leaves");
    assert_eq!(selected("v l l Left"), "Ann Lee");
    assert_eq!(selected("l v h"), "Ann");
    assert_eq!(selected("v j"), "Ann Lee leaves Hill\n\nAnn");
    assert_eq!(selected("v l l j k"), "Ann Lee leaves");
    assert_eq!(selected("l l v o h h"), "Lee leaves Hill");
    assert_eq!(notice(&after("v h")), "the text ends here");
    assert_eq!(notice(&after("v k")), "the text ends here");
}

#[test]
fn the_end_that_moves_stays_on_the_screen() {
    let mut app = open(60, 12);
    press(&mut app, "v");
    for _ in 0..40 {
        press(&mut app, "j");
        assert!(app.reader.shows(app.selection().unwrap().moving()));
    }
    assert!(app.reader.visible().start().to_usize() > 0);
}

#[test]
fn a_sentence_and_a_paragraph_are_taken_whole() {
    assert_eq!(selected("] p ] p v s"), "Ann Lee of the Hill met Bob Day in Rome.");
    assert_eq!(selected("] q v l p"), "“I go,” said Lee. “Not I,” said Bob Day.");
    assert_eq!(selected("] q v p h"), "“I go,” said Lee. “Not I,” said Bob");
}

#[test]
fn what_is_selected_is_noted_highlighted_and_copied() {
    let mut app = after_edits("v l l a \"why Enter");
    assert_eq!(
        (app.article.notes[0].at.exact.as_str(), app.article.notes[0].note.as_str()),
        ("Ann Lee leaves", "why")
    );
    assert_eq!(app.reader.focus().unwrap().kind, FocusKind::Mark, "it has served");
    edited(&mut app, "x");
    assert_eq!(app.article.notes, []);
    assert_eq!(after_edits("v l l A").article.notes[0].at.exact, "Ann Lee leaves");
    let effects = press(&mut after("v l l"), "y");
    assert!(matches!(&effects[..], [Effect::Copy(text)] if text == "Ann Lee leaves"), "{effects:?}");
}

#[test]
fn what_is_selected_becomes_a_name_though_part_of_it_was_one() {
    let app = after_edits("] p ] p v l l l c o");
    assert_eq!(notice(&app), "“Ann Lee of the Hill” is an organization");
    let entities = app.article.analysis.entities.rows();
    let found = entities.iter().find(|it| it.name == "Ann Lee of the Hill").expect("it is listed");
    assert_eq!(found.kind, EntityKind::Organization);
    assert_eq!(app.reader.focus().unwrap().kind, FocusKind::Mention);
    assert_eq!(after_edits("l v c o").article.analysis.entities.rows()[0].kind, EntityKind::Organization);
}

#[test]
fn escape_drops_the_selection_and_its_keys_are_those_of_the_article_again() {
    for key in ["Esc", "v"] {
        let mut app = after("v l");
        press(&mut app, key);
        assert!(app.selection().is_none() && app.reader.focus().is_none());
        assert_eq!(app.contexts(), [Context::Text, Context::Main]);
    }
    let mut app = after("v l Tab j");
    assert_eq!(app.contexts()[0], Context::List, "a list has its own keys");
    press(&mut app, "Tab");
    assert_eq!(app.contexts()[0], Context::Select);
}

#[test]
fn without_words_nothing_is_selected() {
    let (doc, _) = story();
    let mut app = App::new(doc, settings());
    press(&mut app, "v");
    assert_eq!((app.selection(), notice(&app)), (None, "the words are not known yet"));
}
