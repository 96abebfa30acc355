//! Where the user's data are: in the folder that was asked for, else where the system keeps such data.

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::bail;
use directories::ProjectDirs;

use crate::annotate::{EditId, Entry, Log};
use crate::cli::args::StoreArgs;
use crate::cli::tell;
use crate::document::Document;
use crate::export::Dates;
use crate::store::{ArticleId, Folders, Library, StoreError};

/// The variable that names a folder for everything, as `--library` does.
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

/// The current time.
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

/// What the library knows about a text.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The user's edits.
    pub(super) log: Log,
    /// The number of the article; `None` if it was never opened.
    pub(super) id: Option<ArticleId>,
    /// When each edit was made.
    pub(super) written: Dates,
}

/// What the library knows about this text. If the library cannot be read, that is reported and the export goes on
/// without it.
pub(super) fn kept(doc: &Document, store_args: &StoreArgs) -> Kept {
    let kept = folders(store_args).and_then(|folders| {
        let library = Library::exists(&folders).then(|| Library::open(&folders)).transpose()?;
        let Some(library) = library else { return Ok(Kept::default()) };
        let id = library.with_text(doc.fingerprint())?;
        Ok(id.map_or_else(|| Ok(Kept::default()), |id| kept_as(&library, id))?)
    });
    kept.unwrap_or_else(|error| {
        tell(&error.context("your notes and corrections are left out"));
        Kept::default()
    })
}

/// What the library knows about the article with this number.
pub(super) fn kept_as(library: &Library, id: ArticleId) -> Result<Kept, StoreError> {
    let rows = library.edits(id)?;
    let log = Log::of(rows.iter().filter_map(|row| Entry::read(row.number, &row.payload)));
    let written = library.edit_dates(id)?.into_iter().map(|(number, made)| (EditId(number), made)).collect();
    Ok(Kept { log, id: Some(id), written })
}
