//! Tests of the use cases, over a library on disk.

#![expect(clippy::disallowed_methods, reason = "tests make, damage and compare files of their own")]
#![expect(clippy::unwrap_used, reason = "a failed step of a test's preparation is a failed test")]

mod bindings;
mod canary;
mod card;
mod care;
mod damage;
mod demo;
mod full;
mod handover;
mod history;
mod ingest;
mod ingest_stopped;
mod kill;
mod kinds;
mod looks;
mod materials;
mod photo_desk;
mod photos;
mod preview;
mod publication;
mod returned;
mod saving;
mod support;
mod versions;
