//! Markdown with the user's own templates: the printed one writes what the exporter writes, and others write what
//! they say.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ARTICLE: &str = "<html><head><title>Harbour board splits</title><meta name=author content='Jo *Kerr*'></head><body><article>\
    <h1>Harbour board splits</h1><p>The harbour board of Calder has split over the ferry, its chairwoman Ann Reed said on Monday.</p>\
    <p>“We will not pay,” said Ann Reed. She sued Halden Systems in May. Reed met Tom Gray, who said that the ferry was late.</p>\
    <p>Halden Systems declined to comment on the matter, and the town waits for the court to decide.</p></article></body></html>";

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("template-{test}"));
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    fs::create_dir_all(folder.join("settings")).unwrap();
    fs::write(folder.join("board.html"), ARTICLE).unwrap();
    folder
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.current_dir(folder).env_clear().env("BYLINE_LIBRARY", folder.join("kept")).stdin(Stdio::null());
    let output = command.env("BYLINE_CONFIG", folder.join("settings")).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_printed_template_writes_what_the_exporter_writes() {
    let folder = folder("printed");
    for (command, mine) in [(&["export"][..], "export.j2"), (&["notes"], "notes.j2")] {
        let (status, printed, stderr) = run(&folder, &[command, &["--print-template"]].concat());
        assert_eq!((status, stderr.as_str()), (Some(0), ""));
        fs::write(folder.join(mine), &printed).unwrap();
    }
    for links in [&[][..], &["--links"]] {
        let usual = run(&folder, &[&["export", "board.html", "-f", "markdown"], links].concat());
        assert!(usual.0 == Some(0) && usual.1.contains("\n### "), "{usual:?}");
        let links = [&["export", "board.html", "--template", "export.j2"], links].concat();
        assert_eq!(run(&folder, &links), usual);
    }
    let usual = run(&folder, &["notes", "-f", "markdown"]);
    assert_eq!(run(&folder, &["notes", "--template", "notes.j2"]), usual);
}

#[test]
fn a_template_of_the_readers_is_typed_or_stands_in_the_settings() {
    let folder = folder("own");
    let own = "{{ title|md }} by {{ author|md }}\n{% for quote in quotes %}\n{{ quote.speaker }}: {{ quote.text }}\n{% endfor %}\n";
    fs::write(folder.join("settings/own.j2"), own).unwrap();
    fs::write(folder.join("settings/config.toml"), "markdown-template = \"own.j2\"\n").unwrap();
    let (status, stdout, stderr) = run(&folder, &["export", "board.html", "-o", "notes.md"]);
    assert_eq!((status, stdout.as_str(), stderr.as_str()), (Some(0), "", ""));
    let notes = fs::read_to_string(folder.join("notes.md")).unwrap();
    assert!(notes.starts_with("Harbour board splits by Jo \\*Kerr\\*\nAnn Reed: "), "{notes}");
    assert!(notes.contains("Ann Reed: “We will not pay,”\n"), "{notes}");
    // An option overrides it, and other formats have no template.
    fs::write(folder.join("typed.j2"), "{{ cast|length }}").unwrap();
    let (_, stdout, _) = run(&folder, &["export", "board.html", "--template", "typed.j2"]);
    assert!(stdout.parse::<usize>().is_ok_and(|n| n >= 3), "{stdout}");
    let (_, stdout, _) = run(&folder, &["export", "board.html"]);
    assert!(stdout.starts_with('{'), "{stdout}");
}

#[test]
fn a_faulty_template_writes_nothing_and_is_told() {
    let folder = folder("faulty");
    fs::write(folder.join("bad.j2"), "# {{ title }}\n{{ titel }}\n").unwrap();
    fs::write(folder.join("notes.md"), "old").unwrap();
    for args in [
        &["export", "board.html", "--template", "bad.j2", "-o", "notes.md"][..],
        &["export", "board.html", "--template", "bad.j2"],
    ] {
        let (status, stdout, stderr) = run(&folder, args);
        assert_eq!((status, stdout.as_str()), (Some(2), ""));
        let expected = "byline: the template `bad.j2`, line 2: there is no value `titel`; did you mean `title`?\nhint: nothing was written; ";
        assert!(stderr.starts_with(expected), "{stderr}");
    }
    assert_eq!(fs::read_to_string(folder.join("notes.md")).unwrap(), "old");
    let (status, _, stderr) = run(&folder, &["export", "board.html", "--template", "none.j2"]);
    assert!(
        status == Some(2) && stderr.starts_with("byline: cannot read the template `none.j2`: "),
        "{stderr}"
    );
    let (status, _, stderr) = run(&folder, &["export", "board.html", "-f", "json", "--template", "bad.j2"]);
    assert!(status == Some(2) && stderr.contains("hint: `--format markdown` does"), "{stderr}");
    let (status, _, stderr) = run(&folder, &["notes", "-f", "json", "--template", "bad.j2"]);
    assert!(status == Some(2) && stderr.contains("hint: `--format markdown` does"), "{stderr}");
}
