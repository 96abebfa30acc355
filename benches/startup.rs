//! How long a user waits: from start to first paint, from start to all names marked, for a long text that was read
//! before, and from a key to its frame in a large text; also peak memory, and the size of the program and of its
//! cache. Uses the real program in a pseudo-terminal that answers like a real one.
//!
//! `cargo bench --bench startup [-- FILE.txt]`; the figures in docs/speed.md are from here. The file is the long
//! text; without one, it is made from templates.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a program of its own"
)]

#[expect(dead_code, reason = "shared with the tests, which use more of it")]
#[path = "../tests/it/pty/session.rs"]
mod session;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use byline::store::{Folders, Library};
use session::{Session, command};

const BYLINE: &str = env!("CARGO_BIN_EXE_byline");
const SAMPLE: &str = include_str!("../assets/sample.txt");
const FRAME_END: &[u8] = b"\x1b[?2026l";

const RUNS: usize = 10;
const KEYS: usize = 100;
const ARTICLE_WORDS: usize = 1000;
const LARGE_BYTES: usize = 5_000_000;
const LONG_WORDS: usize = 100_000;

const FIRST: &[&str] =
    &["Ines", "Tobias", "Maren", "Desmond", "Adaeze", "Gareth", "Lydia", "Ruth", "Josef", "Harriet", "Olu"];
const LAST: &[&str] =
    &["Kovac", "Aldous", "Quill", "Okoro", "Lowe", "Farrow", "Pemberton", "Loxley", "Brandt"];
const HOUSES: &[&str] =
    &["Brightwater Holdings", "Halden Systems", "the Harbour Council", "Calder Bank", "the Ferry Union"];
const DEEDS: &[&str] = &["opened the bridge", "bought the old pier", "mended a roof", "ran the tide mill"];

fn main() {
    let size = fs::metadata(BYLINE).unwrap().len();
    println!("binary                                {:>9.1} MB", mebibytes(size));

    let article = file("article", &article());
    let runs: Vec<_> = (0..RUNS).map(|_| read_article(&article)).collect();
    print_times("1,000 words: start to first paint", runs.iter().map(|it| it.first_paint));
    print_times("1,000 words: start to all names", runs.iter().map(|it| it.all_names));
    print_memory("1,000 words: peak memory", runs.iter().filter_map(|it| it.peak_memory).max());

    let given = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let long = given.unwrap_or_else(|| file("long", &long()));
    reopen_long(&long);

    let large = file("large", &large());
    let runs: Vec<_> = (0..RUNS).map(|_| open_large(&large)).collect();
    print_times("5 MB: start to first paint", runs.iter().map(|it| it.first_paint));
    print_times("5 MB: key to frame", runs.iter().flat_map(|it| it.keys.iter().copied()));
    print_times("5 MB: q to the shell", runs.iter().map(|it| it.quit));
}

struct ArticleRun {
    first_paint: Duration,
    all_names: Duration,
    /// In bytes; not every system reports it.
    peak_memory: Option<u64>,
}

fn read_article(path: &str) -> ArticleRun {
    begin_library();
    let (mut session, start) = open(path);
    let first_paint = start.elapsed();
    session.wait_until("the names are marked", is_analysed);
    let all_names = start.elapsed();
    let peak_memory = peak_memory(session.pid());
    session.type_keys("q");
    session.finish();
    ArticleRun { first_paint, all_names, peak_memory }
}

/// Reads a long text for the first time, and then again and again.
fn reopen_long(path: &str) {
    let n_words = fs::read_to_string(path).unwrap().split_whitespace().count();
    let thousands = n_words as f64 / 1000.0;
    println!("long text                             {thousands:>9.1} thousand words");
    begin_library();
    let (mut session, start) = open(path);
    session.wait_until("it is analysed", is_analysed);
    print_times("first time: start to the whole", [start.elapsed()].into_iter());
    session.type_keys("q");
    session.finish();
    let bytes = fs::metadata(Folders::within(&library()).cache.join("cast.db")).unwrap().len();
    println!("cache, of 1,000 words                 {:>9.1} kB", bytes as f64 / 1000.0 / thousands);
    let reopen = |_| {
        let (mut session, start) = open(path);
        let first_paint = start.elapsed();
        session.wait_until("the whole analysis is there", is_analysed);
        let whole = start.elapsed();
        let peak_memory = peak_memory(session.pid());
        session.type_keys("q");
        session.finish();
        ArticleRun { first_paint, all_names: whole, peak_memory }
    };
    let runs: Vec<_> = (0..RUNS).map(reopen).collect();
    print_times("again: start to first paint", runs.iter().map(|it| it.first_paint));
    print_times("again: start to the whole", runs.iter().map(|it| it.all_names));
    print_memory("again: peak memory", runs.iter().filter_map(|it| it.peak_memory).max());
}

