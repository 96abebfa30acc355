//! How long the library takes with 100,000 articles: adding one, opening one, and listing, searching and `who` with
//! the real program from start to end; and its size on disk. Run by hand: `cargo bench --bench library [-- FOLDER]`.
//!
//! The articles are made from templates, or from the `.txt` files in a folder. Each of 500 different ones is kept
//! many times, with another last paragraph, because analysing them all would take hours.
#![expect(clippy::print_stdout, reason = "prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a program of its own")]
#![expect(clippy::cast_precision_loss, reason = "figures to read")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::store::{Cache, Folders, Library, Member, analyst, members};

const N_ARTICLES: usize = 100_000;
const N_DIFFERENT: usize = 500;
const RUNS: usize = 15;

/// How many articles are timed one by one at the end, when the library is full.
const N_TIMED: usize = 1000;

const FIRST: &[&str] =
    &["Ines", "Tobias", "Maren", "Desmond", "Adaeze", "Gareth", "Lydia", "Ruth", "Josef", "Harriet"];
const LAST: &[&str] =
    &["Kovac", "Aldous", "Quill", "Okoro", "Lowe", "Farrow", "Pemberton", "Loxley", "Brandt", "Iyer"];
const HOUSES: &[&str] =
    &["Brightwater Holdings", "Halden Systems", "the Harbour Council", "Calder Bank", "the Ferry Union"];
const SUBJECTS: &[&str] =
    &["the bridge", "the new pier", "a school roof", "the night bus", "the tide mill", "a tax on boats"];
const DEEDS: &[&str] =
    &["opened", "defended", "bought", "inspected", "criticised", "promised to mend", "voted against"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn main() {
    let source = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let texts = source.map_or_else(templates, |folder| texts_of(Path::new(&folder)));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-library");
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    let folders = Folders::within(&folder);
    let casts = fill(&folders, &texts);
    open_some(&folders);
    println!("{:<44}{:>10.1} MB", "library on disk", megabytes(&folders.data));
    println!("{:<44}{:>10.1} MB", "of it the cast of all articles, in the cache", megabytes(&folders.cache));

    let (common, rare) = names(&casts);
    time(&folder, "list all", &["library"]);
    time(&folder, "list 20", &["library", "--limit", "20"]);
    time(&folder, "search two words", &["library", "bridge", "said"]);
    time(&folder, "search the commonest word", &["library", "the"]);
    time(&folder, "search a beginning", &["library", "prom*"]);
    time(&folder, &format!("who {rare}"), &["who", &rare]);
    time(&folder, &format!("who {common}"), &["who", &common]);
}

/// Keeps all articles; returns the casts of the different ones.
fn fill(folders: &Folders, texts: &[String]) -> Vec<Vec<Member>> {
    let model = Model::embedded();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let config = Config { threads };
    let cast = |text: &String| {
        let doc = document(text, None);
        members(&doc, &analyze(&doc, &model, &config, &mut Silent).expect("silence never cancels"))
    };
    let casts: Vec<_> = texts.iter().map(cast).collect();
    let mut library = Library::open(folders).expect("the folder can be written");
    let mut cache = Cache::open(folders).expect("the folder can be written");
    let (mut n_bytes, mut keeping) = (0, Vec::new());
    for number in 0..N_ARTICLES {
        let at = number % texts.len();
        let doc = document(&texts[at], Some(number));
        n_bytes += doc.text().len();
        let opened = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + 900 * number as u64);
        let start = Instant::now();
        library.keep(&doc, "article.txt", opened).expect("there is space");
        keeping.push(start.elapsed());
        cache.put(doc.fingerprint(), &analyst(model.checksum()), &casts[at]).expect("there is space");
    }
    println!("{N_ARTICLES} articles, {} different ones", texts.len());
    println!("{:<44}{:>10.1} MB", "their texts", n_bytes as f64 / 1e6);
    row("add one, at the end", keeping.split_off(N_ARTICLES - N_TIMED));
    casts
}

