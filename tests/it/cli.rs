//! The real program: exit codes, what goes to standard output and what to standard error, files and pipes.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// An empty folder for a test.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn byline(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    // No test touches the library of the user who runs it.
    command.current_dir(folder).env_clear().env("BYLINE_LIBRARY", folder.join("kept")).stdin(Stdio::null());
    command.env("BYLINE_CONFIG", folder.join("settings"));
    command
}

pub(crate) fn run(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = byline(folder);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that does not want its input closes it early.
    let writer = std::thread::spawn(move || stdin.write_all(&input).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Exit code, standard output and standard error.
pub(crate) fn told(output: &Output) -> (Option<i32>, &str, &str) {
    let text = |bytes| std::str::from_utf8(bytes).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn check_failure(args: &[&str], input: &[u8], code: i32, message: &str) {
    let folder = folder("failure");
    fs::create_dir(folder.join("folder")).unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("binary.txt"), b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0").unwrap();
    fs::write(folder.join("article.txt"), "Ann Reed left.").unwrap();
    let output = run(&folder, args, input);
    let (status, stdout, stderr) = told(&output);
    assert_eq!((status, stdout), (Some(code), ""), "{args:?}: {stderr}");
    assert!(stderr.starts_with("byline: ") && stderr.contains(message), "{args:?}: {stderr}");
}

#[test]
fn bad_input_is_told_with_its_name_and_exit_status_1() {
    for (file, message) in [
        ("missing.txt", "`missing.txt`: there is no such file\nhint: "),
        ("folder", "`folder`: there are no articles in this folder\nhint: "),
        ("empty.txt", "`empty.txt`: empty\nhint: "),
        ("binary.txt", "`binary.txt`: looks like "),
    ] {
        check_failure(&["export", file], b"", 1, message);
    }
    check_failure(&["export", "-"], b"", 1, "standard input");
    check_failure(&["export", "\u{1b}[2J.txt"], b"", 1, "`.txt`: there is no such file");
    check_failure(&["annotate", "missing.jsonl"], b"", 1, "`missing.jsonl`: ");
    check_failure(&["annotate", "folder"], b"", 1, "`folder`: ");
}

#[test]
fn wrong_usage_and_what_cannot_be_done_exit_with_status_2() {
    check_failure(&["export", "article.txt", "--format", "docx"], b"", 2, "invalid value 'docx'");
    check_failure(
        &["article.txt", "annotate"],
        b"",
        2,
        "articles and options of the reader cannot be combined with a command",
    );
    check_failure(&["annotate", "--sing"], b"", 2, "unexpected argument '--sing'");
    check_failure(&["annotate", "--threads", "0"], b"", 2, "invalid value '0'");
    check_failure(
        &["export", "article.txt", "-o", "no/such/folder.json"],
        b"",
        2,
        "cannot write `no/such/folder.json`",
    );
    check_failure(&["export", "article.txt", "-o", "article.txt"], b"", 2, "is the article itself\nhint: ");
    check_failure(&["export", "article.txt", "--model", "missing.model"], b"", 2, "missing.model");
    check_failure(&["export", "article.txt", "--model", "article.txt"], b"", 2, "article.txt");
    check_failure(
        &["export", "article.txt", "--model", "folder"],
        b"",
        2,
        "`folder`: not a regular file\nhint: ",
    );
    #[cfg(unix)]
    check_failure(
        &["export", "article.txt", "--model", "/dev/zero"],
        b"",
        2,
        "`/dev/zero`: not a regular file\nhint: ",
    );
}

#[test]
fn a_model_that_is_too_large_is_told_and_not_read() {
    let folder = folder("large-model");
    fs::write(folder.join("article.txt"), "Ann Reed left.").unwrap();
    fs::File::create(folder.join("large.model")).unwrap().set_len(1 << 40).unwrap(); // takes no room on the disk
    let output = run(&folder, &["export", "article.txt", "--model", "large.model"], b"");
    let (status, _, stderr) = told(&output);
    assert_eq!(
        (status, stderr),
        (Some(2), "byline: `large.model`: too large for a model: more than 256 MiB\n")
    );
}

#[cfg(unix)]
#[test]
fn an_export_never_replaces_the_article_or_what_a_link_of_nowhere_names() {
    use std::os::unix::fs::symlink;
    let folder = folder("article-itself");
    let text = "Ann Reed left.";
    let article = folder.join("article.txt");
    fs::write(&article, text).unwrap();
    fs::create_dir(folder.join("sub")).unwrap();
    symlink("article.txt", folder.join("link.json")).unwrap();
    symlink("../link.json", folder.join("sub/link.json")).unwrap();
    fs::hard_link(&article, folder.join("hard.json")).unwrap();
    for name in ["link.json", "sub/link.json", "hard.json", "./sub/../article.txt"] {
        for open in [&["export", "article.txt", "-o", name][..], &["export", "-o", name]] {
            // Also if the shell opens it as standard input.
            let stdin = fs::File::open(&article).unwrap();
            let mut command = byline(&folder);
            let output = command.args(open).stdin(stdin).output().unwrap();
            let (status, _, stderr) = told(&output);
            assert_eq!(status, Some(2), "{open:?}");
            assert_eq!(
                stderr,
                format!("byline: `{name}` is the article itself\nhint: choose another name for the export\n")
            );
            assert_eq!(fs::read_to_string(&article).unwrap(), text);
        }
    }
    symlink("nowhere.json", folder.join("dangling.json")).unwrap();
    let output = run(&folder, &["export", "article.txt", "-o", "dangling.json"], b"");
    assert!(
        told(&output)
            .2
            .starts_with("byline: `dangling.json` is a link to a file that does not exist\nhint: ")
    );
    assert!(!folder.join("nowhere.json").exists() && folder.join("dangling.json").is_symlink());
}

#[cfg(unix)]
#[test]
fn an_export_has_no_name_on_the_way_that_somebody_could_lay_a_link_at() {
    let folder = folder("planted");
    fs::write(folder.join("article.txt"), "Ann Reed left.").unwrap();
    fs::write(folder.join("precious"), "stays").unwrap();
    // The old name contained the process number: a link at each name that may be next.
    let next = std::process::id();
    for pid in next..next + 300 {
        std::os::unix::fs::symlink("precious", folder.join(format!(".out.json.{pid}.tmp"))).unwrap();
    }
    // The longest possible name.
    let long = format!("{}.json", "x".repeat(250));
    for name in ["out.json", &long] {
        let output = run(&folder, &["export", "article.txt", "-o", name], b"");
        assert_eq!(told(&output), (Some(0), "", ""), "{name}");
        assert!(fs::read_to_string(folder.join(name)).unwrap().contains("Ann Reed"));
    }
    assert_eq!(fs::read_to_string(folder.join("precious")).unwrap(), "stays");
}

#[test]
fn help_and_version_go_to_standard_output() {
    let folder = folder("help");
    for args in [&["--help"][..], &["-h"], &["export", "--help"], &["--version"]] {
        let output = run(&folder, args, b"");
        let (status, stdout, stderr) = told(&output);
        assert_eq!((status, stderr), (Some(0), ""));
        assert!(!stdout.is_empty());
    }
    let help = run(&folder, &["--help"], b"");
    let (_, help, _) = told(&help);
    assert!(help.starts_with("Shows who is in an article") && help.contains("\n\nExamples:\n  byline "));
    assert!(help.contains("Exit status:\n  0  "));
}

/// The ending of a file's name chooses the format; a unit test tries all of them.
#[test]
fn every_format_is_written_to_standard_output_and_alike_to_a_file() {
    let folder = folder("formats");
    fs::write(folder.join("article.txt"), "“We won,” said Ann Reed.\r\n\r\nReed left.").unwrap();
    for exporter in byline::export::EXPORTERS.iter().filter(|it| !it.is_folder()) {
        let output = run(&folder, &["export", "article.txt", "--format", exporter.name], b"");
        let (status, stdout, stderr) = told(&output);
        assert_eq!((status, stderr), (Some(0), ""), "{}", exporter.name);
        assert!(!stdout.is_empty(), "{}", exporter.name);
        // One file, several files, and a text in which line ends matter.
        if !["json", "brat", "csv"].contains(&exporter.name) {
            continue;
        }
        let file = format!("out.{}", exporter.extension);
        let saved = run(&folder, &["export", "article.txt", "-o", &file], b"");
        assert_eq!(told(&saved), (Some(0), "", ""));
        assert_eq!(fs::read_to_string(folder.join(file)).unwrap(), stdout, "{}", exporter.name);
    }
    // The offsets of brat's annotations refer to the text beside them.
    assert_eq!(fs::read_to_string(folder.join("out.txt")).unwrap(), "“We won,” said Ann Reed.\n\nReed left.");
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(
        left.iter().all(|it| !it.as_encoded_bytes().starts_with(b".")),
        "no temporary file stays: {left:?}"
    );
}

#[test]
fn an_article_from_a_pipe_is_exported() {
    let output = run(&folder("pipe"), &["export"], "Ann Reed left.".as_bytes());
    let (status, stdout, stderr) = told(&output);
    assert_eq!((status, stderr), (Some(0), ""));
    let root: Value = serde_json::from_str(stdout).unwrap();
    assert_eq!((&root["text"], &root["document"]["source"]), (&Value::from("Ann Reed left."), &Value::Null));
}

#[test]
fn an_export_replaces_its_file_but_no_other() {
    let folder = folder("replace");
    fs::write(folder.join("article.txt"), "Ann Reed left.\r\n").unwrap();
    fs::write(folder.join("old.json"), "old").unwrap();
    let output = run(&folder, &["export", "article.txt", "-o", "old.json"], b"");
    assert_eq!(told(&output), (Some(0), "", ""));
    assert!(fs::read_to_string(folder.join("old.json")).unwrap().starts_with('{'));
    // The text of brat's pair would replace the article.
    let output = run(&folder, &["export", "article.txt", "-f", "brat", "-o", "article"], b"");
    let (status, _, stderr) = told(&output);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("`article.txt` is the article itself\nhint: "), "{stderr}");
    fs::write(folder.join("other.txt"), "Another text.").unwrap();
    let output = run(&folder, &["export", "article.txt", "-f", "brat", "-o", "other"], b"");
    let (_, _, stderr) = told(&output);
    assert!(stderr.contains("`other.txt` exists and holds another text\nhint: "), "{stderr}");
    assert_eq!(fs::read(folder.join("article.txt")).unwrap(), b"Ann Reed left.\r\n");
    assert!(!folder.join("article.ann").exists() && !folder.join("other.ann").exists());
    // An article that already is the text that offsets refer to stays beside its annotations.
    fs::write(folder.join("clean.txt"), "Ann Reed left.").unwrap();
    let output = run(&folder, &["export", "clean.txt", "-f", "brat", "-o", "clean"], b"");
    assert_eq!(told(&output), (Some(0), "", ""));
    assert!(folder.join("clean.ann").exists());
}

#[cfg(unix)]
#[test]
fn an_export_keeps_links_and_permissions_and_takes_devices() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("links");
    fs::write(folder.join("real.json"), "old").unwrap();
    fs::set_permissions(folder.join("real.json"), fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.json", folder.join("link.json")).unwrap();
    let output = run(&folder, &["export", "-o", "link.json"], b"Ann Reed left.");
    assert_eq!(told(&output), (Some(0), "", ""));
    assert!(fs::symlink_metadata(folder.join("link.json")).unwrap().is_symlink());
    assert_eq!(fs::metadata(folder.join("real.json")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(folder.join("real.json")).unwrap().starts_with('{'));
    let output = run(&folder, &["export", "-o", "/dev/stdout"], b"Ann Reed left.");
    assert!(told(&output).1.starts_with('{'));
}

#[test]
fn annotate_answers_each_line_in_order_with_offsets_in_the_given_text() {
    let input = "\u{feff}{\"id\": \"a\", \"text\": \"\\ufeff😀 Ann\\u200b Reed left.\\r\\n“Go,” said Reed.\"}\n\
        \n\
        no JSON\n\
        {\"id\": 7, \"text\": 5}\n\
        {\"id\": null, \"text\": \"\"}";
    let folder = folder("annotate");
    let mut answers = Vec::new();
    for threads in ["1", "4"] {
        let output = run(&folder, &["annotate", "-q", "--with-text", "--threads", threads], input.as_bytes());
        let (status, stdout, stderr) = told(&output);
        assert_eq!((status, stderr.lines().count()), (Some(1), 2));
        assert!(stderr.contains("standard input, line 3: not a JSON object"), "{stderr}");
        answers.push(stdout.to_owned());
    }
    assert_eq!(answers[0], answers[1], "one thread answers as four do");
    let lines: Vec<Value> = answers[0].lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        lines.iter().map(|it| &it["id"]).collect::<Vec<_>>(),
        ["a".into(), Value::Null, 7.into(), Value::Null].each_ref()
    );
    assert!(lines[1]["error"].is_string() && lines[2]["error"].is_string() && lines[3]["error"].is_null());
    let text: Vec<char> = lines[0]["text"].as_str().unwrap().chars().collect();
    let reed = lines[0]["entities"].as_array().unwrap().iter().find(|it| it["name"] == "Ann Reed").unwrap();
    let mentions = reed["mentions"].as_array().unwrap().iter().map(|mention| {
        let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        text[at("start")..at("end")].iter().collect::<String>()
    });
    assert_eq!(mentions.collect::<Vec<_>>(), ["Ann\u{200b} Reed", "Reed"]);
}

#[test]
fn annotate_goes_on_after_a_file_that_cannot_be_read() {
    let folder = folder("files");
    fs::write(folder.join("a.jsonl"), r#"{"id": 1, "text": "x"}"#).unwrap();
    let output = run(&folder, &["annotate", "missing.jsonl", "a.jsonl"], b"");
    let (status, stdout, stderr) = told(&output);
    assert_eq!(status, Some(1));
    assert!(
        stdout.contains(r#""id":1,"#) && !stdout.contains(r#""text""#) && stderr.contains("`missing.jsonl`")
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = byline(&folder("closed"))
        .arg("annotate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    // Longer than any buffer on the way; writing ends when the program does.
    let writer = std::thread::spawn(move || while stdin.write_all(b"{\"text\": \"\"}\n").is_ok() {});
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(told(&output), (Some(0), "", ""));
}

#[test]
fn into_a_pipe_the_article_is_read_out_with_who_is_in_it() {
    let folder = folder("plain");
    std::fs::write(folder.join("article.txt"), "“We won,” said Ann Reed.").unwrap();
    let expected = "“We won,” said Ann Reed.\n    People: Ann Reed.\n    Said by Ann Reed, direct quote: “We won,”\n\n\
        People\n    Ann Reed: 1 mention\n";
    for args in [&["article.txt"][..], &["--plain", "article.txt"]] {
        assert_eq!(told(&run(&folder, args, b"")), (Some(0), expected, ""));
    }
}

#[test]
fn what_is_printed_of_the_settings_can_be_saved_and_holds_again() {
    let folder = folder("settings");
    let settings = folder.join("settings");
    fs::create_dir_all(settings.join("themes")).unwrap();
    let own = "theme = \"mine\"\nline-length = 80\nlibrary = \"my library\"\nthreads = 1\n";
    let files: [(&str, &str, &[&str]); 3] = [
        ("config.toml", own, &["--print-config"]),
        ("keymap.toml", "[everywhere]\nexport = \"Ctrl-E\"\n", &["--print-keymap"]),
        ("themes/mine.toml", "base = \"light\"\n[person]\ncolor = \"#0000ff\"\n", &["--print-theme", "mine"]),
    ];
    for (file, text, _) in files {
        fs::write(settings.join(file), text).unwrap();
    }
    for (file, _, args) in files {
        let first = run(&folder, args, b"");
        let (status, printed, stderr) = told(&first);
        assert_eq!((status, stderr), (Some(0), ""), "{file}");
        fs::write(settings.join(file), printed).unwrap();
        let again = run(&folder, args, b"");
        assert_eq!(told(&again), (Some(0), printed, ""), "{file}");
    }
    let output = run(&folder, &["--print-config", "--color", "256", "--ascii"], b"");
    let (_, printed, _) = told(&output);
    for line in
        ["line-length = 80", "color = \"256\"", "ascii = true", "library = \"my library\"", "threads = 1"]
    {
        assert!(printed.lines().any(|it| it == line), "{line}: {printed}");
    }
}

#[test]
fn a_fault_in_the_settings_stops_no_command() {
    let folder = folder("settings-fault");
    fs::create_dir(folder.join("settings")).unwrap();
    fs::write(folder.join("settings/config.toml"), "threads = \"all\"\nlibrary = \"kept\"\n").unwrap();
    fs::write(folder.join("settings/keymap.toml"), "this is never read here").unwrap();
    let output = run(&folder, &["annotate", "-q"], b"{\"id\": 1, \"text\": \"Ann Reed left.\"}\n");
    let (status, stdout, stderr) = told(&output);
    assert!(status == Some(0) && stdout.contains("Ann Reed"), "{stderr}");
    let expected = "config.toml`, line 1: `threads` must be a number of at least 1, not \"all\"\n";
    assert!(stderr.ends_with(expected) && stderr.lines().count() == 1, "{stderr}");
    fs::remove_file(folder.join("settings/config.toml")).unwrap();
    fs::create_dir(folder.join("settings/config.toml")).unwrap();
    let output = run(&folder, &["--plain"], b"Ann Reed left.");
    let (status, _, stderr) = told(&output);
    assert!(status == Some(0) && stderr.ends_with("config.toml`: not a regular file\n"), "{stderr}");
}

#[test]
fn settings_that_are_not_there_are_told_when_they_were_asked_for_by_name() {
    let message = "there is no theme `solar`\nhint: choose one of dark, light, dark-contrast, light-contrast";
    check_failure(&["--theme", "solar", "--plain", "article.txt"], b"", 2, message);
    check_failure(&["--print-theme", "solar"], b"", 2, message);
    check_failure(
        &["--config", "nowhere", "--plain", "article.txt"],
        b"",
        2,
        "`nowhere`: there is no such folder",
    );
}

#[test]
fn the_library_of_the_settings_gives_way_to_what_is_typed() {
    let folder = folder("settings-library");
    let settings = folder.join("settings");
    fs::create_dir(&settings).unwrap();
    fs::write(settings.join("config.toml"), "library = \"mine\"\n").unwrap();
    let list = |args: &[&str]| {
        let mut command = byline(&folder);
        command.env_remove("BYLINE_LIBRARY").arg("library").args(args);
        assert!(command.output().unwrap().status.success());
    };
    list(&["--library", "typed"]);
    assert!(folder.join("typed").is_dir() && !settings.join("mine").exists());
    list(&[]);
    assert!(settings.join("mine").is_dir());
}
