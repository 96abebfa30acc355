//! `byline [FILE]`: opens an article in the reader; without one, what is piped in, else the sample.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;

use crate::cli::args::{Color, EngineArgs, ReadArgs, Theme};
use crate::cli::engine::{Engine, threads};
use crate::cli::{Outcome, message};
use crate::document::{Document, Metadata};
use crate::import::{self, Origin, plain};
use crate::nlp::analyze::Config;
use crate::text::Span;
use crate::tui::{self, ColorChoice, Environment, Launch, ThemeChoice};
use crate::worker::Stopped;

/// An article of our own, to try everything on.
const SAMPLE: &str = include_str!("../../assets/sample.txt");

/// More than a large screen shows.
const TOP_BYTES: usize = 6_000;

pub(super) fn run(args: &ReadArgs, engine_args: &EngineArgs) -> anyhow::Result<Outcome> {
    let environment = Environment::new(|name| std::env::var(name).ok());
    // Before anything is read: whoever has no terminal should not wait for a pipe to end.
    if let Err(reason) = tui::check(&environment) {
        bail!("{reason}\nhint: `byline export FILE` needs no screen");
    }
    let (doc, name) = open(args.file.as_deref())?;
    let (model, threads) = (engine_args.model.clone(), threads(engine_args));
    let launch = Launch {
        name,
        color: color(args.color),
        theme: theme(args.theme),
        ascii: args.ascii,
        environment,
        analyze: Box::new(move |doc, progress| {
            let engine = Engine::load(model.as_deref()).map_err(|it| Stopped::Failed(message(&it)))?;
            let config = Config { threads: threads.get(), visible: Some(top(doc)) };
            Ok(engine.analyze_with(doc, &config, progress)?)
        }),
    };
    tui::run(Arc::new(doc), launch)?;
    Ok(Outcome::Done)
}

/// The article and what to call it.
fn open(file: Option<&Path>) -> anyhow::Result<(Document, String)> {
    let piped = file.is_none() && !io::stdin().is_terminal();
    match file {
        Some(path) if path != Path::new("-") => {
            let name = path.file_name().map_or(path, Path::new);
            Ok((import::open(path, &import::Options::STANDARD)?, Origin::file(name).name().to_owned()))
        }
        None if !piped => Ok((plain::document(SAMPLE, Metadata::default())?.0, "sample".to_owned())),
        _ => {
            let doc = import::open_stdin(io::stdin().lock(), &import::Options::STANDARD)?;
            Ok((doc, Origin::stdin().name().to_owned()))
        }
    }
}

/// The part that is on the screen first.
fn top(doc: &Document) -> Span {
    Span::new(0, doc.text().floor_char_boundary(TOP_BYTES))
}

const fn color(typed: Color) -> ColorChoice {
    match typed {
        Color::Auto => ColorChoice::Auto,
        Color::Sixteen => ColorChoice::Sixteen,
        Color::Indexed => ColorChoice::Indexed,
        Color::True => ColorChoice::True,
        Color::Never => ColorChoice::Never,
    }
}

const fn theme(typed: Theme) -> ThemeChoice {
    match typed {
        Theme::Auto => ThemeChoice::Auto,
        Theme::Light => ThemeChoice::Light,
        Theme::Dark => ThemeChoice::Dark,
    }
}
