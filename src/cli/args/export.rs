//! The arguments of `export`, `report` and `annotate`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};

use crate::export::{self, EXPORTERS, Exporter, Table, Unit};
use crate::store::ArticleId;

#[derive(Debug, ClapArgs)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(in crate::cli) struct ExportArgs {
    #[command(flatten)]
    pub(in crate::cli) pick: PickArgs,
    /// The format [default: by the extension of OUT, else json]
    #[arg(short, long, value_parser = formats())]
    pub(in crate::cli) format: Option<&'static Exporter>,
    /// Where to write [default: standard output]
    ///
    /// If OUT is a folder or ends in a slash, each article gets a file in it. Some formats write several files, for example brat OUT.ann
    /// and OUT.txt; only the first goes to standard output.
    #[arg(short, long = "output", value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// List all formats: extension, what offsets count, what each keeps and drops
    #[arg(long, conflicts_with_all = ["files", "open", "all", "output", "format", "template"])]
    pub(in crate::cli) list: bool,
    /// What offsets count, for json, csv and tsv [default: code-points]
    #[arg(long, value_name = "UNIT", value_parser = units())]
    pub(in crate::cli) offsets: Option<Unit>,
    /// For csv and tsv, write only this table
    #[arg(long, value_name = "TABLE", value_parser = tables())]
    pub(in crate::cli) table: Option<Table>,
    /// Start tables with a byte order mark, so that Excel reads them as UTF-8
    #[arg(long)]
    pub(in crate::cli) bom: bool,
    /// In tables, do not escape cells that a spreadsheet would run as formulas ("=…")
    #[arg(long)]
    pub(in crate::cli) formulas: bool,
    /// In Markdown, write the names of people and organizations as [[links]], for a vault with a page for each
    #[arg(long)]
    pub(in crate::cli) links: bool,
    /// For Markdown, use your own template instead of the built-in one [default: `markdown-template` in `config.toml`]
    ///
    /// Templates are written in the Jinja language; `--print-template` prints one to start from.
    #[arg(long, value_name = "TEMPLATE")]
    pub(in crate::cli) template: Option<PathBuf>,
    /// Print the built-in template, with all values and filters, instead of an export
    #[arg(long, conflicts_with_all = ["files", "open", "all", "output", "format", "template"])]
    pub(in crate::cli) print_template: bool,
    /// The setting in `config.toml`.
    #[arg(skip)]
    pub(in crate::cli) configured: Option<PathBuf>,
}

/// Which articles to take.
#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct PickArgs {
    /// The articles, in any format that byline opens, or folders of them; `-` for standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// An article from the library, by its number; can be repeated
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) open: Vec<ArticleId>,
    /// All articles in the library
    #[arg(long, conflicts_with_all = ["files", "open"])]
    pub(in crate::cli) all: bool,
    /// Leave out your own notes and corrections, and export only what byline found
    #[arg(long)]
    pub(in crate::cli) machine: bool,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ReportArgs {
    #[command(flatten)]
    pub(in crate::cli) pick: PickArgs,
    /// Where to write; `-` for standard output
    #[arg(short, long = "output", value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct AnnotateArgs {
    /// JSON Lines (`.jsonl`, `.ndjson`), articles in any format that byline opens, or folders of them; `-` for JSON Lines on standard
    /// input [default: -]
    #[arg(value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Repeat each text in its answer
    #[arg(long)]
    pub(in crate::cli) with_text: bool,
    /// What offsets count [default: code-points]
    #[arg(long, value_name = "UNIT", value_parser = units())]
    pub(in crate::cli) offsets: Option<Unit>,
    /// Append the answers to OUT, and skip what an earlier run has already answered
    ///
    /// The input must be the same. If a killed run left an incomplete line at the end, it is written again.
    #[arg(long, value_name = "OUT")]
    pub(in crate::cli) resume: Option<PathBuf>,
    /// What the exit status says about lines that failed
    #[arg(long, value_enum, default_value_t = BadLines::Fail)]
    pub(in crate::cli) bad_lines: BadLines,
    /// Use this instruction set of the machine instead of the fastest, to compare their speed
    #[arg(long, value_name = "NAME", hide = true, conflicts_with = "model")]
    pub(in crate::cli) instructions: Option<String>,
    /// Print only failures on standard error
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum BadLines {
    /// Exit status 1
    Fail,
    /// Exit status 0; the error is in the answer
    Keep,
}

fn formats() -> impl TypedValueParser<Value = &'static Exporter> {
    let values = EXPORTERS.iter().map(|it| PossibleValue::new(it.name).help(it.about));
    PossibleValuesParser::new(values)
        .map(|name| export::find(&name).expect("the values are the names of the table"))
}

fn units() -> impl TypedValueParser<Value = Unit> {
    let about = |it: Unit| match it {
        Unit::CodePoint => "Unicode code points, as Python counts",
        Unit::Utf16 => "UTF-16 units, as JavaScript and Java count",
        Unit::Byte => "bytes of UTF-8, as Rust and Go count",
    };
    let values = Unit::ALL.iter().map(|&it| PossibleValue::new(it.name()).help(about(it)));
    PossibleValuesParser::new(values).map(|name| {
        Unit::ALL.iter().copied().find(|it| it.name() == name).expect("the values are the names of the table")
    })
}

fn tables() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.iter().map(|it| it.name())).map(|name| {
        Table::ALL
            .iter()
            .copied()
            .find(|it| it.name() == name)
            .expect("the values are the names of the table")
    })
}
