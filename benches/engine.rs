//! The speed of the engine, stage by stage. Run by hand on a quiet machine: `cargo bench --bench engine [--
//! FILE.txt]`.
//!
//! Without a file, it reads the sample article many times over. Each figure is the best of three runs; words are runs
//! of visible characters between white space. One thread, unless stated otherwise.
//!
//! The last figure guards the engine against a loss that no test sees: if its vector code is not inlined into the
//! functions that are compiled for the machine, it is 2.5 times slower and all results are the same. So its speed is
//! compared with that of a fixed loop of integer products, and that ratio hardly depends on the load of the machine.
//! docs/speed.md has the values to expect.
#![expect(clippy::print_stdout, reason = "prints its table")]
#![expect(clippy::disallowed_methods, reason = "reads the text that it measures on")]
#![expect(clippy::cast_precision_loss, reason = "counts of words")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::{Model, instruction_sets};
use byline::nlp::progress::Silent;
use byline::nlp::{sentence, token};

const SAMPLE: &str = include_str!("../assets/sample.txt");
const REPEATS: usize = 20;
const RUNS: usize = 3;

/// How long the rows of the fixed loop are, and how many products it makes.
const ROW: usize = 4096;
const N_PRODUCTS: usize = 400_000_000;

fn main() {
    let path = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let text = path.map_or_else(
        || vec![SAMPLE; REPEATS].join("\n\n"),
        |path| std::fs::read_to_string(path).expect("the file can be read"),
    );
    let doc = document(&text);
    let n_words = doc.text().split_whitespace().count();
    println!("{n_words} words");

    let (load, model) = best(Model::embedded);
    println!("{:<34}{:>12.1} ms", "load the model", 1000.0 * load.as_secs_f64());
    let (time, tokens) = best(|| token::tokenize(&doc));
    row("tokens", n_words, time);
    let (time, _) = best(|| sentence::split(&doc, &tokens));
    row("sentences", n_words, time);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    for threads in [1, threads] {
        let config = Config { threads };
        let (time, _) = best(|| analyze(&doc, &model, &config, &mut Silent));
        row(&format!("whole analysis, threads: {threads}"), n_words, time);
    }
    // The plain one takes minutes.
    for set in instruction_sets().into_iter().filter(|&it| it != "plain") {
        let model = Model::embedded_with(set).expect("the machine has it");
        let (time, _) = best(|| analyze(&doc, &model, &Config { threads: 1 }, &mut Silent));
        row(&format!("whole analysis, {set}"), n_words, time);
    }
    if let Some(peak) = peak_memory() {
        println!("{:<34}{peak:>12}", "peak memory");
    }
    guard(&doc, &model, n_words);
}

/// Prints the speed of the engine as a multiple of that of the fixed loop, in turn, so that both have the same share
/// of the machine.
fn guard(doc: &Document, model: &Model, n_words: usize) {
    let mut ratios: Vec<f64> = (0..RUNS)
        .map(|_| {
            let before = products();
            let start = Instant::now();
            black_box(
                analyze(doc, model, &Config { threads: 1 }, &mut Silent).expect("silence never cancels"),
            );
            let engine = start.elapsed();
            let loops = (before + products()) / 2;
            n_words as f64 / engine.as_secs_f64() * loops.as_secs_f64() / (N_PRODUCTS as f64 / 1e6)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!("{:<34}{:>12.2} words per million products of a loop", "guard", ratios[RUNS / 2]);
}

/// The time of a fixed number of products of 8 bits, as the compiler makes them for any machine.
fn products() -> Duration {
    let (left, right) = (vec![3_i8; ROW], vec![-5_i8; ROW]);
    let start = Instant::now();
    for _ in 0..N_PRODUCTS / ROW {
        let (left, right) = (black_box(&left), black_box(&right));
        black_box(left.iter().zip(right).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>());
    }
    start.elapsed()
}

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    for paragraph in text.split("\n\n") {
        builder.block(BlockKind::Paragraph, paragraph);
    }
    builder.finish(Metadata::default()).expect("the text is not too long")
}

/// The shortest time of some runs, and the result of the last one.
fn best<R>(mut run: impl FnMut() -> R) -> (Duration, R) {
    let mut timed = || {
        let start = Instant::now();
        let result = run();
        (start.elapsed(), result)
    };
    let mut best = timed();
    for _ in 1..RUNS {
        let (time, result) = timed();
        best = (time.min(best.0), result);
    }
    best
}

fn row(what: &str, n_words: usize, time: Duration) {
    println!("{what:<34}{:>12.0} words/s", n_words as f64 / time.as_secs_f64());
}

/// As the Linux kernel reports it; `None` elsewhere.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.trim_start_matches("VmHWM:").trim().to_owned())
}
