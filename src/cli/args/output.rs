//! The arguments of `schema`, `man` and `completions`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use clap_complete::Shell;

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct SchemaArgs {
    /// The schema language
    #[arg(value_enum, default_value_t = Schema::Json)]
    pub(in crate::cli) form: Schema,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Schema {
    /// JSON Schema, draft 2020-12
    Json,
    /// The columns of a Spark table in DDL, for `from_json` and `mapInPandas`
    Spark,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct ManArgs {
    /// Write a page for byline and for each command into this folder instead
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) folder: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(in crate::cli) shell: Shell,
}
