//! Writes exports to files, whole or not at all.

#![expect(clippy::disallowed_methods, reason = "boundary: exports end in files")]

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::export::Part;

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// The system refused: no such folder, no permission, no space.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file that was to be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A part would replace a file that the user did not name.
    #[error("`{}` exists and holds another text\nhint: choose another name for the export", path.display())]
    Occupied {
        /// The file in the way.
        path: PathBuf,
    },
}

/// Writes the main part to `path` and the others beside it under the same name; tells the files written.
///
/// A file at `path` is replaced. One that lies where another part belongs is not, unless it already holds that part:
/// the user did not name it, and it may well be the article itself. Without a part's extension, the name gets one if
/// there are several parts.
pub fn save(parts: &[Part], path: &Path) -> Result<Vec<PathBuf>, SaveError> {
    let targets: Vec<_> = parts.iter().map(|part| (part, target(parts, part, path))).collect();
    for (part, target) in targets.iter().skip(1) {
        if fs::read(target).is_ok_and(|old| old != part.contents.as_bytes()) {
            return Err(SaveError::Occupied { path: target.clone() });
        }
    }
    for (part, target) in &targets {
        save_as(target, part.contents.as_bytes())
            .map_err(|source| SaveError::Write { path: target.clone(), source })?;
    }
    Ok(targets.into_iter().map(|(_, target)| target).collect())
}

/// Replaces the file by `contents` in one step: a crash leaves the old one or the new one.
pub fn save_as(path: &Path, contents: &[u8]) -> io::Result<()> {
    // A link stays one; what it points to is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|it| !it.is_file()) {
        // A device or pipe cannot be replaced; a folder says so itself.
        return OpenOptions::new().write(true).open(path)?.write_all(contents);
    }
    let Some(name) = path.file_name() else { return Err(io::ErrorKind::InvalidFilename.into()) };
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(temporary);
    let written = write_new(&temporary, contents, old.map(|it| it.permissions()))
        .and_then(|()| fs::rename(&temporary, path))
        .and_then(|()| sync_folder(path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary); // the first error is the one to tell
    }
    written
}

fn target(parts: &[Part], part: &Part, path: &Path) -> PathBuf {
    let has_extension = parts.iter().any(|it| path.extension().is_some_and(|have| have == it.extension));
    if parts.len() == 1 {
        path.to_owned()
    } else if has_extension {
        path.with_extension(part.extension)
    } else {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{}", part.extension));
        PathBuf::from(name)
    }
}

fn write_new(path: &Path, contents: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.write_all(contents)?;
    file.sync_all()
}

/// Without this a crash could lose the new name, though not the file.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(()); // folders cannot be opened there
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
