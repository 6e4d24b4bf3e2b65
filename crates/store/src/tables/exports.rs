//! `exports`: which state of a report was written out when and where, so that a text that comes back is
//! compared with what was sent.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use tezis_report::Heads;
use tezis_report::ids::ReportId;

use super::{Migration, json, parsed, readable, time, to_json};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "exports",
    sql: "
CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    report TEXT NOT NULL,
    heads TEXT NOT NULL,
    forum_heads TEXT NOT NULL,
    at INTEGER NOT NULL,
    path TEXT NOT NULL,
    shape TEXT NOT NULL
) STRICT;
CREATE INDEX exports_by_report ON exports (report, at);
",
};

/// An export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    /// The report.
    pub report: ReportId,
    /// The state of its document.
    pub heads: Heads,
    /// The state of its forum's document, from which names and captions came; empty without a forum.
    pub forum_heads: Heads,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it was put, as shown to people.
    pub path: String,
    /// What was written: a name of the exporter's (`zip`, `folder`, `docx` …).
    pub shape: String,
}

pub(crate) fn insert(connection: &Connection, export: &ExportRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO exports (report, heads, forum_heads, at, path, shape)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            export.report.to_string(),
            to_json(&export.heads),
            to_json(&export.forum_heads),
            export.at.timestamp_millis(),
            export.path,
            export.shape
        ])?;
    Ok(())
}

/// Returns the exports of a report, the latest first.
pub(crate) fn of_report(connection: &Connection, report: &str) -> rusqlite::Result<Vec<ExportRow>> {
    let mut query = connection.prepare_cached(
        "SELECT report, heads, forum_heads, at, path, shape FROM exports WHERE report = ?1
         ORDER BY at DESC, id DESC",
    )?;
    readable(query.query_map([report], |row| {
        Ok(ExportRow {
            report: parsed(row, 0)?,
            heads: json(row, 1)?,
            forum_heads: json(row, 2)?,
            at: time(3, row.get(3)?)?,
            path: row.get(4)?,
            shape: row.get(5)?,
        })
    })?)
}
