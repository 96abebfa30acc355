//! Texts of one page: texts that were read from one source at different times and are largely the same. A file may
//! also be used again for another page.

use rusqlite::{Connection, OptionalExtension, params};

use crate::text::is_revision;

/// How many texts of a source, most recently opened first, are compared with the one that is read now.
const COMPARED: usize = 16;

/// Makes an article a text of the same page as those from its source that it revises.
pub(super) fn join(connection: &Connection, id: i64, source: &str, text: &str) -> rusqlite::Result<()> {
    let mut page = connection.prepare("SELECT page FROM article WHERE id = ?1")?;
    let mut page_of = |id: i64| page.query_row([id], |row| row.get::<_, Option<i64>>(0));
    let mut body = connection.prepare("SELECT text FROM body WHERE article = ?1")?;
    let others: Vec<i64> = connection
        .prepare(
            "SELECT id FROM article WHERE source = ?1 AND id <> ?2 ORDER BY opened DESC, id DESC LIMIT ?3",
        )?
        .query_map(params![source, id, COMPARED], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for other in others {
        let (own, theirs) = (page_of(id)?, page_of(other)?);
        if own.is_some() && own == theirs {
            continue;
        }
        let compare = |row: &rusqlite::Row<'_>| Ok(is_revision(text, row.get_ref(0)?.as_str()?));
        if body.query_row([other], compare).optional()? == Some(true) {
            let page = theirs.or(own).unwrap_or(other);
            let join = "UPDATE article SET page = ?1 WHERE id IN (?2, ?3) OR page = ?4";
            connection.execute(join, params![page, id, other, own])?;
        }
    }
    Ok(())
}
