//! What the crate promises, on whole texts.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that can't go on fails")]
#![expect(clippy::print_stdout, reason = "says which tests found no data to run on")]

mod bombs;
mod docx;
mod encodings;
mod fixtures;
mod losses;
mod outline;
mod paste;
mod refusals;
mod returned;
mod rules;
mod seed;
mod watchdog;
