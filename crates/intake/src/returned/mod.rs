//! Text of ours that comes back, changed by an editor in Word or on the portal: what they did, as
//! changes to accept or refuse, and the save that accepted ones make.
//!
//! It is compared with the version that was sent, not with what we have now, and saved at that
//! version's state: the document's merge then keeps what we wrote since. Which version that was, and
//! how its fields and panels were printed, is the desk's to know.

mod align;
mod apply;
mod compare;

pub use apply::{Accepted, apply};
pub use compare::{Compared, compare};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tezis_report::diff::Piece;
use tezis_report::ids::BlockId;
use tezis_report::model::{Block, BlockKind, RichText};
use ts_rs::TS;

use crate::docx::DocxIdentity;
use crate::intake::{Intake, IntakeBlock, IntakeWarning};

/// A block that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBlock {
    /// What it says.
    pub block: IntakeBlock,
    /// Which block of ours it was sent as, where the file says it.
    pub source: Option<BlockId>,
}

/// A text that came back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReturnedText {
    /// Which report the file says that it is.
    pub identity: Option<DocxIdentity>,
    /// Fields by name: `headline`, `kicker` …
    pub fields: BTreeMap<String, String>,
    /// The body, in order.
    pub blocks: Vec<ReadBlock>,
    /// What the reader should know.
    pub warnings: Vec<IntakeWarning>,
}

impl From<Intake> for ReturnedText {
    fn from(intake: Intake) -> Self {
        let fields = intake.headline.map(|headline| ("headline".to_owned(), headline));
        let block = |block| ReadBlock { block, source: None };
        Self {
            identity: None,
            fields: fields.into_iter().collect(),
            blocks: intake.blocks.into_iter().map(block).collect(),
            warnings: intake.warnings,
        }
    }
}

/// A state of the report, as far as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The body.
    pub body: &'a [Block],
    /// Fields by name, as they are printed: `headline`, `kicker` … Only those that came back and are
    /// here are compared.
    pub fields: &'a BTreeMap<String, String>,
}

/// What somebody else did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedKind {
    /// Changed the words or the kind of a block.
    Changed,
    /// Wrote a block.
    Added,
    /// Took a block out.
    Removed,
    /// Moved a block, with or without changing its words.
    Moved,
    /// Changed a field: see `field`.
    Field,
}

/// One change of somebody else, to accept or refuse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReturnedChange {
    /// Tells it from the others of one comparison; the same when the same text is compared again.
    pub id: String,
    /// What was done.
    pub kind: ReturnedKind,
    /// Which field: `headline`.
    pub field: Option<String>,
    /// Which block of ours; the id that it gets, for a new one.
    pub block: Option<BlockId>,
    /// What kind of block it is with them.
    pub block_kind: Option<BlockKind>,
    /// Behind which block of ours it stands with them; none is the start. New blocks behind the same
    /// one stand in the order of the changes.
    pub after: Option<BlockId>,
    /// What was sent.
    pub before: Option<RichText>,
    /// What came back, with our tags and quotations carried over.
    pub theirs: Option<RichText>,
    /// What we have now, where we changed it since; empty where we took the block out.
    pub now: Option<RichText>,
    /// Whether both changed the same words.
    pub conflict: bool,
    /// What was sent against what came back, word by word.
    pub pieces: Vec<Piece>,
}
