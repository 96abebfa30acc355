//! The user's edits come back from the exports of an article: any edits, through both formats and through the real
//! program.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::SystemTime;

use byline::annotate::{Anchor, Annotated, Edit, EditId, Entry, Log, Member, overlay};
use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::export;
use byline::intake::{self, Intake, merge};
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::nlp::{Analysis, EntityKind};
use byline::store::{Folders, Library};
use byline::text::Span;
use proptest::prelude::*;

const BLOCKS: &[(BlockKind, &str)] = &[
    (BlockKind::Heading(2), "😀 Council sues the ferry line"),
    (
        BlockKind::Paragraph,
        "Ann Lee, who chairs the Harbour Council, sued Acme Ferries on Monday. “They lied to us,” Lee said.",
    ),
    (
        BlockKind::ListItem(1),
        "• Bob Day of Acme Ferries met Ann Lee in Calder. Day said that the boats were safe.",
    ),
    (BlockKind::BlockQuote, "“Nobody drowned,” Ms. Lee told the Calder Courier; she praised Bob Day."),
];

/// The article, and an earlier version in which some of the notes were made.
static ARTICLES: LazyLock<[Document; 2]> = LazyLock::new(|| {
    let meta = Metadata {
        title: Some("Council sues".to_owned()),
        site: Some("Courier".to_owned()),
        source: Some("news/50% off.txt".to_owned()),
        ..Metadata::default()
    };
    let document = |change: &dyn Fn(&str) -> String| {
        let mut builder = DocumentBuilder::new();
        for (kind, text) in BLOCKS {
            builder.block(*kind, &change(text));
        }
        builder.finish(meta.clone()).unwrap()
    };
    let before =
        |text: &str| text.replace("on Monday", "on a wet Monday morning").replace("Courier", "Gazette");
    [document(&str::to_owned), document(&before)]
});

static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| {
    let config = Config { threads: 1 };
    analyze(&ARTICLES[0], &Model::embedded(), &config, &mut Silent).unwrap()
});

