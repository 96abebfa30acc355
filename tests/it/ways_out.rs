//! Several articles and the library on the way out: `export`, `report`, `annotate` and the manual, with the real
//! program.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use byline::document::{BlockKind, DocumentBuilder, Metadata};
use byline::store::{Folders, Library};
use serde_json::Value;

/// A separate folder with a library of two articles, the first of them with a note, and two files.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ways-out-{test}"));
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    fs::create_dir_all(&folder).unwrap();
    let mut library = Library::open(&Folders::within(&folder.join("kept"))).unwrap();
    for (number, text) in (1..).zip(["Jane Roe left Calder.", "“No,” said Adam Finch."]) {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Paragraph, text);
        let meta = Metadata { title: Some("The *flood*: a/b".to_owned()), ..Metadata::default() };
        let time = SystemTime::UNIX_EPOCH + Duration::from_hours(24 * number);
        library.keep(&builder.finish(meta).unwrap(), "a.txt", time).unwrap();
    }
    let note = r#"{"edit":"mark","at":{"start":0,"end":8,"exact":"Jane Roe","prefix":"","suffix":" left Calder."},"note":"who? #ask","tags":["ask"]}"#;
    let time = SystemTime::UNIX_EPOCH + Duration::from_hours(264_384);
    library.append_edits("1".parse().unwrap(), &[note.to_owned()], time).unwrap();
    fs::write(folder.join("one.txt"), "Ann Reed met Paul Webb.").unwrap();
    fs::write(folder.join("two.txt"), "Ann Reed left.").unwrap();
    folder
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.current_dir(folder).env_clear().env("BYLINE_LIBRARY", folder.join("kept")).args(args);
    command.env("BYLINE_CONFIG", folder.join("settings"));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn articles_of_the_library_are_exported_by_their_numbers_with_their_notes() {
    let folder = folder("open");
    let (status, stdout, stderr) = run(&folder, &["export", "--open", "1"], "");
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    let root: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(
        (&root["text"], &root["annotations"][0]["note"]),
        (&"Jane Roe left Calder.".into(), &"who? #ask".into())
    );
    assert_eq!(root["annotations"][0]["created"], "2000-02-29T00:00:00Z");
    let (_, stdout, _) = run(&folder, &["export", "--open", "1", "--machine"], "");
    assert_eq!(serde_json::from_str::<Value>(&stdout).unwrap()["annotations"], Value::Array(vec![]));
    let (status, _, stderr) = run(&folder, &["export", "--open", "9"], "");
    assert!(status == Some(1) && stderr.contains('9'), "{stderr}");
}

#[test]
fn several_articles_go_into_a_folder_or_one_file_that_holds_them() {
    let folder = folder("several");
    let (status, _, stderr) =
        run(&folder, &["export", "one.txt", "two.txt", "missing.txt", "-o", "out/"], "");
    assert!(
        status == Some(1) && stderr.contains("missing.txt") && stderr.contains("wrote 2 articles"),
        "{stderr}"
    );
    assert_eq!(names(&folder.join("out")), ["one.json", "two.json"]);
    let (status, _, stderr) = run(&folder, &["export", "--all", "-f", "markdown", "-o", "all"], "");
    assert_eq!(status, Some(0), "{stderr}");
    assert_eq!(names(&folder.join("all")), ["1-the-flood-a-b.md", "2-the-flood-a-b.md"]);
    let (status, table, _) = run(&folder, &["export", "--all", "--table", "notes"], "");
    assert_eq!(status, Some(0));
    assert!(
        table.contains("1,The *flood*: a/b,a1,note,0,8,Jane Roe,who? #ask,ask,2000-02-29T00:00:00Z"),
        "{table}"
    );
    let (status, _, stderr) = run(&folder, &["export", "one.txt", "two.txt"], "");
    assert!(status == Some(2) && stderr.contains("name the folder"), "{stderr}");
    let (status, page, _) = run(&folder, &["report", "one.txt", "two.txt"], "");
    assert!(
        status == Some(0) && page.contains("<nav aria-label=\"Contents\">") && page.contains("id=\"a2\"")
    );
    let (status, _, stderr) = run(&folder, &["report", "one.txt", "-o", "one.txt"], "");
    assert!(status == Some(2) && stderr.contains("is the article itself"), "{stderr}");
}

