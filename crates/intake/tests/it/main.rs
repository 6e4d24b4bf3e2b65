//! What the crate promises, on whole texts.

mod seed;
