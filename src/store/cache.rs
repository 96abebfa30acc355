//! Who is in which article, as the machine found it: a database that may be deleted at any time and is made again,
//! article by article.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Row, TransactionBehavior, params};

use crate::document::Fingerprint;
use crate::nlp::EntityKind;
use crate::store::database::{self, Layout, Patience};
use crate::store::word::loose_expression;
use crate::store::{Folders, Member, StoreError, private};
use crate::text::{ByteOffset, Span};

/// The database.
pub(super) const FILE: &str = "cast.db";

const LAYOUT: Layout = Layout {
    application: 0x62_79_6c_63, // "bylc"
    steps: &[include_str!("schema/cast-1.sql")],
    durable: false,
};

/// Someone of a searched name in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The article.
    pub fingerprint: Fingerprint,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name there.
    pub name: String,
    /// The number of its mentions there.
    pub n_mentions: usize,
    /// The sentences that name it.
    pub sentences: Vec<Span>,
}

/// Tells whose casts these are: the model's numbers and the program's rules found them.
pub fn analyst(model_checksum: &str) -> String {
    format!("{model_checksum} by {}", env!("CARGO_PKG_VERSION"))
}

/// The open cache.
#[derive(Debug)]
pub struct Cache {
    connection: Connection,
    path: PathBuf,
}

impl Cache {
    /// Opens the cache. One that cannot be read is thrown away: nothing in it is precious.
    pub fn open(folders: &Folders) -> Result<Self, StoreError> {
        let path = folders.cache.join(FILE);
        let connection = database::open(&path, LAYOUT, Patience::Long).or_else(|error| match error {
            StoreError::Newer { .. } | StoreError::Foreign { .. } | StoreError::Damaged { .. } => {
                throw_away(&path);
                database::open(&path, LAYOUT, Patience::Long)
            }
            _ => Err(error),
        })?;
        Ok(Self { connection, path })
    }

    /// Keeps the cast of an article that the model found, in place of an earlier one.
    pub fn put(
        &mut self,
        fingerprint: Fingerprint,
        model: &str,
        members: &[Member],
    ) -> Result<(), StoreError> {
        let result = (|| {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute("DELETE FROM article WHERE fingerprint = ?1", [fingerprint.as_bytes()])?;
            transaction.execute(
                "INSERT INTO article (fingerprint, model) VALUES (?1, ?2)",
                params![fingerprint.as_bytes(), model],
            )?;
            let article = transaction.last_insert_rowid();
            for member in members {
                put_member(&transaction, article, member)?;
            }
            transaction.commit()
        })();
        result.map_err(|source| StoreError::of(&self.path, source))
    }

    /// The articles whose cast this model found.
    pub fn known(&self, model: &str) -> Result<HashSet<Fingerprint>, StoreError> {
        let query = "SELECT fingerprint FROM article WHERE model = ?1";
        self.read(|connection| {
            let row = |row: &Row<'_>| Ok(Fingerprint::from_bytes(row.get(0)?));
            connection.prepare(query)?.query_map([model], row)?.collect()
        })
    }

    /// Everyone in whose names all the words stand, in any order; the most often mentioned of an article first.
    pub fn who(&self, words: &[String], model: &str) -> Result<Vec<Sighting>, StoreError> {
        let expression = loose_expression(words)?;
        let query = "SELECT fingerprint, kind, name, mentions, sentences
                     FROM member JOIN article ON article.id = member.article
                     WHERE member.id IN (SELECT rowid FROM names WHERE names MATCH ?1) AND model = ?2
                     ORDER BY mentions DESC, member.id";
        self.read(|connection| {
            connection.prepare(query)?.query_map([&*expression, model], sighting)?.collect()
        })
    }

    /// In how many other articles someone of the same name is.
    pub fn n_elsewhere(&self, fingerprint: Fingerprint, member: &Member) -> Result<usize, StoreError> {
        let Some(same) = member.same() else { return Ok(0) };
        let query =
            "SELECT count(DISTINCT article.id) FROM member JOIN article ON article.id = member.article
                     WHERE same = ?1 AND kind = ?2 AND fingerprint <> ?3";
        let values = params![same, member.kind.word(), fingerprint.as_bytes()];
        self.read(|connection| connection.query_row(query, values, |row| row.get(0)))
    }

    /// Forgets an article.
    pub fn remove(&mut self, fingerprint: Fingerprint) -> Result<(), StoreError> {
        self.read(|connection| {
            connection.execute("DELETE FROM article WHERE fingerprint = ?1", [fingerprint.as_bytes()])?;
            // What the write-ahead log holds of it goes, too.
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        })
    }

    fn read<T>(&self, run: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        run(&self.connection).map_err(|source| StoreError::of(&self.path, source))
    }
}

fn put_member(connection: &Connection, article: i64, member: &Member) -> rusqlite::Result<()> {
    let spans = member.sentences.iter().map(|it| (it.start().to_usize(), it.end().to_usize()));
    let sentences = serde_json::to_string(&spans.collect::<Vec<_>>()).expect("numbers are JSON");
    connection.execute(
        "INSERT INTO member (article, kind, name, same, mentions, sentences) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            article,
            member.kind.word(),
            member.name,
            member.same().unwrap_or_default(),
            member.n_mentions,
            sentences
        ],
    )?;
    let names = [&member.name].into_iter().chain(&member.aliases);
    let names = names.map(String::as_str).collect::<Vec<_>>().join("\n");
    let id = connection.last_insert_rowid();
    connection.execute("INSERT INTO names (rowid, words) VALUES (?1, ?2)", params![id, names])?;
    Ok(())
}

