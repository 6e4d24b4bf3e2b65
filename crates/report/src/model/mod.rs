//! The typed views: plain data that a document looks like when it is read. They hold no Automerge
//! type and do nothing; `document` makes them and turns edits of them into changes.
//!
//! Every field has a default, so a document of an older or newer version reads without it.

mod block;
mod forum;
mod photo;
mod report;

pub use block::*;
pub use forum::*;
pub use photo::*;
pub use report::*;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language as its BCP 47 tag in lower case: `az`, `en`, `ru`.
pub type Lang = String;

/// One text in several languages, by language tag.
pub type Localized = BTreeMap<Lang, String>;

/// A register that two people wrote at the same time: the view shows one value, all are kept here
/// until somebody writes the field again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// The collection, e.g. `report`, `placements`, `photos`.
    pub collection: String,
    /// The entity's id; empty in a collection that is one entity (`report`, `forum`).
    pub id: String,
    /// The field, with its key after a slash where it has one: `headlines/main`, `captions/az`.
    pub field: String,
    /// All concurrent values as JSON texts, the shown one first, the others sorted.
    pub values: Vec<String>,
}
