//! The user's own data. The library holds the articles that were opened, with places and edits, in one database that
//! must not be lost. The cache holds analyses, and who is in which article, in another database that can be made
//! again. Only this layer writes to them.
//!
//! Two programs may use them at once. When a method of this layer returns, what it has written is on the disk.

#![expect(clippy::disallowed_methods, reason = "boundary: the reader's data lies in files")]

mod article_id;
mod cache;
mod database;
mod error;
mod fts_query;
mod keeper;
mod library;
mod member;
mod private;
mod row_codec;
mod tables;
#[cfg(test)]
mod testing;
mod unsaved;

use std::path::{Path, PathBuf};

pub use article_id::ArticleId;
pub use cache::{Cache, NameMatch, analyst};
pub use error::StoreError;
pub use fts_query::typed_words;
pub use keeper::{Keeper, KeeperHandle, News, Unknown};
pub use library::{Entry, Found, Hit, Library, LoggedEdit, Note, Noted, Piece};
pub use member::{Member, members};
pub(crate) use private::make_folder;
pub use unsaved::Unwritten;

/// Removes an article from library and cache, and returns what it was.
pub fn remove(folders: &Folders, library: &mut Library, id: ArticleId) -> Result<Entry, StoreError> {
    let entry = library.entry(id)?;
    // The less precious one first: if the second step fails, it can be tried again.
    Cache::open(folders)?.remove(entry.fingerprint)?;
    library.remove(id)?;
    Ok(entry)
}

/// The folders of library and cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// For what must not be lost.
    pub data: PathBuf,
    /// For what can be made again.
    pub cache: PathBuf,
}

impl Folders {
    /// Both in one folder of the user's choice.
    pub fn within(folder: &Path) -> Self {
        Self { data: folder.to_owned(), cache: folder.join("cache") }
    }
}
