//! Tests of the library through its public face.
#![expect(clippy::disallowed_methods, reason = "tests make their own files")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed step of a test's preparation is a failed test"
)]

mod atomic_file;
mod backup;
mod cache;
mod damage;
mod documents;
mod find;
mod full;
mod kill;
mod lists;
mod opening;
mod originals;
mod search;
mod sent;
mod support;
mod synced;
mod trash;
