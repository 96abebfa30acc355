//! The notes of all articles.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::Row;

use crate::annotate::{self, EditId, Log, LoggedMark, Tally};
use crate::store::fts_query::WordQuery;
use crate::store::library::{ENTRY, Entry, Library, Listed, listed};
use crate::store::{ArticleId, StoreError};

/// An article with the user's highlights and notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The article.
    pub entry: Entry,
    /// At least one, in the order of their words in the text.
    pub notes: Vec<Note>,
}

/// A highlight or note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The edit that made it: its number in the article's log.
    pub id: EditId,
    /// The words that it is about, as they were when they were marked.
    pub words: String,
    /// The note; empty if there is none.
    pub note: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// When it was last written: `2026-11-25T09:30:00Z`.
    pub written_utc: String,
    /// The same in local time: `2026-11-25 10:30`.
    pub written_local: String,
}

impl Note {
    /// Whether it has a note or tags; otherwise it is a highlight.
    pub fn is_note(&self) -> bool {
        !self.note.is_empty() || !self.tags.is_empty()
    }

    /// Whether it contains all the words: in the note, in the words that it is about, or as `#tag`.
    pub fn has(&self, words: &[String]) -> Result<bool, StoreError> {
        let wanted = WordQuery::of(words)?;
        let told = annotate::told(&self.note, &self.tags);
        Ok(wanted.find(&[&told, &self.words], &self.tags).is_some())
    }
}

/// Where the words of the search are, in bytes.
pub(super) struct FoundIn {
    /// In the note with its tags.
    pub(super) note: Vec<(usize, usize)>,
    /// In the words that it is about.
    pub(super) words: Vec<(usize, usize)>,
}

/// Where the words are in a note. Words found only in the marked text do not count: the text itself is found for
/// them.
pub(super) fn found(note: &Note, wanted: &WordQuery) -> Option<FoundIn> {
    let told = annotate::told(&note.note, &note.tags);
    let [in_note, in_words] = wanted.find(&[&told, &note.words], &note.tags)?;
    (!in_note.is_empty()).then_some(FoundIn { note: in_note, words: in_words })
}

/// An edit of some article, as it is stored.
struct Stored {
    article: i64,
    number: i64,
    made: i64,
    payload: String,
    made_utc: String,
    made_local: String,
}

impl Stored {
    /// What identifies an edit in the logs of all texts of a page, since taking it over adds passages that resemble
    /// its words.
    fn as_made(&self) -> (i64, i64, Cow<'_, str>) {
        let edit = serde_json::from_str::<annotate::Edit>(&self.payload).ok();
        let plain = edit.and_then(|mut it| {
            it.anchors_mut().into_iter().for_each(|it| it.alike.clear());
            serde_json::to_string(&it).ok()
        });
        (self.number, self.made, plain.map_or(Cow::Borrowed(self.payload.as_str()), Cow::Owned))
    }
}

/// All edits of all articles.
const STORED: &str = "SELECT article, number, made, payload,
        strftime('%Y-%m-%dT%H:%M:%SZ', made, 'unixepoch'), strftime('%Y-%m-%d %H:%M', made, 'unixepoch', 'localtime')
    FROM edit ORDER BY article, number";

impl Library {
    /// All articles with highlights or notes, most recently opened first. What a later text of a page took over is
    /// listed for that text only.
    pub fn notes(&self) -> Result<Vec<Noted>, StoreError> {
        let (articles, edits) = self.read(|connection| {
            let query = format!("SELECT {ENTRY} FROM article WHERE has_edits ORDER BY opened DESC, id DESC");
            let articles =
                connection.prepare(&query)?.query_map([], listed)?.collect::<Result<Vec<_>, _>>()?;
            let edits = connection.prepare(STORED)?.query_map([], stored)?.collect::<Result<Vec<_>, _>>()?;
            Ok((articles, edits))
        })?;
        let mut taken_over = HashSet::new();
        let mut all = Vec::new();
        for Listed { entry, page, .. } in articles {
            let log = of_article(&edits, entry.id);
            let noted = noted(entry, log, |edit| {
                page.is_none_or(|page| !taken_over.contains(&(page, edit.as_made())))
            });
            all.extend((!noted.notes.is_empty()).then_some(noted));
            if let Some(page) = page {
                taken_over.extend(log.iter().map(|it| (page, it.as_made())));
            }
        }
        Ok(all)
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        article: row.get(0)?,
        number: row.get(1)?,
        made: row.get(2)?,
        payload: row.get(3)?,
        made_utc: row.get(4)?,
        made_local: row.get(5)?,
    })
}

/// The edits of one article, out of those of all articles, in order.
fn of_article(edits: &[Stored], id: ArticleId) -> &[Stored] {
    let from = edits.partition_point(|it| it.article < id.0);
    let to = edits.partition_point(|it| it.article <= id.0);
    edits.get(from..to).unwrap_or_default()
}

/// What is valid in the log of an article, with those marks whose edit is wanted.
fn noted(entry: Entry, edits: &[Stored], is_wanted: impl Fn(&Stored) -> bool) -> Noted {
    // Edits by a later version of byline are not read.
    let log = Log::of(edits.iter().filter_map(|it| annotate::Entry::read(it.number, &it.payload)));
    let edit = |id: EditId| {
        let at = edits.binary_search_by_key(&id.0, |it| it.number.unsigned_abs()).ok()?;
        edits.get(at)
    };
    let mut marks = annotate::marks(&log);
    marks.retain(|it| edit(it.id).is_some_and(&is_wanted));
    marks.sort_by_key(|it| (it.at.span, it.id));
    let note = |it: LoggedMark| {
        let written = edit(it.written);
        Note {
            id: it.id,
            words: it.at.exact,
            note: it.note,
            tags: it.tags,
            written_utc: written.map_or_else(String::new, |it| it.made_utc.clone()),
            written_local: written.map_or_else(String::new, |it| it.made_local.clone()),
        }
    };
    Noted { entry: Entry { tally: Tally::of(&log), ..entry }, notes: marks.into_iter().map(note).collect() }
}
