//! Makes sure that only its owner can read the user's data: new folders and files are created that way, and older
//! files are fixed.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The permissions of everyone but the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Creates the folder, and those above it that are missing.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Creates an empty file if there is none, and makes what is already there private: the database, its logs and its
/// copies. Failures are ignored: SQLite reports a file that it cannot use, and a file of someone else is theirs to
/// open or not.
pub(super) fn guard_database(path: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Only a new file is opened: closing a file that another connection of ours has open would drop that connection's
    // locks.
    drop(options.open(path));
    for file in family(path) {
        drop(guard(&file));
    }
}

/// Makes a file private.
#[cfg(unix)]
pub(super) fn guard(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut rights = fs::metadata(path)?.permissions();
    if rights.mode() & OTHERS != 0 {
        rights.set_mode(rights.mode() & !OTHERS);
        fs::set_permissions(path, rights)?;
    }
    Ok(())
}

/// Without owners, there are no permissions to set.
#[cfg(not(unix))]
pub(super) fn guard(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The file that SQLite keeps beside a database: `library.db-wal`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The database, its logs, and the copies of its earlier layouts that exist.
fn family(path: &Path) -> Vec<PathBuf> {
    let own = ["", "-wal", "-shm", "-journal"].map(|it| beside(path, it));
    own.into_iter().filter(|it| it.exists()).chain(copies(path)).collect()
}

/// The copies of a database's earlier layouts, finished or not.
pub(super) fn copies(path: &Path) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let start = format!("{stem}.layout-");
    let entries = path.parent().and_then(|it| fs::read_dir(it).ok());
    let paths = entries.into_iter().flatten().filter_map(|it| Some(it.ok()?.path()));
    let is_copy = |it: &PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with(&start));
    paths.filter(is_copy).collect()
}
