//! Backups: the library's copy on another disk, incremental and verified. A backup is no library:
//! nobody writes to it, and `restore` makes a library of it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use tezis_report::ids::PhotoHash;

use crate::atomic_file::AtomicFile;
use crate::backup_place::{PlaceLock, make_place, name_lost_disk, need_room, remove_leftovers};
use crate::check::{DamagedDocument, OnProgress, Step, tell};
use crate::copy_database::copy_database;
use crate::database::immutable_uri;
use crate::disk::Disk;
use crate::layout::{Layout, backups_beside};
use crate::library::files_in;
use crate::originals::{copy_hashed, hash_of};
use crate::tables::{photo_uses, photos, settings};
use crate::{Library, StoreError};

/// The database of a backup.
pub(crate) const DATABASE: &str = "tezis-backup.db";
/// The database of the backup before it.
pub(crate) const PREVIOUS: &str = "tezis-backup.previous.db";
/// The database of a backup whose originals are still being copied.
const NEXT: &str = "tezis-backup.next.db";

/// How many copies of the database the library keeps in its own `backups/`.
const KEPT: usize = 10;

/// What a backup or a restore did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BackupReport {
    /// Originals that were copied.
    pub copied: u64,
    /// Their bytes.
    pub copied_bytes: u64,
    /// Originals that were there already.
    pub already_there: u64,
    /// Originals that are damaged where they come from, and were left out.
    pub damaged: Vec<PhotoHash>,
    /// Originals that are not where they should come from.
    pub missing: Vec<PhotoHash>,
    /// Documents that are damaged in a backup that was restored. What is left of them is in the library.
    pub documents: Vec<DamagedDocument>,
}

impl BackupReport {
    /// Says whether every original and every document is in the copy.
    pub fn is_whole(&self) -> bool {
        self.damaged.is_empty() && self.missing.is_empty() && self.documents.is_empty()
    }
}

/// The last backup that was made whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastBackup {
    /// Where.
    pub path: PathBuf,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether a document, an original or a receipt came to the library since. Profiles and settings
    /// don't count.
    pub changed: bool,
}

impl LastBackup {
    /// Says whether the backup can be reached now: its disk is there.
    pub fn is_there(&self) -> bool {
        self.path.join(DATABASE).is_file()
    }
}

/// How the last backup is kept among the settings.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    path: PathBuf,
    at: DateTime<Utc>,
    upto: Upto,
}

/// How far a library has come: the last row of each table to which something is only added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Upto {
    changes: i64,
    originals: i64,
    receipts: i64,
}

impl Upto {
    fn of(connection: &Connection) -> rusqlite::Result<Self> {
        connection.query_row(
            "SELECT (SELECT coalesce(max(seq), 0) FROM changes),
                    (SELECT coalesce(max(rowid), 0) FROM photos),
                    (SELECT coalesce(max(rowid), 0) FROM receipts)",
            [],
            |row| Ok(Self { changes: row.get(0)?, originals: row.get(1)?, receipts: row.get(2)? }),
        )
    }
}

/// The setting with the last backup.
const LAST: &str = "backup.last";

impl Library {
    /// Copies the library to a folder on another disk: the database, the profiles and the originals
    /// that are not there yet. Each copied file is read back. The backup before stays usable until
    /// this one is whole, and its database stays beside it. A whole backup is remembered: see
    /// [`Library::last_backup`].
    ///
    /// # Errors
    /// [`StoreError::SamePlace`], [`StoreError::OtherLibrary`], [`StoreError::BackupRunning`],
    /// [`StoreError::Full`], before anything is written where the room can be known,
    /// [`StoreError::DiskGone`] when the disk is pulled out, [`StoreError::ReadOnly`],
    /// [`StoreError::Damaged`] when the database can't be read whole, [`StoreError::Cancelled`].
    pub fn backup(
        &self,
        to: &Path,
        now: DateTime<Utc>,
        progress: OnProgress<'_>,
    ) -> Result<BackupReport, StoreError> {
        let (report, upto) =
            self.copy_to(to, progress).map_err(|error| name_lost_disk(to, error))?;
        if report.is_whole() && self.is_writable() {
            let path = std::path::absolute(to).unwrap_or_else(|_| to.to_owned());
            let kept = serde_json::to_value(Kept { path, at: now, upto });
            let kept = kept.expect("BUG: a backup's place without a JSON form");
            // The copy is made; that it can't be remembered is no reason to call it failed.
            if let Err(error) = self.set_setting(LAST, &kept) {
                tracing::warn!(%error, "a backup is not remembered");
            }
        }
        Ok(report)
    }

