//! The forum: what is gathered once and used by every report about it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Conflict, Lang, Localized, Photo};
use crate::ids::{
    AppearanceId, ForumId, MaterialId, NoteId, OrganisationId, PersonId, PhotoHash, PlaceId,
    QuoteId, SessionId,
};

/// A whole forum as it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Forum {
    /// The forum's id.
    pub id: ForumId,
    /// Its own data.
    #[serde(flatten)]
    pub about: ForumAbout,
    /// Sessions by planned order.
    pub sessions: Vec<Listed<SessionId, Session>>,
    /// People, by id.
    pub people: Vec<Listed<PersonId, Person>>,
    /// Organisations, by id.
    pub organisations: Vec<Listed<OrganisationId, Organisation>>,
    /// Places, by id.
    pub places: Vec<Listed<PlaceId, Place>>,
    /// Who appears where, by session and order.
    pub appearances: Vec<Listed<AppearanceId, Appearance>>,
    /// Live notes, by time.
    pub notes: Vec<Listed<NoteId, Note>>,
    /// The quote ledger, by id.
    pub quotes: Vec<Listed<QuoteId, Quote>>,
    /// Photos, by the time they were taken, then hash.
    pub photos: Vec<Listed<PhotoHash, Photo>>,
    /// Cameras, by body.
    pub cameras: Vec<Listed<String, Camera>>,
    /// Material of others, by id.
    pub materials: Vec<Listed<MaterialId, Material>>,
    /// Fields that two people wrote at once.
    pub conflicts: Vec<Conflict>,
}

/// An entity with its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Listed<I, T> {
    /// The id.
    pub id: I,
    /// The entity's fields.
    #[serde(flatten)]
    pub entity: T,
}

/// Whether a forum was made for a forum or, silently, for a text without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForumKind {
    /// A forum, with sessions and speakers.
    #[default]
    Forum,
    /// Any event; made by itself for a text without a forum.
    Event,
}

/// The forum's own data. Collection `forum`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ForumAbout {
    /// Forum or event.
    pub kind: ForumKind,
    /// Full names.
    pub names: Localized,
    /// Which one it is: 3 for the third.
    pub edition: Option<u32>,
    /// The motto.
    pub motto: Localized,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// IANA time zone of all its local times, e.g. `Asia/Baku`.
    pub time_zone: Option<String>,
    /// The town, as the date line prints it.
    pub place: Localized,
    /// The building.
    pub venue: Localized,
    /// Organisers, in order.
    pub organisers: Vec<OrganisationId>,
    /// Partners, in order.
    pub partners: Vec<OrganisationId>,
    /// How many took part, as a text to print ("300 nəfərə yaxın").
    pub attendance: Option<String>,
}

/// What kind of session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// The opening ceremony.
    Opening,
    /// A plenary.
    Plenary,
    /// A panel discussion.
    Panel,
    /// Any other session.
    #[default]
    Session,
    /// A seminar.
    Seminar,
    /// A visit.
    Visit,
    /// A single address.
    Address,
    /// A concert or other artistic part.
    Concert,
    /// A meal or a break.
    Break,
    /// The closing.
    Closing,
}

/// How a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// On the programme.
    #[default]
    Planned,
    /// It has begun.
    Running,
    /// It is over.
    Over,
    /// It did not take place.
    Cancelled,
}

/// A session of the forum. Collection `sessions`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Session {
    /// Its kind.
    pub kind: SessionKind,
    /// Titles.
    pub titles: Localized,
    /// Place in the programme: a fractional index.
    pub order: Option<String>,
    /// When the programme has it begin.
    #[ts(type = "string | null")]
    pub planned_start: Option<DateTime<Utc>>,
    /// When the programme has it end.
    #[ts(type = "string | null")]
    pub planned_end: Option<DateTime<Utc>>,
    /// When it began.
    #[ts(type = "string | null")]
    pub actual_start: Option<DateTime<Utc>>,
    /// When it ended.
    #[ts(type = "string | null")]
    pub actual_end: Option<DateTime<Utc>>,
    /// The room.
    pub room: Option<String>,
    /// How it stands.
    pub status: SessionStatus,
}

/// A person. Collection `people`. Roles belong to appearances, not to people.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Person {
    /// Full name by language: "Aysel Kərimova".
    pub full: Localized,
    /// Short name for later mentions by language: "A.Kərimova".
    pub short: Localized,
    /// Case forms that differ from the rule, by `<language>:<case>`.
    pub case_forms: BTreeMap<String, String>,
    /// Other right spellings.
    pub also: Vec<String>,
    /// Spellings known to be wrong.
    pub wrong: Vec<String>,
    /// The code that captions are typed with, as `ae` for `=ae=`; private.
    pub code: Option<String>,
    /// Ids of the same person made elsewhere.
    pub same_as: Vec<String>,
    /// Pages about the person (Wikidata …).
    pub links: Vec<String>,
}

