//! `frames`: which files of cards and folders were taken in, and what they are called here. By it the same
//! card brings only what is new, without being read.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use tezis_report::ids::PhotoHash;

use super::{Migration, parsed};
use crate::frames::{FrameStat, TakenFrame};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "frames",
    sql: "
CREATE TABLE frames (
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    head TEXT NOT NULL,
    hash TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (path, bytes, modified)
) STRICT, WITHOUT ROWID;
CREATE INDEX frames_by_stat ON frames (bytes, modified);
",
};

/// Notes files that are in the library now.
pub(crate) fn insert(
    connection: &Connection,
    frames: &[TakenFrame],
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO frames (path, bytes, modified, head, hash, taken_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for frame in frames {
        insert.execute(params![
            frame.stat.path,
            size(frame.stat.bytes),
            frame.stat.modified,
            frame.head,
            frame.hash.as_str(),
            at.timestamp_millis(),
        ])?;
    }
    Ok(())
}

/// Returns what a file at this place became, unless that is not in the library any more.
pub(crate) fn at_place(
    connection: &Connection,
    stat: &FrameStat,
) -> rusqlite::Result<Option<PhotoHash>> {
    connection
        .prepare_cached(
            "SELECT f.hash FROM frames f JOIN photos p ON p.hash = f.hash
             WHERE f.path = ?1 AND f.bytes = ?2 AND f.modified = ?3
               AND NOT EXISTS (SELECT 1 FROM trash t WHERE t.hash = f.hash)",
        )?
        .query_row(params![stat.path, size(stat.bytes), stat.modified], |row| parsed(row, 0))
        .optional()
}

/// Returns what a file at any place became that had this size, time and beginning.
pub(crate) fn anywhere(
    connection: &Connection,
    stat: &FrameStat,
    head: &str,
) -> rusqlite::Result<Option<PhotoHash>> {
    connection
        .prepare_cached(
            "SELECT f.hash FROM frames f JOIN photos p ON p.hash = f.hash
             WHERE f.bytes = ?1 AND f.modified = ?2 AND f.head = ?3
               AND NOT EXISTS (SELECT 1 FROM trash t WHERE t.hash = f.hash)",
        )?
        .query_row(params![size(stat.bytes), stat.modified, head], |row| parsed(row, 0))
        .optional()
}

fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
