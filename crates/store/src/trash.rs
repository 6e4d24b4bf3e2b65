//! Cleaning up: originals that nothing names go to the library's trash and are removed for good later.
//! Nothing is moved while the history of some document can't be read, and what a document names comes
//! back by itself.
//!
//! A file is moved before the transaction with its row is committed, and removed before the transaction
//! that takes its row away. So after a crash a file in `trash/` without a row goes back to its place, and
//! a row without a file goes: [`Library::settle_trash`].

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use tezis_report::ids::PhotoHash;
use tezis_report::originals_named;

use crate::check::{OnProgress, Step, tell};
use crate::disk::Disk;
use crate::documents::read_changes;
use crate::layout::Layout;
use crate::library::files_in;
use crate::tables::documents::DocumentRow;
use crate::tables::trash::{self, TrashedOriginal};
use crate::tables::{documents, original_names, photos};
use crate::{Library, StoreError};

/// Documents whose changes are read in one transaction.
const AT_ONCE: i64 = 50;

/// Files that are moved in one transaction: each waits for the disk, and a save for all of them.
const MOVED_AT_ONCE: usize = 16;

/// What nothing names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unnamed {
    /// The originals, the oldest first.
    pub files: Vec<UnnamedOriginal>,
    /// Documents whose history can't be read whole: while there are any, nothing counts as unnamed.
    pub unread: Vec<String>,
}

/// An original that nothing names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnnamedOriginal {
    /// The original.
    pub hash: PhotoHash,
    /// The name of the file that it came from, where that was noted.
    pub name: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// When it came to the library.
    pub since: DateTime<Utc>,
}

