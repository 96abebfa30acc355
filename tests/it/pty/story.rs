//! What a user writes and corrects is shown at once, is there the next time, and is in exports.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::session::{Session, command};
use super::{BYLINE, assert_restored, file};

const ARTICLE: &str = "Mayor Ann Lee met Senator Robert Hayes in Boston on Monday.

Lee said that the Boston Globe had asked her about the bridge. Hayes left early, and Lee wept.
";

fn library() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pty-story");
    drop(std::fs::remove_dir_all(&folder)); // from an earlier run
    folder
}

fn open(path: &str, library: &Path) -> Session {
    let mut command = command(BYLINE, &[path]);
    command.env("BYLINE_LIBRARY", library);
    let mut session = Session::start(command, 120, 30);
    session.wait_for_text("Robert Hayes");
    session.wait_for_text("3 names");
    session
}

/// Steps to the note; from then on nothing more is written.
fn find_note(session: &mut Session) {
    session.type_keys("g]a");
    session.wait_for_text("ask the mayor #bridge");
    session.bytes_until_quiet(Duration::from_millis(300));
    assert_eq!(session.bytes_until_quiet(Duration::from_millis(700)), 0, "notes on the screen cost nothing");
}

fn quit(mut session: Session) {
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

fn exported(path: &str, library: &Path, more: &[&str]) -> Value {
    let mut command = Command::new(BYLINE);
    command
        .env_clear()
        .env("BYLINE_LIBRARY", library)
        .env("BYLINE_CONFIG", "no-settings")
        .args(["export", path, "--format", "json"])
        .args(more);
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

fn cast(root: &Value) -> Vec<(&str, &str)> {
    let entities = root["entities"].as_array().unwrap().iter();
    entities.map(|it| (it["name"].as_str().unwrap(), it["type"].as_str().unwrap())).collect()
}

#[test]
fn what_a_reader_writes_and_corrects_is_there_again_and_in_exports() {
    let (path, library) = (file("story", ARTICLE), library());
    let mut session = open(&path, &library);
    session.type_keys("]p");
    session.type_keys("n");
    session.wait_for_text("mention 2 of");
    for (keys, told) in [
        ("]o", "Boston Globe"),
        ("cn", "“Boston Globe” is not a name"),
        ("[p", "Lee"),
        ("]p", "Robert Hayes"),
        ("cm", "Robert Hayes is the same as"),
        ("ann\r", "“Robert Hayes” is the same as “Ann Lee”"),
        ("U", "undone: “Robert Hayes” is the same as “Ann Lee”"),
        ("co", "“Hayes” is an organization"),
        ("U", "undone: “Hayes” is an organization"),
        ("\x12", "redone: “Hayes” is an organization"),
        ("(aask the mayor #bridge\r", " saved"),
    ] {
        session.type_keys(keys);
        session.wait_for_text(told);
    }
    let file = library.join("out.json");
    session.type_keys(&format!(":export json {}\r", file.display()));
    session.wait_for_text("exported to");
    let root: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let made = root["annotations"].as_array().unwrap().iter().map(|it| it["created"].as_str());
    assert!(made.clone().all(|it| it.is_some_and(|it| it.ends_with('Z'))), "{made:?}");
    quit(session);

    let mut session = open_again(&path, &library);
    find_note(&mut session);
    quit(session);

    let root = exported(&path, &library, &[]);
    assert_eq!(cast(&root), [("Ann Lee", "person"), ("Robert Hayes", "organization"), ("Boston", "place")]);
    let annotations = root["annotations"].as_array().unwrap();
    assert_eq!(annotations.len(), 3, "{annotations:?}");
    assert_eq!(
        (&annotations[0]["note"], &annotations[0]["tags"]),
        (&Value::from("ask the mayor #bridge"), &Value::from(["bridge"].as_slice()))
    );
    let machine = exported(&path, &library, &["--machine"]);
    assert_eq!(cast(&machine).len(), 4);
    assert_eq!(machine["annotations"], Value::from(Vec::<Value>::new()));

    // The file has changed, and the notes move along.
    std::fs::write(&path, format!("A new beginning.\n\n{ARTICLE}")).unwrap();
    let mut session = open_again(&path, &library);
    find_note(&mut session);
    quit(session);
    assert_eq!(cast(&exported(&path, &library, &[]))[1], ("Robert Hayes", "organization"));
}

/// Opens the article once more; one of its three names is no longer one.
fn open_again(path: &str, library: &Path) -> Session {
    let mut command = command(BYLINE, &[path]);
    command.env("BYLINE_LIBRARY", library);
    let mut session = Session::start(command, 120, 30);
    session.wait_for_text("2 names");
    session
}