#[test]
fn no_article_is_overwritten_before_or_after_it_is_exported() {
    let folder = folder("inputs");
    let page = "<title>Hill</title><p>Paul Webb left.</p>";
    fs::write(folder.join("one.html"), page).unwrap();
    for args in [
        &["export", "two.txt", "one.html", "-f", "html", "-o", "one.html"][..],
        &["report", "one.txt", "one.html", "-o", "."],
    ] {
        let (status, _, stderr) = run(&folder, args, "");
        assert!(
            status == Some(2) && stderr.contains("one.html` is the article itself"),
            "{args:?}: {stderr}"
        );
        assert_eq!(fs::read_to_string(folder.join("one.html")).unwrap(), page, "{args:?}");
    }
}

#[test]
fn files_have_the_names_that_they_were_given() {
    let folder = folder("names");
    for args in [&["-o", "OUT.CSV"][..], &["--table", "quotes", "-o", "quotes"]] {
        let (status, _, stderr) = run(&folder, &[&["export", "one.txt"], args].concat(), "");
        assert_eq!(status, Some(0), "{args:?}: {stderr}");
    }
    let wanted = ["OUT.CSV", "OUT.mentions.csv", "OUT.notes.csv", "OUT.quotes.csv", "OUT.relations.csv"];
    let found = names(&folder);
    assert!(
        found.starts_with(&wanted.map(str::to_owned)) && found.contains(&"quotes".to_owned()),
        "{found:?}"
    );
    let (status, _, stderr) = run(&folder, &["export", "one.txt", "-o", "no/where.json"], "");
    assert_eq!(status, Some(2));
    assert_eq!(stderr, "byline: cannot write `no/where.json`: there is no folder `no`\n");
}

#[test]
fn a_folder_stands_for_its_articles_and_its_name_for_no_format() {
    let folder = folder("folders");
    fs::create_dir_all(folder.join("news/old")).unwrap();
    fs::write(folder.join("news/a.md"), "Ann Reed left.").unwrap();
    fs::write(folder.join("news/old/b.txt"), "Paul Webb left.").unwrap();
    fs::write(folder.join("news/picture.png"), "x").unwrap();
    let (status, table, stderr) = run(&folder, &["export", "news", "--table", "cast"], "");
    assert_eq!(status, Some(0), "{stderr}");
    assert!(table.contains("a,Ann Reed left.,e1,person,Ann Reed") && table.contains("Paul Webb"), "{table}");
    let (status, _, stderr) = run(&folder, &["export", "news", "-o", "out.2026/"], "");
    assert_eq!(status, Some(0), "{stderr}");
    assert_eq!(names(&folder.join("out.2026")), ["a.json", "b.json"]);
}

#[test]
fn options_that_do_not_go_with_a_format_are_refused() {
    let folder = folder("options");
    for (args, message) in [
        (&["export", "one.txt", "-o", "x.docx"][..], "no format has this extension\nhint: use .md, .html"),
        (&["export", "one.txt", "-f", "brat", "--offsets", "bytes"], "always counts code points"),
        (&["export", "one.txt", "-f", "html", "--offsets", "bytes"], "which has no offsets"),
        (&["export", "one.txt", "--bom"], "work only with the formats `csv` and `tsv`"),
        (&["export", "one.txt", "-f", "vault"], "name the folder with `-o FOLDER`"),
        (&["export", "--list", "one.txt"], "cannot be used with"),
    ] {
        let (status, _, stderr) = run(&folder, args, "");
        assert!(status == Some(2) && stderr.contains(message), "{args:?}: {stderr}");
    }
    let (status, table, _) =
        run(&folder, &["export", "one.txt", "-f", "csv", "--bom", "--table", "mentions"], "");
    assert!(status == Some(0) && table.starts_with("\u{feff}article,title,mention,"), "{table}");
}

#[test]
fn all_formats_are_listed_as_the_table_has_them() {
    let (status, list, _) = run(&folder("list"), &["export", "--list"], "");
    assert_eq!((status, list.as_str()), (Some(0), byline::export::list().as_str()));
    let (_, help, _) = run(&folder("help"), &["export", "--help"], "");
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for exporter in byline::export::EXPORTERS {
        assert!(list.contains(&format!("{}  .{}", exporter.name, exporter.extension)), "{}", exporter.name);
        assert!(help.contains(&format!("- {}: {}", exporter.name, exporter.about)), "{}", exporter.name);
    }
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let told = format!("{} formats", byline::export::EXPORTERS.len());
    assert!(readme.contains(&told), "README.md should say {told:?}");
}

