//! Notes that were being written when the program ended. Each has its own folder beside the library, with the words
//! that it is about, and is offered again when the article is opened.

#![expect(clippy::disallowed_methods, reason = "boundary: drafts lie in files")]

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::annotate::{Anchor, Edit, EditId};
use crate::document::Document;
use crate::store::make_folder;
use crate::tui::editor::{NOTE, above};
use crate::tui::private_file::{folder_in, write_new};

/// The folder for all drafts, inside that of the library.
const FOLDER: &str = "drafts";
/// The file beside the note that says what the note is about.
const ABOUT: &str = "about.json";
/// The file that nano writes when it is killed; it is newer than the note.
const RESCUED: &str = "note.txt.save";

/// Where the drafts of articles are.
#[derive(Debug, Clone)]
pub struct Drafts(PathBuf);

/// An unfinished note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The words that it is about.
    pub at: Anchor,
    /// Its highlight, if there is one already.
    pub mark: Option<EditId>,
    /// What was written so far.
    pub note: String,
}

/// What a draft is about.
#[derive(Serialize, Deserialize)]
struct About {
    /// The article, identified by its text and its source: the text may have changed when it is opened again.
    fingerprint: String,
    source: Option<String>,
    #[serde(flatten)]
    begun: Unfinished,
}

/// A draft on the disk. Other programs leave it alone while this value lives.
#[derive(Debug)]
pub(super) struct Draft {
    folder: PathBuf,
    pub(super) unfinished: Unfinished,
    _lock: File,
}

impl Drafts {
    /// In its folder beside the library.
    pub fn within(folder: &Path) -> Self {
        Self(folder.join(FOLDER))
    }

    /// Creates a draft; the note so far is on the disk when this returns.
    pub(super) fn begin(&self, doc: &Document, unfinished: Unfinished) -> io::Result<Draft> {
        make_folder(&self.0)?;
        let folder = folder_in(&self.0)?;
        let note = unfinished.note.clone();
        let about = About {
            fingerprint: doc.fingerprint().to_string(),
            source: doc.meta().source.clone(),
            begun: unfinished.clone(),
        };
        write_new(&folder.join(NOTE), note.as_bytes())?;
        let lock = write_new(&folder.join(ABOUT), &serde_json::to_vec(&about)?)?;
        for folder in [&folder, &self.0] {
            File::open(folder)?.sync_all()?;
        }
        drop(lock.try_lock()); // on a disk without locks, two programs may both offer it
        Ok(Draft { folder, unfinished, _lock: lock })
    }

    /// The latest draft for the article that no program is writing.
    pub(super) fn find(&self, doc: &Document) -> Option<Draft> {
        let folders = fs::read_dir(&self.0).ok()?.filter_map(|it| Some(it.ok()?.path()));
        let drafts = folders.filter_map(|it| read(it, doc));
        drafts.max_by_key(|it| it.0).map(|it| it.1)
    }
}

/// A draft for this article, and when it was last written.
fn read(folder: PathBuf, doc: &Document) -> Option<(SystemTime, Draft)> {
    let lock = File::open(folder.join(ABOUT)).ok()?;
    if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    let about: About = serde_json::from_slice(&fs::read(folder.join(ABOUT)).ok()?).ok()?;
    let is_same_source = about.source.is_some() && about.source == doc.meta().source;
    if about.fingerprint != doc.fingerprint().to_string() && !is_same_source {
        return None;
    }
    let written = [RESCUED, NOTE].iter().find_map(|it| {
        let bytes = fs::read(folder.join(it)).ok()?;
        Some((fs::metadata(folder.join(it)).ok()?.modified().ok()?, above(&String::from_utf8_lossy(&bytes))))
    });
    let (time, note) = written?;
    let is_begun = !note.is_empty() && (about.begun.mark.is_none() || note != about.begun.note);
    if !is_begun {
        return None;
    }
    Some((time, Draft { folder, unfinished: Unfinished { note, ..about.begun }, _lock: lock }))
}

impl Draft {
    /// The file of the note, for an editor.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(NOTE)
    }

    /// Whether this edit saves the note.
    pub(super) fn is_finished_by(&self, edit: &Edit) -> bool {
        let Unfinished { at, mark, .. } = &self.unfinished;
        match edit {
            Edit::Mark { at: of, .. } => (of.span, &of.exact) == (at.span, &at.exact),
            Edit::Rewrite { mark: of, .. } => Some(*of) == *mark,
            _ => false,
        }
    }

    /// Removes it, because it is no longer needed.
    pub(super) fn remove(&self) {
        drop(fs::remove_dir_all(&self.folder)); // then it is offered once more, and nothing is lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, DocumentBuilder, Metadata};
    use crate::text::Span;

    fn document(text: &str, source: &str) -> Document {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Paragraph, text);
        builder.finish(Metadata { source: Some(source.to_owned()), ..Metadata::default() }).unwrap()
    }

    fn unfinished(doc: &Document, note: &str) -> Unfinished {
        Unfinished { at: Anchor::of(doc, Span::new(0, 3)), mark: None, note: note.to_owned() }
    }

    #[test]
    fn a_draft_is_found_for_its_article_alone_and_not_while_it_is_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::within(folder.path());
        let doc = document("The mill burned.", "/a.txt");
        assert!(drafts.find(&doc).is_none());
        let draft = drafts.begin(&doc, unfinished(&doc, "half a")).unwrap();
        assert!(drafts.find(&doc).is_none(), "somebody is writing it");
        fs::write(draft.path(), "half a note").unwrap();
        let path = draft.path();
        drop(draft);
        assert!(drafts.find(&document("Another text.", "/b.txt")).is_none());
        let changed = document("The mill burned down.", "/a.txt");
        // A program that another test is just starting holds the lock, too, until it is running.
        let found = (0..200).find_map(|_| {
            drafts.find(&changed).or_else(|| {
                std::thread::sleep(std::time::Duration::from_millis(5));
                None
            })
        });
        assert_eq!(found.unwrap().unfinished.note, "half a note");
        fs::write(path.with_file_name(RESCUED), "half a note, rescued").unwrap();
        let found = drafts.find(&doc).unwrap();
        assert_eq!(found.unfinished, unfinished(&doc, "half a note, rescued"));
        let at = Anchor::of(&doc, Span::new(0, 3));
        assert!(found.is_finished_by(&Edit::Mark { at, note: "x".to_owned(), tags: Vec::new() }));
        assert!(!found.is_finished_by(&Edit::Rewrite {
            mark: EditId(1),
            note: String::new(),
            tags: Vec::new()
        }));
        found.remove();
        assert!(drafts.find(&doc).is_none());
    }

    #[test]
    fn what_was_not_changed_is_not_offered() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::within(folder.path());
        let doc = document("The mill burned.", "/a.txt");
        drop(drafts.begin(&doc, unfinished(&doc, "")).unwrap());
        let of_mark = Unfinished { mark: Some(EditId(1)), ..unfinished(&doc, "as it was") };
        drop(drafts.begin(&doc, of_mark).unwrap());
        assert!(drafts.find(&doc).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let doc = document("The mill burned.", "/a.txt");
        let draft = Drafts::within(folder.path()).begin(&doc, unfinished(&doc, "mine")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!([draft.path(), draft.folder.join(ABOUT)].map(|it| mode(&it)), [0o600; 2]);
        assert_eq!([&*draft.folder, draft.folder.parent().unwrap()].map(mode), [0o700; 2]);
    }
}
