//! `person_ties`: what of a forum belongs to which person: quotations, photos, appearances, and ids of
//! the same person made elsewhere. A projection.

use rusqlite::{Connection, params};
use tezis_report::ids::{ForumId, PersonId, SessionId};

use super::{Migration, parsed, parsed_or_null, readable, text};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "person_ties",
    sql: "
CREATE TABLE person_ties (
    forum TEXT NOT NULL REFERENCES documents (id),
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    session TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (forum, kind, id, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_ties_by_person ON person_ties (person, kind);
",
};

/// The kinds, as they are stored.
pub(crate) const QUOTE: &str = "quote";
pub(crate) const PHOTO: &str = "photo";
pub(crate) const APPEARANCE: &str = "appearance";
pub(crate) const SAME: &str = "same";

/// Something of a forum that belongs to a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tie {
    /// One of the kinds above.
    pub(crate) kind: &'static str,
    /// The quotation, photo, appearance or other person.
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) session: Option<SessionId>,
    /// The photo's caption, the role of the appearance.
    pub(crate) text: String,
}

/// A tie as it was read, with its forum.
#[derive(Debug, Clone)]
pub(crate) struct TieRow {
    pub(crate) forum: ForumId,
    pub(crate) id: String,
    pub(crate) session: Option<SessionId>,
    pub(crate) text: String,
}

/// Replaces the ties of a forum, where they changed.
pub(crate) fn replace(
    connection: &Connection,
    forum: &str,
    mut ties: Vec<Tie>,
) -> rusqlite::Result<()> {
    ties.sort();
    ties.dedup_by(|a, b| (a.kind, &a.id, &a.person) == (b.kind, &b.id, &b.person));
    let mut query = connection.prepare_cached(
        "SELECT kind, id, person, session, text FROM person_ties WHERE forum = ?1
         ORDER BY kind, id, person",
    )?;
    let mut rows = query.query([forum])?;
    let mut expected = ties.iter();
    let mut same = true;
    while let Some(row) = rows.next()? {
        let is = |tie: &Tie| -> rusqlite::Result<bool> {
            Ok(row.get_ref(0)?.as_str()? == tie.kind
                && row.get_ref(1)?.as_str()? == tie.id
                && row.get_ref(2)?.as_str()? == tie.person
                && parsed_or_null(row, 3)? == tie.session
                && row.get_ref(4)?.as_str()? == tie.text)
        };
        same &= expected.next().is_some_and(|tie| is(tie).unwrap_or(false));
    }
    if same && expected.next().is_none() {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM person_ties WHERE forum = ?1")?.execute([forum])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO person_ties (forum, kind, id, person, session, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for Tie { kind, id, person, session, text } in &ties {
        let session = session.map(|session| session.to_string());
        insert.execute(params![forum, kind, id, person, session, text])?;
    }
    Ok(())
}

/// Returns what belongs to a person, the forum changed last first.
pub(crate) fn of_person(
    connection: &Connection,
    person: &str,
    kind: &'static str,
    limit: u32,
) -> rusqlite::Result<Vec<TieRow>> {
    // CROSS JOIN keeps the order of the tables: the planner would walk all forums by their time.
    let mut query = connection.prepare_cached(
        "SELECT t.forum, t.id, t.session, t.text
         FROM person_ties t CROSS JOIN forums f ON f.id = t.forum
         WHERE t.person = ?1 AND t.kind = ?2
         ORDER BY f.updated_at DESC, t.forum, t.id LIMIT ?3",
    )?;
    readable(query.query_map(params![person, kind, limit], |row| {
        Ok(TieRow {
            forum: parsed(row, 0)?,
            id: row.get(1)?,
            session: parsed_or_null(row, 2)?,
            text: text(row, 3)?,
        })
    })?)
}

/// Returns the person's id and those that some forum says are the same person's.
pub(crate) fn same_people(
    connection: &Connection,
    person: PersonId,
) -> rusqlite::Result<Vec<String>> {
    let mut ids = vec![person.to_string()];
    let mut query = connection
        .prepare_cached("SELECT DISTINCT id FROM person_ties WHERE person = ?1 AND kind = ?2")?;
    let others = query.query_map(params![person.to_string(), SAME], |row| row.get(0))?;
    for other in others {
        let other: String = other?;
        if !ids.contains(&other) {
            ids.push(other);
        }
    }
    Ok(ids)
}