#[test]
fn a_vault_is_added_to_and_keeps_what_the_reader_wrote() {
    let folder = folder("vault");
    let export = |args: &[&str]| {
        let (status, _, stderr) =
            run(&folder, &[&["export"], args, &["-f", "vault", "-o", "vault"]].concat(), "");
        (status, stderr)
    };
    assert_eq!(export(&["one.txt"]).0, Some(0));
    let note = folder.join("vault/People/Ann Reed.md");
    let first = fs::read_to_string(&note).unwrap();
    fs::write(&note, format!("{first}Ask her.\n")).unwrap();
    assert_eq!(export(&["two.txt"]).0, Some(0));
    let second = fs::read_to_string(&note).unwrap();
    assert!(second.ends_with("Ask her.\n") && second.matches("\n## [[Articles/").count() == 2, "{second}");
    // Its ending says what it is, also when it is there already.
    for _ in 0..2 {
        let (status, _, stderr) = run(&folder, &["export", "one.txt", "-o", "one.vault"], "");
        assert_eq!(status, Some(0), "{stderr}");
    }
    assert_eq!(names(&folder.join("one.vault")), ["Articles", "People"]);
    fs::write(&note, "My own note.\n").unwrap();
    let (status, stderr) = export(&["two.txt"]);
    assert!(status == Some(2) && stderr.contains("Ann Reed.md` exists and holds another text"), "{stderr}");
    assert_eq!(fs::read_to_string(&note).unwrap(), "My own note.\n");
}

#[test]
fn a_run_that_was_killed_goes_on_to_the_same_answers() {
    let folder = folder("resume");
    let input = "{\"id\": 1, \"text\": \"Ann Reed left.\", \"row\": 7}\nno JSON\n\n{\"id\": 3, \"text\": \"Paul Webb.\"}\n";
    fs::write(folder.join("in.jsonl"), input).unwrap();
    let (status, whole, stderr) = run(&folder, &["annotate", "in.jsonl"], "");
    assert_eq!(status, Some(1));
    assert!(
        stderr.contains("`in.jsonl`, line 2: not a JSON object")
            && stderr.contains("2 documents, 5 words, 1 failed"),
        "{stderr}"
    );
    assert!(
        whole.contains(r#""extra":{"row":7}"#) && whole.contains(r#"{"id":null,"line":2,"error":"#),
        "{whole}"
    );
    let (status, kept, stderr) = run(&folder, &["annotate", "-q", "--bad-lines", "keep", "in.jsonl"], "");
    assert_eq!((status, kept.as_str(), stderr.lines().count()), (Some(0), whole.as_str(), 1));
    // Killed in the middle of each line, and before the first and after the last.
    for end in [0, 5, whole.find('\n').unwrap() + 1, whole.rfind("{\"format").unwrap() + 9, whole.len()] {
        fs::write(folder.join("out.jsonl"), whole.get(..end).unwrap()).unwrap();
        let (_, stdout, stderr) = run(&folder, &["annotate", "--resume", "out.jsonl", "in.jsonl"], "");
        assert_eq!(
            (stdout.as_str(), fs::read_to_string(folder.join("out.jsonl")).unwrap()),
            ("", whole.clone()),
            "{stderr}"
        );
    }
    fs::write(
        folder.join("other.jsonl"),
        "{\"id\": 9, \"text\": \"x\"}\n{\"id\": 8, \"text\": \"x\"}\n{\"id\": 7, \"text\": \"x\"}\n",
    )
    .unwrap();
    let (status, _, stderr) = run(&folder, &["annotate", "--resume", "out.jsonl", "other.jsonl"], "");
    assert!(status == Some(1) && stderr.contains("has the id 7") && stderr.contains("hint: "), "{stderr}");
    assert_eq!(fs::read_to_string(folder.join("out.jsonl")).unwrap(), whole, "nothing is lost");
}

#[test]
fn answers_are_never_taken_for_input() {
    let folder = folder("answers");
    fs::create_dir_all(folder.join("in")).unwrap();
    fs::write(folder.join("in/b.jsonl"), "{\"id\": 1, \"text\": \"Ann Reed left.\"}\n").unwrap();
    // Before the lines in the alphabet, so that it would be read first, and with an answer in it.
    let (_, first, _) = run(&folder, &["annotate", "in"], "");
    for _ in 0..2 {
        fs::write(folder.join("in/a.jsonl"), &first).unwrap();
        let (status, _, stderr) = run(&folder, &["annotate", "--resume", "in/a.jsonl", "in"], "");
        assert_eq!(status, Some(0), "{stderr}");
        assert_eq!(fs::read_to_string(folder.join("in/a.jsonl")).unwrap(), first);
    }
    let (status, _, stderr) = run(&folder, &["annotate", "--resume", "in/a.jsonl", "in/a.jsonl"], "");
    assert!(status == Some(1) && stderr.contains("the answers go there"), "{stderr}");
}

#[test]
fn only_answers_are_continued_and_other_files_stay_as_they_are() {
    let folder = folder("foreign");
    fs::write(folder.join("in.jsonl"), "{\"id\": 1, \"text\": \"Ann Reed left.\"}").unwrap();
    for other in ["{\"id\": 1, \"text\": \"x\"}", "one\ntwo", "{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2"] {
        fs::write(folder.join("other.jsonl"), other).unwrap();
        let (status, _, stderr) = run(&folder, &["annotate", "--resume", "other.jsonl", "in.jsonl"], "");
        assert!(status == Some(2) && stderr.contains("this is not an answer"), "{other}: {stderr}");
        assert_eq!(fs::read_to_string(folder.join("other.jsonl")).unwrap(), other);
    }
    let resume =
        |unit| run(&folder, &["annotate", "--offsets", unit, "--resume", "out.jsonl", "in.jsonl"], "");
    assert_eq!(resume("bytes").0, Some(0));
    let (status, _, stderr) = resume("utf-16");
    assert!(status == Some(2) && stderr.contains("its offsets count `utf-8-byte`"), "{stderr}");
}

#[test]
fn articles_and_folders_are_annotated_with_their_text() {
    let folder = folder("articles");
    fs::create_dir_all(folder.join("news/old")).unwrap();
    fs::write(folder.join("news/a.md"), "# Flood\n\nAnn Reed left.").unwrap();
    fs::write(folder.join("news/old/b.jsonl"), "{\"id\": 5, \"text\": \"Paul Webb left.\"}").unwrap();
    fs::write(folder.join("news/picture.png"), "x").unwrap();
    fs::write(folder.join("news/picture.json"), "{\n\"width\": 3\n}").unwrap();
    fs::write(folder.join("news/old/c.eml"), "From: a@b.example\nSubject: Mill\n\nAnn Reed left Hill.\n")
        .unwrap();
    let (status, stdout, stderr) = run(&folder, &["annotate", "--offsets", "utf-16", "news"], "");
    assert_eq!(status, Some(0), "{stderr}");
    let lines: Vec<Value> = stdout.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2]["document"]["title"], "Mill");
    assert_eq!(
        (&lines[0]["id"], &lines[0]["text"]),
        (&"news/a.md".into(), &"Flood\n\nAnn Reed left.".into())
    );
    assert_eq!((&lines[1]["id"], &lines[1]["offset_unit"]), (&5.into(), &"utf-16-code-unit".into()));
    assert!(lines[1]["text"].is_null());
}

