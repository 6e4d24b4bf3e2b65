//! `settings`: small values by name, as JSON.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::{Migration, json, to_json};

/// The library's own id tells its backups from those of another library.
pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "settings",
    sql: "
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO settings (key, value) VALUES ('library.id', json_quote(lower(hex(randomblob(16)))));
",
};

pub(crate) const LIBRARY_ID: &str = "library.id";

pub(crate) fn get(connection: &Connection, key: &str) -> rusqlite::Result<Option<Value>> {
    connection
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([key], |row| json(row, 0))
        .optional()
}

pub(crate) fn set(connection: &Connection, key: &str, value: &Value) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)")?
        .execute(params![key, to_json(value)])?;
    Ok(())
}
