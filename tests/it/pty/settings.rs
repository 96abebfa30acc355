//! The user's settings in the real program: keys, looks and initial choices apply, and an error is reported and not
//! fatal.

#![expect(clippy::disallowed_methods, reason = "the tests make files of their own")]

use std::fs;
use std::path::{Path, PathBuf};

use super::session::{Session, command};
use super::{BYLINE, article, assert_restored, has_cell};

/// A settings folder with these files.
fn settings(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pty-settings-{test}"));
    drop(fs::remove_dir_all(&folder)); // from an earlier run
    fs::create_dir_all(folder.join("themes")).unwrap();
    for (file, text) in files {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn open(test: &str, folder: &Path, variables: &[(&str, &str)]) -> Session {
    let mut command = command(BYLINE, &[&article(test)]);
    command.env("BYLINE_CONFIG", folder);
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut session = Session::start(command, 110, 30);
    session.wait_for_text("Jane Roe said on Monday");
    session
}

#[test]
fn a_key_of_the_readers_works_and_the_screen_tells_it() {
    let keys = "[everywhere]\nhelp = \"F2\"\nexport = [\"Q\", \"g e\"]\nquit = \"x\"\n";
    let folder = settings("keys", &[("keymap.toml", keys)]);
    let mut session = open("settings-keys", &folder, &[]);
    session.wait_for_text("F2 help");
    session.type_keys("?");
    session.wait_for_text("? does nothing here; F2 lists the keys");
    session.type_keys("Q");
    session.wait_for_text("Enter writes the file");
    session.type_keys("\x1b");
    session.wait_until("the dialog is closed", |it| !it.text().contains("Enter writes the file"));
    session.type_keys("\x1bOQ");
    session.wait_for_text("Keys: type to search");
    session.type_keys("the analysis to");
    session.wait_for_text("Q ge");
    session.type_keys("\x1bOQ");
    session.wait_until("the help is closed", |it| !it.text().contains("Keys: type to search"));
    session.type_keys("x");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

#[test]
fn a_fault_in_the_settings_is_told_before_and_on_the_screen_and_the_rest_holds() {
    let text = "list = \"quotes\"\nsidbar = false\nmouse = false\nascii == 1\n";
    let folder = settings("fault", &[("config.toml", text)]);
    let mut session = open("settings-fault", &folder, &[]);
    session.wait_for_text(
        "2 problems in config.toml: line 2: `sidbar` is not a setting; did you mean `sidebar`?",
    );
    assert_eq!(session.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    session.wait_for_text("─ quotes ─");
    session.type_keys("j");
    session.wait_until("the next key takes the message away", |it| !it.text().contains("sidbar"));
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
    let told = end.parser.screen().contents().replace('\n', "");
    assert!(
        told.contains("config.toml`, line 2: `sidbar` is not a setting; did you mean `sidebar`?"),
        "{told}"
    );
    assert!(told.contains("config.toml`, line 4: "), "{told}");
}

#[test]
fn a_theme_of_the_readers_is_seen_and_t_switches_to_the_other_one() {
    let mine = "[person]\ncolor = 196\nstyle = [\"italic\"]\n";
    let files = [("config.toml", "theme = \"mine\"\n"), ("themes/mine.toml", mine)];
    let folder = settings("theme", &files);
    let mut session = open("settings-theme", &folder, &[]);
    let is_mine =
        |cell: &vt100::Cell| cell.fgcolor() == vt100::Color::Idx(196) && cell.italic() && !cell.bold();
    session.wait_until("a name is red and slanted", |it| has_cell(it, "J", is_mine));
    session.type_keys("T");
    session.wait_until("it is dark blue and bold", |it| {
        has_cell(it, "J", |cell| cell.fgcolor() == vt100::Color::Idx(25) && cell.bold())
    });
    session.type_keys("T");
    session.wait_for_text("theme mine");
    session.type_keys("q");
    assert_restored(&session.finish());

    let mut session = open("settings-theme-plain", &folder, &[("NO_COLOR", "1")]);
    session.wait_until("a name is marked all the same", |it| {
        has_cell(it, "J", |cell| cell.bold() || cell.italic())
    });
    session.type_keys("q");
    assert_restored(&session.finish());
}
