//! Azerbaijani and English text: casing, folding, stemming, collation, slugs.
//!
//! Offsets count Unicode scalars. Nothing here does I/O; no other crate names an ICU type.

mod fold;
mod stem;
mod words;

pub use fold::{fold, fold_char};
pub use stem::stem;
pub use words::{Word, words};
