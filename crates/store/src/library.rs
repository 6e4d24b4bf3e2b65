//! The library: a folder with a database and originals. What it can do stands in `documents`,
//! `lists`, `search`, `originals`, `check` and `backup`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::StoreError;
use crate::atomic_file::TEMPORARY;
use crate::database::Database;
use crate::disk::{Disk, RealDisk};
use crate::layout::Layout;
use crate::lock::WriterLock;
use crate::tables::settings;

/// Whether a library is opened to be written or only read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access<'a> {
    /// Alone: makes the library when there is none.
    Write {
        /// What others are told of who has the library: "Tezis", "tezis-cli photo import".
        holder: &'a str,
    },
    /// Beside a writer or without one; takes no lock and works on a read-only medium.
    Read,
}

/// An open library. May be shared between threads: writers wait for each other, readers for nobody.
#[derive(Debug)]
pub struct Library {
    pub(crate) layout: Layout,
    pub(crate) disk: Arc<dyn Disk>,
    // Before the lock, so that the database is closed when the next process gets the lock.
    pub(crate) database: Database,
    _lock: Option<WriterLock>,
}

impl Library {
    /// Opens the library in a folder.
    ///
    /// For writing, the folder and the database are made when they are absent, an older database is
    /// brought up to date after a copy into `backups/`, and what an earlier process left half
    /// written is removed. `now` names that copy.
    ///
    /// # Errors
    /// [`StoreError::Locked`] with the holder, [`StoreError::Newer`], [`StoreError::Damaged`] (also
    /// when the database is gone and originals are there), [`StoreError::NotALibrary`],
    /// [`StoreError::Unfinished`], [`StoreError::ReadOnly`], [`StoreError::Full`],
    /// [`StoreError::Missing`] when there is nothing to read, [`StoreError::Io`].
    pub fn open(dir: &Path, access: Access<'_>, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let layout = Layout::new(dir);
        if layout.restoring().exists() {
            return Err(StoreError::Unfinished { path: dir.to_owned() });
        }
        match access {
            Access::Write { holder } => Self::open_writer(layout, holder, now),
            Access::Read => Self::open_reader(layout),
        }
    }

    fn open_writer(layout: Layout, holder: &str, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        for folder in [
            layout.root(),
            &layout.originals(),
            &layout.originals_tmp(),
            &layout.profiles(),
            &layout.backups(),
        ] {
            disk.create_folder(folder).map_err(|error| match error.kind() {
                std::io::ErrorKind::PermissionDenied => {
                    StoreError::ReadOnly { path: layout.root().to_owned() }
                }
                _ => StoreError::io("create the folder", folder, error),
            })?;
        }
        let lock = WriterLock::take(&layout, holder)?;
        let path = layout.database();
        let begun = fs::metadata(&path).is_ok_and(|data| data.len() > 0);
        if !begun && layout.holds_something() {
            // A new, empty database here would make a library without its texts look healthy.
            return Err(StoreError::damaged(&path, "it is gone or empty".to_owned()));
        }
        let database = Database::open_writer(&path, &layout.backups(), now)?;
        // SQLite makes its files' bytes durable, not their names; and an earlier process may have
        // been killed before it came to this line.
        disk.sync_folder(layout.root())
            .map_err(|error| StoreError::io("sync the folder", layout.root(), error))?;
        let library = Self { layout, disk, database, _lock: Some(lock) };
        library.remove_leftovers();
        library.settle_trash();
        Ok(library)
    }

    fn open_reader(layout: Layout) -> Result<Self, StoreError> {
        let path = layout.database();
        match fs::metadata(&path) {
            Ok(data) if data.len() > 0 => {}
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::io("read", &path, error));
            }
            _ if layout.holds_something() => {
                return Err(StoreError::damaged(&path, "it is gone or empty".to_owned()));
            }
            _ => return Err(StoreError::Missing { path: layout.root().to_owned() }),
        }
        let database = Database::open_reader(&path)?;
        Ok(Self { layout, disk: Arc::new(RealDisk), database, _lock: None })
    }

    /// Returns the library's folder.
    pub fn dir(&self) -> &Path {
        self.layout.root()
    }

    /// Returns the folder of the portal profiles.
    pub fn profiles_dir(&self) -> PathBuf {
        self.layout.profiles()
    }

    /// Says whether this process may write.
    pub fn is_writable(&self) -> bool {
        self.database.is_writable()
    }

    /// Returns a setting.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] and others of the database.
    pub fn setting(&self, key: &str) -> Result<Option<Value>, StoreError> {
        self.database.read("read a setting", |connection| settings::get(connection, key))
    }

    /// Writes a setting.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn set_setting(&self, key: &str, value: &Value) -> Result<(), StoreError> {
        self.database.write("write a setting", |connection| {
            settings::set(connection, key, value)
                .map_err(|error| self.sql("write a setting", error))
        })
    }

    pub(crate) fn sql(&self, operation: &'static str, error: rusqlite::Error) -> StoreError {
        StoreError::sql(operation, self.database.path(), error)
    }

    /// Returns the temporary files that lie about. While nobody writes they are left-overs of a
    /// process that was killed.
    pub(crate) fn temporary_files(&self) -> Vec<PathBuf> {
        let layout = &self.layout;
        let all = files_in(&layout.originals_tmp());
        let named = [layout.root().to_owned(), layout.profiles(), layout.backups()]
            .into_iter()
            .flat_map(|folder| files_in(&folder))
            .filter(|path| path.to_string_lossy().contains(TEMPORARY));
        all.into_iter().chain(named).collect()
    }

    fn remove_leftovers(&self) {
        for path in self.temporary_files() {
            match self.disk.remove(&path) {
                Ok(()) => tracing::info!(path = %path.display(), "left-over file removed"),
                Err(error) => {
                    tracing::warn!(path = %path.display(), %error, "left-over file stays");
                }
            }
        }
    }
}

impl Layout {
    /// Says whether there are originals or copies of a database, which an empty library hasn't.
    fn holds_something(&self) -> bool {
        let folders = fs::read_dir(self.originals()).into_iter().flatten().flatten();
        let originals = folders
            .filter(|entry| entry.path() != self.originals_tmp())
            .any(|entry| !files_in(&entry.path()).is_empty());
        let trashed = !files_in(&self.trash()).is_empty();
        originals || trashed || !crate::layout::backups_beside(&self.database()).is_empty()
    }
}

/// Returns the files directly in a folder, by name; none when it can't be read.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
}
