//! What an article is opened for is gone to as soon as it is known.

use super::*;
use crate::annotate::{Anchor, Edit, EditId, Entry};

/// The story on the screen, not yet analysed.
fn begun(aim: Aim) -> (Model, Arc<Analysis>) {
    let (doc, analysis) = story();
    let mut model = Model::new(doc, settings());
    model.update(Msg::Resize { columns: 100, rows: 24 });
    model.begin_with(aim);
    (model, analysis)
}

fn words(words: &[&str]) -> Aim {
    Aim::Words(words.iter().map(|&it| it.to_owned()).collect())
}

#[test]
fn words_are_searched_for_at_once_and_walked() {
    let (mut model, _) = begun(words(&["rome was gone", "was gone", "rome"]));
    assert_eq!(focused(&model).1, "was gone");
    assert_eq!((model.needle.as_ref().unwrap().name(), walked(&model)), ("was gone", (Some(1), 1)));
    assert!(model.reader.shows(model.reader.focus().unwrap().span));
    press(&mut model, "n");
    assert_eq!(focused(&model).1, "was gone");
    let (model, _) = begun(words(&["r.in", "town."]));
    assert_eq!(focused(&model).1, "town.", "what was typed is no pattern");
    let (model, _) = begun(words(&["zeppelin"]));
    assert!(model.needle.is_none() && model.reader.focus().is_none());
}

#[test]
fn a_name_is_chosen_once_it_is_found() {
    for name in ["Bob Day", "bob"] {
        let (mut model, analysis) = begun(Aim::Name(name.to_owned()));
        assert!(model.needle.is_none());
        model.update(Msg::Analysis(Update::Partial(analysis)));
        assert_eq!(model.needle.as_ref().unwrap().name(), "Bob Day");
        assert_eq!((focused(&model).1.as_str(), walked(&model).0), ("Bob Day", Some(1)));
    }
    let (mut model, analysis) = begun(Aim::Name("Cy Hill".to_owned()));
    model.update(Msg::Analysis(Update::Done(analysis)));
    assert!(model.needle.is_none() && model.aim.is_none());
}

fn note(model: &Model, words: &str) -> Msg {
    let at = model.doc.text().find(words).map_or(Span::new(0, 3), |at| Span::new(at, at + words.len()));
    let at = Anchor { exact: words.to_owned(), ..Anchor::of(&model.doc, at) };
    let edit = Edit::Mark { at, note: "why?".to_owned(), tags: Vec::new() };
    Msg::Log(vec![Entry { id: EditId(3), edit }])
}

#[test]
fn a_note_is_focused_once_the_library_has_told_it() {
    let (mut model, _) = begun(Aim::Note(EditId(3)));
    let log = note(&model, "In the end");
    model.update(log);
    assert_eq!(
        (focused(&model).1.as_str(), model.reader.focus().unwrap().kind),
        ("In the end", FocusKind::Mark)
    );
    assert!(model.reader.shows(model.reader.focus().unwrap().span));
    let (mut model, _) = begun(Aim::Note(EditId(3)));
    let log = note(&model, "once upon a time there was nothing");
    model.update(log);
    assert_eq!(model.notice.as_deref(), Some("the words of this note are no longer in the text"));
}

#[test]
fn who_has_begun_to_read_is_not_taken_elsewhere() {
    let (mut model, analysis) = begun(Aim::Name("Bob Day".to_owned()));
    press(&mut model, "j");
    model.update(Msg::Analysis(Update::Done(analysis)));
    assert!(model.needle.is_none());
}
