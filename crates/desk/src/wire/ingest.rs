//! Photos on their way in: what lies on a card or in a folder, and how it is to be taken.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use tezis_report::ids::{ForumId, PhotoHash, ReportId, SessionId};
use ts_rs::TS;

use super::{CaptionTemplate, FailedFile};

/// A card or disk that can be taken out, with pictures on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Volume {
    /// Where it is mounted.
    pub path: String,
    /// Its name.
    pub name: String,
}

/// What was found on a card, in folders or among files. Nothing is copied yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Scan {
    /// Its number in this run of the program.
    pub id: u32,
    /// What was looked through.
    pub paths: Vec<String>,
    /// The frames, by time, then by name; a raw file and its JPEG are one.
    pub frames: Vec<Frame>,
    /// The size of those that are new, in bytes.
    #[ts(type = "number")]
    pub new_bytes: u64,
    /// Room on the library's disk, in bytes.
    #[ts(type = "number")]
    pub free_bytes: u64,
    /// What could not be looked at.
    pub failed: Vec<FailedFile>,
}

/// A frame of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Frame {
    /// Its number in the scan.
    pub index: u32,
    /// The file's name.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// Its size in bytes, without the raw file's.
    #[ts(type = "number")]
    pub bytes: u64,
    /// `jpeg`, `png`, `webp`, `heif`, `raw` …; by its first bytes.
    pub format: String,
    /// Width and height of the upright picture, where the head of the file tells them.
    pub size: Option<(u32, u32)>,
    /// When it was taken, by the camera's clock or the file's name.
    #[ts(type = "string | null")]
    pub taken_at: Option<NaiveDateTime>,
    /// The time is a guess.
    pub approximate: bool,
    /// Camera make and model.
    pub camera: Option<String>,
    /// The camera's body, a key of the forum's cameras.
    pub body: Option<String>,
    /// Stars given in the camera.
    pub rating: Option<u8>,
    /// Locked in the camera.
    pub locked: bool,
    /// The name of the raw file beside it.
    pub raw: Option<String>,
    /// The library has it already.
    pub known: Option<PhotoHash>,
}

/// How frames are to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ingest {
    /// Which scan.
    pub scan: u32,
    /// Which frames of it; all new ones without.
    pub frames: Option<Vec<u32>>,
    /// Those that are picked when they come in, beside the locked and rated ones.
    pub picked: Vec<u32>,
    /// Only those that are picked, locked or rated.
    pub picks_only: bool,
    /// The forum that gets them.
    pub forum: ForumId,
    /// A report whose gallery shows them at once.
    pub report: Option<ReportId>,
    /// The raw files beside JPEGs come along.
    pub with_raw: bool,
    /// A folder on another disk that gets a copy of each file.
    pub second: Option<String>,
    /// What is known of the whole batch.
    pub batch: Batch,
}

/// What is asked once of all photos of a batch. What a file says itself stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Batch {
    /// Who took them.
    pub creator: Option<String>,
    /// Whom to credit.
    pub credit: Option<String>,
    /// Who sent them, or where they were found; private.
    pub source: Option<String>,
    /// Whether they may be used; private.
    pub permission: Option<String>,
    /// In which session.
    pub session: Option<SessionId>,
    /// Words for all of them.
    pub template: Option<CaptionTemplate>,
}

/// A photo whose larger original came: it stands in its place now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Replaced {
    /// The small one.
    pub old: PhotoHash,
    /// Its larger original.
    pub new: PhotoHash,
    /// The original's file name.
    pub name: String,
}

/// Another program saved a photo that it was given to edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EditedElsewhere {
    /// The forum.
    pub forum: ForumId,
    /// The photo that was given.
    pub photo: PhotoHash,
    /// The file as it is now.
    pub path: String,
}
