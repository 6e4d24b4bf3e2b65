//! `original_names`: every original that the history of a document names, read off its changes as far as
//! `original_names_upto` says. Filled only when somebody cleans up.

use std::collections::HashSet;

use rusqlite::{Connection, params};
use tezis_report::ids::PhotoHash;

use super::documents::{DocumentRow, read_kind};
use super::{Migration, parsed};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "original_names",
    sql: "
CREATE TABLE original_names (
    document TEXT NOT NULL REFERENCES documents (id),
    photo TEXT NOT NULL,
    PRIMARY KEY (document, photo)
) STRICT, WITHOUT ROWID;
CREATE TABLE original_names_upto (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    upto INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
",
};

/// Returns the documents behind an id with changes that were not read yet, and up to where they were.
pub(crate) fn behind(
    connection: &Connection,
    after: &str,
    most: i64,
) -> rusqlite::Result<Vec<(DocumentRow, i64)>> {
    connection
        .prepare_cached(
            "SELECT d.id, d.kind, d.changes, coalesce(n.upto, 0) FROM documents d
             LEFT JOIN original_names_upto n ON n.document = d.id
             WHERE d.id > ?1 AND coalesce(n.upto, 0) < d.changes ORDER BY d.id LIMIT ?2",
        )?
        .query_map(params![after, most], |row| {
            let document =
                DocumentRow { id: row.get(0)?, kind: read_kind(row, 1)?, changes: row.get(2)? };
            Ok((document, row.get(3)?))
        })?
        .collect()
}

/// Notes what a document's changes name up to a position.
pub(crate) fn note(
    connection: &Connection,
    document: &str,
    photos: &HashSet<PhotoHash>,
    upto: i64,
) -> rusqlite::Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO original_names (document, photo) VALUES (?1, ?2)")?;
    let mut photos: Vec<_> = photos.iter().collect();
    photos.sort();
    for photo in photos {
        insert.execute(params![document, photo.as_str()])?;
    }
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO original_names_upto (document, upto) VALUES (?1, ?2)",
        )?
        .execute(params![document, upto])?;
    Ok(())
}

/// Returns everything that a document names now or in its history, or that a receipt names, with the
/// pictures that were decoded of it.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<HashSet<PhotoHash>> {
    connection
        .prepare_cached(
            "WITH named (photo) AS (
                 SELECT photo FROM original_names
                 UNION SELECT photo FROM photo_uses
                 UNION SELECT photo.key FROM receipts, json_each(receipts.photos) AS photo
             )
             SELECT photo FROM named
             UNION SELECT p.picture FROM photos p JOIN named ON named.photo = p.hash
             WHERE p.picture IS NOT NULL",
        )?
        .query_map([], |row| parsed(row, 0))?
        .collect()
}
