//! `projections`: the typed view of each document as JSON: a second, independent copy of its words,
//! from which a document with damaged changes is still read.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::Migration;
use crate::checksum::checksum;

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "projections",
    sql: "
CREATE TABLE projections (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    position INTEGER NOT NULL,
    view TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
",
};

/// A projection as it was read, with whether it is still what was written.
#[derive(Debug)]
pub(crate) struct ProjectionRow {
    /// The last change that it shows.
    pub(crate) position: i64,
    pub(crate) view: String,
    pub(crate) whole: bool,
}

pub(crate) fn find(
    connection: &Connection,
    document: &str,
) -> rusqlite::Result<Option<ProjectionRow>> {
    connection
        .prepare_cached("SELECT position, view, checksum FROM projections WHERE document = ?1")?
        .query_row([document], |row| {
            let position = row.get(0)?;
            let view: String = row.get(1)?;
            let whole = row.get::<_, i64>(2)? == sum(document, position, &view);
            Ok(ProjectionRow { position, view, whole })
        })
        .optional()
}

pub(crate) fn replace(
    connection: &Connection,
    document: &str,
    position: i64,
    view: &str,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO projections (document, position, view, checksum, at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            document,
            position,
            view,
            sum(document, position, view),
            at.timestamp_millis()
        ])?;
    Ok(())
}

fn sum(document: &str, position: i64, view: &str) -> i64 {
    checksum(&[document.as_bytes(), &position.to_le_bytes(), view.as_bytes()])
}
