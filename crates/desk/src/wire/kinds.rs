//! Texts that belong together: short news, updates, translations.

use serde::{Deserialize, Serialize};
use tezis_report::ids::{BlockId, ReportId};
use tezis_report::model::{BlockKind, ReportKind, ReportState, RichText};
use ts_rs::TS;

use super::Piece;

/// How another report is related to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// This one is a translation of it.
    Source,
    /// It is a translation of this one, or of the same source.
    Translation,
    /// This one goes on from it.
    Follows,
    /// It goes on from this one.
    FollowedBy,
    /// It is about the same forum.
    Forum,
}

/// A report that belongs together with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sibling {
    /// Its id.
    pub id: ReportId,
    /// Its headline.
    pub headline: String,
    /// What kind of text it is.
    pub kind: ReportKind,
    /// The language of its words.
    pub language: String,
    /// Draft or ready.
    pub state: ReportState,
    /// Whether it is published.
    pub published: bool,
    /// How it is related.
    pub relation: Relation,
}

/// How a block of a translation stands to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TranslationState {
    /// Nobody has translated it yet.
    Untranslated,
    /// It follows the source as it stands.
    Current,
    /// The source changed since.
    Changed,
    /// The source has it no longer.
    Removed,
    /// It is the translation's own.
    Own,
}

/// A field of the source of a translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TranslationField {
    /// Which: `headline`.
    pub key: String,
    /// What the source says.
    pub source: String,
    /// What it said when it was translated, where that differs.
    pub then: Option<String>,
}

/// A block of a translation beside the block that it translates, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TranslationBlock {
    /// The block of the translation.
    pub block: Option<BlockId>,
    /// The block of the source.
    pub source: Option<BlockId>,
    /// What kind of block it is.
    pub kind: BlockKind,
    /// What the source says.
    pub now: Option<RichText>,
    /// What it said when it was translated, where that differs.
    pub then: Option<RichText>,
    /// How it stands.
    pub state: TranslationState,
    /// What changed in the source since, word by word.
    pub pieces: Vec<Piece>,
}

/// A translation beside its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Translation {
    /// The source.
    pub source: ReportId,
    /// Its headline.
    pub headline: String,
    /// Its language.
    pub language: String,
    /// Its heads, as a block that follows it now is marked in the field `translated`.
    pub source_heads: String,
    /// Its fields.
    pub fields: Vec<TranslationField>,
    /// Its blocks, and those of the translation's own.
    pub blocks: Vec<TranslationBlock>,
}
