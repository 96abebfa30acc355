//! Runs one of the user's programs separately from ours: without a shell, with a time limit, and with a limit on its
//! output, which is cleaned. It is stopped, with everything it started, as soon as its output is no longer wanted.

use std::io::{self, PipeReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::ProgramAnswer;
use crate::text::sanitize::sanitize;

/// How long a program may run.
pub(super) const LIMIT: Duration = Duration::from_secs(30);

/// How many bytes of its output are shown: more than anyone reads there.
const MAX_BYTES: usize = 256 * 1024;

/// How often to check whether a program that writes no more has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// A running program; dropping it stops it.
#[derive(Debug)]
pub(super) struct Running(Sender<ProgramNews>);

#[derive(Debug)]
enum ProgramNews {
    Wrote(Vec<u8>),
    WroteAll,
    Stop,
}

/// Why a program is no longer awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProgramEnd {
    Ended,
    TooMuch,
    TooLong,
    Stopped,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Without a receiver, it has ended.
        drop(self.0.send(ProgramNews::Stop));
    }
}

/// Starts a program; the words are on its standard input, too. `tell` is called with its output, unless it is stopped
/// first.
pub(super) fn start(
    arguments: Vec<String>,
    words: String,
    limit: Duration,
    tell: impl FnOnce(ProgramAnswer) + Send + 'static,
) -> io::Result<Running> {
    let (sender, news) = mpsc::channel();
    let running = Running(sender.clone());
    thread::Builder::new().name("program".to_owned()).spawn(move || {
        let answer = match spawn(&arguments) {
            Ok((child, output)) => serve(child, output, words, &arguments, limit, (&sender, &news)),
            Err(error) => Some(not_run(&arguments, &error)),
        };
        if let Some(answer) = answer {
            tell(answer);
        }
    })?;
    Ok(running)
}

fn spawn(arguments: &[String]) -> io::Result<(Child, PipeReader)> {
    let [program, arguments @ ..] = arguments else { return Err(io::ErrorKind::InvalidInput.into()) };
    // A single pipe, so that an error message appears where the error happened.
    let (output, input) = io::pipe()?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(input.try_clone()?).stderr(input);
    // It has no terminal to write to or to ask the user on.
    command.env("TERM", "dumb").env("PAGER", "cat").env("MANPAGER", "cat");
    // In its own process group: Ctrl-C and Ctrl-Z here are not meant for it, and it can be stopped with everything it
    // started.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Ok((command.spawn()?, output))
}

/// Feeds the program, collects its output and waits for it; `None` if it was stopped.
fn serve(
    mut child: Child,
    output: PipeReader,
    words: String,
    arguments: &[String],
    limit: Duration,
    (sender, news): (&Sender<ProgramNews>, &Receiver<ProgramNews>),
) -> Option<ProgramAnswer> {
    let until = Instant::now() + limit;
    // Both on separate threads: a program that neither reads nor ends would block us for ever.
    let (stdin, sender) = (child.stdin.take(), sender.clone());
    let fed = thread::Builder::new().name("program-input".to_owned()).spawn(move || {
        stdin.map(|mut it| it.write_all(format!("{words}\n").as_bytes())) // a program need not read its input
    });
    let read =
        thread::Builder::new().name("program-output".to_owned()).spawn(move || hand_over(output, &sender));
    let mut bytes = Vec::new();
    let (mut end, mut status) = (ProgramEnd::Stopped, None);
    if fed.is_ok() && read.is_ok() {
        end = collect(&mut bytes, news, until);
        if end == ProgramEnd::Ended {
            (end, status) = outlast(&mut child, news, until);
        }
    }
    if end != ProgramEnd::Ended {
        stop(&mut child);
    }
    let program = arguments.first().map_or("", String::as_str);
    let problem = match (end, status) {
        (ProgramEnd::Stopped, _) if fed.is_ok() && read.is_ok() => return None,
        (ProgramEnd::Stopped, _) => Some("the system cannot start another thread".to_owned()),
        (ProgramEnd::TooMuch, _) => {
            Some(format!("only the first {} KiB are shown; it was stopped", MAX_BYTES / 1024))
        }
        (ProgramEnd::TooLong, _) => {
            Some(format!("{program} took too long; it was stopped after {} seconds", limit.as_secs()))
        }
        (ProgramEnd::Ended, Some(status)) if !status.success() => Some(format!("it failed: {status}")),
        (ProgramEnd::Ended, _) => None,
    };
    let text = sanitize(&String::from_utf8_lossy(&bytes)).text;
    Some(ProgramAnswer { text, problem: problem.map(|it| one_line(&it)) })
}

/// Reads until the end, or until nobody is listening.
fn hand_over(mut output: PipeReader, sender: &Sender<ProgramNews>) {
    let mut buffer = vec![0; 8 * 1024];
    loop {
        match output.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => {
                drop(sender.send(ProgramNews::WroteAll));
                return;
            }
            Ok(n) => {
                if sender.send(ProgramNews::Wrote(buffer.get(..n).unwrap_or_default().to_vec())).is_err() {
                    return;
                }
            }
        }
    }
}

