//! Long work as the window sees it.

use serde::{Deserialize, Serialize};
use tezis_report::ids::PhotoHash;
use ts_rs::TS;

use super::{Notice, Replaced, WireError};

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Photos come in.
    Import,
    /// A package goes out.
    Export,
    /// The library is copied elsewhere.
    Backup,
    /// A copy becomes a library.
    Restore,
    /// The library is checked.
    Check,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// At work.
    Running,
    /// Done; see `result`.
    Done,
    /// Failed; see `error`.
    Failed,
    /// Stopped by the user.
    Cancelled,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Job {
    /// Its number in this run of the program.
    pub id: u32,
    /// What it does.
    pub kind: JobKind,
    /// The report it is about; empty for the library.
    pub subject: String,
    /// The report's headline or the target's name.
    pub title: String,
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
    /// The file at hand.
    pub what: String,
    /// Where it stands.
    pub state: JobState,
    /// Why it failed.
    pub error: Option<WireError>,
    /// What came of it.
    pub result: Option<JobResult>,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum JobResult {
    /// Photos that are in the library and in the report's gallery now.
    Imported {
        /// The photos, in the order given.
        photos: Vec<ImportedPhoto>,
        /// Files that could not be taken, with the reason.
        failed: Vec<FailedFile>,
        /// Small photos whose larger originals these are.
        replaced: Vec<Replaced>,
        /// How many frames stayed out because the card or disk was gone: the same import brings them.
        left: u32,
    },
    /// A package that is complete on disk.
    Exported {
        /// Where.
        path: String,
        /// Files in it.
        files: u32,
        /// Its size in bytes.
        #[ts(type = "number")]
        bytes: u64,
        /// What the user should know of it.
        notes: Vec<Notice>,
    },
    /// The library is copied, and read back.
    Copied {
        /// Where.
        to: String,
        /// Originals that were copied.
        #[ts(type = "number")]
        copied: u64,
        /// Originals that were there already.
        #[ts(type = "number")]
        kept: u64,
    },
    /// A copy became a library.
    Restored {
        /// Where.
        to: String,
        /// Originals in it.
        #[ts(type = "number")]
        originals: u64,
        /// Originals that the copy lacked, or that were damaged there.
        missing: Vec<String>,
        /// Headlines of the texts that are damaged there; what is left of them is in the library.
        damaged: Vec<String>,
    },
}

/// A photo that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportedPhoto {
    /// Its hash.
    pub hash: PhotoHash,
    /// Whether the library did not have it before.
    pub new: bool,
    /// The file's name.
    pub name: String,
    /// Why the file is damaged, when it is: a code. The photo is in the library all the same.
    pub damage: Option<String>,
    /// Only the window can decode it (HEIC): it shows nothing until the window did.
    pub needs_window: bool,
}

/// A file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FailedFile {
    /// The file's path or name as given.
    pub name: String,
    /// Why.
    pub error: WireError,
}

/// The two shapes of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PackageShape {
    /// One zip, a BagIt bag, for machines and archives.
    Bag,
    /// A plain folder, for a person at a web form.
    Folder,
}
