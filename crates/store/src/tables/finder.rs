//! `finder`: what can be gone to by its name from anywhere: reports, forums, people, sessions, photos by
//! their captions, materials. A projection. Its index holds keys of words, as that of `report_search`
//! does, and its rows have ascending keys: a higher key was named or changed later.

use std::collections::HashMap;
use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::report_search::WordKeys;
use super::{Migration, text};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "finder",
    sql: "
CREATE TABLE finder (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    detail TEXT NOT NULL,
    others TEXT NOT NULL,
    name TEXT
) STRICT;
CREATE INDEX finder_by_document ON finder (document, kind, id);
CREATE INDEX finder_by_name ON finder (name, kind, id) WHERE name IS NOT NULL;
CREATE VIRTUAL TABLE finder_search USING fts5(
    words, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3', detail=none
);
",
};

/// The index as it stands in [`CREATE`], to be made anew.
const INDEX: &str = "
DROP TABLE IF EXISTS finder_search;
CREATE VIRTUAL TABLE finder_search USING fts5(
    words, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3', detail=none
);
";

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundKind {
    /// A report, by its headline or its text.
    Report,
    /// A forum, by its name.
    Forum,
    /// A person, by a name, another spelling or a role.
    Person,
    /// A session, by its title.
    Session,
    /// A photo, by its caption.
    Photo,
    /// A material, by its title.
    Material,
}

impl FoundKind {
    const ALL: [Self; 6] =
        [Self::Report, Self::Forum, Self::Person, Self::Session, Self::Photo, Self::Material];

    /// Returns the kind's name as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Forum => "forum",
            Self::Person => "person",
            Self::Session => "session",
            Self::Photo => "photo",
            Self::Material => "material",
        }
    }

    /// Says whether people call the thing by its label. Nobody looks for a caption by its beginning.
    fn has_name(self) -> bool {
        !matches!(self, Self::Photo | Self::Material)
    }
}

/// A kind's name that is none.
#[derive(Debug, thiserror::Error)]
#[error("“{0}” is nothing that can be found")]
struct UnknownKind(String);

/// A thing as a document names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: FoundKind,
    pub(crate) id: String,
    /// What it is shown by.
    pub(crate) label: String,
    /// What is shown beside: a role, a room.
    pub(crate) detail: String,
    /// Other texts by which it is found, one a line.
    pub(crate) others: String,
}

/// An entry with its key and the document that it is from.
#[derive(Debug, Clone)]
pub(crate) struct FinderRow {
    pub(crate) key: i64,
    pub(crate) document: String,
    pub(crate) entry: Entry,
}

const COLUMNS: &str = "key, document, kind, id, label, detail, others";

fn read(row: &Row<'_>) -> rusqlite::Result<FinderRow> {
    Ok(FinderRow {
        key: row.get(0)?,
        document: row.get(1)?,
        entry: Entry {
            kind: read_kind(row, 2)?,
            id: row.get(3)?,
            label: text(row, 4)?,
            detail: text(row, 5)?,
            others: text(row, 6)?,
        },
    })
}

fn read_kind(row: &Row<'_>, column: usize) -> rusqlite::Result<FoundKind> {
    let name: String = row.get(column)?;
    let kind = FoundKind::ALL.into_iter().find(|kind| kind.as_str() == name);
    kind.ok_or_else(|| super::malformed(column, UnknownKind(name)))
}

/// Returns the words of a text as names are compared: folded, one space between.
pub(crate) fn folded_words(text: &str) -> String {
    let mut folded = String::new();
    for word in tezis_lang::words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&tezis_lang::fold(&tezis_lang::nfc(word.text)));
    }
    folded
}

/// Replaces what a document can be found by. What stays the same is not written again: a caption that
/// changes in a gallery of a thousand costs one row.
pub(crate) fn replace(
    connection: &Connection,
    document: &str,
    entries: Vec<Entry>,
) -> rusqlite::Result<()> {
    let there = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM finder WHERE document = ?1"))?
        .query_map([document], read)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut wanted: HashMap<(FoundKind, String), (usize, Entry)> = (0..)
        .zip(entries)
        .map(|(place, entry)| ((entry.kind, entry.id.clone()), (place, entry)))
        .collect();
    for FinderRow { key, entry, .. } in there {
        let same = (entry.kind, entry.id.clone());
        if wanted.get(&same).is_some_and(|(_, wanted)| *wanted == entry) {
            wanted.remove(&same);
            continue;
        }
        connection.prepare_cached("DELETE FROM finder WHERE key = ?1")?.execute([key])?;
        connection.prepare_cached("DELETE FROM finder_search WHERE rowid = ?1")?.execute([key])?;
    }
    let mut new: Vec<(usize, Entry)> = wanted.into_values().collect();
    new.sort_by_key(|(place, _)| *place);
    for (_, entry) in new {
        insert(connection, document, &entry)?;
    }
    Ok(())
}

