//! What is kept can be found again, and what is removed is gone.

mod layout;
mod note;
mod page;

use std::fs;

use super::*;
use crate::document::{DocumentBuilder, Metadata};
use crate::store::testing::{article, folder, time};

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
