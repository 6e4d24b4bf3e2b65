//! `changes`: every change of every document, append-only. A row is never deleted, and
//! never updated but to put right bytes back where they were damaged.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::Migration;
use crate::checksum::checksum;

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "changes",
    sql: "
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (document, position),
    UNIQUE (document, hash)
) STRICT;
",
};

/// A change as it was read, with whether it is still what was written.
#[derive(Debug)]
pub(crate) struct ChangeRow {
    pub(crate) position: i64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) whole: bool,
}

/// Finds a change by its hash.
pub(crate) fn find(
    connection: &Connection,
    document: &str,
    hash: &[u8],
) -> rusqlite::Result<Option<ChangeRow>> {
    connection
        .prepare_cached(
            "SELECT position, hash, bytes, checksum FROM changes
             WHERE document = ?1 AND hash = ?2",
        )?
        .query_row(params![document, hash], |row| read(row, document))
        .optional()
}

/// Puts the bytes of a damaged change back.
pub(crate) fn heal(
    connection: &Connection,
    document: &str,
    position: i64,
    hash: &[u8],
    bytes: &[u8],
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE changes SET bytes = ?3, checksum = ?4 WHERE document = ?1 AND position = ?2",
        )?
        .execute(params![document, position, bytes, sum(document, position, hash, bytes)])?;
    Ok(())
}

pub(crate) fn insert(
    connection: &Connection,
    document: &str,
    position: i64,
    hash: &[u8],
    bytes: &[u8],
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO changes (document, position, hash, bytes, checksum, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            document,
            position,
            hash,
            bytes,
            sum(document, position, hash, bytes),
            at.timestamp_millis()
        ])?;
    Ok(())
}

/// Reads the changes after a position, in order.
pub(crate) fn after(
    connection: &Connection,
    document: &str,
    position: i64,
) -> rusqlite::Result<Vec<ChangeRow>> {
    connection
        .prepare_cached(
            "SELECT position, hash, bytes, checksum FROM changes
             WHERE document = ?1 AND position > ?2 ORDER BY position",
        )?
        .query_map(params![document, position], |row| read(row, document))?
        .collect()
}

/// Reads one change: the road for a database in which [`after`] meets a damaged page.
pub(crate) fn at(
    connection: &Connection,
    document: &str,
    position: i64,
) -> rusqlite::Result<Option<ChangeRow>> {
    connection
        .prepare_cached(
            "SELECT position, hash, bytes, checksum FROM changes
             WHERE document = ?1 AND position = ?2",
        )?
        .query_row(params![document, position], |row| read(row, document))
        .optional()
}

fn read(row: &rusqlite::Row<'_>, document: &str) -> rusqlite::Result<ChangeRow> {
    let position = row.get(0)?;
    let hash: Vec<u8> = row.get(1)?;
    let bytes: Vec<u8> = row.get(2)?;
    let whole = row.get::<_, i64>(3)? == sum(document, position, &hash, &bytes);
    Ok(ChangeRow { position, bytes, whole })
}

fn sum(document: &str, position: i64, hash: &[u8], bytes: &[u8]) -> i64 {
    checksum(&[document.as_bytes(), &position.to_le_bytes(), hash, bytes])
}
