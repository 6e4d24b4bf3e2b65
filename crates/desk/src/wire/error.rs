//! Errors as the window gets them: a code that it makes a sentence of, never a sentence to show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WireError {
    /// What went wrong, dotted: `store.full`, `photo.truncated`.
    pub code: String,
    /// Values for the sentence: path, name, limit …
    pub params: BTreeMap<String, String>,
    /// The English sentence of the core, for "copy details" and for the command line.
    pub detail: String,
}

/// Something that the user should know and that stops nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notice {
    /// What it is, dotted.
    pub code: String,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
}

impl Notice {
    /// Makes a notice with the given values.
    pub fn new<const N: usize>(code: impl Into<String>, params: [(&str, String); N]) -> Self {
        Self {
            code: code.into(),
            params: params.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
        }
    }
}
