//! `report_search`: the full-text index. SQLite's own tokenizers know neither ə nor ı and take I for
//! i, so the columns hold words that are folded (`n`) and stemmed (`s`) already, and only the words:
//! the index is contentless. Its rows have the keys of `reports`.

use std::ops::ControlFlow;

use rusqlite::{Connection, params};

use super::Migration;
use super::report_texts::ReportTexts;

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "report_search",
    sql: "
CREATE VIRTUAL TABLE report_search USING fts5(
    n, s, content='', contentless_delete=1, tokenize='ascii', prefix='2 3', detail=column
);
",
};

pub(crate) fn replace(
    connection: &Connection,
    key: i64,
    texts: &ReportTexts,
) -> rusqlite::Result<()> {
    let mut folded = String::new();
    let mut stemmed = String::new();
    for text in [&texts.headline, &texts.people, &texts.captions, &texts.body] {
        for word in tezis_lang::words(text) {
            let word = tezis_lang::fold(word.text);
            stemmed.push_str(&tezis_lang::stem(&word));
            stemmed.push(' ');
            folded.push_str(&word);
            folded.push(' ');
        }
    }
    connection
        .prepare_cached("INSERT OR REPLACE INTO report_search (rowid, n, s) VALUES (?1, ?2, ?3)")?
        .execute(params![key, folded, stemmed])?;
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
