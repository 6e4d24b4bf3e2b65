//! A photo's data: they belong to the forum; a report's placement may override caption, alternative
//! text and crops.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Localized;
use crate::ids::{PhotoHash, PlaceId, SessionId};

/// A photo of the forum. Collection `photos`, by hash.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Photo {
    /// When it was taken, by the camera's clock and in its local time.
    #[ts(type = "string | null")]
    pub taken_at: Option<NaiveDateTime>,
    /// `taken_at` is a guess, as from a messenger's file name.
    pub time_approximate: bool,
    /// Quarter and fine turn in degrees, clockwise, on top of the camera's orientation.
    pub rotation: Option<f64>,
    /// 0 to 5 stars.
    pub rating: Option<u8>,
    /// Picked, rejected or neither; private.
    pub pick: Pick,
    /// A colour label, `red`, `yellow`, `green`, `blue` or `purple`; private.
    pub colour: Option<String>,
    /// A headline of its own.
    pub headline: Option<String>,
    /// Captions.
    pub captions: Localized,
    /// Alternative texts.
    pub alts: Localized,
    /// Long descriptions.
    pub long_descriptions: Localized,
    /// Whom to credit, as printed.
    pub credit: Option<String>,
    /// Who took it.
    pub creator: Option<String>,
    /// The copyright notice.
    pub copyright: Option<String>,
    /// Terms of use.
    pub usage_terms: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Where.
    pub place: Option<PlaceId>,
    /// In which session.
    pub session: Option<SessionId>,
    /// Who is in the picture, from the left; ids of people.
    pub people: Vec<String>,
    /// Whether the people agreed; private.
    pub permission: Option<String>,
    /// IPTC digital source type, the last part of its URI.
    pub source_type: Option<String>,
    /// Who sent the file, or where it was found; private.
    pub source: Option<String>,
    /// Where the camera's file came from; private.
    pub file_name: Option<String>,
    /// The camera's body, a key of the forum's cameras; private.
    pub camera: Option<String>,
    /// The camera's raw file of the same frame, an original; private.
    pub raw: Option<PhotoHash>,
    /// The point that must stay in every crop: fractions of the upright picture, before `rotation`.
    pub focal_x: Option<f64>,
    /// See `focal_x`.
    pub focal_y: Option<f64>,
    /// Crop per rendition: `x y width height` as fractions of the turned picture (upright, then
    /// turned by `rotation`, without its empty corners).
    pub crops: BTreeMap<String, String>,
    /// Tone values by name: `exposure` in EV (−3 to 3), `temperature`, `tint` and `shadows` (−100 to
    /// 100), `sharpen` (0 to 100).
    pub tone: BTreeMap<String, f64>,
    /// Regions to blur, by an id: `x y width height` as fractions of the upright picture, before
    /// `rotation`.
    pub blurred: BTreeMap<String, String>,
    /// The photo that this one is an edited version of.
    pub version_of: Option<PhotoHash>,
    /// When it was added.
    #[ts(type = "string | null")]
    pub added_at: Option<DateTime<Utc>>,
}

/// A photo editor's first decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// Not decided.
    #[default]
    None,
    /// Picked.
    Picked,
    /// Rejected.
    Rejected,
}

/// What is known of an original without any document: read off the file once, kept by the store,
/// given to preflight and export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PhotoFacts {
    /// The original's hash.
    pub hash: PhotoHash,
    /// The file's size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// `JPEG`, `PNG`, `WebP`, `HEIC`, `RAW` …
    pub format: String,
    /// Width of the upright picture in pixels.
    pub width: u32,
    /// Height of the upright picture in pixels.
    pub height: u32,
    /// EXIF orientation of the stored picture, 1 to 8.
    pub orientation: u8,
    /// When it was taken, by the camera's clock.
    #[ts(type = "string | null")]
    pub taken_at: Option<NaiveDateTime>,
    /// Camera make and model.
    pub camera: Option<String>,
    /// Why the file is damaged, when it is: a code.
    pub damage: Option<String>,
    /// The camera's body: a key that does not tell its serial number.
    #[serde(default)]
    pub body: Option<String>,
    /// What the picture looks like, as hexadecimal digits; near pictures differ in few bits.
    #[serde(default)]
    pub likeness: Option<String>,
    /// How sharp it is; compares only pictures of one burst.
    #[serde(default)]
    pub sharpness: Option<f64>,
    /// The picture that the window decoded of it, an original of its own: what renditions come from.
    #[serde(default)]
    pub picture: Option<PhotoHash>,
    /// It carries content credentials (C2PA), which end in a rendition.
    #[serde(default)]
    pub credentials: bool,
}

/// A crop: fractions of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Crop {
    /// Left edge, 0 to 1.
    pub x: f64,
    /// Upper edge, 0 to 1.
    pub y: f64,
    /// Width, 0 to 1.
    pub width: f64,
    /// Height, 0 to 1.
    pub height: f64,
}

/// As documents hold it.
impl fmt::Display for Crop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.x, self.y, self.width, self.height)
    }
}

impl Crop {
    /// All of the picture.
    pub const WHOLE: Self = Self { x: 0.0, y: 0.0, width: 1.0, height: 1.0 };

    /// Reads a crop as documents hold it: `x y width height`, cut at the picture's edges. Nothing for
    /// a text that is none, and for a crop that is empty or begins outside.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Option<Vec<f64>> =
            text.split_whitespace().map(|part| part.parse().ok()).collect();
        let [x, y, width, height] = numbers?.try_into().ok()?;
        let inside = |value: f64| (0.0..=1.0).contains(&value);
        let (width, height) = (width.min(1.0 - x), height.min(1.0 - y));
        let right = [x, y, width, height].into_iter().all(inside) && width > 0.0 && height > 0.0;
        right.then_some(Self { x, y, width, height })
    }
}