fn insert(connection: &Connection, document: &str, entry: &Entry) -> rusqlite::Result<()> {
    let Entry { kind, id, label, detail, others } = entry;
    let name = kind.has_name().then(|| folded_words(label));
    let key: i64 = connection
        .prepare_cached(
            "INSERT INTO finder (document, kind, id, label, detail, others, name)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING key",
        )?
        .query_row(params![document, kind.as_str(), id, label, detail, others, name], |row| {
            row.get(0)
        })?;
    index(connection, key, entry)
}

fn index(connection: &Connection, key: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut words = String::new();
    for text in [&entry.label, &entry.others, &entry.detail] {
        for word in tezis_lang::words(text) {
            let keys = WordKeys::of(word.text);
            for key in [&keys.folded, &keys.stem] {
                words.push_str(key);
                words.push(' ');
            }
        }
    }
    connection
        .prepare_cached("INSERT INTO finder_search (rowid, words) VALUES (?1, ?2)")?
        .execute(params![key, words])?;
    Ok(())
}

/// Makes the index anew from the rows.
pub(crate) fn index_anew(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(INDEX)?;
    let mut query = connection.prepare(&format!("SELECT {COLUMNS} FROM finder ORDER BY key"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let row = read(row)?;
        index(connection, row.key, &row.entry)?;
    }
    Ok(())
}

/// Walks the entries that a query gives by key, until `found` breaks off. A damaged one is left out.
fn walk(
    connection: &Connection,
    sql: &str,
    with: impl rusqlite::Params,
    found: &mut dyn FnMut(FinderRow) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let mut keys = connection.prepare_cached(sql)?;
    let mut rows = keys.query(with)?;
    while let Some(row) = rows.next()? {
        let Some(row) = by_key(connection, row.get(0)?)? else { continue };
        if found(row).is_break() {
            break;
        }
    }
    Ok(())
}

fn by_key(connection: &Connection, key: i64) -> rusqlite::Result<Option<FinderRow>> {
    let row = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM finder WHERE key = ?1"))?
        .query_row([key], read)
        .optional();
    Ok(super::readable(row.transpose())?.pop())
}

/// Hands over the things whose name is these folded words, the latest first.
pub(crate) fn each_named(
    connection: &Connection,
    name: &str,
    found: &mut dyn FnMut(FinderRow) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let sql = "SELECT key FROM finder WHERE name = ?1 ORDER BY key DESC";
    walk(connection, sql, [name], found)
}

/// Hands over the things whose name begins with these folded words, the latest first, each once: the
/// same person is known to many forums.
pub(crate) fn each_beginning(
    connection: &Connection,
    name: &str,
    found: &mut dyn FnMut(FinderRow) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let sql = "SELECT max(key) AS latest FROM finder WHERE name >= ?1 AND name < ?2
               GROUP BY kind, id ORDER BY latest DESC";
    walk(connection, sql, params![name, format!("{name}\u{10FFFF}")], found)
}

/// Hands over the things that match an expression of the index, the latest first.
pub(crate) fn each_match(
    connection: &Connection,
    expression: &str,
    found: &mut dyn FnMut(FinderRow) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let sql = "SELECT rowid FROM finder_search WHERE finder_search MATCH ?1 ORDER BY rowid DESC";
    walk(connection, sql, [expression], found)
}

/// Returns the label of a document's thing.
pub(crate) fn label(
    connection: &Connection,
    document: &str,
    kind: FoundKind,
    id: &str,
) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT label FROM finder WHERE document = ?1 AND kind = ?2 AND id = ?3")?
        .query_row(params![document, kind.as_str(), id], |row| text(row, 0))
        .optional()
}
