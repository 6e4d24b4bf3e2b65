//! What the one field finds that finds everything.

use serde::{Deserialize, Serialize};
use tezis_report::ids::{BlockId, ForumId, PersonId, PhotoHash, ReportId, SessionId};
use ts_rs::TS;

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A report.
    Report,
    /// A forum.
    Forum,
    /// A person.
    Person,
    /// A session of a forum.
    Session,
    /// A photo, by its caption.
    Photo,
    /// Material of others.
    Material,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// Its id; a photo's hash.
    pub id: String,
    /// The forum that it belongs to.
    pub forum: Option<ForumId>,
    /// The report to open for it, where there is one.
    pub report: Option<ReportId>,
    /// Its name, headline, title or caption.
    pub label: String,
    /// What tells it from others of that name: a role, a forum, a date.
    pub detail: String,
    /// What of the label the query met: from, to in Unicode scalars.
    pub matches: Vec<(u32, u32)>,
}

/// How a person stands in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// The text names the person.
    Named,
    /// The text quotes the person.
    Quoted,
    /// The photo shows the person.
    Photographed,
    /// The person is on the programme.
    Appears,
}

/// A place in the library where a person is named, quoted or photographed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonPlace {
    /// How.
    pub kind: PlaceKind,
    /// In which report.
    pub report: Option<ReportId>,
    /// At which forum.
    pub forum: Option<ForumId>,
    /// In which block.
    pub block: Option<BlockId>,
    /// In which photo.
    pub photo: Option<PhotoHash>,
    /// In which session.
    pub session: Option<SessionId>,
    /// The report's headline or the forum's name.
    pub title: String,
    /// The words around it, the caption, the role.
    pub text: String,
    /// The name in these words: from, to in Unicode scalars.
    pub matches: Vec<(u32, u32)>,
}

/// All places of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonPlaces {
    /// Who.
    pub person: PersonId,
    /// The full name.
    pub name: String,
    /// Where; the latest first.
    pub places: Vec<PersonPlace>,
}