fn collect(bytes: &mut Vec<u8>, news: &Receiver<ProgramNews>, until: Instant) -> ProgramEnd {
    loop {
        match news.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(ProgramNews::Wrote(more)) => {
                bytes.extend(more);
                if bytes.len() > MAX_BYTES {
                    bytes.truncate(MAX_BYTES);
                    return ProgramEnd::TooMuch;
                }
            }
            Ok(ProgramNews::WroteAll) => return ProgramEnd::Ended,
            Err(RecvTimeoutError::Timeout) => return ProgramEnd::TooLong,
            Ok(ProgramNews::Stop) | Err(RecvTimeoutError::Disconnected) => return ProgramEnd::Stopped,
        }
    }
}

/// Waits for a program that writes no more.
fn outlast(
    child: &mut Child,
    news: &Receiver<ProgramNews>,
    until: Instant,
) -> (ProgramEnd, Option<ExitStatus>) {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return (ProgramEnd::Ended, Some(status)),
            Err(_) => return (ProgramEnd::Ended, None),
            Ok(None) if Instant::now() >= until => return (ProgramEnd::TooLong, None),
            Ok(None) => {}
        }
        if let Ok(ProgramNews::Stop) = news.recv_timeout(POLL_INTERVAL) {
            return (ProgramEnd::Stopped, None);
        }
    }
}

/// Ends it, with everything it started that is still in its process group.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // An error means that it is gone.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    drop(child.kill());
    drop(child.wait());
}

fn not_run(arguments: &[String], error: &io::Error) -> ProgramAnswer {
    let program = arguments.first().map_or("", String::as_str);
    let problem = match error.kind() {
        io::ErrorKind::NotFound => {
            format!("there is no program {program} here: install it, or change programs in config.toml")
        }
        io::ErrorKind::PermissionDenied => format!("{program} is not executable: is it a program?"),
        _ => format!("{program} cannot be run: {error}"),
    };
    ProgramAnswer { text: String::new(), problem: Some(one_line(&problem)) }
}

fn one_line(text: &str) -> String {
    sanitize(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, unix))]
#[expect(clippy::disallowed_methods, reason = "the tests make a pipe of their own")]
#[expect(clippy::unwrap_used, reason = "helpers outside of test functions count as no tests")]
mod tests {
    use super::*;

    fn run(script: &str, words: &str, limit: Duration) -> ProgramAnswer {
        let arguments = ["sh", "-c", script, "sh", words].map(str::to_owned).to_vec();
        answer_of(arguments, words, limit)
    }

    fn answer_of(arguments: Vec<String>, words: &str, limit: Duration) -> ProgramAnswer {
        let (sender, answers) = mpsc::channel();
        let running = start(arguments, words.to_owned(), limit, move |it| drop(sender.send(it))).unwrap();
        let answer = answers.recv().unwrap();
        drop(running);
        answer
    }

    #[test]
    fn the_words_come_as_an_argument_and_on_standard_input() {
        let answer = run("printf '%s|' \"$1\"; cat; echo oh >&2", "a; b $(c)", LIMIT);
        assert_eq!(answer, ProgramAnswer { text: "a; b $(c)|a; b $(c)\noh\n".to_owned(), problem: None });
    }

    #[test]
    fn what_would_drive_a_terminal_does_not_come_through() {
        let answer = run("printf '\\033[2J\\033]0;title\\007a\\033[31mb\\r\\n\\302\\2331mc\\377'", "", LIMIT);
        assert_eq!(answer.text, "ab\nc\u{fffd}");
    }

    #[test]
    fn a_program_that_fails_or_is_not_there_is_told() {
        let answer = run("echo no such word; exit 3", "", LIMIT);
        assert_eq!(answer.text, "no such word\n");
        assert_eq!(answer.problem.as_deref(), Some("it failed: exit status: 3"));
        let answer = answer_of(vec!["byline-has-no-such-program".to_owned()], "x", LIMIT);
        assert!(
            answer
                .problem
                .unwrap()
                .starts_with("there is no program byline-has-no-such-program here: install it")
        );
    }

    #[test]
    fn a_program_that_never_ends_is_stopped_with_what_it_started() {
        let answer = run("echo begun; sleep 1000 | cat", "", Duration::from_millis(300));
        assert_eq!(answer.text, "begun\n");
        assert_eq!(answer.problem.as_deref(), Some("sh took too long; it was stopped after 0 seconds"));
        // It closes its output and continues.
        let answer = run("exec >/dev/null 2>&1; sleep 1000", "", Duration::from_millis(300));
        assert!(answer.problem.unwrap().contains("took too long"));
    }

    #[test]
    fn a_program_that_writes_without_end_is_cut() {
        let answer = run("yes", "", LIMIT);
        assert_eq!(answer.text.len(), MAX_BYTES);
        assert_eq!(answer.problem.as_deref(), Some("only the first 256 KiB are shown; it was stopped"));
    }

    #[test]
    fn nobody_is_told_of_a_program_that_was_stopped_and_nothing_of_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("alive");
        let path = fifo.to_str().unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        let (sender, answers) = mpsc::channel();
        // The second process holds the pipe for as long as it lives.
        let script = "(sleep 1000 >\"$1\") & wait".to_owned();
        let arguments = ["sh".to_owned(), "-c".to_owned(), script, "sh".to_owned(), path.to_owned()].to_vec();
        let running =
            start(arguments, String::new(), LIMIT, move |it: ProgramAnswer| drop(sender.send(it))).unwrap();
        // Opens when the other end does, and ends when that is closed.
        let mut alive = std::fs::File::open(&fifo).unwrap();
        drop(running);
        let mut rest = Vec::new();
        alive.read_to_end(&mut rest).unwrap();
        assert!(answers.recv().is_err());
    }
}
