//! The connections to `library.db`: one that writes, behind a mutex, and as many readers as there
//! are threads that read. Opening, pragmas and migrations; the tables are in `tables`.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use tempfile::TempDir;

use crate::StoreError;
use crate::copy_database::copy_database;
use crate::disk::RealDisk;
use crate::tables::{MIGRATIONS, Migration};

/// "TZIS": tells a library from any other SQLite file.
const APPLICATION_ID: i32 = 0x545A_4953;

/// How long a statement waits for another process (a reader that checkpoints, a virus scanner).
const PATIENCE: Duration = Duration::from_secs(5);

/// Readers kept for the next caller. More may be open at once; they are closed after use.
const IDLE_READERS: usize = 4;

/// The open database.
#[derive(Debug)]
pub(crate) struct Database {
    path: PathBuf,
    // Before the writer: who closes last checkpoints and removes the WAL, which no reader can.
    idle: Mutex<Vec<Connection>>,
    writer: Option<Mutex<Connection>>,
    reading: Reading,
}

/// How readers get at the file.
#[derive(Debug)]
enum Reading {
    /// Beside a writer, in the ordinary way.
    Shared,
    /// On a medium where not even SQLite's helper files can be made and none is needed.
    Immutable,
    /// From a copy of our own: the medium is read-only and changes still lie in the WAL, or the
    /// library is older than the program and can't be brought up to date where it is.
    Copy(TempDir),
}

impl Database {
    /// Opens for writing. Makes the database when there is none, brings an older one up to date
    /// after copying it into `backups`.
    pub(crate) fn open_writer(
        path: &Path,
        backups: &Path,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let sql = |error| StoreError::sql("open the database", path, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(sql)?;
        configure(&connection).map_err(sql)?;
        let found = version(&connection, path)?;
        make_durable(&connection).map_err(sql)?;
        if found > 0 && found < known_version() {
            let copy = backups.join(format!("{}-v{found}.db", now.format("%Y%m%dT%H%M%SZ")));
            copy_database(&RealDisk, &connection, &copy, &mut |_| Ok(()))?;
        }
        migrate(&mut connection, MIGRATIONS).map_err(sql)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Some(Mutex::new(connection)),
            idle: Mutex::default(),
            reading: Reading::Shared,
        })
    }

    /// Opens for reading, on a writable or a read-only medium, beside a writer or without one.
    pub(crate) fn open_reader(path: &Path) -> Result<Self, StoreError> {
        let mut database = Self {
            path: path.to_owned(),
            writer: None,
            idle: Mutex::default(),
            reading: Reading::Shared,
        };
        let connection = match database.connect() {
            Err(StoreError::Database { source, .. }) if is_unwritable(&source) => {
                database.reading = Reading::without_writing(path)?;
                database.connect()?
            }
            Err(StoreError::ReadOnly { .. }) => {
                database.reading = Reading::without_writing(path)?;
                database.connect()?
            }
            connected => connected?,
        };
        let found = version(&connection, path)?;
        if found == 0 {
            return Err(StoreError::Missing { path: path.parent().unwrap_or(path).to_owned() });
        }
        if found < known_version() {
            let folder = private_folder(path)?;
            let copy = folder.path().join("library.db");
            copy_database(&RealDisk, &connection, &copy, &mut |_| Ok(()))?;
            let sql = |error| StoreError::sql("read an older library", path, error);
            let mut updated = Connection::open(&copy).map_err(sql)?;
            migrate(&mut updated, MIGRATIONS).map_err(sql)?;
            database.reading = Reading::Copy(folder);
        } else {
            database.give_back(connection);
        }
        Ok(database)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn is_writable(&self) -> bool {
        self.writer.is_some()
    }

    /// Runs one transaction. What the closure did is on the disk when this returns `Ok`, and undone
    /// when it returns an error.
    pub(crate) fn write<T>(
        &self,
        operation: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = self.lock_writer()?;
        let sql = |error| StoreError::sql(operation, &self.path, error);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
        let done = work(&transaction)?;
        transaction.commit().map_err(sql)?;
        Ok(done)
    }

    /// Gives the writing connection, for what is no transaction.
    pub(crate) fn lock_writer(&self) -> Result<MutexGuard<'_, Connection>, StoreError> {
        let writer =
            self.writer.as_ref().ok_or_else(|| StoreError::ReadOnly { path: self.path.clone() })?;
        // A panic while writing rolled its transaction back, so the connection is as good as before.
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives a connection that sees everything committed so far.
    pub(crate) fn reader(&self) -> Result<Reader<'_>, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.connect()?,
        };
        Ok(Reader { database: self, connection: Some(connection) })
    }

    /// Reads with a query of one table file.
    pub(crate) fn read<T>(
        &self,
        operation: &'static str,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let reader = self.reader()?;
        query(&reader).map_err(|error| StoreError::sql(operation, &self.path, error))
    }

    fn connect(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = match &self.reading {
            Reading::Shared => Connection::open_with_flags(&self.path, flags),
            Reading::Copy(folder) => {
                Connection::open_with_flags(folder.path().join("library.db"), flags)
            }
            Reading::Immutable => Connection::open_with_flags(
                immutable_uri(&self.path),
                flags | OpenFlags::SQLITE_OPEN_URI,
            ),
        };
        opened
            .and_then(|connection| {
                configure(&connection)?;
                // The first query opens the file in earnest.
                connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
                Ok(connection)
            })
            .map_err(|error| StoreError::sql("open the database", &self.path, error))
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS {
            idle.push(connection);
        }
    }
}

