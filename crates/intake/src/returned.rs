//! Text of ours that comes back.

use std::collections::BTreeMap;

use tezis_report::ids::BlockId;

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
