//! Documents: appending changes, reading them back, snapshots. The bytes of changes and snapshots
//! are opaque here; `report` knows what they say.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::tables::changes::ChangeRow;
use crate::tables::documents::{DocumentKind, DocumentRow};
use crate::tables::{changes, documents, projections, snapshots};
use crate::{Library, Projection, StoreError};

/// Changes to be appended to one document.
#[derive(Debug, Clone, Copy)]
pub struct Append<'a> {
    /// What the document is.
    pub kind: DocumentKind,
    /// Its id. The document is made with its first change.
    pub id: &'a str,
    /// The changes, each after those that it needs.
    pub changes: &'a [NewChange<'a>],
    /// The document as it reads with these changes, or none while one types.
    pub projection: Option<Projection<'a>>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A change to be appended.
#[derive(Debug, Clone, Copy)]
pub struct NewChange<'a> {
    /// The change's own hash: one that the document has already is not added again.
    pub hash: &'a [u8],
    /// The change.
    pub bytes: &'a [u8],
}

/// Where a document stands after an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// The position of the document's last change: what a snapshot made now goes up to.
    pub upto: i64,
    /// How many changes lie after the newest snapshot.
    pub since_snapshot: i64,
}

/// A document as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// Report or forum.
    pub kind: DocumentKind,
    /// The newest snapshot that is whole.
    pub snapshot: Option<Vec<u8>>,
    /// The whole changes after the snapshot, in the order they were appended.
    pub changes: Vec<Vec<u8>>,
    /// The position of the document's last change.
    pub upto: i64,
    /// What could not be read. A document is whole without a damaged snapshot or projection; see
    /// [`Damage::loses_text`].
    pub damage: Vec<Damage>,
    /// The typed view as JSON, as of the last projection: a second copy of the words.
    pub projection_json: Option<String>,
    /// The position of the last change that the projection shows.
    pub projection_upto: i64,
}

/// A part of a document that is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// A change can't be read, or is not what was written.
    Change {
        /// Its place in the document, from 1.
        position: i64,
    },
    /// A change is gone.
    MissingChange {
        /// Its place in the document, from 1.
        position: i64,
    },
    /// A snapshot is damaged: opening takes longer.
    Snapshot {
        /// The position that it went up to.
        upto: i64,
    },
    /// The second copy of the words is damaged or gone; it is made again at the next change.
    Projection,
}

impl Damage {
    /// Says whether words may be lost by it.
    pub fn loses_text(self) -> bool {
        matches!(self, Self::Change { .. } | Self::MissingChange { .. })
    }
}

impl Library {
    /// Appends changes to a document and brings its projection up to date, in one transaction. When
    /// this returns `Ok`, both are on the disk.
    ///
    /// A change that is there already is left alone, or repaired where the stored one is damaged.
    ///
    /// # Errors
    /// [`StoreError::OtherKind`], [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the
    /// database; nothing is appended then.
    pub fn append(&self, append: Append<'_>) -> Result<Appended, StoreError> {
        let sql = |error| self.sql("append changes", error);
        let appended = self.database.write("append changes", |connection| {
            let Append { kind, id, at, .. } = append;
            let mut position = match documents::find(connection, id).map_err(sql)? {
                Some(row) if row.kind != kind => {
                    return Err(StoreError::OtherKind {
                        id: id.to_owned(),
                        kind: row.kind.as_str(),
                    });
                }
                Some(row) => row.changes,
                None => {
                    documents::insert(connection, id, kind, at).map_err(sql)?;
                    0
                }
            };
            let before = position;
            for NewChange { hash, bytes } in append.changes {
                match changes::find(connection, id, hash).map_err(sql)? {
                    Some(there) if there.whole => {}
                    Some(there) => {
                        changes::heal(connection, id, there.position, hash, bytes).map_err(sql)?;
                    }
                    None => {
                        position += 1;
                        changes::insert(connection, id, position, hash, bytes, at).map_err(sql)?;
                    }
                }
            }
            if position > before {
                documents::set_changes(connection, id, position, at).map_err(sql)?;
            }
            if let Some(projection) = append.projection {
                self.project_if_whole(connection, id, projection, position, at)?;
            }
            let snapshot = snapshots::positions(connection, id).map_err(sql)?;
            let since_snapshot = position - snapshot.first().copied().unwrap_or_default();
            Ok(Appended { upto: position, since_snapshot })
        })?;
        if append.projection.is_some() {
            self.untrash_named(Some(append.id));
        }
        Ok(appended)
    }

    /// Brings a document's projection up to date on its own, after changes that were appended
    /// without one. `upto` is the position of the last change that the view shows.
    ///
    /// # Errors
    /// [`StoreError::NoDocument`], and as [`Library::append`].
    pub fn project(
        &self,
        id: &str,
        projection: Projection<'_>,
        upto: i64,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let sql = |error| self.sql("bring a list up to date", error);
        self.database.write("bring a list up to date", |connection| {
            let row = documents::find(connection, id).map_err(sql)?;
            let row = row.ok_or_else(|| StoreError::NoDocument { id: id.to_owned() })?;
            projection.write(connection, id, upto.min(row.changes), at).map_err(sql)
        })?;
        self.untrash_named(Some(id));
        Ok(())
    }

