//! Use cases: everything a user can ask Tezis for, and the types on the wire to the window.
//!
//! The shell and the command line call [`Desk`]; it puts the crates below together: documents from
//! `tezis_report`, the library from `tezis_store`, foreign texts from `tezis_intake`, pictures from
//! `tezis_photo`, packages from `tezis_publish`. Deliberately not here: SQL, HTTP, pixels, and any
//! sentence for the user (codes and values go out, the window makes the sentences).

mod backup;
mod care;
mod changes;
mod demo;
mod desk;
mod documents;
mod environment;
mod error;
mod export;
mod find;
mod fingerprint;
mod folders;
mod forums;
mod gallery;
mod handover;
mod history;
mod ingest;
mod intake;
mod jobs;
mod kinds;
mod lists;
mod looks;
mod materials;
mod outgoing;
mod package;
mod people;
mod photo_desk;
mod photos;
mod pictures;
mod preview;
mod profiles;
mod projector;
mod publication;
mod renditions;
mod reports;
mod resize;
mod returned;
mod sheets;
mod tags;
mod update;
pub mod wire;

pub use backup::restore_library;
pub use desk::{Access, Desk, OpenDesk};
pub use environment::{Environment, SystemEnvironment};
pub use error::DeskError;

pub use folders::{
    choose_library, default_cache_folder, default_library_folder, default_log_folder, folder_of,
};
pub use jobs::{Events, NoEvents};
pub use looks::ShownPicture;
pub use package::check_package;
pub use profiles::{check_profile, list_profiles};
pub use publication::page_address;
pub use resize::{ResizeFiles, resize_files};
pub use tezis_photo::Thumbnail;
pub use tezis_report::{
    BodySave, BodySaved, ForumCollection, Heads, ReportCollection, Step, ids, model,
};
