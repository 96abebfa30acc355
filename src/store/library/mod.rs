//! The library: every article that was opened, where one was in it, and what the reader did to it.

mod log;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, Row, ToSql, TransactionBehavior, named_params, params};

pub use log::Edit;
pub(in crate::store) use log::Numbers;

use crate::annotate::Tally;
use crate::document::{Document, Fingerprint, Target};
use crate::store::database::{self, Layout, Patience};
use crate::store::word::{expression, loose_expression};
use crate::store::{Folders, StoreError, cache, private, unsaved, wire};
use crate::text::Span;

const LAYOUT: Layout = Layout {
    application: 0x62_79_6c_31, // "byl1"
    steps: &[include_str!("../schema/library-1.sql"), include_str!("../schema/library-2.sql")],
    durable: true,
};

/// The database.
const FILE: &str = "library.db";

/// Words around a hit that a snippet shows.
const SNIPPET_WORDS: u32 = 24;
/// Around a hit in what the index returns; no text of ours holds them.
const HIT: [char; 2] = ['\u{2}', '\u{3}'];

/// The columns of an [`Entry`].
const ENTRY: &str =
    "article.id, name, author, site, published, source, opened, top, bottom, length, fingerprint,
    strftime('%Y-%m-%dT%H:%M:%SZ', opened, 'unixepoch') AS opened_utc,
    strftime('%Y-%m-%d %H:%M', opened, 'unixepoch', 'localtime') AS opened_local,
    EXISTS (SELECT 1 FROM edit WHERE edit.article = article.id) AS has_edits";

/// The number of an article in a library; never given to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(i64);

impl ArticleId {
    /// The one of that number, for those who keep it as one.
    pub const fn from_i64(number: i64) -> Self {
        Self(number)
    }

    /// As a number, for other programs.
    pub const fn to_i64(self) -> i64 {
        self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// An article as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: ArticleId,
    /// Its title, first heading, or the name that it was opened by; on one line.
    pub name: String,
    /// The author's line.
    pub author: Option<String>,
    /// Name of the medium.
    pub site: Option<String>,
    /// The date of publication, as the article writes it.
    pub published: Option<String>,
    /// Path or address that it was last read from.
    pub source: Option<String>,
    /// When it was opened last: `2026-11-25T09:30:00Z`.
    pub opened_utc: String,
    /// The same by the clock of this place: `2026-11-25 10:30`.
    pub opened_local: String,
    /// How much of it stands above the screen, in percent; 100 when its end was on it.
    pub read_percent: usize,
    /// What the reader did to it that is valid now.
    pub tally: Tally,
    /// The hash of its text.
    pub fingerprint: Fingerprint,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In how many articles.
    pub n_articles: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// An article that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which article.
    pub entry: Entry,
    /// The words around the hit, on one line.
    pub snippet: Vec<Piece>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it is what was searched for.
    pub is_hit: bool,
}

/// The open library.
#[derive(Debug)]
pub struct Library {
    connection: Connection,
    path: PathBuf,
    is_read_only: bool,
    n_recovered: usize,
}

impl Library {
    /// Whether there is a library in the folders.
    pub fn exists(folders: &Folders) -> bool {
        folders.data.join(FILE).exists()
    }

    /// Opens the library, or begins one. Edits that a program could not write before it ended are taken in.
    pub fn open(folders: &Folders) -> Result<Self, StoreError> {
        Self::open_within(folders, Patience::Long)
    }

    /// The same, waiting so long for other programs, now and afterwards.
    pub(super) fn open_within(folders: &Folders, patience: Patience) -> Result<Self, StoreError> {
        let path = folders.data.join(FILE);
        refuse_what_lost_its_contents(folders, &path)?;
        let connection = database::open(&path, LAYOUT, patience)?;
        let mut library = Self { connection, path, is_read_only: false, n_recovered: 0 };
        library.n_recovered = unsaved::take_in(&mut library, &folders.data);
        Ok(library)
    }

    /// From now on waits so long for other programs.
    pub(super) fn be_patient(&mut self, patience: Patience) -> Result<(), StoreError> {
        let result = database::be_patient(&mut self.connection, patience);
        result.map_err(|source| StoreError::of(&self.path, source))
    }

