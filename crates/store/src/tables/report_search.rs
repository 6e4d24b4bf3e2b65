//! `report_search`: the full-text index. SQLite's own tokenizers know neither ə nor ı and take I for
//! i, so it holds keys of words that are made here: folded, and with a sign before them as written in
//! lower case and stemmed. It keeps neither texts nor positions, only which report has which key; its
//! rows have the keys of `reports`.
//!
//! One column with signs, not three columns: looking up a beginning merges the lists of all words
//! that begin so, and in three columns it would merge those of the other two and throw them away.

use std::collections::HashSet;
use std::ops::ControlFlow;

use rusqlite::{Connection, params};
use tezis_lang::{Lang, fold, lower, nfc, stem};

use super::Migration;
use super::report_texts::ReportTexts;

pub(crate) const CREATE: Migration =
    Migration { date: "2026-11-22", adds: "report_search", sql: TABLE };

const TABLE: &str = "
CREATE VIRTUAL TABLE report_search USING fts5(
    words, content='', contentless_delete=1, tokenize='ascii', prefix='2 3 4', detail=none
);
";

/// Makes the index anew, empty.
pub(crate) fn recreate(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DROP TABLE IF EXISTS report_search;")?;
    connection.execute_batch(TABLE)
}

/// The signs before keys: parts of a word to the tokenizer, and never in one of ours.
const AS_WRITTEN: char = '§';
const STEM: char = '¶';

/// The keys under which a word is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordKeys {
    /// In lower case, with its sign.
    pub(crate) written: String,
    /// Without diacritics.
    pub(crate) folded: String,
    /// Without endings, with its sign.
    pub(crate) stem: String,
}

impl WordKeys {
    pub(crate) fn of(word: &str) -> Self {
        let word = nfc(word);
        let folded = fold(&word);
        Self {
            written: format!("{AS_WRITTEN}{}", lower(&word, Lang::Az)),
            stem: stem_key(&folded),
            folded,
        }
    }
}

/// Returns the key under which the forms of a folded word meet.
pub(crate) fn stem_key(folded: &str) -> String {
    format!("{STEM}{}", stem(folded))
}

pub(crate) fn replace(
    connection: &Connection,
    key: i64,
    texts: &ReportTexts,
) -> rusqlite::Result<()> {
    let mut seen = HashSet::new();
    let mut words = String::new();
    for text in [&texts.headline, &texts.people, &texts.captions, &texts.body] {
        for word in tezis_lang::words(text) {
            if !seen.insert(word.text) {
                continue;
            }
            let keys = WordKeys::of(word.text);
            for key in [&keys.written, &keys.folded, &keys.stem] {
                words.push_str(key);
                words.push(' ');
            }
        }
    }
    connection
        .prepare_cached("INSERT OR REPLACE INTO report_search (rowid, words) VALUES (?1, ?2)")?
        .execute(params![key, words])?;
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
