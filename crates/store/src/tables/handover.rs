//! `handover`: which fields and photos of a report were already copied into the portal's form, and the
//! addresses that the portal gave its photos. How far one has come by hand, so it stays on this machine.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::{Migration, readable, time_or_null};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "handover",
    sql: "
CREATE TABLE handover (
    report TEXT NOT NULL,
    key TEXT NOT NULL,
    done_at INTEGER,
    content_hash TEXT,
    address TEXT,
    PRIMARY KEY (report, key)
) STRICT, WITHOUT ROWID;
",
};

/// How far a field or photo of a report's hand-over is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverRow {
    /// The field's key, or `photo:3`.
    pub key: String,
    /// When it was ticked off; none when it isn't.
    pub done_at: Option<DateTime<Utc>>,
    /// The hash of what was copied then: another hash now means that it changed since.
    pub content_hash: Option<String>,
    /// The address that the portal gave a photo.
    pub address: Option<String>,
}

/// Ticks a key off, or takes the tick away.
pub(crate) fn set_tick(
    connection: &Connection,
    report: &str,
    key: &str,
    tick: Option<(&str, DateTime<Utc>)>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO handover (report, key, content_hash, done_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (report, key) DO UPDATE SET
                 content_hash = excluded.content_hash, done_at = excluded.done_at",
        )?
        .execute(params![
            report,
            key,
            tick.map(|(hash, _)| hash),
            tick.map(|(_, at)| at.timestamp_millis())
        ])?;
    forget_empty(connection, report)
}

/// Writes the address of a key, or takes it away.
pub(crate) fn set_address(
    connection: &Connection,
    report: &str,
    key: &str,
    address: Option<&str>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO handover (report, key, address) VALUES (?1, ?2, ?3)
             ON CONFLICT (report, key) DO UPDATE SET address = excluded.address",
        )?
        .execute(params![report, key, address])?;
    forget_empty(connection, report)
}

/// Takes all ticks of a report away; addresses stay.
pub(crate) fn clear_ticks(connection: &Connection, report: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE handover SET done_at = NULL, content_hash = NULL WHERE report = ?1",
        )?
        .execute([report])?;
    forget_empty(connection, report)
}

fn forget_empty(connection: &Connection, report: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM handover WHERE report = ?1 AND done_at IS NULL AND address IS NULL",
        )?
        .execute([report])?;
    Ok(())
}

/// Returns what is known of a report's hand-over, by key.
pub(crate) fn of_report(
    connection: &Connection,
    report: &str,
) -> rusqlite::Result<Vec<HandoverRow>> {
    let mut query = connection.prepare_cached(
        "SELECT key, done_at, content_hash, address FROM handover WHERE report = ?1 ORDER BY key",
    )?;
    readable(query.query_map([report], |row| {
        Ok(HandoverRow {
            key: row.get(0)?,
            done_at: time_or_null(row, 1)?,
            content_hash: row.get(2)?,
            address: row.get(3)?,
        })
    })?)
}
