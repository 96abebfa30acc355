//! What the machine found in articles: who is in which article, and the whole analyses of those opened last. This
//! database may be deleted at any time; it is then filled again, article by article.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::document::{Document, Fingerprint};
use crate::nlp::{Analysis, EntityKind};
use crate::store::database::{self, Layout, LockWait};
use crate::store::fts_query::loose_expression;
use crate::store::tables::{self, AnalysisKey};
use crate::store::{Folders, Member, StoreError, members, private};
use crate::text::{ByteOffset, Span};

/// The database.
pub(super) const FILE: &str = "cast.db";

const LAYOUT: Layout = Layout {
    application: 0x62_79_6c_63, // "bylc"
    steps: &[include_str!("schema/cast-1.sql"), include_str!("schema/cast-2.sql")],
    durable: false,
};

/// The most bytes that all whole analyses take together: enough for about ten thousand articles, or a hundred books.
const ANALYSES_BYTES: usize = 64 << 20;

/// Someone whose name matches a search, in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMatch {
    /// The article.
    pub fingerprint: Fingerprint,
    /// What kind of entity it is.
    pub kind: EntityKind,
    /// Its fullest name there.
    pub name: String,
    /// The number of its mentions there.
    pub n_mentions: usize,
    /// The sentences that name it.
    pub sentences: Vec<Span>,
}

/// Identifies who made an analysis: the numbers of the model and the rules of the program, which may differ even
/// within one version.
pub fn analyst(model_checksum: &str) -> String {
    format!("{model_checksum} by {} {}", env!("CARGO_PKG_VERSION"), env!("BYLINE_RULES"))
}

/// The open cache.
#[derive(Debug)]
pub struct Cache {
    connection: Connection,
    path: PathBuf,
    analyses_bytes: usize,
}

impl Cache {
    /// Opens the cache. If it cannot be read, it is replaced: nothing in it is precious.
    pub fn open(folders: &Folders) -> Result<Self, StoreError> {
        let path = Self::path(folders);
        let connection = database::open(&path, LAYOUT, LockWait::Long).or_else(|error| match error {
            StoreError::Newer { .. } | StoreError::Foreign { .. } | StoreError::Damaged { .. } => {
                throw_away(&path);
                database::open(&path, LAYOUT, LockWait::Long)
            }
            _ => Err(error),
        })?;
        Ok(Self { connection, path, analyses_bytes: ANALYSES_BYTES })
    }

