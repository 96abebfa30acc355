//! Where the reader's data lies: in the folder that was asked for, else where the system has such data.

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::bail;
use directories::ProjectDirs;

use crate::annotate::{Entry, Log};
use crate::cli::args::StoreArgs;
use crate::cli::tell;
use crate::document::Document;
use crate::store::{Folders, Library};

/// Names the folder for everything, as `--library` does.
const VARIABLE: &str = "BYLINE_LIBRARY";

/// The folders of the library.
pub(super) fn folders(args: &StoreArgs) -> anyhow::Result<Folders> {
    let variable = || std::env::var_os(VARIABLE).filter(|it| !it.is_empty()).map(PathBuf::from);
    if let Some(folder) = args.folder.clone().or_else(variable).or_else(|| args.configured.clone()) {
        return Ok(Folders::within(&folder));
    }
    let Some(folders) = ProjectDirs::from("", "", "byline") else {
        bail!("there is no home folder to keep a library in\nhint: name a folder with `--library DIR`");
    };
    Ok(Folders { data: folders.data_dir().to_owned(), cache: folders.cache_dir().to_owned() })
}

/// The time.
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

/// What the reader did to this text. A library that cannot be read is told of, and the export goes on without it.
pub(super) fn log(doc: &Document, store_args: &StoreArgs) -> Log {
    let rows = folders(store_args).and_then(|folders| {
        let library = Library::exists(&folders).then(|| Library::open(&folders)).transpose()?;
        Ok(library.map_or_else(|| Ok(Vec::new()), |it| it.edits_of(doc.fingerprint()))?)
    });
    let rows = rows.unwrap_or_else(|error| {
        tell(&error.context("your notes and corrections are left out"));
        Vec::new()
    });
    Log::of(rows.iter().filter_map(|row| Entry::read(row.number, &row.payload)))
}