/// Reads articles from all over the library.
fn open_some(folders: &Folders) {
    let library = Library::open_to_read(folders).expect("it was just filled");
    let list = library.list(None).expect("it can be read");
    let open = |at: usize| {
        let start = Instant::now();
        library.document(list[at * (N_ARTICLES / N_TIMED)].id).expect("it is in the list");
        start.elapsed()
    };
    row("open one", (0..N_TIMED).map(open).collect());
}

fn document(text: &str, number: Option<usize>) -> Document {
    let mut builder = DocumentBuilder::new();
    for (at, paragraph) in text.split("\n\n").enumerate() {
        builder.block(if at == 0 { BlockKind::Heading(1) } else { BlockKind::Paragraph }, paragraph);
    }
    if let Some(number) = number {
        builder.block(BlockKind::Paragraph, &format!("This is number {number}."));
    }
    builder.finish(Metadata::default()).expect("short enough")
}

/// The word in most names of the casts, and the name in the fewest articles.
fn names(casts: &[Vec<Member>]) -> (String, String) {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    let mut wholes = std::collections::BTreeMap::<&str, usize>::new();
    for member in casts.iter().flatten() {
        *wholes.entry(&member.name).or_default() += 1;
        let words =
            member.name.split_whitespace().filter(|it| it.chars().all(char::is_alphabetic) && it.len() > 3);
        words.for_each(|word| *counts.entry(word).or_default() += 1);
    }
    let common = counts.iter().max_by_key(|(_, n)| **n).map_or("", |(word, _)| word);
    let rare =
        wholes.iter().filter(|(it, _)| it.contains(' ')).min_by_key(|(_, n)| **n).map_or("", |(it, _)| it);
    (common.to_owned(), rare.to_owned())
}

fn time(folder: &Path, what: &str, args: &[&str]) {
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
        command.env("BYLINE_LIBRARY", folder).args(args).stdin(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let output = command.output().expect("the program starts");
        assert!(output.status.success() && !output.stdout.is_empty(), "{args:?}");
        start.elapsed()
    };
    row(what, (0..RUNS).map(|_| run()).collect());
}

fn row(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let ms = |at: usize| 1000.0 * times[at].as_secs_f64();
    println!("{what:<44}{:>10.1} ms median, {:.1} ms at most", ms(times.len() / 2), ms(times.len() - 1));
}

fn megabytes(folder: &Path) -> f64 {
    let files = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect()
    };
    let sizes =
        files(folder).into_iter().filter_map(|it| fs::metadata(it).ok()).filter(fs::Metadata::is_file);
    sizes.map(|it| it.len()).sum::<u64>() as f64 / 1e6
}

fn texts_of(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder can be read").flatten().map(|it| it.path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|it| it == "txt"));
    paths.iter().take(N_DIFFERENT).map(|path| fs::read_to_string(path).expect("a text")).collect()
}

/// Articles of about 450 words each, all different.
fn templates() -> Vec<String> {
    let mut state = 1_u32;
    let mut pick = move |list: &[&'static str]| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        list[(state >> 16) as usize % list.len()]
    };
    let article = |_| {
        let cast: Vec<_> = (0..5).map(|_| (pick(FIRST), pick(LAST))).collect();
        let mut text = format!("{} and {} meet over {}\n\n", cast[0].1, cast[1].1, pick(SUBJECTS));
        for paragraph in 0..14 {
            let (first, last) = cast[paragraph % cast.len()];
            let (subject, deed, day, house) = (pick(SUBJECTS), pick(DEEDS), pick(DAYS), pick(HOUSES));
            let _ = write!(
                text,
                "{first} {last} {deed} {subject} on {day}, and {house} said that nothing had been decided. \
                 “We have waited long enough,” {last} told {house}. A spokesman for {} would not say when. \n\n",
                pick(HOUSES)
            );
        }
        text
    };
    (0..N_DIFFERENT).map(article).collect()
}
