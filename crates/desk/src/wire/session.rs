//! What the window learns at its start, and settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaptionTemplate, EditedElsewhere, Job, WireError};

/// What the window learns at its start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Start {
    /// The program's version.
    pub version: String,
    /// The library's folder.
    pub library: String,
    /// Why the library can only be read, when so.
    pub read_only: Option<WireError>,
    /// The user's settings.
    pub settings: Settings,
    /// The portals' profiles.
    pub profiles: Vec<ProfileSummary>,
    /// Jobs at work.
    pub jobs: Vec<Job>,
    /// Files that the program was started with.
    pub open: Vec<String>,
    /// Photos that other programs saved and nobody took in yet, also while Tezis was not running.
    pub edited: Vec<EditedElsewhere>,
}

/// The languages of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UiLanguage {
    /// Azerbaijani.
    #[default]
    Az,
    /// English.
    En,
}

impl UiLanguage {
    /// Returns the language's tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Az => "az",
            Self::En => "en",
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The user's settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// The window's language.
    pub language: UiLanguage,
    /// Light or dark.
    pub theme: Theme,
    /// The author's name as printed; new reports begin with it.
    pub author: Option<String>,
    /// The folder that the library is copied to.
    pub backup_to: Option<String>,
    /// Whether it is copied there after every export.
    pub backup_after_export: bool,
    /// A folder that new pictures are watched for, as that of downloads.
    pub watched_folder: Option<String>,
    /// The folder on another disk that photos are copied to as they come in.
    pub second_copy: Option<String>,
    /// The program that "Edit in…" opens; the system's own choice without.
    pub photo_editor: Option<String>,
    /// Templates for captions and credits.
    pub templates: Vec<CaptionTemplate>,
}

/// What the window needs to know of a portal's profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProfileSummary {
    /// Its name, as reports refer to it.
    pub name: String,
    /// Its title, as people read it.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// IANA time zone.
    pub time_zone: String,
    /// The date line's format.
    pub dateline_format: String,
    /// The portal's sections.
    pub sections: Vec<SectionSummary>,
    /// What a headline ends with when there is a gallery.
    pub gallery_marker: Option<String>,
    /// The longest headline, in characters.
    pub headline_max: Option<u32>,
    /// The sizes of its pictures.
    pub renditions: Vec<RenditionSummary>,
}

/// A size of a portal's pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RenditionSummary {
    /// Its name.
    pub name: String,
    /// Width in pixels, at most.
    pub width: u32,
    /// Height in pixels, at most.
    pub height: u32,
    /// `contain` or `cover`.
    pub fit: String,
}

/// A section of a portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SectionSummary {
    /// As reports refer to it.
    pub id: String,
    /// As people read it.
    pub title: String,
}
