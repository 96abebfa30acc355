//! `byline library` and `byline who`: the real program on a library of a few articles.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use byline::document::{BlockKind, DocumentBuilder, Metadata};
use byline::store::{Folders, Library};
use byline::text::{ByteOffset, Span};
use serde_json::Value;

const ARTICLES: &[&[&str]] = &[
    &[
        "The bridge stays shut",
        "Jane Roe said on Monday that the bridge would stay shut. “We will not open it,” Roe told the Harbour Council.",
        "The Harbour Council did not answer.",
    ],
    &["A ferry for Calder", "Jane Roe of the Harbour Council bought a ferry. She was glad."],
    &["Nobody was there", "It rained all day."],
];

/// A library with these articles, the last one opened last, in a separate folder.
fn library(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("library-{test}"));
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    let mut library = Library::open(&Folders::within(&folder)).unwrap();
    for (number, paragraphs) in (0..).zip(ARTICLES) {
        let mut builder = DocumentBuilder::new();
        for (at, text) in paragraphs.iter().enumerate() {
            builder.block(if at == 0 { BlockKind::Heading(1) } else { BlockKind::Paragraph }, text);
        }
        let doc = builder.finish(Metadata::default()).unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_hours(24 * number);
        let id = library.keep(&doc, "a.txt", time).unwrap();
        library
            .set_place(
                id,
                Span::new(doc.text().len() / 2, doc.text().len() - 1),
                ByteOffset::new(doc.text().len() / 2),
            )
            .unwrap();
    }
    folder
}

