//! The report: a text about a forum, with the photos that it shows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Block, Conflict, Lang, Listed};
use crate::ids::{BlockId, ForumId, PhotoHash, PlacementId, PublicationId, ReportId};

/// A whole report as it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Report {
    /// The report's id.
    pub id: ReportId,
    /// Its own data.
    #[serde(flatten)]
    pub about: ReportAbout,
    /// The body, in order.
    pub body: Vec<Block>,
    /// The photos that it shows, in order, each photo once.
    pub placements: Vec<Listed<PlacementId, Placement>>,
    /// Preflight findings that somebody let pass, by finding key.
    pub waivers: Vec<Listed<String, Waiver>>,
    /// Where and when it was published.
    pub publications: Vec<Listed<PublicationId, Publication>>,
    /// Fields that two people wrote at once.
    pub conflicts: Vec<Conflict>,
}

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// The full report.
    #[default]
    Full,
    /// A short piece.
    Short,
    /// An update.
    Update,
    /// A translation of another report: see `translation_of`.
    Translation,
}

/// Whether it is being written or is ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// Being written.
    #[default]
    Draft,
    /// Ready to publish.
    Ready,
}

/// The report's own data. Collection `report`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReportAbout {
    /// The forum that it is about.
    pub forum: Option<ForumId>,
    /// What kind of text it is.
    pub kind: ReportKind,
    /// The report that it is a translation of. A translation's blocks have the ids of those that they
    /// translate.
    pub translation_of: Option<ReportId>,
    /// How far each block of a translation follows its source: the source's heads when the block was
    /// last made to say the same, by block id; heads hexadecimal, joined by `,`.
    pub translated: BTreeMap<String, String>,
    /// The report that it goes on from: the first text of an update, the full report of a short one.
    pub follows: Option<ReportId>,
    /// The portal profile's name.
    pub profile: Option<String>,
    /// The language of its words.
    pub language: Option<Lang>,
    /// Headlines by use: `main`, `social`, `seo`.
    pub headlines: BTreeMap<String, String>,
    /// A line above the headline.
    pub kicker: Option<String>,
    /// The last part of its address.
    pub slug: Option<String>,
    /// The portal's section.
    pub section: Option<String>,
    /// Keywords, in order.
    pub keywords: Vec<String>,
    /// The town of the date line.
    pub dateline_place: Option<String>,
    /// The time of the date line.
    #[ts(type = "string | null")]
    pub dateline_at: Option<DateTime<Utc>>,
    /// Authors as printed, in order.
    pub byline: Vec<String>,
    /// The medium that the text is credited to ("Mia.az"), as printed under the byline.
    pub source_credit: Option<String>,
    /// What readers must know of the author's part in the matter.
    pub disclosure: Option<String>,
    /// What was wrong and is put right, as readers are told.
    pub correction: Option<String>,
    /// Why the text is withdrawn, as readers are told in its place.
    pub withdrawal: Option<String>,
    /// Not to be shown to readers before.
    #[ts(type = "string | null")]
    pub embargo_until: Option<DateTime<Utc>>,
    /// When the portal should publish it.
    #[ts(type = "string | null")]
    pub publish_at: Option<DateTime<Utc>>,
    /// Draft or ready.
    pub state: ReportState,
    /// In the trash since; a merge never takes it out.
    #[ts(type = "string | null")]
    pub trashed_at: Option<DateTime<Utc>>,
    /// When it was begun.
    #[ts(type = "string | null")]
    pub created_at: Option<DateTime<Utc>>,
}

/// The use of a photo in a report. Collection `placements`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Placement {
    /// Which photo.
    pub photo: Option<PhotoHash>,
    /// The photo block that shows it; none for the gallery.
    pub block: Option<BlockId>,
    /// Place in the gallery: a fractional index.
    pub order: Option<String>,
    /// The report's cover.
    pub cover: bool,
    /// A caption for this use, instead of the photo's.
    pub caption: Option<String>,
    /// An alternative text for this use, instead of the photo's.
    pub alt: Option<String>,
    /// Crops for this use, as in `Photo::crops`.
    pub crops: BTreeMap<String, String>,
}

/// A preflight finding that somebody let pass. Collection `waivers`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Waiver {
    /// Why; private.
    pub reason: Option<String>,
    /// When.
    #[ts(type = "string | null")]
    pub at: Option<DateTime<Utc>>,
    /// Who.
    pub by: Option<String>,
}

/// What a publication did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PublicationKind {
    /// The text appeared.
    #[default]
    First,
    /// A later state of it took the place of the former one.
    Update,
    /// As an update, with a note of what was wrong.
    Correction,
    /// It was taken away, with a note in its place.
    Withdrawal,
}

/// A publication: one act at the portal, by hand or by a delivery. Collection `publications`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Publication {
    /// What it did.
    pub kind: PublicationKind,
    /// The portal or target.
    pub target: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
    /// When.
    #[ts(type = "string | null")]
    pub at: Option<DateTime<Utc>>,
    /// The document's heads that were published, hexadecimal, by order.
    pub heads: Vec<String>,
    /// The heads of the forum's document then: names and captions come from there.
    pub forum_heads: Vec<String>,
    /// Hashes of what was published: name → SHA-256.
    pub hashes: BTreeMap<String, String>,
    /// The numbers in the names of the published photos' files, by photo: they never change.
    pub photos: BTreeMap<String, u32>,
    /// When it was withdrawn.
    #[ts(type = "string | null")]
    pub withdrawn_at: Option<DateTime<Utc>>,
}
