//! Versions of a report.

use serde::{Deserialize, Serialize};
use tezis_report::Heads;
use tezis_report::ids::PublicationId;
use ts_rs::TS;

use super::{BlockChange, FieldChange, PhotoChange};

/// A version: changes with no long pause between them, or what was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Version {
    /// The state after its last change.
    pub heads: Heads,
    /// When its first change was made.
    pub from: String,
    /// When its last change was made.
    pub to: String,
    /// How many changes it is made of.
    pub changes: u32,
    /// From how many programs they come: more than one when two laptops wrote.
    pub authors: u32,
    /// Words of the body then; none where nobody counted them yet. Of a long history the latest few
    /// are counted each time that it is read, and those that are looked at.
    pub words: Option<u32>,
    /// The publication that froze it.
    pub publication: Option<PublicationId>,
    /// When it was exported.
    pub exported_at: Option<String>,
    /// Whether it is how the report stands now.
    pub now: bool,
}

/// What differs between two versions of the working text, notes and all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionDiff {
    /// Fields that differ.
    pub fields: Vec<FieldChange>,
    /// All blocks, those that are the same as well.
    pub blocks: Vec<BlockChange>,
    /// Photos that differ.
    pub photos: Vec<PhotoChange>,
}
