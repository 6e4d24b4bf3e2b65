//! Tests of the use cases, over a library on disk.

#![expect(clippy::disallowed_methods, reason = "tests make, damage and compare files of their own")]

mod bindings;
mod canary;
mod damage;
mod full;
mod kill;
mod photos;
mod saving;
mod support;