    /// How many edits were taken in that an earlier program could not write.
    pub const fn n_recovered(&self) -> usize {
        self.n_recovered
    }

    /// Opens the library, to be read only where it cannot be written.
    pub fn open_to_read(folders: &Folders) -> Result<Self, StoreError> {
        let opened = Self::open(folders).map(|it| {
            // SQLite opens by itself what cannot be written, if another program left its files there.
            let is_read_only = it.connection.is_readonly("main").unwrap_or_default();
            Self { is_read_only, ..it }
        });
        opened.or_else(|error| match error {
            StoreError::ReadOnly { .. }
            | StoreError::Unreadable { .. }
            | StoreError::Full { .. }
            | StoreError::Folder { .. } => {
                let path = folders.data.join(FILE);
                let connection = database::open_to_read(&path, LAYOUT).map_err(|_| error)?;
                Ok(Self { connection, path, is_read_only: true, n_recovered: 0 })
            }
            _ => Err(error),
        })
    }

    /// Whether nothing can be written: the disk, the folder or the file does not let us.
    pub const fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Keeps an article that was just opened. One that is there already keeps its number, place and edits; one whose source
    /// was read before with another text takes over the edits of that.
    pub fn keep(
        &mut self,
        doc: &Document,
        opened_as: &str,
        opened: SystemTime,
    ) -> Result<ArticleId, StoreError> {
        let (blocks, links) = (wire::blocks_to_json(doc), wire::links_to_json(doc));
        let meta = doc.meta();
        self.write(|connection| {
            let id = connection.query_row(
                "INSERT INTO article (fingerprint, name, title, author, published, site, source, address, opened, length)
                 VALUES (:fingerprint, :name, :title, :author, :published, :site, :source, :address, :opened, :length)
                 ON CONFLICT (fingerprint) DO UPDATE SET
                     name = excluded.name, title = excluded.title, author = excluded.author,
                     published = excluded.published, site = excluded.site, opened = excluded.opened,
                     source = coalesce(excluded.source, source), address = coalesce(excluded.address, address)
                 RETURNING id",
                named_params! {
                    ":fingerprint": doc.fingerprint().as_bytes(),
                    ":name": wire::name(doc, opened_as),
                    ":title": meta.title, ":author": meta.author, ":published": meta.published,
                    ":site": meta.site, ":source": meta.source,
                    ":address": meta.address.as_ref().map(Target::as_str),
                    ":opened": seconds(opened),
                    ":length": to_i64(doc.text().len()),
                },
                |row| row.get(0),
            )?;
            let n_new = connection.execute(
                "INSERT INTO body (article, text, blocks, links) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                params![id, doc.text(), blocks, links],
            )?;
            if n_new == 0 && !doc.links().is_empty() {
                connection.execute(
                    "UPDATE body SET links = ?2 WHERE article = ?1 AND links <> ?2",
                    params![id, links],
                )?;
            }
            if n_new > 0 {
                log::take_over(connection, ArticleId(id), doc)?;
            }
            Ok(ArticleId(id))
        })
    }

    /// The part of the article that was on the screen last; `None` if it was never opened, or at its start.
    pub fn place(&self, doc: &Document) -> Result<Option<Span>, StoreError> {
        let query = "SELECT top, bottom FROM article WHERE fingerprint = ?1 AND top > 0";
        self.read(|connection| {
            let span = |row: &Row<'_>| Ok((row.get::<_, usize>(0)?, row.get::<_, usize>(1)?));
            let found = connection.query_row(query, [doc.fingerprint().as_bytes()], span).optional()?;
            Ok(found.map(|(top, bottom)| {
                let within = |byte: usize| doc.text().floor_char_boundary(byte);
                Span::new(within(top), within(bottom.max(top)))
            }))
        })
    }

    /// Remembers which part of an article is on the screen. Nothing happens if the article was removed.
    pub fn set_place(&mut self, id: ArticleId, seen: Span) -> Result<(), StoreError> {
        let (top, bottom) = (seen.start().to_usize(), seen.end().to_usize());
        self.write(|connection| {
            let values = params![id.0, to_i64(top), to_i64(bottom)];
            connection.execute("UPDATE article SET top = ?2, bottom = ?3 WHERE id = ?1", values)?;
            Ok(())
        })
    }

