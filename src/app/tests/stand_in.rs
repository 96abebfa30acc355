//! Pronouns and descriptions: stepped through, left out, shown with whom they stand for.

use super::*;

/// A story in which people are also "she", "his" and "the mayor".
fn retold() -> App {
    open_article(
        100,
        24,
        &[
            "[PER Ann Lee] of [ORG Hill] met [PER Bob Day]. [PER~ She=Ann Lee] knew [PER& [PER~ his=Bob Day] wife=Cy].",
            "{?“I go,”} said [PER Lee=Ann Lee]. [PER&? The mayor=Ann Lee] left [PER~ him=Bob Day] at home. [PER Cy] slept.",
        ],
    )
}

/// What a key focuses when it is pressed this many times.
fn steps(app: &mut App, keys: &str, n: usize) -> Vec<String> {
    let mut step = || {
        press(app, keys);
        focused(app).1
    };
    (0..n).map(|_| step()).collect()
}

#[test]
fn a_walk_visits_names_pronouns_and_descriptions_in_order() {
    let mut app = retold();
    assert_eq!(steps(&mut app, "n", 4), ["Ann Lee", "She", "Lee", "The mayor"]);
    assert_eq!(walked(&app), (Some(4), 4));
    assert_eq!(steps(&mut app, "N", 2), ["Lee", "She"]);
}

#[test]
fn each_form_of_mention_can_be_left_out_of_the_walk() {
    let mut app = retold();
    press(&mut app, "w p");
    assert_eq!(steps(&mut app, "n", 3), ["Ann Lee", "Lee", "The mayor"]);
    press(&mut app, "w d");
    assert_eq!((steps(&mut app, "n", 1), walked(&app).1), (vec!["Ann Lee".to_owned()], 2));
    press(&mut app, "w n");
    assert_eq!(app.notice.as_deref(), Some("names only: at least one kind must stay"));
    press(&mut app, "w w w n");
    assert_eq!(steps(&mut app, "n", 2), ["She", "The mayor"]);
    press(&mut app, "w w w w");
    assert_eq!(walked(&app), (None, 2), "where one is no longer counts");
    assert_eq!(steps(&mut app, "N", 1), ["Lee"]);
}

#[test]
fn a_form_that_somebody_has_no_mention_of_is_said_so() {
    let mut app = retold();
    press(&mut app, "Tab j j Tab w n w p n");
    assert_eq!(focused(&app).1, "his wife");
    press(&mut app, "w p w d n");
    assert_eq!(app.notice.as_deref(), Some("Cy has no such mention (pronouns only)"));
}

#[test]
fn steps_stop_at_pronouns_that_are_marked() {
    let mut app = retold();
    assert_eq!(steps(&mut app, "l", 5), ["Ann Lee", "Hill", "Bob Day", "“I go,”", "Lee"]);
    press(&mut app, "W g Esc");
    assert_eq!(steps(&mut app, "l", 7), ["Ann Lee", "Hill", "Bob Day", "She", "his wife", "his", "“I go,”"]);
    assert_eq!(steps(&mut app, "h", 3), ["his", "his wife", "She"]);
    press(&mut app, "W *");
    assert_eq!(
        steps(&mut app, "l", 3),
        ["“I go,”", "Lee", "The mayor"],
        "those of the chosen name are marked"
    );
}

#[test]
fn a_focused_sentence_shows_its_pronouns() {
    let mut app = retold();
    press(&mut app, ") ) n");
    assert_eq!(app.chosen.as_ref().unwrap().name(), "Ann Lee", "who is meant by She");
    let mut app = retold();
    press(&mut app, ") )");
    let marked = app.article.marks.mentions().iter().filter(|mark| app.shown().has(mark));
    let marked: Vec<_> = marked.map(|mark| app.article.doc.slice(mark.span)).collect();
    assert_eq!(marked, ["Ann Lee", "Hill", "Bob Day", "She", "his wife", "his", "Lee", "Cy"]);
    assert_eq!(steps(&mut app, "l", 1), ["She"]);
}

#[test]
fn what_is_not_sure_is_walked_through_the_whole_article() {
    let mut app = retold();
    assert_eq!(steps(&mut app, "] u", 2), ["“I go,”", "The mayor"]);
    press(&mut app, "] u");
    assert_eq!(app.notice.as_deref(), Some("no more below"));
    assert_eq!(steps(&mut app, "[ u", 1), ["“I go,”"]);
}

#[test]
fn a_nested_mention_has_a_card_of_its_own() {
    let mut app = retold();
    press(&mut app, "W l l l l l Enter");
    assert!(app.card.shown.as_ref().unwrap().0.title.starts_with("Cy"));
    press(&mut app, "l");
    assert!(app.card.shown.as_ref().unwrap().0.title.starts_with("Bob Day"));
    let lines = &app.card.shown.as_ref().unwrap().0.lines;
    assert_eq!(lines[0], card::CardLine::Text("here “his”".to_owned()));
}

#[test]
fn earlier_mentions_are_names_and_descriptions() {
    let mut app = retold();
    press(&mut app, "n n n n K");
    assert!(matches!(&app.popup, Some(Popup::Peek(peek)) if peek.list.len() == 2));
}

#[test]
fn a_click_on_a_pronoun_tells_who_it_is() {
    let mut app = retold();
    let text = app.screen.text;
    let line = app.reader.frame()[0];
    let at = app.article.doc.slice(line.span).find("She").unwrap();
    let column = text.x + u16::try_from(at).unwrap();
    app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row: text.y }));
    app.update(Msg::Mouse(Mouse { kind: MouseKind::Release, column, row: text.y }));
    assert!(app.card.shown.as_ref().unwrap().0.title.starts_with("Ann Lee"));
}
