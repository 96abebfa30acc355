//! What is kept can be found again, and what is removed is gone.

use std::fs;

use super::*;
use crate::annotate;
use crate::document::{BlockKind, DocumentBuilder, Link, Linked, Metadata};
use crate::store::testing::{article, folder, time};

/// A library with the first released layout: an article, its place and two edits.
const GOLDEN: &[u8] = include_bytes!("../../../tests/data/library-1.db");

/// One with the second layout: two articles and a note on each. The first was read to its end, the second fits a
/// screen.
const SECOND: &[u8] = include_bytes!("../../../tests/data/library-2.db");

/// One with the third layout: an article from a page that has a line end and an indent where the text has a space.
const THIRD: &[u8] = include_bytes!("../../../tests/data/library-3.db");

fn library(test: &str) -> Library {
    Library::open(&Folders::within(&folder(test))).unwrap()
}

fn keep(library: &mut Library, heading: &str, text: &str, opened: u64) -> ArticleId {
    library.keep(&article(heading, &[text]), "a.txt", time(opened)).unwrap()
}

fn search(library: &Library, words: &[&str]) -> Vec<(String, String)> {
    let words: Vec<_> = words.iter().map(|&it| it.to_owned()).collect();
    let found = library.search(&words, None).unwrap();
    assert_eq!(found.n_articles, found.hits.len());
    let marked = |piece: &Piece| if piece.is_hit { format!("[{}]", piece.text) } else { piece.text.clone() };
    let hit = |hit: &Hit| (hit.entry.name.clone(), hit.snippet.iter().map(marked).collect());
    found.hits.iter().map(hit).collect()
}

#[test]
fn an_article_opens_again_when_its_file_is_gone() {
    let mut library = library("open-again");
    let meta = Metadata {
        title: Some("Shut".to_owned()),
        author: Some("Jane Roe".to_owned()),
        source: Some("a.html".to_owned()),
        ..Metadata::default()
    };
    let text = article("Head", &["One “é”.", "Two."]);
    let doc =
        DocumentBuilder::from_parts(text.text().to_owned(), text.blocks().rows().to_vec(), meta).unwrap();
    let id = library.keep(&doc, "a.html", time(0)).unwrap();
    assert_eq!(library.document(id).unwrap(), doc);
    let entry = library.entry(id).unwrap();
    assert_eq!((entry.name.as_str(), entry.opened_utc.as_str()), ("Shut", "1970-01-01T00:00:00Z"));
    assert_eq!((entry.read_percent, entry.tally.total(), entry.source.as_deref()), (0, 0, Some("a.html")));
}

#[test]
fn many_articles_are_written_at_once() {
    let docs: Vec<Document> = (0..20).map(|it| article(&format!("Head {it}"), &["One two three."])).collect();
    // Every commit writes its pages anew.
    let log = |test: &str, keep: &dyn Fn(&mut Library)| {
        let mut library = library(test);
        keep(&mut library);
        fs::metadata(library.path.with_extension("db-wal")).unwrap().len()
    };
    let alone = log("one-by-one", &|library| {
        for doc in &docs {
            library.keep(doc, "a.txt", time(5)).unwrap();
        }
    });
    let together = log("at-once", &|library| {
        let articles: Vec<_> = docs.iter().chain(&docs[..1]).map(|doc| (doc, "a.txt")).collect();
        let kept = library.keep_all(&articles, time(5)).unwrap();
        assert_eq!(kept.iter().filter(|it| it.1).count(), 20);
        assert_eq!((kept[20], library.n_articles().unwrap()), ((kept[0].0, false), 20));
    });
    assert!(together * 3 < alone, "{together} {alone}");
}

