//! Every request is carried out, or reported as waiting and carried out later.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::annotate::{Anchor, Edit as Change};
use crate::digest::sample;
use crate::store::testing::{article, folder, time};

const LONG: Duration = Duration::from_mins(1);

fn keeper(folders: &Folders, doc: &Arc<Document>) -> Keeper {
    Keeper::spawn(folders.clone(), Arc::clone(doc), "a.txt".to_owned(), time(1)).unwrap()
}

#[test]
fn the_last_place_is_written_on_closing_and_told_when_opened_again() {
    let folders = Folders::within(&folder("keeper"));
    let doc = Arc::new(article("Head", &["One two three.", "Four."]));
    let first = keeper(&folders, &doc);
    assert_eq!(first.place(LONG), Ok(None));
    for start in 0..9 {
        first.handle().seen(Span::new(start, 20));
    }
    first.close().unwrap();
    let second = keeper(&folders, &doc);
    assert_eq!(second.place(LONG), Ok(Some(Span::new(8, 20))));
    second.close().unwrap();
}

#[test]
fn a_place_is_written_though_the_reader_stays() {
    let folders = Folders::within(&folder("debounce"));
    let doc = Arc::new(article("Head", &["One two three."]));
    let keeper = keeper(&folders, &doc);
    assert_eq!(keeper.place(LONG), Ok(None));
    keeper.handle().seen(Span::new(6, 9));
    let library = Library::open(&folders).unwrap();
    while library.place(&doc).unwrap().is_none() {
        thread::yield_now();
    }
    keeper.close().unwrap();
}

#[test]
fn edits_have_dates_once_they_are_kept() {
    let folders = Folders::within(&folder("dates"));
    let doc = Arc::new(article("Head", &["One two three."]));
    let keeper = keeper(&folders, &doc);
    assert_eq!(keeper.handle().dates(LONG), []);
    keeper.handle().record(note(&doc, "a"));
    let dates = keeper.handle().dates(LONG);
    assert!(dates.len() == 1 && dates[0].1.ends_with('Z'), "{dates:?}");
    keeper.close().unwrap();
}

#[test]
fn a_failure_is_told_and_the_place_not_waited_for() {
    let folder = folder("failure");
    fs::write(folder.join("library.db"), "this is not a database but some text".repeat(30)).unwrap();
    let doc = Arc::new(article("Head", &["One."]));
    let keeper = keeper(&Folders::within(&folder), &doc);
    assert_eq!(keeper.place(LONG), Err(Unknown));
    keeper.handle().seen(Span::new(0, 4));
    let (sender, inbox) = mpsc::channel();
    keeper.listen(move |news| drop(sender.send(news)));
    let Ok(News::Failed(message)) = inbox.recv() else { panic!("no failure") };
    assert_eq!(message, "not kept: the library is damaged");
    keeper.handle().record(note(&doc, "a"));
    assert!(matches!(inbox.recv(), Ok(News::Waiting(..))));
    let left = keeper.close().unwrap_err();
    let message = left.why.to_string();
    assert!(message.contains("library.db`: damaged: ") && message.contains("\nhint: "), "{message}");
    assert_eq!((left.edits, left.file.is_some()), (vec![note(&doc, "a")], true));
}

/// The edits that are reported first.
fn told(inbox: &Receiver<News>) -> Vec<LoggedEdit> {
    let Ok(News::Kept(_, edits)) = inbox.recv() else { panic!("no edits") };
    edits
}

fn change(edit: &LoggedEdit) -> Change {
    serde_json::from_str(&edit.payload).unwrap()
}

fn note(doc: &Document, text: &str) -> Change {
    Change::Mark { at: Anchor::of(doc, Span::new(0, 4)), note: text.to_owned(), tags: Vec::new() }
}

fn listened(keeper: &Keeper) -> Receiver<News> {
    let (sender, inbox) = mpsc::channel();
    keeper.listen(move |news| drop(sender.send(news)));
    inbox
}

