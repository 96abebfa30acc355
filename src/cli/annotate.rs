//! `byline annotate`: JSON Lines in, JSON Lines out, in order, as they come.
//!
//! Documents are analysed side by side, a thread each; the answers wait for one another. At most a few documents a
//! thread are held at once, however long the input is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, bail};

use crate::cli::args::{AnnotateArgs, EngineArgs};
use crate::cli::engine::{Engine, threads};
use crate::cli::request::{self, Line};
use crate::cli::{Outcome, tell};
use crate::document::{Document, Metadata};
use crate::export;
use crate::import::plain;
use crate::nlp::Analysis;

/// Documents read ahead for each thread: one less and a long document would leave the others without work.
const READ_AHEAD: usize = 4;

pub(super) fn run(args: &AnnotateArgs, engine_args: &EngineArgs) -> anyhow::Result<Outcome> {
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &stdin[..] } else { &args.files };
    if args.files.is_empty() && io::stdin().is_terminal() {
        bail!("no input\nhint: pipe JSON Lines in: `byline annotate < in.jsonl`");
    }
    let engine = Engine::load(engine_args.model.as_deref())?;
    let takes = |doc| engine_args.takes(doc);
    let job = Job {
        with_text: args.with_text,
        takes: &takes,
        analyze: &|doc| engine.analyze(doc, NonZeroUsize::MIN),
    };
    let inputs = files.iter().map(|path| open(path));
    let all_done = job
        .run(inputs, &mut io::stdout().lock(), threads(engine_args))
        .context("cannot write the answers")?;
    Ok(if all_done { Outcome::Done } else { Outcome::InputFailed })
}

type Input = (String, Box<dyn BufRead + Send>);

fn open(path: &Path) -> anyhow::Result<Input> {
    if path == Path::new("-") {
        return Ok(("standard input".to_owned(), Box::new(BufReader::new(io::stdin()))));
    }
    let name = format!("`{}`", path.display());
    let file = File::open(path).with_context(|| format!("{name}: cannot be read"))?;
    Ok((name, Box::new(BufReader::new(file))))
}

/// What is done with every line.
struct Job<'a> {
    with_text: bool,
    takes: &'a (dyn Fn(Document) -> Document + Sync),
    analyze: &'a (dyn Fn(&Document) -> Analysis + Sync),
}

/// The answer to a line, and whether the line could be done.
struct Answer {
    line: String,
    is_done: bool,
}

impl Job<'_> {
    /// Answers every line of the inputs; tells whether all could be done.
    fn run(
        &self,
        inputs: impl Iterator<Item = anyhow::Result<Input>> + Send,
        output: &mut dyn Write,
        threads: NonZeroUsize,
    ) -> io::Result<bool> {
        let (jobs, todo) = mpsc::channel::<(Line, SyncSender<Answer>)>();
        let todo = Mutex::new(todo);
        // Holds a receiver for each line, in order: its bound is what bounds the memory.
        let (expect, expected) = mpsc::sync_channel::<Receiver<Answer>>(READ_AHEAD * threads.get());
        thread::scope(|scope| {
            for _ in 0..threads.get() {
                scope.spawn(|| self.work(&todo));
            }
            let reader = scope.spawn(move || {
                let mut is_done = true;
                for input in inputs {
                    is_done &=
                        input.and_then(|input| feed(input, &jobs, &expect)).map_err(|it| tell(&it)).is_ok();
                }
                is_done
            });
            // Dropped on the way out, so that the reader stops when nobody listens any more.
            let expected = expected;
            let mut is_done = true;
            for answer in expected.into_iter().map(|it| it.recv()) {
                let answer = answer.expect("a worker answers every line, panic or not");
                is_done &= answer.is_done;
                writeln!(output, "{}", answer.line)?;
                output.flush()?; // whoever waits for this line may have more to ask
            }
            Ok(is_done & reader.join().expect("reading does not panic"))
        })
    }

    fn work(&self, todo: &Mutex<Receiver<(Line, SyncSender<Answer>)>>) {
        loop {
            let next = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((line, reply)) = next else { return };
            let _ = reply.send(self.answer(line)); // nobody listens: the output is closed
        }
    }

    fn answer(&self, line: Line) -> Answer {
        let line = match line {
            Line::Whole(line) => line,
            Line::TooLong => {
                return failure(serde_json::value::RawValue::NULL, "longer than the largest document");
            }
        };
        let request = request::parse(&line);
        let text = match &request.text {
            Ok(text) => text,
            Err(error) => return failure(request.id, error),
        };
        let (doc, origin) = match plain::document(text, Metadata::default()) {
            Ok((doc, origin)) => ((self.takes)(doc), origin),
            Err(error) => return failure(request.id, &error.to_string()),
        };
        let given = export::Given { id: request.id, text, origin: &origin };
        // A fault of ours in one document must not cost the caller the others.
        let line = panic::catch_unwind(AssertUnwindSafe(|| {
            export::line(given, self.with_text, &doc, &(self.analyze)(&doc))
        }));
        line.map_or_else(
            |_| failure(request.id, "the analysis failed: this is a fault of byline"),
            |line| Answer { line, is_done: true },
        )
    }
}

