//! Bookmarks and commands with real keys: they are there the next time; and arrows with Alt, as a terminal sends
//! them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::session::{Session, command};
use super::{BYLINE, assert_restored, file};

fn library() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pty-jump");
    drop(std::fs::remove_dir_all(&folder)); // from an earlier run
    folder
}

/// Paragraphs that each contain their number.
fn article() -> String {
    let mut text = String::new();
    for number in 100..160 {
        write!(text, "Paragraph {number} tells of rain. ").unwrap();
        write!(text, "It fell on the roofs and in the streets, and nobody went out.\n\n").unwrap();
    }
    file("jump", &text)
}

fn open(path: &str, library: &Path) -> Session {
    let mut command = command(BYLINE, &[path]);
    command.env("BYLINE_LIBRARY", library);
    let mut session = Session::start(command, 100, 30);
    session.wait_for_text("Paragraph 1");
    session
}

fn end(mut session: Session, keys: &str) {
    session.type_keys(keys);
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

#[test]
fn a_bookmark_is_there_the_next_time_and_so_are_its_ways_back() {
    let (path, library) = (article(), library());
    let mut session = open(&path, &library);
    session.type_keys(":50%\r");
    session.wait_for_text("Paragraph 130");
    session.type_keys("ma");
    session.wait_for_text("bookmark a: “");
    session.type_keys("g");
    session.wait_for_text("Paragraph 100");
    end(session, ":wq\r");

    let mut session = open(&path, &library);
    session.wait_for_text("Paragraph 100");
    session.type_keys("'");
    // It comes from the library, a moment after the text.
    session.wait_for_text("│ a  ");
    session.type_keys("a");
    session.wait_for_text("Paragraph 130");
    // Alt with the left and the right arrow.
    session.type_keys("\x1b[1;3D");
    session.wait_for_text("Paragraph 100");
    session.type_keys("\x1b[1;3C");
    session.wait_for_text("Paragraph 130");
    session.type_keys(":delmarks a\r");
    session.wait_for_text("bookmark a deleted");
    end(session, "q");
}
