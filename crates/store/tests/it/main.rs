//! Tests of the library through its public face.
#![expect(clippy::disallowed_methods, reason = "tests make their own files")]

mod documents;
mod support;
