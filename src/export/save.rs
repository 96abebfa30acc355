//! Writes exports to files: completely or not at all, and never over the article or through a link that someone else
//! created.

#![expect(clippy::disallowed_methods, reason = "boundary: exports end in files")]

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::export::{OutputFile, OutputPlace, vault};

/// The links in this folder belong to the system: `/dev/stdout`.
#[cfg(unix)]
const ROOT: u32 = 0;

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// The system refused: no such folder, no permission, no space.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file that was to be written.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
    /// A file would replace a file that the user did not name.
    #[error("`{}` exists and holds another text\nhint: choose another name for the export", path.display())]
    Occupied {
        /// The file in the way.
        path: PathBuf,
    },
    /// The export would replace an article that is exported.
    #[error("`{}` is the article itself\nhint: choose another name for the export", path.display())]
    Article {
        /// The article, by the name that the export was to get.
        path: PathBuf,
    },
    /// The name is a link that leads nowhere.
    #[error("`{}` is a link to a file that does not exist\nhint: choose another name for the export", path.display())]
    Dangling {
        /// The link.
        path: PathBuf,
    },
    /// The name is a link that does not belong to the owner of its target.
    #[error("`{}` is a link that belongs to another user\nhint: choose another name for the export", path.display())]
    ForeignLink {
        /// The link.
        path: PathBuf,
    },
}

/// Some files, which it recognizes under whatever name.
#[derive(Debug, Default)]
pub struct Files {
    /// Their devices and numbers, where the system has such.
    numbers: HashSet<(u64, u64)>,
    paths: HashSet<PathBuf>,
}

impl Files {
    /// Adds a file, if it exists; devices and pipes are none.
    pub fn add(&mut self, path: &Path) {
        if let Some(file) = fs::metadata(path).ok().filter(Metadata::is_file) {
            self.numbers.extend(numbers(&file));
            self.paths.extend(fs::canonicalize(path));
        }
    }

    /// Whether the path leads to one of them.
    pub fn contain(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|it| numbers(&it).iter().any(|it| self.numbers.contains(it)))
            || fs::canonicalize(path).is_ok_and(|it| self.paths.contains(&it))
    }
}

/// Writes the main file to `path` and the others beside it under the same name; returns the files written.
///
/// A file at `path` is replaced, unless it is one of the `articles` that are exported, under whatever name. A file in
/// the place of another file is not replaced, unless it holds that file or an older version of it, because the user
/// did not name it. If `path` lacks the extension and there are several files, the extension is added. For a
/// folder, `path` is the folder; a file in it that byline did not write is not replaced, and what the user wrote
/// below our last line stays.
pub fn save(files: &[OutputFile], path: &Path, articles: &Files) -> Result<Vec<PathBuf>, SaveError> {
    let mut targets = Vec::new();
    let mut to_write = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let target = target(files, file, path);
        let is_article = articles.contain(&target);
        let found = contents(file, &target, at == 0);
        let found =
            if is_article { found.map_err(|_| SaveError::Article { path: target.clone() }) } else { found };
        let Some(contents) = found? else {
            targets.push(target);
            continue;
        };
        check_link(&target)?;
        if is_article {
            return Err(SaveError::Article { path: target });
        }
        to_write.push((contents, target.clone(), matches!(file.place, OutputPlace::Within(_))));
        targets.push(target);
    }
    for (contents, target, is_within) in to_write {
        let folder = target.parent().filter(|it| is_within && !it.exists());
        let made = folder.map_or(Ok(()), fs::create_dir_all);
        let written = made.and_then(|()| save_as(&target, contents.as_bytes()));
        written.map_err(|source| SaveError::Write { path: target, source })?;
    }
    Ok(targets)
}

