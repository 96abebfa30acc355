//! The library screen: `byline` alone on a library with articles.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use byline::document::{BlockKind, DocumentBuilder, Metadata};
use byline::store::{Folders, Library};

use super::session::{Session, command};
use super::{BYLINE, assert_restored};

/// A library of two articles, in a separate folder.
fn library(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pty-shelf-{test}"));
    drop(std::fs::remove_dir_all(&folder)); // from an earlier run
    let mut library = Library::open(&Folders::within(&folder)).unwrap();
    for (number, (title, text)) in (1..).zip([
        ("The bridge stays shut", "Jane Roe told the Harbour Council that it would stay shut."),
        ("A ferry for Calder", "Jane Roe bought a ferry. She was glad."),
    ]) {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Heading(1), title);
        builder.block(BlockKind::Paragraph, text);
        let doc = builder.finish(Metadata::default()).unwrap();
        library.keep(&doc, "a.txt", SystemTime::UNIX_EPOCH + Duration::from_hours(24 * number)).unwrap();
    }
    let at = r#""at":{"start":0,"end":10,"exact":"The bridge","prefix":"","suffix":" stays shut"}"#;
    let note = format!(r#"{{"edit":"mark",{at},"note":"why?","tags":[]}}"#);
    library.append_edits("1".parse().unwrap(), &[note], SystemTime::UNIX_EPOCH).unwrap();
    folder
}

fn browse(library: &Path, columns: u16, rows: u16) -> Session {
    let mut command = command(BYLINE, &[]);
    command.env("BYLINE_LIBRARY", library);
    let mut session = Session::start(command, columns, rows);
    session.wait_for_text("A ferry for Calder");
    session
}

fn first_row(session: &Session) -> String {
    session.parser.screen().rows(0, 100).nth(3).unwrap_or_default()
}

#[test]
fn an_article_is_found_opened_left_and_then_the_first_of_the_list() {
    let library = library("open");
    let mut session = browse(&library, 100, 30);
    session.wait_for_text("2 articles · 1 with notes");
    session.wait_for_text("the sample article");
    assert!(first_row(&session).contains("A ferry for Calder"), "{}", session.text());
    session.type_keys("/shut");
    session.wait_for_text("that it would stay shut.");
    session.wait_until("the other one is gone", |it| !it.text().contains("A ferry for Calder"));
    session.type_keys("\r");
    session.wait_for_text("people and organizations");
    session.wait_for_text("/shut  match 1 of 2");
    session.type_keys("4");
    session.wait_for_text("why?");
    session.type_keys("q");
    session.wait_for_text("library: found in 1");
    session.type_keys("\x1b");
    session.wait_for_text("last opened first");
    session.wait_until("it is the first of the list", |it| first_row(it).contains("The bridge stays shut"));
    session.type_keys("G\r");
    session.wait_for_text("sample");
    session.wait_for_text("people and organizations");
    session.type_keys("\x03");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

#[test]
fn who_is_named_is_found_once_the_article_was_analysed() {
    let library = library("who");
    let mut session = browse(&library, 100, 30);
    session.type_keys("wroe");
    session.wait_for_text("2 more articles not analysed yet");
    session.type_keys("\x1b");
    session.wait_for_text("last opened first");
    session.type_keys("\r");
    session.wait_for_text("People 1");
    session.wait_until("the analysis is done", super::is_analysed);
    session.type_keys("qwroe");
    session.wait_for_text("Jane Roe, person: 2 mentions");
    session.wait_for_text("1 more article not analysed yet");
    session.type_keys("\x03");
    assert_restored(&session.finish());
}

#[test]
fn an_article_with_notes_goes_after_asking_and_what_others_remove_goes_too() {
    let library = library("remove");
    let mut session = browse(&library, 80, 24);
    session.type_keys("jx");
    session.wait_for_text("1 note would be lost");
    session.type_keys("n");
    session.wait_for_text("nothing was removed");
    session.type_keys("xy");
    session.wait_for_text("removed: The bridge stays shut");
    session.wait_for_text("1 article");
    let mut other = Library::open(&Folders::within(&library)).unwrap();
    assert_eq!(other.n_articles().unwrap(), 1);
    other.remove("2".parse().unwrap()).unwrap();
    session.type_keys("g\r");
    session.wait_for_text("the library has no article 2");
    session.wait_for_text("0 articles");
    session.type_keys("q");
    assert_restored(&session.finish());
}

#[test]
fn the_command_asks_before_notes_go_with_an_article() {
    let library = library("ask");
    for (answer, told) in [("\r", "kept 1: The bridge"), ("n\r", "kept 1"), ("y\r", "removed 1: The bridge")]
    {
        let mut command = command(BYLINE, &["library", "--remove", "1"]);
        command.env("BYLINE_LIBRARY", &library);
        let mut session = Session::start(command, 100, 10);
        session.wait_for_text("remove 1: The bridge stays shut, with 1 note? [y/N]");
        session.type_keys(answer);
        session.wait_for_text(told);
        assert_eq!(session.finish().status.exit_code(), 0);
    }
    assert_eq!(Library::open(&Folders::within(&library)).unwrap().n_articles().unwrap(), 1);
}

#[test]
fn the_start_screen_waits_in_silence_and_ends_as_the_reader_does() {
    let library = library("idle");
    let mut session = browse(&library, 50, 20);
    session.bytes_until_quiet(Duration::from_millis(300));
    assert_eq!(session.bytes_until_quiet(Duration::from_millis(700)), 0);
    session.resize(20, 5);
    session.wait_until("the smaller screen is drawn", |it| it.text().contains("A ferry for Cald"));
    session.signal("TERM");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.signal(), Some("Terminated"));
}

#[test]
fn nothing_is_listed_where_an_article_is_named_or_no_trace_wanted() {
    let library = library("private");
    let mut command = command(BYLINE, &["--private"]);
    command.env("BYLINE_LIBRARY", &library);
    let mut session = Session::start(command, 100, 30);
    session.wait_for_text("people and organizations");
    session.type_keys("q");
    assert_restored(&session.finish());
}

#[test]
fn from_an_article_opened_as_a_file_one_gets_to_the_library_and_the_notes_of_all() {
    let library = library("from-file");
    let path = super::article("shelf-from-file");
    let mut command = command(BYLINE, &[&path]);
    command.env("BYLINE_LIBRARY", &library);
    let mut session = Session::start(command, 100, 30);
    session.wait_for_text("Jane Roe said on Monday");
    session.type_keys(":notes\r");
    session.wait_for_text("notes: last written first");
    session.wait_for_text("why?");
    session.type_keys("\r");
    session.wait_for_text("people and organizations");
    session.wait_for_text("✎ why?");
    session.type_keys(":library\r");
    session.wait_for_text("library: last opened first");
    session.wait_for_text("3 articles");
    session.type_keys("ZZ");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}
