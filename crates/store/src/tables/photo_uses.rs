//! `photo_uses`: which document names which original, so that a damaged photo can be told with the
//! texts that it touches. A projection.

use rusqlite::{Connection, OptionalExtension, params};
use tezis_report::ids::PhotoHash;

use super::documents::{DocumentKind, read_kind};
use super::{Migration, parsed};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "photo_uses",
    sql: "
CREATE TABLE photo_uses (
    document TEXT NOT NULL REFERENCES documents (id),
    photo TEXT NOT NULL,
    PRIMARY KEY (document, photo)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_uses_by_photo ON photo_uses (photo);
",
};

/// Replaces what a document says of the originals that it needs.
pub(crate) fn replace<'a>(
    connection: &Connection,
    document: &str,
    photos: impl Iterator<Item = &'a PhotoHash>,
) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM photo_uses WHERE document = ?1")?.execute([document])?;
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO photo_uses (document, photo) VALUES (?1, ?2)")?;
    for photo in photos {
        insert.execute(params![document, photo.as_str()])?;
    }
    Ok(())
}

/// Returns the documents that need an original, also as the picture that was decoded of a photo.
pub(crate) fn of_photo(
    connection: &Connection,
    photo: &PhotoHash,
) -> rusqlite::Result<Vec<(String, DocumentKind)>> {
    connection
        .prepare_cached(
            "SELECT DISTINCT u.document, d.kind
             FROM photo_uses u JOIN documents d ON d.id = u.document
             WHERE u.photo = ?1 OR u.photo IN (SELECT hash FROM photos WHERE picture = ?1)
             ORDER BY u.document",
        )?
        .query_map([photo.as_str()], |row| Ok((row.get(0)?, read_kind(row, 1)?)))?
        .collect()
}

/// Returns the report changed last that shows a photo and is not in the trash.
pub(crate) fn latest_report(
    connection: &Connection,
    photo: &PhotoHash,
) -> rusqlite::Result<Option<String>> {
    // CROSS JOIN keeps the order of the tables: the planner would walk all reports by their time.
    connection
        .prepare_cached(
            "SELECT r.id FROM photo_uses u CROSS JOIN reports r ON r.id = u.document
             WHERE u.photo = ?1 AND r.trashed = 0 ORDER BY r.updated_at DESC LIMIT 1",
        )?
        .query_row([photo.as_str()], |row| row.get(0))
        .optional()
}

/// Returns every original that some document needs, each once.
pub(crate) fn all_photos(connection: &Connection) -> rusqlite::Result<Vec<PhotoHash>> {
    connection
        .prepare("SELECT DISTINCT photo FROM photo_uses ORDER BY photo")?
        .query_map([], |row| parsed(row, 0))?
        .collect()
}
