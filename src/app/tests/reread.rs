//! The article read again: place, notes and what is chosen stay with their words.

use super::*;
use crate::document::Metadata;

/// Forty paragraphs of words of their own; `before` of them new ones on top.
fn paragraphs(before: usize) -> Arc<Document> {
    let new =
        (0..before).map(|at| format!("New words number {at} stand above. {}", "More rain fell. ".repeat(20)));
    let old =
        (0..40).map(|at| format!("Paragraph {at} begins here. {}", "Rain fell on the town. ".repeat(9)));
    let texts: Vec<_> = new.chain(old).collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    sample::article_of(&texts, Metadata::default()).0
}

fn model() -> Model {
    let mut model = Model::new(paragraphs(0), settings());
    model.update(Msg::Resize { columns: 100, rows: 24 });
    model
}

fn lines(model: &Model) -> Vec<String> {
    model.reader.frame().iter().map(|line| model.doc.slice(line.span).to_owned()).collect()
}

#[test]
fn r_asks_for_the_file_and_the_same_text_changes_nothing() {
    let mut model = model();
    press(&mut model, "Space Space");
    assert_eq!(press(&mut model, "r"), [Effect::Reload]);
    let before = lines(&model);
    model.update(Msg::Source(Some("the file has changed".to_owned())));
    assert_eq!(model.update(Msg::Reread(paragraphs(0))), []);
    assert_eq!((lines(&model), model.notice.as_deref()), (before, Some("read again: not changed")));
    assert_eq!(model.source_news, None);
}

#[test]
fn the_same_words_stay_on_the_screen_though_others_came_above() {
    for keys in ["Space", "Space Space Space", "Space j j", "G"] {
        let mut model = model();
        press(&mut model, keys);
        let before = lines(&model);
        let effects = model.update(Msg::Reread(paragraphs(7)));
        let [Effect::Seen(seen)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(*seen, model.reader.place(), "the place in the new text is told");
        assert_eq!(lines(&model), before, "{keys}");
        assert_eq!(model.notice.as_deref(), Some("read again: the text has changed"));
        assert_eq!(model.progress, Progress::Waiting);
    }
}

#[test]
fn where_the_words_are_gone_one_is_as_far_as_before_and_is_told() {
    let mut model = model();
    press(&mut model, "5 0 %");
    let percent = model.reader.percent();
    let texts: Vec<_> =
        (0..60).map(|at| format!("Quite other matter {at}. {}", "Snow lay deep. ".repeat(12))).collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    model.update(Msg::Reread(sample::article_of(&texts, Metadata::default()).0));
    assert!(model.reader.percent().abs_diff(percent) <= 2, "{}", model.reader.percent());
    assert_eq!(
        model.notice.as_deref(),
        Some("read again: the text has changed, and what was on the screen is gone")
    );
}

#[test]
fn notes_move_with_their_words_and_a_note_being_typed_stays() {
    let mut model = open(100, 24);
    for effect in press(&mut model, "] q a \"why? Enter") {
        let Effect::Record(edit) = effect else { panic!("{effect:?}") };
        let entry = Box::new(crate::annotate::Entry { id: crate::annotate::EditId(1), edit: *edit });
        model.update(Msg::Recorded { entry, kept: Ok(()) });
    }
    press(&mut model, "l a \"half");
    let at = model.notes[0].span.unwrap();
    let padding = "Rain fell on the town. ".repeat(30);
    let (doc, analysis) = sample::article(&[
        "# [PER Ann Lee] leaves [ORG Hill] at last",
        "A paragraph that was not there before.",
        "[PER Ann Lee] of the [ORG Hill] met [PER Bob Day] in [LOC Rome].",
        &padding,
        "{“I go,”} said [PER Lee=Ann Lee]. {“Not I,”} said [PER Bob Day].",
    ]);
    model.update(Msg::Reread(Arc::clone(&doc)));
    let moved = model.notes[0].span.unwrap();
    assert_ne!(moved, at);
    assert_eq!(doc.slice(moved), "“I go,”");
    let Some(Dialog::Ask(prompt)) = &model.dialog else { panic!("{:?}", model.dialog) };
    assert_eq!(prompt.input.text(), "half");
    model.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(doc.slice(model.notes[0].span.unwrap()), "“I go,”");
}

#[test]
fn the_chosen_name_stays_chosen_and_a_search_is_dropped() {
    let mut model = open(100, 24);
    press(&mut model, "Tab j Tab");
    let (doc, analysis) = sample::article(&["[PER Zed Orr] ran from [PER Bob Day]. [PER Bob Day] sat."]);
    model.update(Msg::Reread(doc));
    model.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(model.needle.as_ref().unwrap().name(), "Bob Day");
    assert_eq!(walked(&model), (None, 2));
    let mut model = open(100, 24);
    press(&mut model, "/ \"Rome Enter l ] q Enter");
    model.update(Msg::Reread(paragraphs(0)));
    assert!(model.needle.is_none() && model.reader.focus().is_none());
    press(&mut model, "n N Ctrl-O ' ' 3 4 1 K R Esc");
}

#[test]
fn news_of_the_file_stay_until_it_is_read() {
    let mut model = model();
    let news = Some("the file has changed: r reads it again".to_owned());
    model.update(Msg::Source(news.clone()));
    press(&mut model, "j k");
    assert_eq!(model.source_news, news);
    model.update(Msg::Reread(paragraphs(1)));
    assert_eq!(model.source_news, None);
}
