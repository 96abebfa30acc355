//! Reading the article again: place, notes and the chosen subject stay with their words.

use super::*;
use crate::document::Metadata;

/// Forty paragraphs, each with its own words, after this many new ones.
fn paragraphs(before: usize) -> Arc<Document> {
    let new =
        (0..before).map(|at| format!("New words number {at} stand above. {}", "More rain fell. ".repeat(20)));
    let old =
        (0..40).map(|at| format!("Paragraph {at} begins here. {}", "Rain fell on the town. ".repeat(9)));
    let texts: Vec<_> = new.chain(old).collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    sample::article_of(&texts, Metadata::default()).0
}

fn app() -> App {
    let mut app = App::new(paragraphs(0), settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app
}

fn lines(app: &App) -> Vec<String> {
    app.reader.frame().iter().map(|line| app.article.doc.slice(line.span).to_owned()).collect()
}

#[test]
fn r_asks_for_the_file_and_the_same_text_changes_nothing() {
    let mut app = app();
    press(&mut app, "Space Space");
    assert_eq!(press(&mut app, "r"), [Effect::Reload]);
    let before = lines(&app);
    app.update(Msg::Source(Some("the file has changed")));
    assert_eq!(app.update(Msg::Reread(paragraphs(0))), []);
    assert_eq!((lines(&app), app.notice.as_deref()), (before, Some("reloaded: not changed")));
    assert_eq!(app.article.source_news, None);
}

#[test]
fn the_same_words_stay_on_the_screen_though_others_came_above() {
    for keys in ["Space", "Space Space Space", "Space j j", "G"] {
        let mut app = app();
        press(&mut app, keys);
        let before = lines(&app);
        let effects = app.update(Msg::Reread(paragraphs(7)));
        let [Effect::Seen(seen)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(*seen, app.reader.place(), "the place in the new text is told");
        assert_eq!(lines(&app), before, "{keys}");
        assert_eq!(app.notice.as_deref(), Some("reloaded: the text has changed"));
        assert_eq!(app.article.progress, Progress::Waiting);
    }
}

#[test]
fn where_the_words_are_gone_one_is_as_far_as_before_and_is_told() {
    let mut app = app();
    press(&mut app, "5 0 %");
    let percent = app.reader.percent();
    let texts: Vec<_> =
        (0..60).map(|at| format!("Quite other matter {at}. {}", "Snow lay deep. ".repeat(12))).collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    app.update(Msg::Reread(sample::article_of(&texts, Metadata::default()).0));
    assert!(app.reader.percent().abs_diff(percent) <= 2, "{}", app.reader.percent());
    assert_eq!(
        app.notice.as_deref(),
        Some("reloaded: the text has changed, and what was on the screen is gone")
    );
}

#[test]
fn notes_move_with_their_words_and_a_note_being_typed_stays() {
    let mut app = open(100, 24);
    for effect in press(&mut app, "] q a \"why? Enter") {
        let Effect::Record(edit) = effect else { panic!("{effect:?}") };
        let entry = Box::new(crate::annotate::Entry { id: crate::annotate::EditId(1), edit: *edit });
        app.update(Msg::Recorded { entry, kept: Ok(()) });
    }
    press(&mut app, "l a \"half");
    let at = app.article.notes[0].span.unwrap();
    let padding = "Rain fell on the town. ".repeat(30);
    let (doc, analysis) = sample::article(&[
        "# [PER Ann Lee] leaves [ORG Hill] at last",
        "A paragraph that was not there before.",
        "[PER Ann Lee] of the [ORG Hill] met [PER Bob Day] in [LOC Rome].",
        &padding,
        "{“I go,”} said [PER Lee=Ann Lee]. {“Not I,”} said [PER Bob Day].",
    ]);
    app.update(Msg::Reread(Arc::clone(&doc)));
    let moved = app.article.notes[0].span.unwrap();
    assert_ne!(moved, at);
    assert_eq!(doc.slice(moved), "“I go,”");
    let Some(Popup::Ask(prompt)) = &app.popup else { panic!("{:?}", app.popup) };
    assert_eq!(prompt.input.text(), "half");
    app.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(doc.slice(app.article.notes[0].span.unwrap()), "“I go,”");
}

#[test]
fn what_is_chosen_stays_chosen_and_a_search_looks_again() {
    let mut app = open(100, 24);
    press(&mut app, "Tab j Tab");
    let (doc, analysis) = sample::article(&["[PER Zed Orr] ran from [PER Bob Day]. [PER Bob Day] sat."]);
    app.update(Msg::Reread(doc));
    app.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(app.chosen.as_ref().unwrap().name(), "Bob Day");
    assert_eq!(walked(&app), (None, 2));
    let mut app = open(100, 24);
    press(&mut app, "/ \"Rome Enter l ] q Enter");
    app.update(Msg::Reread(paragraphs(0)));
    assert!(app.reader.focus().is_none());
    assert_eq!((app.chosen.as_ref().unwrap().name().as_ref(), walked(&app)), ("Rome", (None, 0)));
    press(&mut app, "n N Ctrl-O ' ' 3 4 1 K R Esc");
}

#[test]
fn news_of_the_file_stay_until_it_is_read() {
    let mut app = app();
    app.update(Msg::Source(Some("it has changed: {reload} reads it again")));
    press(&mut app, "j k");
    assert_eq!(app.article.source_news.as_deref(), Some("it has changed: r reads it again"));
    app.update(Msg::Reread(paragraphs(1)));
    assert_eq!(app.article.source_news, None);
}

/// A text of a few words, as if the file was cut off.
fn cut_off() -> Arc<Document> {
    sample::article(&["Rain."]).0
}

#[test]
fn a_button_held_while_the_text_shrinks_selects_nothing_of_it() {
    for after in [
        &[MouseKind::Drag, MouseKind::Release][..],
        &[MouseKind::ScrollDown, MouseKind::ScrollUp],
        &[MouseKind::Press(2), MouseKind::Release],
        &[MouseKind::Press(3), MouseKind::Drag],
        &[MouseKind::Release, MouseKind::Menu],
    ] {
        let mut app = app();
        press(&mut app, "G");
        let mouse = |kind| Msg::Mouse(Mouse { kind, column: 40, row: 18 });
        app.update(mouse(MouseKind::Press(1)));
        app.update(Msg::Reread(cut_off()));
        for &kind in after {
            app.update(mouse(kind));
        }
        assert!(app.reader.focus().is_none_or(|it| it.span.end().to_usize() <= 5), "{after:?}");
    }
}

#[test]
fn what_is_open_over_a_text_that_shrinks_shows_nothing_of_the_old_one() {
    for keys in [
        "G f",
        "/ \"Rain",
        "/ \"Rain Enter",
        "G v l",
        "G )",
        "K",
        "L",
        "R",
        "O",
        ": \"name",
        "m",
        "'",
        "&",
        "F",
    ] {
        let mut app = open(100, 24);
        press(&mut app, "] p n n n");
        press(&mut app, keys);
        app.update(Msg::Reread(cut_off()));
        app.update(Msg::Resize { columns: 50, rows: 20 });
        press(&mut app, "Enter n N ) ( l h a Esc y * 1 2 3 4 5 j Enter Esc");
        assert_eq!(app.article.doc.text(), "Rain.", "{keys}");
    }
}

#[test]
fn a_note_being_typed_while_the_text_shrinks_is_kept_with_its_words() {
    let mut app = app();
    press(&mut app, "/ \"Paragraph Enter a \"mind_this");
    app.update(Msg::Reread(cut_off()));
    let effects = press(&mut app, "Enter");
    let [Effect::Record(edit)] = effects.as_slice() else { panic!("{effects:?}") };
    let crate::annotate::Edit::Mark { at, note, .. } = &**edit else { panic!("{edit:?}") };
    assert_eq!((note.as_str(), at.exact.is_empty()), ("mind_this", false));
}