    /// All articles, the one opened last first; at most `limit`.
    pub fn list(&self, limit: Option<usize>) -> Result<Vec<Entry>, StoreError> {
        let query = format!("SELECT {ENTRY} FROM article ORDER BY opened DESC, id DESC LIMIT ?1");
        self.read(|connection| entries(connection, &query, limit_of(limit)))
    }

    /// Those with notes, highlights or corrections, the one opened last first; at most `limit`.
    pub fn annotated(&self, limit: Option<usize>) -> Result<Vec<Entry>, StoreError> {
        let query =
            format!("SELECT {ENTRY} FROM article WHERE has_edits ORDER BY opened DESC, id DESC LIMIT ?1");
        let mut entries = self.read(|connection| entries(connection, &query, limit_of(None)))?;
        // All may have been taken back.
        entries.retain(|it| it.tally.total() > 0);
        entries.truncate(limit.unwrap_or(usize::MAX));
        Ok(entries)
    }

    /// The number of articles.
    pub fn n_articles(&self) -> Result<usize, StoreError> {
        self.read(|connection| connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0)))
    }

    /// The articles that hold all the words, the best first; at most `limit`.
    pub fn search(&self, words: &[String], limit: Option<usize>) -> Result<Found, StoreError> {
        let expression = expression(words)?;
        self.read(|connection| {
            let count = "SELECT count(*) FROM search WHERE search MATCH ?1";
            let n_articles = connection.query_row(count, [&expression], |row| row.get(0))?;
            // The ranking first: a snippet needs the text, and only few are shown.
            let mut best = connection.prepare(
                "SELECT rowid, snippet(search, 1, ?2, ?3, '…', ?4) FROM search WHERE search MATCH ?1
                 ORDER BY rank LIMIT ?5",
            )?;
            let [open, close] = HIT.map(String::from);
            let values = params![expression, open, close, SNIPPET_WORDS, limit_of(limit)];
            let rows: Vec<(i64, String)> =
                best.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            let query = format!("SELECT {ENTRY} FROM article WHERE article.id = ?1");
            let hits = rows.into_iter().map(|(id, snippet)| {
                let entry = entries(connection, &query, id)?.pop();
                Ok(Hit {
                    entry: entry.ok_or(rusqlite::Error::QueryReturnedNoRows)?,
                    snippet: pieces(&snippet),
                })
            });
            Ok(Found { n_articles, hits: hits.collect::<rusqlite::Result<_>>()? })
        })
    }

    /// The articles in whose title or text all words of a name stand, in any order.
    pub fn naming(&self, words: &[String]) -> Result<Vec<(ArticleId, Fingerprint)>, StoreError> {
        let expression = loose_expression(words)?;
        let query = "SELECT id, fingerprint FROM article
                     WHERE id IN (SELECT rowid FROM search WHERE search MATCH ?1) ORDER BY id DESC";
        self.read(|connection| {
            let row = |row: &Row<'_>| Ok((ArticleId(row.get(0)?), Fingerprint::from_bytes(row.get(1)?)));
            connection.prepare(query)?.query_map([expression], row)?.collect()
        })
    }

    /// The article of a number.
    pub fn entry(&self, id: ArticleId) -> Result<Entry, StoreError> {
        let query = format!("SELECT {ENTRY} FROM article WHERE article.id = ?1");
        let mut found = self.read(|connection| entries(connection, &query, id.0))?;
        found.pop().ok_or(StoreError::NoArticle { id })
    }

    /// The whole article of a number, as it was when it was opened.
    pub fn document(&self, id: ArticleId) -> Result<Document, StoreError> {
        let query = "SELECT text, blocks, links, fingerprint, title, author, published, site, source, address
                     FROM article JOIN body ON body.article = article.id WHERE article.id = ?1";
        let found = self.read(|connection| connection.query_row(query, [id.0], wire::document).optional())?;
        let doc = found.ok_or(StoreError::NoArticle { id })?;
        doc.map_err(|what| StoreError::Damaged {
            path: self.path.clone(),
            what: format!("article {id}: {what}"),
        })
    }

    /// Removes an article with its text, place and edits, and what else the files still hold of it.
    pub fn remove(&mut self, id: ArticleId) -> Result<(), StoreError> {
        let n_removed =
            self.write(|connection| connection.execute("DELETE FROM article WHERE id = ?1", [id.0]))?;
        if n_removed == 0 {
            return Err(StoreError::NoArticle { id });
        }
        // The text still stands in the write-ahead log. Another program that reads may keep it there for a while.
        self.read(|connection| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())))
    }

    /// The article of that text.
    pub fn with_text(&self, fingerprint: Fingerprint) -> Result<Option<ArticleId>, StoreError> {
        self.find("SELECT id FROM article WHERE fingerprint = ?1", fingerprint.as_bytes())
    }

    /// The article that was last read from that path or address; of several texts the one opened last.
    pub fn read_from(&self, source: &str) -> Result<Option<ArticleId>, StoreError> {
        self.find("SELECT id FROM article WHERE source = ?1 ORDER BY opened DESC, id DESC LIMIT 1", source)
    }

    fn find(&self, query: &str, value: impl ToSql) -> Result<Option<ArticleId>, StoreError> {
        self.read(|connection| {
            connection.query_row(query, [value], |row| row.get(0).map(ArticleId)).optional()
        })
    }

    fn read<T>(&self, run: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        run(&self.connection).map_err(|source| StoreError::of(&self.path, source))
    }

    /// All or nothing. Takes the right to write at once: asking for it in the middle fails if another program has it.
    fn write<T>(&mut self, run: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let result = transaction.and_then(|transaction| {
            let value = run(&transaction)?;
            transaction.commit()?;
            Ok(value)
        });
        result.map_err(|source| StoreError::of(&self.path, source))
    }
}

