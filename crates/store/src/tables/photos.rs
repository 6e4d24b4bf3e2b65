//! `photos`: every original that was put into the library, with what is known of it. The bytes are
//! files.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use tezis_report::ids::PhotoHash;
use tezis_report::model::PhotoFacts;

use super::{Migration, json, parsed, readable, to_json};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "photos",
    sql: "
CREATE TABLE photos (
    hash TEXT NOT NULL PRIMARY KEY,
    bytes INTEGER NOT NULL,
    facts TEXT
) STRICT;
",
};

pub(crate) const PICTURES: Migration = Migration {
    date: "2026-11-22",
    adds: "pictures that were decoded of originals",
    sql: "
ALTER TABLE photos ADD COLUMN picture TEXT;
CREATE INDEX photos_by_picture ON photos (picture) WHERE picture IS NOT NULL;
",
};

/// Notes an original. One that is noted already stays as it is.
pub(crate) fn insert(
    connection: &Connection,
    hash: &PhotoHash,
    bytes: u64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO photos (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
        )?
        .execute(params![hash.as_str(), i64::try_from(bytes).unwrap_or(i64::MAX)])?;
    Ok(())
}

/// Returns whether there was a row to write the facts into.
pub(crate) fn set_facts(connection: &Connection, facts: &PhotoFacts) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE photos SET facts = ?2, picture = ?3 WHERE hash = ?1")?
        .execute(params![
            facts.hash.as_str(),
            to_json(facts),
            facts.picture.as_ref().map(PhotoHash::as_str)
        ])?;
    Ok(changed == 1)
}

pub(crate) fn facts(
    connection: &Connection,
    hash: &PhotoHash,
) -> rusqlite::Result<Option<PhotoFacts>> {
    connection
        .prepare_cached("SELECT facts FROM photos WHERE hash = ?1 AND facts IS NOT NULL")?
        .query_row([hash.as_str()], |row| json(row, 0))
        .optional()
}

/// Returns what is known of the originals of a format that have no decoded picture and don't lie in
/// the trash, by hash.
pub(crate) fn without_picture(
    connection: &Connection,
    format: &str,
) -> rusqlite::Result<Vec<PhotoFacts>> {
    let mut query = connection.prepare_cached(
        "SELECT facts FROM photos p
         WHERE picture IS NULL AND facts IS NOT NULL
           AND facts ->> '$.format' = ?1
           AND NOT EXISTS (SELECT 1 FROM trash t WHERE t.hash = p.hash)
         ORDER BY hash",
    )?;
    readable(query.query_map([format], |row| json(row, 0))?)
}

/// Returns the picture that was decoded of an original.
pub(crate) fn picture(
    connection: &Connection,
    hash: &PhotoHash,
) -> rusqlite::Result<Option<PhotoHash>> {
    connection
        .prepare_cached("SELECT picture FROM photos WHERE hash = ?1 AND picture IS NOT NULL")?
        .query_row([hash.as_str()], |row| parsed(row, 0))
        .optional()
}

/// Notes the name of the file that an original came from; the first name stays.
pub(crate) fn set_name(
    connection: &Connection,
    hash: &PhotoHash,
    name: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE photos SET name = ?2 WHERE hash = ?1 AND name IS NULL")?
        .execute(params![hash.as_str(), name])?;
    Ok(())
}

/// Returns the names that were noted.
pub(crate) fn names(connection: &Connection) -> rusqlite::Result<HashMap<PhotoHash, String>> {
    connection
        .prepare("SELECT hash, name FROM photos WHERE name IS NOT NULL")?
        .query_map([], |row| Ok((parsed(row, 0)?, row.get(1)?)))?
        .collect()
}

/// Says whether an original was put in.
pub(crate) fn contains(connection: &Connection, hash: &PhotoHash) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM photos WHERE hash = ?1")?
        .query_row([hash.as_str()], |_| Ok(()))
        .optional()
        .map(|found| found.is_some())
}

/// Forgets an original whose file is removed for good.
pub(crate) fn delete(connection: &Connection, hash: &PhotoHash) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM photos WHERE hash = ?1")?.execute([hash.as_str()])?;
    Ok(())
}

/// Returns every original's hash and size, by hash.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<(PhotoHash, u64)>> {
    connection
        .prepare("SELECT hash, bytes FROM photos ORDER BY hash")?
        .query_map([], |row| {
            let bytes: i64 = row.get(1)?;
            Ok((parsed(row, 0)?, u64::try_from(bytes).unwrap_or_default()))
        })?
        .collect()
}
