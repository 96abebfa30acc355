//! What can go wrong with the user's data, worded so that a person knows what to do next.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::store::article_id::ArticleId;

/// Why something was not saved, or not found again. The article can still be read.
///
/// The message says what and where; if something helps, a second line begins with `hint: `.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The folder for the data cannot be made.
    #[error("`{}`: this folder cannot be created: {source}\nhint: choose another one with `--library DIR`", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
    /// The layout of the database is that of a later version of the program.
    #[error(
        "`{}`: written by a newer byline (layout {found}; this one knows {known})\nhint: update byline, or use another library with `--library DIR`",
        path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its layout.
        found: usize,
        /// The latest one that this program knows.
        known: usize,
    },
    /// The file is a database of another program.
    #[error("`{}`: a database, but not byline's\nhint: choose another folder with `--library DIR`", path.display())]
    Foreign {
        /// The database.
        path: PathBuf,
    },
    /// The content of the database is not what was written.
    #[error(
        "`{}`: damaged: {what}\nhint: move it away, and byline starts a new one; `sqlite3 FILE .recover` saves what can be read",
        path.display()
    )]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// There is no space on the disk.
    #[error("`{}`: no space left to write\nhint: free some space on that disk", path.display())]
    Full {
        /// The database.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error(
        "`{}`: cannot be written\nhint: check the permissions of the file and its folder with `ls -l`, or choose another folder with `--library DIR`",
        path.display()
    )]
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// The file cannot be opened.
    #[error(
        "`{}`: cannot be opened\nhint: check the permissions of the file and its folder with `ls -l`, or choose another folder with `--library DIR`",
        path.display()
    )]
    Unreadable {
        /// The database.
        path: PathBuf,
    },
    /// The database is empty or gone, but a file beside it shows that it had contents.
    #[error(
        "`{}`: empty, although `{}` beside it shows that it held a library\nhint: restore it from a backup; or move both away, and byline starts a new one",
        path.display(),
        trace.display()
    )]
    Emptied {
        /// The database.
        path: PathBuf,
        /// The file that shows it.
        trace: PathBuf,
    },
    /// The disk failed.
    #[error(
        "`{}`: disk error: {source}\nhint: check the disk, or use another library with `--library DIR`",
        path.display()
    )]
    Disk {
        /// The database.
        path: PathBuf,
        /// What SQLite reported.
        source: rusqlite::Error,
    },
    /// Another program keeps writing.
    #[error("`{}`: another program is using it\nhint: try again when it is done", path.display())]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// The copy that is made before the layout changes failed; nothing was changed.
    #[error("`{}`: the library cannot be backed up before its update: {source}\nhint: free some space on that disk", path.display())]
    Copy {
        /// The copy.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
    /// The library has no article with this number.
    #[error("the library has no article {id}\nhint: `byline library` lists them with their numbers")]
    NoArticle {
        /// The number.
        id: ArticleId,
    },
    /// Nothing to search for: no word contains a letter or digit.
    #[error("no word to search for\nhint: words are made of letters and digits")]
    NoWord,
    /// Anything else.
    #[error("`{}`: {source}\nhint: try again; if that does not help, use another library with `--library DIR`", path.display())]
    Other {
        /// The database.
        path: PathBuf,
        /// What SQLite reported.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// The error that SQLite reported about the database at `path`.
    pub(super) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, what: source.to_string() }
            }
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::Unreadable { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, source },
            _ => Self::Other { path, source },
        }
    }

    /// Why the library could not be used, in a few words for the status line, which has no room for a path.
    pub fn in_short(&self) -> &'static str {
        match self {
            Self::Busy { .. } => "another program is using the library",
            Self::Full { .. } | Self::Copy { .. } => "no space is left on the disk",
            Self::Disk { .. } => "the disk has an error",
            Self::ReadOnly { .. } => "the library cannot be written",
            Self::Unreadable { .. } | Self::Folder { .. } => "the library cannot be opened",
            Self::Damaged { .. } | Self::Emptied { .. } => "the library is damaged",
            Self::Newer { .. } => "the library was written by a newer byline",
            Self::Foreign { .. } => "the database belongs to another program",
            Self::NoArticle { .. } | Self::NoWord | Self::Other { .. } => "the library failed",
        }
    }

    /// Whether it may pass in a moment without anyone doing anything.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Full { .. } | Self::Disk { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: std::ffi::c_int, expected: &str) {
        let source = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        let message = StoreError::of(Path::new("a.db"), source).to_string();
        assert!(message.starts_with(expected), "{message}");
        assert!(message.contains("\nhint: "), "{message}");
    }

    #[test]
    fn what_sqlite_says_is_told_with_what_to_do() {
        check(rusqlite::ffi::SQLITE_CORRUPT, "`a.db`: damaged: ");
        check(rusqlite::ffi::SQLITE_NOTADB, "`a.db`: damaged: ");
        check(rusqlite::ffi::SQLITE_FULL, "`a.db`: no space left");
        check(rusqlite::ffi::SQLITE_READONLY_DIRECTORY, "`a.db`: cannot be written");
        check(rusqlite::ffi::SQLITE_CANTOPEN, "`a.db`: cannot be opened");
        check(rusqlite::ffi::SQLITE_BUSY, "`a.db`: another program is using it");
        check(rusqlite::ffi::SQLITE_IOERR_FSYNC, "`a.db`: disk error: ");
        check(rusqlite::ffi::SQLITE_MISMATCH, "`a.db`: ");
    }
}
