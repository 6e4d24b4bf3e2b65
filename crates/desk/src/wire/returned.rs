//! Text that comes back from an editor or from the portal.

use serde::{Deserialize, Serialize};
use tezis_report::Heads;
use tezis_report::ids::ReportId;
use ts_rs::TS;

pub use tezis_intake::returned::{ReturnedChange, ReturnedKind};

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
