//! What can go wrong in a use case, with its code, its values and, for the command line, the next
//! step. Each crate below has its own errors; here they get the file or thing that they are about.

use std::collections::BTreeMap;
use std::io;

use tezis_intake::IntakeError;
use tezis_photo::PhotoError;
use tezis_publish::{ProfileErrors, PublishError};
use tezis_report::ReportError;
use tezis_store::StoreError;

use crate::wire::WireError;

/// Why something that the user asked for was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeskError {
    /// A document refused an edit or could not be read.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The library on disk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A foreign text.
    #[error("{name}: {error}")]
    Intake {
        /// The file, or what was pasted.
        name: String,
        /// Why.
        error: IntakeError,
    },
    /// A photo.
    #[error("{name}: {error}")]
    Photo {
        /// The file's name.
        name: String,
        /// Why.
        error: PhotoError,
    },
    /// A package.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A profile with mistakes.
    #[error("{path}: {errors}")]
    Profile {
        /// The profile's file.
        path: String,
        /// Its mistakes.
        errors: ProfileErrors,
    },
    /// There is no profile of that name.
    #[error("there is no portal profile “{name}”; there are: {known}")]
    UnknownProfile {
        /// The name asked for.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// There is no such thing in the library.
    #[error("there is no {what} {id} in this library")]
    NotFound {
        /// `report`, `forum`, `photo` …
        what: &'static str,
        /// The id asked for.
        id: String,
    },
    /// A name that several things have.
    #[error("{name} could be {count} of the {what}; say which by its whole hash, id or name")]
    Ambiguous {
        /// `photos`, `people` …
        what: &'static str,
        /// The name that was given.
        name: String,
        /// How many have it.
        count: usize,
    },
    /// The history of a document is damaged, so that it opens from its last view, to read only.
    #[error(
        "the history of {what} {id} is damaged; its last text can be read, and a backup restored"
    )]
    DamagedDocument {
        /// `report` or `forum`.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A field that must not be empty is.
    #[error("{what} must not be empty")]
    Empty {
        /// The field.
        what: &'static str,
    },
    /// The library was opened to be read only.
    #[error("the library was opened only to be read")]
    OnlyReading,
    /// The library or the report can only be read.
    #[error("nothing can be changed now: {}", .0.detail)]
    ReadOnly(WireError),
    /// A file could not be read or written.
    #[error("cannot {operation} {path}: {error}")]
    Io {
        /// The file.
        path: String,
        /// What was tried.
        operation: &'static str,
        /// Why not.
        error: io::Error,
    },
    /// A time that is not RFC 3339.
    #[error("“{text}” is not a time; write it as 2025-10-22T09:50:00+04:00")]
    Time {
        /// What was given.
        text: String,
    },
    /// It appeared already.
    #[error("the report is published already; this is an update, a correction or a withdrawal")]
    AlreadyPublished,
    /// It never appeared.
    #[error("the report is not published yet; its first publication comes before all others")]
    NotPublished,
    /// It is withdrawn, and is to appear.
    #[error(
        "the report is withdrawn; take the note of its withdrawal away before it appears again"
    )]
    Withdrawn,
    /// A publication is said to be earlier than the one before it.
    #[error("the publication before this one was at {at}; give a later time")]
    PublishedLater {
        /// When the last publication was, RFC 3339.
        at: String,
    },
    /// What should be the address of a page is none.
    #[error("“{text}” is not the address of a page; it begins with https:// or http://")]
    Address {
        /// What was given.
        text: String,
    },
    /// The target of an export is there already and not Tezis's own.
    #[error("{path} is there already; choose another name, or take it away first")]
    TargetExists {
        /// The path.
        path: String,
    },
    /// Words to be tagged do not stand in the text.
    #[error("“{words}” does not stand in the text")]
    WordsNotFound {
        /// The words.
        words: String,
    },
    /// A photo that goes out is damaged.
    #[error("the photo {name} is damaged ({reason}); replace it, or take it out of the gallery")]
    DamagedPhoto {
        /// The photo's file name or hash.
        name: String,
        /// What the decoder met.
        reason: String,
    },
    /// The picture that the profile lays over its renditions cannot be used. A rendition without the
    /// mark that was asked for would be a wrong one.
    #[error("the watermark {path} cannot be used: {detail}; put it beside the profile")]
    Watermark {
        /// Where it should be.
        path: String,
        /// Why not.
        detail: String,
    },
    /// Somebody wrote to a file while it was read.
    #[error("{name} changed while it was read; wait until it is complete, and import it again")]
    ChangedWhileRead {
        /// The file.
        name: String,
    },
    /// What comes has no room.
    #[error(
        "there is not enough room in {path}: {needed} bytes are needed and {free} are free; \
         nothing was copied, make room and import again"
    )]
    NoRoom {
        /// The folder.
        path: String,
        /// How much is needed, in bytes.
        needed: u64,
        /// How much there is, in bytes.
        free: u64,
    },
    /// A photo is in the library, and its copy on the second disk is not.
    #[error("{name} is in the library, but not on the second disk: {error}")]
    SecondCopy {
        /// The file's name.
        name: String,
        /// Why.
        error: Box<StoreError>,
    },
    /// What should be a newer version is the same file.
    #[error("{name} is the photo that stands there already; save it with a change")]
    SameVersion {
        /// The file's name.
        name: String,
    },
    /// A newer version would show what was blurred.
    #[error(
        "parts of {name} are blurred, and the new picture has another shape, in which they would \
         lie elsewhere; import it as a photo of its own and blur it there"
    )]
    BlurOfVersion {
        /// The file's name, or the photo's hash.
        name: String,
    },
    /// A copy of the library lacks originals, which are damaged or missing here, too.
    #[error(
        "the copy was made, but without originals that are damaged or missing here: {hashes}; \
         `library check` names the texts that need them"
    )]
    CopyNotWhole {
        /// The originals' hashes.
        hashes: String,
    },
    /// Nobody said where copies of the library go.
    #[error("no place for copies is known; choose a folder on another disk")]
    NoBackupPlace,
    /// The user stopped it.
    #[error("stopped")]
    Cancelled,
    /// Data of ours that could not be written or read as JSON.
    #[error("internal data could not be converted: {0}")]
    Json(#[from] serde_json::Error),
    /// A mistake in Tezis.
    #[error("a mistake in Tezis: {0}; what was saved is safe")]
    Bug(&'static str),
}

impl DeskError {
    /// Returns the code that the window makes a sentence of.
    pub fn code(&self) -> &str {
        match self {
            Self::Report(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Intake { error, .. } => error.code(),
            Self::Photo { error, .. } => error.code(),
            Self::Publish(error) => error.code(),
            Self::Profile { errors, .. } => errors.code(),
            Self::UnknownProfile { .. } => "profile.unknown",
            Self::NotFound { .. } => "desk.not_found",
            Self::Ambiguous { .. } => "desk.ambiguous",
            Self::DamagedDocument { .. } => "desk.damaged_document",
            Self::Empty { .. } => "desk.empty",
            Self::OnlyReading => "desk.only_reading",
            Self::ReadOnly(reason) => &reason.code,
            Self::Io { error, .. } => match error.kind() {
                io::ErrorKind::NotFound => "file.not_found",
                io::ErrorKind::PermissionDenied => "file.permission",
                io::ErrorKind::StorageFull => "store.full",
                _ => "file.io",
            },
            Self::Time { .. } => "desk.time",
            Self::AlreadyPublished => "publication.already",
            Self::NotPublished => "publication.not_yet",
            Self::Withdrawn => "publication.withdrawn",
            Self::PublishedLater { .. } => "publication.later",
            Self::Address { .. } => "publication.address",
            Self::TargetExists { .. } => "export.target_exists",
            Self::WordsNotFound { .. } => "tag.words_not_found",
            Self::DamagedPhoto { .. } => "export.damaged_photo",
            Self::Watermark { .. } => "profile.watermark",
            Self::ChangedWhileRead { .. } => "photo.changed_while_read",
            Self::NoRoom { .. } => "import.no_room",
            Self::SecondCopy { .. } => "import.second_copy",
            Self::SameVersion { .. } => "photo.same_version",
            Self::BlurOfVersion { .. } => "photo.blur_of_version",
            Self::CopyNotWhole { .. } => "backup.not_whole",
            Self::NoBackupPlace => "backup.no_place",
            Self::Cancelled => "desk.cancelled",
            Self::Json(_) => "desk.json",
            Self::Bug(_) => "desk.bug",
        }
    }

    /// Returns the error as it goes over the wire.
    pub fn to_wire(&self) -> WireError {
        WireError { code: self.code().to_owned(), params: self.params(), detail: self.to_string() }
    }

    fn params(&self) -> BTreeMap<String, String> {
        let own = |params: &[(&str, &str)]| {
            params.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let named = |name: &str, params: Vec<(&'static str, String)>| {
            std::iter::once(("name".to_owned(), name.to_owned()))
                .chain(params.into_iter().map(|(key, value)| (key.to_owned(), value)))
                .collect()
        };
        let plain = |params: Vec<(&'static str, String)>| {
            params.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
        };
        match self {
            Self::Report(error) => own(&report_params(error)),
            Self::Store(error) => plain(error.params()),
            Self::Intake { name, error } => named(name, intake_params(error)),
            Self::Photo { name, error } => named(name, error.params()),
            Self::Publish(error) => plain(publish_params(error)),
            Self::UnknownProfile { name, known } => own(&[("name", name), ("known", known)]),
            Self::NotFound { what, id } | Self::DamagedDocument { what, id } => {
                own(&[("what", what), ("id", id)])
            }
            Self::Ambiguous { what, name, count } => {
                own(&[("what", what), ("name", name), ("count", &count.to_string())])
            }
            Self::Empty { what } => own(&[("what", what)]),
            Self::ReadOnly(reason) => reason.params.clone(),
            Self::Io { path, operation, .. } => own(&[("path", path), ("operation", operation)]),
            Self::Time { text } | Self::Address { text } => own(&[("text", text)]),
            Self::PublishedLater { at } => own(&[("at", at)]),
            Self::Profile { path, .. }
            | Self::TargetExists { path }
            | Self::Watermark { path, .. } => own(&[("path", path)]),
            Self::WordsNotFound { words } => own(&[("words", words)]),
            Self::DamagedPhoto { name, reason } => own(&[("name", name), ("reason", reason)]),
            Self::ChangedWhileRead { name }
            | Self::SameVersion { name }
            | Self::BlurOfVersion { name } => own(&[("name", name)]),
            Self::NoRoom { path, needed, free } => plain(vec![
                ("path", path.clone()),
                ("needed", needed.to_string()),
                ("free", free.to_string()),
            ]),
            Self::SecondCopy { name, error } => own(&[("name", name), ("reason", error.code())]),
            Self::CopyNotWhole { hashes } => own(&[("hashes", hashes)]),
            Self::AlreadyPublished
            | Self::NotPublished
            | Self::Withdrawn
            | Self::OnlyReading
            | Self::NoBackupPlace
            | Self::Cancelled
            | Self::Json(_)
            | Self::Bug(_) => BTreeMap::new(),
        }
    }

    /// Names the path and the operation of an I/O error.
    pub(crate) fn io(
        path: &std::path::Path,
        operation: &'static str,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.display().to_string();
        move |error| Self::Io { path, operation, error }
    }
}

fn report_params(error: &ReportError) -> Vec<(&'static str, &str)> {
    match error {
        ReportError::NotFound { collection, id } | ReportError::Id { collection, id } => {
            vec![("collection", *collection), ("id", id)]
        }
        ReportError::Field { collection, field, .. } => {
            vec![("collection", *collection), ("field", field)]
        }
        _ => Vec::new(),
    }
}

fn intake_params(error: &IntakeError) -> Vec<(&'static str, String)> {
    match error {
        IntakeError::Empty
        | IntakeError::DocxEntities
        | IntakeError::DocxLocked
        | IntakeError::DocxOldFormat => Vec::new(),
        IntakeError::DocxBroken { detail } => vec![("detail", detail.clone())],
        IntakeError::DocxTooBig { part, size, limit } => {
            vec![("part", part.clone()), ("size", size.to_string()), ("limit", limit.to_string())]
        }
        IntakeError::DocxTooMany { count, limit } => {
            vec![("count", count.to_string()), ("limit", limit.to_string())]
        }
        IntakeError::TooLarge { size, limit } => {
            vec![("size", size.to_string()), ("limit", limit.to_string())]
        }
        IntakeError::NotText { found } => vec![("found", (*found).to_owned())],
    }
}

fn publish_params(error: &PublishError) -> Vec<(&'static str, String)> {
    match error {
        PublishError::PhotoUnknown { photo } => vec![("photo", photo.to_string())],
        PublishError::TimeZone { name } | PublishError::Write { name, .. } => {
            vec![("name", name.clone())]
        }
        PublishError::Rendition { number, rendition, .. }
        | PublishError::RenditionSize { number, rendition, .. } => {
            vec![("number", number.to_string()), ("rendition", rendition.clone())]
        }
        _ => Vec::new(),
    }
}
