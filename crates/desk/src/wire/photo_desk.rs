//! The photo desk: all photos of a forum at once, and what is done to them.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tezis_report::ids::{ForumId, PersonId, PhotoHash, ReportId, SessionId};
use tezis_report::model::{Camera, Crop, Listed, Photo, PhotoFacts};
use tezis_report::{Heads, Step};
use ts_rs::TS;

use super::{ProfileSummary, WireError};

/// The photos of a forum as the window opens them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PhotoDesk {
    /// The forum.
    pub forum: ForumId,
    /// Its name.
    pub name: String,
    /// The report whose gallery is being chosen, when the desk was opened from one.
    pub report: Option<ReportId>,
    /// The language of captions: the report's, else the forum's first.
    pub language: String,
    /// The portal's profile: its renditions are the crops.
    pub profile: ProfileSummary,
    /// All photos, by the time they were taken (clock offsets counted), then by name.
    pub photos: Vec<DeskPhoto>,
    /// Sessions by time.
    pub sessions: Vec<DeskSession>,
    /// Who can be in a picture, by name.
    pub people: Vec<DeskPerson>,
    /// Places by name: id and name.
    pub places: Vec<(String, String)>,
    /// Cameras that took the photos.
    pub cameras: Vec<Listed<String, Camera>>,
    /// The forum's state that it shows.
    pub heads: Heads,
    /// Why it can only be read, when so.
    pub read_only: Option<WireError>,
}

/// A photo of the photo desk, with what follows from the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DeskPhoto {
    /// Its hash.
    pub id: PhotoHash,
    /// Its data.
    pub photo: Photo,
    /// What is known of the file; none while it is being looked at.
    pub facts: Option<PhotoFacts>,
    /// When it was taken, in the forum's time, the camera's clock offset counted.
    #[ts(type = "string | null")]
    pub at: Option<NaiveDateTime>,
    /// The session that this time falls into; actual times before planned ones.
    pub proposed_session: Option<SessionId>,
    /// The burst it belongs to: photos with the same number were taken within seconds and look alike.
    pub burst: Option<u32>,
    /// The sharpest of its burst.
    pub sharpest: bool,
    /// The same picture from another card or in a smaller size: the one to keep.
    pub same_as: Option<PhotoHash>,
    /// A newer version of the same photo has taken its place.
    pub superseded: bool,
    /// The report's gallery shows it.
    pub placed: bool,
    /// What should be looked at, as codes: `caption.template` for a caption that a camera or an agency
    /// left, `photo.damaged`, `photo.raw_preview`, `photo.small` …
    pub flags: Vec<String>,
}

/// A session on the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DeskSession {
    /// Its id.
    pub id: SessionId,
    /// Its title in the desk's language.
    pub title: String,
    /// Its code in captions, as `s2` for `=s2=`.
    pub code: String,
    /// When it began, else when it should; in the forum's time.
    #[ts(type = "string | null")]
    pub starts: Option<NaiveDateTime>,
    /// When it ended, else when it should, else when the next one began.
    #[ts(type = "string | null")]
    pub ends: Option<NaiveDateTime>,
    /// Both times are actual ones.
    pub actual: bool,
}

/// Somebody who can be in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeskPerson {
    /// Whose.
    pub id: PersonId,
    /// The full name in the desk's language.
    pub name: String,
    /// The role, of the first appearance.
    pub role: Option<String>,
    /// The code in captions: the person's own, else one made of the initials that nobody else has.
    pub code: String,
    /// Sessions in which they appear.
    pub sessions: Vec<SessionId>,
}

/// Fields to write to a photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PhotoEdit {
    /// Which photo.
    pub photo: PhotoHash,
    /// The fields: null clears; an object merges by key; an array is the new content.
    #[ts(type = "Record<string, unknown>")]
    pub fields: Map<String, Value>,
}

/// Photos after an edit that is on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PhotosEdited {
    /// The rows that changed.
    pub photos: Vec<DeskPhoto>,
    /// The forum's state that they show.
    pub heads: Heads,
    /// When the edit was on disk.
    pub saved_at: String,
    /// What undoes it.
    pub step: Step,
}

/// What a picture is made to look like, without touching the original: as in `Photo`, for previews of
/// what is not written yet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PhotoLook {
    /// Degrees clockwise.
    pub rotation: f64,
    /// Tone values by name.
    pub tone: BTreeMap<String, f64>,
    /// Regions to blur, by id.
    pub blurred: BTreeMap<String, String>,
    /// The focal point, in fractions of the upright picture.
    pub focal: Option<(f64, f64)>,
    /// Crop per rendition: `x y width height` in fractions of the turned picture. All of them: the
    /// scale at which a photo is decoded follows from all of its renditions.
    pub crops: BTreeMap<String, String>,
}

/// The frame of a rendition over the turned picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct RenditionFrame {
    /// The part that is shown, in fractions of the turned picture.
    pub crop: Crop,
    /// Width of the rendition in pixels.
    pub width: u32,
    /// Height of the rendition in pixels.
    pub height: u32,
    /// The photo has fewer pixels than the profile asks for.
    pub smaller: bool,
    /// Width of the turned picture in pixels.
    pub turned_width: u32,
    /// Height of the turned picture in pixels.
    pub turned_height: u32,
}

/// Texts with variables and codes for many photos: `{time}`, `{date}`, `{session}`, `{people}`,
/// `{place}`, `{photographer}`, `{forum}`, and `=code=`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CaptionTemplate {
    /// What people call it.
    pub name: String,
    /// The caption.
    pub caption: Option<String>,
    /// The alternative text.
    pub alt: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// The credit.
    pub credit: Option<String>,
    /// The creator.
    pub creator: Option<String>,
    /// The copyright notice.
    pub copyright: Option<String>,
    /// The terms of use.
    pub usage_terms: Option<String>,
    /// Keywords, each with variables.
    pub keywords: Vec<String>,
}

/// How a template meets words that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TemplateMode {
    /// Only where nothing is written.
    #[default]
    Missing,
    /// Instead of what is written.
    Replace,
    /// Before it.
    Before,
    /// Behind it.
    After,
}

/// A code that captions are typed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaptionCode {
    /// The code, without its equals signs.
    pub code: String,
    /// What it becomes.
    pub text: String,
    /// What it becomes with an ending behind it, as an example: `=ae=ın`.
    pub inflected: Option<String>,
}

/// Which sheet of a report's photos is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// Small pictures with names, to choose from.
    Contact,
    /// Each with all its words, to proofread.
    Captions,
}

/// A photo that another one has taken the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionTaken {
    /// The former one.
    pub old: PhotoHash,
    /// The one that stands there now, with its words and crops.
    pub new: PhotoHash,
    /// Reports that show it.
    pub reports: Vec<ReportId>,
}
