//! The place in an article is there again when it is opened again.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::session::{Session, command};
use super::{BYLINE, assert_restored, file};

/// An empty library.
fn library(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pty-library-{test}"));
    drop(std::fs::remove_dir_all(&folder)); // from an earlier run
    folder
}

/// An article without repeated words: "w0000 w0001 …".
fn article(test: &str) -> String {
    let mut text = String::new();
    for word in 0..3000 {
        let end = if word % 57 == 56 { "\n\n" } else { " " };
        write!(text, "w{word:04}{end}").unwrap();
    }
    file(test, &text)
}

fn open(arguments: &[&str], library: &Path, columns: u16, rows: u16) -> Session {
    let mut command = command(BYLINE, arguments);
    command.env("BYLINE_LIBRARY", library);
    let mut session = Session::start(command, columns, rows);
    session.wait_until("the first frame is there", |it| it.written.windows(8).any(|it| it == b"\x1b[?2026l"));
    assert!(first_word(&session).is_some());
    session
}

/// The first word of the article on the screen, and those on its line.
fn first_line(session: &Session) -> Option<Vec<String>> {
    let text = session.text();
    let words = |line: &str| -> Vec<String> {
        let words = line.split(|c: char| !c.is_alphanumeric());
        words.filter(|it| it.len() == 5 && it.starts_with('w')).map(str::to_owned).collect()
    };
    // The article's name is above it: its first words, if it has no title.
    text.lines().skip(1).map(words).find(|it| !it.is_empty())
}

fn first_word(session: &Session) -> Option<String> {
    first_line(session).and_then(|it| it.into_iter().next())
}

fn quit(mut session: Session) {
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

#[test]
fn an_article_opens_where_it_was_left_at_any_width() {
    let (path, library) = (article("place"), library("place"));
    let mut session = open(&[&path], &library, 100, 30);
    assert_eq!(first_word(&session).as_deref(), Some("w0000"));
    session.type_keys("  j");
    session.wait_until("the text has moved", |it| first_word(it).is_some_and(|it| it.as_str() > "w0200"));
    session.bytes_until_quiet(std::time::Duration::from_millis(300));
    let left = first_word(&session).unwrap();
    quit(session);

    for (columns, rows) in [(100, 30), (61, 20), (140, 50)] {
        let session = open(&[&path], &library, columns, rows);
        let line = first_line(&session).unwrap();
        assert!(line.contains(&left), "{columns}x{rows}: {left} is not in the first line {line:?}");
        quit(session);
    }
    // The other widths have not moved it.
    let session = open(&[&path], &library, 100, 30);
    assert_eq!(first_word(&session), Some(left.clone()));
    quit(session);

    // Its file is gone; a signal ends the program.
    std::fs::remove_file(&path).unwrap();
    let mut session = open(&["--open", "1"], &library, 100, 30);
    assert_eq!(first_word(&session), Some(left));
    session.type_keys("G");
    session.wait_for_text("w2999");
    session.signal("TERM");
    session.finish();
    let mut session = open(&["--open", "1"], &library, 100, 30);
    session.wait_for_text("w2999");
    quit(session);
}

#[test]
fn a_private_reader_leaves_no_trace() {
    let (path, library) = (article("private"), library("private"));
    let mut session = open(&["--private", &path], &library, 100, 30);
    session.type_keys("G");
    session.wait_for_text("w2999");
    quit(session);
    assert!(!library.exists());
}

#[test]
fn without_a_library_one_reads_and_is_told_what_to_do() {
    let (path, library) = (article("damaged"), library("damaged"));
    std::fs::create_dir_all(&library).unwrap();
    std::fs::write(library.join("library.db"), "this is no database ".repeat(99)).unwrap();
    let mut session = open(&[&path], &library, 100, 30);
    session.wait_for_text("not kept");
    session.type_keys(" ");
    session.wait_until("the text has moved", |it| first_word(it).is_some_and(|it| it.as_str() > "w0100"));
    session.type_keys("q");
    let end = session.finish();
    assert_eq!(end.status.exit_code(), 0);
    let told = end.parser.screen().contents();
    assert!(told.contains("library.db`: damaged") && told.contains("hint: move it away"), "{told}");
}
