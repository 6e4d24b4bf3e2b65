//! `documents`: one row a report or forum, with how many changes it has, so that a missing change is
//! noticed.

use std::fmt;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::Migration;

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "documents",
    sql: "
CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    changes INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
",
};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A report.
    Report,
    /// A forum.
    Forum,
}

impl DocumentKind {
    /// Returns the kind's name as it is stored: `report` or `forum`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Forum => "forum",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A kind's name that is neither.
#[derive(Debug, thiserror::Error)]
#[error("“{0}” is no kind of document")]
struct UnknownKind(String);

/// Reads a column that holds a kind.
pub(crate) fn read_kind(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<DocumentKind> {
    let text: String = row.get(column)?;
    match text.as_str() {
        "report" => Ok(DocumentKind::Report),
        "forum" => Ok(DocumentKind::Forum),
        _ => Err(super::malformed(column, UnknownKind(text))),
    }
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct DocumentRow {
    pub(crate) id: String,
    pub(crate) kind: DocumentKind,
    /// How many changes were ever appended: positions 1 to this.
    pub(crate) changes: i64,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow { id: row.get(0)?, kind: read_kind(row, 1)?, changes: row.get(2)? })
}

pub(crate) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<DocumentRow>> {
    connection
        .prepare_cached("SELECT id, kind, changes FROM documents WHERE id = ?1")?
        .query_row([id], read)
        .optional()
}

pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<DocumentRow>> {
    connection
        .prepare("SELECT id, kind, changes FROM documents ORDER BY id")?
        .query_map([], read)?
        .collect()
}

/// Returns the documents whose projection is older than their last change: what a process that was
/// killed while somebody typed leaves behind.
pub(crate) fn stale(connection: &Connection) -> rusqlite::Result<Vec<DocumentRow>> {
    connection
        .prepare(
            "SELECT d.id, d.kind, d.changes FROM documents d
             LEFT JOIN projections p ON p.document = d.id
             WHERE p.position IS NULL OR p.position < d.changes
             ORDER BY d.id",
        )?
        .query_map([], read)?
        .collect()
}

pub(crate) fn insert(
    connection: &Connection,
    id: &str,
    kind: DocumentKind,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO documents (id, kind, changes, created_at, updated_at)
             VALUES (?1, ?2, 0, ?3, ?3)",
        )?
        .execute(params![id, kind.as_str(), at.timestamp_millis()])?;
    Ok(())
}

pub(crate) fn set_changes(
    connection: &Connection,
    id: &str,
    changes: i64,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE documents SET changes = ?2, updated_at = ?3 WHERE id = ?1")?
        .execute(params![id, changes, at.timestamp_millis()])?;
    Ok(())
}
