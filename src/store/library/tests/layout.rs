//! Libraries with the layouts of earlier versions, and files that have lost their contents.

use std::fs;

use super::search;
use crate::document::{BlockKind, DocumentBuilder, Link, Linked, Metadata};
use crate::store::library::*;
use crate::store::testing::{article, folder, time};

/// A library with the first released layout: an article, its place and two edits.
const GOLDEN: &[u8] = include_bytes!("../../../../tests/data/library-1.db");

/// One with the second layout: two articles and a note on each. The first was read to its end, the second fits a
/// screen.
const SECOND: &[u8] = include_bytes!("../../../../tests/data/library-2.db");

/// One with the third layout: an article from a page that has a line end and an indent where the text has a space.
const THIRD: &[u8] = include_bytes!("../../../../tests/data/library-3.db");

#[test]
fn a_library_of_the_first_layout_opens() {
    let folders = Folders::within(&folder("golden"));
    fs::write(folders.data.join("library.db"), GOLDEN).unwrap();
    let library = Library::open(&folders).unwrap();
    let doc = article("The bridge stays shut", &["Jane Roe said so.", "“We will not open it,” she added."]);
    let entries = library.list(None).unwrap();
    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((entry.id, entry.name.as_str()), (ArticleId(3), "The bridge stays shut"));
    assert_eq!(library.document(entry.id).unwrap(), doc);
    assert_eq!(library.place(&doc).unwrap(), Some(Span::new(23, 40)));
    assert_eq!(library.edits(entry.id).unwrap()[1].payload, r#"{"do":"undo","edit":1}"#);
    let snippet = "The bridge stays shut Jane Roe said so. “We will not [open] it,” she added.";
    assert_eq!(search(&library, &["open"])[0].1, snippet);
}

#[test]
fn the_first_layout_stays_what_was_released() {
    let folder = folder("layout-1");
    fs::write(folder.join("golden.db"), GOLDEN).unwrap();
    let golden = Connection::open(folder.join("golden.db")).unwrap();
    let first = Layout { steps: LAYOUT.steps.get(..1).unwrap(), ..LAYOUT };
    let new = database::open(&folder.join("new.db"), first, LockWait::Long).unwrap();
    let schema = |connection: &Connection| -> Vec<(String, Option<String>)> {
        let mut rows = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").unwrap();
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(schema(&new), schema(&golden));
}

#[test]
fn links_and_address_come_back_and_old_rows_get_them_when_read_again() {
    let folders = Folders::within(&folder("links"));
    fs::write(folders.data.join("library.db"), GOLDEN).unwrap();
    let mut library = Library::open(&folders).unwrap();
    let copy = Connection::open(folders.data.join("library.layout-1.db")).unwrap();
    assert_eq!(
        copy.query_row("SELECT count(*) FROM article", [], |row| row.get(0)),
        Ok(1),
        "a copy is made before"
    );
    let bare = article("The bridge stays shut", &["Jane Roe said so.", "“We will not open it,” she added."]);
    let id = library.keep(&bare, "a.html", time(1)).unwrap();
    assert!(library.document(id).unwrap().links().is_empty());
    let link =
        |start, end, address| Link { span: Span::new(start, end), target: Target::new(address).unwrap() };
    let linked =
        bare.clone().with_links(vec![link(23, 31, "https://x.example/roe"), link(37, 39, "mailto:a@b.c")]);
    assert_eq!(linked.links().len(), 2);
    assert_eq!(library.keep(&linked, "a.html", time(2)).unwrap(), id, "links do not change what a text is");
    assert_eq!(library.document(id).unwrap(), linked);
    library.keep(&bare, "a.txt", time(3)).unwrap();
    assert_eq!(library.document(id).unwrap(), linked, "what is known is not forgotten");
    library
        .connection
        .execute(
            "UPDATE body SET links = '[[0, 99, \"https://x\"], [9, 2, \"https://x\"], [0, 3, \"file:x\"]]'",
            [],
        )
        .unwrap();
    assert_eq!(library.document(id).unwrap(), bare, "what does not fit is left out");

    let meta = Metadata { address: Target::new("https://x.example/a"), ..Metadata::default() };
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, "Text.");
    let doc = builder.finish(meta).unwrap();
    let id = library.keep(&doc, "a", time(4)).unwrap();
    assert_eq!(library.document(id).unwrap(), doc);
}

#[test]
fn the_page_s_own_characters_and_the_notice_come_back() {
    let folders = Folders::within(&folder("third"));
    fs::write(folders.data.join("library.db"), THIRD).unwrap();
    let mut library = Library::open(&folders).unwrap();
    let id = library.list(None).unwrap()[0].id;
    let old = library.document(id).unwrap();
    assert!(old.originals().is_empty() && old.meta().notice.is_none() && old.text().contains("Roe, the"));
    let mut text = Linked::from("Jane Roe,");
    text.push_for("\n   ", " ", None);
    text.push("the mayor.", None);
    for notice in Notice::ALL {
        let mut builder = DocumentBuilder::new();
        builder.linked_block(BlockKind::Paragraph, &text);
        builder.block(BlockKind::Paragraph, notice.word());
        let doc = builder.finish(Metadata { notice: Some(notice), ..Metadata::default() }).unwrap();
        let id = library.keep(&doc, "a.html", time(1)).unwrap();
        assert_eq!(library.document(id).unwrap(), doc);
        let bare = doc.clone().with_originals(Vec::new());
        assert_eq!(library.keep(&bare, "a.txt", time(2)).unwrap(), id);
        assert_eq!(library.document(id).unwrap(), doc, "what is known is not forgotten");
    }
    library
        .connection
        .execute("UPDATE body SET originals = '[[9, 9, \"\"], [9, 200, \"x\"], 1]'", [])
        .unwrap();
    assert!(library.document(id).unwrap().originals().is_empty(), "what does not fit is left out");
}

#[test]
fn what_fits_the_screen_is_no_longer_taken_for_read() {
    let folders = Folders::within(&folder("second"));
    fs::write(folders.data.join("library.db"), SECOND).unwrap();
    let library = Library::open(&folders).unwrap();
    let read: Vec<_> = library.list(None).unwrap().iter().map(|it| (it.id.0, it.read_percent)).collect();
    assert_eq!(read, [(2, 0), (1, 100)]);
    assert_eq!(library.notes().unwrap().len(), 2);
}

#[test]
fn a_library_that_lost_its_contents_is_told_and_not_begun_anew() {
    let begun = |test: &str| {
        let folders = Folders::within(&folder(test));
        let mut library = Library::open(&folders).unwrap();
        library.keep(&article("Head", &["Text."]), "a.txt", time(1)).unwrap();
        (folders, library)
    };
    let refused = |folders: &Folders| {
        let error = Library::open(folders).unwrap_err();
        assert!(matches!(error, StoreError::Emptied { .. }), "{error}");
        assert!(matches!(Library::open_to_read(folders), Err(StoreError::Emptied { .. })));
        error.to_string()
    };
    // The log of a program that was killed; a new database beside it would destroy it.
    let (folders, library) = begun("log-left");
    let file = folders.data.join(FILE);
    let log = fs::read(private::beside(&file, "-wal")).unwrap();
    drop(library);
    fs::write(&file, "").unwrap();
    fs::write(private::beside(&file, "-wal"), &log).unwrap();
    let told = refused(&folders);
    assert!(told.contains("library.db`: empty, although `") && told.contains("library.db-wal`"), "{told}");
    fs::remove_file(&file).unwrap();
    refused(&folders);
    assert_eq!(fs::read(private::beside(&file, "-wal")).unwrap(), log, "it is left as it is");

    // What was found in it, and a copy of it.
    for trace in ["cache/cast.db", "library.layout-1.db"] {
        let (folders, library) = begun("trace-left");
        drop(library);
        fs::create_dir_all(folders.cache.clone()).unwrap();
        fs::write(folders.data.join(trace), "something").unwrap();
        fs::write(folders.data.join(FILE), "").unwrap();
        assert!(refused(&folders).contains(trace));
        fs::remove_file(folders.data.join(FILE)).unwrap();
        Library::open(&folders).unwrap(); // moved away: a new library starts, as the message says
    }
    // A program was killed while it created its first library.
    let folders = Folders::within(&folder("never-begun"));
    fs::write(folders.data.join(FILE), "").unwrap();
    Library::open(&folders).unwrap();
}
