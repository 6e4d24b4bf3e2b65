//! The tables of `library.db`: one file each with its row, its migrations and its queries. They take
//! a connection and return SQLite's errors; who asks names operation and path.

pub(crate) mod changes;
pub(crate) mod derivations;
pub(crate) mod documents;
pub(crate) mod exports;
pub(crate) mod finder;
pub(crate) mod forums;
pub(crate) mod frames;
pub(crate) mod handover;
pub(crate) mod mentions;
pub(crate) mod original_names;
pub(crate) mod people;
pub(crate) mod person_ties;
pub(crate) mod photo_uses;
pub(crate) mod photos;
pub(crate) mod projections;
pub(crate) mod receipts;
pub(crate) mod report_search;
pub(crate) mod report_texts;
pub(crate) mod reports;
pub(crate) mod settings;
pub(crate) mod snapshots;
pub(crate) mod trash;

use chrono::{DateTime, Utc};
use rusqlite::types::Type;

/// A step from one version of the database to the next. Never edited once released, only added to.
#[derive(Debug)]
pub(crate) struct Migration {
    /// When it was written, for people who read the list.
    pub(crate) date: &'static str,
    /// What it adds.
    pub(crate) adds: &'static str,
    /// Whole statements.
    pub(crate) sql: &'static str,
}

/// All migrations in order: the database's `user_version` counts how many were run.
pub(crate) const MIGRATIONS: &[Migration] = &[
    documents::CREATE,
    changes::CREATE,
    snapshots::CREATE,
    projections::CREATE,
    reports::CREATE,
    forums::CREATE,
    people::CREATE,
    photos::CREATE,
    photo_uses::CREATE,
    report_texts::CREATE,
    report_search::CREATE,
    settings::CREATE,
    receipts::CREATE,
    handover::CREATE,
    exports::CREATE,
    finder::CREATE,
    mentions::CREATE,
    person_ties::CREATE,
    derivations::CREATE,
    trash::CREATE,
    original_names::CREATE,
    photos::PICTURES,
    frames::CREATE,
];

/// Reads a time that is stored as milliseconds since 1970.
fn time(column: usize, milliseconds: i64) -> rusqlite::Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(milliseconds)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(column, milliseconds))
}

/// Makes the error for a value that is not what was written there: the file is damaged.
fn malformed(
    column: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}

/// As [`time`], for a column that may be NULL.
fn time_or_null(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<DateTime<Utc>>> {
    row.get::<_, Option<i64>>(column)?.map(|at| time(column, at)).transpose()
}

/// Reads a column that holds an id, a photo's hash or another parsed text.
fn parsed<T>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    row.get::<_, String>(column)?.parse().map_err(|error| malformed(column, error))
}

/// As [`parsed`], for a column that may be NULL.
fn parsed_or_null<T>(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    row.get::<_, Option<String>>(column)?
        .map(|text| text.parse().map_err(|error| malformed(column, error)))
        .transpose()
}

/// Reads a column that holds JSON.
fn json<T: serde::de::DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| malformed(column, error))
}

/// Reads a text of which some bytes may be damaged: better a headline with a hole than none.
fn text(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<String> {
    let bytes = row.get_ref(column)?.as_bytes()?;
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// Leaves out the rows of a list that are damaged: one must not hide all others. `library check`
/// finds them, and the next change of their document makes them again.
fn readable<T>(rows: impl IntoIterator<Item = rusqlite::Result<T>>) -> rusqlite::Result<Vec<T>> {
    use rusqlite::Error as E;
    rows.into_iter()
        .filter_map(|row| match row {
            Err(
                error @ (E::FromSqlConversionFailure(..)
                | E::IntegralValueOutOfRange(..)
                | E::Utf8Error(..)
                | E::InvalidColumnType(..)),
            ) => {
                tracing::warn!(%error, "a damaged row of a list is left out");
                None
            }
            row => Some(row),
        })
        .collect()
}

/// Writes a value as JSON. Our views are plain data with text keys, which always has a JSON form.
pub(crate) fn to_json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("BUG: a view without a JSON form")
}
