//! Analyses documents in parallel, one per thread; answers wait for those before them. However long the input is,
//! only a few documents per thread are held in memory.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde_json::value::{RawValue, to_raw_value};

use crate::cli::annotate::input::{self, InputItem, Source};
use crate::cli::annotate::request::{self, InputLine};
use crate::cli::annotate::resume::Answered;
use crate::cli::annotate::run_report::RunReport;
use crate::cli::{message, tell};
use crate::document::{Document, Metadata};
use crate::export;
use crate::import::{self, plain};
use crate::nlp::Analysis;

/// How many documents are read ahead for each thread. With one less, a long document would leave the other threads
/// without work.
const READ_AHEAD: usize = 4;

/// What is done with each document.
pub(super) struct AnnotateJob<'a> {
    pub(super) line: export::Line,
    /// Sets the language that a document is treated as being in.
    pub(super) takes: &'a (dyn Fn(Document) -> Document + Sync),
    pub(super) analyze: &'a (dyn Fn(&Document) -> Analysis + Sync),
}

/// The answer to a document.
struct Answer {
    line: String,
    /// The number of its words, or where the document was and why it failed.
    result: Result<usize, (String, String)>,
}

/// An answer that is being computed.
type Expected = Receiver<Answer>;

impl AnnotateJob<'_> {
    /// Answers every document of the sources that has not been answered. Returns whether every source could be read.
    pub(super) fn run(
        &self,
        sources: impl Iterator<Item = anyhow::Result<Source>> + Send,
        answered: &Answered,
        output: &mut dyn Write,
        report: &mut RunReport,
        threads: NonZeroUsize,
    ) -> io::Result<bool> {
        let (jobs, todo) = mpsc::channel::<(InputItem, SyncSender<Answer>)>();
        let todo = Mutex::new(todo);
        // Holds a receiver for each document, in order. The bound on its length limits the memory.
        let (expect, expected) = mpsc::sync_channel::<Expected>(READ_AHEAD * threads.get());
        thread::scope(|scope| {
            for _ in 0..threads.get() {
                scope.spawn(|| self.work(&todo));
            }
            let reader = scope.spawn(move || read(sources, answered, &jobs, &expect));
            // Dropped on the way out, so that the reading thread stops once nobody is listening.
            let expected = expected;
            for answer in expected.into_iter().map(|it| it.recv()) {
                let answer = answer.expect("a worker answers every document, panic or not");
                writeln!(output, "{}", answer.line)?;
                output.flush()?; // whoever is waiting for this line may have more to ask
                match answer.result {
                    Ok(n_words) => report.done(n_words),
                    Err((place, why)) => report.failed(&place, &why),
                }
            }
            Ok(reader.join().expect("reading does not panic"))
        })
    }

    fn work(&self, todo: &Mutex<Receiver<(InputItem, SyncSender<Answer>)>>) {
        loop {
            let next = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((item, reply)) = next else { return };
            let _ = reply.send(self.answer(item)); // nobody is listening: the output is closed
        }
    }

    fn answer(&self, item: InputItem) -> Answer {
        match item {
            InputItem::Line { input, number, line } => self.answer_line(&input, number, line),
            InputItem::Article(path) => self.answer_article(&path),
        }
    }

    fn answer_line(&self, input: &str, number: u64, line: InputLine) -> Answer {
        let failed = |id: &RawValue, why: &str| Answer {
            line: export::error_line(id, number, why),
            result: Err((format!("{input}, line {number}"), why.to_owned())),
        };
        let line = match line {
            InputLine::Whole(line) => line,
            InputLine::TooLong => {
                return failed(RawValue::NULL, "longer than the longest text that byline reads");
            }
        };
        let request = request::parse(&line);
        let text = match &request.text {
            Ok(text) => text,
            Err(error) => return failed(request.id, error),
        };
        let (doc, origin) = match plain::document(text, Metadata::default()) {
            Ok((doc, origin)) => ((self.takes)(doc), origin),
            Err(error) => return failed(request.id, &error.to_string()),
        };
        let extra = request.extra.as_deref();
        let given = export::Given { id: request.id, extra, text, origin: Some(&origin) };
        self.answer_document(given, self.line, &doc).unwrap_or_else(|why| failed(request.id, why))
    }

    /// An article's offsets refer to the text that byline reads from it, which is part of the answer.
    fn answer_article(&self, path: &Path) -> Answer {
        let id = to_raw_value(&path.to_string_lossy()).unwrap_or_else(|_| RawValue::NULL.to_owned());
        let failed = |why: &str| Answer {
            line: export::error_line(&id, 1, why),
            result: Err((format!("`{}`", path.display()), why.to_owned())),
        };
        let doc = match import::open(path, &import::Options::STANDARD) {
            Ok(doc) => (self.takes)(doc),
            Err(error) => return failed(&message(&error.into())),
        };
        let given = export::Given { id: &id, extra: None, text: doc.text(), origin: None };
        let line = export::Line { with_text: true, ..self.line };
        self.answer_document(given, line, &doc).unwrap_or_else(failed)
    }

    fn answer_document(
        &self,
        given: export::Given<'_>,
        line: export::Line,
        doc: &Document,
    ) -> Result<Answer, &'static str> {
        // A bug of ours in one document must not cost the caller the others.
        let line =
            panic::catch_unwind(AssertUnwindSafe(|| export::line(given, line, doc, &(self.analyze)(doc))));
        let line = line.map_err(|_| "the analysis failed (internal error)")?;
        Ok(Answer { line, result: Ok(doc.text().split_whitespace().count()) })
    }
}

