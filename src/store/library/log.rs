//! The logs of edits: what the user did to each article, in order. Edits are only ever added.

use std::collections::HashMap;
use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, Row, Statement, params};

use crate::annotate::{self, EditId, Finder, Log, Tally};
use crate::store::library::{Library, seconds};
use crate::store::unsaved::Waiting;
use crate::store::{ArticleId, StoreError};

/// The log of an article (parameter 1).
const EDITS: &str = "SELECT number, made, payload FROM edit WHERE article = ?1 ORDER BY number";

/// When the edits of an article (parameter 1) were made.
const DATES: &str = "SELECT number, strftime('%Y-%m-%dT%H:%M:%SZ', made, 'unixepoch') FROM edit WHERE article = ?1 ORDER BY number";

/// Adds an edit to the log of an article: parameters are the article, the time and the JSON. Returns its number.
const APPEND: &str = "INSERT INTO edit (article, number, made, payload)
    SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM edit WHERE article = ?1 RETURNING number";

/// An entry in an article's log of edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEdit {
    /// Its number in the log, counted from 1.
    pub number: i64,
    /// When it was made, in seconds since 1970.
    pub made: i64,
    /// What it does, as JSON.
    pub payload: String,
}

/// The final numbers of edits that had to wait, by their provisional numbers.
pub(in crate::store) type Numbers = HashMap<u64, u64>;

impl Library {
    /// When each edit of an article was made, by its number: `2026-11-25T09:30:00Z`.
    pub fn edit_dates(&self, id: ArticleId) -> Result<Vec<(u64, String)>, StoreError> {
        self.read(|connection| {
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            connection.prepare(DATES)?.query_map([id.0], row)?.collect()
        })
    }

    /// Adds edits, as JSON, to an article's log: all of them or none.
    pub fn append_edits(
        &mut self,
        id: ArticleId,
        payloads: &[String],
        made: SystemTime,
    ) -> Result<(), StoreError> {
        let made = seconds(made);
        self.write(|connection| {
            let mut append = connection.prepare(APPEND)?;
            payloads.iter().try_for_each(|payload| append.query_row(params![id.0, made, payload], |_| Ok(())))
        })
    }

    /// Adds edits that had to wait: all of them or none. References to other edits that waited get the final numbers
    /// of those. An edit that is also in `known` is not added, once for each time that it is there.
    pub(in crate::store) fn append_waiting(
        &mut self,
        id: ArticleId,
        waiting: &[Waiting],
        known: Vec<LoggedEdit>,
        numbers: &Numbers,
    ) -> Result<(Vec<LoggedEdit>, Numbers), StoreError> {
        self.write(|connection| {
            let (mut known, mut numbers) = (known.clone(), numbers.clone());
            let mut append = connection.prepare(APPEND)?;
            let mut added = Vec::new();
            for it in waiting {
                let (made, payload) = (it.made, it.payload(&numbers));
                let at = known.iter().position(|it| it.made == made && it.payload == payload);
                let number = if let Some(at) = at {
                    known.remove(at).number
                } else {
                    let number = append.query_row(params![id.0, made, payload], |row| row.get(0))?;
                    added.push(LoggedEdit { number, made, payload });
                    number
                };
                numbers.insert(it.number.unsigned_abs(), number.unsigned_abs());
            }
            Ok((added, numbers))
        })
    }

    /// An article's log of edits, in order.
    pub fn edits(&self, id: ArticleId) -> Result<Vec<LoggedEdit>, StoreError> {
        self.read(|connection| edits(connection, id))
    }
}

fn edits(connection: &Connection, id: ArticleId) -> rusqlite::Result<Vec<LoggedEdit>> {
    connection.prepare(EDITS)?.query_map([id.0], edit)?.collect()
}

fn edit(row: &Row<'_>) -> rusqlite::Result<LoggedEdit> {
    Ok(LoggedEdit { number: row.get(0)?, made: row.get(1)?, payload: row.get(2)? })
}

/// Gives a new text the edits of an earlier text of the same page, if there is one with edits.
pub(super) fn take_over(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    let query = "SELECT other.id, body.text FROM article
                     JOIN article AS other ON other.page = article.page AND other.id <> article.id
                     JOIN body ON body.article = other.id
                 WHERE article.id = ?1 AND EXISTS (SELECT 1 FROM edit WHERE edit.article = other.id)
                 ORDER BY other.opened DESC, other.id DESC LIMIT 1";
    let row = |row: &Row<'_>| Ok((ArticleId(row.get(0)?), row.get::<_, String>(1)?));
    let Some((before, text)) = connection.query_row(query, [id.0], row).optional()? else {
        return Ok(());
    };
    let finder = Finder::of_text(&text);
    let mut insert =
        connection.prepare("INSERT INTO edit (article, number, made, payload) VALUES (?1, ?2, ?3, ?4)")?;
    for edit in edits(connection, before)? {
        let payload = distinguished(&finder, edit.payload);
        insert.execute(params![id.0, edit.number, edit.made, payload])?;
    }
    Ok(())
}

/// The edit, which now remembers what its words could be confused with in the old text. This is the last chance to
/// look there.
fn distinguished(finder: &Finder<'_>, payload: String) -> String {
    // Edits by a later version of byline stay as they are.
    let Ok(before) = serde_json::from_str::<annotate::Edit>(&payload) else { return payload };
    let mut edit = before.clone();
    edit.anchors_mut().into_iter().for_each(|it| finder.distinguish(it));
    if edit == before { payload } else { serde_json::to_string(&edit).unwrap_or(payload) }
}

/// Counts what is valid in an article's log.
pub(super) fn tally(log: &mut Statement<'_>, id: ArticleId) -> rusqlite::Result<Tally> {
    let mut rows = log.query([id.0])?;
    let mut log = Log::default();
    while let Some(row) = rows.next()? {
        // Edits by a later version of byline are not counted.
        if let Some(entry) = annotate::Entry::read(row.get(0)?, row.get_ref(2)?.as_str()?) {
            log.push(entry);
        }
    }
    Ok(Tally::of(&log))
}

/// The statement from which [`tally`] reads.
pub(super) fn logs(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare(EDITS)
}

impl Waiting {
    /// The edit as JSON; references to other edits get their final numbers.
    fn payload(&self, numbers: &Numbers) -> String {
        let mut edit = self.edit.clone();
        edit.renumber(|it| EditId(numbers.get(&it.0).copied().unwrap_or(it.0)));
        serde_json::to_string(&edit).expect("edits are plain JSON")
    }
}
