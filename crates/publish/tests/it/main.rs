//! Tests of the profile, the formats and the packages, on an own-written forum with invented people.

#![expect(clippy::unwrap_used, reason = "a failed step of a test's preparation is a failed test")]
#![expect(clippy::disallowed_methods, reason = "tests make their own files")]

mod canary;
mod changes;
mod check;
mod docx;
mod formats;
mod handover;
mod html;
mod package;
mod preview;
mod profile;
mod published;
mod sheet;
mod support;