    /// Returns the documents whose projection is older than their last change. Empty but after a
    /// process was killed while somebody typed.
    ///
    /// # Errors
    /// Those of the database.
    pub fn stale_documents(&self) -> Result<Vec<(DocumentKind, String)>, StoreError> {
        let rows = self.database.read("look for stale lists", documents::stale)?;
        Ok(rows.into_iter().map(|row| (row.kind, row.id)).collect())
    }

    /// Returns all documents, by id.
    ///
    /// # Errors
    /// Those of the database.
    pub fn documents(&self) -> Result<Vec<(DocumentKind, String)>, StoreError> {
        let rows = self.database.read("list the documents", documents::all)?;
        Ok(rows.into_iter().map(|row| (row.kind, row.id)).collect())
    }

    /// Reads a document. What is damaged is left out and listed; the rest is there.
    ///
    /// # Errors
    /// [`StoreError::NoDocument`]; [`StoreError::Damaged`] when not even the list of documents can
    /// be read.
    pub fn load_document(&self, id: &str) -> Result<StoredDocument, StoreError> {
        let reader = self.database.reader()?;
        let sql = |error| self.sql("read a document", error);
        // One moment for all queries, though another thread may append meanwhile.
        let moment = reader.unchecked_transaction().map_err(sql)?;
        let row = documents::find(&moment, id).map_err(sql)?;
        let row = row.ok_or_else(|| StoreError::NoDocument { id: id.to_owned() })?;
        let mut damage = Vec::new();

        let mut snapshot = None;
        for upto in snapshots::positions(&moment, id).unwrap_or_default() {
            match snapshots::at(&moment, id, upto) {
                Ok(found) if found.whole => {
                    snapshot = Some(found);
                    break;
                }
                _ => damage.push(Damage::Snapshot { upto }),
            }
        }
        let from = snapshot.as_ref().map_or(0, |snapshot| snapshot.upto);
        let changes = read_changes(&moment, &row, from, &mut damage);
        let projection = projections::find(&moment, id).ok().flatten();
        let projection = projection.filter(|projection| projection.whole);
        if projection.is_none() {
            damage.push(Damage::Projection);
        }
        let projection_upto = projection.as_ref().map_or(0, |projection| projection.position);
        Ok(StoredDocument {
            kind: row.kind,
            snapshot: snapshot.map(|snapshot| snapshot.bytes),
            changes,
            upto: row.changes,
            damage,
            projection_json: projection.map(|projection| projection.view),
            projection_upto,
        })
    }

    /// Keeps a snapshot of a document, so that it opens quickly. `upto` is the position of the last
    /// change in it ([`Appended::upto`]). The changes stay.
    ///
    /// # Errors
    /// [`StoreError::NoDocument`], and as [`Library::append`].
    pub fn save_snapshot(&self, id: &str, bytes: &[u8], upto: i64) -> Result<(), StoreError> {
        let sql = |error| self.sql("save a snapshot", error);
        self.database.write("save a snapshot", |connection| {
            let row = documents::find(connection, id).map_err(sql)?;
            let row = row.ok_or_else(|| StoreError::NoDocument { id: id.to_owned() })?;
            snapshots::replace(connection, id, upto.min(row.changes), bytes).map_err(sql)
        })
    }
}

impl Library {
    /// Writes a projection within a transaction that saves words. Where the lists or the search are
    /// damaged the words are saved without them: they stay stale until somebody repairs them.
    fn project_if_whole(
        &self,
        connection: &Connection,
        id: &str,
        projection: Projection<'_>,
        position: i64,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let sql = |error| self.sql("bring a list up to date", error);
        connection.execute_batch("SAVEPOINT projection").map_err(sql)?;
        match projection.write(connection, id, position, at).map_err(sql) {
            Ok(()) => {}
            Err(error @ StoreError::Damaged { .. }) => {
                tracing::error!(%error, id, "the lists are damaged; the change is saved without");
                connection.execute_batch("ROLLBACK TO projection").map_err(sql)?;
            }
            Err(error) => return Err(error),
        }
        connection.execute_batch("RELEASE projection").map_err(sql)
    }
}

/// Reads the changes after a position, and what is wrong with them.
pub(crate) fn read_changes(
    connection: &Connection,
    document: &DocumentRow,
    from: i64,
    damage: &mut Vec<Damage>,
) -> Vec<Vec<u8>> {
    let rows: Vec<Result<ChangeRow, i64>> = match changes::after(connection, &document.id, from) {
        Ok(rows) => rows.into_iter().map(Ok).collect(),
        // A damaged page ends a scan, though the rows behind it may be whole: ask for each.
        Err(_) => (from + 1..=document.changes)
            .filter_map(|position| match changes::at(connection, &document.id, position) {
                Ok(row) => row.map(Ok),
                Err(_) => Some(Err(position)),
            })
            .collect(),
    };
    let mut whole = Vec::new();
    let mut expected = from + 1;
    for row in rows {
        let position = row.as_ref().map_or_else(|position| *position, |row| row.position);
        damage.extend((expected..position).map(|position| Damage::MissingChange { position }));
        expected = position + 1;
        match row {
            Ok(row) if row.whole => whole.push(row.bytes),
            _ => damage.push(Damage::Change { position }),
        }
    }
    let missing = expected..=document.changes;
    damage.extend(missing.map(|position| Damage::MissingChange { position }));
    whole
}