impl Library {
    /// Notes the name of the file that an original came from, for the lists of the trash.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn note_file_name(&self, hash: &PhotoHash, name: &str) -> Result<(), StoreError> {
        let operation = "note a file's name";
        self.database.write(operation, |connection| {
            photos::set_name(connection, hash, name).map_err(|error| self.sql(operation, error))
        })
    }

    /// Lists the originals that came to the library before a time and that no document names, now or in
    /// its history, and no receipt. Reads all changes that it did not read before; the first time takes
    /// as long as there are changes.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Cancelled`] and those of the database.
    pub fn unnamed_originals(
        &self,
        before: DateTime<Utc>,
        progress: OnProgress<'_>,
    ) -> Result<Unnamed, StoreError> {
        let unread = self.read_names(progress)?;
        if !unread.is_empty() {
            return Ok(Unnamed { files: Vec::new(), unread });
        }
        let operation = "look for unnamed originals";
        let (named, names) = self.database.read(operation, |connection| {
            Ok((original_names::all(connection)?, photos::names(connection)?))
        })?;
        let mut files: Vec<UnnamedOriginal> = self
            .original_files()
            .into_iter()
            .filter_map(|path| Some((path.file_name()?.to_str()?.parse().ok()?, path)))
            .filter(|(hash, _): &(PhotoHash, PathBuf)| !named.contains(hash))
            .filter_map(|(hash, path)| {
                let data = fs::metadata(&path).ok()?;
                let since = DateTime::from(data.modified().ok()?);
                let name = names.get(&hash).cloned();
                Some(UnnamedOriginal { hash, name, bytes: data.len(), since })
            })
            .filter(|file| file.since < before)
            .collect();
        files.sort_by(|a, b| (a.since, &a.hash).cmp(&(b.since, &b.hash)));
        Ok(Unnamed { files, unread })
    }

    /// Moves originals to the trash and returns those that were moved: what a document names by now, what
    /// came after `before` and what isn't there stays where it is.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Io`], [`StoreError::Full`] and others of the database;
    /// what was moved before is in the trash then.
    pub fn trash_originals(
        &self,
        hashes: &[PhotoHash],
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<PhotoHash>, StoreError> {
        let unnamed =
            self.unnamed_originals(before, &mut |_| std::ops::ControlFlow::Continue(()))?;
        let folder = self.layout.trash();
        self.disk
            .create_folder(&folder)
            .map_err(|error| StoreError::io("create the folder", &folder, error))?;
        let mut moved = Vec::new();
        let wanted: Vec<_> =
            unnamed.files.iter().filter(|file| hashes.contains(&file.hash)).collect();
        for part in wanted.chunks(MOVED_AT_ONCE) {
            let done = self.trash_part(part, now);
            if done.is_err() {
                self.settle_files();
            }
            moved.extend(done?);
        }
        Ok(moved)
    }

    fn trash_part(
        &self,
        files: &[&UnnamedOriginal],
        now: DateTime<Utc>,
    ) -> Result<Vec<PhotoHash>, StoreError> {
        let operation = "move originals to the trash";
        let sql = |error| self.sql(operation, error);
        self.database.write(operation, |connection| {
            // What was appended since: nobody can name an original any more until this is done.
            if !read_names_of(connection, "", i64::MAX).map_err(sql)?.unread.is_empty() {
                return Ok(Vec::new());
            }
            let named = original_names::all(connection).map_err(sql)?;
            let mut moved = Vec::new();
            for file in files.iter().filter(|file| !named.contains(&file.hash)) {
                let (from, to) =
                    (self.layout.original(&file.hash), self.layout.trashed(&file.hash));
                trash::insert(connection, &file.hash, file.bytes, file.since, now).map_err(sql)?;
                self.disk
                    .move_durably(&from, &to)
                    .map_err(|error| StoreError::io("move to the trash", &from, error))?;
                moved.push(file.hash.clone());
            }
            Ok(moved)
        })
    }

    /// Returns what lies in the trash, the last moved first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn trashed_originals(&self) -> Result<Vec<TrashedOriginal>, StoreError> {
        self.database.read("list the trash", trash::all)
    }

    /// Takes originals out of the trash and returns those that lay there.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Io`] and others of the database.
    pub fn restore_originals(&self, hashes: &[PhotoHash]) -> Result<Vec<PhotoHash>, StoreError> {
        let operation = "take originals out of the trash";
        let mut restored = Vec::new();
        for part in hashes.chunks(MOVED_AT_ONCE) {
            let done = self.database.write(operation, |connection| {
                let mut restored = Vec::new();
                for hash in part {
                    if self.untrash(connection, hash)? {
                        restored.push(hash.clone());
                    }
                }
                Ok(restored)
            });
            if done.is_err() {
                self.settle_files();
            }
            restored.extend(done?);
        }
        Ok(restored)
    }

    /// Removes for good what was moved to the trash before a time, and returns how many bytes that freed.
    /// What a document names by now comes back instead.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Io`] and others of the database.
    pub fn empty_trash(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let operation = "empty the trash";
        let sql = |error| self.sql(operation, error);
        let unread = self.read_names(&mut |_| std::ops::ControlFlow::Continue(()))?;
        if !unread.is_empty() {
            return Ok(0);
        }
        let mut freed = 0;
        loop {
            let part = self.database.write(operation, |connection| {
                // What was appended since: nobody can name an original any more until this is done.
                if !read_names_of(connection, "", i64::MAX).map_err(sql)?.unread.is_empty() {
                    return Ok(Emptied::default());
                }
                self.empty_part(connection, before)
            });
            if part.is_err() {
                self.settle_files();
            }
            let Emptied { files, bytes } = part?;
            freed += bytes;
            if files < MOVED_AT_ONCE {
                return Ok(freed);
            }
        }
    }

    /// Removes some of what was moved to the trash before a time, or takes it out where it is named.
    fn empty_part(
        &self,
        connection: &Connection,
        before: DateTime<Utc>,
    ) -> Result<Emptied, StoreError> {
        let sql = |error| self.sql("empty the trash", error);
        let named = original_names::all(connection).map_err(sql)?;
        let mut emptied = Emptied::default();
        let all = trash::all(connection).map_err(sql)?.into_iter();
        let ripe = all.filter(|file| file.trashed_at < before || named.contains(&file.hash));
        for file in ripe.take(MOVED_AT_ONCE) {
            emptied.files += 1;
            if named.contains(&file.hash) {
                self.untrash(connection, &file.hash)?;
                continue;
            }
            let path = self.layout.trashed(&file.hash);
            if self.disk.exists(&path) {
                self.disk.remove(&path).map_err(|error| StoreError::io("remove", &path, error))?;
                emptied.bytes += file.bytes;
            }
            trash::delete(connection, &file.hash).map_err(sql)?;
            photos::delete(connection, &file.hash).map_err(sql)?;
        }
        Ok(emptied)
    }

    /// Takes an original out of the trash, with the picture that was decoded of it; false when it doesn't
    /// lie there.
    pub(crate) fn untrash(
        &self,
        connection: &Connection,
        hash: &PhotoHash,
    ) -> Result<bool, StoreError> {
        let sql = |error| self.sql("take an original out of the trash", error);
        if !trash::contains(connection, hash).map_err(sql)? {
            return Ok(false);
        }
        put_back(&*self.disk, &self.layout, hash)?;
        trash::delete(connection, hash).map_err(sql)?;
        if let Some(picture) = photos::picture(connection, hash).map_err(sql)? {
            self.untrash(connection, &picture)?;
        }
        Ok(true)
    }

    /// Takes out of the trash what a document names, or all documents. That it fails is no reason to fail
    /// a save: the original is taken out again when it is asked for.
    pub(crate) fn untrash_named(&self, document: Option<&str>) {
        let named = self
            .database
            .read("look into the trash", |connection| trash::named(connection, document));
        match named {
            Ok(hashes) if hashes.is_empty() => {}
            Ok(hashes) => {
                if let Err(error) = self.restore_originals(&hashes) {
                    tracing::warn!(%error, "originals stay in the trash though they are named");
                }
            }
            Err(error) => tracing::warn!(%error, "the trash was not looked into"),
        }
    }

    /// Brings files and rows of the trash together again, as after a crash, and takes out what is named.
    pub(crate) fn settle_trash(&self) {
        self.settle_files();
        self.untrash_named(None);
    }

    pub(crate) fn settle_files(&self) {
        let settled = self.database.write("settle the trash", |connection| {
            settle(&*self.disk, &self.layout, connection)
                .map_err(|error| error.named(|error| self.sql("settle the trash", error)))
        });
        if let Err(error) = settled {
            tracing::warn!(%error, "the trash is not settled");
        }
    }

    /// Reads which originals all changes name that were not read yet; returns the documents that can't be
    /// read whole.
    fn read_names(&self, progress: OnProgress<'_>) -> Result<Vec<String>, StoreError> {
        let operation = "read what documents name";
        let total = self.database.read(operation, documents::all)?.len() as u64;
        let (mut after, mut unread, mut done) = (String::new(), Vec::new(), 0);
        loop {
            tell(progress, Step::Documents, done.min(total), total)?;
            let part = self.database.write(operation, |connection| {
                read_names_of(connection, &after, AT_ONCE)
                    .map_err(|error| self.sql(operation, error))
            })?;
            unread.extend(part.unread);
            done += AT_ONCE.unsigned_abs();
            let Some(last) = part.last else { break };
            after = last;
        }
        tell(progress, Step::Documents, total, total)?;
        Ok(unread)
    }
}

