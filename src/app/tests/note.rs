//! The list of notes: what it shows, where its rows lead, what keys do there.

use super::edit::{after_edits, edited, notice};
use super::*;
use crate::annotate::{Anchor, Edit, EditId, Entry};
use crate::app::list::Row;
use crate::app::sidebar::notes;
use crate::app::sidebar::notes::NoteItem;
use crate::text::Span;

/// The visible rows: headings with their numbers, words, notes.
fn rows(app: &App) -> Vec<String> {
    let mark = |id| app.article.notes.iter().find(|mark| mark.id == id).unwrap();
    let row = |(row, _)| match row {
        Row::Head(head) => format!("# {} {}", notes::NoteHead::title(head).0, head.title().1),
        Row::Item(NoteItem::Mark(id)) => notes::words(mark(id)),
        Row::More(NoteItem::Mark(id), _) => format!("  {}", notes::told(mark(id))),
        Row::Item(NoteItem::Problem(id)) | Row::More(NoteItem::Problem(id), _) => app.told_of(id),
    };
    app.sidebar.notes.shown().map(row).collect()
}

/// Marks on "Ann Lee" and on the first quote, the latter with a note.
fn noted() -> App {
    after_edits("] q a \"#press Enter g Esc l A 4")
}

/// Entries about words that are not in the story.
fn lost() -> App {
    let at = |exact: &str| Anchor {
        span: Span::new(0, 3),
        exact: exact.to_owned(),
        prefix: "once ".to_owned(),
        suffix: String::new(),
        alike: Vec::new(),
    };
    let mark = Edit::Mark { at: at("the old mill"), note: "gone?".to_owned(), tags: Vec::new() };
    let edits = [mark, Edit::NotHere { at: at("nobody at all") }];
    let entries = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }).collect();
    let mut app = open(100, 40);
    app.update(Msg::Log(entries));
    press(&mut app, "4");
    app
}

#[test]
fn notes_and_highlights_are_listed_and_lead_to_their_words() {
    let mut app = noted();
    let expected = ["# Notes 1", "“I go,”", "  #press", "# Highlights 1", "Ann Lee"];
    assert_eq!(rows(&app), expected);
    press(&mut app, "Enter");
    assert_eq!((app.reader.focus().unwrap().kind, focused(&app).1.as_str()), (FocusKind::Mark, "“I go,”"));
    press(&mut app, "j Enter");
    assert_eq!(focused(&app), (0, "Ann Lee".to_owned()));
}

#[test]
fn the_note_of_a_row_is_changed_and_taken_away() {
    let mut app = noted();
    edited(&mut app, "a \"2 Enter");
    assert_eq!(rows(&app)[1..3], ["“I go,”", "  #press2"]);
    edited(&mut app, "j a \"who Enter");
    assert_eq!(rows(&app), ["# Notes 2", "Ann Lee", "  who", "“I go,”", "  #press2"]);
    assert_eq!(app.sidebar.notes.selected(), Some(NoteItem::Mark(EditId(2))), "the row keeps the cursor");
    edited(&mut app, "x");
    assert_eq!(rows(&app), ["# Notes 1", "“I go,”", "  #press2"]);
    edited(&mut app, "x x");
    assert_eq!(rows(&app), [""; 0]);
    edited(&mut app, "U U");
    assert_eq!(rows(&app).len(), 5);
}

#[test]
fn a_highlight_is_taken_off_in_the_list_and_a_note_is_not() {
    let mut app = noted();
    edited(&mut app, "A");
    assert_eq!((rows(&app).len(), notice(&app)), (5, "it has a note: x deletes both"));
    edited(&mut app, "j A");
    assert_eq!(rows(&app), ["# Notes 1", "“I go,”", "  #press"]);
}

#[test]
fn notes_are_filtered_by_words_and_tags_and_sorted() {
    let mut app = noted();
    press(&mut app, "/ \"#press Enter");
    assert_eq!(rows(&app), ["# Notes 1", "“I go,”", "  #press"]);
    press(&mut app, "Esc / \"lee Enter");
    assert_eq!(rows(&app), ["# Highlights 1", "Ann Lee"]);
    edited(&mut app, "Esc j a \"now Enter S");
    assert_eq!(notice(&app), "sorted newest first");
    assert_eq!(rows(&app)[1], "Ann Lee");
    press(&mut app, "S");
    assert_eq!(notice(&app), "sorted in order of the text");
}

#[test]
fn what_is_lost_stays_listed_and_says_so() {
    let mut app = lost();
    let expected = [
        "# No longer in the text 1",
        "the old mill",
        "  gone?",
        "# Corrections that match nothing 1",
        "“nobody at all” stands for no one listed",
    ];
    assert_eq!(rows(&app), expected);
    press(&mut app, "Enter");
    assert_eq!((app.panes.front, notice(&app)), (Pane::List, "these words are no longer in the text"));
    press(&mut app, "j Enter");
    assert_eq!(notice(&app), "what it corrects is no longer there; x undoes it");
    edited(&mut app, "x");
    assert_eq!((rows(&app).len(), app.article.problems.len()), (3, 0));
    edited(&mut app, "x");
    assert_eq!(rows(&app), [""; 0]);
}

