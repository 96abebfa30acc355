//! What was called saved is there, whatever happens to the program: even if it is killed at any moment, or is not
//! alone.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "this test starts itself as another program"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::SystemTime;

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::store::{Folders, Library};
use byline::text::{ByteOffset, Span};
use rusqlite::Connection;

/// The library to which the started test writes; not set for the test itself.
const FOLDER: &str = "BYLINE_TEST_LIBRARY";
/// Identifies the writer: a number for each program.
const WRITER: &str = "BYLINE_TEST_WRITER";
/// How many times both writers are killed. More by hand: `BYLINE_KILLS=200 cargo test --test it store`.
const KILLS: &str = "BYLINE_KILLS";

fn article(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, &format!("{text} {}", "x".repeat(100_000)));
    builder.finish(Metadata::default()).unwrap()
}

#[test]
fn what_was_called_saved_survives_kill_9() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return write_until_killed(Path::new(&folder));
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kill-9");
    let _ = fs::remove_dir_all(&folder); // of an earlier run
    let n_kills = std::env::var(KILLS).ok().and_then(|it| it.parse().ok()).unwrap_or(5);
    let mut random = 88_172_645_463_325_252_u64;
    let mut saved = BTreeMap::new();
    for round in 0..n_kills {
        let mut writers = [2 * round, 2 * round + 1].map(|writer| (writer, start(&folder, writer)));
        for (writer, (child, output)) in &mut writers {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            saved.insert(*writer, read_saved(output, usize::try_from(random % 50).unwrap()));
            // Somewhere in the middle of the next ones.
            for _ in 0..random / 64 % 100_000 {
                std::hint::spin_loop();
            }
            child.kill().unwrap(); // SIGKILL
        }
        for (writer, (mut child, output)) in writers {
            let status = child.wait().unwrap();
            assert_eq!(status.code(), None, "a writer failed before it was killed");
            // What it said before it died counts, too.
            let last = read_saved(output, usize::MAX).max(saved.remove(&writer).unwrap_or_default());
            saved.insert(writer, last);
        }
        check(&folder, &saved);
    }
    assert!(saved.values().sum::<usize>() > n_kills, "{saved:?}");
}

/// Reads up to this many reports; returns the number in the last one, 0 for none.
fn read_saved(output: impl BufRead, limit: usize) -> usize {
    let lines = output.lines().map_while(Result::ok);
    let numbers = lines.filter_map(|line| line.strip_prefix("saved ")?.parse().ok());
    numbers.take(limit).last().unwrap_or_default()
}

type Output = BufReader<ChildStdout>;

fn start(folder: &Path, writer: usize) -> (Child, Output) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "store::what_was_called_saved_survives_kill_9", "--nocapture", "--quiet"]);
    command.env(FOLDER, folder).env(WRITER, writer.to_string());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    (child, output)
}

/// The other program: edits to an article that all share, places in one of its own.
fn write_until_killed(folder: &Path) {
    let mut library = Library::open(&Folders::within(folder)).unwrap();
    let writer = std::env::var(WRITER).unwrap();
    let now = SystemTime::UNIX_EPOCH;
    let shared = library.keep(&article("shared"), "a", now).unwrap();
    let own = library.keep(&article(&writer), "b", now).unwrap();
    for number in 1.. {
        library.append_edits(shared, &[format!("[{writer},{number}]")], now).unwrap();
        library.set_place(own, Span::new(number, number + 1), ByteOffset::new(number)).unwrap();
        println!("saved {number}");
    }
}

fn check(folder: &Path, saved: &BTreeMap<usize, usize>) {
    let database: PathBuf = folder.join("library.db");
    let connection = Connection::open(database).unwrap();
    let is_sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(is_sound, "ok");
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []).unwrap();
    let mut library = Library::open(&Folders::within(folder)).unwrap();
    let shared = library.keep(&article("shared"), "a", SystemTime::UNIX_EPOCH).unwrap();
    let edits = library.edits(shared).unwrap();
    assert!(edits.iter().map(|it| it.number).eq((1..).take(edits.len())), "numbers follow one another");
    let payloads: BTreeSet<(usize, usize)> =
        edits.iter().map(|it| serde_json::from_str(&it.payload).unwrap()).collect();
    for (&writer, &last) in saved {
        for number in 1..=last {
            assert!(payloads.contains(&(writer, number)), "writer {writer} lost edit {number} of {last}");
        }
        let place = library.place(&article(&writer.to_string())).unwrap();
        let place = place.map_or(0, |it| it.start().to_usize());
        assert!(place >= last, "writer {writer} lost its place {last}: {place}");
    }
}
