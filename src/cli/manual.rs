//! `byline man`, `byline completions` and `byline schema`: what byline prints about itself, from the one definition
//! of its arguments.

use std::path::Path;

use anyhow::Context;
use clap::{Command, CommandFactory as _};

use crate::cli::Outcome;
use crate::cli::args::{Args, CompletionsArgs, ManArgs, Schema, SchemaArgs};
use crate::cli::export::print;
use crate::export::{JSON_SCHEMA, SPARK_SCHEMA, save_as};

/// Prints the manual page, or writes those of all commands into a folder.
pub(super) fn man(args: &ManArgs) -> anyhow::Result<Outcome> {
    let command = built();
    let Some(folder) = &args.folder else {
        print(&page(&command)?)?;
        return Ok(Outcome::Done);
    };
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    write_pages(folder, &command, "byline")?;
    Ok(Outcome::Done)
}

fn write_pages(folder: &Path, command: &Command, name: &str) -> anyhow::Result<()> {
    let path = folder.join(format!("{name}.1"));
    let renamed = command.clone().display_name(name.to_owned());
    save_as(&path, page(&renamed)?.as_bytes())
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    command
        .get_subcommands()
        .filter(|it| it.get_name() != "help")
        .try_for_each(|it| write_pages(folder, it, &format!("{name}-{}", it.get_name())))
}

fn page(command: &Command) -> anyhow::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page).context("cannot write the manual page")?;
    String::from_utf8(page).context("the manual page is not UTF-8")
}

/// Prints completions for a shell.
pub(super) fn completions(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "byline", &mut script);
    print(&String::from_utf8(script).context("the completions are not UTF-8")?)?;
    Ok(Outcome::Done)
}

/// Prints a schema of the JSON.
pub(super) fn schema(args: &SchemaArgs) -> anyhow::Result<Outcome> {
    print(match args.form {
        Schema::Json => JSON_SCHEMA,
        Schema::Spark => SPARK_SCHEMA,
    })?;
    Ok(Outcome::Done)
}

/// The definition with what clap adds to it, such as the global options of each command.
fn built() -> Command {
    let mut command = Args::command();
    command.build();
    command
}
