//! What only the command line asks and gets.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use tezis_report::ids::{PhotoHash, PlacementId, SessionId};
use tezis_report::model::{Crop, Photo, PhotoFacts, Pick};

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

/// What a photo is to be described by; what is not given stays, an empty text clears.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PhotoDescription {
    /// The language of caption, alternative text and long description; the desk's by default.
    pub language: Option<String>,
    /// The caption.
    pub caption: Option<String>,
    /// The alternative text.
    pub alt: Option<String>,
    /// The long description.
    pub long_description: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// Whom to credit.
    pub credit: Option<String>,
    /// Who took it.
    pub creator: Option<String>,
    /// The copyright notice.
    pub copyright: Option<String>,
    /// The terms of use.
    pub usage_terms: Option<String>,
    /// The keywords.
    pub keywords: Option<Vec<String>>,
    /// Who is in the picture, from the left: each by code, id or full name.
    pub people: Option<Vec<String>>,
    /// In which session: by code, id or title.
    pub session: Option<String>,
    /// Where: by id or name.
    pub place: Option<String>,
    /// 0 to 5 stars.
    pub rating: Option<u8>,
    /// Picked, rejected or neither.
    pub pick: Option<Pick>,
    /// The colour label.
    pub colour: Option<String>,
    /// Degrees clockwise.
    pub rotation: Option<f64>,
    /// The focal point, in fractions of the upright picture.
    pub focal: Option<(f64, f64)>,
    /// Crops by rendition, in fractions of the turned picture; none takes one away.
    pub crops: BTreeMap<String, Option<Crop>>,
    /// Tone values by name; none takes one away.
    pub tone: BTreeMap<String, Option<f64>>,
    /// Whether it is the report's cover.
    pub cover: Option<bool>,
}

/// A photo in a list, with all that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListedPhoto {
    /// The photo.
    pub hash: PhotoHash,
    /// Its number among the report's photos, from 1; none of a forum's photo that the report has not.
    pub number: Option<u32>,
    /// The report's use of it.
    pub placement: Option<PlacementId>,
    /// Whether it is the report's cover.
    pub cover: bool,
    /// The file's name in the camera.
    pub file_name: Option<String>,
    /// The caption in the desk's language; the report's own before the photo's.
    pub caption: Option<String>,
    /// The alternative text, as the caption.
    pub alt: Option<String>,
    /// Whom to credit.
    pub credit: Option<String>,
    /// What is known of the file.
    pub facts: Option<PhotoFacts>,
    /// All its data.
    pub photo: Photo,
    /// When it was taken, in the forum's time, the camera's clock offset counted.
    pub at: Option<NaiveDateTime>,
    /// The session that this time falls into.
    pub proposed_session: Option<SessionId>,
    /// The burst it belongs to.
    pub burst: Option<u32>,
    /// The sharpest of its burst.
    pub sharpest: bool,
    /// The photo that shows the same and is the one to keep.
    pub same_as: Option<PhotoHash>,
    /// A newer version has taken its place.
    pub superseded: bool,
    /// What should be looked at, as codes.
    pub flags: Vec<String>,
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
