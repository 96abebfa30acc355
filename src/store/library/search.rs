//! Searches texts, titles and notes.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use crate::annotate::{self, EditId};
use crate::store::StoreError;
use crate::store::fts_query::{WordQuery, expression};
use crate::store::library::{ENTRY, Entry, Library, Noted, entries, note};

/// How many words around a match a snippet shows.
const SNIPPET_WORDS: u32 = 24;
/// The characters around a match in what the index returns; no text of ours contains them.
const HIT: [char; 2] = ['\u{2}', '\u{3}'];
/// Of each page that contains the words, the text that was opened last, best first.
const BEST: &str = "
    WITH found AS MATERIALIZED (SELECT rowid AS id, rank FROM search WHERE search MATCH ?1)
    SELECT article.id FROM found JOIN article ON article.id = found.id
    WHERE NOT EXISTS (
        SELECT 1 FROM article AS later WHERE later.page = article.page
            AND (later.opened, later.id) > (article.opened, article.id) AND later.id IN (SELECT id FROM found))
    ORDER BY found.rank";

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of articles.
    pub n_articles: usize,
    /// Notes first, then the best of the texts.
    pub hits: Vec<Hit>,
}

/// An article that a search found, or one of its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub entry: Entry,
    /// The note; `None` if the text contains the words.
    pub note: Option<EditId>,
    /// The words around the match, on one line.
    pub snippet: Vec<Piece>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it matches the search.
    pub is_hit: bool,
}

impl Library {
    /// The notes, then the texts with their titles, that contain all the words; at most `limit`. `#word` is a tag,
    /// which no text has.
    pub fn search(&self, words: &[String], limit: Option<usize>) -> Result<Found, StoreError> {
        let wanted = WordQuery::of(words)?;
        let mut hits = note_hits(self.notes()?, &wanted);
        let mut articles: HashSet<_> = hits.iter().map(|it| it.entry.id.0).collect();
        if !wanted.has_tag() {
            let expression = expression(words)?;
            self.read(|connection| {
                let best = connection
                    .prepare(BEST)?
                    .query_map([&expression], |row| row.get(0))?
                    .collect::<Result<Vec<i64>, _>>()?;
                articles.extend(&best);
                let room = limit.map_or(usize::MAX, |it| it.saturating_sub(hits.len()));
                // Only a few are shown, and a snippet needs the text.
                for id in best.into_iter().take(room) {
                    hits.push(text_hit(connection, id, &expression)?);
                }
                Ok(())
            })?;
        }
        hits.truncate(limit.unwrap_or(usize::MAX));
        Ok(Found { n_articles: articles.len(), hits })
    }

    /// The notes that contain all the words; at most `limit`.
    pub fn search_notes(&self, words: &[String], limit: Option<usize>) -> Result<Found, StoreError> {
        let mut hits = note_hits(self.notes()?, &WordQuery::of(words)?);
        let articles: HashSet<_> = hits.iter().map(|it| it.entry.id).collect();
        hits.truncate(limit.unwrap_or(usize::MAX));
        Ok(Found { n_articles: articles.len(), hits })
    }
}

/// The article with the words around the first match in its text.
fn text_hit(connection: &Connection, id: i64, expression: &str) -> rusqlite::Result<Hit> {
    let [open, close] = HIT.map(String::from);
    let snippet: String = connection
        .prepare(
            "SELECT snippet(search, 1, ?3, ?4, '…', ?5) FROM search WHERE search MATCH ?1 AND rowid = ?2",
        )?
        .query_row(params![expression, id, open, close, SNIPPET_WORDS], |row| row.get(0))?;
    let entry = entries(connection, &format!("SELECT {ENTRY} FROM article WHERE article.id = ?1"), id)?.pop();
    Ok(Hit {
        entry: entry.ok_or(rusqlite::Error::QueryReturnedNoRows)?,
        note: None,
        snippet: pieces(&snippet),
    })
}

/// The notes that contain all the words, with their own words and those they are about.
fn note_hits(noted: Vec<Noted>, wanted: &WordQuery) -> Vec<Hit> {
    let mut hits = Vec::new();
    for Noted { entry, notes } in noted {
        for it in notes {
            if let Some(found) = note::found(&it, wanted) {
                let mut snippet = marked(&annotate::told(&it.note, &it.tags), &found.note);
                snippet.push(Piece { text: " — “".to_owned(), is_hit: false });
                snippet.extend(marked(&it.words, &found.words));
                snippet.push(Piece { text: "”".to_owned(), is_hit: false });
                hits.push(Hit { entry: entry.clone(), note: Some(it.id), snippet });
            }
        }
    }
    hits
}

/// A text on one line, in pieces, with the matches marked.
fn marked(text: &str, hits: &[(usize, usize)]) -> Vec<Piece> {
    let mut out = String::with_capacity(text.len() + 2 * hits.len());
    let mut at = 0;
    for &(start, end) in hits {
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        out.push_str(part(at, start));
        out.push(HIT[0]);
        out.push_str(part(start, end));
        out.push(HIT[1]);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    pieces(&out)
}

fn pieces(snippet: &str) -> Vec<Piece> {
    let snippet = snippet.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = snippet.split(HIT[0]).enumerate().flat_map(|(at, part)| {
        let piece = |text: &str, is_hit| Piece { text: text.to_owned(), is_hit };
        match part.split_once(HIT[1]) {
            Some((hit, rest)) if at > 0 => [piece(hit, true), piece(rest, false)],
            _ => [piece(part, false), piece("", false)],
        }
    });
    parts.filter(|it| !it.text.is_empty()).collect()
}