/// Acts as another program that writes to the library, until this is dropped.
fn lock(folders: &Folders) -> Connection {
    let other = Connection::open(folders.data.join("library.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    other
}

fn edits(folders: &Folders, doc: &Document) -> Vec<Change> {
    let library = Library::open(folders).unwrap();
    let id = library.with_text(doc.fingerprint()).unwrap();
    id.map_or_else(Vec::new, |id| library.edits(id).unwrap()).iter().map(change).collect()
}

fn unsaved(folders: &Folders) -> Vec<String> {
    let names = fs::read_dir(&folders.data).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    names.filter(|it| it.starts_with("unsaved-")).collect()
}

#[test]
fn an_edit_is_answered_once_it_is_written_and_told_when_opened_again() {
    let folders = Folders::within(&folder("edits"));
    let doc = Arc::new(article("Head", &["One two three."]));
    let first = keeper(&folders, &doc);
    let inbox = listened(&first);
    assert_eq!(told(&inbox), []);
    assert!(first.handle().record(note(&doc, "a")));
    let Ok(News::Recorded(edit)) = inbox.recv() else { panic!("no answer") };
    assert_eq!((edit.number, change(&edit)), (1, note(&doc, "a")));
    first.close().unwrap();
    let second = keeper(&folders, &doc);
    assert_eq!(told(&listened(&second)), [edit]);
    second.close().unwrap();
}

#[test]
fn what_is_done_while_another_program_writes_is_told_to_wait_and_written_when_that_is_done() {
    let folders = Folders::within(&folder("locked"));
    let doc = Arc::new(article("Head", &["One two three."]));
    keeper(&folders, &doc).close().unwrap();
    let keeper = keeper(&folders, &doc);
    let inbox = listened(&keeper);
    assert_eq!(told(&inbox), []);
    assert_eq!(keeper.place(LONG), Ok(None));
    assert_eq!(keeper.settle(), Ok(()));
    let other = lock(&folders);
    keeper.handle().record(note(&doc, "a"));
    let Ok(News::Waiting(first, why)) = inbox.recv() else { panic!("it does not wait") };
    assert_eq!(why, "not saved yet: another program is using the library");
    assert_eq!(unsaved(&folders).len(), 1, "it is on the disk all the same");
    keeper.handle().record(Change::Undo { which: EditId(first.number.unsigned_abs()) });
    let Ok(News::Waiting(..)) = inbox.recv() else { panic!("it does not wait") };
    assert_eq!(keeper.settle(), Err("another program is using the library".to_owned()));
    drop(other);
    // By itself, without another edit.
    assert!(matches!(inbox.recv(), Ok(News::Saved)));
    assert_eq!(unsaved(&folders), [""; 0]);
    // The reader still knows the first one by its provisional number.
    keeper.handle().record(Change::Redo { which: EditId(first.number.unsigned_abs()) });
    let Ok(News::Recorded(redo)) = inbox.recv() else { panic!("no answer") };
    assert_eq!(redo.number, 3);
    keeper.close().unwrap();
    let which = EditId(1);
    assert_eq!(edits(&folders, &doc), [note(&doc, "a"), Change::Undo { which }, Change::Redo { which }]);
}

#[test]
fn a_library_that_is_busy_when_the_article_is_opened_takes_it_when_it_is_free() {
    let folders = Folders::within(&folder("busy"));
    let doc = Arc::new(article("Head", &["One two three."]));
    let first = keeper(&folders, &doc);
    first.handle().record(note(&doc, "old"));
    first.close().unwrap();
    for known in [true, false] {
        let doc = if known { Arc::clone(&doc) } else { Arc::new(article("New", &["Text."])) };
        let other = lock(&folders);
        let keeper = keeper(&folders, &doc);
        let inbox = listened(&keeper);
        let Ok(News::Failed(why)) = inbox.recv() else { panic!("not told") };
        assert_eq!(why, "not kept yet: another program is using the library");
        if known {
            assert_eq!(told(&inbox).len(), 1, "what is there can be read");
        }
        keeper.handle().record(note(&doc, "new"));
        assert!(matches!(inbox.recv(), Ok(News::Waiting(..))));
        keeper.handle().seen(Span::new(2, 5));
        drop(other);
        let mut news = inbox.iter();
        let told = news.by_ref().find(|it| !matches!(it, News::Kept(..)));
        assert!(matches!(told, Some(News::Saved)), "{told:?}");
        keeper.close().unwrap();
        let notes: &[&str] = if known { &["old", "new"] } else { &["new"] };
        assert_eq!(edits(&folders, &doc), notes.iter().map(|it| note(&doc, it)).collect::<Vec<_>>());
        let library = Library::open(&folders).unwrap();
        assert_eq!(library.place(&doc).unwrap(), Some(Span::new(2, 5)));
    }
}

#[test]
fn what_cannot_be_written_at_the_end_is_named_and_taken_in_by_the_next_start() {
    let folders = Folders::within(&folder("left"));
    let doc = Arc::new(article("Head", &["One two three."]));
    let first = keeper(&folders, &doc);
    first.handle().record(note(&doc, "a"));
    first.close().unwrap();
    let second = keeper(&folders, &doc);
    let inbox = listened(&second);
    assert_eq!(told(&inbox).len(), 1);
    let other = lock(&folders);
    second.handle().record(note(&doc, "b"));
    let Ok(News::Waiting(b, _)) = inbox.recv() else { panic!("it does not wait") };
    second.handle().record(Change::Erase { mark: EditId(b.number.unsigned_abs()) });
    let left = second.close().unwrap_err();
    assert!(matches!(left.why, StoreError::Busy { .. }), "{left:?}");
    assert_eq!(left.edits.len(), 2);
    let file = left.file.unwrap();
    assert!(is_private(&file), "{}", file.display());
    // A line that was only partly written.
    let mut lines = fs::read(&file).unwrap();
    lines.extend(br#"{"number":5,"ma"#);
    fs::write(&file, &lines).unwrap();
    drop(other);
    let expected = [note(&doc, "a"), note(&doc, "b"), Change::Erase { mark: EditId(2) }];
    let third = keeper(&folders, &doc);
    let inbox = listened(&third);
    assert_eq!(told(&inbox).iter().map(change).collect::<Vec<_>>(), expected);
    assert!(matches!(inbox.recv(), Ok(News::Recovered(2))));
    third.close().unwrap();
    assert_eq!(unsaved(&folders), [""; 0]);

    // The program ended after writing them and before removing the file; they must not be there twice.
    fs::write(&file, &lines).unwrap();
    assert_eq!(edits(&folders, &doc), expected);
    assert_eq!(unsaved(&folders), [""; 0]);
    // The library is gone: the article comes back with its notes.
    fs::write(&file, &lines).unwrap();
    for ending in ["", "-wal", "-shm"] {
        drop(fs::remove_file(folders.data.join(format!("library.db{ending}"))));
    }
    assert_eq!(edits(&folders, &doc), [note(&doc, "b"), Change::Erase { mark: EditId(1) }]);
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
}

#[cfg(not(unix))]
fn is_private(_: &Path) -> bool {
    true
}

#[test]
fn what_waits_in_a_running_program_is_left_to_it() {
    let folders = Folders::within(&folder("running"));
    let doc = Arc::new(article("Head", &["One two three."]));
    keeper(&folders, &doc).close().unwrap();
    let keeper = keeper(&folders, &doc);
    let inbox = listened(&keeper);
    assert_eq!(told(&inbox), []);
    assert_eq!(keeper.settle(), Ok(()));
    let other = lock(&folders);
    keeper.handle().record(note(&doc, "a"));
    assert!(matches!(inbox.recv(), Ok(News::Waiting(..))));
    assert_eq!(edits(&folders, &doc), [], "another start does not take it");
    assert_eq!(unsaved(&folders).len(), 1);
    drop(other);
    assert!(matches!(inbox.recv(), Ok(News::Saved)));
    keeper.close().unwrap();
    assert_eq!(edits(&folders, &doc), [note(&doc, "a")]);
}

#[test]
fn an_article_that_was_removed_meanwhile_comes_back_with_the_next_note() {
    let folders = Folders::within(&folder("removed"));
    let doc = Arc::new(article("Head", &["One two three."]));
    let keeper = keeper(&folders, &doc);
    let inbox = listened(&keeper);
    assert_eq!(told(&inbox), []);
    assert_eq!(keeper.settle(), Ok(()));
    let mut library = Library::open(&folders).unwrap();
    let id = library.with_text(doc.fingerprint()).unwrap().unwrap();
    library.remove(id).unwrap();
    keeper.handle().record(note(&doc, "a"));
    let Ok(News::Kept(new, known)) = inbox.recv() else { panic!("no new number") };
    assert_eq!((new == id, known), (false, Vec::new()));
    assert!(matches!(inbox.recv(), Ok(News::Recorded(_))));
    keeper.close().unwrap();
    assert_eq!(edits(&folders, &doc), [note(&doc, "a")]);
}

#[test]
fn what_is_found_is_there_when_the_article_is_opened_again() {
    let folders = Folders::within(&folder("found"));
    let (doc, analysis) = sample::article(&["[PER Ann Lee] left."]);
    for is_new in [true, false] {
        let keeper = keeper(&folders, &doc);
        keeper.handle().found("m".to_owned(), Arc::clone(&analysis), is_new);
        keeper.close().unwrap();
        let cache = Cache::open(&folders).unwrap();
        assert_eq!(cache.analysis(&doc, "m").unwrap().as_ref(), Some(&*analysis));
    }
    assert_eq!(Cache::open(&folders).unwrap().known("m").unwrap().len(), 1);
}

#[test]
fn who_is_in_other_articles_is_told_after_the_analysis() {
    let folders = Folders::within(&folder("cast"));
    let mut told = Vec::new();
    for text in
        ["[PER Ann Lee] met [PER Bob Day].", "[PER Ann Lee] left.", "[PER Cy Hill] met [PER Ann Lee]."]
    {
        let (doc, analysis) = sample::article(&[text]);
        let keeper = keeper(&folders, &doc);
        let (sender, inbox) = mpsc::channel();
        keeper.listen(move |news| drop(sender.send(news)));
        keeper.handle().found("m".to_owned(), analysis, true);
        keeper.close().unwrap();
        let news = inbox.iter().find(|it| matches!(it, News::Elsewhere(_)));
        let Some(News::Elsewhere(counts)) = news else { panic!("nothing told") };
        told.push(counts.into_iter().map(|(id, n)| (id.to_usize(), n)).collect::<Vec<_>>());
    }
    assert_eq!(told, [vec![], vec![(0, 1)], vec![(1, 2)]]);
}