/// What one transaction took from the trash.
#[derive(Default)]
struct Emptied {
    files: usize,
    /// What the removed ones took.
    bytes: u64,
}

/// What a part of the reading gave.
struct NamesRead {
    /// The last document that was read; none when there was none left.
    last: Option<String>,
    /// The documents that can't be read whole.
    unread: Vec<String>,
}

fn read_names_of(connection: &Connection, after: &str, most: i64) -> rusqlite::Result<NamesRead> {
    let behind = original_names::behind(connection, after, most)?;
    let mut unread = Vec::new();
    for (document, upto) in &behind {
        match names_in(connection, document, *upto) {
            Some(names) => {
                original_names::note(connection, &document.id, &names, document.changes)?;
            }
            None => unread.push(document.id.clone()),
        }
    }
    Ok(NamesRead { last: behind.into_iter().next_back().map(|(document, _)| document.id), unread })
}

/// Returns what a document's later changes name; none when one of them can't be read.
fn names_in(
    connection: &Connection,
    document: &DocumentRow,
    upto: i64,
) -> Option<HashSet<PhotoHash>> {
    let mut damage = Vec::new();
    let changes = read_changes(connection, document, upto, &mut damage);
    if !damage.is_empty() {
        return None;
    }
    let mut names = HashSet::new();
    for change in changes {
        names.extend(originals_named(&change).ok()?);
    }
    Some(names)
}

/// Moves an original from the trash to its place, where it isn't there.
pub(crate) fn put_back(
    disk: &dyn Disk,
    layout: &Layout,
    hash: &PhotoHash,
) -> Result<(), StoreError> {
    let (from, to) = (layout.trashed(hash), layout.original(hash));
    if !disk.exists(&from) {
        return Ok(());
    }
    if disk.exists(&to) {
        // A restore that was cut off, or the same bytes put anew: one of the two names goes.
        return disk.remove(&from).map_err(|error| StoreError::io("remove", &from, error));
    }
    if let Some(folder) = to.parent() {
        disk.create_folder(folder)
            .map_err(|error| StoreError::io("create the folder", folder, error))?;
    }
    disk.move_durably(&from, &to)
        .map_err(|error| StoreError::io("take out of the trash", &from, error))
}

/// An error of a file or of a query.
enum Settling {
    File(StoreError),
    Query(rusqlite::Error),
}

impl Settling {
    fn named(self, name: impl FnOnce(rusqlite::Error) -> StoreError) -> StoreError {
        match self {
            Self::File(error) => error,
            Self::Query(error) => name(error),
        }
    }
}

fn settle(disk: &dyn Disk, layout: &Layout, connection: &Connection) -> Result<(), Settling> {
    let rows = trash::all(connection).map_err(Settling::Query)?;
    let known: HashSet<&PhotoHash> = rows.iter().map(|row| &row.hash).collect();
    for path in files_in(&layout.trash()) {
        let hash = path.file_name().and_then(|name| name.to_str()?.parse::<PhotoHash>().ok());
        if let Some(hash) = hash.filter(|hash| !known.contains(hash)) {
            put_back(disk, layout, &hash).map_err(Settling::File)?;
        }
    }
    for row in &rows {
        let (place, trashed) = (layout.original(&row.hash), layout.trashed(&row.hash));
        match (disk.exists(&place), disk.exists(&trashed)) {
            (false, true) => continue,
            (true, true) => put_back(disk, layout, &row.hash).map_err(Settling::File)?,
            (true, false) => {}
            (false, false) => photos::delete(connection, &row.hash).map_err(Settling::Query)?,
        }
        trash::delete(connection, &row.hash).map_err(Settling::Query)?;
    }
    Ok(())
}
