//! `snapshots`: whole documents as of a position, to open them quickly. The changes stay; of the
//! snapshots the last two are kept, so that a damaged one costs time, not text.

use rusqlite::{Connection, params};

use super::Migration;
use crate::checksum::checksum;

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "snapshots",
    sql: "
CREATE TABLE snapshots (
    document TEXT NOT NULL REFERENCES documents (id),
    upto INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (document, upto)
) STRICT;
",
};

/// A snapshot as it was read, with whether it is still what was written.
#[derive(Debug)]
pub(crate) struct SnapshotRow {
    pub(crate) upto: i64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) whole: bool,
}

/// Returns the positions of a document's snapshots, newest first.
pub(crate) fn positions(connection: &Connection, document: &str) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT upto FROM snapshots WHERE document = ?1 ORDER BY upto DESC")?
        .query_map([document], |row| row.get(0))?
        .collect()
}

pub(crate) fn at(
    connection: &Connection,
    document: &str,
    upto: i64,
) -> rusqlite::Result<SnapshotRow> {
    connection
        .prepare_cached("SELECT bytes, checksum FROM snapshots WHERE document = ?1 AND upto = ?2")?
        .query_row(params![document, upto], |row| {
            let bytes: Vec<u8> = row.get(0)?;
            let whole = row.get::<_, i64>(1)? == sum(document, upto, &bytes);
            Ok(SnapshotRow { upto, bytes, whole })
        })
}

pub(crate) fn replace(
    connection: &Connection,
    document: &str,
    upto: i64,
    bytes: &[u8],
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO snapshots (document, upto, bytes, checksum)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![document, upto, bytes, sum(document, upto, bytes)])?;
    connection
        .prepare_cached(
            "DELETE FROM snapshots WHERE document = ?1 AND upto NOT IN
             (SELECT upto FROM snapshots WHERE document = ?1 ORDER BY upto DESC LIMIT 2)",
        )?
        .execute([document])?;
    Ok(())
}

fn sum(document: &str, upto: i64, bytes: &[u8]) -> i64 {
    checksum(&[document.as_bytes(), &upto.to_le_bytes(), bytes])
}
