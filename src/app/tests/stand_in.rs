//! Pronouns and descriptions: walked, left out, stepped through, told who they are.

use super::*;

/// A story in which people are also "she", "his" and "the mayor".
fn retold() -> Model {
    let (doc, analysis) = sample::article(&[
        "[PER Ann Lee] of [ORG Hill] met [PER Bob Day]. [PER~ She=Ann Lee] knew [PER& [PER~ his=Bob Day] wife=Cy].",
        "{?“I go,”} said [PER Lee=Ann Lee]. [PER&? The mayor=Ann Lee] left [PER~ him=Bob Day] at home. [PER Cy] slept.",
    ]);
    let mut model = Model::new(doc, settings());
    model.update(Msg::Resize { columns: 100, rows: 24 });
    model.update(Msg::Analysis(Update::Done(analysis)));
    model
}

/// What a key focuses, pressed so often.
fn steps(model: &mut Model, keys: &str, n: usize) -> Vec<String> {
    let mut step = || {
        press(model, keys);
        focused(model).1
    };
    (0..n).map(|_| step()).collect()
}

#[test]
fn a_walk_visits_names_pronouns_and_descriptions_in_order() {
    let mut model = retold();
    assert_eq!(steps(&mut model, "n", 4), ["Ann Lee", "She", "Lee", "The mayor"]);
    assert_eq!(walked(&model), (Some(4), 4));
    assert_eq!(steps(&mut model, "N", 2), ["Lee", "She"]);
}

#[test]
fn each_form_of_mention_can_be_left_out_of_the_walk() {
    let mut model = retold();
    press(&mut model, "w p");
    assert_eq!(steps(&mut model, "n", 3), ["Ann Lee", "Lee", "The mayor"]);
    press(&mut model, "w d");
    assert_eq!((steps(&mut model, "n", 1), walked(&model).1), (vec!["Ann Lee".to_owned()], 2));
    press(&mut model, "w n");
    assert_eq!(model.notice.as_deref(), Some("names only: something must be walked"));
    press(&mut model, "w w w n");
    assert_eq!(steps(&mut model, "n", 2), ["She", "The mayor"]);
    press(&mut model, "w w w w");
    assert_eq!(walked(&model), (None, 2), "where one is no longer counts");
    assert_eq!(steps(&mut model, "N", 1), ["Lee"]);
}

#[test]
fn a_form_that_somebody_has_no_mention_of_is_said_so() {
    let mut model = retold();
    press(&mut model, "Tab j j Tab w n w p n");
    assert_eq!(focused(&model).1, "his wife");
    press(&mut model, "w p w d n");
    assert_eq!(model.notice.as_deref(), Some("Cy has no such mention (pronouns only)"));
}

#[test]
fn steps_stop_at_pronouns_that_are_marked() {
    let mut model = retold();
    assert_eq!(steps(&mut model, "l", 5), ["Ann Lee", "Hill", "Bob Day", "“I go,”", "Lee"]);
    press(&mut model, "W g Esc");
    assert_eq!(
        steps(&mut model, "l", 7),
        ["Ann Lee", "Hill", "Bob Day", "She", "his wife", "his", "“I go,”"]
    );
    assert_eq!(steps(&mut model, "h", 3), ["his", "his wife", "She"]);
    press(&mut model, "W *");
    assert_eq!(
        steps(&mut model, "l", 3),
        ["“I go,”", "Lee", "The mayor"],
        "those of the chosen name are marked"
    );
}

#[test]
fn a_focused_sentence_shows_its_pronouns() {
    let mut model = retold();
    press(&mut model, ") ) n");
    assert_eq!(model.needle.as_ref().unwrap().name(), "Ann Lee", "who is meant by She");
    let mut model = retold();
    press(&mut model, ") )");
    let marked = model.marks.mentions().iter().filter(|mark| model.shown().has(mark));
    let marked: Vec<_> = marked.map(|mark| model.doc.slice(mark.span)).collect();
    assert_eq!(marked, ["Ann Lee", "Hill", "Bob Day", "She", "his wife", "his", "Lee", "Cy"]);
    assert_eq!(steps(&mut model, "l", 1), ["She"]);
}

#[test]
fn what_is_not_sure_is_walked_through_the_whole_article() {
    let mut model = retold();
    assert_eq!(steps(&mut model, "] u", 2), ["“I go,”", "The mayor"]);
    press(&mut model, "] u");
    assert_eq!(model.notice.as_deref(), Some("no more below"));
    assert_eq!(steps(&mut model, "[ u", 1), ["“I go,”"]);
}

#[test]
fn a_nested_mention_has_a_card_of_its_own() {
    let mut model = retold();
    press(&mut model, "W l l l l l Enter");
    assert!(model.card.as_ref().unwrap().0.title.starts_with("Cy"));
    press(&mut model, "l");
    assert!(model.card.as_ref().unwrap().0.title.starts_with("Bob Day"));
    let lines = &model.card.as_ref().unwrap().0.lines;
    assert_eq!(lines[0], card::CardLine::Text("here “his”".to_owned()));
}

#[test]
fn earlier_mentions_are_names_and_descriptions() {
    let mut model = retold();
    press(&mut model, "n n n n K");
    assert!(matches!(&model.dialog, Some(Dialog::Peek(peek)) if peek.list.len() == 2));
}

#[test]
fn a_click_on_a_pronoun_tells_who_it_is() {
    let mut model = retold();
    let text = model.screen.text;
    let line = model.reader.frame()[0];
    let at = model.doc.slice(line.span).find("She").unwrap();
    let column = text.x + u16::try_from(at).unwrap();
    model.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row: text.y }));
    model.update(Msg::Mouse(Mouse { kind: MouseKind::Release, column, row: text.y }));
    assert!(model.card.as_ref().unwrap().0.title.starts_with("Ann Lee"));
}
