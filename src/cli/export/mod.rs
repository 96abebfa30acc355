//! `byline export` and `byline report`: write the analyses of articles to files, folders or standard output.

mod articles;
mod target;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cli::args::{EngineArgs, ExportArgs, PickArgs, ReportArgs, StoreArgs};
use crate::cli::export::articles::{Inputs, Loaded};
use crate::cli::export::target::Target;
use crate::cli::{Outcome, tell, tell_text};
use crate::digest::counted;
use crate::document::Document;
use crate::export::{self, EXPORTERS, Exporter, Files, Offsets, Options};
use crate::import;

pub(super) fn run(
    args: &ExportArgs,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
) -> anyhow::Result<Outcome> {
    if args.print_template {
        print(export::ARTICLE_TEMPLATE)?;
        return Ok(Outcome::Done);
    }
    if args.list {
        print(&export::list())?;
        return Ok(Outcome::Done);
    }
    let output = args.output.as_deref().filter(|it| *it != Path::new("-"));
    let format = format(args, output)?;
    check(args, format)?;
    let options = Options {
        links: args.links,
        unit: args.offsets.unwrap_or_default(),
        table: args.table,
        bom: args.bom,
        formulas: args.formulas,
        ..Options::default()
    };
    let template = args.template.as_ref().or(args.configured.as_ref()).map(PathBuf::as_path);
    ExportJob { format, options, template, pick: &args.pick, output }.run(engine_args, store_args)
}

/// `byline report`: the page for a person. On a terminal, it goes to a file named after the article.
pub(super) fn report(
    args: &ReportArgs,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
) -> anyhow::Result<Outcome> {
    let format = export::find("html").context("there is no format `html`")?;
    let job =
        |output| ExportJob { format, options: Options::default(), template: None, pick: &args.pick, output };
    if let Some(path) = args.output.as_deref() {
        return job(Some(path).filter(|it| *it != Path::new("-"))).run(engine_args, store_args);
    }
    if !io::stdout().is_terminal() {
        return job(None).run(engine_args, store_args);
    }
    let path = target::proposed(&args.pick.files, format);
    if path.exists() {
        bail!("`{}` already exists\nhint: choose another name with `-o FILE`", path.display());
    }
    let outcome = job(Some(&path)).run(engine_args, store_args)?;
    if path.exists() {
        tell_text(&format!("byline: wrote `{}`", path.display()));
    }
    Ok(outcome)
}

/// What is exported, and where to.
struct ExportJob<'a> {
    format: &'static Exporter,
    options: Options,
    template: Option<&'a Path>,
    pick: &'a PickArgs,
    output: Option<&'a Path>,
}

impl ExportJob<'_> {
    fn run(&self, engine_args: &EngineArgs, store_args: &StoreArgs) -> anyhow::Result<Outcome> {
        let inputs = Inputs::new(self.pick, engine_args, store_args)?;
        let target = Target::new(self.output, self.format, inputs.len())?;
        // The next article must not be overwritten before it is read.
        let mut files = inputs.files();
        if let ([only], false) = (inputs.all(), matches!(target, Target::Each(_))) {
            let loaded = inputs.load(only)?;
            self.write(&[loaded], &target, &mut files)?;
            return Ok(Outcome::Done);
        }
        let mut outcome = Outcome::Done;
        let mut all = Vec::new();
        let mut n_written = 0;
        let mut names = target::UniqueNames::default();
        for (nth, input) in inputs.all().iter().enumerate() {
            progress(nth, inputs.len());
            let loaded = match inputs.load(input) {
                Ok(loaded) => loaded,
                // If one article cannot be read, the others are still exported.
                Err(error) if super::is_of_the_input(&error) => {
                    progress(inputs.len(), inputs.len());
                    tell(&error);
                    outcome = Outcome::InputFailed;
                    continue;
                }
                Err(error) => return Err(error),
            };
            n_written += 1;
            match &target {
                Target::Each(folder) => {
                    let path = names.path(folder, &loaded, self.format);
                    self.write(&[loaded], &Target::File(path), &mut files)?;
                }
                _ => all.push(loaded),
            }
        }
        progress(inputs.len(), inputs.len());
        if let Target::Each(folder) = &target {
            let articles = counted(n_written, "article");
            tell_text(&format!("byline: wrote {articles} into `{}`", folder.display()));
        } else if !all.is_empty() {
            self.write(&all, &target, &mut files)?;
        }
        Ok(outcome)
    }

    fn write(&self, loaded: &[Loaded], target: &Target, files: &mut Files) -> anyhow::Result<()> {
        let articles: Vec<_> = loaded.iter().map(Loaded::article).collect();
        let parts = match articles.as_slice() {
            [only] => self.format.run_by(self.template, only, &self.options)?,
            all => self.format.run_all(all, &self.options),
        };
        match (target, parts.as_slice()) {
            (Target::File(path) | Target::Each(path), parts) => {
                loaded.iter().filter_map(|it| it.file.as_deref()).for_each(|it| files.add(it));
                export::save(parts, path, files)?;
            }
            (Target::Output, [main, ..]) => print(&main.contents)?,
            (Target::Output, []) => {}
        }
        Ok(())
    }
}

/// Shows on a terminal how many articles are done.
fn progress(nth: usize, total: usize) {
    if total > 1 && io::stderr().is_terminal() {
        let text = if nth < total { format!("exporting {} of {total}", nth + 1) } else { String::new() };
        let _ = write!(io::stderr(), "\r\x1b[K{text}"); // nowhere to report that reporting failed
    }
}

/// Writes all of it to standard output.
pub(super) fn print(contents: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(contents.as_bytes()).and_then(|()| out.flush()).context("cannot write the export")
}

pub(super) fn open(file: Option<&Path>) -> Result<Document, import::ImportError> {
    match file {
        Some(path) => import::open(path, &import::Options::STANDARD),
        None => import::open_stdin(io::stdin().lock(), &import::Options::STANDARD),
    }
}

/// The format that the user asked for. A template implies the format that takes it, and a table implies one for
/// tables.
fn format(args: &ExportArgs, output: Option<&Path>) -> anyhow::Result<&'static Exporter> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    if args.template.is_some() {
        return EXPORTERS.iter().find(|it| it.takes_template()).context("no format takes a template");
    }
    if args.table.is_some() && output.is_none_or(|it| it.extension().is_none()) {
        return export::find("csv").context("there is no format `csv`");
    }
    target::format_of(output)
}

/// Rejects options that do not fit the format; otherwise they would be ignored silently.
fn check(args: &ExportArgs, format: &Exporter) -> anyhow::Result<()> {
    let name = format.name;
    if args.template.is_some() && !format.takes_template() {
        bail!("the format `{name}` takes no template\nhint: `--format markdown` does");
    }
    if args.offsets.is_some() {
        match format.offsets {
            Offsets::Choice => {}
            Offsets::None => {
                bail!("`--offsets` cannot be used with the format `{name}`, which has no offsets")
            }
            Offsets::Fixed(unit) if args.offsets == Some(unit) => {}
            Offsets::Fixed(unit) => bail!(
                "`--offsets` cannot be used with the format `{name}`, which always counts {}\nhint: it works with `json`, `csv` and `tsv`",
                unit.plural()
            ),
        }
    }
    if (args.table.is_some() || args.bom || args.formulas) && !["csv", "tsv"].contains(&name) {
        bail!("`--table`, `--bom` and `--formulas` work only with the formats `csv` and `tsv`");
    }
    Ok(())
}
