//! The documents as their callers use them: edits, merges, inverses, damage.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed step of a test's preparation is a failed test"
)]

mod converge;
mod damage;
mod difference;
mod entities;
mod gallery;
mod history;
mod inverse;
mod originals;
mod rules;
mod story;
mod support;
mod views;