fn anchor() -> impl Strategy<Value = Anchor> {
    (prop::sample::select(vec![0, 0, 0, 1]), 0..60_usize, 0..6_usize).prop_map(|(which, first, n)| {
        let doc = &ARTICLES[which];
        let words: Vec<(usize, &str)> = doc
            .text()
            .split_whitespace()
            .map(|it| (it.as_ptr() as usize - doc.text().as_ptr() as usize, it))
            .collect();
        let first = first % words.len();
        let last = (first + n).min(words.len() - 1);
        Anchor::of(doc, Span::new(words[first].0, words[last].0 + words[last].1.len()))
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let kind = || prop::sample::select(vec![EntityKind::Person, EntityKind::Organization, EntityKind::Place]);
    let member = || (anchor(), kind()).prop_map(|(at, kind)| Member { at, kind });
    let note = || prop::sample::select(vec!["", "why? #Ask", "it\nis so 😀"]).prop_map(str::to_owned);
    let tags =
        || prop::collection::vec(prop::sample::select(vec!["ask", "so it is"]).prop_map(str::to_owned), 0..2);
    let number = || (1..12_u64).prop_map(EditId);
    prop_oneof![
        4 => (anchor(), note(), tags()).prop_map(|(at, note, tags)| Edit::Mark { at, note, tags }),
        1 => (number(), note(), tags()).prop_map(|(mark, note, tags)| Edit::Rewrite { mark, note, tags }),
        1 => number().prop_map(|mark| Edit::Erase { mark }),
        1 => number().prop_map(|which| Edit::Undo { which }),
        1 => number().prop_map(|which| Edit::Redo { which }),
        1 => member().prop_map(|of| Edit::Name { of }),
        1 => member().prop_map(|of| Edit::Nobody { of }),
        1 => anchor().prop_map(|at| Edit::NotHere { at }),
        1 => (member(), kind()).prop_map(|(of, kind)| Edit::Kind { of, kind }),
        1 => (member(), member()).prop_map(|(of, with)| Edit::Same { of, with }),
        1 => member().prop_map(|of| Edit::Apart { of }),
        1 => (member(), "[A-Z][a-z]{1,5}( [A-Z]é)?").prop_map(|(of, name)| Edit::Rename { of, name }),
        1 => (anchor(), prop::option::of(member())).prop_map(|(quote, speaker)| Edit::Speaker { quote, speaker }),
        1 => anchor().prop_map(|quote| Edit::NoQuote { quote }),
        1 => (anchor(), member(), member())
            .prop_map(|(cue, subject, object)| Edit::NoRelation { cue, subject, object }),
    ]
}

fn log(edits: impl IntoIterator<Item = Edit>) -> Log {
    Log::of((1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }))
}

fn exported(format: &str, annotated: &Annotated) -> String {
    export::find(format).unwrap().run(&ARTICLES[0], annotated).remove(0).contents
}

/// A mark: where it is, its note and its tags.
type Seen<'a> = (Option<Span>, &'a str, &'a [String]);

/// The result of an overlay, without the numbers of edits; marks in a fixed order.
fn seen(of: &Annotated) -> (&Analysis, Vec<Seen<'_>>, Vec<&str>) {
    let mut marks: Vec<_> = of.marks.iter().map(|it| (it.span, &*it.note, &*it.tags)).collect();
    marks.sort_unstable();
    (&of.analysis, marks, of.problems.iter().map(|it| &*it.words).collect())
}

fn read(format: &str, contents: &str) -> Option<Intake> {
    let mut intakes = intake::read(contents.as_bytes(), "test").unwrap();
    assert!(intakes.len() <= 1 && intakes.iter().all(|it| it.refused.is_empty()), "{format}: {intakes:?}");
    intakes.pop()
}

proptest! {
    #[test]
    fn any_edits_come_back_from_an_export_and_only_once(edits in prop::collection::vec(edit(), 0..14)) {
        let log_before = log(edits);
        let doc = &ARTICLES[0];
        let before = overlay(doc, &ANALYSIS, &log_before);
        let n_before = before.marks.len() + before.corrections.len();
        for format in ["json", "w3c"] {
            let Some(intake) = read(format, &exported(format, &before)) else {
                prop_assert_eq!(n_before, 0);
                continue;
            };
            prop_assert_eq!(intake.fingerprint, Some(doc.fingerprint()));
            if format == "json" {
                prop_assert_eq!(intake.doc.as_ref(), Some(doc));
            }
            let given = intake.edits(doc);
            let merged = merge(doc, &Log::default(), given.clone());
            prop_assert_eq!((merged.taken.total(), merged.n_known), (n_before, 0));
            let log_after = log(merged.edits);
            let after = overlay(doc, &ANALYSIS, &log_after);
            let (analysis, marks, problems) = seen(&after);
            let expected = seen(&before);
            prop_assert!(analysis == expected.0, "{}: another analysis", format);
            prop_assert_eq!((marks, problems), (expected.1, expected.2), "{}", format);
            for known in [&log_after, &log_before] {
                let again = merge(doc, known, given.clone());
                prop_assert_eq!((again.edits, again.n_known), (vec![], n_before), "{}", format);
            }
        }
    }

    #[test]
    fn no_bytes_are_taken_for_more_than_they_are(text in r#"[\[\]{}",:a-z0-9\\ ]{0,40}"#, cut in 0..3000_usize, junk in any::<u8>()) {
        drop(intake::read(text.as_bytes(), "test"));
        let mark = Edit::Mark { at: Anchor::of(&ARTICLES[0], Span::new(5, 12)), note: String::new(), tags: vec![] };
        for format in ["json", "w3c"] {
            let mut bytes = exported(format, &overlay(&ARTICLES[0], &Analysis::default(), &log([mark.clone()]))).into_bytes();
            let at = cut % bytes.len();
            bytes[at] = junk;
            for intake in intake::read(&bytes, "test").into_iter().flatten() {
                let doc = intake.doc.as_ref().unwrap_or(&ARTICLES[0]);
                merge(doc, &Log::default(), intake.edits(doc));
            }
        }
    }
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("intake-{test}"));
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, library: &str, args: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.env_clear().env("BYLINE_LIBRARY", folder.join(library)).current_dir(folder).args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdin.take().unwrap().write_all(input.as_bytes())); // it may not want any
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const FLOOD: &str = "Ann Reed sued Halden Systems on Monday. Reed said that the harbour was dry.\n\nNobody in the town agreed with her.\n";

/// A folder with `flood.txt` and a library "a" in which it has a note, a highlight and a correction.
fn story(test: &str) -> PathBuf {
    let folder = folder(test);
    let path = folder.join("flood.txt");
    fs::write(&path, FLOOD).unwrap();
    let doc =
        byline::import::open(&fs::canonicalize(&path).unwrap(), &byline::import::Options::STANDARD).unwrap();
    let at = |words: &str| {
        let start = doc.text().find(words).unwrap();
        Anchor::of(&doc, Span::new(start, start + words.len()))
    };
    let mut library = Library::open(&Folders::within(&folder.join("a"))).unwrap();
    let id = library.keep(&doc, "flood.txt", SystemTime::UNIX_EPOCH).unwrap();
    for edit in [
        Edit::Mark { at: at("sued"), note: "ask her #suit".to_owned(), tags: vec!["suit".to_owned()] },
        Edit::Mark { at: at("Nobody in the town agreed"), note: String::new(), tags: vec![] },
        Edit::Kind {
            of: Member { at: at("Halden Systems"), kind: EntityKind::Organization },
            kind: EntityKind::Person,
        },
    ] {
        library.append_edits(id, &[serde_json::to_string(&edit).unwrap()], SystemTime::UNIX_EPOCH).unwrap();
    }
    folder
}

