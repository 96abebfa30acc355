//! Several texts of one page: one row, whose notes move along with their words.

use super::library;
use crate::document::{BlockKind, DocumentBuilder, Metadata};
use crate::store::library::*;
use crate::store::testing::time;

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

/// A text read from a file.
pub(super) fn read_from(source: &str, text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, text);
    builder.finish(Metadata { source: Some(source.to_owned()), ..Metadata::default() }).unwrap()
}

pub(super) const FIRST_TEXT: &str = "The mill at Low Ford burned down on Friday night, and nobody was hurt.";
pub(super) const LATER_TEXT: &str =
    "The mill at Low Ford burned down on Friday night, and two men were hurt there.";
const OTHER_TEXT: &str = "A ferry was bought for Calder by the council on Monday.";

fn listed(library: &Library) -> Vec<(i64, Vec<i64>)> {
    let list = library.list(None).unwrap();
    list.into_iter().map(|it| (it.id.0, it.others.into_iter().map(|it| it.0).collect())).collect()
}

/// SQLite does not say in which order it lists them.
#[test]
fn the_other_texts_of_a_page_are_listed_with_the_latest_first() {
    assert_eq!(sorted([2, 3, 1].map(ArticleId).into_iter()), [3, 2, 1].map(ArticleId));
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
