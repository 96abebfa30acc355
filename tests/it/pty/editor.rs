//! A note that is written in the user's own editor.

use super::session::{Session, command};
use super::{BYLINE, article, assert_restored};

/// A program that writes down what the keys say until a line has "end" alone.
const EDITOR: &str = "#!/bin/sh\necho the editor is here\n: > \"$1\"\nwhile read -r line && [ \"$line\" != end ]; do\n  echo \"$line\" >> \"$1\"\ndone\n";

#[test]
fn an_editor_has_terminal_and_keys_and_what_it_writes_is_the_note() {
    let path = super::file("editor", EDITOR);
    let mut command = command(BYLINE, &[&article("editor-article")]);
    command.env("EDITOR", format!("sh '{path}'"));
    let mut session = Session::start(command, 100, 30);
    session.wait_for_text("Jane Roe said on Monday");
    session.wait_until("Jane Roe is in the cast", |it| it.text().matches("Jane Roe").count() >= 2);
    session.type_keys("]p");
    session.wait_until("she is focused", |it| it.text().contains('›'));
    session.type_keys("afirst\x07");
    session.wait_for_text("the editor is here");
    assert!(!session.is_full_screen(), "the editor has the terminal as it was");
    // The editor gets the keys: "q" does not end byline.
    session.type_keys("qask her\rand him\rend\r");
    session.wait_for_text("note on “Jane Roe” saved");
    session.type_keys("4");
    session.wait_for_text("qask her and him");
    session.type_keys("q");
    assert_restored(&session.finish());
}