/// What to write to the target; `None` if it is there already.
fn contents<'p>(
    file: &'p OutputFile,
    target: &Path,
    is_named: bool,
) -> Result<Option<Cow<'p, str>>, SaveError> {
    let whole = Cow::Borrowed(file.contents.as_str());
    if is_named && matches!(file.place, OutputPlace::Beside(_)) {
        return Ok(Some(whole));
    }
    let old = match fs::read(target) {
        Ok(old) => String::from_utf8(old).ok(),
        Err(_) if !target.exists() => return Ok(Some(whole)),
        Err(_) => None,
    };
    let occupied = || SaveError::Occupied { path: target.to_owned() };
    let old = old.ok_or_else(occupied)?;
    if old == file.contents {
        return Ok(None);
    }
    match &file.place {
        OutputPlace::Within(_) => {
            Ok(Some(Cow::Owned(vault::merged(&old, &file.contents).ok_or_else(occupied)?)))
        }
        // A table of ours has our header.
        OutputPlace::Beside(extension)
            if extension.contains('.') && old.lines().next() == whole.lines().next() =>
        {
            Ok(Some(whole))
        }
        OutputPlace::Beside(_) => Err(occupied()),
    }
}

/// Replaces the file by `contents` in one step: after a crash, either the old or the new file is there.
pub fn save_as(path: &Path, contents: &[u8]) -> io::Result<()> {
    // A link stays a link; its target is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|it| !it.is_file()) {
        // A device or pipe cannot be replaced; a folder gives its own error.
        return OpenOptions::new().write(true).open(path)?.write_all(contents);
    }
    if path.file_name().is_none() {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.exists() {
        let why = format!("there is no folder `{}`", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, why));
    }
    let mut builder = tempfile::Builder::new();
    // A temporary file with an unpredictable name that is short enough for every file system; removed if anything
    // fails.
    builder.prefix(".").suffix(".tmp").rand_bytes(12);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // the permissions that the user's umask allows
    let mut temporary = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        temporary.as_file().set_permissions(old.permissions())?;
    }
    temporary.write_all(contents)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path)?;
    sync_folder(folder)
}

/// Rejects a link that leads nowhere, or that its owner may have created to get someone else's file replaced.
fn check_link(path: &Path) -> Result<(), SaveError> {
    let link = fs::symlink_metadata(path).ok().filter(Metadata::is_symlink);
    let Some(link) = link else { return Ok(()) };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(SaveError::Dangling { path: path.to_owned() })
        }
        Ok(file) if file.is_file() && is_foreign(&link, &file) => {
            Err(SaveError::ForeignLink { path: path.to_owned() })
        }
        _ => Ok(()), // any other error occurs again on writing
    }
}

#[cfg(unix)]
fn numbers(file: &Metadata) -> [(u64, u64); 1] {
    use std::os::unix::fs::MetadataExt as _;
    [(file.dev(), file.ino())]
}

/// If files have no number, their names must be enough.
#[cfg(not(unix))]
fn numbers(_: &Metadata) -> [(u64, u64); 0] {
    []
}

/// Whether the link belongs neither to the owner of the file nor to the system.
#[cfg(unix)]
fn is_foreign(link: &Metadata, file: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    link.uid() != file.uid() && link.uid() != ROOT
}

#[cfg(not(unix))]
fn is_foreign(_: &Metadata, _: &Metadata) -> bool {
    false
}

fn target(files: &[OutputFile], file: &OutputFile, path: &Path) -> PathBuf {
    let extension = match &file.place {
        OutputPlace::Beside(_) if files.len() == 1 => return path.to_owned(),
        OutputPlace::Beside(extension) => extension,
        OutputPlace::Within(inside) => return path.join(inside),
    };
    let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
    let stem = |extension: &str| {
        let length = name.to_ascii_lowercase().strip_suffix(extension)?.strip_suffix('.')?.len();
        name.get(..length).filter(|it| !it.is_empty())
    };
    // "out.nodes.csv" and "out.csv" both stand for "out"; the longest known extension is removed.
    let stems = files.iter().filter_map(|it| match &it.place {
        OutputPlace::Beside(extension) => stem(extension),
        OutputPlace::Within(_) => None,
    });
    let Some(shortest) = stems.min_by_key(|it| it.len()) else {
        let mut whole = path.as_os_str().to_owned();
        whole.push(format!(".{extension}"));
        return PathBuf::from(whole);
    };
    // "OUT.CSV" keeps the name that the user gave it.
    if stem(extension) == Some(shortest) {
        return path.to_owned();
    }
    path.with_file_name(format!("{shortest}.{extension}"))
}

/// Without this, a crash could lose the new name, though not the file.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(()); // folders cannot be opened on this system
    }
    File::open(folder)?.sync_all()
}
