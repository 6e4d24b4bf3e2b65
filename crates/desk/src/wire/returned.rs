//! Text that comes back from an editor or from the portal.

use serde::{Deserialize, Serialize};
use tezis_report::Heads;
use tezis_report::ids::{BlockId, ReportId};
use tezis_report::model::{BlockKind, RichText};
use ts_rs::TS;

use super::Piece;

/// Which of our reports a file says that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReturnedFile {
    /// The report.
    pub report: ReportId,
    /// Its headline; none when the library has no such report.
    pub headline: Option<String>,
}

/// What a returned text is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BaseKind {
    /// With what is published.
    Published,
    /// With what was exported.
    Exported,
    /// With the report as it stands: nothing of it ever went out.
    Now,
}

/// The version that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReturnedBase {
    /// The report's state.
    pub heads: Heads,
    /// When it went out, or was last changed.
    pub at: String,
    /// What it is.
    pub what: BaseKind,
}

/// What somebody else did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedKind {
    /// Changed the words of a block.
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
    /// Tells it from the others of one comparison.
    pub id: String,
    /// What was done.
    pub kind: ReturnedKind,
    /// Which field: `headline`.
    pub field: Option<String>,
    /// Which block of ours.
    pub block: Option<BlockId>,
    /// What kind of block it is with them.
    pub block_kind: Option<BlockKind>,
    /// Behind which block of ours, or of this comparison, it stands with them; none is the start.
    pub after: Option<BlockId>,
    /// What was sent.
    pub before: Option<RichText>,
    /// What came back, with our tags carried over.
    pub theirs: Option<RichText>,
    /// What we have now, where we changed it since.
    pub now: Option<RichText>,
    /// Whether both changed the same words.
    pub conflict: bool,
    /// What was sent against what came back, word by word.
    pub pieces: Vec<Piece>,
}

/// A returned text, compared with what was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Returned {
    /// The file's name; empty for what was pasted.
    pub name: String,
    /// The report that the file says it is.
    pub belongs: Option<ReportId>,
    /// The headline of that report, when it is another one: the user is asked before anything else.
    pub other: Option<String>,
    /// What it was compared with.
    pub base: ReturnedBase,
    /// What they did, in reading order.
    pub changes: Vec<ReturnedChange>,
    /// How many blocks came back as they were sent.
    pub same: u32,
}
