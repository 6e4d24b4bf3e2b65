//! The library on disk: documents and their projections in SQLite, originals as files, search,
//! check, backup, and the one way to write a user's file.
//!
//! A change or an original is on the disk when the call that stores it returns. What documents mean
//! is elsewhere: changes are opaque bytes here (`tezis-report` makes them), and which of these calls
//! a user can ask for is decided in `tezis-desk`.

mod atomic_file;
mod backup;
mod backup_place;
mod cache;
mod check;
mod checksum;
mod copies;
mod copy_database;
#[cfg(test)]
mod crash;
mod database;
mod derive;
mod disk;
mod documents;
mod edits;
mod error;
mod file_name;
mod find;
mod frames;
mod layout;
mod library;
mod lists;
mod lock;
mod originals;
mod projection;
mod restore;
mod search;
mod sent;
mod tables;
mod trash;

pub use atomic_file::{AtomicFile, put_in_place, write_atomic};
pub use backup::{BackupReport, LastBackup};
pub use cache::Cache;
pub use check::{
    CheckReport, DamagedDocument, DamagedPhoto, OnProgress, PhotoProblem, Progress, Step,
    TouchedText,
};
pub use copies::{Copied, device_of, free_space};
pub use derive::DerivedUpTo;
pub use documents::{Append, Appended, Damage, NewChange, StoredDocument};
pub use edits::LentPhoto;
pub use error::{Room, StoreError};
pub use file_name::{check_file_name, safe_file_name};
pub use find::{Found, PersonPlace, PersonPlaces, PlaceKind};
pub use frames::{FrameStat, TakenFrame};
pub use library::{Access, Library};
pub use originals::{NewOriginal, PutOriginal};
pub use projection::{Projection, SearchText};
pub use restore::restore;
pub use search::{Excerpt, Highlight, Place, SearchHit};
pub use tables::documents::DocumentKind;
pub use tables::exports::ExportRow;
pub use tables::finder::FoundKind;
pub use tables::forums::ForumRow;
pub use tables::handover::HandoverRow;
pub use tables::people::PersonRow;
pub use tables::receipts::{NewReceipt, Receipt};
pub use tables::reports::{ReportFilter, ReportPage, ReportRow};
pub use tables::trash::TrashedOriginal;
pub use trash::{Unnamed, UnnamedOriginal};
