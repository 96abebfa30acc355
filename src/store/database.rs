//! Opens a database of ours: its settings, whether it belongs to us, and the steps from its layout to the latest one.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::store::{StoreError, private};

/// How long a program waits for another one that is writing. A write takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// The same for work that is tried again anyway, while the user should soon hear that it takes longer.
const BRIEF_PATIENCE: Duration = Duration::from_millis(400);
/// How often the program checks in the meantime. SQLite's own pauses grow to 100 ms; a program that waits for two
/// others that write all the time might then never find its turn.
const PAUSE: Duration = Duration::from_millis(2);

/// How long to wait for another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LockWait {
    /// As long as makes sense if there is no second attempt.
    Long,
    /// A few tenths of a second.
    Brief,
}

/// The kind of a database.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Distinguishes our files from those of other programs.
    pub(super) application: i32,
    /// The steps that make each layout from the previous one; the first starts from nothing.
    pub(super) steps: &'static [&'static str],
    /// Whether a commit must be on the disk when it returns. For data that cannot be made again.
    pub(super) durable: bool,
}

/// Opens the database, or creates one in a folder that only its owner can read.
pub(super) fn open(path: &Path, layout: Layout, patience: LockWait) -> Result<Connection, StoreError> {
    let fail = |source| StoreError::of(path, source);
    if let Some(folder) = path.parent() {
        private::make_folder(folder)
            .map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
    }
    private::guard_database(path);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(fail)?;
    be_patient(&mut connection, patience).map_err(fail)?;
    let version = version(&connection, path, layout)?;
    // Readers and a writer need not wait for each other.
    patiently(patience, || connection.pragma_update(None, "journal_mode", "wal")).map_err(fail)?;
    let settings = [
        ("synchronous", if layout.durable { "full" } else { "normal" }),
        ("fullfsync", if layout.durable { "on" } else { "off" }),
        ("foreign_keys", "on"),
        ("secure_delete", "on"),
    ];
    for (setting, value) in settings {
        connection.pragma_update(None, setting, value).map_err(fail)?;
    }
    if version < layout.steps.len() {
        migrate(&mut connection, path, layout)?;
    }
    Ok(connection)
}

/// Opens a database that cannot be written. If the disk or folder is read-only for everyone, changes that another
/// program had not yet moved out of its write-ahead log are not seen.
pub(super) fn open_to_read(path: &Path, layout: Layout) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let attempt = |name: &Path, flags| {
        let connection = Connection::open_with_flags(name, flags).map_err(|it| StoreError::of(path, it))?;
        match version(&connection, path, layout)? {
            version if version == layout.steps.len() => Ok(connection),
            // An older layout would need an upgrade.
            _ => Err(StoreError::ReadOnly { path: path.to_owned() }),
        }
    };
    attempt(path, flags).or_else(|error| match error {
        // Readers of a write-ahead log also write, unless they are told that no one else does.
        StoreError::ReadOnly { .. } | StoreError::Unreadable { .. } => {
            attempt(Path::new(&immutable(path)), flags | OpenFlags::SQLITE_OPEN_URI)
        }
        _ => Err(error),
    })
}

/// The URI of a database that no one changes.
fn immutable(path: &Path) -> String {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?immutable=1")
}

/// Sets how long the connection waits for other programs from now on.
pub(super) fn be_patient(connection: &mut Connection, patience: LockWait) -> rusqlite::Result<()> {
    // SQLite takes a function, and passes it only the number of calls so far.
    let handler: fn(i32) -> bool = match patience {
        LockWait::Long => |n| wait(n, PATIENCE),
        LockWait::Brief => |n| wait(n, BRIEF_PATIENCE),
    };
    connection.busy_handler(Some(handler))
}

/// Waits for another program, for the `n`th time in a row; false means to give up.
fn wait(n: i32, limit: Duration) -> bool {
    thread::sleep(PAUSE);
    u128::try_from(n).is_ok_and(|n| n * PAUSE.as_millis() < limit.as_millis())
}

/// The layout of the database, 0 for an empty one. An error if the database is not ours, or is from a later program.
fn version(connection: &Connection, path: &Path, layout: Layout) -> Result<usize, StoreError> {
    // Everything is read at one moment, even outside a transaction: another program may create the database in
    // between.
    let moment = connection.is_autocommit().then(|| connection.unchecked_transaction()).transpose();
    let _moment = moment.map_err(|it| StoreError::of(path, it))?;
    let number = |query: &str| {
        connection.query_row(query, [], |row| row.get::<_, i64>(0)).map_err(|it| StoreError::of(path, it))
    };
    let version = usize::try_from(number("PRAGMA user_version")?).unwrap_or(usize::MAX);
    let application = number("PRAGMA application_id")?;
    let is_new = version == 0 && application == 0 && number("SELECT count(*) FROM sqlite_schema")? == 0;
    if !is_new && application != i64::from(layout.application) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if version > layout.steps.len() {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: layout.steps.len() });
    }
    Ok(version)
}

