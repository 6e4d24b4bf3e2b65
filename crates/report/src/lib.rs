//! The documents, report and forum: shapes, edits, merge, inverse, history.
//!
//! Nothing here does I/O or reads a clock. No other crate names an Automerge type.

pub mod diff;
mod document;
mod error;
mod heads;
pub mod ids;
pub mod model;
mod order;
mod text;

pub use document::{
    BodySave, BodySaved, Document, ForumCollection, ForumDocument, Kind, Moment, OfForum, OfReport,
    ReportCollection, ReportDocument, Version, originals_named,
};
pub use error::ReportError;
pub use heads::{Change, Heads, Step};
pub use order::order_between;
pub use text::well_formed_json;
