//! Several articles at once, and addresses, through the real program: `byline add`, folders, mailboxes, feeds and pages.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::web::{page, serve};

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("together").join(test);
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn byline(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.current_dir(folder).env_clear().env("BYLINE_LIBRARY", folder.join("kept"));
    command.env("BYLINE_CONFIG", folder.join("settings")).stdin(Stdio::null());
    command.args(args).output().unwrap()
}

/// Exit code, standard output and standard error.
fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const MAILBOX: &str = "From a@x.example Mon Mar  2 10:00:00 2026\nFrom: ann@x.example\nSubject: Gates\nMessage-ID: <1>\n\nInes Kovac opened the gates.\n\n\
    From a@x.example Mon Mar  2 10:00:00 2026\nFrom: bo@x.example\nSubject: Walls\nMessage-ID: <2>\n\nTom Ito built the wall.\n";

fn write(folder: &Path) {
    fs::create_dir_all(folder.join("articles/more")).unwrap();
    fs::write(folder.join("articles/b.txt"), "Ines Kovac left the harbour on Monday.").unwrap();
    fs::write(folder.join("articles/a.md"), "# The wall\n\nTom Ito left.").unwrap();
    fs::write(
        folder.join("articles/more/c.html"),
        "<!doctype html><title>Late</title><p>Sara Lindqvist stayed.",
    )
    .unwrap();
    fs::write(folder.join("articles/.hidden.txt"), "No.").unwrap();
    fs::write(folder.join("articles/picture.png"), "No.").unwrap();
    fs::write(folder.join("letters.mbox"), MAILBOX).unwrap();
    fs::write(folder.join("table.csv"), "a,b\n1,2\n").unwrap();
}

#[test]
fn folders_and_mailboxes_are_added_article_by_article() {
    let folder = folder("add");
    write(&folder);
    let (code, stdout, stderr) = told(&byline(&folder, &["add", "articles", "letters.mbox"]));
    assert_eq!((code, stderr.as_str()), (Some(0), "byline: 5 articles added\n"), "{stdout}");
    let titles: Vec<&str> =
        stdout.lines().filter_map(|it| it.trim().split_once("  ")).map(|it| it.1).collect();
    assert_eq!(titles, ["The wall", "b.txt", "Late", "Gates", "Walls"]);
    let (code, stdout, stderr) = told(&byline(&folder, &["add", "articles/b.txt", "gone.txt", "table.csv"]));
    assert_eq!(code, Some(1));
    assert!(stdout.contains("b.txt (already there)"), "{stdout}");
    assert!(stderr.ends_with("byline: 0 articles added, 1 already there, 2 failed\n"), "{stderr}");
    assert!(
        stderr.contains("`gone.txt`: there is no such file") && stderr.contains("a table (CSV)"),
        "{stderr}"
    );
    let (_, stdout, _) = told(&byline(&folder, &["library", "wall"]));
    assert!(stdout.contains("The wall") && stdout.contains("Walls"), "{stdout}");
    let (code, _, stderr) = told(&byline(&folder, &["add", "kept"]));
    assert!(code == Some(1) && stderr.contains("there are no articles in this folder"), "{code:?} {stderr}");
}

#[test]
fn several_are_printed_one_after_the_other() {
    let folder = folder("plain");
    write(&folder);
    let (code, stdout, stderr) = told(&byline(&folder, &["letters.mbox", "gone.txt", "articles/b.txt"]));
    assert!(code == Some(1) && stderr.contains("`gone.txt`: there is no such file"), "{code:?} {stderr}");
    let places =
        ["opened the gates", "built the wall", "left the harbour"].map(|it| stdout.find(it).unwrap());
    assert!(places.is_sorted(), "{stdout}");
    let (code, _, stderr) = told(&byline(&folder, &["export", "letters.mbox"]));
    assert!(code == Some(1) && stderr.contains("this is a mailbox of 2 articles"), "{stderr}");
}

#[test]
fn a_feed_makes_no_connection_until_an_entry_is_chosen() {
    let folder = folder("feed");
    let server = serve(|_, stream| page(stream, "", b"<!doctype html><p>Sara Lindqvist came."));
    let feed = format!(
        "<rss version='2.0'><channel><title>F</title><item><title>One</title><link>{0}/1</link><description>Tom Ito left.</description></item>\
         <item><title>Two</title><link>{0}/2</link><description>Ines Kovac stayed.</description></item></channel></rss>",
        server.address
    );
    fs::write(folder.join("feed.xml"), feed).unwrap();
    let (code, stdout, stderr) = told(&byline(&folder, &["feed.xml"]));
    assert!(
        code == Some(0) && stdout.contains("Tom Ito") && stdout.contains("Ines Kovac"),
        "{stdout} {stderr}"
    );
    assert!(stderr.contains("this is only the summary"), "{stderr}");
    let (code, stdout, _) = told(&byline(&folder, &["add", "feed.xml"]));
    assert!(code == Some(0) && stdout.matches("(only the summary)").count() == 2, "{stdout}");
    assert_eq!(server.asked.try_iter().count(), 0);
}

#[test]
fn a_page_is_opened_and_its_copy_where_it_is_gone() {
    let folder = folder("page");
    let server = serve(|path, stream| {
        match path {
        "/news/a" => page(
            stream,
            "Content-Type: text/plain; charset=windows-1252\r\n",
            b"<!doctype html><title>Gates</title><p>Ines Kovac said \x93yes\x94. <a href='b'>More</a></p>",
        ),
        "/feed" => page(
            stream,
            "Content-Type: image/png\r\n",
            b"<rss version='2.0'><channel><title>F</title><item><title>One</title><link>/gone</link><description>Tom Ito left.</description></item>\
              <item><title>Two</title><description>Ines Kovac stayed.</description></item></channel></rss>",
        ),
        _ => page(stream, "", b""),
    }
    });
    let address = format!("{}/news/a", server.address);
    let (code, stdout, stderr) = told(&byline(&folder, &["add", &address]));
    assert!(code == Some(0) && stdout.contains("Gates"), "{stdout} {stderr}");
    let (code, stdout, stderr) = told(&byline(&folder, &[&address]));
    assert!(code == Some(0) && stdout.contains("“yes”"), "{stdout} {stderr}");
    let (code, stdout, stderr) = told(&byline(&folder, &["--offline", &address]));
    assert!(code == Some(0) && stdout.contains("“yes”"), "{stdout} {stderr}");
    assert!(stderr.contains("shown from your library"), "{stderr}");
    let (code, _, stderr) = told(&byline(&folder, &["--offline", &format!("{}/other", server.address)]));
    assert!(code == Some(2) && stderr.contains("fetching is switched off\nhint: "), "{code:?} {stderr}");
    let (code, _, stderr) = told(&byline(&folder, &["add", &format!("{}/empty", server.address)]));
    assert!(code == Some(1) && stderr.contains("/empty`: empty"), "{code:?} {stderr}");
    let (code, stdout, stderr) = told(&byline(&folder, &["add", &format!("{}/feed", server.address)]));
    assert!(code == Some(0) && stdout.contains("One") && stdout.contains("Two"), "{stdout} {stderr}");
    fs::create_dir_all(folder.join("settings")).unwrap();
    fs::write(folder.join("settings/config.toml"), "network = false\n").unwrap();
    let (code, _, stderr) = told(&byline(&folder, &["add", &format!("{}/other", server.address)]));
    assert!(code == Some(1) && stderr.contains("fetching is switched off"), "{code:?} {stderr}");
}