/// Hands the documents to the workers, and their receivers to the writer. Returns whether every source could be read.
fn read(
    sources: impl Iterator<Item = anyhow::Result<Source>>,
    answered: &Answered,
    jobs: &mpsc::Sender<(InputItem, SyncSender<Answer>)>,
    expect: &SyncSender<Expected>,
) -> bool {
    let (mut n, mut is_done, mut is_other) = (0, true, false);
    for source in sources {
        let fed = source.and_then(|source| {
            input::feed(source, |item| {
                n += 1;
                match answered.has(n, &id_of(&item)) {
                    Ok(true) => return true,
                    Ok(false) => {}
                    Err(why) => {
                        tell(&anyhow::anyhow!(why));
                        is_other = true;
                        return false;
                    }
                }
                let (reply, receiver) = mpsc::sync_channel(1);
                expect.send(receiver).is_ok() && jobs.send((item, reply)).is_ok()
            })
        });
        is_done &= fed.map_err(|it| tell(&it)).is_ok();
        if is_other {
            return false;
        }
    }
    is_done
}

/// The id of a document, as its answer has it.
fn id_of(item: &InputItem) -> String {
    match item {
        InputItem::Line { line: InputLine::Whole(line), .. } => request::parse(line).id.get().to_owned(),
        InputItem::Line { line: InputLine::TooLong, .. } => RawValue::NULL.get().to_owned(),
        InputItem::Article(path) => {
            to_raw_value(&path.to_string_lossy()).map_or_else(|_| String::new(), |it| it.get().to_owned())
        }
    }
}
#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};

    use super::*;

    fn annotate(
        inputs: &[&'static str],
        threads: usize,
        analyze: &(dyn Fn(&Document) -> Analysis + Sync),
    ) -> (Vec<String>, bool) {
        let inputs =
            inputs.iter().map(|text| Ok(Source::Lines("test".to_owned(), Box::new(text.as_bytes()))));
        let mut out = Vec::new();
        let job = AnnotateJob { line: export::Line::default(), takes: &|doc| doc, analyze };
        let threads = NonZeroUsize::new(threads).unwrap();
        let mut report = RunReport::new(true, false, 0);
        let is_read = job.run(inputs, &Answered::default(), &mut out, &mut report, threads).unwrap();
        let is_done = is_read && report.n_failed() == 0;
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
        // The first document is the last one to be ready.
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
        assert_eq!(lines[1], r#"{"id":null,"line":2,"error":"not a JSON object"}"#);
        assert_eq!(lines[2], r#"{"id":3,"line":3,"error":"there is no `text`"}"#);
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
            lines[0].starts_with(r#"{"id":1,"line":1,"error":"#)
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
        let input = std::iter::once(Ok(Source::Lines("test".to_owned(), endless)));
        let job = AnnotateJob { line: export::Line::default(), takes: &|doc| doc, analyze: &nothing };
        let mut report = RunReport::new(true, false, 0);
        let error =
            job.run(input, &Answered::default(), &mut Closed, &mut report, NonZeroUsize::MIN).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }

    /// An endless `{"text":""}`.
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
