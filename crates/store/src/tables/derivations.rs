//! `derivations`: by which version of the program's rules the rows derived from each document were made.
//! A program that derives more than the one before makes them anew from the kept views, a few documents
//! at a time, so that a large library opens at once.

use rusqlite::{Connection, params};

use super::Migration;

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "derivations",
    sql: "
CREATE TABLE derivations (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
",
};

/// Raised whenever the rows derived from a view change: 1 made those of the finder.
pub(crate) const VERSION: i64 = 1;

/// Notes that a document's rows are made by the present rules.
pub(crate) fn note(connection: &Connection, document: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO derivations (document, version) VALUES (?1, ?2)")?
        .execute(params![document, VERSION])?;
    Ok(())
}

/// Returns the documents behind an id that have a view and rows made by former rules, by id.
pub(crate) fn behind(
    connection: &Connection,
    after: &str,
    most: u32,
) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT d.id FROM documents d
             LEFT JOIN derivations v ON v.document = d.id
             WHERE d.id > ?1 AND (v.version IS NULL OR v.version < ?2)
               AND EXISTS (SELECT 1 FROM projections p WHERE p.document = d.id)
             ORDER BY d.id LIMIT ?3",
        )?
        .query_map(params![after, VERSION, most], |row| row.get(0))?
        .collect()
}
