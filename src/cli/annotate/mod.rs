//! `byline annotate`: JSON Lines, articles and folders of both go in; JSON Lines come out, in order, as they arrive.

mod input;
mod job;
mod request;
mod resume;
mod run_report;

use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cli::Outcome;
use crate::cli::annotate::job::AnnotateJob;
use crate::cli::annotate::resume::Answered;
use crate::cli::annotate::run_report::RunReport;
use crate::cli::args::{AnnotateArgs, BadLines, EngineArgs};
use crate::cli::engine::{Engine, threads};
use crate::export::{Files, Line};

/// A name for standard output, on systems that have one.
const STDOUT: &str = "/dev/stdout";

pub(super) fn run(args: &AnnotateArgs, engine_args: &EngineArgs) -> anyhow::Result<Outcome> {
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &stdin[..] } else { &args.files };
    if args.files.is_empty() && io::stdin().is_terminal() {
        bail!("no input\nhint: pipe JSON Lines in: `byline annotate < in.jsonl`, or name files or folders");
    }
    let engine = match args.instructions.as_deref() {
        Some(name) => Engine::with_instructions(name)?,
        None => Engine::load(engine_args.model.as_deref())?,
    };
    let unit = args.offsets.unwrap_or_default();
    let answered = match &args.resume {
        Some(path) => Answered::read(path, unit)?,
        None => Answered::default(),
    };
    let mut output: Box<dyn Write> = match &args.resume {
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path);
            Box::new(file.with_context(|| format!("cannot write `{}`", path.display()))?)
        }
        None => Box::new(io::stdout().lock()),
    };
    let job = AnnotateJob {
        line: Line { with_text: args.with_text, unit },
        takes: &|doc| engine_args.takes(doc),
        analyze: &|doc| engine.analyze(doc, NonZeroUsize::MIN),
    };
    let mut report =
        RunReport::new(args.quiet, args.resume.is_some() || !io::stdout().is_terminal(), answered.n);
    let mut answers = Files::default();
    answers.add(args.resume.as_deref().unwrap_or(Path::new(STDOUT)));
    let sources = input::sources(files, &answers);
    let all_read = job
        .run(sources, &answered, output.as_mut(), &mut report, threads(engine_args))
        .context("cannot write the answers")?;
    report.finish();
    let all_done = report.n_failed() == 0 || args.bad_lines == BadLines::Keep;
    Ok(if all_read && all_done { Outcome::Done } else { Outcome::InputFailed })
}
