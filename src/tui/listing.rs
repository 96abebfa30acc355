//! Converts the library's entries to rows of the library screen.

use crate::annotate;
use crate::app::shelf::{Note, ShelfArticle};
use crate::store::{self, Entry, Library, Noted, StoreError};
use crate::text::sanitize::sanitize;

/// All articles of the library, most recently opened first.
pub(super) fn articles(library: &Library) -> Result<Vec<ShelfArticle>, StoreError> {
    Ok(library.list(None)?.iter().map(article).collect())
}

/// An article as the library screen lists it.
pub(super) fn article(entry: &Entry) -> ShelfArticle {
    ShelfArticle {
        id: entry.id.to_i64(),
        title: clean(&entry.name),
        opened: clean(&entry.opened_local),
        read_percent: entry.read_percent,
        n_notes: entry.tally.notes + entry.tally.highlights,
        n_corrections: entry.tally.corrections,
        n_others: entry.others.len(),
    }
}

/// The notes of all articles, in the order of the articles.
pub(super) fn notes(library: &Library) -> Result<Vec<Note>, StoreError> {
    let of_article = |it: Noted| {
        let note = |note: store::Note| Note {
            article: it.entry.id.to_i64(),
            id: note.id,
            title: clean(&it.entry.name),
            words: clean(&note.words),
            told: clean(&annotate::told(&note.note, &note.tags)),
            written: clean(&note.written_local),
        };
        it.notes.into_iter().map(note).collect::<Vec<_>>()
    };
    Ok(library.notes()?.into_iter().flat_map(of_article).collect())
}

/// Text in the library was cleaned when it came in, but anyone may have changed the file.
pub(super) fn clean(text: &str) -> String {
    sanitize(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
}
