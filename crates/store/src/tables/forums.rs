//! `forums`: what the list of forums shows. A projection, as `reports` is.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use tezis_report::ids::ForumId;
use tezis_report::model::{Forum, ForumKind, Localized};

use super::{Migration, json, parsed, parsed_or_null, readable, time, to_json};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "forums",
    sql: "
CREATE TABLE forums (
    id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    kind TEXT NOT NULL,
    names TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    people INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    photos INTEGER NOT NULL,
    edition INTEGER,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX forums_by_time ON forums (starts_on, updated_at);
",
};

/// A line of the list of forums.
#[derive(Debug, Clone, PartialEq)]
pub struct ForumRow {
    /// The forum.
    pub id: ForumId,
    /// Forum, or event made by itself for a text without one.
    pub kind: ForumKind,
    /// Its names.
    pub names: Localized,
    /// The town.
    pub place: Localized,
    /// Which one it is: 3 for the third.
    pub edition: Option<u32>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// How many people it knows.
    pub people: u32,
    /// How many sessions it has.
    pub sessions: u32,
    /// How many photos it holds.
    pub photos: u32,
    /// How many reports outside the trash are about it.
    pub reports: u32,
    /// When the list last learnt of a change.
    pub updated_at: DateTime<Utc>,
}

const SELECT: &str = "SELECT f.id, f.kind, f.names, f.place, f.starts_on, f.ends_on, f.people,
        f.sessions, f.photos,
        (SELECT count(*) FROM reports r WHERE r.trashed = 0 AND r.forum = f.id), f.updated_at,
        f.edition
     FROM forums f";

fn read(row: &Row<'_>) -> rusqlite::Result<ForumRow> {
    Ok(ForumRow {
        id: parsed(row, 0)?,
        kind: json(row, 1)?,
        names: json(row, 2)?,
        place: json(row, 3)?,
        starts_on: parsed_or_null(row, 4)?,
        ends_on: parsed_or_null(row, 5)?,
        people: row.get(6)?,
        sessions: row.get(7)?,
        photos: row.get(8)?,
        reports: row.get(9)?,
        updated_at: time(10, row.get(10)?)?,
        edition: row.get(11)?,
    })
}

/// Returns all forums, the one that is or was last first; those without a date by their last change.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<ForumRow>> {
    let mut query = connection.prepare_cached(&format!(
        "{SELECT} ORDER BY coalesce(f.starts_on, date(f.updated_at / 1000, 'unixepoch')) DESC,
                      f.updated_at DESC, f.id DESC"
    ))?;
    readable(query.query_map([], read)?)
}

/// Returns the names by which the list shows a forum.
pub(crate) fn names(connection: &Connection, id: &str) -> rusqlite::Result<Option<Localized>> {
    connection
        .prepare_cached("SELECT names FROM forums WHERE id = ?1")?
        .query_row([id], |row| json(row, 0))
        .optional()
}

/// Returns the names of those of the forums that are there and readable.
pub(crate) fn names_of(
    connection: &Connection,
    ids: impl IntoIterator<Item = ForumId>,
) -> rusqlite::Result<BTreeMap<ForumId, Localized>> {
    let mut found = BTreeMap::new();
    for id in ids {
        if !found.contains_key(&id)
            && let Some(names) = readable(names(connection, &id.to_string()).transpose())?.pop()
        {
            found.insert(id, names);
        }
    }
    Ok(found)
}

pub(crate) fn replace(
    connection: &Connection,
    forum: &Forum,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let about = &forum.about;
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO forums (id, kind, names, place, starts_on, ends_on, people,
                                            sessions, photos, updated_at, edition)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            forum.id.to_string(),
            to_json(&about.kind),
            to_json(&about.names),
            to_json(&about.place),
            about.starts_on.map(|day| day.to_string()),
            about.ends_on.map(|day| day.to_string()),
            count(forum.people.len()),
            count(forum.sessions.len()),
            count(forum.photos.len()),
            at.timestamp_millis(),
            about.edition
        ])?;
    Ok(())
}
