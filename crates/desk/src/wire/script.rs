//! What only the command line asks and gets.

use serde::{Deserialize, Serialize};
use tezis_report::ids::{PhotoHash, PlacementId, SessionId};
use tezis_report::model::PhotoFacts;

use super::FailedFile;

/// A person to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// The full name.
    pub name: String,
    /// The role, as printed at this forum.
    pub role: Option<String>,
    /// The session in which the person appears.
    pub session: Option<SessionId>,
    /// The language of name and role.
    pub language: String,
}

/// A session to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The title.
    pub title: String,
    /// The kind, by its name on the wire.
    pub kind: String,
    /// The title's language.
    pub language: String,
}

/// What a photo is to be described by; what is not given stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhotoDescription {
    /// The language of caption and alternative text; the report's by default.
    pub language: Option<String>,
    /// The caption.
    pub caption: Option<String>,
    /// The alternative text.
    pub alt: Option<String>,
    /// Whom to credit.
    pub credit: Option<String>,
    /// Who took it.
    pub creator: Option<String>,
    /// The copyright notice.
    pub copyright: Option<String>,
    /// Whether it is the report's cover.
    pub cover: Option<bool>,
}

/// A photo of a report, in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListedPhoto {
    /// The report's use of it.
    pub placement: PlacementId,
    /// The photo.
    pub hash: PhotoHash,
    /// Whether it is the cover.
    pub cover: bool,
    /// The file's name in the camera.
    pub file_name: Option<String>,
    /// The caption in the report's language.
    pub caption: Option<String>,
    /// The alternative text in the report's language.
    pub alt: Option<String>,
    /// Whom to credit.
    pub credit: Option<String>,
    /// What is known of the file.
    pub facts: Option<PhotoFacts>,
}

/// Something that a check found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What it is, dotted.
    pub code: String,
    /// An English sentence with place and next step.
    pub detail: String,
}

/// What a check of the library found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LibraryCheck {
    /// Documents looked at.
    pub documents: u64,
    /// Changes looked at.
    pub changes: u64,
    /// Originals looked at.
    pub originals: u64,
    /// What is wrong, with the texts that it touches.
    pub problems: Vec<Problem>,
}

/// What a check of a package found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageReport {
    /// Files in it.
    pub files: u64,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// What a check of a profile found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileReport {
    /// What is wrong, each with line and key.
    pub problems: Vec<Problem>,
}

/// Pictures that were made of photos.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resized {
    /// The files, in the order of the photos, then of the profile's sizes.
    pub files: Vec<ResizedFile>,
    /// Photos that could not be taken.
    pub failed: Vec<FailedFile>,
}

/// A picture that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResizedFile {
    /// The photo that it was made of.
    pub source: String,
    /// The size's name.
    pub rendition: String,
    /// Where it is.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes.
    pub bytes: u64,
    /// Codes of what should be known of it.
    pub notes: Vec<String>,
}
