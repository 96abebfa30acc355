//! The library: every article that was opened, the user's place in it, and the user's edits.

mod log;
mod note;
mod page;
mod recover;
mod search;

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, Row, ToSql, TransactionBehavior, named_params, params};

pub use log::LoggedEdit;
pub(in crate::store) use log::Numbers;
pub use note::{Note, Noted};
pub use search::{Found, Hit, Piece};

use crate::annotate::Tally;
use crate::document::{Document, Fingerprint, Notice, Target};
use crate::store::database::{self, Layout, LockWait};
use crate::store::fts_query::loose_expression;
use crate::store::{ArticleId, Folders, StoreError, cache, private, row_codec};
use crate::text::{ByteOffset, Span};

const LAYOUT: Layout = Layout {
    application: 0x62_79_6c_31, // "byl1"
    steps: &[
        include_str!("../schema/library-1.sql"),
        include_str!("../schema/library-2.sql"),
        include_str!("../schema/library-3.sql"),
        include_str!("../schema/library-4.sql"),
    ],
    durable: true,
};

/// The database.
const FILE: &str = "library.db";

/// The columns of an [`Entry`].
const ENTRY: &str =
    "article.id, name, author, site, published, source, opened, furthest, length, fingerprint, article.page,
    (SELECT group_concat(other.id) FROM article AS other
        WHERE other.page = article.page AND other.id <> article.id) AS others,
    strftime('%Y-%m-%dT%H:%M:%SZ', opened, 'unixepoch') AS opened_utc,
    strftime('%Y-%m-%d %H:%M', opened, 'unixepoch', 'localtime') AS opened_local,
    EXISTS (SELECT 1 FROM edit WHERE edit.article = article.id) AS has_edits";

/// Whether no other text of the same page was opened later.
const IS_LAST: &str = "NOT EXISTS (SELECT 1 FROM article AS later WHERE later.page = article.page
    AND (later.opened, later.id) > (article.opened, article.id))";