#[test]
fn an_export_is_taken_into_an_empty_library_once() {
    let folder = story("once");
    for (format, file) in [("json", "out.json"), ("w3c", "out.jsonld")] {
        assert_eq!(
            run(&folder, "a", &["export", "flood.txt", "--format", format, "-o", file], "").0,
            Some(0)
        );
    }
    let new = "1 note, 1 highlight, 1 correction for `Ann Reed sued Halden Systems on Monday.` (article 1)\n";
    assert_eq!(run(&folder, "b", &["import", "out.json"], ""), (Some(0), new.to_owned(), String::new()));
    let known =
        "nothing new for `Ann Reed sued Halden Systems on Monday.` (article 1); 3 were already there\n";
    for file in ["out.json", "out.jsonld"] {
        assert_eq!(run(&folder, "b", &["import", file], ""), (Some(0), known.to_owned(), String::new()));
        let input = fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(run(&folder, "a", &["import", "-"], &input).1, known);
    }
    let annotations = |library: &str| {
        let (_, stdout, _) = run(&folder, library, &["export", "flood.txt"], "");
        let mut root: serde_json::Value = serde_json::from_str(&stdout).unwrap();
        for annotation in root["annotations"].as_array_mut().unwrap() {
            // When it came into this library.
            assert!(annotation.as_object_mut().unwrap().remove("created").is_some());
        }
        (root["entities"].clone(), root["annotations"].clone())
    };
    assert_eq!(annotations("a"), annotations("b"));
}

#[test]
fn annotations_without_their_article_want_it_named() {
    let folder = story("named");
    run(&folder, "a", &["export", "flood.txt", "-o", "out.jsonld", "--format", "w3c"], "");
    let (status, stdout, stderr) = run(&folder, "c", &["import", "out.jsonld"], "");
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert_eq!(
        stderr,
        "byline: `out.jsonld`: 3 annotations of `flood.txt`, which is not in the library\nhint: name the article with `--article FILE`, or open it once\n"
    );
    let new = "1 note, 1 highlight, 1 correction for `Ann Reed sued Halden Systems on Monday.` (article 1)\n";
    assert_eq!(run(&folder, "c", &["import", "out.jsonld", "--article", "flood.txt"], "").1, new);
    assert_eq!(
        run(&folder, "c", &["import", "out.jsonld", "--article", "1"], "").1,
        new.replace("1 note, 1 highlight, 1 correction", "nothing new")
            .replace(")\n", "); 3 were already there\n")
    );
    let (status, _, stderr) = run(&folder, "c", &["import", "out.jsonld", "--article", "7"], "");
    assert_eq!((status, stderr.lines().next()), (Some(1), Some("byline: the library has no article 7")));
}

#[test]
fn words_that_have_moved_are_found_and_lost_ones_are_told_and_kept() {
    let folder = story("moved");
    run(&folder, "a", &["export", "flood.txt", "-o", "out.json"], "");
    fs::write(
        folder.join("flood.txt"),
        FLOOD.replace("Ann", "It rained.\n\nAnn").replace(" in the town agreed", " else was there"),
    )
    .unwrap();
    let (status, stdout, _) = run(&folder, "d", &["import", "out.json", "--article", "flood.txt"], "");
    let expected = "1 note, 1 highlight, 1 correction for `It rained.` (article 1); 1 is about words that are not in its text, and is kept\n\
        \x20 no longer in the text: “Nobody in the town agreed”\n";
    assert_eq!((status, stdout.as_str()), (Some(0), expected));
    let (_, stdout, _) = run(&folder, "d", &["export", "flood.txt"], "");
    let root: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let starts: Vec<_> =
        root["annotations"].as_array().unwrap().iter().map(|it| &it["target"]["start"]).collect();
    assert_eq!(starts[..2], [&serde_json::json!(21), &serde_json::Value::Null]);
}

#[test]
fn a_bad_file_is_told_and_the_others_are_taken() {
    let folder = story("bad");
    run(&folder, "a", &["export", "flood.txt", "-o", "out.json"], "");
    fs::write(folder.join("bad.json"), "{\n\"format\": }").unwrap();
    let page = r#"[{"target": "http://x.example"}, {"target": {"source": "flood.txt", "selector": {"type": "TextQuoteSelector", "exact": "harbour"}}}]"#;
    fs::write(folder.join("page.json"), page).unwrap();
    fs::write(folder.join("none.json"), "[]").unwrap();
    let args = ["import", "bad.json", "missing.json", "out.json", "page.json", "none.json"];
    let (status, stdout, stderr) = run(&folder, "e", &args, "");
    assert_eq!(status, Some(1));
    assert_eq!(
        stdout,
        "1 note, 1 highlight, 1 correction for `Ann Reed sued Halden Systems on Monday.` (article 1)\n1 highlight for `Ann Reed sued Halden Systems on Monday.` (article 1)\n"
    );
    let lines: Vec<_> = stderr.lines().filter(|it| !it.starts_with("hint: ")).collect();
    let expected = [
        "byline: `bad.json`: not JSON: expected value at line 2 column 11",
        "byline: `missing.json`: there is no such file",
        "byline: `page.json`: annotation 1: it is about a whole page, not about words",
        "byline: `none.json`: has no notes, highlights or corrections",
    ];
    assert_eq!(lines, expected);
}
