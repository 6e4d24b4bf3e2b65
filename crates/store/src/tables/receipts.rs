//! `receipts`: what was published, frozen. Not a projection: the article that readers saw can't be made
//! again once names and captions have changed in the forum.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};
use tezis_report::ids::{PhotoHash, PublicationId, ReportId};
use tezis_report::model::PublicationKind;

use super::{Migration, json, parsed, readable, time, to_json};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "receipts",
    sql: "
CREATE TABLE receipts (
    publication TEXT NOT NULL PRIMARY KEY,
    report TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT,
    url TEXT,
    at INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    article BLOB NOT NULL,
    article_hash TEXT NOT NULL,
    photos TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_by_report ON receipts (report, at);
",
};

/// A publication to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReceipt {
    /// The publication, as the report's document names it.
    pub publication: PublicationId,
    /// The report.
    pub report: ReportId,
    /// What it did.
    pub kind: PublicationKind,
    /// The portal or target.
    pub target: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
    /// When it appeared.
    pub at: DateTime<Utc>,
    /// When somebody said so.
    pub written_at: DateTime<Utc>,
    /// The article as it was published, as JSON.
    pub article: Vec<u8>,
    /// The names of the published photos' files.
    pub photos: BTreeMap<PhotoHash, String>,
}

/// A publication that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The publication, as the report's document names it.
    pub publication: PublicationId,
    /// The report.
    pub report: ReportId,
    /// What it did.
    pub kind: PublicationKind,
    /// The portal or target.
    pub target: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
    /// When it appeared.
    pub at: DateTime<Utc>,
    /// When somebody said so.
    pub written_at: DateTime<Utc>,
    /// The article as it was published, as JSON; none when its bytes are damaged.
    pub article: Option<Vec<u8>>,
    /// The article's SHA-256 in hexadecimal digits.
    pub hash: String,
    /// The names of the published photos' files.
    pub photos: BTreeMap<PhotoHash, String>,
}

/// Keeps a receipt; one of the same publication takes its place.
pub(crate) fn replace(connection: &Connection, receipt: &NewReceipt) -> rusqlite::Result<String> {
    let hash = hash(&receipt.article);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO receipts (publication, report, kind, target, url, at, written_at,
                                              article, article_hash, photos)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            receipt.publication.to_string(),
            receipt.report.to_string(),
            to_json(&receipt.kind),
            receipt.target,
            receipt.url,
            receipt.at.timestamp_millis(),
            receipt.written_at.timestamp_millis(),
            receipt.article,
            hash,
            to_json(&receipt.photos)
        ])?;
    Ok(hash)
}

/// Returns the receipts of a report, the latest publication first.
pub(crate) fn of_report(connection: &Connection, report: &str) -> rusqlite::Result<Vec<Receipt>> {
    let mut query = connection.prepare_cached(
        "SELECT publication, report, kind, target, url, at, written_at, article, article_hash, photos
         FROM receipts WHERE report = ?1 ORDER BY at DESC, written_at DESC, publication DESC",
    )?;
    readable(query.query_map([report], read)?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    let article: Vec<u8> = row.get(7)?;
    let stored: String = row.get(8)?;
    Ok(Receipt {
        publication: parsed(row, 0)?,
        report: parsed(row, 1)?,
        kind: json(row, 2)?,
        target: row.get(3)?,
        url: row.get(4)?,
        at: time(5, row.get(5)?)?,
        written_at: time(6, row.get(6)?)?,
        article: (hash(&article) == stored).then_some(article),
        hash: stored,
        photos: json(row, 9)?,
    })
}

fn hash(article: &[u8]) -> String {
    PhotoHash::from_digest(Sha256::digest(article).into()).to_string()
}
