//! A file that changes while it is read.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::session::{Session, command};
use super::{BYLINE, assert_restored, file};

const OLD: &str = "The bridge stays shut\n\nJane Roe said on Monday that the bridge would stay shut.\n\nThe ferry runs at night.\n";
const NEW: &str = "The bridge stays shut\n\nIt rained for a week before that, as everybody knows.\n\nJane Roe said on Monday that the \
    bridge would stay shut.\n\nThe ferry runs at night.\n";

fn open(test: &str) -> (Session, String) {
    let path = file(&format!("reread-{test}"), OLD);
    let mut session = Session::start(command(BYLINE, &[&path]), 100, 30);
    session.wait_for_text("Jane Roe said on Monday");
    session.wait_until("the analysis is done", super::is_analysed);
    (session, path)
}

fn quit(mut session: Session) {
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

/// Replaces the text of the file, as editors do.
fn replace(path: &str, text: &str) {
    let other = Path::new(path).with_extension("new");
    fs::write(&other, text).unwrap();
    fs::rename(&other, path).unwrap();
}

#[test]
fn a_changed_file_is_told_when_the_reader_comes_back_and_read_again_with_its_notes() {
    let (mut session, path) = open("change");
    session.type_keys("r");
    session.wait_for_text("reloaded: not changed");
    // The sentence is focused and gets a note.
    session.type_keys("))amine\r");
    session.wait_for_text("saved");
    replace(&path, NEW);
    session.type_keys("\x1b[I");
    session.wait_for_text("the file has changed: r reads it again");
    session.bytes_until_quiet(Duration::from_millis(300));
    assert_eq!(session.bytes_until_quiet(Duration::from_millis(700)), 0, "idle is silent");
    session.type_keys("r");
    session.wait_for_text("reloaded: the text has changed");
    session.wait_for_text("It rained for a week");
    session.type_keys("4");
    session.wait_for_text("mine");
    session.wait_until("Jane Roe is found again", super::is_analysed);
    session.type_keys("1");
    session.wait_until("Jane Roe is in the cast", |it| it.text().matches("Jane Roe").count() >= 2);
    quit(session);
}

#[test]
fn a_file_that_is_gone_or_cannot_be_read_is_told_and_reading_goes_on() {
    let (mut session, path) = open("gone");
    fs::remove_file(&path).unwrap();
    session.type_keys("\x1b[I");
    session.wait_for_text("the file is gone; its text stays");
    session.type_keys("r");
    session.wait_for_text("not reloaded");
    fs::write(&path, b"\x00\x01\x02\x03\xff\xfe\x00").unwrap();
    session.type_keys("jr");
    session.wait_for_text("not reloaded");
    assert!(session.text().contains("The ferry runs at night."));
    quit(session);
}

#[test]
fn what_came_through_a_pipe_says_why_it_is_not_read_again() {
    let path = file("reread-pipe", OLD);
    let script = format!("cat '{path}' | '{BYLINE}' -");
    let mut session = Session::start(command("/bin/sh", &["-c", &script]), 100, 30);
    session.wait_for_text("Jane Roe said on Monday");
    session.type_keys("r");
    session.wait_for_text("not reloaded: it came from standard input");
    quit(session);
}

#[test]
fn a_link_is_opened_without_a_shell_and_copied_where_nothing_opens_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pty-opener");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    let told = folder.join("told");
    let opener = folder.join("xdg-open");
    fs::write(
        &opener,
        format!("#!/bin/sh\nprintf '%s|' \"$#\" \"$1\" >'{0}.part'\nmv '{0}.part' '{0}'\n", told.display()),
    )
    .unwrap();
    fs::set_permissions(&opener, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path =
        file("reread-link", "The bridge stays shut\n\nRead https://x.example/$(exit)?a=1&b=';c today.\n");
    let mut command = command(BYLINE, &[&path]);
    command.env("PATH", format!("{}:/usr/bin:/bin", folder.display()));
    command.env("DISPLAY", ":99");
    let mut session = Session::start(command, 100, 30);
    session.wait_for_text("Read https://x.example");
    session.type_keys("]lo");
    session.wait_for_text("leads to x.example");
    assert!(!told.exists(), "nothing is opened before it was shown");
    session.type_keys("o");
    session.wait_for_text("opened with xdg-open");
    session.wait_until("the opener has run", |_| told.exists());
    assert_eq!(fs::read_to_string(&told).unwrap(), "1|https://x.example/$(exit)?a=1&b=%27;c|");
    quit(session);

    let mut session = Session::start(super::session::command(BYLINE, &[&path]), 100, 30);
    session.wait_for_text("Read https://x.example");
    session.type_keys("]loo");
    session.wait_for_text("nothing here can open it: copied");
    quit(session);
}
