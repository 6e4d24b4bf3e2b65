//! Which files of cards and folders the library has taken in. A file is known by its place, size and time
//! alone; at another place (the card is mounted elsewhere, or is another card of the same name) its
//! beginning has to agree as well, as otherwise a new photo could be passed over.

use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use tezis_report::ids::PhotoHash;

use crate::tables::frames;
use crate::{Library, StoreError};

/// What the system says of a file without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FrameStat {
    /// Its absolute path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last changed, in nanoseconds since 1970, as fine as its file system knows.
    pub modified: i64,
}

impl FrameStat {
    /// Returns a file's stat. A time that the system doesn't know is 0.
    pub fn new(path: &Path, metadata: &Metadata) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let modified = metadata.modified().ok().and_then(|time| {
            let since = match time.duration_since(UNIX_EPOCH) {
                Ok(since) => i64::try_from(since.as_nanos()),
                Err(before) => i64::try_from(before.duration().as_nanos()).map(|ns| -ns),
            };
            since.ok()
        });
        Self {
            path: path.to_string_lossy().into_owned(),
            bytes: metadata.len(),
            modified: modified.unwrap_or_default(),
        }
    }
}

/// A file that is in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFrame {
    /// As it was on the card.
    pub stat: FrameStat,
    /// See [`TakenFrame::head_of`].
    pub head: String,
    /// What it is called here.
    pub hash: PhotoHash,
}

impl TakenFrame {
    /// How many bytes of a file's beginning tell it from others of the same size and time.
    pub const HEAD: usize = 64 * 1024;

    /// Returns the hash of a file's beginning. More bytes may be given; fewer than [`TakenFrame::HEAD`]
    /// only of a smaller file.
    pub fn head_of(bytes: &[u8]) -> String {
        let head = bytes.get(..Self::HEAD).unwrap_or(bytes);
        PhotoHash::from_digest(Sha256::digest(head).into()).to_string()
    }
}

impl Library {
    /// Notes files that were taken in. To be called when the photos are in a document on disk: what is
    /// noted is not read again.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn note_frames(&self, taken: &[TakenFrame], at: DateTime<Utc>) -> Result<(), StoreError> {
        let operation = "note what was taken in";
        self.database.write(operation, |connection| {
            frames::insert(connection, taken, at).map_err(|error| self.sql(operation, error))
        })
    }

    /// Returns for each file what it became, when one of its place, size and time was taken in and still
    /// is in the library.
    ///
    /// # Errors
    /// Those of the database.
    pub fn known_frames(&self, stats: &[FrameStat]) -> Result<Vec<Option<PhotoHash>>, StoreError> {
        self.database.read("look for known frames", |connection| {
            stats.iter().map(|stat| frames::at_place(connection, stat)).collect()
        })
    }

    /// Returns for each file what it became, when one of its size, time and beginning was taken in from
    /// anywhere and still is in the library.
    ///
    /// # Errors
    /// Those of the database.
    pub fn known_heads(
        &self,
        heads: &[(FrameStat, String)],
    ) -> Result<Vec<Option<PhotoHash>>, StoreError> {
        self.database.read("look for known frames", |connection| {
            heads.iter().map(|(stat, head)| frames::anywhere(connection, stat, head)).collect()
        })
    }
}
