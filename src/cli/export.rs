//! `byline export`: one article's analysis to a file or standard output.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use crate::annotate;
use crate::cli::args::{EngineArgs, ExportArgs, StoreArgs};
use crate::cli::engine::Analyst;
use crate::cli::home::{self, Kept};
use crate::cli::{Outcome, tell_limits};
use crate::document::Document;
use crate::export::{self, DEFAULT, EXPORTERS, Exporter, Options};
use crate::import;
use crate::store::ArticleId;

/// Leads to what standard input is, where the system has such a name.
const STDIN: &str = "/dev/stdin";

pub(super) fn run(
    args: &ExportArgs,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
) -> anyhow::Result<Outcome> {
    if args.print_template {
        print(export::ARTICLE_TEMPLATE)?;
        return Ok(Outcome::Done);
    }
    let file = args.file.as_deref().filter(|it| *it != Path::new("-"));
    let output = args.output.as_deref().filter(|it| *it != Path::new("-"));
    if args.file.is_none() && io::stdin().is_terminal() {
        bail!("no article given\nhint: name a file, or pipe one in: `byline export FILE`");
    }
    let format = format(args, output)?;
    let doc = engine_args.takes(open(file)?);
    tell_limits(&doc);
    let folders = home::folders(store_args).ok();
    let analysis = Analyst::new(engine_args).analysis(&doc, folders.as_ref())?;
    let Kept { log, id } = if args.machine { Kept::default() } else { home::kept(&doc, store_args) };
    let options = Options { id: id.map(ArticleId::to_i64), links: args.links };
    let template = args.template.as_ref().or(args.configured.as_ref()).map(PathBuf::as_path);
    let parts = format.run_by(template, &doc, &annotate::overlay(&doc, &analysis, &log), &options)?;
    match (output, parts.as_slice()) {
        (Some(path), parts) => {
            // What came through standard input may come from a file, too.
            export::save(parts, path, Some(file.unwrap_or(Path::new(STDIN))))?;
        }
        (None, [main, ..]) => print(&main.contents)?,
        (None, []) => {}
    }
    Ok(Outcome::Done)
}

/// Writes to standard output, to the end.
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

/// The format that is asked for; a template asks for the one that takes it.
fn format(args: &ExportArgs, output: Option<&Path>) -> anyhow::Result<&'static Exporter> {
    let templated = || EXPORTERS.iter().find(|it| it.takes_template()).filter(|_| args.template.is_some());
    let format = args.format.or_else(templated).map_or_else(|| format_of(output), Ok)?;
    if args.template.is_some() && !format.takes_template() {
        bail!(
            "a template does not go with the format `{}`\nhint: `--format markdown` takes one",
            format.name
        );
    }
    Ok(format)
}

/// The format that a file's ending tells: "notes.md" wants Markdown; without an ending the default.
fn format_of(output: Option<&Path>) -> anyhow::Result<&'static Exporter> {
    let Some((path, ending)) = output.and_then(|it| Some((it, it.extension()?))) else {
        return Ok(export::find(DEFAULT).expect("the default is in the table, as a test says"));
    };
    // Ours is "text"; what people type is "txt".
    let ending = ending.to_str().map(|it| if it == "txt" { "text" } else { it });
    let of_ending = EXPORTERS.iter().find(|it| Some(it.extension) == ending);
    of_ending.ok_or_else(|| {
        let mut known: Vec<String> = EXPORTERS.iter().map(|it| format!(".{}", it.extension)).collect();
        known.dedup();
        anyhow!(
            "`{}`: no format has this ending\nhint: use {}, or say `--format NAME`",
            path.display(),
            known.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_the_output_tells_the_format() {
        let name = |path: &str| format_of(Some(Path::new(path))).unwrap().name;
        assert_eq!([name("a/notes.md"), name("a.ann"), name("a")], ["markdown", "brat", "json"]);
        assert_eq!(name("a.txt"), name("a.text"));
        assert_eq!(format_of(None).unwrap().name, "json");
        let unknown = format_of(Some(Path::new("a.xyz"))).unwrap_err().to_string();
        assert!(unknown.contains(".md") && unknown.contains("--format"), "{unknown}");
    }
}
