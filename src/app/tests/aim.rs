//! The place where an article is to be opened is shown as soon as it is known.

use super::*;
use crate::annotate::{Anchor, Edit, EditId, Entry};

/// The story on the screen, not yet analysed.
fn begun(aim: Aim) -> (App, Arc<Analysis>) {
    let (doc, analysis) = story();
    let mut app = App::new(doc, settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app.begin_with(aim);
    (app, analysis)
}

fn words(words: &[&str]) -> Aim {
    Aim::Words(words.iter().map(|&it| it.to_owned()).collect())
}

#[test]
fn words_are_searched_for_at_once_and_walked() {
    let (mut app, _) = begun(words(&["was gone", "rome"]));
    assert_eq!(focused(&app).1, "was gone");
    assert_eq!((app.chosen.as_ref().unwrap().name().as_ref(), walked(&app)), ("was gone", (Some(1), 1)));
    assert!(app.reader.shows(app.reader.focus().unwrap().span));
    press(&mut app, "n");
    assert_eq!(focused(&app).1, "was gone");
    let (app, _) = begun(words(&["r.in town.", "r.in", "town."]));
    assert_eq!(focused(&app).1, "town.", "what was typed is no pattern");
    let (app, _) = begun(words(&["zeppelin"]));
    assert!(app.chosen.is_none() && app.reader.focus().is_none());
}

#[test]
fn of_several_words_all_are_marked_from_where_they_stand_nearest() {
    let (mut app, _) = begun(words(&["lee gone", "lee", "gone", "zeppelin"]));
    assert_eq!((app.chosen.as_ref().unwrap().name().as_ref(), focused(&app).1.as_str()), ("lee|gone", "Lee"));
    assert_eq!(walked(&app), (Some(4), 5), "not the first Lee");
    assert!(app.reader.shows(app.reader.focus().unwrap().span));
    press(&mut app, "n");
    assert_eq!(focused(&app).1, "gone");
}

#[test]
fn a_name_is_chosen_once_it_is_found() {
    for name in ["Bob Day", "bob"] {
        let (mut app, analysis) = begun(Aim::Name(name.to_owned()));
        assert!(app.chosen.is_none());
        app.update(Msg::Analysis(Update::Partial(analysis)));
        assert_eq!(app.chosen.as_ref().unwrap().name(), "Bob Day");
        assert_eq!((focused(&app).1.as_str(), walked(&app).0), ("Bob Day", Some(1)));
    }
    let (mut app, analysis) = begun(Aim::Name("Cy Hill".to_owned()));
    app.update(Msg::Analysis(Update::Done(analysis)));
    assert!(app.chosen.is_none() && app.input.aim.is_none());
}

fn note(app: &App, words: &str) -> Msg {
    let at = app.article.doc.text().find(words).map_or(Span::new(0, 3), |at| Span::new(at, at + words.len()));
    let at = Anchor { exact: words.to_owned(), ..Anchor::of(&app.article.doc, at) };
    let edit = Edit::Mark { at, note: "why?".to_owned(), tags: Vec::new() };
    Msg::Log(vec![Entry { id: EditId(3), edit }])
}

#[test]
fn a_note_is_focused_once_the_library_has_told_it() {
    let (mut app, _) = begun(Aim::Note(EditId(3)));
    let log = note(&app, "In the end");
    app.update(log);
    assert_eq!((focused(&app).1.as_str(), app.reader.focus().unwrap().kind), ("In the end", FocusKind::Mark));
    assert!(app.reader.shows(app.reader.focus().unwrap().span));
    let (mut app, _) = begun(Aim::Note(EditId(3)));
    let log = note(&app, "once upon a time there was nothing");
    app.update(log);
    assert_eq!(app.notice.as_deref(), Some("the words of this note are no longer in the text"));
}

#[test]
fn who_has_begun_to_read_is_not_taken_elsewhere() {
    let (mut app, analysis) = begun(Aim::Name("Bob Day".to_owned()));
    press(&mut app, "j");
    app.update(Msg::Analysis(Update::Done(analysis)));
    assert!(app.chosen.is_none());
}

#[test]
fn a_tag_that_was_looked_for_is_chosen_at_its_note() {
    let tagged = |app: &App, words: &str, id: u64, tags: &[&str]| {
        let at = app.article.doc.text().find(words).unwrap();
        let at = Anchor::of(&app.article.doc, Span::new(at, at + words.len()));
        let tags = tags.iter().map(|&it| it.to_owned()).collect();
        Entry { id: EditId(id), edit: Edit::Mark { at, note: String::new(), tags } }
    };
    for (typed, chosen) in [("ask", "#ask"), ("press", "#press/local")] {
        let (mut app, _) = begun(Aim::Tag(typed.to_owned(), EditId(4)));
        let log = vec![
            tagged(&app, "In the", 3, &["ask", "press/local"]),
            tagged(&app, "was gone", 4, &["ask", "pressure", "press/local"]),
        ];
        app.update(Msg::Log(log));
        assert_eq!(
            (app.chosen.as_ref().unwrap().name().as_ref(), focused(&app).1.as_str()),
            (chosen, "was gone")
        );
        assert_eq!(walked(&app), (Some(2), 2));
    }
}

#[test]
fn enter_on_a_note_shows_the_note_and_on_a_sentence_its_first_person() {
    for (columns, rows) in [(100, 24), (80, 24), (50, 20)] {
        let mut app = open(columns, rows);
        let log = note(&app, "of the Hill met");
        app.update(log);
        press(&mut app, "] a Enter");
        let (card, _) = app.card.shown.as_ref().unwrap();
        assert_eq!(card.title, "your note");
        assert_eq!(card.lines[0], card::CardLine::Text("why?".to_owned()));
        assert_eq!(app.subject(), None, "nobody of its sentence is meant");
        press(&mut app, "g Esc Esc Esc P ) ) Enter");
        assert_eq!(focused(&app).1, "Ann Lee of the Hill met Bob Day in Rome.");
        assert!(app.card.shown.as_ref().unwrap().0.title.starts_with("Ann Lee"), "{columns}");
    }
    let mut app =
        open_article(100, 24, &["In [LOC Rome] it rained. In [LOC Rome] [ORG Hill] met [PER Bob Day]."]);
    press(&mut app, ")");
    assert_eq!(app.subject(), None, "no place that is not even listed");
    press(&mut app, ") Enter");
    assert_eq!(app.card.shown.as_ref().unwrap().0.title, "Bob Day · person");
    let mut app = open(30, 8);
    let log = note(&app, "of the Hill met");
    app.update(log);
    press(&mut app, "] a Enter");
    assert_eq!(app.notice.as_deref(), Some("your note"));
}
