//! Restoring: makes a library of a backup, in a new or empty folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::backup::{
    BackupReport, DATABASE, PREVIOUS, copy_originals, copy_profiles, open_plain, originals_of,
};
use crate::backup_place::need_room;
use crate::check::{CheckReport, OnProgress, Step, check_documents, tell};
use crate::copy_database::{check_copy, copy_database};
use crate::database::{known_version, version};
use crate::disk::{Disk, RealDisk};
use crate::layout::Layout;
use crate::{StoreError, write_atomic};

/// Restores a backup into a folder that is absent or empty. `from` is a backup's folder, one of the two
/// database files in it, or one of a library's own `backups/`, whose originals then come from that
/// library.
///
/// Every original is compared with its hash and every change with its checksum; the database is put in
/// its place last. A database that can't be read whole is refused; damaged changes and originals are
/// left out and named in the report.
///
/// # Errors
/// [`StoreError::NotEmpty`], [`StoreError::Missing`] when `from` is no backup,
/// [`StoreError::Damaged`] when its database is not whole, with the one before it where there is one,
/// [`StoreError::Newer`],
/// [`StoreError::Full`], [`StoreError::Cancelled`]. Unless the process is killed, a restore that
/// fails leaves the folder empty.
pub fn restore(
    from: &Path,
    to: &Path,
    progress: OnProgress<'_>,
) -> Result<BackupReport, StoreError> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let (database, source) = find_backup(from)?;
    disk.create_folder(to).map_err(|error| StoreError::io("create the folder", to, error))?;
    let mut entries = fs::read_dir(to).map_err(|error| StoreError::io("read", to, error))?;
    if entries.next().is_some() {
        return Err(StoreError::NotEmpty { path: to.to_owned() });
    }
    let target = Layout::new(to);
    let restored = fill(&disk, &database, &source, &target, progress)
        .map_err(|error| name_former(error, &database));
    if restored.is_err()
        && let Err(error) = empty(to)
    {
        tracing::warn!(path = %to.display(), %error, "a failed restore stays");
    }
    restored
}

/// A backup that is damaged has one before it, which can be given by its file.
fn name_former(error: StoreError, database: &Path) -> StoreError {
    let former = database.with_file_name(PREVIOUS);
    match error {
        StoreError::Damaged { path, detail, mut backups }
            if path == database && path != former && former.is_file() =>
        {
            backups.insert(0, former);
            StoreError::Damaged { path, detail, backups }
        }
        error => error,
    }
}

fn find_backup(from: &Path) -> Result<(PathBuf, Layout), StoreError> {
    let missing = || StoreError::Missing { path: from.to_owned() };
    let name = from.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if from.is_file() && [DATABASE, PREVIOUS].contains(&name) {
        return Ok((from.to_owned(), Layout::new(from.parent().ok_or_else(missing)?)));
    }
    if from.is_file() {
        let library = from.parent().and_then(Path::parent).ok_or_else(missing)?;
        return Ok((from.to_owned(), Layout::new(library)));
    }
    let database = [DATABASE, PREVIOUS].map(|name| from.join(name));
    let database = database.into_iter().find(|path| path.is_file()).ok_or_else(missing)?;
    Ok((database, Layout::new(from)))
}

fn fill(
    disk: &Arc<dyn Disk>,
    database: &Path,
    source: &Layout,
    target: &Layout,
    progress: OnProgress<'_>,
) -> Result<BackupReport, StoreError> {
    tell(progress, Step::Database, 0, 100)?;
    check_copy(database)?;
    let backup = open_plain(database)?;
    if version(&backup, database)? == 0 {
        return Err(StoreError::Missing { path: source.root().to_owned() });
    }
    tracing::info!(known = known_version(), "restoring");
    let wanted = originals_of(&backup)
        .map_err(|error| StoreError::sql("list the originals", database, error))?;
    let size = fs::metadata(database).map_or(0, |data| data.len());
    need_room(&**disk, source, target, &wanted, size)?;
    let mut found = CheckReport::default();
    check_documents(&backup, &mut found, progress)?;
    if let Some(detail) = found.database.into_iter().next() {
        return Err(StoreError::damaged(database, detail));
    }
    // Whoever opens the folder before this is gone learns that it isn't done.
    write_atomic(&target.restoring(), b"")?;
    let report = copy_originals(disk, source, target, &wanted, progress)?;
    copy_profiles(disk, source, target)?;
    let report = BackupReport { documents: found.documents, ..report };
    copy_database(&**disk, &backup, &target.database(), &mut |_| Ok(()))?;
    disk.remove(&target.restoring())
        .and_then(|()| disk.sync_folder(target.root()))
        .map_err(|error| StoreError::io("finish", target.root(), error))?;
    tell(progress, Step::Database, 100, 100)?;
    Ok(report)
}

/// Removes what a failed restore made. The folder was empty before.
fn empty(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
