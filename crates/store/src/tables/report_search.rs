//! `report_search`: the full-text index. SQLite's own tokenizers know neither ə nor ı and take I for
//! i, so the columns hold words as they are written in lower case (`w`), folded (`n`) and stemmed (`s`),
//! and nothing but the words: the index is contentless. Its rows have the keys of `reports`.

use std::ops::ControlFlow;

use rusqlite::{Connection, params};
use tezis_lang::{Lang, fold, lower, nfc, stem};

use super::Migration;
use super::report_texts::ReportTexts;

pub(crate) const CREATE: Migration =
    Migration { date: "2026-11-22", adds: "report_search", sql: TABLE };

const TABLE: &str = "
CREATE VIRTUAL TABLE report_search USING fts5(
    w, n, s, content='', contentless_delete=1, tokenize='ascii', prefix='2 3', detail=column
);
";

/// Makes the index anew, empty.
pub(crate) fn recreate(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DROP TABLE IF EXISTS report_search;")?;
    connection.execute_batch(TABLE)
}

/// The keys under which a word is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordKeys {
    /// In lower case.
    pub(crate) written: String,
    /// Without diacritics.
    pub(crate) folded: String,
    /// Without endings.
    pub(crate) stem: String,
}

impl WordKeys {
    pub(crate) fn of(word: &str) -> Self {
        let word = nfc(word);
        let folded = fold(&word);
        Self { written: lower(&word, Lang::Az), stem: stem(&folded), folded }
    }
}

pub(crate) fn replace(
    connection: &Connection,
    key: i64,
    texts: &ReportTexts,
) -> rusqlite::Result<()> {
    let (mut written, mut folded, mut stemmed) = (String::new(), String::new(), String::new());
    for text in [&texts.headline, &texts.people, &texts.captions, &texts.body] {
        for word in tezis_lang::words(text) {
            let keys = WordKeys::of(word.text);
            for (column, key) in [
                (&mut written, &keys.written),
                (&mut folded, &keys.folded),
                (&mut stemmed, &keys.stem),
            ] {
                column.push_str(key);
                column.push(' ');
            }
        }
    }
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO report_search (rowid, w, n, s) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![key, written, folded, stemmed])?;
    Ok(())
}

/// Hands over the keys of matching reports, newest first, until `found` breaks off. The index is
/// walked only as far as that.
pub(crate) fn each_match(
    connection: &Connection,
    expression: &str,
    found: &mut dyn FnMut(i64) -> rusqlite::Result<ControlFlow<()>>,
) -> rusqlite::Result<()> {
    let mut query = connection.prepare_cached(
        "SELECT rowid FROM report_search WHERE report_search MATCH ?1 ORDER BY rowid DESC",
    )?;
    let mut rows = query.query([expression])?;
    while let Some(row) = rows.next()? {
        if found(row.get(0)?)?.is_break() {
            break;
        }
    }
    Ok(())
}
