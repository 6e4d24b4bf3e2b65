//! Out by hand: the portal's own form, field by field, and what is published there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tezis_report::ids::{PhotoHash, PublicationId};
use tezis_report::model::PublicationKind;
use ts_rs::TS;

use super::{BlockChange, FieldChange, PhotoChange, PhotoChangeKind};

/// What is published of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublishedState {
    /// The latest publication.
    pub publication: PublicationId,
    /// What it did.
    pub kind: PublicationKind,
    /// The address of the page.
    pub url: Option<String>,
    /// When.
    pub at: String,
    /// When the text first appeared.
    pub first_at: String,
    /// Whether the report says something else by now.
    pub changed: bool,
    /// Whether it was taken away.
    pub withdrawn: bool,
}

/// A field of the portal's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandoverField {
    /// Which: `headline`, `lead`, `body`, `keywords`, `slug`, `date` …
    pub key: String,
    /// As plain text.
    pub plain: String,
    /// As HTML source, where the field takes any.
    pub html: Option<String>,
    /// As HTML for a rich text field, where the field is one.
    pub rich: Option<String>,
    /// When it was ticked as done.
    pub done_at: Option<String>,
    /// Whether the words changed since it was ticked.
    pub stale: bool,
    /// Whether it differs from what is published.
    pub changed: bool,
    /// What is published, as plain text, where it differs.
    pub before: Option<String>,
}

/// A photo to upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandoverPhoto {
    /// Its number.
    pub number: u32,
    /// What stands for it in the body: `[FOTO 03]`.
    pub mark: String,
    /// The file's name in the folder.
    pub file: String,
    /// The photo.
    pub photo: PhotoHash,
    /// Its caption.
    pub caption: String,
    /// Its alternative text.
    pub alt: String,
    /// Its credit line.
    pub credit: String,
    /// Whether it is the cover.
    pub cover: bool,
    /// Its address at the portal, once it is known.
    pub address: Option<String>,
    /// When it was ticked as done.
    pub done_at: Option<String>,
    /// Whether it changed since it was ticked.
    pub stale: bool,
    /// What differs from what is published.
    pub change: Option<PhotoChangeKind>,
}

/// All that a person at the portal's form needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Handover {
    /// What this time is: the first, or what follows.
    pub round: PublicationKind,
    /// The fields, in the order of the portal's form.
    pub fields: Vec<HandoverField>,
    /// The photos, in order.
    pub photos: Vec<HandoverPhoto>,
    /// The folder with upload-ready photos that was exported last, when it is still there.
    pub folder: Option<String>,
    /// What is published.
    pub published: Option<PublishedState>,
}

/// What the user says of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewPublication {
    /// What was done at the portal.
    pub kind: PublicationKind,
    /// The address of the page.
    pub url: Option<String>,
    /// When.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// The portal; by default the profile's.
    pub target: Option<String>,
}

/// What differs from what is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Update {
    /// What is published.
    pub since: PublishedState,
    /// Fields that differ.
    pub fields: Vec<FieldChange>,
    /// All blocks, those that are the same as well.
    pub blocks: Vec<BlockChange>,
    /// Photos that differ.
    pub photos: Vec<PhotoChange>,
    /// Whether photos that both have come in another order.
    pub reordered: bool,
    /// Whether anything differs.
    pub changed: bool,
}

/// The proof of a publication, kept in the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Receipt {
    /// Which publication.
    pub publication: PublicationId,
    /// What it did.
    pub kind: PublicationKind,
    /// The address of the page.
    pub url: Option<String>,
    /// When it was published.
    pub at: String,
    /// When the receipt was written.
    pub written_at: String,
    /// The portal.
    pub target: String,
    /// Words of the text.
    pub words: u32,
    /// Photos of the text.
    pub photos: u32,
    /// The SHA-256 of the article that was frozen.
    pub hash: String,
    /// Whether the report says no longer that it was published then: that was undone.
    pub undone: bool,
}