/// SQLite waits by itself, except where waiting might never end: while two programs create the same database.
fn patiently<T>(patience: LockWait, mut attempt: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let limit = if patience == LockWait::Long { PATIENCE } else { BRIEF_PATIENCE };
    let start = Instant::now();
    loop {
        let result = attempt();
        let is_busy = result.as_ref().is_err_and(|it| {
            it.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) && start.elapsed() < limit
        });
        if !is_busy {
            return result;
        }
        thread::sleep(PAUSE);
    }
}

/// Runs all steps in one transaction: afterwards the layout is the latest one, or nothing has changed.
fn migrate(connection: &mut Connection, path: &Path, layout: Layout) -> Result<(), StoreError> {
    let fail = |source| StoreError::of(path, source);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
    // Another program may have been faster.
    let version = version(&transaction, path, layout)?;
    if version > 0 && version < layout.steps.len() && layout.durable {
        copy(path, version)?;
    }
    for step in layout.steps.iter().skip(version) {
        transaction.execute_batch(step).map_err(fail)?;
    }
    transaction.pragma_update(None, "application_id", layout.application).map_err(fail)?;
    let known = i64::try_from(layout.steps.len()).expect("a handful of steps");
    transaction.pragma_update(None, "user_version", known).map_err(fail)?;
    transaction.commit().map_err(fail)
}

/// Copies what is committed into a separate file beside the database: `library.layout-1.db`.
fn copy(path: &Path, version: usize) -> Result<(), StoreError> {
    let copy = free_name(path, version);
    let part = copy.with_extension("part");
    let fail = |source| StoreError::Copy { path: copy.clone(), source };
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fail(error)),
        _ => {} // a copy that was never finished
    }
    // SQLite fills an empty file and keeps its permissions.
    OpenOptions::new().write(true).create_new(true).open(&part).map_err(fail)?;
    private::guard(&part).map_err(fail)?;
    let reader = Connection::open(path).map_err(|it| StoreError::of(path, it))?;
    let target = part.to_string_lossy();
    reader.execute("VACUUM INTO ?1", [&*target]).map_err(|it| fail(io::Error::other(it)))?;
    // The copy is complete and on the disk before it gets its name.
    File::open(&part).and_then(|file| file.sync_all()).map_err(fail)?;
    fs::rename(&part, &copy).map_err(fail)
}

