//! Shared test support: drawn photos, the built programs, the real window. Nothing here asserts
//! anything about Tezis; the tests do.

#[cfg(target_os = "linux")]
mod close;
pub mod docx;
pub mod drawn;
pub mod programs;
pub mod window;
