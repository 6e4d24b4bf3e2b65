//! `trash`: originals that nothing named when they were moved to the library's `trash/`, until they are
//! removed for good.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use tezis_report::ids::PhotoHash;

use super::{Migration, parsed, readable, time};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "trash",
    sql: "
CREATE TABLE trash (
    hash TEXT NOT NULL PRIMARY KEY,
    bytes INTEGER NOT NULL,
    since INTEGER NOT NULL,
    trashed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE photos ADD COLUMN name TEXT;
",
};

/// An original in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrashedOriginal {
    /// The original.
    pub hash: PhotoHash,
    /// The name of the file that it came from, where that was noted.
    pub name: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// When it came to the library.
    pub since: DateTime<Utc>,
    /// When it was moved to the trash.
    pub trashed_at: DateTime<Utc>,
}

pub(crate) fn insert(
    connection: &Connection,
    hash: &PhotoHash,
    bytes: u64,
    since: DateTime<Utc>,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO trash (hash, bytes, since, trashed_at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            hash.as_str(),
            i64::try_from(bytes).unwrap_or(i64::MAX),
            since.timestamp_millis(),
            at.timestamp_millis()
        ])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, hash: &PhotoHash) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM trash WHERE hash = ?1")?.execute([hash.as_str()])?;
    Ok(())
}

pub(crate) fn contains(connection: &Connection, hash: &PhotoHash) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM trash WHERE hash = ?1")?
        .query_row([hash.as_str()], |_| Ok(()))
        .optional()
        .map(|found| found.is_some())
}

/// Returns what lies in the trash, the last moved first.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<TrashedOriginal>> {
    let mut query = connection.prepare_cached(
        "SELECT t.hash, p.name, t.bytes, t.since, t.trashed_at
         FROM trash t LEFT JOIN photos p ON p.hash = t.hash ORDER BY t.trashed_at DESC, t.hash",
    )?;
    readable(query.query_map([], |row| {
        Ok(TrashedOriginal {
            hash: parsed(row, 0)?,
            name: row.get(1)?,
            bytes: u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
            since: time(3, row.get(3)?)?,
            trashed_at: time(4, row.get(4)?)?,
        })
    })?)
}

/// Returns what lies in the trash and is named by a document all the same, as a decoded picture by its
/// photo; of one document, or of all.
pub(crate) fn named(
    connection: &Connection,
    document: Option<&str>,
) -> rusqlite::Result<Vec<PhotoHash>> {
    connection
        .prepare_cached(
            "SELECT t.hash FROM trash t JOIN photo_uses u ON u.photo = t.hash
             WHERE ?1 IS NULL OR u.document = ?1
             UNION SELECT t.hash FROM trash t JOIN photos p ON p.picture = t.hash
             JOIN photo_uses u ON u.photo = p.hash
             WHERE ?1 IS NULL OR u.document = ?1",
        )?
        .query_map([document], |row| parsed(row, 0))?
        .collect()
}