    /// Runs something with the cache. If the cache turns out to be damaged, runs it again with a new one.
    pub fn with<T>(
        folders: &Folders,
        run: impl Fn(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match Self::open(folders).and_then(|mut it| run(&mut it)) {
            Err(StoreError::Damaged { .. }) => {
                throw_away(&Self::path(folders));
                Self::open(folders).and_then(|mut it| run(&mut it))
            }
            result => result,
        }
    }

    /// Whether a cache exists.
    pub fn exists(folders: &Folders) -> bool {
        Self::path(folders).is_file()
    }

    /// The whole analysis that this model made of the article, if the cache has it and it is sound.
    pub fn analysis(&self, doc: &Document, model: &str) -> Result<Option<Analysis>, StoreError> {
        let key = AnalysisKey::of(doc);
        let query = "SELECT tables FROM analysis WHERE fingerprint = ?1 AND blocks = ?2 AND model = ?3";
        let values = params![key.fingerprint.as_bytes(), key.blocks, model];
        let bytes: Option<Vec<u8>> =
            self.read(|connection| connection.query_row(query, values, |row| row.get(0)).optional())?;
        Ok(bytes.and_then(|it| tables::unpack(doc, &key, model, &it)))
    }

    /// Stores the whole analysis that a model made of an article, and its cast. The analyses of the articles opened
    /// longest ago make room.
    pub fn put_analysis(
        &mut self,
        doc: &Document,
        model: &str,
        analysis: &Analysis,
    ) -> Result<(), StoreError> {
        self.put(doc.fingerprint(), model, &members(doc, analysis))?;
        let key = AnalysisKey::of(doc);
        let bytes = tables::pack(&key, model, analysis);
        let limit = self.analyses_bytes;
        self.change(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO analysis (fingerprint, blocks, model, opened, size, tables)
                 VALUES (?1, ?2, ?3, (SELECT coalesce(max(opened), 0) + 1 FROM analysis), ?4, ?5)",
                params![key.fingerprint.as_bytes(), key.blocks, model, bytes.len(), bytes],
            )?;
            transaction.execute(
                "DELETE FROM analysis WHERE id IN (
                     SELECT id FROM (SELECT id, sum(size) OVER (ORDER BY opened DESC) AS used FROM analysis)
                     WHERE used > ?1
                 )",
                [limit],
            )?;
            Ok(())
        })
    }

    /// Records that the article was opened again, so its analysis is kept longest, and stores its cast if that is
    /// missing.
    pub fn opened(&mut self, doc: &Document, model: &str, analysis: &Analysis) -> Result<(), StoreError> {
        let key = AnalysisKey::of(doc);
        self.change(|transaction| {
            transaction.execute(
                "UPDATE analysis SET opened = (SELECT max(opened) + 1 FROM analysis)
                 WHERE fingerprint = ?1 AND blocks = ?2",
                params![key.fingerprint.as_bytes(), key.blocks],
            )?;
            Ok(())
        })?;
        let query = "SELECT count(*) FROM article WHERE fingerprint = ?1 AND model = ?2";
        let values = params![key.fingerprint.as_bytes(), model];
        let n_known: usize = self.read(|connection| connection.query_row(query, values, |row| row.get(0)))?;
        if n_known == 0 { self.put(key.fingerprint, model, &members(doc, analysis)) } else { Ok(()) }
    }

    /// Stores the cast that the model found in an article, in place of an earlier one.
    pub fn put(
        &mut self,
        fingerprint: Fingerprint,
        model: &str,
        members: &[Member],
    ) -> Result<(), StoreError> {
        self.change(|transaction| {
            transaction.execute("DELETE FROM article WHERE fingerprint = ?1", [fingerprint.as_bytes()])?;
            transaction.execute(
                "INSERT INTO article (fingerprint, model) VALUES (?1, ?2)",
                params![fingerprint.as_bytes(), model],
            )?;
            let article = transaction.last_insert_rowid();
            members.iter().try_for_each(|member| put_member(transaction, article, member))
        })
    }

    /// The articles whose cast this model has found.
    pub fn known(&self, model: &str) -> Result<HashSet<Fingerprint>, StoreError> {
        let query = "SELECT fingerprint FROM article WHERE model = ?1";
        self.read(|connection| {
            let row = |row: &Row<'_>| Ok(Fingerprint::from_bytes(row.get(0)?));
            connection.prepare(query)?.query_map([model], row)?.collect()
        })
    }

    /// Everyone whose names contain all the words, in any order; within an article, the most often mentioned come
    /// first.
    pub fn who(&self, words: &[String], model: &str) -> Result<Vec<NameMatch>, StoreError> {
        let expression = loose_expression(words)?;
        let query = "SELECT fingerprint, kind, name, mentions, sentences
                     FROM member JOIN article ON article.id = member.article
                     WHERE member.id IN (SELECT rowid FROM names WHERE names MATCH ?1) AND model = ?2
                     ORDER BY mentions DESC, member.id";
        self.read(|connection| {
            connection.prepare(query)?.query_map([&*expression, model], name_match)?.collect()
        })
    }

    /// In how many other articles someone has the same name.
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
            connection.execute("DELETE FROM analysis WHERE fingerprint = ?1", [fingerprint.as_bytes()])?;
            // Removes what the write-ahead log still holds of it, too.
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        })
    }

    fn path(folders: &Folders) -> PathBuf {
        folders.cache.join("cast.db")
    }

    /// Applies all of the changes, or none.
    fn change(&mut self, run: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let result = transaction.and_then(|it| {
            run(&it)?;
            it.commit()
        });
        result.map_err(|source| StoreError::of(&self.path, source))
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

fn name_match(row: &Row<'_>) -> rusqlite::Result<NameMatch> {
    let kind: String = row.get("kind")?;
    let sentences: String = row.get("sentences")?;
    // Whatever the cache contains must not end the program: anyone may have changed it.
    let spans: Vec<(u32, u32)> = serde_json::from_str(&sentences).unwrap_or_default();
    let span = |(start, end): (u32, u32)| {
        let [start, end] = [start, end].map(|it| ByteOffset::new(it as usize).to_usize());
        (start <= end).then(|| Span::new(start, end))
    };
    Ok(NameMatch {
        fingerprint: Fingerprint::from_bytes(row.get("fingerprint")?),
        kind: if kind == "person" { EntityKind::Person } else { EntityKind::Organization },
        name: row.get("name")?,
        n_mentions: row.get("mentions")?,
        sentences: spans.into_iter().filter_map(span).collect(),
    })
}

fn throw_away(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        // If a file cannot be removed, opening it will fail and say why.
        let _ = fs::remove_file(private::beside(path, ending));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

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

    /// Stores an article of a few words with its analysis.
    fn analysed(cache: &mut Cache, name: &str) -> (Arc<Document>, Arc<Analysis>) {
        let (doc, analysis) = sample::article(&[&format!("[PER {name}] met [PER Bob Day].")]);
        cache.put_analysis(&doc, "m", &analysis).unwrap();
        (doc, analysis)
    }

    #[test]
    fn a_whole_analysis_comes_back_to_the_same_model_until_the_article_is_removed() {
        let mut cache = Cache::open(&Folders::within(&folder("analysis"))).unwrap();
        let (doc, analysis) = analysed(&mut cache, "Ann Lee");
        analysed(&mut cache, "Cy Lee");
        assert_eq!(cache.analysis(&doc, "m").unwrap().as_ref(), Some(&*analysis));
        assert_eq!(who(&cache, &["ann"]).len(), 1, "who is in it is known, too");
        assert_eq!(cache.analysis(&doc, "n").unwrap(), None);
        cache.put_analysis(&doc, "n", &analysis).unwrap();
        assert_eq!(cache.analysis(&doc, "m").unwrap(), None, "the latest replaces it");
        cache.remove(doc.fingerprint()).unwrap();
        assert_eq!(cache.analysis(&doc, "n").unwrap(), None);
        assert_eq!(cache.connection.query_row("SELECT count(*) FROM analysis", [], |row| row.get(0)), Ok(1));
    }

    #[test]
    fn analyses_opened_longest_ago_make_room() {
        let mut cache = Cache::open(&Folders::within(&folder("room"))).unwrap();
        let first = analysed(&mut cache, "Ann Lee");
        let size: usize =
            cache.connection.query_row("SELECT size FROM analysis", [], |row| row.get(0)).unwrap();
        cache.analyses_bytes = 3 * size + size / 2; // all are of about the same size
        let all = [first, analysed(&mut cache, "Eve Lee"), analysed(&mut cache, "Joy Lee")];
        let (doc, analysis) = &all[0];
        cache.opened(doc, "m", analysis).unwrap();
        analysed(&mut cache, "Cy Lee");
        let kept = all.map(|(doc, _)| cache.analysis(&doc, "m").unwrap().is_some());
        assert_eq!(kept, [true, false, true], "the first was opened again");
        assert_eq!(who(&cache, &["lee"]).len(), 4, "casts are small and stay");
        cache.analyses_bytes = size / 2;
        let (doc, _) = analysed(&mut cache, "Zoë Lee");
        assert_eq!(cache.analysis(&doc, "m").unwrap(), None, "what takes more than all may is not kept");
    }

    #[test]
    fn a_damaged_analysis_is_none_and_is_made_again() {
        let mut cache = Cache::open(&Folders::within(&folder("entry"))).unwrap();
        let (doc, analysis) = analysed(&mut cache, "Ann Lee");
        for damage in ["x'00'", "substr(tables, 1, 40)", "x''"] {
            cache.connection.execute(&format!("UPDATE analysis SET tables = {damage}"), []).unwrap();
            assert_eq!(cache.analysis(&doc, "m").unwrap(), None, "{damage}");
            cache.put_analysis(&doc, "m", &analysis).unwrap();
            assert!(cache.analysis(&doc, "m").unwrap().is_some());
        }
    }

    #[test]
    fn a_cache_that_turns_out_to_be_damaged_is_made_again() {
        let folders = Folders::within(&folder("inside"));
        let mut cache = Cache::open(&folders).unwrap();
        let (doc, analysis) = analysed(&mut cache, "Ann Lee");
        drop(cache);
        let path = Cache::path(&folders);
        let mut bytes = fs::read(&path).unwrap();
        // The header stays intact, so the file opens as a database of ours.
        bytes[100..].fill(0xa5);
        fs::write(&path, bytes).unwrap();
        let found = Cache::with(&folders, |it| it.analysis(&doc, "m")).unwrap();
        assert_eq!(found, None);
        Cache::with(&folders, |it| it.put_analysis(&doc, "m", &analysis)).unwrap();
        assert!(Cache::with(&folders, |it| it.analysis(&doc, "m")).unwrap().is_some());
    }

    #[test]
    fn a_cache_of_the_layout_before_keeps_its_casts() {
        let folders = Folders::within(&folder("layout"));
        let path = Cache::path(&folders);
        let before =
            database::open(&path, Layout { steps: &LAYOUT.steps[..1], ..LAYOUT }, LockWait::Long).unwrap();
        let mut before = Cache { connection: before, path, analyses_bytes: 0 };
        put(&mut before, "m", "[PER Ann Lee] left.");
        drop(before);
        let mut cache = Cache::open(&folders).unwrap();
        assert_eq!(who(&cache, &["ann"]).len(), 1);
        analysed(&mut cache, "Cy Lee");
        let n_files = fs::read_dir(&folders.cache)
            .unwrap()
            .filter(|it| it.as_ref().is_ok_and(|it| it.file_name().to_string_lossy().contains("layout")));
        assert_eq!(n_files.count(), 0, "what can be made again is not copied");
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