/// An article as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: ArticleId,
    /// Its title, first heading or first sentence; on one line.
    pub name: String,
    /// The author, as the article names them.
    pub author: Option<String>,
    /// The name of the publication.
    pub site: Option<String>,
    /// The date of publication, as the article writes it.
    pub published: Option<String>,
    /// The path or address from which it was last read.
    pub source: Option<String>,
    /// When it was last opened: `2026-11-25T09:30:00Z`.
    pub opened_utc: String,
    /// The same in local time: `2026-11-25 10:30`.
    pub opened_local: String,
    /// How far it has been read, in percent: up to the last word that ever stayed on the screen for some seconds.
    pub read_percent: usize,
    /// Other texts of the same page, kept when its file had changed; most recently kept first.
    pub others: Vec<ArticleId>,
    /// The valid edits of the user, counted.
    pub tally: Tally,
    /// The hash of its text.
    pub fingerprint: Fingerprint,
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
    /// Whether the folders contain a library.
    pub fn exists(folders: &Folders) -> bool {
        folders.data.join(FILE).exists()
    }

    /// Opens the library, or creates one. Adds edits that an earlier program could not write.
    pub fn open(folders: &Folders) -> Result<Self, StoreError> {
        Self::open_within(folders, LockWait::Long)
    }

    /// The same, with a limit on waiting for other programs, now and later.
    pub(super) fn open_within(folders: &Folders, patience: LockWait) -> Result<Self, StoreError> {
        let path = folders.data.join(FILE);
        refuse_what_lost_its_contents(folders, &path)?;
        let connection = database::open(&path, LAYOUT, patience)?;
        let mut library = Self { connection, path, is_read_only: false, n_recovered: 0 };
        library.n_recovered = recover::take_in(&mut library, &folders.data);
        Ok(library)
    }

    /// Sets how long the library waits for other programs from now on.
    pub(super) fn be_patient(&mut self, patience: LockWait) -> Result<(), StoreError> {
        let result = database::be_patient(&mut self.connection, patience);
        result.map_err(|source| StoreError::of(&self.path, source))
    }

    /// How many edits were added that an earlier program could not write.
    pub const fn n_recovered(&self) -> usize {
        self.n_recovered
    }

    /// Opens the library; read-only if it cannot be written.
    pub fn open_to_read(folders: &Folders) -> Result<Self, StoreError> {
        let opened = Self::open(folders).map(|it| {
            // SQLite itself opens a database that cannot be written if another program left its files there.
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

    /// Whether the library is read-only, because the disk, the folder or the file does not permit writing.
    pub const fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Keeps an article that was just opened. If it is already there, it keeps its number, place and edits. If it is
    /// a revision of a text read earlier from the same source, it becomes a text of the same page and takes over the
    /// edits.
    pub fn keep(
        &mut self,
        doc: &Document,
        opened_as: &str,
        opened: SystemTime,
    ) -> Result<ArticleId, StoreError> {
        self.write(|connection| keep(connection, doc, opened_as, opened)).map(|it| it.0)
    }

    /// Keeps articles, each with what it was opened as: all of them or none. Waits for the disk only once. Returns the
    /// number of each, and whether it is new.
    pub fn keep_all(
        &mut self,
        articles: &[(&Document, &str)],
        opened: SystemTime,
    ) -> Result<Vec<(ArticleId, bool)>, StoreError> {
        self.write(|connection| {
            articles.iter().map(|(doc, opened_as)| keep(connection, doc, opened_as, opened)).collect()
        })
    }

    /// The part of the article that was on the screen last; `None` if it was never opened, or was at its start.
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

    /// Records which part of an article is on the screen, and that it has been read up to the byte `furthest`, unless
    /// it was read further before. Does nothing if the article was removed.
    pub fn set_place(&mut self, id: ArticleId, seen: Span, furthest: ByteOffset) -> Result<(), StoreError> {
        let bytes = [seen.start(), seen.end(), furthest].map(|it| to_i64(it.to_usize()));
        self.write(|connection| {
            let [top, bottom, furthest] = bytes;
            connection.execute(
                "UPDATE article SET top = ?2, bottom = ?3, furthest = max(furthest, ?4) WHERE id = ?1",
                params![id.0, top, bottom, furthest],
            )?;
            Ok(())
        })
    }

    /// All articles, most recently opened first; at most `limit`. Of several texts of one page, only the one opened
    /// last.
    pub fn list(&self, limit: Option<usize>) -> Result<Vec<Entry>, StoreError> {
        let query =
            format!("SELECT {ENTRY} FROM article WHERE {IS_LAST} ORDER BY opened DESC, id DESC LIMIT ?1");
        self.read(|connection| entries(connection, &query, limit_of(limit)))
    }

    /// The articles of that list that have notes, highlights or corrections; at most `limit`.
    pub fn annotated(&self, limit: Option<usize>) -> Result<Vec<Entry>, StoreError> {
        let query = format!(
            "SELECT {ENTRY} FROM article WHERE has_edits AND {IS_LAST} ORDER BY opened DESC, id DESC LIMIT ?1"
        );
        let mut entries = self.read(|connection| entries(connection, &query, limit_of(None)))?;
        // All of them may have been undone.
        entries.retain(|it| it.tally.total() > 0);
        entries.truncate(limit.unwrap_or(usize::MAX));
        Ok(entries)
    }

    /// The number of articles.
    pub fn n_articles(&self) -> Result<usize, StoreError> {
        self.read(|connection| connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0)))
    }

    /// The articles whose title or text contains all words of a name, in any order.
    pub fn naming(&self, words: &[String]) -> Result<Vec<(ArticleId, Fingerprint)>, StoreError> {
        let expression = loose_expression(words)?;
        let query = "SELECT id, fingerprint FROM article
                     WHERE id IN (SELECT rowid FROM search WHERE search MATCH ?1) ORDER BY id DESC";
        self.read(|connection| {
            let row = |row: &Row<'_>| Ok((ArticleId(row.get(0)?), Fingerprint::from_bytes(row.get(1)?)));
            connection.prepare(query)?.query_map([expression], row)?.collect()
        })
    }

    /// The article with this number.
    pub fn entry(&self, id: ArticleId) -> Result<Entry, StoreError> {
        let query = format!("SELECT {ENTRY} FROM article WHERE article.id = ?1");
        let mut found = self.read(|connection| entries(connection, &query, id.0))?;
        found.pop().ok_or(StoreError::NoArticle { id })
    }

    /// The whole article with this number, as it was when it was opened.
    pub fn document(&self, id: ArticleId) -> Result<Document, StoreError> {
        let query = "SELECT text, blocks, links, originals, fingerprint, title, author, published, site, source, address, notice
                     FROM article JOIN body ON body.article = article.id WHERE article.id = ?1";
        let found =
            self.read(|connection| connection.query_row(query, [id.0], row_codec::document).optional())?;
        let doc = found.ok_or(StoreError::NoArticle { id })?;
        doc.map_err(|what| StoreError::Damaged {
            path: self.path.clone(),
            what: format!("article {id}: {what}"),
        })
    }

    /// Removes an article with its text, place and edits, and with everything else that the files still hold of it.
    pub fn remove(&mut self, id: ArticleId) -> Result<(), StoreError> {
        let n_removed =
            self.write(|connection| connection.execute("DELETE FROM article WHERE id = ?1", [id.0]))?;
        if n_removed == 0 {
            return Err(StoreError::NoArticle { id });
        }
        // The text is still in the write-ahead log. Another program that is reading may keep it there for a while.
        self.read(|connection| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())))
    }

    /// The article with this text.
    pub fn with_text(&self, fingerprint: Fingerprint) -> Result<Option<ArticleId>, StoreError> {
        self.find("SELECT id FROM article WHERE fingerprint = ?1", fingerprint.as_bytes())
    }

    /// The article that was last read from this path or address; of several texts, the one opened last.
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

    /// Writes everything or nothing. Takes the write lock at once: asking for it midway fails if another program has
    /// it.
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

