//! Edits that the library could not take yet, in a file beside it. The file is written before anyone hears that they
//! are waiting. When the program that made them is gone, whoever opens the library next adds them. The file contains
//! the article, too.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::annotate;
use crate::document::{Document, Metadata, Notice, Target};
use crate::store::{StoreError, private, row_codec};

/// The first provisional number of waiting edits; no log grows that long.
pub(super) const FIRST_WAITING: i64 = 1 << 40;

/// How the names of such files begin: `unsaved-x7Gh2kQp.jsonl`.
const START: &str = "unsaved-";
const EXTENSION: &str = "jsonl";

/// More than any article with its notes; no more than this is read.
const MAX_BYTES: u64 = 256 << 20;

/// An edit that waits to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Waiting {
    /// Its provisional number.
    pub(super) number: i64,
    /// When it was made, in seconds since 1970.
    pub(super) made: i64,
    pub(super) edit: annotate::Edit,
}

/// The first line of the file: the article.
#[derive(Debug, Serialize, Deserialize)]
struct FileHead {
    /// When it was opened, in seconds since 1970, and by what name.
    opened: u64,
    opened_as: String,
    /// The last number in its log that the program knew; later ones may come from this file.
    last: i64,
    text: String,
    /// In the form in which the library stores them.
    blocks: String,
    links: String,
    #[serde(default)]
    originals: String,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    site: Option<String>,
    source: Option<String>,
    address: Option<String>,
    #[serde(default)]
    notice: Option<String>,
}

/// The file of a running program. It is locked, so that no one else adds its edits in the meantime.
#[derive(Debug)]
pub(super) struct Unsaved {
    file: File,
    path: PathBuf,
    /// The length of its complete lines.
    length: u64,
    n_edits: usize,
}

/// What could not be written before the program ended.
#[derive(Debug)]
pub struct Unwritten {
    /// The reason.
    pub why: StoreError,
    /// Whether the library has the article, but not the place in it.
    pub is_known: bool,
    /// The edits that are not in the library, oldest first.
    pub edits: Vec<annotate::Edit>,
    /// The file from which the next start adds them; `None` if that could not be written either.
    pub file: Option<PathBuf>,
}

impl Unsaved {
    /// Creates a file in the folder; `last` is the last number known in the article's log.
    pub(super) fn begin(
        folder: &Path,
        doc: &Document,
        opened_as: &str,
        opened: SystemTime,
        last: i64,
    ) -> io::Result<Self> {
        private::make_folder(folder)?;
        let (file, path) = tempfile::Builder::new()
            .prefix(START)
            .suffix(&format!(".{EXTENSION}"))
            .rand_bytes(8)
            .tempfile_in(folder)?
            .keep()?;
        // If a disk has no locks, edits that are added twice are recognized by their content.
        drop(file.try_lock());
        let mut unsaved = Self { file, path, length: 0, n_edits: 0 };
        let meta = doc.meta().clone();
        let head = FileHead {
            opened: opened.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs(),
            opened_as: opened_as.to_owned(),
            last,
            text: doc.text().to_owned(),
            blocks: row_codec::blocks_to_json(doc),
            links: row_codec::links_to_json(doc),
            originals: row_codec::originals_to_json(doc),
            title: meta.title,
            author: meta.author,
            published: meta.published,
            site: meta.site,
            source: meta.source,
            address: meta.address.as_ref().map(|it| it.as_str().to_owned()),
            notice: meta.notice.map(|it| it.word().to_owned()),
        };
        // If the folder were not synced, a crash could lose the file's name.
        match unsaved.line(&head).and_then(|()| File::open(folder)?.sync_all()) {
            Ok(()) => Ok(unsaved),
            Err(error) => {
                unsaved.remove();
                Err(error)
            }
        }
    }

    /// Writes the waiting edits that the file does not have yet; they are on the disk when this returns.
    pub(super) fn hold(&mut self, waiting: &[Waiting]) -> io::Result<()> {
        for it in waiting.iter().skip(self.n_edits) {
            self.line(it)?;
            self.n_edits += 1;
        }
        Ok(())
    }

    /// The path of the file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Its edits are in the library.
    pub(super) fn remove(self) {
        // If the file stays, its edits will be recognized.
        drop(fs::remove_file(&self.path));
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_all());
        if written.is_ok() {
            self.length += line.len() as u64;
        } else {
            // Half a line would spoil the next one.
            drop(self.file.set_len(self.length).and_then(|()| self.file.seek(SeekFrom::End(0)).map(drop)));
        }
        written
    }
}

/// What a program that has ended left behind. The file is locked while this value lives.
#[derive(Debug)]
pub(super) struct Leftover {
    _lock: File,
    path: PathBuf,
    pub(super) doc: Document,
    /// When the article was opened, and by what name.
    pub(super) opened: SystemTime,
    pub(super) opened_as: String,
    /// The last number in its log that the program knew.
    pub(super) last: i64,
    pub(super) edits: Vec<Waiting>,
}

/// What programs that have ended left in the folder, each read only when it is needed. Files that cannot be read
/// stay.
pub(super) fn left_in(folder: &Path) -> impl Iterator<Item = Leftover> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|it| Some(it.ok()?.path())).filter(|it| is_one(it)).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| Leftover::open(path).ok().flatten())
}

fn is_one(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.starts_with(START) && path.extension().is_some_and(|it| it == EXTENSION)
}

impl Leftover {
    fn open(path: PathBuf) -> io::Result<Option<Self>> {
        let file = File::open(&path)?;
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(None); // the program that made it is still running
        }
        let mut bytes = Vec::new();
        (&file).take(MAX_BYTES).read_to_end(&mut bytes)?;
        let lines: Vec<&[u8]> = bytes.split_inclusive(|it| *it == b'\n').collect();
        let Some((head, rest)) = lines.split_first() else { return Ok(None) };
        let head: FileHead = serde_json::from_slice(head)?;
        // An incomplete line was not on the disk when the program ended, so no one was told that it is safe.
        let whole = rest.iter().filter(|it| it.ends_with(b"\n"));
        let edits = whole.map(|it| serde_json::from_slice(it)).collect::<Result<_, _>>()?;
        let meta = Metadata {
            title: head.title,
            author: head.author,
            published: head.published,
            site: head.site,
            source: head.source,
            address: head.address.as_deref().and_then(Target::new),
            notice: head.notice.as_deref().and_then(Notice::parse),
        };
        let doc = row_codec::restore(head.text, &head.blocks, &head.links, &head.originals, meta)
            .map_err(io::Error::other)?;
        let opened = SystemTime::UNIX_EPOCH + Duration::from_secs(head.opened);
        Ok(Some(Self { _lock: file, path, doc, opened, opened_as: head.opened_as, last: head.last, edits }))
    }

    /// It is in the library.
    pub(super) fn remove(self) {
        // If the file stays, its edits will be recognized.
        drop(fs::remove_file(&self.path));
    }
}
