//! Tests of the photo crate through its public door.