    /// Returns the last backup that was made whole from this library; none when there was none, or when
    /// what is remembered can't be read.
    ///
    /// # Errors
    /// Those of the database.
    pub fn last_backup(&self) -> Result<Option<LastBackup>, StoreError> {
        let kept = self.setting(LAST)?.and_then(|value| serde_json::from_value::<Kept>(value).ok());
        let Some(Kept { path, at, upto }) = kept else { return Ok(None) };
        let now = self.database.read("look for what changed since the backup", Upto::of)?;
        Ok(Some(LastBackup { path, at, changed: now != upto }))
    }

    fn copy_to(
        &self,
        to: &Path,
        progress: OnProgress<'_>,
    ) -> Result<(BackupReport, Upto), StoreError> {
        make_place(&*self.disk, to)?;
        self.refuse_place(to)?;
        let _lock = PlaceLock::take(to)?;
        let target = Layout::new(to);
        remove_leftovers(&*self.disk, &target);
        let size = fs::metadata(self.database.path()).map_or(0, |data| data.len());
        let wanted = self.database.read("list the originals", originals_of)?;
        need_room(&*self.disk, &self.layout, &target, &wanted, size)?;

        let next = to.join(NEXT);
        {
            let reader = self.database.reader()?;
            copy_database(&*self.disk, &reader, &next, &mut |share| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a share between 0 and 1"
                )]
                tell(progress, Step::Database, (share * 100.0) as u64, 100)
            })?;
        }
        // What the copied database names is there by now, as originals are put before they are named.
        let wanted = self.database.read("list the originals", originals_of)?;
        let upto = open_plain(&next).and_then(|copied| {
            Upto::of(&copied).map_err(|error| StoreError::sql("read the copy", &next, error))
        })?;
        let report = copy_originals(&self.disk, &self.layout, &target, &wanted, progress)?;
        copy_profiles(&self.disk, &self.layout, &target)?;

        let current = to.join(DATABASE);
        let rename = |from: &Path, to: &Path| {
            self.disk.rename(from, to).map_err(|error| StoreError::io("rename", from, error))
        };
        if self.disk.exists(&current) {
            rename(&current, &to.join(PREVIOUS))?;
        }
        rename(&next, &current)?;
        self.disk.sync_folder(to).map_err(|error| StoreError::io("sync the folder", to, error))?;
        Ok((report, upto))
    }

    /// Copies the database into the library's own `backups/` and keeps the last ten such copies.
    /// Returns where the copy lies.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`], [`StoreError::Damaged`].
    pub fn backup_database(&self, now: DateTime<Utc>) -> Result<PathBuf, StoreError> {
        if !self.is_writable() {
            return Err(StoreError::ReadOnly { path: self.dir().to_owned() });
        }
        let copy = self.layout.backups().join(format!("{}.db", now.format("%Y%m%dT%H%M%SZ")));
        let reader = self.database.reader()?;
        copy_database(&*self.disk, &reader, &copy, &mut |_| Ok(()))?;
        for old in backups_beside(&self.layout.database()).iter().skip(KEPT) {
            if let Err(error) = self.disk.remove(old) {
                tracing::warn!(path = %old.display(), %error, "old copy stays");
            }
        }
        Ok(copy)
    }

    fn refuse_place(&self, to: &Path) -> Result<(), StoreError> {
        let real =
            |path: &Path| path.canonicalize().map_err(|error| StoreError::io("find", path, error));
        if real(to)?.starts_with(real(self.dir())?) {
            return Err(StoreError::SamePlace { path: to.to_owned() });
        }
        let other = || StoreError::OtherLibrary { path: to.to_owned() };
        if to.join("library.db").exists() {
            return Err(other());
        }
        let ours = self.setting(settings::LIBRARY_ID)?;
        for name in [DATABASE, PREVIOUS] {
            let path = to.join(name);
            // A backup that can't be read is replaced, and kept as the previous one.
            let theirs = open_plain(&path)
                .ok()
                .and_then(|database| settings::get(&database, settings::LIBRARY_ID).ok().flatten());
            if path.exists() && theirs.is_some() && theirs != ours {
                return Err(other());
            }
        }
        Ok(())
    }
}

