//! The command line: turns what the user typed into settings and settings into work; messages and exit codes.
//!
//! Only this module looks at the environment and checks whether there is a terminal.

#![expect(clippy::disallowed_methods, reason = "boundary")]

mod add;
mod annotate;
mod args;
mod engine;
mod explain;
mod export;
mod home;
mod import;
mod library;
mod manual;
mod notes;
mod opening;
mod output;
mod read;
mod settings;
mod unsaved;
mod who;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::document::Document;
use crate::import::ImportError;
use crate::intake::IntakeError;
use crate::store::StoreError;
use crate::text::sanitize::sanitize;

/// Some of the input failed; the rest was processed.
const INPUT_FAILED: u8 = 1;

/// Wrong usage, or the program could not do its work.
const CANNOT: u8 = 2;

/// How a command ended that was able to do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    InputFailed,
}

/// Runs the command in `args` (the program's name comes first), and returns the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match args::Args::understand(args) {
        Ok(args) => end(carry_out(args)),
        Err(answer) => usage(&answer),
    }
}

fn carry_out(mut args: args::Args) -> anyhow::Result<Outcome> {
    let mut settings = settings::Settings::read(&mut args)?;
    if settings.print(&args.print)? {
        return Ok(Outcome::Done);
    }
    if args.command.is_some() {
        settings.tell();
    }
    match &args.command {
        None => read::run(&args.read, &args.engine, &args.store, settings),
        Some(args::Command::Add(command)) => {
            add::run(command, &args.store, opening::Fetching::new(!settings.config.offline))
        }
        Some(args::Command::Export(command)) => export::run(command, &args.engine, &args.store),
        Some(args::Command::Report(command)) => export::report(command, &args.engine, &args.store),
        Some(args::Command::Explain(command)) => explain::run(command, &args.engine),
        Some(args::Command::Annotate(command)) => annotate::run(command, &args.engine),
        Some(args::Command::Library(command)) => library::run(command, &args.store),
        Some(args::Command::Notes(command)) => notes::run(command, &args.store),
        Some(args::Command::Import(command)) => import::run(command, &args.store),
        Some(args::Command::Who(command)) => who::run(command, &args.store, &args.engine),
        Some(args::Command::Schema(command)) => manual::schema(command),
        Some(args::Command::Man(command)) => manual::man(command),
        Some(args::Command::Completions(command)) => manual::completions(command),
    }
}

fn end(outcome: anyhow::Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InputFailed) => ExitCode::from(INPUT_FAILED),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS, // `byline … | head` has got what it wanted
        Err(error) => {
            tell(&error);
            ExitCode::from(if is_of_the_input(&error) { INPUT_FAILED } else { CANNOT })
        }
    }
}

fn is_of_the_input(error: &anyhow::Error) -> bool {
    error.is::<ImportError>()
        || error.is::<opening::Unfetched>()
        || error.is::<opening::NoArticles>()
        || error.is::<IntakeError>()
        || matches!(error.downcast_ref(), Some(StoreError::NoArticle { .. }))
}

/// Help and version go to standard output; wrong usage is reported like any other error.
fn usage(answer: &clap::Error) -> ExitCode {
    if !answer.use_stderr() {
        let _ = answer.print(); // nobody is there to read it
        return ExitCode::SUCCESS;
    }
    let text = answer.render().to_string();
    let text = text.strip_prefix("error: ").map_or(text.clone(), |rest| format!("byline: {rest}"));
    tell_text(text.replace("  tip: ", "hint: ").trim_end());
    ExitCode::from(CANNOT)
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|it| it.downcast_ref::<io::Error>());
    causes.any(|it| it.kind() == io::ErrorKind::BrokenPipe)
}

/// Reports an error: `byline: what and where: why`, then its hint.
fn tell(error: &anyhow::Error) {
    tell_text(&format!("byline: {}", message(error)));
}

/// The error with those of its causes that it does not already name. Hints come last.
fn message(error: &anyhow::Error) -> String {
    let mut text = String::new();
    let mut hints = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        let (what, hint) = cause.split_once("\nhint: ").unwrap_or((&cause, ""));
        if !text.contains(what) {
            text.extend([if text.is_empty() { "" } else { ": " }, what]);
        }
        if !hint.is_empty() {
            hints.extend(["\nhint: ", hint]);
        }
    }
    text + &hints
}

/// Reports what the reader of an export should know about how the article was read, and which parts of it are not
/// analysed.
fn tell_limits(doc: &Document) {
    let notice = doc.meta().notice.map(|it| it.to_string());
    let foreign = doc.foreign_part().map(|it| format!("{it}\nhint: `--language en` analyses it anyway"));
    for limit in notice.into_iter().chain(foreign) {
        tell_text(&format!("byline: {limit}"));
    }
}

/// Prints text with its control characters removed: file names and arguments may come from strangers, and must not
/// drive the terminal.
fn tell_text(text: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitize(text).text); // nowhere to report that reporting failed
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    #[test]
    fn a_message_names_each_cause_once_and_its_hint_last() {
        let error =
            Err::<(), _>(anyhow!("no space")).context("cannot write `a`\nhint: make room").unwrap_err();
        assert_eq!(message(&error), "cannot write `a`: no space\nhint: make room");
        let error = Err::<(), _>(anyhow!("no space")).context("cannot write `a`: no space").unwrap_err();
        assert_eq!(message(&error), "cannot write `a`: no space");
    }
}
