//! Rows of the desk's lists.

use serde::{Deserialize, Serialize};
use tezis_report::ids::{ForumId, PhotoHash, ReportId};
use tezis_report::model::{ForumKind, ReportKind, ReportState};
use ts_rs::TS;

/// Which reports to list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReportFilter {
    /// Words to search; empty lists by time, the latest first.
    pub query: String,
    /// Of one forum.
    pub forum: Option<ForumId>,
    /// In one state.
    pub state: Option<ReportState>,
    /// Those in the trash instead of the others.
    pub trashed: bool,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A part of the list of reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportPage {
    /// The rows.
    pub rows: Vec<ReportRow>,
    /// How many there are in all.
    pub total: u32,
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportRow {
    /// Its id.
    pub id: ReportId,
    /// Its main headline.
    pub headline: String,
    /// Its forum.
    pub forum: Option<ForumId>,
    /// The forum's name.
    pub forum_name: String,
    /// Draft or ready.
    pub state: ReportState,
    /// What kind of text it is.
    pub kind: ReportKind,
    /// The language of its words.
    pub language: String,
    /// When it was last changed.
    pub updated_at: String,
    /// Photos that it shows.
    pub photos: u32,
    /// Words in its body, notes left out.
    pub words: u32,
    /// The cover, else the first photo.
    pub cover: Option<PhotoHash>,
    /// Whether it is published and not withdrawn.
    pub published: bool,
    /// What of the headline the query met: from, to in Unicode scalars.
    pub headline_matches: Vec<(u32, u32)>,
    /// Where else the query met.
    pub snippet: Option<Snippet>,
}

/// A piece of text that the query met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Snippet {
    /// The piece.
    pub text: String,
    /// What of it the query met: from, to in Unicode scalars.
    pub matches: Vec<(u32, u32)>,
}

/// A forum in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ForumRow {
    /// Its id.
    pub id: ForumId,
    /// Its name in the window's language, or the first that it has.
    pub name: String,
    /// Forum or event.
    pub kind: ForumKind,
    /// Which one it is: 3 for the third.
    pub edition: Option<u32>,
    /// First day, ISO 8601.
    pub starts_on: Option<String>,
    /// Last day, ISO 8601.
    pub ends_on: Option<String>,
    /// The town.
    pub place: Option<String>,
    /// Reports about it that are not in the trash.
    pub reports: u32,
    /// Photos.
    pub photos: u32,
    /// People.
    pub people: u32,
    /// When it was last changed.
    pub updated_at: String,
}
