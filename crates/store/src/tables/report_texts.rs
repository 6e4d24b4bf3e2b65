//! `report_texts`: the words of each report as they are read, from which a search takes its excerpts:
//! the index itself keeps no text.

use rusqlite::{Connection, OptionalExtension, params};

use super::Migration;

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "report_texts",
    sql: "
CREATE TABLE report_texts (
    key INTEGER PRIMARY KEY,
    headline TEXT NOT NULL,
    body TEXT NOT NULL,
    people TEXT NOT NULL,
    captions TEXT NOT NULL
) STRICT;
",
};

/// The words of a report by where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ReportTexts {
    /// All headlines, one a line, the main one first.
    pub(crate) headline: String,
    /// The blocks, one a line.
    pub(crate) body: String,
    /// The people whom it names, one a line.
    pub(crate) people: String,
    /// The captions of its photos, one a line.
    pub(crate) captions: String,
}

pub(crate) fn find(connection: &Connection, key: i64) -> rusqlite::Result<Option<ReportTexts>> {
    connection
        .prepare_cached("SELECT headline, body, people, captions FROM report_texts WHERE key = ?1")?
        .query_row([key], |row| {
            Ok(ReportTexts {
                headline: row.get(0)?,
                body: row.get(1)?,
                people: row.get(2)?,
                captions: row.get(3)?,
            })
        })
        .optional()
}

/// Returns the keys of all reports, by age.
pub(crate) fn keys(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare("SELECT key FROM report_texts ORDER BY key")?
        .query_map([], |row| row.get(0))?
        .collect()
}

pub(crate) fn replace(
    connection: &Connection,
    key: i64,
    texts: &ReportTexts,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO report_texts (key, headline, body, people, captions)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![key, texts.headline, texts.body, texts.people, texts.captions])?;
    Ok(())
}
