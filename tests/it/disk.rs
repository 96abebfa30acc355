//! Nothing is called "saved" that is not on the disk: the user's library on a disk whose fsync fails.
//!
//! The test builds a small library that takes the place of the system's, and starts itself with it: fsync fails as
//! long as a certain file exists.

#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "this test starts itself as another program")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::SystemTime;

use byline::annotate::{Anchor, Edit};
use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::store::{Folders, Keeper, Library, News, StoreError};
use byline::text::Span;

/// The folder of the program that the test starts; not set for the test itself.
const FOLDER: &str = "BYLINE_TEST_DISK";
const TEST: &str = "disk::nothing_is_called_saved_on_a_disk_that_fails";

/// Fails if the file exists, and otherwise does what the system does.
const FAILING: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
static int sync_or_fail(const char *name, int fd) {
    const char *flag = getenv("BYLINE_TEST_NO_SYNC");
    if (flag && access(flag, F_OK) == 0) { errno = EIO; return -1; }
    return ((int (*)(int)) dlsym(RTLD_NEXT, name))(fd);
}
int fsync(int fd) { return sync_or_fail("fsync", fd); }
int fdatasync(int fd) { return sync_or_fail("fdatasync", fd); }
"#;

fn article() -> Arc<Document> {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, "The mill burned.");
    Arc::new(builder.finish(Metadata::default()).unwrap())
}

fn note(doc: &Document, text: &str) -> Edit {
    Edit::Mark { at: Anchor::of(doc, Span::new(4, 8)), note: text.to_owned(), tags: Vec::new() }
}

fn keeper(folder: &Path) -> (Keeper, Receiver<News>) {
    let (sender, inbox) = mpsc::channel();
    let keeper =
        Keeper::spawn(Folders::within(folder), article(), "a.txt".to_owned(), SystemTime::UNIX_EPOCH)
            .unwrap();
    keeper.listen(move |news| drop(sender.send(news)));
    (keeper, inbox)
}

fn notes(folder: &Path) -> Vec<Edit> {
    let library = Library::open(&Folders::within(folder)).unwrap();
    let id = library.with_text(article().fingerprint()).unwrap();
    let edits = id.map_or_else(Vec::new, |id| library.edits(id).unwrap());
    edits.iter().map(|it| serde_json::from_str(&it.payload).unwrap()).collect()
}

#[test]
fn nothing_is_called_saved_on_a_disk_that_fails() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return on_a_disk_that_fails(Path::new(&folder));
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disk");
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    fs::create_dir_all(&folder).unwrap();
    let (source, object) = (folder.join("failing.c"), folder.join("failing.so"));
    fs::write(&source, FAILING).unwrap();
    let built =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&object).arg(&source).arg("-ldl").status();
    assert!(built.unwrap().success(), "a C compiler is needed to build byline, too");
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", TEST, "--nocapture", "--quiet"]).stdin(Stdio::null());
    command
        .env(FOLDER, &folder)
        .env("LD_PRELOAD", &object)
        .env("BYLINE_TEST_NO_SYNC", folder.join("no-sync"));
    assert!(command.status().unwrap().success());
}

fn on_a_disk_that_fails(folder: &Path) {
    let (doc, library, flag) = (article(), folder.join("library"), folder.join("no-sync"));
    let (first, inbox) = keeper(&library);
    assert!(matches!(inbox.recv(), Ok(News::Kept(..))));
    first.handle().record(note(&doc, "a"));
    assert!(matches!(inbox.recv(), Ok(News::Recorded(_))), "the disk is sound");

    fs::write(&flag, "").unwrap();
    first.handle().record(note(&doc, "b"));
    let Ok(News::Waiting(_, why)) = inbox.recv() else { panic!("called saved") };
    assert_eq!(why, "not saved yet: the disk has an error");
    let left = first.close().unwrap_err();
    assert!(matches!(left.why, StoreError::Disk { .. }), "{left:?}");
    assert!(left.why.to_string().contains("\nhint: "));
    assert_eq!((left.edits, left.file), (vec![note(&doc, "b")], None), "no file holds it for sure either");

    // What fails at the first attempt is saved by a later one. The other note may be there or not: it was not called
    // saved.
    fs::remove_file(&flag).unwrap();
    let (second, inbox) = keeper(&library);
    assert!(matches!(inbox.recv(), Ok(News::Kept(..))));
    fs::write(&flag, "").unwrap();
    second.handle().record(note(&doc, "c"));
    assert!(matches!(inbox.recv(), Ok(News::Waiting(..))));
    fs::remove_file(&flag).unwrap();
    second.handle().record(note(&doc, "d"));
    assert!(matches!(inbox.recv(), Ok(News::Saved)));
    assert!(matches!(inbox.recv(), Ok(News::Recorded(_))));
    second.close().unwrap();
    let mut kept = notes(&library);
    assert!(kept.iter().filter(|it| **it == note(&doc, "b")).count() <= 1, "{kept:?}");
    kept.retain(|it| *it != note(&doc, "b"));
    assert_eq!(kept, ["a", "c", "d"].map(|it| note(&doc, it)));
}
