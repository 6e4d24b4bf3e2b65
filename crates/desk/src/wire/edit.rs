//! Edits and what comes back. Every edit comes back with a [`Step`], which undoes it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tezis_report::ids::{ForumId, PlacementId, ReportId};
use tezis_report::model::{Block, Forum, PhotoFacts, Report};
use tezis_report::{ForumCollection, Heads, ReportCollection, Step};
use ts_rs::TS;

use super::{ProfileSummary, WireError};

/// One edit of a report's data other than its body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum ReportEdit {
    /// Writes some fields of an entity.
    Put {
        /// In which collection.
        collection: ReportCollection,
        /// Which entity; null makes a new one, "" is the report itself.
        id: Option<String>,
        /// The fields: null clears; an object merges by key; an array is the new content.
        #[ts(type = "Record<string, unknown>")]
        fields: Map<String, Value>,
    },
    /// Takes an entity out.
    Remove {
        /// Of which collection.
        collection: ReportCollection,
        /// Which.
        id: String,
    },
    /// Moves a photo in the gallery.
    MovePlacement {
        /// Which.
        id: PlacementId,
        /// Behind which; null puts it first.
        after: Option<PlacementId>,
    },
}

/// One edit of a forum's data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum ForumEdit {
    /// Writes some fields of an entity.
    Put {
        /// In which collection.
        collection: ForumCollection,
        /// Which entity; null makes a new one, "" is the forum itself.
        id: Option<String>,
        /// The fields: null clears; an object merges by key; an array is the new content.
        #[ts(type = "Record<string, unknown>")]
        fields: Map<String, Value>,
    },
    /// Takes an entity out.
    Remove {
        /// Of which collection.
        collection: ForumCollection,
        /// Which.
        id: String,
    },
}

/// A forum as the window opens it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ForumOpened {
    /// The forum.
    pub forum: Forum,
    /// The state that it shows.
    pub heads: Heads,
    /// Why it can only be read, when so.
    pub read_only: Option<WireError>,
}

/// A forum after an edit that is on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ForumEdited {
    /// The forum.
    pub forum: Forum,
    /// The state that it shows.
    pub heads: Heads,
    /// When the edit was on disk.
    pub saved_at: String,
    /// What undoes it.
    pub step: Step,
    /// Ids of the entities that it made, in order.
    pub made: Vec<String>,
}

/// A report as the window opens it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportOpened {
    /// The report.
    pub report: Report,
    /// The state that it shows.
    pub heads: Heads,
    /// Its forum.
    pub forum: Forum,
    /// What is known of the photos that it shows.
    pub photos: Vec<PhotoFacts>,
    /// Its portal's profile.
    pub profile: ProfileSummary,
    /// Why it can only be read, when so.
    pub read_only: Option<WireError>,
    /// When it was last on disk.
    pub saved_at: String,
}

/// A report after an edit that is on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportEdited {
    /// The report.
    pub report: Report,
    /// The state that it shows.
    pub heads: Heads,
    /// When the edit was on disk.
    pub saved_at: String,
    /// What undoes it.
    pub step: Step,
    /// Ids of the entities that it made, in order.
    pub made: Vec<String>,
}

/// A body that is on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BodySavedAt {
    /// The state after the save; the base of the next one.
    pub heads: Heads,
    /// When it was on disk.
    pub saved_at: String,
    /// What undoes it.
    pub step: Step,
    /// The whole body, when it differs from what the window shows.
    pub elsewhere: Option<Vec<Block>>,
}

/// What changed without the window's doing; it reads just that anew.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Changed {
    /// Forums.
    pub forums: Vec<ForumId>,
    /// Reports.
    pub reports: Vec<ReportId>,
}

impl Changed {
    /// Names one report.
    pub fn report(id: ReportId) -> Self {
        Self { reports: vec![id], ..Self::default() }
    }

    /// Names one forum.
    pub fn forum(id: ForumId) -> Self {
        Self { forums: vec![id], ..Self::default() }
    }

    /// Names a report that was made, and its forum, which may be new as well.
    pub fn opened(opened: &ReportOpened) -> Self {
        Self { forums: vec![opened.forum.id], reports: vec![opened.report.id] }
    }
}
