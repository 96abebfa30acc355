//! Several articles at once, and one of the web, in the real terminal.

use crate::web::{page, serve};

use super::session::{Session, command};
use super::{BYLINE, assert_restored, file};

/// Two articles and a file that does not exist, in 100 by 30 cells.
fn open(test: &str) -> Session {
    let one = file(&format!("{test}-one"), "Jane Roe said on Monday that the bridge would stay shut.\n");
    let two = file(&format!("{test}-two"), "Tom Ito bought a ferry on Tuesday, and sailed it home.\n");
    let mut session = Session::start(command(BYLINE, &[&one, &two, "gone.txt"]), 100, 30);
    session.wait_for_text("Jane Roe said on Monday");
    session
}

#[test]
fn one_steps_from_article_to_article() {
    let mut session = open("step");
    session.wait_for_text("(1 of 3)");
    session.type_keys(":n\r");
    session.wait_for_text("Tom Ito bought a ferry");
    session.wait_for_text("(2 of 3)");
    session.type_keys(":n\r");
    session.wait_for_text("`gone.txt`: there is no such file");
    session.wait_for_text("(2 of 3)");
    session.type_keys(":p\r");
    session.wait_for_text("Jane Roe said on Monday");
    session.type_keys(":p\r");
    session.wait_for_text("this is the first article");
    session.type_keys("\u{1b}");
    session.wait_until("the line is closed", |it| !it.text().contains("this is the first article"));
    session.type_keys("q");
    assert_restored(&session.finish());
}

#[test]
fn those_that_were_opened_together_are_listed() {
    let mut session = open("list");
    session.type_keys(":articles\r");
    session.wait_for_text("3 articles: type to search, Enter opens");
    session.wait_for_text("pty-list-two.txt");
    session.type_keys("two");
    session.wait_until("the others are gone", |it| !it.text().contains("gone.txt"));
    session.type_keys("\r");
    session.wait_for_text("Tom Ito bought a ferry");
    session.type_keys("q");
    assert_restored(&session.finish());
}

#[test]
fn a_page_is_fetched_anew_only_after_asking() {
    let server = serve(|_, stream| {
        page(stream, "", b"<!doctype html><title>Gates</title><p>Ines Kovac opened the gates.")
    });
    let mut session = Session::start(command(BYLINE, &[&server.address]), 100, 30);
    session.wait_for_text("Ines Kovac opened the gates");
    session.type_keys("r");
    session.wait_for_text("press it again to fetch the article from 127.0.0.1");
    session.type_keys("jr");
    session.wait_for_text("press it again");
    session.type_keys("r");
    session.wait_for_text("reloaded: not changed");
    session.type_keys("q");
    assert_restored(&session.finish());
}
