//! Odd and hostile articles through the real program: everything that can be read is read, with exit status 0;
//! anything else is named, with exit status 1. Missing files, folders and wrong usage are in `cli`.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn file(name: &str, contents: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad_input");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, contents).unwrap();
    path
}

fn export(name: &str, contents: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command
        .arg("export")
        .arg(file(name, contents))
        .env_clear()
        .env("BYLINE_CONFIG", "no-settings")
        .stdin(Stdio::null());
    command.output().unwrap()
}

/// The text of the exported document.
fn read(name: &str, contents: &[u8]) -> String {
    let output = export(name, contents);
    // On a slow machine, the search for an article may be given up, which is reported.
    let told = String::from_utf8_lossy(&output.stderr);
    let is_quiet = told.is_empty() || told.starts_with("byline: no article was found");
    assert!(output.status.success() && is_quiet, "{name}: {output:?}");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    json["text"].as_str().unwrap().to_owned()
}

fn check_refused(name: &str, contents: &[u8], message: &str) {
    let output = export(name, contents);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]), "{name}: {stderr}");
    assert!(stderr.contains(message) && stderr.contains(name), "{stderr}");
}

#[test]
fn text_in_any_encoding_is_read() {
    assert_eq!(
        read("broken.txt", b"Ren\xc3\xa9e Cole \xff left \xe2\x80\x9chome\xe2\x80\x9d."),
        "Renée Cole \u{fffd} left “home”."
    );
    assert_eq!(read("old.txt", b"\x93I left,\x94 said Ren\xe9e Cole."), "“I left,” said Renée Cole.");
    let utf_16: Vec<u8> = "Renée Cole left.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("wide.txt", &utf_16), "Renée Cole left.");
}

#[test]
fn hostile_pages_are_read() {
    let story = "<p>The harbour board met on Monday, said Mary Cole, its chairwoman.</p>";
    for (name, before) in [
        ("nested.html", "<div>".repeat(100_000)),
        ("bold.html", "<b>".repeat(100_000)),
        ("attribute.html", format!("<div title='{}'>", "x".repeat(1 << 20))),
        ("comments.html", "<!-- x -->".repeat(100_000)),
        ("zeros.html", "\0<title>\0T</title>".to_owned()),
    ] {
        let text = read(name, format!("<!doctype html>{before}{story}").as_bytes());
        assert!(text.contains("Mary Cole, its chairwoman.") && !text.contains('\0'), "{name}: {text}");
    }
}

#[test]
fn what_drives_a_terminal_is_stripped() {
    let text = read("escapes.txt", "\u{1b}]0;title\u{7}Mary\u{202e} Cole\u{9b}2J left.".as_bytes());
    assert_eq!(text, "Mary Cole left.");
}

#[test]
fn what_has_no_text_is_refused() {
    check_refused("blank.txt", b" \n\t\n", "contains no text");
    check_refused("script.html", b"<!doctype html><script>x()</script>", "contains no text");
    check_refused("paper.txt", b"%PDF-1.7\n", "this PDF is damaged");
    check_refused("zeros.txt", &[0; 4096], "looks like a binary file");
}

#[test]
fn an_export_that_nobody_reads_to_its_end_ends_quietly() {
    // More than a pipe holds, so that the program must notice.
    let article = file("long.txt", "Mary Cole left. ".repeat(1_000).as_bytes());
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command
        .arg("export")
        .arg(article)
        .env_clear()
        .env("BYLINE_CONFIG", "no-settings")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{output:?}");
}