struct LargeRun {
    first_paint: Duration,
    keys: Vec<Duration>,
    quit: Duration,
}

/// Moves through a large text while it is analysed.
fn open_large(path: &str) -> LargeRun {
    begin_library();
    let (mut session, start) = open(path);
    let first_paint = start.elapsed();
    let keys = (0..KEYS).map(|n| time_key(&mut session, if n % 10 == 9 { "G" } else { " " }, n)).collect();
    let start = Instant::now();
    session.type_keys("q");
    session.finish();
    LargeRun { first_paint, keys, quit: start.elapsed() }
}

/// Space goes down a page; at the end, "G" needs a way back, which is not timed.
fn time_key(session: &mut Session, key: &str, n: usize) -> Duration {
    if n > 0 && n.is_multiple_of(10) {
        press(session, "g");
    }
    press(session, key)
}

fn press(session: &mut Session, key: &str) -> Duration {
    let before = first_lines(session);
    let start = Instant::now();
    session.type_keys(key);
    session.wait_until("the text has moved", |it| first_lines(it) != before);
    start.elapsed()
}

/// Without title and status, which the analysis changes, too.
fn first_lines(session: &Session) -> Vec<String> {
    session.parser.screen().rows(2, 60).skip(2).take(10).collect()
}

fn library() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-startup")
}

/// An empty library, as on every day but the first.
fn begin_library() {
    let _ = fs::remove_dir_all(library()); // from an earlier run
    drop(Library::open(&Folders::within(&library())).unwrap());
}

fn open(path: &str) -> (Session, Instant) {
    let mut command = command(BYLINE, &[path]);
    command.env("BYLINE_LIBRARY", library());
    let start = Instant::now();
    let mut session = Session::start(command, 120, 36);
    session.wait_until("the first frame is there", |it| {
        it.written.windows(FRAME_END.len()).any(|it| it == FRAME_END)
    });
    (session, start)
}

/// Whether names are counted in the title, and the status line shows no progress.
fn is_analysed(session: &Session) -> bool {
    let rows: Vec<_> = session.parser.screen().rows(0, 120).collect();
    let (Some(title), Some(status)) = (rows.first(), rows.last()) else { return false };
    title.contains("names")
        && !title.contains(" 0 names")
        && !status.contains('%')
        && !status.contains("analysing")
}

/// The most memory that the process has used, from Linux.
fn peak_memory(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib * 1024)
}

/// The sample article, repeated.
fn article() -> String {
    let mut n_words = 0;
    let paragraphs = SAMPLE.split("\n\n").cycle().take_while(|paragraph| {
        let goes_on = n_words < ARTICLE_WORDS;
        n_words += paragraph.split_whitespace().count();
        goes_on
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// Sentences about a hundred people and a few organizations, no two paragraphs the same.
fn long() -> String {
    let mut text = String::new();
    let mut n_words = 0;
    for number in 0.. {
        if n_words >= LONG_WORDS {
            break;
        }
        let pick = |all: &[&'static str], step: usize| all[number / step % all.len()];
        let paragraph = format!(
            "{} {} of {} {} in year {number}, and her office said so. “It was time,” said {} {}, whose brother works for {}.",
            pick(FIRST, 1),
            pick(LAST, 2),
            pick(HOUSES, 3),
            pick(DEEDS, 1),
            pick(FIRST, 4),
            pick(LAST, 5),
            pick(HOUSES, 7)
        );
        n_words += paragraph.split_whitespace().count();
        writeln!(text, "{paragraph}\n").unwrap();
    }
    text
}

/// Paragraphs of the sample, numbered so that no two screens are the same.
fn large() -> String {
    let mut text = String::new();
    for (number, paragraph) in SAMPLE.split("\n\n").cycle().enumerate() {
        if text.len() >= LARGE_BYTES {
            break;
        }
        writeln!(text, "{number}. {paragraph}\n").unwrap();
    }
    text
}

fn file(name: &str, text: &str) -> String {
    let path: PathBuf = [env!("CARGO_TARGET_TMPDIR"), &format!("bench-{name}.txt")].iter().collect();
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn print_times(what: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<_> = times.collect();
    times.sort();
    let ms = |time: Option<&Duration>| time.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0);
    let (median, most) = (times.get(times.len() / 2), times.last());
    println!("{what:<37} {:>9.1} ms median, {:.1} ms at most, of {}", ms(median), ms(most), times.len());
}

fn print_memory(what: &str, bytes: Option<u64>) {
    match bytes {
        Some(bytes) => println!("{what:<37} {:>9.1} MB", mebibytes(bytes)),
        None => println!("{what:<37} not told by this system"),
    }
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
