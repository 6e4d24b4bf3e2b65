//! Room and safety: originals that nothing names, and the copy elsewhere.

use serde::{Deserialize, Serialize};
use tezis_report::ids::PhotoHash;
use ts_rs::TS;

/// An original that nothing names, or that lies in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnusedFile {
    /// Its hash.
    pub hash: PhotoHash,
    /// The name that it came with.
    pub name: Option<String>,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When it came, or when it went to the trash.
    pub since: String,
}

/// What could be freed, and what waits in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unused {
    /// Originals that no report, forum, trash or history names.
    pub files: Vec<UnusedFile>,
    /// Their size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Originals in the trash.
    pub trashed: Vec<UnusedFile>,
    /// Their size.
    #[ts(type = "number")]
    pub trashed_bytes: u64,
    /// After how many days the trash lets go of them.
    pub days: u32,
}

/// How safe the library is against the loss of this disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupState {
    /// Where copies go.
    pub to: Option<String>,
    /// When the last whole copy was made.
    pub at: Option<String>,
    /// Whether that place can be reached now.
    pub there: bool,
    /// Whether anything changed since.
    pub changed: bool,
    /// Whether a copy is being made.
    pub running: bool,
}
