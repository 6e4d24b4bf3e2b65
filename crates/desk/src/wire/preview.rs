//! The page as the portal would show it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The page as the portal would show it: the `index.html` of a package, with its pictures at the
/// window's own addresses and `data-block` on what stands for a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Preview {
    /// The page.
    pub html: String,
    /// A hash of the page: the same page has the same.
    pub version: String,
}
