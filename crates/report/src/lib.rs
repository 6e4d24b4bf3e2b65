//! The documents, report and forum: shapes, edits, merge, inverse, history.
//!
//! Nothing here does I/O or reads a clock. No other crate names an Automerge type.

pub mod ids;
pub mod model;
