//! Foreign text (plain, Markdown, HTML, Word's files) to a report's parts and blocks, with limits; and
//! text of ours that comes back, to changes that can be accepted.
//!
//! Bytes go in, plain data comes out; reading the file is the caller's. What a program's page or a
//! colleague's file holds besides the report (other headlines, menus, share lines) is recognised and
//! handed over as left out, never thrown away. Quotation marks, spelling and dashes stay as they are:
//! judging them is preflight's.

mod anatomy;
mod dateline;
pub mod docx;
mod encoding;
mod error;
mod hint;
mod intake;
mod markup;
mod paste;
mod piece;
mod plain;
mod read;
mod repair;
pub mod returned;
mod rich;
mod signs;

pub use dateline::DatelineFormat;
pub use error::IntakeError;
pub use hint::{Hint, Limits, TextKind};
pub use intake::{Dateline, Intake, IntakeBlock, IntakeWarning, LeftOut, LeftOutReason};
pub use paste::{paste_html, paste_plain};
pub use read::read;
