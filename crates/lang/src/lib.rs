//! Azerbaijani and English text: casing, folding, stemming, collation, slugs, counting, dates.
//!
//! Offsets count Unicode scalars. Nothing here does I/O; no other crate names an ICU type.

mod casing;
mod collation;
mod count;
pub mod dates;
mod detect;
mod file_name;
mod fold;
mod inflect;
mod lang;
mod nfc;
mod sentences;
mod slug;
mod stem;
mod words;

pub use casing::{lower, same_caseless, title, upper};
pub use collation::{compare, sort_key};
pub use count::{char_count, word_count};
pub use detect::detect;
pub use file_name::{file_name, file_stem, is_reserved};
pub use fold::{fold, fold_char};
pub use inflect::{Case, case_of_ending, inflect, inflect_possessed, is_possessed};
pub use lang::Lang;
pub use nfc::nfc;
pub use sentences::{Sentence, sentences};
pub use slug::slug;
pub use stem::stem;
pub use words::{Word, words};