/// Exit code, standard output and standard error.
fn run(library: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command
        .env_clear()
        .env("BYLINE_LIBRARY", library)
        .env("BYLINE_CONFIG", "no-settings")
        .env("TZ", "UTC")
        .args(args)
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_list_tells_when_and_how_far_each_was_read() {
    let library = library("list");
    let (status, stdout, stderr) = run(&library, &["library"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    let expected = "   id  opened            read  notes  corr.  article\n\
        \x20   3  1970-01-03 00:00   50%                Nobody was there\n\
        \x20   2  1970-01-02 00:00   50%                A ferry for Calder\n\
        \x20   1  1970-01-01 00:00   50%                The bridge stays shut\n";
    assert_eq!(stdout.replace("  49%", "  50%"), expected);
    let (_, stdout, _) = run(&library, &["library", "--json", "--limit", "1"]);
    let row: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((&row["id"], &row["name"]), (&Value::from(3), &Value::from("Nobody was there")));
    assert_eq!(
        (&row["opened"], &row["annotations"]),
        (&Value::from("1970-01-03T00:00:00Z"), &Value::from(0))
    );
}

#[test]
fn a_search_shows_the_words_around_each_hit() {
    let library = library("search");
    let (status, stdout, stderr) = run(&library, &["library", "FERRY"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    assert_eq!(
        stdout,
        "    2  1970-01-02 00:00  A ferry for Calder\n       A [ferry] for Calder Jane Roe of the Harbour Council bought a [ferry]. She was glad.\n"
    );
    let (_, stdout, stderr) = run(&library, &["library", "harbour council", "--limit", "1"]);
    assert_eq!(stdout.lines().count(), 2);
    assert_eq!(stderr, "byline: 1 more article\nhint: `--limit 2` shows all\n");
    let (status, stdout, stderr) = run(&library, &["library", "zeppelin"]);
    assert_eq!(
        (status, stdout.as_str(), stderr.as_str()),
        (Some(0), "", "byline: no article contains all of these words\n")
    );
    let (_, stdout, _) = run(&library, &["library", "ferry", "--json"]);
    let row: Value = serde_json::from_str(&stdout).unwrap();
    let snippet: Vec<char> = row["snippet"].as_str().unwrap().chars().collect();
    let hit = |at: usize| usize::try_from(row["hits"][0][at].as_u64().unwrap()).unwrap();
    assert_eq!(snippet[hit(0)..hit(1)].iter().collect::<String>(), "ferry");
    let (status, _, stderr) = run(&library, &["library", "?"]);
    assert_eq!((status, stderr.lines().next()), (Some(2), Some("byline: no word to search for")));
}

#[test]
fn who_lists_the_articles_that_name_someone_with_their_sentences() {
    let library = library("who");
    let expected = "    2  1970-01-02 00:00  A ferry for Calder\n\
        \x20      Jane Roe, person: 2 mentions\n\
        \x20        Jane Roe of the Harbour Council bought a ferry.\n\
        \x20   1  1970-01-01 00:00  The bridge stays shut\n\
        \x20      Jane Roe, person: 2 mentions\n\
        \x20        Jane Roe said on Monday that the bridge would stay shut.\n\
        \x20        “We will not open it,” Roe told the Harbour Council.\n";
    for attempt in ["analysed now", "from the cache", "with the cache deleted"] {
        if attempt == "with the cache deleted" {
            fs::remove_dir_all(library.join("cache")).unwrap();
        }
        let (status, stdout, stderr) = run(&library, &["who", "roe"]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{attempt}");
        assert_eq!(stdout, expected, "{attempt}");
    }
    let (_, stdout, _) = run(&library, &["who", "roe", "JANE", "--json"]);
    let rows: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[1]["article"]["id"], &rows[1]["found"][0]["mentions"]),
        (&Value::from(1), &Value::from(2))
    );
    let (status, stdout, stderr) = run(&library, &["who", "Napoleon"]);
    assert_eq!((status, stdout.as_str()), (Some(0), ""));
    assert!(stderr.starts_with("byline: no article in the library names them\n"), "{stderr}");
}

#[test]
fn what_is_removed_is_found_no_more() {
    let library = library("remove");
    run(&library, &["who", "roe"]);
    let (status, stdout, stderr) = run(&library, &["library", "--remove", "2", "--remove", "3"]);
    assert_eq!((status, stdout.as_str()), (Some(0), ""));
    assert_eq!(stderr, "byline: removed 2: A ferry for Calder\nbyline: removed 3: Nobody was there\n");
    assert_eq!(run(&library, &["library"]).1.lines().count(), 2);
    assert_eq!(run(&library, &["library", "ferry"]).1, "");
    assert!(!run(&library, &["who", "roe"]).1.contains("ferry"));
    let (status, _, stderr) = run(&library, &["library", "--remove", "2"]);
    assert_eq!(
        (status, stderr.as_str()),
        (
            Some(1),
            "byline: the library has no article 2\nhint: `byline library` lists them with their numbers\n"
        )
    );
}

/// Puts a note, a highlight, a correction and an undone correction on article 2.
fn annotate(library: &Path) {
    let mut library = Library::open(&Folders::within(library)).unwrap();
    let id = "2".parse().unwrap();
    let at = r#""at":{"start":0,"end":7,"exact":"A ferry","prefix":"","suffix":" for Calder"}"#;
    let edits = [
        format!(r#"{{"edit":"mark",{at},"note":"why? #ask","tags":["ask"]}}"#),
        format!(r#"{{"edit":"mark",{at},"note":"","tags":[]}}"#),
        format!(r#"{{"edit":"not-here",{at}}}"#),
        format!(r#"{{"edit":"not-here",{at}}}"#),
        r#"{"edit":"undo","which":4}"#.to_owned(),
    ];
    library.append_edits(id, &edits, SystemTime::UNIX_EPOCH).unwrap();
}

#[test]
fn what_has_notes_is_listed_and_removed_only_if_that_is_wanted() {
    let library = library("annotated");
    assert!(run(&library, &["library", "--annotated"]).2.contains("no article has notes or corrections"));
    annotate(&library);
    let (_, stdout, _) = run(&library, &["library", "--annotated"]);
    assert_eq!(stdout.lines().count(), 2, "{stdout}");
    let row = stdout.lines().nth(1).unwrap();
    assert!(row.ends_with("%      2      1  A ferry for Calder"), "{row}");
    assert_eq!(run(&library, &["library", "--annotated", "council"]).1.lines().count(), 2);
    let (_, stdout, _) = run(&library, &["library", "--json", "--annotated"]);
    let row: Value = serde_json::from_str(&stdout).unwrap();
    let counts = ["annotations", "notes", "highlights", "corrections"].map(|it| row[it].as_u64().unwrap());
    assert_eq!(counts, [3, 1, 1, 1]);

    let (status, _, stderr) = run(&library, &["library", "--remove", "2"]);
    let expected = "byline: article 2 has 1 note, 1 highlight, 1 correction, which would be lost: A ferry for Calder\n\
        hint: `--yes` removes it anyway\n";
    assert_eq!((status, stderr.as_str()), (Some(2), expected));
    let (status, _, stderr) = run(&library, &["library", "--remove", "2", "--yes"]);
    assert_eq!((status, stderr.as_str()), (Some(0), "byline: removed 2: A ferry for Calder\n"));
}

#[test]
fn notes_are_listed_over_all_articles_and_searched() {
    let library = library("notes");
    let (status, stdout, stderr) = run(&library, &["notes"]);
    assert_eq!((status, stdout.as_str()), (Some(0), ""));
    assert!(stderr.starts_with("byline: there are no notes yet\nhint: "), "{stderr}");
    annotate(&library);
    let (status, stdout, stderr) = run(&library, &["notes"]);
    let expected = "    2  1970-01-02 00:00  A ferry for Calder\n       “A ferry”\n         why? #ask\n       “A ferry”\n";
    assert_eq!((status, stdout.as_str(), stderr.as_str()), (Some(0), expected, ""));
    let (_, stdout, _) = run(&library, &["notes", "#ask"]);
    assert_eq!(stdout.lines().count(), 3, "{stdout}");
    let (_, stdout, _) = run(&library, &["notes", "#ask", "--format", "json"]);
    let row: Value = serde_json::from_str(&stdout).unwrap();
    let told = ["id", "type", "words", "note", "written", "open"].map(|it| row[it].as_str().unwrap());
    assert_eq!(told, ["a1", "note", "A ferry", "why? #ask", "1970-01-01T00:00:00Z", "byline --open 2"]);
    assert_eq!((&row["tags"][0], &row["article"]["id"]), (&Value::from("ask"), &Value::from(2)));
    let (_, stdout, _) = run(&library, &["notes", "why", "--format", "markdown"]);
    let expected =
        "# Notes\n\n## A ferry for Calder\n\n`byline --open 2`\n\n> A ferry\n\nwhy? #ask ^by-2-a1\n";
    assert_eq!(stdout, expected);
    let (status, stdout, stderr) = run(&library, &["notes", "zeppelin"]);
    assert_eq!(
        (status, stdout.as_str(), stderr.as_str()),
        (Some(0), "", "byline: no note contains all of these words\n")
    );
    let (status, _, stderr) = run(&library, &["notes", "?"]);
    assert_eq!((status, stderr.lines().next()), (Some(2), Some("byline: no word to search for")));
    let (_, stdout, _) = run(&library, &["library", "#ask"]);
    assert_eq!(stdout, "    2  1970-01-02 00:00  A ferry for Calder\n       note: why? #[ask] — “A ferry”\n");
}

#[test]
fn a_library_that_cannot_be_used_is_told_with_what_to_do() {
    let library = library("broken");
    fs::write(library.join("library.db"), "this is no database ".repeat(99)).unwrap();
    for args in [&["library"][..], &["library", "word"], &["who", "roe"], &["library", "--remove", "1"]] {
        let (status, stdout, stderr) = run(&library, args);
        assert_eq!((status, stdout.as_str()), (Some(2), ""));
        assert!(
            stderr.contains("library.db`: damaged: ") && stderr.contains("\nhint: move it away"),
            "{stderr}"
        );
    }
    let file = library.join("library.db");
    let (status, _, stderr) = run(&library, &["library", "--library", file.to_str().unwrap()]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("this folder cannot be created") && stderr.contains("\nhint: "), "{stderr}");
}

#[test]
fn an_empty_library_says_how_it_fills() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library-empty");
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    let (status, stdout, stderr) = run(&folder, &["library"]);
    assert_eq!((status, stdout.as_str()), (Some(0), ""));
    assert!(stderr.starts_with("byline: the library is empty\nhint: "), "{stderr}");
}

#[test]
fn a_hostile_title_does_not_drive_the_terminal() {
    let library = library("hostile");
    let connection = rusqlite::Connection::open(library.join("library.db")).unwrap();
    let title = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}Title\nwith lines";
    connection.execute("UPDATE article SET name = ?1 WHERE id = 1", [title]).unwrap();
    for args in [&["library"][..], &["library", "title"], &["library", "--json"], &["who", "roe"]] {
        let (status, stdout, stderr) = run(&library, args);
        assert_eq!(status, Some(0), "{args:?}: {stderr}");
        let bad = |c: char| c != '\n' && c.is_control();
        assert!(stdout.contains("Title") && !stdout.contains(bad), "{args:?}: {stdout:?}");
    }
}
