//! The speed of the engine, stage by stage. Run by hand on a quiet machine: `cargo bench --bench engine [--
//! FILE.txt]`.
//!
//! Without a file, it reads the sample article many times over. Each figure is the best of three runs; words are runs
//! of visible characters between white space. One thread, unless stated otherwise.
#![expect(clippy::print_stdout, reason = "prints its table")]
#![expect(clippy::disallowed_methods, reason = "reads the text that it measures on")]
#![expect(clippy::cast_precision_loss, reason = "counts of words")]

use std::time::{Duration, Instant};

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::nlp::{sentence, token};

const SAMPLE: &str = include_str!("../assets/sample.txt");
const REPEATS: usize = 20;
const RUNS: usize = 3;

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
    if let Some(peak) = peak_memory() {
        println!("{:<34}{peak:>12}", "peak memory");
    }
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