#[test]
fn an_empty_list_of_notes_says_so() {
    let mut app = open(100, 24);
    press(&mut app, "4 Enter");
    assert_eq!(notice(&app), "the list is empty");
    for keys in ["a", "x", "A", "y", "f"] {
        press(&mut app, keys);
        assert!(!notice(&app).is_empty(), "{keys}");
    }
}

#[test]
fn the_words_of_a_row_are_copied() {
    let mut app = noted();
    let effects = press(&mut app, "y");
    assert!(matches!(&effects[..], [Effect::Copy(text)] if text == "“I go,”"), "{effects:?}");
}

#[test]
fn every_tab_is_on_the_screen_and_takes_a_click() {
    for columns in [20, 30, 39, 50, 71, 80, 100, 120, 200] {
        let mut app = open(columns, 24);
        for view in ListView::ALL {
            press(&mut app, "Esc Esc 1");
            app.panes.front = Pane::List;
            app.update(Msg::Redraw);
            let tabs = app.screen.tabs;
            let area = app.tabs().into_iter().find(|tab| tab.view == view).unwrap().area;
            let (column, row) = (area.x + area.width - 1, area.y);
            assert!(tabs.contains(column, row), "{columns} {view:?}");
            app.update(Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row }));
            assert_eq!(app.sidebar.view, view, "{columns}");
        }
    }
}

#[test]
fn a_long_note_is_written_in_an_editor_and_keeps_its_lines() {
    let mut app = open(100, 24);
    let effects = press(&mut app, "l a \"ask Ctrl-G");
    let [Effect::Write { note, about }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((note.as_str(), about.as_str()), ("ask", "Ann Lee"));
    let effects = app.update(Msg::Written(Ok("ask her\n\nand him #press".to_owned())));
    let [Effect::Record(edit)] = &effects[..] else { panic!("{effects:?}") };
    let Edit::Mark { note, tags, .. } = &**edit else { panic!("{edit:?}") };
    assert_eq!((note.as_str(), &tags[..]), ("ask her\n\nand him #press", &["press".to_owned()][..]));
    let edit = (**edit).clone();
    app.update(Msg::Recorded { entry: Box::new(Entry { id: EditId(1), edit }), kept: Ok(()) });
    press(&mut app, "4");
    assert_eq!(rows(&app)[2], "  ask her and him #press");
    // They are kept in the input box, too.
    let effects = press(&mut app, "a ! Enter");
    let [Effect::Record(edit)] = &effects[..] else { panic!("{effects:?}") };
    assert!(
        matches!(&**edit, Edit::Rewrite { note, .. } if note == "ask her\n\nand him #press!"),
        "{edit:?}"
    );
}

#[test]
fn an_editor_without_a_word_leaves_what_was_typed() {
    for written in [Ok(" \n".to_owned()), Err("vi failed".to_owned())] {
        let mut app = open(100, 24);
        press(&mut app, "l a \"ask Ctrl-G");
        let told =
            written.clone().err().unwrap_or("nothing was written: the note stays as it was".to_owned());
        assert_eq!(app.update(Msg::Written(written)), []);
        assert_eq!(app.notice, Some(told));
        let effects = press(&mut app, "Enter");
        assert!(matches!(&effects[..], [Effect::Record(_)]), "{effects:?}");
    }
}

#[test]
fn a_note_that_was_being_written_when_the_program_ended_is_offered_and_can_be_saved() {
    let mut app = open(100, 24);
    let (doc, _) = story();
    let at = Anchor::of(&doc, Span::new(0, 3));
    assert!(app.open_note().is_none());
    app.update(Msg::Draft { at: Box::new(at.clone()), mark: None, note: "half a".to_owned() });
    assert_eq!(app.unfinished_note(), Some((at.clone(), None, "half a".to_owned())));
    let effects = press(&mut app, "Space n o t e Enter");
    let [Effect::Record(edit)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(**edit, Edit::Mark { at, note: "half a note".to_owned(), tags: Vec::new() });
    assert!(app.unfinished_note().is_none());
}

#[test]
fn a_note_box_with_nothing_new_holds_nothing_unfinished() {
    let mut app = open(100, 24);
    press(&mut app, "l a");
    assert!(app.open_note().is_some() && app.unfinished_note().is_none());
    press(&mut app, "x");
    assert!(app.unfinished_note().is_some());
    press(&mut app, "Esc");
    assert!(app.open_note().is_none());
}
