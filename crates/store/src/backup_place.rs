//! The place of a backup: whether it may be written to, by one process at a time, whether it has room,
//! and what an error there means. What is copied is in `backup`.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use tezis_report::ids::PhotoHash;

use crate::StoreError;
use crate::atomic_file::TEMPORARY;
use crate::disk::Disk;
use crate::error::Room;
use crate::layout::Layout;
use crate::library::files_in;
use crate::lock::{open_lock, refused};

/// The file whose lock says that a backup is being made here. It stays, empty.
const LOCK: &str = "tezis-backup.lock";

/// Left free beside what is written: folders and names take some too.
const SPARE: u64 = 1 << 20;

/// The right to write to a backup, held until dropped.
#[derive(Debug)]
pub(crate) struct PlaceLock(Option<File>);

impl PlaceLock {
    /// Takes the lock, or says that somebody has it: this process or another.
    pub(crate) fn take(to: &Path) -> Result<Self, StoreError> {
        let path = to.join(LOCK);
        let file = open_lock(&path).map_err(|error| refused(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => Err(StoreError::BackupRunning { path: to.to_owned() }),
            // Some network disks know no locks; a copy there is better than none.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                tracing::warn!(path = %to.display(), "the backup's place knows no locks");
                Ok(Self(None))
            }
            Err(TryLockError::Error(error)) => Err(StoreError::io("lock", &path, error)),
        }
    }
}

impl Drop for PlaceLock {
    fn drop(&mut self) {
        // A program just started may hold a copy of the file, and closing alone would not do.
        if let Some(Err(error)) = self.0.as_ref().map(File::unlock) {
            tracing::warn!(%error, "a backup's lock goes only when the program ends");
        }
    }
}

/// Makes the folder of a backup, in one that is there: the place of a disk that was pulled out is not
/// made anew on the disk below it.
pub(crate) fn make_place(disk: &dyn Disk, to: &Path) -> Result<(), StoreError> {
    if let Some(above) = to.parent().filter(|above| !above.as_os_str().is_empty())
        && !disk.is_folder(above)
    {
        return Err(StoreError::DiskGone {
            path: to.to_owned(),
            detail: format!("there is no folder {}", above.display()),
        });
    }
    disk.create_folder(to).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => StoreError::ReadOnly { path: to.to_owned() },
        _ => StoreError::io("create the folder", to, error),
    })
}

/// Removes what a backup that was cut off left half written. The lock is held, so nobody writes now.
pub(crate) fn remove_leftovers(disk: &dyn Disk, to: &Layout) {
    let folders = fs::read_dir(to.originals()).into_iter().flatten().flatten();
    let folders = folders.map(|entry| entry.path()).filter(|path| path.is_dir());
    let all = [to.root().to_owned(), to.profiles()].into_iter().chain(folders);
    let files = all.flat_map(|folder| files_in(&folder));
    for path in files.filter(|path| path.to_string_lossy().contains(TEMPORARY)) {
        if let Err(error) = disk.remove(&path) {
            tracing::warn!(path = %path.display(), %error, "left-over file stays");
        }
    }
}

/// Refuses to begin what would end with a full disk. A disk that doesn't say how much room it has is
/// tried.
pub(crate) fn need_room(
    disk: &dyn Disk,
    from: &Layout,
    to: &Layout,
    wanted: &BTreeSet<PhotoHash>,
    database: u64,
) -> Result<(), StoreError> {
    let size = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
    let missing = wanted.iter().filter(|hash| size(&to.original(hash)) == 0);
    let originals: u64 = missing.map(|hash| size(&from.find_original(hash))).sum();
    let needed = originals + database + SPARE;
    match disk.free_space(to.root()) {
        Ok(free) if free < needed => {
            Err(StoreError::Full { path: to.root().to_owned(), room: Some(Room { needed, free }) })
        }
        Ok(_) => Ok(()),
        Err(error) => {
            tracing::warn!(path = %to.root().display(), %error, "the free room is not known");
            Ok(())
        }
    }
}

/// Tells a disk that went away, or that fails, from everything else that can go wrong at a place.
pub(crate) fn name_lost_disk(to: &Path, error: StoreError) -> StoreError {
    let at_place = match &error {
        StoreError::Io { path, .. }
        | StoreError::Database { path, .. }
        | StoreError::ReadOnly { path }
        | StoreError::Damaged { path, .. } => path.starts_with(to),
        _ => false,
    };
    if !at_place {
        return error;
    }
    let gone = !to.is_dir();
    let failing = match &error {
        // What was just there is not: another folder stands where the disk was.
        StoreError::Io { source, .. } => {
            is_failing(source) || source.kind() == io::ErrorKind::NotFound
        }
        StoreError::Database { source, .. } => {
            source.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure)
        }
        _ => false,
    };
    if gone || failing {
        let detail = match &error {
            StoreError::Io { source, .. } => source.to_string(),
            StoreError::Database { source, .. } => source.to_string(),
            _ => error.code().to_owned(),
        };
        return StoreError::DiskGone { path: to.to_owned(), detail };
    }
    error
}

/// Says whether the device itself gave up.
fn is_failing(error: &io::Error) -> bool {
    /// `EIO`, `ENXIO`, `ENODEV` on Unix; `ERROR_NOT_READY`, `ERROR_IO_DEVICE`,
    /// `ERROR_DEVICE_NOT_CONNECTED` on Windows.
    #[cfg(unix)]
    const CODES: [i32; 3] = [5, 6, 19];
    #[cfg(not(unix))]
    const CODES: [i32; 3] = [21, 1117, 1167];
    error.raw_os_error().is_some_and(|code| CODES.contains(&code))
}
