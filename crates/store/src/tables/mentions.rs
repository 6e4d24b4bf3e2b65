//! `mentions`: where a report's words name a person or belong to a quotation, with the words around. A
//! projection. Who said the quotation stands in `person_ties`, as the forum may put that right later.

use rusqlite::{Connection, Row, params};
use tezis_report::ids::BlockId;

use super::{Migration, parsed, text};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "mentions",
    sql: "
CREATE TABLE mentions (
    report TEXT NOT NULL REFERENCES documents (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    block TEXT NOT NULL,
    text TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_target ON mentions (target, kind);
",
};

/// The kinds, as they are stored.
pub(crate) const PERSON: &str = "person";
pub(crate) const QUOTE: &str = "quote";

/// A mark on a report's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// [`PERSON`] or [`QUOTE`].
    pub(crate) kind: &'static str,
    /// The person's or the quotation's id.
    pub(crate) target: String,
    pub(crate) block: BlockId,
    /// The words with some before and after.
    pub(crate) text: String,
    /// Where in the text they begin and end, in Unicode scalars.
    pub(crate) starts: u32,
    pub(crate) ends: u32,
}

/// A mention as it was read, with its report.
#[derive(Debug, Clone)]
pub(crate) struct MentionRow {
    pub(crate) report: String,
    pub(crate) block: BlockId,
    pub(crate) text: String,
    pub(crate) starts: u32,
    pub(crate) ends: u32,
}

/// Replaces the mentions of a report, where they changed.
pub(crate) fn replace(
    connection: &Connection,
    report: &str,
    mentions: &[Mention],
) -> rusqlite::Result<()> {
    let mut query = connection.prepare_cached(
        "SELECT kind, target, block, text, starts, ends FROM mentions WHERE report = ?1
         ORDER BY position",
    )?;
    let mut rows = query.query([report])?;
    let mut expected = mentions.iter();
    let mut same = true;
    while let Some(row) = rows.next()? {
        same &= expected.next().is_some_and(|mention| is(row, mention).unwrap_or(false));
    }
    if same && expected.next().is_none() {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM mentions WHERE report = ?1")?.execute([report])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO mentions (report, position, kind, target, block, text, starts, ends)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (position, mention) in (0_i64..).zip(mentions) {
        let Mention { kind, target, block, text, starts, ends } = mention;
        let block = block.to_string();
        insert.execute(params![report, position, kind, target, block, text, starts, ends])?;
    }
    Ok(())
}

fn is(row: &Row<'_>, mention: &Mention) -> rusqlite::Result<bool> {
    Ok(row.get_ref(0)?.as_str()? == mention.kind
        && row.get_ref(1)?.as_str()? == mention.target
        && row.get_ref(2)?.as_str()? == mention.block.to_string()
        && row.get_ref(3)?.as_str()? == mention.text
        && row.get::<_, u32>(4)? == mention.starts
        && row.get::<_, u32>(5)? == mention.ends)
}

/// Returns where reports outside the trash name a target, the report changed last first, each report
/// from its beginning.
pub(crate) fn of_target(
    connection: &Connection,
    kind: &'static str,
    target: &str,
    limit: u32,
) -> rusqlite::Result<Vec<MentionRow>> {
    // CROSS JOIN keeps the order of the tables: the planner would walk all reports by their time.
    let mut query = connection.prepare_cached(
        "SELECT m.report, m.block, m.text, m.starts, m.ends
         FROM mentions m CROSS JOIN reports r ON r.id = m.report
         WHERE m.target = ?1 AND m.kind = ?2 AND r.trashed = 0
         ORDER BY r.updated_at DESC, m.report, m.position LIMIT ?3",
    )?;
    super::readable(query.query_map(params![target, kind, limit], |row| {
        Ok(MentionRow {
            report: row.get(0)?,
            block: parsed(row, 1)?,
            text: text(row, 2)?,
            starts: row.get(3)?,
            ends: row.get(4)?,
        })
    })?)
}
