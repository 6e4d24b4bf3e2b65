//! What can go wrong with a library on disk, by whose fault and what to do. The window gets
//! [`StoreError::code`] and [`StoreError::params`] and makes its own sentences; `Display` is for the
//! command line.

use std::io;
use std::path::{Path, PathBuf};

use tezis_report::ids::PhotoHash;

use crate::layout;

/// The room that writing takes, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// How much is needed.
    pub needed: u64,
    /// How much there is.
    pub free: u64,
}

/// A failure of the library or of a file written through it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process writes to the library.
    #[error(
        "The library in {path} is in use by {holder}. Close it there, or only read.",
        path = path.display()
    )]
    Locked {
        /// The library's folder.
        path: PathBuf,
        /// Who holds it: name and process number.
        holder: String,
    },
    /// The database was busy for longer than a writer ever takes.
    #[error("The database {path} was busy while trying to {operation}. Try again.", path = path.display())]
    Busy {
        /// What was tried, as an infinitive without "to".
        operation: &'static str,
        /// The database.
        path: PathBuf,
    },
    /// The disk has no room.
    #[error(
        "The disk is full: {path} could not be written{}. Make room and try again; all that was saved before is safe.",
        room_hint(*room),
        path = path.display()
    )]
    Full {
        /// What was being written.
        path: PathBuf,
        /// How much room there is and how much it takes, where that was looked up before writing.
        room: Option<Room>,
    },
    /// The disk with a backup was pulled out or fails.
    #[error(
        "The disk with {path} is gone or fails ({detail}). Connect it again and repeat; the copy before is as it was.",
        path = path.display()
    )]
    DiskGone {
        /// The backup's folder.
        path: PathBuf,
        /// What failed, in the system's words.
        detail: String,
    },
    /// A backup to this place is being made.
    #[error("A copy to {path} is being made already. Wait until it is done.", path = path.display())]
    BackupRunning {
        /// The backup's folder.
        path: PathBuf,
    },
    /// The library was written by a newer version of Tezis.
    #[error(
        "The library {path} has version {found}; this Tezis knows versions up to {known}. Update Tezis to open it.",
        path = path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The database, or a part of it, can't be read.
    #[error(
        "The database {path} is damaged ({detail}). Its files were left as they are. {}",
        restore_hint(backups),
        path = path.display()
    )]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What was found, in SQLite's words or ours.
        detail: String,
        /// Copies of the database in the library's own `backups/`, newest first.
        backups: Vec<PathBuf>,
    },
    /// The file is a database, but of another program.
    #[error("{path} is not a library of Tezis. Choose another folder.", path = path.display())]
    NotALibrary {
        /// The database.
        path: PathBuf,
    },
    /// The place can't be written to.
    #[error("{path} can only be read. Copy the library to a place that can be written to.", path = path.display())]
    ReadOnly {
        /// What was to be written.
        path: PathBuf,
    },
    /// There is no library (or no backup) at this place.
    #[error("There is no library in {path}. Give the folder that holds library.db.", path = path.display())]
    Missing {
        /// The folder that was looked in.
        path: PathBuf,
    },
    /// A document that the library doesn't have.
    #[error("There is no report or forum {id} in this library.")]
    NoDocument {
        /// The document's id.
        id: String,
    },
    /// A document that is already there, as something else.
    #[error("The document {id} is a {kind} in this library.")]
    OtherKind {
        /// The document's id.
        id: String,
        /// What it is: `report` or `forum`.
        kind: &'static str,
    },
    /// An original that the library doesn't have.
    #[error(
        "The original {hash} is not in this library. Import the photo again, or restore a backup."
    )]
    NoOriginal {
        /// The photo's hash.
        hash: PhotoHash,
    },
    /// An original whose bytes are no longer those that were imported.
    #[error(
        "The original {hash} is damaged: its bytes changed since the import. Import the photo again, or restore a backup."
    )]
    DamagedOriginal {
        /// The photo's hash.
        hash: PhotoHash,
    },
    /// What was written reads back differently.
    #[error(
        "What was written to {path} reads back differently. The disk or its cable may be failing: check it, and import again.",
        path = path.display()
    )]
    NotVerified {
        /// The file.
        path: PathBuf,
    },
    /// A file larger than the caller allows.
    #[error("The file is larger than {limit} bytes.")]
    TooLarge {
        /// The most that is allowed.
        limit: u64,
    },
    /// A file name that some system doesn't allow.
    #[error("“{name}” can't be a file's name: {reason}. Choose another name.")]
    Name {
        /// The name.
        name: String,
        /// Why not.
        reason: &'static str,
    },
    /// A restore into a place that holds something.
    #[error("{path} is not empty. Restore into a new or empty folder; nothing is ever overwritten.", path = path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A restore that was cut off.
    #[error("The restore into {path} was cut off before it was done. Empty the folder and restore again.", path = path.display())]
    Unfinished {
        /// The folder.
        path: PathBuf,
    },
    /// A backup into a folder that holds the backup of another library.
    #[error("{path} holds the backup of another library. Choose another folder.", path = path.display())]
    OtherLibrary {
        /// The folder.
        path: PathBuf,
    },
    /// A backup into the library itself.
    #[error("{path} lies inside the library. A backup belongs on another disk.", path = path.display())]
    SamePlace {
        /// The folder.
        path: PathBuf,
    },
    /// The caller asked to stop.
    #[error("Stopped.")]
    Cancelled,
    /// Reading what the caller gives failed.
    #[error("Could not read the file to be imported: {source}.")]
    Source {
        /// The reader's error.
        source: io::Error,
    },
    /// A file operation failed.
    #[error("Could not {operation} {path}: {source}.", path = path.display())]
    Io {
        /// What was tried, as an infinitive without "to".
        operation: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A database operation failed for a reason not named above.
    #[error("Could not {operation} in {path}: {source}.", path = path.display())]
    Database {
        /// What was tried, as an infinitive without "to".
        operation: &'static str,
        /// The database.
        path: PathBuf,
        /// SQLite's error.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Returns the code that the window and scripts compare.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked { .. } => "store.locked",
            Self::Busy { .. } => "store.busy",
            Self::Full { .. } => "store.full",
            Self::DiskGone { .. } => "store.disk_gone",
            Self::BackupRunning { .. } => "store.backup_running",
            Self::Newer { .. } => "store.newer",
            Self::Damaged { .. } => "store.damaged",
            Self::NotALibrary { .. } => "store.not_a_library",
            Self::ReadOnly { .. } => "store.read_only",
            Self::Missing { .. } => "store.missing",
            Self::NoDocument { .. } => "store.no_document",
            Self::OtherKind { .. } => "store.other_kind",
            Self::NoOriginal { .. } => "store.no_original",
            Self::DamagedOriginal { .. } => "store.damaged_original",
            Self::NotVerified { .. } => "store.not_verified",
            Self::TooLarge { .. } => "store.too_large",
            Self::Name { .. } => "store.name",
            Self::NotEmpty { .. } => "store.not_empty",
            Self::Unfinished { .. } => "store.unfinished",
            Self::OtherLibrary { .. } => "store.other_library",
            Self::SamePlace { .. } => "store.same_place",
            Self::Cancelled => "store.cancelled",
            Self::Source { .. } => "store.source",
            Self::Io { .. } => "store.io",
            Self::Database { .. } => "store.database",
        }
    }

    /// Returns what the window's sentence needs, by name.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        let shown = |path: &Path| path.display().to_string();
        match self {
            Self::Locked { path, holder } => {
                vec![("path", shown(path)), ("holder", holder.clone())]
            }
            Self::Busy { operation, path }
            | Self::Io { operation, path, .. }
            | Self::Database { operation, path, .. } => {
                vec![("path", shown(path)), ("operation", (*operation).to_owned())]
            }
            Self::Newer { path, found, known } => vec![
                ("path", shown(path)),
                ("found", found.to_string()),
                ("known", known.to_string()),
            ],
            Self::Damaged { path, detail, backups } => vec![
                ("path", shown(path)),
                ("detail", detail.clone()),
                ("backup", backups.first().map(|path| shown(path)).unwrap_or_default()),
            ],
            Self::Full { path, room } => {
                let mut params = vec![("path", shown(path))];
                if let Some(Room { needed, free }) = room {
                    params.push(("needed", needed.to_string()));
                    params.push(("free", free.to_string()));
                }
                params
            }
            Self::DiskGone { path, detail } => {
                vec![("path", shown(path)), ("detail", detail.clone())]
            }
            Self::BackupRunning { path }
            | Self::NotALibrary { path }
            | Self::ReadOnly { path }
            | Self::Missing { path }
            | Self::NotEmpty { path }
            | Self::Unfinished { path }
            | Self::OtherLibrary { path }
            | Self::SamePlace { path }
            | Self::NotVerified { path } => vec![("path", shown(path))],
            Self::NoDocument { id } => vec![("id", id.clone())],
            Self::OtherKind { id, kind } => vec![("id", id.clone()), ("kind", (*kind).to_owned())],
            Self::NoOriginal { hash } | Self::DamagedOriginal { hash } => {
                vec![("hash", hash.to_string())]
            }
            Self::TooLarge { limit } => vec![("limit", limit.to_string())],
            Self::Name { name, reason } => {
                vec![("name", name.clone()), ("reason", (*reason).to_owned())]
            }
            Self::Cancelled | Self::Source { .. } => Vec::new(),
        }
    }

    /// Says whether the same call may succeed later, with nothing changed in the program: the disk
    /// got room, the other process ended.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Locked { .. }
            | Self::Busy { .. }
            | Self::Full { .. }
            | Self::DiskGone { .. }
            | Self::BackupRunning { .. } => true,
            Self::Io { source, .. } | Self::Source { source } => matches!(
                source.kind(),
                io::ErrorKind::Interrupted
                    | io::ErrorKind::WouldBlock
                    | io::ErrorKind::TimedOut
                    | io::ErrorKind::ResourceBusy
            ),
            Self::Database { source, .. } => {
                source.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure)
            }
            _ => false,
        }
    }

    /// Names the operation and the path of a failed file operation.
    pub(crate) fn io(operation: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::Full { path, room: None }
            }
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Io { operation, path, source },
        }
    }

    /// Names the operation and the database of a failed query, and tells a damaged or full one from
    /// the rest.
    pub(crate) fn sql(operation: &'static str, path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::{Error as E, ErrorCode as C, ffi};

        /// The shared-memory file beside the database could not grow: the disk is full.
        const SHM_SIZE: i32 = ffi::SQLITE_IOERR_SHMSIZE;
        let full = || Self::Full { path: path.to_owned(), room: None };
        match &source {
            E::SqliteFailure(error, _) => match error.code {
                C::DiskFull => full(),
                C::SystemIoFailure if error.extended_code == SHM_SIZE => full(),
                C::DatabaseBusy | C::DatabaseLocked => {
                    Self::Busy { operation, path: path.to_owned() }
                }
                C::ReadOnly => Self::ReadOnly { path: path.to_owned() },
                C::NotADatabase | C::DatabaseCorrupt => Self::damaged(path, source.to_string()),
                _ => Self::Database { operation, path: path.to_owned(), source },
            },
            // Tables are STRICT and hold what we wrote: a value of another shape is damage.
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::Utf8Error(..)
            | E::InvalidColumnType(..) => Self::damaged(path, source.to_string()),
            _ => Self::Database { operation, path: path.to_owned(), source },
        }
    }

    /// Makes the error for a damaged database, with the copies that could stand in for it.
    pub(crate) fn damaged(path: &Path, detail: String) -> Self {
        Self::Damaged { path: path.to_owned(), detail, backups: layout::backups_beside(path) }
    }
}

fn room_hint(room: Option<Room>) -> String {
    room.map(|Room { needed, free }| format!(" ({needed} bytes are needed, {free} are free)"))
        .unwrap_or_default()
}

fn restore_hint(backups: &[PathBuf]) -> String {
    match backups.first() {
        Some(newest) => format!(
            "Restore from your backup on another disk, or from {} into a new folder.",
            newest.display()
        ),
        None => "Restore from your backup into a new folder.".to_owned(),
    }
}
