//! Files that are there whole or not at all: written under a temporary name beside their place,
//! synced, renamed, and the folder synced. Needs no library; exports use it too.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::StoreError;
use crate::disk::{Disk, DiskFile, RealDisk};
use crate::file_name::check_file_name;

/// The end of every temporary name, by which left-over ones are found.
pub(crate) const TEMPORARY: &str = ".tezis-tmp";

/// A file that appears at its place only with [`AtomicFile::commit`]. Dropped before, it leaves
/// nothing behind, and what stood at the place is untouched.
///
/// ```no_run
/// # use std::io::Write;
/// let mut file = tezis_store::AtomicFile::create(std::path::Path::new("paket.zip"))?;
/// file.write_all(b"bytes").expect("room on the disk");
/// file.commit()?;
/// # Ok::<(), tezis_store::StoreError>(())
/// ```
pub struct AtomicFile {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    temporary: PathBuf,
    /// None once committed.
    file: Option<Box<dyn DiskFile>>,
}

impl AtomicFile {
    /// Begins a file that will stand at `path`. The folder has to be there.
    ///
    /// # Errors
    /// [`StoreError::Name`] for a name that some system doesn't allow, [`StoreError::Io`],
    /// [`StoreError::Full`] and [`StoreError::ReadOnly`] when the temporary file can't be made.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        Self::create_on(&disk, path)
    }

    pub(crate) fn create_on(disk: &Arc<dyn Disk>, path: &Path) -> Result<Self, StoreError> {
        let name =
            path.file_name().and_then(|name| name.to_str()).ok_or_else(|| StoreError::Name {
                name: path.display().to_string(),
                reason: "it is empty or not Unicode",
            })?;
        check_file_name(name)?;
        // A killed process may have had our number and left such a name behind: take the next.
        for _ in 0..1000 {
            match Self::create_under(
                Arc::clone(disk),
                path,
                path.with_file_name(temporary_name(name)),
            ) {
                Err(StoreError::Io { source, .. })
                    if source.kind() == io::ErrorKind::AlreadyExists => {}
                made => return made,
            }
        }
        let taken = io::Error::from(io::ErrorKind::AlreadyExists);
        Err(StoreError::io("create a temporary file beside", path, taken))
    }

    /// Begins a file under a given temporary path, which must be on the same disk.
    pub(crate) fn create_under(
        disk: Arc<dyn Disk>,
        path: &Path,
        temporary: PathBuf,
    ) -> Result<Self, StoreError> {
        let file = disk
            .create_new(&temporary)
            .map_err(|error| StoreError::io("create", &temporary, error))?;
        Ok(Self { disk, path: path.to_owned(), temporary, file: Some(file) })
    }

    /// Returns the place where the file will stand.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the file in its place. When this returns it is on the disk, and so is its name.
    ///
    /// # Errors
    /// As [`AtomicFile::create`]; the place is then as it was before.
    pub fn commit(self) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.commit_to(&path)
    }

    /// Puts the file in a place found out while writing, on the same disk.
    pub(crate) fn commit_to(mut self, path: &Path) -> Result<(), StoreError> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        let synced = file.flush().and_then(|()| file.sync());
        // Windows renames no open file.
        drop(file);
        let placed = synced.map_err(|error| StoreError::io("write", path, error)).and_then(|()| {
            self.disk
                .rename(&self.temporary, path)
                .map_err(|error| StoreError::io("put in its place", path, error))
        });
        if placed.is_err() {
            self.remove_temporary();
            return placed;
        }
        match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            Some(folder) => self
                .disk
                .sync_folder(folder)
                .map_err(|error| StoreError::io("sync the folder", folder, error)),
            None => Ok(()),
        }
    }

    fn remove_temporary(&self) {
        if let Err(error) = self.disk.remove(&self.temporary) {
            tracing::warn!(path = %self.temporary.display(), %error, "temporary file stays");
        }
    }

    fn open_file(&mut self) -> io::Result<&mut Box<dyn DiskFile>> {
        self.file.as_mut().ok_or_else(|| io::Error::other("the file is already committed"))
    }
}

impl Write for AtomicFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.open_file()?.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open_file()?.flush()
    }
}

impl Seek for AtomicFile {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.open_file()?.seek(position)
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            drop(file);
            self.remove_temporary();
        }
    }
}

impl fmt::Debug for AtomicFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AtomicFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Puts a file or folder that was written whole in its place, where nothing is, and makes that last.
/// Both must be on one disk.
///
/// # Errors
/// [`StoreError::Io`], [`StoreError::Full`], [`StoreError::ReadOnly`].
pub fn put_in_place(from: &Path, to: &Path) -> Result<(), StoreError> {
    let disk = RealDisk;
    disk.rename(from, to).map_err(|error| StoreError::io("put in place", to, error))?;
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| Path::new("."));
    disk.sync_folder(parent).map_err(|error| StoreError::io("sync the folder", parent, error))
}

/// Writes a whole file atomically. See [`AtomicFile`].
///
/// # Errors
/// As [`AtomicFile::create`].
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = AtomicFile::create(path)?;
    file.write_all(bytes).map_err(|error| StoreError::io("write", path, error))?;
    file.commit()
}

/// Returns a temporary name that no other process or thread uses now.
pub(crate) fn temporary_name(name: &str) -> OsString {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    // Names have at most 200 bytes, so there is room for this ending.
    format!(".{name}.{}-{count}{TEMPORARY}", std::process::id()).into()
}