/// An organisation. Collection `organisations`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Organisation {
    /// Names.
    pub names: Localized,
    /// Abbreviations.
    pub short: Localized,
    /// Ids of the same organisation made elsewhere.
    pub same_as: Vec<String>,
}

/// A place. Collection `places`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Place {
    /// Names.
    pub names: Localized,
}

/// What part a person has in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Speaks.
    #[default]
    Speaker,
    /// Leads the talk.
    Moderator,
    /// Sits on the panel.
    Panelist,
    /// Performs.
    Performer,
    /// Is there.
    Guest,
    /// Organises.
    Organiser,
}

/// How a person takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In the room.
    #[default]
    InPerson,
    /// By video.
    Video,
    /// A message that somebody read out.
    ReadOut,
}

/// Whether the announced person came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AppearanceStatus {
    /// On the programme.
    #[default]
    Announced,
    /// Was there.
    Seen,
    /// Was not there.
    Absent,
    /// Somebody else came: see `replaced_by`.
    Replaced,
    /// Was there and not on the programme.
    Unannounced,
}

/// One appearance of a person: where, as what, in which role. Collection `appearances`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Appearance {
    /// Who.
    pub person: Option<PersonId>,
    /// In which session; none for the forum as a whole.
    pub session: Option<SessionId>,
    /// As what.
    pub part: Part,
    /// How.
    pub mode: Mode,
    /// Whether they came.
    pub status: AppearanceStatus,
    /// Who came instead.
    pub replaced_by: Option<PersonId>,
    /// The role as printed at this forum, by language.
    pub roles: Localized,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// Place in the session: a fractional index.
    pub order: Option<String>,
}

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A note.
    #[default]
    Note,
    /// Words as they were said.
    Verbatim,
    /// A number.
    Figure,
    /// To be checked.
    Check,
}

/// A live note; private. Collection `notes`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Note {
    /// When it was written.
    #[ts(type = "string | null")]
    pub at: Option<DateTime<Utc>>,
    /// During which session.
    pub session: Option<SessionId>,
    /// Who was speaking.
    pub appearance: Option<AppearanceId>,
    /// What it is.
    pub kind: NoteKind,
    /// The words; merge letter by letter.
    pub text: String,
    /// Where it comes from, when it is not one's own ear.
    pub source: Option<String>,
}

/// Whether the words are the speaker's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// In quotation marks.
    #[default]
    Direct,
    /// In the reporter's words.
    Indirect,
}

/// Where a quotation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuoteSource {
    /// The reporter's notes.
    #[default]
    Notes,
    /// A recording.
    Recording,
    /// A press release.
    PressRelease,
    /// A video.
    Video,
    /// An interview.
    Interview,
}

/// An entry of the quote ledger; unused ones are private. Collection `quotes`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Quote {
    /// The words.
    pub words: Option<String>,
    /// Their language.
    pub language: Option<Lang>,
    /// The words in the language they were said in.
    pub original_words: Option<String>,
    /// Who translated them.
    pub translated_by: Option<String>,
    /// Who said it and where.
    pub appearance: Option<AppearanceId>,
    /// Who said it, where no appearance is known.
    pub person: Option<PersonId>,
    /// Direct or indirect.
    pub kind: QuoteKind,
    /// Where it comes from.
    pub source: QuoteSource,
    /// The recording's original (SHA-256).
    pub recording: Option<PhotoHash>,
    /// Where in the recording, in milliseconds.
    #[ts(type = "number | null")]
    pub recording_ms: Option<u64>,
    /// When it was said.
    #[ts(type = "string | null")]
    pub said_at: Option<DateTime<Utc>>,
    /// Who verified the words.
    pub verified_by: Option<String>,
    /// When.
    #[ts(type = "string | null")]
    pub verified_at: Option<DateTime<Utc>>,
    /// The hash of the words that were verified.
    pub verified_hash: Option<String>,
}

/// A camera. Collection `cameras`, by the body's key. Its serial number is never exported.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Camera {
    /// What people call it: maker and model.
    pub name: Option<String>,
    /// Who takes pictures with it.
    pub photographer: Option<String>,
    /// The credit of pictures taken with it.
    pub credit: Option<String>,
    /// How far its clock is ahead, in seconds.
    #[ts(type = "number | null")]
    pub clock_offset_s: Option<i64>,
}

/// What a material is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MaterialKind {
    /// The programme.
    Programme,
    /// A press release.
    PressRelease,
    /// The text of a speech.
    Speech,
    /// An agency's text.
    Agency,
    /// A recording.
    Recording,
    /// What an import left out of a report.
    LeftOut,
    /// Anything else.
    #[default]
    Other,
}

/// Material of others, kept with the forum; private. Collection `materials`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Material {
    /// What it is.
    pub kind: MaterialKind,
    /// Its title.
    pub title: Option<String>,
    /// The original file (SHA-256).
    pub original: Option<PhotoHash>,
    /// Its text.
    pub text: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// When it was added.
    #[ts(type = "string | null")]
    pub added_at: Option<DateTime<Utc>>,
}