/// A connection for reading, given back when dropped.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    database: &'a Database,
    /// None only while it is being dropped.
    connection: Option<Connection>,
}

impl Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("BUG: a reader was used after it was dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.database.give_back(connection);
        }
    }
}

impl Reading {
    /// Finds the way to read where nothing can be written.
    fn without_writing(path: &Path) -> Result<Self, StoreError> {
        let wal = beside(path, "-wal");
        let pending = fs::metadata(&wal).is_ok_and(|data| data.len() > 0);
        if !pending {
            return Ok(Self::Immutable);
        }
        // `immutable` would ignore the WAL, and with it the last changes.
        let folder = private_folder(path)?;
        copy_plain(path, &folder.path().join("library.db"))?;
        copy_plain(&wal, &folder.path().join("library.db-wal"))?;
        Ok(Self::Copy(folder))
    }
}

#[expect(clippy::disallowed_methods, reason = "a throw-away copy in the system's temporary folder")]
fn copy_plain(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::copy(from, to).map_err(|error| StoreError::io("copy for reading", from, error))?;
    Ok(())
}

fn private_folder(path: &Path) -> Result<TempDir, StoreError> {
    tempfile::Builder::new()
        .prefix("tezis-read-")
        .tempdir()
        .map_err(|error| StoreError::io("copy for reading", path, error))
}

/// Returns the path of one of SQLite's files beside the database.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Says whether the error is what SQLite gives when it can't make its helper files.
fn is_unwritable(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied)
    )
}

/// Settings of every connection, none of which touches the file.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;",
    )
}

/// Settings by which a commit is on the disk when it returns.
fn make_durable(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA journal_size_limit = 67108864;",
    )
}

pub(crate) fn known_version() -> i64 {
    i64::try_from(MIGRATIONS.len()).expect("BUG: too many migrations")
}

/// Returns how many migrations the database has seen; 0 for a new one. Refuses what isn't ours.
pub(crate) fn version(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let sql = |error| StoreError::sql("open the database", path, error);
    let number = |pragma: &str| {
        connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(sql)
    };
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(sql)?;
    if tables == 0 && application == 0 && version == 0 {
        return Ok(0);
    }
    if application != i64::from(APPLICATION_ID) {
        let ours = "SELECT 1 FROM sqlite_schema WHERE name = 'report_search'";
        let ours = connection.prepare(ours).and_then(|mut query| query.exists([])).map_err(sql)?;
        return Err(if ours {
            StoreError::damaged(path, "its header is not that of a library".to_owned())
        } else {
            StoreError::NotALibrary { path: path.to_owned() }
        });
    }
    if version > known_version() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found: version,
            known: known_version(),
        });
    }
    if version <= 0 {
        return Err(StoreError::damaged(path, format!("its version is {version}")));
    }
    Ok(version)
}

/// Runs the migrations that the database has not seen, each in a transaction of its own.
fn migrate(connection: &mut Connection, migrations: &[Migration]) -> rusqlite::Result<()> {
    let done: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (version, migration) in (1_i64..).zip(migrations).filter(|(version, _)| *version > done) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(migration.sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
        tracing::info!(version, date = migration.date, adds = migration.adds, "database migrated");
    }
    Ok(())
}

/// Writes a path as a URI that says: nothing changes this file while it is open.
pub(crate) fn immutable_uri(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = String::from("file:");
    let text = absolute.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        uri.push_str("///");
    }
    for byte in text.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(byte));
            }
            _ => {
                let digits = *b"0123456789ABCDEF";
                let digit = |nibble: u8| digits.get(usize::from(nibble)).copied().map(char::from);
                uri.push('%');
                uri.extend([digit(byte >> 4), digit(byte & 15)].into_iter().flatten());
            }
        }
    }
    uri.push_str("?immutable=1");
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_writer_waits_for_the_disk() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("library.db");
        let database = Database::open_writer(&path, dir.path(), DateTime::UNIX_EPOCH).unwrap();
        let writer = database.lock_writer().unwrap();
        let synchronous: i64 =
            writer.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
        assert_eq!(synchronous, 2, "2 is FULL");
        let mode: String =
            writer.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }

    #[test]
    fn a_path_with_any_letters_becomes_a_uri_that_opens_it() {
        let dir = tempfile::Builder::new().prefix("şəkil %41 ?x=#1 ").tempdir().unwrap();
        let path = dir.path().join("a.db");
        let made = Connection::open(&path).unwrap();
        made.execute_batch("CREATE TABLE here (x)").unwrap();
        drop(made);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let opened = Connection::open_with_flags(immutable_uri(&path), flags).unwrap();
        assert!(opened.prepare("SELECT x FROM here").is_ok());
    }

    #[test]
    fn a_library_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<crate::Library>();
    }
}