fn sighting(row: &Row<'_>) -> rusqlite::Result<Sighting> {
    let kind: String = row.get("kind")?;
    let sentences: String = row.get("sentences")?;
    // Whatever stands there, nothing may end the program: the cache may have been changed by anyone.
    let spans: Vec<(u32, u32)> = serde_json::from_str(&sentences).unwrap_or_default();
    let span = |(start, end): (u32, u32)| {
        let [start, end] = [start, end].map(|it| ByteOffset::new(it as usize).to_usize());
        (start <= end).then(|| Span::new(start, end))
    };
    Ok(Sighting {
        fingerprint: Fingerprint::from_bytes(row.get("fingerprint")?),
        kind: if kind == "person" { EntityKind::Person } else { EntityKind::Organization },
        name: row.get("name")?,
        n_mentions: row.get("mentions")?,
        sentences: spans.into_iter().filter_map(span).collect(),
    })
}

fn throw_away(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        // What cannot be removed is told when it cannot be opened.
        let _ = fs::remove_file(private::beside(path, ending));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::store::members;
    use crate::store::testing::folder;

    fn put(cache: &mut Cache, model: &str, text: &str) -> (Fingerprint, Vec<Member>) {
        let (doc, analysis) = sample::article(&[text]);
        let members = members(&doc, &analysis);
        cache.put(doc.fingerprint(), model, &members).unwrap();
        (doc.fingerprint(), members)
    }

    fn who(cache: &Cache, words: &[&str]) -> Vec<(String, usize)> {
        let words: Vec<_> = words.iter().map(|&it| it.to_owned()).collect();
        let found = cache.who(&words, "m").unwrap();
        found.into_iter().map(|it| (it.name, it.n_mentions)).collect()
    }

    #[test]
    fn someone_is_found_by_any_words_of_a_name() {
        let mut cache = Cache::open(&Folders::within(&folder("who"))).unwrap();
        put(&mut cache, "m", "[PER Zoë Lee] and [PER Bob Day] of [ORG Hill Trust]. [PER~ She=Zoë Lee] left.");
        put(&mut cache, "m", "[PER Ann Lee], or [PER Annie=Ann Lee], left [ORG Lee Bank].");
        let expected = [("Zoë Lee".to_owned(), 2), ("Ann Lee".to_owned(), 2), ("Lee Bank".to_owned(), 1)];
        assert_eq!(who(&cache, &["LEE"]), expected);
        assert_eq!(who(&cache, &["lee zoe"]), [("Zoë Lee".to_owned(), 2)]);
        assert_eq!(who(&cache, &["annie"]), [("Ann Lee".to_owned(), 2)]);
        assert_eq!(who(&cache, &["hill", "day"]), []);
        assert!(matches!(cache.who(&["?".to_owned()], "m"), Err(StoreError::NoWord)));
    }

    #[test]
    fn the_latest_model_replaces_what_an_earlier_one_found() {
        let mut cache = Cache::open(&Folders::within(&folder("model"))).unwrap();
        let (fingerprint, _) = put(&mut cache, "old", "[PER Ann Lee] left.");
        assert!(cache.known("m").unwrap().is_empty());
        put(&mut cache, "m", "[PER Ann Lee] left.");
        assert_eq!(cache.known("m").unwrap(), HashSet::from([fingerprint]));
        assert_eq!(who(&cache, &["ann"]).len(), 1);
        cache.remove(fingerprint).unwrap();
        assert_eq!((who(&cache, &["ann"]).len(), cache.known("m").unwrap().len()), (0, 0));
        assert_eq!(cache.connection.query_row("SELECT count(*) FROM member", [], |row| row.get(0)), Ok(0));
    }

    #[test]
    fn other_articles_with_the_same_full_name_are_counted() {
        let mut cache = Cache::open(&Folders::within(&folder("elsewhere"))).unwrap();
        put(&mut cache, "m", "[PER Ann Lee] of [ORG Hill] met [PER Day].");
        put(&mut cache, "m", "[PER Ann Lee] met [PER Day] again.");
        let (fingerprint, members) = put(&mut cache, "m", "[PER Ann Lee], [ORG Hill] and [PER Day].");
        let counts: Vec<_> = members.iter().map(|it| cache.n_elsewhere(fingerprint, it).unwrap()).collect();
        assert_eq!(counts, [2, 1, 0], "there are many people called Day");
    }

    #[test]
    fn a_cache_that_cannot_be_read_is_made_again() {
        let folders = Folders::within(&folder("again"));
        fs::create_dir_all(&folders.cache).unwrap();
        fs::write(folders.cache.join("cast.db"), "no database at all, but something else".repeat(30))
            .unwrap();
        let mut cache = Cache::open(&folders).unwrap();
        put(&mut cache, "m", "[PER Ann Lee] left.");
        assert_eq!(who(&cache, &["ann"]).len(), 1);
    }
}
