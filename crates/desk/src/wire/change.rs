//! What differs between two states of a text: between versions, between what is published and what
//! stands, between what was sent and what came back.

use serde::{Deserialize, Serialize};
use tezis_report::ids::{BlockId, PhotoHash};
use ts_rs::TS;

pub use tezis_report::diff::{BlockChangeKind, Piece, PieceOp};

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// Which: `headline`, `lead`, `slug`, `keywords` …
    pub key: String,
    /// What it said, as printed; empty when it was not there.
    pub before: String,
    /// What it says; empty when it is gone.
    pub after: String,
    /// The difference, word by word.
    pub pieces: Vec<Piece>,
}

/// A block of a text that was compared with another. Blocks come in the order of the later text,
/// those that are gone where they stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BlockChange {
    /// What became of it.
    pub kind: BlockChangeKind,
    /// Which block, where it has one.
    pub block: Option<BlockId>,
    /// Its words before.
    pub before: Option<String>,
    /// Its words after.
    pub after: Option<String>,
    /// Its HTML after, as the portal takes it.
    pub html: Option<String>,
    /// The difference, word by word.
    pub pieces: Vec<Piece>,
}

/// What became of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhotoChangeKind {
    /// It is new.
    New,
    /// It is gone.
    Removed,
    /// Its caption, credit or alternative text differs.
    Words,
    /// It is cut, turned or toned in another way.
    Picture,
}

/// A photo that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhotoChange {
    /// What became of it.
    pub kind: PhotoChangeKind,
    /// Its number.
    pub number: u32,
    /// Its file's name, as it is uploaded.
    pub file: String,
    /// The photo.
    pub photo: Option<PhotoHash>,
    /// Its caption.
    pub caption: Option<String>,
}