/// Opens a database file that nobody writes to.
pub(crate) fn open_plain(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(immutable_uri(path), flags)
        .map_err(|error| StoreError::sql("open the backup", path, error))
}

/// Returns all originals that a database knows.
pub(crate) fn originals_of(connection: &Connection) -> rusqlite::Result<BTreeSet<PhotoHash>> {
    let put = photos::all(connection)?.into_iter().map(|(hash, _)| hash);
    Ok(put.chain(photo_uses::all_photos(connection)?).collect())
}

/// Copies the originals that are not at the target yet, comparing each with its hash on both sides.
pub(crate) fn copy_originals(
    disk: &Arc<dyn Disk>,
    from: &Layout,
    to: &Layout,
    wanted: &BTreeSet<PhotoHash>,
    progress: OnProgress<'_>,
) -> Result<BackupReport, StoreError> {
    let mut report = BackupReport::default();
    let total = wanted.len() as u64;
    for (done, hash) in (0..).zip(wanted) {
        tell(progress, Step::Originals, done, total)?;
        let (source, target) = (from.find_original(hash), to.original(hash));
        let Ok(size) = fs::metadata(&source).map(|data| data.len()) else {
            report.missing.push(hash.clone());
            continue;
        };
        if fs::metadata(&target).is_ok_and(|data| data.len() == size) {
            report.already_there += 1;
            continue;
        }
        // A folder that went away with its disk is not made anew on the disk below.
        if !disk.is_folder(to.root()) {
            let gone = std::io::ErrorKind::NotFound.into();
            return Err(StoreError::io("write to", to.root(), gone));
        }
        match copy_original(disk, hash, &source, &target) {
            Ok(bytes) => {
                report.copied += 1;
                report.copied_bytes += bytes;
            }
            Err(StoreError::DamagedOriginal { hash }) => report.damaged.push(hash),
            Err(error) => return Err(error),
        }
    }
    tell(progress, Step::Originals, total, total)?;
    Ok(report)
}

fn copy_original(
    disk: &Arc<dyn Disk>,
    hash: &PhotoHash,
    source: &Path,
    target: &Path,
) -> Result<u64, StoreError> {
    if let Some(folder) = target.parent() {
        disk.create_folder(folder)
            .map_err(|error| StoreError::io("create the folder", folder, error))?;
    }
    let mut reader = disk.open(source).map_err(|error| StoreError::io("read", source, error))?;
    let mut file = AtomicFile::create_on(disk, target)?;
    let copied = copy_hashed(&mut reader, &mut file, target, u64::MAX);
    let (found, bytes) = match copied {
        // A sector that can't be read is one damaged photo, not the end of the backup.
        Err(StoreError::Source { .. }) => {
            return Err(StoreError::DamagedOriginal { hash: hash.clone() });
        }
        copied => copied?,
    };
    if found != *hash {
        return Err(StoreError::DamagedOriginal { hash: hash.clone() });
    }
    file.commit()?;
    if hash_of(disk, target)? != *hash {
        let broken = std::io::Error::other("what was written reads back differently");
        return Err(StoreError::io("verify", target, broken));
    }
    Ok(bytes)
}

/// Copies the profiles that differ. One that is only at the target stays.
pub(crate) fn copy_profiles(
    disk: &Arc<dyn Disk>,
    from: &Layout,
    to: &Layout,
) -> Result<(), StoreError> {
    let folder = to.profiles();
    disk.create_folder(&folder)
        .map_err(|error| StoreError::io("create the folder", &folder, error))?;
    for source in files_in(&from.profiles()) {
        let Some(name) = source.file_name() else { continue };
        let target = folder.join(name);
        let bytes = fs::read(&source).map_err(|error| StoreError::io("read", &source, error))?;
        if fs::read(&target).is_ok_and(|there| there == bytes) {
            continue;
        }
        let mut file = AtomicFile::create_on(disk, &target)?;
        file.write_all(&bytes).map_err(|error| StoreError::io("write", &target, error))?;
        file.commit()?;
    }
    Ok(())
}
