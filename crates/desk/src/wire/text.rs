//! Foreign texts on the wire.

use serde::{Deserialize, Serialize};
use tezis_intake::Intake;
use ts_rs::TS;

pub use tezis_intake::IntakeBlock as PastedBlock;

/// A foreign text as it was read, and then as the user left it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct IncomingText {
    /// The file's name; empty for what was pasted.
    pub name: String,
    /// What was read.
    #[serde(flatten)]
    pub text: Intake,
}