/// A new library beside what tells of an old one would hide that something was lost, and SQLite would throw the log away.
fn refuse_what_lost_its_contents(folders: &Folders, path: &Path) -> Result<(), StoreError> {
    // First what tells of it: it comes later than the library that it tells of.
    let mut traces = private::copies(path);
    traces.push(folders.cache.join(cache::FILE));
    traces.retain(|it| path.exists() && size(it) > 0);
    traces.push(private::beside(path, "-wal"));
    match traces.into_iter().find(|it| size(it) > 0) {
        Some(trace) if size(path) == 0 => Err(StoreError::Emptied { path: path.to_owned(), trace }),
        _ => Ok(()),
    }
}

/// In bytes; nothing where there is no file.
fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |it| it.len())
}

/// The entries that a query with one value finds.
fn entries(connection: &Connection, query: &str, value: i64) -> rusqlite::Result<Vec<Entry>> {
    let rows = connection.prepare(query)?.query_map([value], entry)?.collect::<Result<Vec<_>, _>>()?;
    let mut logs = log::logs(connection)?;
    let tallied = rows.into_iter().map(|(entry, has_edits)| {
        let tally = if has_edits { log::tally(&mut logs, entry.id)? } else { Tally::default() };
        Ok(Entry { tally, ..entry })
    });
    tallied.collect()
}

/// An entry, not yet tallied, and whether there is anything to tally.
fn entry(row: &Row<'_>) -> rusqlite::Result<(Entry, bool)> {
    let (top, bottom, length): (usize, usize, usize) =
        (row.get("top")?, row.get("bottom")?, row.get("length")?);
    let entry = Entry {
        id: ArticleId(row.get("id")?),
        name: row.get("name")?,
        author: row.get("author")?,
        site: row.get("site")?,
        published: row.get("published")?,
        source: row.get("source")?,
        opened_utc: row.get("opened_utc")?,
        opened_local: row.get("opened_local")?,
        read_percent: if bottom >= length { 100 } else { top * 100 / length },
        tally: Tally::default(),
        fingerprint: Fingerprint::from_bytes(row.get("fingerprint")?),
    };
    Ok((entry, row.get("has_edits")?))
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

/// SQLite takes a negative limit for none.
fn limit_of(limit: Option<usize>) -> i64 {
    limit.and_then(|it| i64::try_from(it).ok()).unwrap_or(-1)
}

fn to_i64(byte: usize) -> i64 {
    i64::try_from(byte).expect("texts are capped at 64 MiB")
}

fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