#[test]
fn the_manual_and_completions_know_every_command_and_the_schemas_every_field() {
    let folder = folder("manual");
    let (status, page, _) = run(&folder, &["man"], "");
    assert!(status == Some(0) && page.contains(".TH byline") && page.contains("annotate"), "{page}");
    let (status, _, stderr) = run(&folder, &["man", "--folder", "man"], "");
    assert_eq!(status, Some(0), "{stderr}");
    let pages = names(&folder.join("man"));
    assert!(
        pages.contains(&"byline.1".to_owned()) && pages.contains(&"byline-export.1".to_owned()),
        "{pages:?}"
    );
    for shell in ["bash", "zsh", "fish"] {
        let (status, script, _) = run(&folder, &["completions", shell], "");
        assert!(status == Some(0) && script.contains("annotate") && script.contains("markdown"), "{shell}");
    }
    let (_, schema, _) = run(&folder, &["schema"], "");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let (_, ddl, _) = run(&folder, &["schema", "spark"], "");
    let (_, json, _) = run(&folder, &["export", "--open", "1"], "");
    let json: Value = serde_json::from_str(&json).unwrap();
    let known = &schema["$defs"]["analysis"]["properties"];
    check_fields(&json, known);
    for field in ["entities", "quotes", "relations"] {
        for name in known[field]["items"]["properties"].as_object().unwrap().keys() {
            assert!(ddl.contains(&format!("{name}: ")), "{name} in {ddl}");
        }
    }
}

/// Every field is in the schema, with everything in it.
fn check_fields(value: &Value, known: &Value) {
    for (name, value) in value.as_object().unwrap() {
        let schema = &known[name];
        assert!(schema.is_object(), "{name} is not in the schema");
        match value {
            Value::Object(_) if schema["properties"].is_object() => {
                check_fields(value, &schema["properties"]);
            }
            Value::Array(rows) if schema["items"]["properties"].is_object() => {
                for row in rows {
                    check_fields(row, &schema["items"]["properties"]);
                }
            }
            _ => {}
        }
    }
}