fn failure(id: &serde_json::value::RawValue, error: &str) -> Answer {
    Answer { line: export::error_line(id, error), is_done: false }
}

/// Hands the lines of an input to the workers, and their receivers to the writer, until nobody listens any more.
fn feed(
    (name, mut input): Input,
    jobs: &mpsc::Sender<(Line, SyncSender<Answer>)>,
    expect: &SyncSender<Receiver<Answer>>,
) -> anyhow::Result<()> {
    while let Some(line) =
        request::next_line(&mut *input).with_context(|| format!("{name}: cannot be read"))?
    {
        if matches!(&line, Line::Whole(bytes) if bytes.trim_ascii().is_empty()) {
            continue;
        }
        let (reply, receiver) = mpsc::sync_channel(1);
        if expect.send(receiver).is_err() || jobs.send((line, reply)).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotate(
        inputs: &[&'static str],
        threads: usize,
        analyze: &(dyn Fn(&Document) -> Analysis + Sync),
    ) -> (Vec<String>, bool) {
        let inputs = inputs
            .iter()
            .map(|text| Ok(("test".to_owned(), Box::new(text.as_bytes()) as Box<dyn BufRead + Send>)));
        let mut out = Vec::new();
        let job = Job { with_text: false, takes: &|doc| doc, analyze };
        let is_done = job.run(inputs, &mut out, NonZeroUsize::new(threads).unwrap()).unwrap();
        (String::from_utf8(out).unwrap().lines().map(str::to_owned).collect(), is_done)
    }

    fn nothing(_: &Document) -> Analysis {
        Analysis::default()
    }

    fn ids(lines: &[String]) -> Vec<i64> {
        let value = |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap();
        lines.iter().map(|line| value(line)["id"].as_i64().unwrap_or(-1)).collect()
    }

    #[test]
    fn answers_come_in_the_order_of_the_lines() {
        // The first document is the last to be ready.
        let gate = std::sync::Barrier::new(3);
        let analyze = |doc: &Document| {
            if ["a", "c", "d"].contains(&doc.text()) {
                gate.wait();
            }
            Analysis::default()
        };
        let input = "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n\n{\"id\":3,\"text\":\"c\"}\n{\"id\":4,\"text\":\"d\"}";
        let (lines, is_done) = annotate(&[input, "{\"id\":5,\"text\":\"\"}\n"], 3, &analyze);
        assert_eq!((ids(&lines), is_done), (vec![1, 2, 3, 4, 5], true));
    }

    #[test]
    fn a_bad_line_is_answered_in_its_place() {
        let (lines, is_done) =
            annotate(&["{\"id\":1,\"text\":\"a\"}\nx\n{\"id\":3}\n{\"id\":4,\"text\":\"a\"}\n"], 2, &nothing);
        assert_eq!((ids(&lines), is_done), (vec![1, -1, 3, 4], false));
        assert_eq!(lines[1], r#"{"id":null,"error":"not a JSON object"}"#);
        assert_eq!(lines[2], r#"{"id":3,"error":"has no text"}"#);
    }

    #[test]
    fn a_fault_in_one_document_leaves_the_others() {
        let analyze = |doc: &Document| {
            assert_ne!(doc.text(), "b", "on purpose");
            Analysis::default()
        };
        let (lines, is_done) =
            annotate(&["{\"id\":1,\"text\":\"b\"}\n{\"id\":2,\"text\":\"a\"}\n"], 1, &analyze);
        assert!(
            lines[0].starts_with(r#"{"id":1,"error":"#)
                && lines[1].starts_with(r#"{"format":"byline/1","id":2,"#)
        );
        assert!(!is_done);
    }

    #[test]
    fn no_more_is_read_once_the_output_is_closed() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let endless: Box<dyn BufRead + Send> = Box::new(BufReader::new(Endless));
        let input = std::iter::once(Ok(("test".to_owned(), endless)));
        let job = Job { with_text: false, takes: &|doc| doc, analyze: &nothing };
        let error = job.run(input, &mut Closed, NonZeroUsize::MIN).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }

    /// `{"text":""}` for ever.
    struct Endless;
    impl io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let line = b"{\"text\":\"\"}\n";
            let count = line.len().min(buffer.len());
            buffer[..count].copy_from_slice(&line[..count]);
            Ok(count)
        }
    }
}
