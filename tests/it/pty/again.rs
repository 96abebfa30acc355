//! An article that was read before is not analysed again. The cached analysis has another name for someone, which
//! distinguishes it from what the engine finds.

use std::path::{Path, PathBuf};

use byline::document::Document;
use byline::import;
use byline::nlp::Analysis;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::store::{Cache, Folders, Library, analyst};
use byline::text::Table;
use rusqlite::Connection;

use super::session::{End, Session, command};
use super::{BYLINE, article, assert_restored};

const KEPT: &str = "Mayor Kept";

/// An empty library.
fn library(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pty-again-{test}"));
    drop(std::fs::remove_dir_all(&folder)); // from an earlier run
    drop(Library::open(&Folders::within(&folder)).unwrap());
    folder
}

fn read(path: &str) -> Document {
    import::open(Path::new(path), &import::Options::STANDARD).unwrap()
}

fn found(doc: &Document) -> Analysis {
    analyze(doc, &Model::embedded(), &Config { threads: 1 }, &mut Silent).unwrap()
}

fn kept(library: &Path, doc: &Document) -> Option<Analysis> {
    let cache = Cache::open(&Folders::within(library)).unwrap();
    cache.analysis(doc, &analyst(&Model::embedded_checksum())).unwrap()
}

/// Keeps an analysis of the article in which the first one has another name.
fn keep(library: &Path, doc: &Document) {
    let mut analysis = found(doc);
    let mut entities = analysis.entities.rows().to_vec();
    KEPT.clone_into(&mut entities[0].name);
    analysis.entities = Table::from(entities);
    let mut cache = Cache::open(&Folders::within(library)).unwrap();
    cache.put_analysis(doc, &analyst(&Model::embedded_checksum()), &analysis).unwrap();
}

fn open(arguments: &[&str], library: &Path) -> Session {
    let mut command = command(BYLINE, arguments);
    command.env("BYLINE_LIBRARY", library);
    Session::start(command, 100, 30)
}

fn analysed(session: &mut Session, name: &str) {
    session.wait_until("the analysis is there", |it| {
        let rows: Vec<_> = it.parser.screen().rows(0, 100).collect();
        // Half a frame shows no progress, either.
        let is_done = rows.last().is_some_and(|it| it.contains("help") && !it.contains(['%', '…']));
        is_done && rows.iter().any(|it| it.contains(name))
    });
}

fn quit(mut session: Session) -> End {
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    end
}

#[test]
fn what_was_found_is_shown_again_and_not_looked_for() {
    let (path, library) = (article("again"), library("shown"));
    keep(&library, &read(&path));
    let mut session = open(&[&path], &library);
    analysed(&mut session, KEPT);
    quit(session);
    let mut private = open(&["--private", &path], &library);
    analysed(&mut private, "Jane Roe");
    assert!(!private.text().contains(KEPT), "without a trace, nothing of the cache is used");
    quit(private);
}

#[test]
fn reading_keeps_what_is_found_and_makes_again_what_is_damaged() {
    let (path, library) = (article("again-damaged"), library("damaged"));
    let doc = read(&path);
    keep(&library, &doc);
    let cache = Connection::open(library.join("cache/cast.db")).unwrap();
    assert_eq!(cache.execute("UPDATE analysis SET tables = substr(tables, 1, 50)", []), Ok(1));
    drop(cache);
    let mut session = open(&[&path], &library);
    analysed(&mut session, "Jane Roe");
    quit(session);
    assert_eq!(kept(&library, &doc), Some(found(&doc)));
}

#[test]
fn an_export_and_a_plain_print_take_what_was_found() {
    let (path, library) = (article("again-export"), library("export"));
    keep(&library, &read(&path));
    for arguments in [["export", &*path], ["--plain", &*path]] {
        let mut command = std::process::Command::new(BYLINE);
        command.env_clear().env("BYLINE_LIBRARY", &library).env("BYLINE_CONFIG", "no-settings");
        let output = command.args(arguments).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains(KEPT), "{arguments:?}: {text}");
    }
}
