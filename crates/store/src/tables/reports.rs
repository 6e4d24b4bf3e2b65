//! `reports`: what lists of reports show and are filtered by. A projection: the documents are the
//! truth, and every row can be made again from them.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use tezis_report::ids::{ForumId, PhotoHash, ReportId};
use tezis_report::model::{BlockKind, Lang, PublicationKind, Report, ReportKind, ReportState};

use super::{Migration, json, parsed, parsed_or_null, readable, text, time, time_or_null, to_json};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "reports",
    sql: "
CREATE TABLE reports (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE REFERENCES documents (id),
    forum TEXT,
    headline TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    language TEXT,
    profile TEXT,
    photos INTEGER NOT NULL,
    words INTEGER NOT NULL,
    cover TEXT,
    published INTEGER NOT NULL,
    trashed INTEGER NOT NULL,
    trashed_at INTEGER,
    created_at INTEGER,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_by_time ON reports (trashed, updated_at, key);
CREATE INDEX reports_by_forum ON reports (trashed, forum, updated_at, key);
",
};

/// A line of a list of reports.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRow {
    /// The report.
    pub id: ReportId,
    /// The forum that it is about.
    pub forum: Option<ForumId>,
    /// The main headline, or the beginning of the text where there is none yet.
    pub headline: String,
    /// What kind of text it is.
    pub kind: ReportKind,
    /// Draft or ready.
    pub state: ReportState,
    /// The language of its words.
    pub language: Option<Lang>,
    /// The portal profile's name.
    pub profile: Option<String>,
    /// How many photos it shows.
    pub photos: u32,
    /// How many words its body has, notes left out.
    pub words: u32,
    /// The cover, else the first photo.
    pub cover: Option<PhotoHash>,
    /// Whether it stands somewhere: published and not withdrawn.
    pub published: bool,
    /// In the trash since.
    pub trashed_at: Option<DateTime<Utc>>,
    /// When it was begun.
    pub created_at: Option<DateTime<Utc>>,
    /// When the list last learnt of a change.
    pub updated_at: DateTime<Utc>,
}

/// Which reports a list or a search shows, and which part of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// Only reports about this forum.
    pub forum: Option<ForumId>,
    /// Only drafts or only ready ones.
    pub state: Option<ReportState>,
    /// The trash instead of the desk.
    pub trashed: bool,
    /// How many lines to skip. A search takes its own.
    pub offset: u32,
    /// How many lines to return; 0 for as many as there are. A search takes its own.
    pub limit: u32,
}

/// A part of a list of reports.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReportPage {
    /// The lines, last changed first.
    pub rows: Vec<ReportRow>,
    /// How many there are without offset and limit.
    pub total: u64,
}

pub(crate) const COLUMNS: &str = "r.id, r.forum, r.headline, r.kind, r.state, r.language, r.profile, \
     r.photos, r.cover, r.published, r.trashed_at, r.created_at, r.updated_at, r.words";

const FILTER: &str = "r.trashed = :trashed
     AND (:forum IS NULL OR r.forum = :forum)
     AND (:state IS NULL OR r.state = :state)";

/// Reads [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<ReportRow> {
    Ok(ReportRow {
        id: parsed(row, 0)?,
        forum: parsed_or_null(row, 1)?,
        headline: text(row, 2)?,
        kind: json(row, 3).unwrap_or_default(),
        state: json(row, 4).unwrap_or_default(),
        language: row.get(5)?,
        profile: row.get(6)?,
        photos: row.get(7)?,
        cover: parsed_or_null(row, 8)?,
        published: row.get(9)?,
        trashed_at: time_or_null(row, 10)?,
        created_at: time_or_null(row, 11)?,
        updated_at: time(12, row.get(12)?)?,
        words: row.get(13)?,
    })
}