fn free_name(path: &Path, version: usize) -> PathBuf {
    let name = |number: usize| match number {
        1 => path.with_extension(format!("layout-{version}.db")),
        _ => path.with_extension(format!("layout-{version}-{number}.db")),
    };
    let mut number = 1;
    while name(number).exists() {
        number += 1;
    }
    name(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::folder;

    const ONE: Layout = Layout { application: 7, steps: &["CREATE TABLE a (x)"], durable: true };
    const TWO: Layout =
        Layout { steps: &["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y DEFAULT 5"], ..ONE };
    const BROKEN: Layout =
        Layout { steps: &["CREATE TABLE a (x)", "CREATE TABLE b (x); ALTER TABLE none ADD COLUMN y"], ..ONE };

    fn open(path: &Path, layout: Layout) -> Result<Connection, StoreError> {
        super::open(path, layout, LockWait::Long)
    }

    fn number(connection: &Connection, query: &str) -> i64 {
        connection.query_row(query, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_database_is_durable_and_can_be_read_while_it_is_written() {
        let connection = open(&folder("settings").join("a.db"), ONE).unwrap();
        let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!((mode.as_str(), number(&connection, "PRAGMA synchronous")), ("wal", 2));
        assert_eq!(number(&connection, "PRAGMA foreign_keys"), 1);
    }

    #[test]
    fn an_old_layout_is_copied_and_then_brought_up_to_date() {
        let path = folder("migrate").join("a.db");
        open(&path, ONE).unwrap().execute("INSERT INTO a VALUES (1)", []).unwrap();
        let connection = open(&path, TWO).unwrap();
        assert_eq!(number(&connection, "SELECT x + y FROM a"), 6);
        let copy = Connection::open(path.with_extension("layout-1.db")).unwrap();
        assert_eq!(number(&copy, "SELECT x FROM a"), 1);
        assert_eq!(number(&copy, "PRAGMA user_version"), 1);
        assert!(!path.with_extension("layout-1.part").exists());
        drop(open(&path, TWO).unwrap());
        assert!(!path.with_extension("layout-1-2.db").exists(), "a copy is made once");
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let path = folder("broken").join("a.db");
        open(&path, ONE).unwrap().execute("INSERT INTO a VALUES (1)", []).unwrap();
        open(&path, BROKEN).unwrap_err();
        let connection = open(&path, ONE).unwrap();
        assert_eq!(number(&connection, "SELECT count(*) FROM sqlite_schema"), 1);
        assert_eq!(number(&connection, "SELECT x FROM a"), 1);
    }

    #[test]
    fn what_is_newer_foreign_or_damaged_is_told_and_left_as_it_is() {
        let folder = folder("refused");
        let path = folder.join("a.db");
        drop(open(&path, TWO).unwrap());
        let error = open(&path, ONE).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 2, known: 1, .. }), "{error}");
        let error = open(&path, Layout { application: 8, ..TWO }).unwrap_err();
        assert!(matches!(error, StoreError::Foreign { .. }), "{error}");

        let path = folder.join("other.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
        let error = open(&path, ONE).unwrap_err();
        assert!(matches!(error, StoreError::Foreign { .. }), "{error}");

        let path = folder.join("text.db");
        fs::write(&path, "a text and no database, long enough to be taken for a header of one".repeat(9))
            .unwrap();
        let error = open(&path, ONE).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
        assert!(fs::read_to_string(&path).unwrap().starts_with("a text"));

        let error = open(&path.join("below/a.db"), ONE).unwrap_err();
        assert!(matches!(error, StoreError::Folder { .. }), "{error}");
    }

    #[test]
    fn many_programs_may_begin_the_same_database_at_once() {
        let path = folder("begin").join("a.db");
        std::thread::scope(|scope| {
            for number in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    let connection = open(path, TWO).unwrap();
                    connection.execute("INSERT INTO a VALUES (?1, 0)", [number]).unwrap();
                });
            }
        });
        assert_eq!(number(&open(&path, TWO).unwrap(), "SELECT count(*) FROM a"), 8);
    }

    #[test]
    fn a_database_that_cannot_be_written_is_read_as_it_is() {
        let path = folder("read#50%?").join("a.db");
        open(&path, TWO).unwrap().execute("INSERT INTO a VALUES (1, 2)", []).unwrap();
        for name in [path.clone(), PathBuf::from(immutable(&path))] {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            let connection = Connection::open_with_flags(name, flags).unwrap();
            assert_eq!(number(&connection, "SELECT y FROM a"), 2);
        }
        let connection = open_to_read(&path, TWO).unwrap();
        assert_eq!(number(&connection, "SELECT x FROM a"), 1);
        connection.execute("DELETE FROM a", []).unwrap_err();
        let three = Layout { steps: &["", "", ""], ..TWO };
        assert!(
            matches!(open_to_read(&path, three), Err(StoreError::ReadOnly { .. })),
            "it would have to be updated"
        );
        assert!(matches!(open_to_read(&path.with_extension("x"), TWO), Err(StoreError::Unreadable { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_look_into_folder_and_files_also_those_from_before() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let outer = folder("private").join("outer");
        let path = outer.join("byline/a.db");
        let connection = open(&path, ONE).unwrap();
        connection.execute("INSERT INTO a VALUES (1)", []).unwrap();
        assert_eq!((mode(&outer), mode(path.parent().unwrap())), (0o700, 0o700));
        let files = || -> Vec<PathBuf> {
            fs::read_dir(path.parent().unwrap()).unwrap().map(|it| it.unwrap().path()).collect()
        };
        assert_eq!(files().len(), 3, "the database, its log and the index of that");
        let rights = || files().iter().map(|it| mode(it)).collect::<Vec<_>>();
        assert_eq!(rights(), [0o600; 3]);
        drop(connection);

        fs::write(path.with_extension("layout-0.db"), "a copy").unwrap();
        for file in files() {
            fs::set_permissions(file, fs::Permissions::from_mode(0o664)).unwrap();
        }
        let connection = open(&path, TWO).unwrap();
        assert_eq!(rights(), vec![0o600; files().len()], "{:?}", files());
        assert!(path.with_extension("layout-1.db").exists());
        drop(connection);
    }
}
