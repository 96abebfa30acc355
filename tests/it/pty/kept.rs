//! Nothing of the user's is lost: neither if another program has the library, nor if the terminal goes away.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::path::{Path, PathBuf};

use byline::annotate::Edit;
use byline::store::{ArticleId, Folders, Library};
use rusqlite::Connection;

use super::session::{Session, command};
use super::{BYLINE, assert_restored, file};

/// An empty library.
fn library(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pty-kept-{test}"));
    drop(fs::remove_dir_all(&folder)); // from an earlier run
    folder
}

fn open(path: &str, library: &Path, editor: &str) -> Session {
    let mut command = command(BYLINE, &[path]);
    command.env("BYLINE_LIBRARY", library);
    command.env("EDITOR", editor);
    let mut session = Session::start(command, 100, 30);
    session.wait_until("Jane Roe is in the cast", |it| it.text().matches("Jane Roe").count() >= 2);
    session
}

/// The notes that the library holds.
fn notes(library: &Path) -> Vec<String> {
    let library = Library::open(&Folders::within(library)).unwrap();
    let edits = library.edits(ArticleId::from_i64(1)).unwrap();
    let note = |it: &byline::store::LoggedEdit| match serde_json::from_str(&it.payload) {
        Ok(Edit::Mark { note, .. }) => Some(note),
        _ => None,
    };
    edits.iter().filter_map(note).collect()
}

#[test]
fn notes_made_while_another_program_has_the_library_are_told_and_written_later_or_named_at_the_end() {
    let (path, library) = (super::article("locked"), library("locked"));
    let mut session = open(&path, &library, "true");
    let other = Connection::open(library.join("library.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    session.type_keys("]pafirst\r");
    session.wait_for_text("not saved yet: another program is using the library");
    session.type_keys("j");
    session.wait_for_text("1 edit not saved yet");
    other.execute_batch("COMMIT").unwrap();
    session.wait_for_text("saved: 1 edit that had to wait");
    assert_eq!(notes(&library), ["first"]);

    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    session.type_keys("]qasecond\r");
    session.wait_for_text("not saved yet");
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    let told = end.parser.screen().contents().replace('\n', "");
    for part in [
        "not in the library yet",
        "another program is using it",
        "note “second” on “",
        "adds them to the library",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    other.execute_batch("COMMIT").unwrap();
    let mut session = open(&path, &library, "true");
    session.wait_for_text("saved: 1 edit left over from last time");
    session.type_keys("q");
    assert_restored(&session.finish());
    assert_eq!(notes(&library), ["first", "second"]);
}

#[test]
fn a_note_that_is_being_written_when_a_signal_comes_is_offered_again() {
    let script = "#!/bin/sh\necho half a note > \"$1\"\necho the editor is here\nread -r line\n";
    let editor = format!("sh '{}'", file("kept-editor", script));
    let (path, library) = (super::article("kept"), library("signal"));
    let mut session = open(&path, &library, &editor);
    session.type_keys("]pa\x07");
    session.wait_for_text("the editor is here");
    session.signal("HUP");
    drop(session.finish());

    // It was seen and left open, so it stays, with what was added to it.
    let mut session = open(&path, &library, &editor);
    session.wait_for_text("half a note");
    session.type_keys(" more");
    session.wait_for_text("half a note more");
    session.signal("TERM");
    assert_restored(&session.finish());

    let mut session = open(&path, &library, &editor);
    session.wait_for_text("half a note more");
    session.type_keys("\r");
    session.wait_for_text("note on “Jane Roe” saved");
    session.type_keys("q");
    assert_restored(&session.finish());
    assert_eq!(notes(&library), ["half a note more"]);
    assert_eq!(fs::read_dir(library.join("drafts")).unwrap().count(), 0);
}

#[test]
fn an_export_from_the_reader_does_not_replace_the_article() {
    let (path, library) = (super::article("export-itself"), library("export"));
    let before = fs::read_to_string(&path).unwrap();
    let link = Path::new(&path).with_extension("link.json");
    drop(fs::remove_file(&link));
    fs::hard_link(&path, &link).unwrap();
    let mut session = open(&path, &library, "true");
    session
        .wait_until("the analysis is done", |it| !it.text().contains('%') || it.text().contains("names ·"));
    // A long path breaks the message into lines anywhere.
    let is_refused = |it: &Session| {
        let words: String = it.text().chars().filter(|c| c.is_alphabetic()).collect();
        words.contains("isthearticleitself")
    };
    for name in [path.as_str(), link.to_str().unwrap()] {
        session.type_keys(&format!(":export! json {name}\r"));
        session.wait_until("the export is refused", is_refused);
        session.type_keys("\x1b");
        session.wait_until("the dialog is closed", |it| !is_refused(it));
    }
    session.type_keys("q");
    assert_restored(&session.finish());
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
}