/// Writes the row of a report and returns its key, which the search tables use.
pub(crate) fn replace(
    connection: &Connection,
    report: &Report,
    headline: &str,
    at: DateTime<Utc>,
) -> rusqlite::Result<i64> {
    let about = &report.about;
    let photo = |cover_only: bool| {
        report
            .placements
            .iter()
            .filter(|placement| placement.entity.cover || !cover_only)
            .find_map(|placement| placement.entity.photo.as_ref())
    };
    let photos = report.placements.iter().filter(|p| p.entity.photo.is_some()).count();
    let published = report.publications.iter().map(|listed| &listed.entity).any(|made| {
        let withdrawal = made.kind == PublicationKind::Withdrawal;
        made.at.is_some() && made.withdrawn_at.is_none() && !withdrawal
    });
    connection
        .prepare_cached(
            "INSERT INTO reports (id, forum, headline, kind, state, language, profile, photos, cover,
                                  published, trashed, trashed_at, created_at, updated_at,
                                  words)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (id) DO UPDATE SET
                 forum = excluded.forum, headline = excluded.headline, kind = excluded.kind,
                 state = excluded.state, language = excluded.language, profile = excluded.profile,
                 photos = excluded.photos, cover = excluded.cover,
                 published = excluded.published, trashed = excluded.trashed,
                 trashed_at = excluded.trashed_at, created_at = excluded.created_at,
                 updated_at = excluded.updated_at, words = excluded.words
             RETURNING key",
        )?
        .query_row(
            params![
                report.id.to_string(),
                about.forum.map(|forum| forum.to_string()),
                headline,
                to_json(&about.kind),
                to_json(&about.state),
                about.language,
                about.profile,
                i64::try_from(photos).unwrap_or(i64::MAX),
                photo(true).or_else(|| photo(false)).map(PhotoHash::as_str),
                published,
                about.trashed_at.is_some(),
                about.trashed_at.map(|at| at.timestamp_millis()),
                about.created_at.map(|at| at.timestamp_millis()),
                at.timestamp_millis(),
                words(report)
            ],
            |row| row.get(0),
        )
}

fn words(report: &Report) -> i64 {
    let blocks = report.body.iter().filter(|block| !matches!(block.kind, BlockKind::Note));
    let words: usize = blocks.map(|block| tezis_lang::word_count(&block.text.text)).sum();
    i64::try_from(words).unwrap_or(i64::MAX)
}

pub(crate) fn page(connection: &Connection, filter: &ReportFilter) -> rusqlite::Result<ReportPage> {
    let forum = filter.forum.map(|forum| forum.to_string());
    let state = filter.state.map(|state| to_json(&state));
    let limit = if filter.limit == 0 { -1 } else { i64::from(filter.limit) };
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM reports r {index} WHERE {FILTER}
         ORDER BY r.updated_at DESC, r.key DESC LIMIT :limit OFFSET :offset",
        index = index(filter)
    ))?;
    let rows = readable(query.query_map(
        named_params! { ":trashed": filter.trashed, ":forum": forum, ":state": state,
        ":limit": limit, ":offset": filter.offset },
        read,
    )?)?;
    let total = connection
        .prepare_cached(&format!(
            "SELECT count(*) FROM reports r {index} WHERE {FILTER}",
            index = index(filter)
        ))?
        .query_row(
            named_params! { ":trashed": filter.trashed, ":forum": forum, ":state": state },
            |row| row.get::<_, i64>(0),
        )?;
    Ok(ReportPage { rows, total: u64::try_from(total).unwrap_or_default() })
}

/// The planner can't see that `:forum IS NULL OR …` makes a filter out of a parameter, so each list
/// names the index that it walks.
fn index(filter: &ReportFilter) -> &'static str {
    if filter.forum.is_some() {
        "INDEXED BY reports_by_forum"
    } else {
        "INDEXED BY reports_by_time"
    }
}

/// Returns a report's row when it passes the filter.
pub(crate) fn by_key(
    connection: &Connection,
    key: i64,
    filter: &ReportFilter,
) -> rusqlite::Result<Option<ReportRow>> {
    let forum = filter.forum.map(|forum| forum.to_string());
    let state = filter.state.map(|state| to_json(&state));
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM reports r WHERE r.key = :key AND {FILTER}"
        ))?
        .query_row(
            named_params! { ":key": key, ":trashed": filter.trashed, ":forum": forum,
            ":state": state },
            read,
        )
        .optional()
}

/// Returns the keys of a forum's reports, or of the trash, where the filter names one of them; a
/// search then needs no look at the others.
pub(crate) fn narrow_keys(
    connection: &Connection,
    filter: &ReportFilter,
) -> rusqlite::Result<Option<HashSet<i64>>> {
    if filter.forum.is_none() && !filter.trashed {
        return Ok(None);
    }
    let forum = filter.forum.map(|forum| forum.to_string());
    let keys = connection
        .prepare_cached(&format!(
            "SELECT r.key FROM reports r {} WHERE r.trashed = ?1 AND (?2 IS NULL OR r.forum = ?2)",
            index(filter)
        ))?
        .query_map(params![filter.trashed, forum], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(keys))
}

/// Returns the forum of a report; none when it has none, or when there is no such report.
pub(crate) fn forum(connection: &Connection, id: &str) -> rusqlite::Result<Option<ForumId>> {
    let forum = connection
        .prepare_cached("SELECT forum FROM reports WHERE id = ?1")?
        .query_row([id], |row| parsed_or_null(row, 0))
        .optional()?;
    Ok(forum.flatten())
}

/// Returns the headline by which the lists show a report.
pub(crate) fn headline(connection: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT headline FROM reports WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}
