//! Reads files and standard input: the only place where articles come in from outside.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::document::Document;
use crate::import::error::{MAX_BYTES, STDIN};
use crate::import::{ImportError, Options, Origin, import};

/// How many times a file is read before byline assumes that another program is writing to it.
const ATTEMPTS: usize = 2;

/// Reads and imports the file at `path`.
pub fn open(path: &Path, options: &Options) -> Result<Document, ImportError> {
    let origin = Origin::file(path);
    import(&read(path)?, &origin, options)
}

/// Reads and imports what comes from `input`, as from a pipe.
pub fn open_stdin(input: impl Read, options: &Options) -> Result<Document, ImportError> {
    import(&read_stdin(input)?, &Origin::stdin(), options)
}

/// The bytes of the file at `path`: at least one, at most [`MAX_BYTES`].
pub fn read(path: &Path) -> Result<Vec<u8>, ImportError> {
    let origin = Origin::file(path);
    let name = origin.name();
    for _ in 0..ATTEMPTS {
        let file = File::open(path).map_err(|source| io_error(name, source))?;
        let metadata = file.metadata().map_err(|source| io_error(name, source))?;
        if metadata.is_dir() {
            return Err(ImportError::IsDirectory { name: name.to_owned() });
        }
        // Pipes and devices state no length.
        let expected = if metadata.is_file() { metadata.len() } else { 0 };
        if let Some(bytes) = read_whole(file, expected, name)? {
            return Ok(bytes);
        }
    }
    Err(ImportError::Shrank { name: name.to_owned() })
}

/// All bytes of `input`: at least one, at most [`MAX_BYTES`].
pub fn read_stdin(input: impl Read) -> Result<Vec<u8>, ImportError> {
    let bytes = read_whole(input, 0, STDIN)?;
    bytes.ok_or_else(|| ImportError::Shrank { name: STDIN.to_owned() })
}

/// Reads to the end; `None` if there were fewer bytes than `expected`.
fn read_whole(input: impl Read, expected: u64, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
    let limit = MAX_BYTES as u64;
    if expected > limit {
        return Err(ImportError::TooLarge { name: name.to_owned() });
    }
    // One additional byte shows whether the end was reached; reserving room for it saves a copy of everything.
    let capacity = usize::try_from(expected).unwrap_or_default() + 1;
    let mut bytes = Vec::with_capacity(capacity);
    input.take(limit + 1).read_to_end(&mut bytes).map_err(|source| io_error(name, source))?;
    match bytes.len() as u64 {
        read if read > limit => Err(ImportError::TooLarge { name: name.to_owned() }),
        read if read < expected => Ok(None),
        0 => Err(ImportError::Empty { name: name.to_owned() }),
        _ => Ok(Some(bytes)),
    }
}

fn io_error(name: &str, source: io::Error) -> ImportError {
    let name = name.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound if is_address(&name) => ImportError::Address { name },
        io::ErrorKind::NotFound => ImportError::NotFound { name },
        io::ErrorKind::IsADirectory => ImportError::IsDirectory { name },
        io::ErrorKind::PermissionDenied => ImportError::PermissionDenied { name },
        _ => ImportError::Unreadable { name, source },
    }
}

/// Whether the name of a file is a web address.
fn is_address(name: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|it| name.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_is_read_to_its_end() {
        assert_eq!(read_whole(&b"abc"[..], 3, "x").unwrap(), Some(b"abc".to_vec()));
        // It grew, or is a pipe.
        assert_eq!(read_whole(&b"abc"[..], 0, "x").unwrap(), Some(b"abc".to_vec()));
    }

    #[test]
    fn a_file_that_shrinks_while_read_is_told() {
        assert_eq!(read_whole(&b"abc"[..], 4, "x").unwrap(), None);
        assert_eq!(read_whole(&b""[..], 4, "x").unwrap(), None);
    }

    #[test]
    fn too_much_is_refused_without_reading_it_all() {
        let endless = io::repeat(b'a');
        assert!(matches!(read_whole(endless, 0, "x"), Err(ImportError::TooLarge { .. })));
        assert!(matches!(read_whole(io::empty(), 1 << 40, "x"), Err(ImportError::TooLarge { .. })));
    }

    #[test]
    fn nothing_is_an_error_that_says_what_to_do() {
        let error = read_stdin(io::empty()).unwrap_err();
        let message =
            "`standard input`: empty\nhint: pipe an article into it, e.g. `cat article.txt | byline -`";
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn missing_files_and_directories_are_told_apart() {
        let missing = read(Path::new("/nonexistent/article.txt")).unwrap_err();
        assert!(matches!(missing, ImportError::NotFound { .. }), "{missing}");
        let address = read(Path::new("HTTPS://example.org/a")).unwrap_err();
        assert!(address.to_string().contains("`byline HTTPS://example.org/a` fetches"), "{address}");
        let directory = read(Path::new("/")).unwrap_err();
        assert!(matches!(directory, ImportError::IsDirectory { .. }), "{directory}");
    }
}