/// Keeps an article; returns its number, and whether it is new.
fn keep(
    connection: &Connection,
    doc: &Document,
    opened_as: &str,
    opened: SystemTime,
) -> rusqlite::Result<(ArticleId, bool)> {
    let (blocks, links) = (row_codec::blocks_to_json(doc), row_codec::links_to_json(doc));
    let originals = row_codec::originals_to_json(doc);
    let meta = doc.meta();
    let id = connection.query_row(
        "INSERT INTO article (fingerprint, name, title, author, published, site, source, address, notice, opened, length)
         VALUES (:fingerprint, :name, :title, :author, :published, :site, :source, :address, :notice, :opened, :length)
         ON CONFLICT (fingerprint) DO UPDATE SET
             name = excluded.name, title = excluded.title, author = excluded.author,
             published = excluded.published, site = excluded.site, opened = excluded.opened,
             source = coalesce(excluded.source, source), address = coalesce(excluded.address, address),
             notice = coalesce(excluded.notice, notice)
         RETURNING id",
        named_params! {
            ":fingerprint": doc.fingerprint().as_bytes(),
            ":name": row_codec::name(doc, opened_as),
            ":title": meta.title, ":author": meta.author, ":published": meta.published,
            ":site": meta.site, ":source": meta.source,
            ":address": meta.address.as_ref().map(Target::as_str),
            ":notice": meta.notice.map(Notice::word),
            ":opened": seconds(opened),
            ":length": to_i64(doc.text().len()),
        },
        |row| row.get(0),
    )?;
    let n_new = connection.execute(
        "INSERT INTO body (article, text, blocks, links, originals) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
        params![id, doc.text(), blocks, links, originals],
    )?;
    if n_new == 0 && !doc.originals().is_empty() {
        connection.execute(
            "UPDATE body SET originals = ?2 WHERE article = ?1 AND originals <> ?2",
            params![id, originals],
        )?;
    }
    if n_new == 0 && !doc.links().is_empty() {
        connection
            .execute("UPDATE body SET links = ?2 WHERE article = ?1 AND links <> ?2", params![id, links])?;
    }
    if let Some(source) = &meta.source {
        page::join(connection, id, source, doc.text())?;
    }
    if n_new > 0 {
        log::take_over(connection, ArticleId(id))?;
    }
    Ok((ArticleId(id), n_new > 0))
}

/// Creating a new library beside the traces of an old one would hide a loss, and SQLite would discard the log.
fn refuse_what_lost_its_contents(folders: &Folders, path: &Path) -> Result<(), StoreError> {
    // The trace is checked first, because it is created after the library that it belongs to.
    let mut traces = private::copies(path);
    traces.push(folders.cache.join(cache::FILE));
    traces.retain(|it| path.exists() && size(it) > 0);
    traces.push(private::beside(path, "-wal"));
    match traces.into_iter().find(|it| size(it) > 0) {
        Some(trace) if size(path) == 0 => Err(StoreError::Emptied { path: path.to_owned(), trace }),
        _ => Ok(()),
    }
}

/// In bytes; 0 if there is no file.
fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |it| it.len())
}

/// The entries that a query with one parameter finds.
fn entries(connection: &Connection, query: &str, value: i64) -> rusqlite::Result<Vec<Entry>> {
    let rows = connection.prepare(query)?.query_map([value], listed)?.collect::<Result<Vec<_>, _>>()?;
    let mut logs = log::logs(connection)?;
    let tallied = rows.into_iter().map(|Listed { entry, has_edits, .. }| {
        let tally = if has_edits { log::tally(&mut logs, entry.id)? } else { Tally::default() };
        Ok(Entry { tally, ..entry })
    });
    tallied.collect()
}

/// An entry whose edits are not yet counted.
struct Listed {
    entry: Entry,
    /// Whether there is anything to count.
    has_edits: bool,
    /// The number shared by all texts of one page.
    page: Option<i64>,
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let (furthest, length): (usize, usize) = (row.get("furthest")?, row.get("length")?);
    let others: Option<String> = row.get("others")?;
    let others = others.iter().flat_map(|it| it.split(',')).filter_map(|it| it.parse().ok());
    let entry = Entry {
        id: ArticleId(row.get("id")?),
        name: row.get("name")?,
        author: row.get("author")?,
        site: row.get("site")?,
        published: row.get("published")?,
        source: row.get("source")?,
        opened_utc: row.get("opened_utc")?,
        opened_local: row.get("opened_local")?,
        read_percent: if furthest >= length { 100 } else { furthest * 100 / length },
        others: sorted(others),
        tally: Tally::default(),
        fingerprint: Fingerprint::from_bytes(row.get("fingerprint")?),
    };
    Ok(Listed { entry, has_edits: row.get("has_edits")?, page: row.get("page")? })
}

/// Most recently kept first.
fn sorted(ids: impl Iterator<Item = ArticleId>) -> Vec<ArticleId> {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable_by_key(|&id| Reverse(id));
    ids
}

/// SQLite takes a negative number as no limit.
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
