//! Portal profile, article formats and package; pure, into any writer.
//!
//! A [`Profile`] says what a portal wants. An [`Article`] is all that a report makes public, resolved
//! once from report, forum, profile and the photos' facts; what is private is not in it, so that no
//! format can leak it. Every format is one module under [`formats`] with one function of the same
//! shape, and [`package`] puts them together. Pictures come from outside through
//! [`package::Renditions`]; files are written by the caller.

pub mod article;
mod body;
pub mod changes;
mod digest;
pub mod error;
pub mod formats;
pub mod handover;
pub mod package;
pub mod profile;

pub use article::{Article, ArticleInput, Published, content_hash};
pub use changes::changes;
pub use error::PublishError;
pub use handover::handover;
pub use profile::{Profile, ProfileErrors};