#[test]
fn an_article_keeps_its_number_place_and_edits_when_opened_again() {
    let mut library = library("twice");
    let doc = article("Head", &["One two three."]);
    let id = library.keep(&doc, "a.txt", time(5)).unwrap();
    assert_eq!(library.place(&doc).unwrap(), None);
    library.set_place(id, Span::new(6, 12), ByteOffset::new(0)).unwrap();
    library.append_edits(id, &[r#"{"do":1}"#.to_owned()], time(6)).unwrap();
    library.append_edits(id, &[r#"{"do":2}"#.to_owned()], time(7)).unwrap();
    let other = keep(&mut library, "Other", "Text.", 8);
    assert_eq!(library.keep(&doc, "b.txt", time(9)).unwrap(), id);
    assert_eq!(library.place(&doc).unwrap(), Some(Span::new(6, 12)));
    let edits = library.edits(id).unwrap();
    let expected = [(1, 6, r#"{"do":1}"#), (2, 7, r#"{"do":2}"#)];
    assert_eq!(
        edits.iter().map(|it| (it.number, it.made, it.payload.as_str())).collect::<Vec<_>>(),
        expected
    );
    let entries = library.list(None).unwrap();
    assert_eq!(entries.iter().map(|it| it.id).collect::<Vec<_>>(), [id, other]);
    assert_eq!(library.list(Some(1)).unwrap().len(), 1);
}

#[test]
fn how_far_one_has_read_is_the_furthest_place_that_was_read() {
    let mut library = library("percent");
    let id = keep(&mut library, "Head", &"x".repeat(94), 1);
    for (top, bottom, furthest, percent) in
        [(0, 100, 0, 0), (25, 90, 25, 25), (60, 100, 100, 100), (0, 50, 50, 100)]
    {
        library.set_place(id, Span::new(top, bottom), ByteOffset::new(furthest)).unwrap();
        assert_eq!(library.entry(id).unwrap().read_percent, percent);
    }
}

#[test]
fn a_place_that_is_no_place_of_the_text_does_no_harm() {
    let mut library = library("odd-place");
    let doc = article("Head", &["é"]);
    let id = library.keep(&doc, "a.txt", time(1)).unwrap();
    for (top, bottom) in [(7, 7), (999, 5), (5, 999), (i64::MAX, i64::MAX)] {
        let values = params![id.0, top, bottom];
        library.connection.execute("UPDATE article SET top = ?2, bottom = ?3 WHERE id = ?1", values).unwrap();
        let place = library.place(&doc).unwrap().unwrap();
        assert!(doc.text().get(place.to_range()).is_some(), "{place:?}");
    }
}

#[test]
fn what_is_valid_of_the_edits_is_counted() {
    let mut library = library("tally");
    let none = keep(&mut library, "Head", "One.", 1);
    let some = keep(&mut library, "Head", "Two.", 2);
    let gone = keep(&mut library, "Head", "Three.", 3);
    let at = r#""at":{"start":0,"end":4,"exact":"Head","prefix":"","suffix":""}"#;
    let mark = |note: &str| format!(r#"{{"edit":"mark",{at},"note":"{note}","tags":[]}}"#);
    let undo = r#"{"edit":"undo","which":1}"#.to_owned();
    let correction = format!(r#"{{"edit":"not-here",{at}}}"#);
    let later = r#"{"edit":"of a later byline"}"#.to_owned();
    library.append_edits(some, &[mark("a"), mark(""), correction, later], time(1)).unwrap();
    library.append_edits(gone, &[mark("a"), undo], time(1)).unwrap();
    let told = |it: &Entry| (it.id, it.tally.notes, it.tally.highlights, it.tally.corrections);
    let all: Vec<_> = library.list(None).unwrap().iter().map(told).collect();
    assert_eq!(all, [(gone, 0, 0, 0), (some, 1, 1, 1), (none, 0, 0, 0)]);
    let annotated: Vec<_> = library.annotated(Some(1)).unwrap().iter().map(told).collect();
    assert_eq!(annotated, [(some, 1, 1, 1)]);
    assert_eq!(library.n_articles().unwrap(), 3);
}

#[test]
fn edits_are_added_together_or_not_at_all() {
    let mut library = library("together");
    let id = keep(&mut library, "Head", "Text.", 1);
    library.append_edits(id, &["{}".to_owned(), "no JSON".to_owned()], time(1)).unwrap_err();
    assert_eq!(library.edits(id).unwrap(), []);
    library.append_edits(id, &["{}".to_owned(), "[]".to_owned()], time(1)).unwrap();
    assert_eq!(library.edits(id).unwrap().iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn an_article_is_found_by_its_text_and_by_where_it_was_read() {
    let mut library = library("found");
    let text = article("Head", &["Text."]);
    let meta = Metadata { source: Some("/a.txt".to_owned()), ..Metadata::default() };
    let doc =
        DocumentBuilder::from_parts(text.text().to_owned(), text.blocks().rows().to_vec(), meta).unwrap();
    let id = library.keep(&doc, "a.txt", time(1)).unwrap();
    assert_eq!(library.with_text(doc.fingerprint()).unwrap(), Some(id));
    assert_eq!(library.with_text(article("Other", &["Text."]).fingerprint()).unwrap(), None);
    assert_eq!(
        (library.read_from("/a.txt").unwrap(), library.read_from("/b.txt").unwrap()),
        (Some(id), None)
    );
}

#[test]
fn edits_are_only_added() {
    let mut library = library("append-only");
    let id = keep(&mut library, "Head", "Text.", 1);
    library.append_edits(id, &["{}".to_owned()], time(1)).unwrap();
    library.connection.execute("UPDATE edit SET payload = '[]'", []).unwrap_err();
    library.append_edits(id, &["no JSON".to_owned()], time(1)).unwrap_err();
    library.append_edits(ArticleId(99), &["{}".to_owned()], time(1)).unwrap_err();
    assert_eq!(library.edits(id).unwrap().len(), 1);
}

#[test]
fn a_search_finds_what_has_all_words_and_marks_them() {
    let mut library = library("search");
    keep(&mut library, "The bridge stays shut", "Zoë Roe told the Harbour Council.\nIt “did not” answer.", 1);
    keep(&mut library, "A ferry", "The Harbour Council bought a ferry.", 2);
    let council = search(&library, &["harbour", "zoe"]);
    assert_eq!(council.len(), 1);
    assert_eq!(council[0].0, "The bridge stays shut");
    assert!(council[0].1.contains("[Zoë] Roe told the [Harbour] Council. It"), "{council:?}");
    assert_eq!(search(&library, &["council harbour"]), [], "words typed as one stand together");
    assert_eq!(search(&library, &["COUNC*"]).len(), 2);
    assert_eq!(search(&library, &["bridge OR ferry"]), []);
    assert_eq!(search(&library, &["\"; DROP TABLE article; --"]), []);
    assert_eq!(library.list(None).unwrap().len(), 2);
    let words = ["ferry".to_owned()];
    let found = library.search(&words, Some(0)).unwrap();
    assert_eq!((found.n_articles, found.hits.len()), (1, 0));
    assert!(matches!(library.search(&["…".to_owned()], None), Err(StoreError::NoWord)));
}

#[test]
fn a_title_is_searched_also_after_it_has_changed() {
    let mut library = library("title");
    let doc = article("Head", &["Text."]);
    let titled = |title: &str| {
        let meta = Metadata { title: Some(title.to_owned()), ..Metadata::default() };
        DocumentBuilder::from_parts(doc.text().to_owned(), doc.blocks().rows().to_vec(), meta).unwrap()
    };
    library.keep(&titled("Old title"), "a", time(1)).unwrap();
    library.keep(&titled("New title"), "a", time(2)).unwrap();
    assert_eq!((search(&library, &["old"]).len(), search(&library, &["new"]).len()), (0, 1));
}

#[test]
fn the_articles_that_name_someone_hold_all_words_in_any_order() {
    let mut library = library("naming");
    let lee = keep(&mut library, "Head", "Lee, Ann Lee.", 1);
    keep(&mut library, "Head", "Ann left.", 2);
    let found = library.naming(&["ann lee".to_owned()]).unwrap();
    assert_eq!(found.iter().map(|&(id, _)| id).collect::<Vec<_>>(), [lee]);
}

#[test]
fn what_is_removed_leaves_no_trace() {
    let folder = folder("remove");
    let mut library = Library::open(&Folders::within(&folder)).unwrap();
    let kept = keep(&mut library, "Kept", "An ordinary sentence.", 1);
    let id = keep(&mut library, "Secretheading", "A secretword stands here. ", 2);
    library.append_edits(id, &[r#"{"note":"secretnote"}"#.to_owned()], time(3)).unwrap();
    library.remove(id).unwrap();
    assert!(matches!(library.document(id), Err(StoreError::NoArticle { .. })));
    assert!(matches!(library.remove(id), Err(StoreError::NoArticle { .. })));
    assert_eq!(search(&library, &["secret*"]), []);
    assert_eq!(library.list(None).unwrap().len(), 1);
    library.set_place(id, Span::new(0, 1), ByteOffset::new(0)).unwrap();
    assert!(keep(&mut library, "Third", "Text.", 4) > id, "a number is never given again");
    for file in fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_file()) {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(6).any(|it| it.eq_ignore_ascii_case(b"secret")), "{}", file.display());
    }
    assert_eq!(library.entry(kept).unwrap().name, "Kept");
}

#[test]
fn two_programs_lose_nothing_of_one_another() {
    let folders = Folders::within(&folder("two"));
    let id = keep(&mut Library::open(&folders).unwrap(), "Head", "Text.", 1);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let folders = &folders;
            scope.spawn(move || {
                let mut library = Library::open(folders).unwrap();
                for number in 0..25 {
                    library.append_edits(id, &[format!("[{writer},{number}]")], time(1)).unwrap();
                }
            });
        }
    });
    let edits = Library::open(&folders).unwrap().edits(id).unwrap();
    assert_eq!(edits.iter().map(|it| it.number).collect::<Vec<_>>(), (1..=100).collect::<Vec<_>>());
    for writer in 0..4 {
        let of_one: Vec<_> =
            edits.iter().filter(|it| it.payload.starts_with(&format!("[{writer},"))).collect();
        assert_eq!(of_one.len(), 25);
        assert!(of_one.iter().enumerate().all(|(at, it)| it.payload == format!("[{writer},{at}]")));
    }
}

#[test]
fn a_full_disk_and_one_that_cannot_be_written_are_told() {
    let mut library = library("full");
    let id = keep(&mut library, "Head", "Text.", 1);
    library.connection.pragma_update(None, "max_page_count", 1).unwrap(); // as many as there are
    let long = article("Head", &[&"Long text. ".repeat(50_000)]);
    let error = library.keep(&long, "a", time(1)).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    library.connection.pragma_update(None, "query_only", true).unwrap();
    let error = library.set_place(id, Span::new(0, 1), ByteOffset::new(0)).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert_eq!(library.list(None).unwrap().len(), 1, "what is there can be read");
}

#[test]
fn a_text_that_was_changed_behind_our_back_is_told() {
    let mut library = library("tampered");
    let id = keep(&mut library, "Head", "Text.", 1);
    library.connection.execute("UPDATE body SET text = 'Head'", []).unwrap();
    let error = library.document(id).unwrap_err();
    assert!(
        error.to_string().contains("damaged: article 1: the text is not the one that was kept"),
        "{error}"
    );
}

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
    let new = database::open(&folder.join("new.db"), first, Patience::Long).unwrap();
    let schema = |connection: &Connection| -> Vec<(String, Option<String>)> {
        let mut rows = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").unwrap();
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(schema(&new), schema(&golden));
}

#[test]
fn an_article_whose_text_has_changed_takes_over_its_edits() {
    let mut library = library("changed");
    let read = |text: &str, source: Option<&str>| {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Paragraph, text);
        let meta = Metadata { source: source.map(str::to_owned), ..Metadata::default() };
        builder.finish(meta).unwrap()
    };
    let first = library.keep(&read("One.", Some("/news/a.txt")), "a.txt", time(1)).unwrap();
    library.append_edits(first, &[r#"{"do":1}"#.to_owned()], time(2)).unwrap();
    let changed = read("One. Two.", Some("/news/a.txt"));
    let second = library.keep(&changed, "a.txt", time(3)).unwrap();
    let edits = library.edits(second).unwrap();
    assert_eq!(edits, library.edits(first).unwrap());
    assert_ne!(first, second);
    for (text, source) in [("Three.", Some("/news/b.txt")), ("Four.", None)] {
        let other = library.keep(&read(text, source), "a.txt", time(4)).unwrap();
        assert_eq!(library.edits(other).unwrap(), []);
    }
    library.append_edits(second, &[r#"{"do":2}"#.to_owned()], time(5)).unwrap();
    library.keep(&read("One.", Some("/news/a.txt")), "a.txt", time(6)).unwrap();
    assert_eq!(library.edits(first).unwrap().len(), 1, "what is known keeps its own");
}

#[test]
fn a_note_to_a_sentence_that_is_gone_does_not_move_to_one_like_it() {
    let mut library = library("look-alike");
    let read = |paragraphs: &[&str]| {
        let mut builder = DocumentBuilder::new();
        for it in paragraphs {
            builder.block(BlockKind::Paragraph, it);
        }
        let meta = Metadata { source: Some("/news/a.txt".to_owned()), ..Metadata::default() };
        builder.finish(meta).unwrap()
    };
    let [reed, lowe] =
        ["Reed", "Lowe"].map(|it| format!("The judge found Ann {it} guilty of theft and sent her home."));
    let before = read(&["Start of it.", &reed, &lowe, "End."]);
    let id = library.keep(&before, "a.txt", time(1)).unwrap();
    // As an earlier version of byline would have left it, which remembered nothing of the text.
    let at = crate::annotate::Anchor::of(&before, Span::new(14, 14 + reed.len()));
    assert_eq!(at.exact, reed);
    let mark = annotate::Edit::Mark { at, note: "why?".to_owned(), tags: Vec::new() };
    library.append_edits(id, &[serde_json::to_string(&mark).unwrap()], time(2)).unwrap();
    for (paragraphs, found) in
        [(&["Start of it.", &*lowe, "End."][..], false), (&["New.", &*lowe, &*reed], true)]
    {
        let after = read(paragraphs);
        let id = library.keep(&after, "a.txt", time(3)).unwrap();
        let rows = library.edits(id).unwrap();
        let log =
            annotate::Log::of(rows.iter().filter_map(|it| annotate::Entry::read(it.number, &it.payload)));
        let overlay = annotate::overlay(&after, &crate::nlp::Analysis::default(), &log);
        let words = overlay.marks[0].span.map(|it| after.slice(it));
        assert_eq!(words, found.then_some(&*reed));
    }
    let notes = library.notes().unwrap();
    assert_eq!(
        notes.iter().map(|it| it.notes.len()).collect::<Vec<_>>(),
        [1],
        "told once, however its words are remembered"
    );
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

/// A text read from a file.
fn read_from(source: &str, text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, text);
    builder.finish(Metadata { source: Some(source.to_owned()), ..Metadata::default() }).unwrap()
}

const FIRST_TEXT: &str = "The mill at Low Ford burned down on Friday night, and nobody was hurt.";
const LATER_TEXT: &str = "The mill at Low Ford burned down on Friday night, and two men were hurt there.";
const OTHER_TEXT: &str = "A ferry was bought for Calder by the council on Monday.";

fn listed(library: &Library) -> Vec<(i64, Vec<i64>)> {
    let list = library.list(None).unwrap();
    list.into_iter().map(|it| (it.id.0, it.others.into_iter().map(|it| it.0).collect())).collect()
}

#[test]
fn texts_of_a_page_are_one_row_and_another_page_in_the_same_file_is_not_hidden() {
    let mut library = library("pages");
    for (text, opened) in [(FIRST_TEXT, 1), (OTHER_TEXT, 2), (LATER_TEXT, 3)] {
        library.keep(&read_from("/page.html", text), "page.html", time(opened)).unwrap();
    }
    assert_eq!(listed(&library), [(3, vec![1]), (2, vec![])]);
    let last = format!("{LATER_TEXT} The council meets on Monday.");
    library.keep(&read_from("/page.html", &last), "page.html", time(4)).unwrap();
    assert_eq!(listed(&library), [(4, vec![3, 1]), (2, vec![])]);
    library.keep(&read_from("/page.html", FIRST_TEXT), "page.html", time(5)).unwrap();
    assert_eq!(listed(&library), [(1, vec![4, 3]), (2, vec![])], "what is in the file again comes first");
    library.keep(&read_from("/copy.html", &format!("{FIRST_TEXT} Yes.")), "copy.html", time(6)).unwrap();
    assert_eq!(listed(&library)[0], (6, vec![]), "a copy elsewhere is an article of its own");
    library.remove(ArticleId(1)).unwrap();
    assert_eq!(
        listed(&library),
        [(6, vec![]), (4, vec![3]), (2, vec![])],
        "the others are not removed with it"
    );
    let words = |it: &[&str]| it.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    let found = library.search(&words(&["mill", "ford"]), None).unwrap();
    assert_eq!(found.n_articles, 2);
    let found = library.search(&words(&["council", "ferry"]), None).unwrap();
    assert_eq!(found.hits.iter().map(|it| it.entry.id.0).collect::<Vec<_>>(), [2]);
}

#[test]
fn another_page_in_the_same_file_does_not_take_over_notes() {
    let mut library = library("reused");
    let first = library.keep(&read_from("/page.html", FIRST_TEXT), "page.html", time(1)).unwrap();
    library.append_edits(first, &[r#"{"do":1}"#.to_owned()], time(2)).unwrap();
    let other = library.keep(&read_from("/page.html", OTHER_TEXT), "page.html", time(3)).unwrap();
    assert_eq!(library.edits(other).unwrap(), []);
    let later = library.keep(&read_from("/page.html", LATER_TEXT), "page.html", time(4)).unwrap();
    assert_eq!(library.edits(later).unwrap().len(), 1);
}

fn mark(words: &str, note: &str) -> String {
    let at = format!(r#""at":{{"start":0,"end":{},"exact":"{words}","prefix":"","suffix":""}}"#, words.len());
    let tags = serde_json::to_string(&annotate::tags(note)).unwrap();
    format!(r#"{{"edit":"mark",{at},"note":"{note}","tags":{tags}}}"#)
}

fn noted(library: &Library) -> Vec<(i64, String)> {
    let all = library.notes().unwrap();
    let of = |it: &Noted| it.notes.iter().map(|note| (it.entry.id.0, note.note.clone())).collect::<Vec<_>>();
    all.iter().flat_map(of).collect()
}

#[test]
fn the_notes_of_all_articles_are_told_once_though_a_later_text_took_them_over() {
    let mut library = library("notes");
    let first = library.keep(&read_from("/page.html", FIRST_TEXT), "page.html", time(1)).unwrap();
    library.append_edits(first, &[mark("The mill", "which? #ask"), mark("night", "late")], time(60)).unwrap();
    let ferry = keep(&mut library, "Head", "A ferry.", 2);
    library
        .append_edits(ferry, &[mark("A ferry", ""), r#"{"edit":"undo","which":1}"#.to_owned()], time(61))
        .unwrap();
    let later = library.keep(&read_from("/page.html", LATER_TEXT), "page.html", time(3)).unwrap();
    library.append_edits(later, &[r#"{"edit":"erase","mark":2}"#.to_owned()], time(120)).unwrap();
    assert_eq!(
        noted(&library),
        [(3, "which? #ask".to_owned())],
        "nor is what was erased in the later one told of the first"
    );
    library.append_edits(first, &[mark("Friday", "of the old text")], time(121)).unwrap();
    assert_eq!(noted(&library), [(3, "which? #ask".to_owned()), (1, "of the old text".to_owned())]);
    let all = library.notes().unwrap();
    let note = &all[0].notes[0];
    assert_eq!((note.written_utc.as_str(), note.words.as_str()), ("1970-01-01T00:01:00Z", "The mill"));
    assert_eq!((all[0].entry.tally.notes, note.tags.as_slice()), (1, &["ask".to_owned()][..]));
}

#[test]
fn a_search_finds_notes_by_words_and_tags_before_texts() {
    let mut library = library("search-notes");
    let mill = keep(&mut library, "The mill", "It burned.", 1);
    let ferry = keep(&mut library, "A ferry", "Who asked for a mill?", 2);
    library
        .append_edits(ferry, &[mark("A ferry", "Whose mill? #ask #press"), mark("Who", "#press")], time(3))
        .unwrap();
    let found = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(|&it| it.to_owned()).collect();
        let found = library.search(&words, None).unwrap();
        let hit = |it: &Hit| (it.entry.id.0, it.note.map_or(0, |it| it.0));
        (found.n_articles, found.hits.iter().map(hit).collect::<Vec<_>>())
    };
    assert_eq!(found(&["mill"]), (2, vec![(ferry.0, 1), (mill.0, 0), (ferry.0, 0)]));
    assert_eq!(found(&["#press"]), (1, vec![(ferry.0, 2), (ferry.0, 1)]));
    assert_eq!(found(&["#mill"]), (0, vec![]), "words of a text are no tags");
    assert_eq!(found(&["ferry", "#ask"]), (1, vec![(ferry.0, 1)]));
    assert_eq!(found(&["ferry"]), (1, vec![(ferry.0, 0)]), "the words that it is about are the text's own");
    assert_eq!(search(&library, &["#ask"])[0].1, "Whose mill? #[ask] #press — “A ferry”");
    let words = ["#press".to_owned()];
    assert_eq!(library.search_notes(&words, Some(1)).unwrap().hits.len(), 1);
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
