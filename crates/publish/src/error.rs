//! What can go wrong while an article is resolved or written. A profile's errors are in
//! [`crate::profile`]; what is wrong with a package somebody sent is a finding, not an error, and
//! is in [`crate::package`].

use std::io;

use tezis_report::ids::PhotoHash;

/// Why a rendition could not be made; the caller's own error.
pub type RenditionError = Box<dyn std::error::Error + Send + Sync>;

/// Why an article or a package could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The report shows a photo that the given facts don't know.
    #[error(
        "photo {photo} of the report is not in the library; add it again or take it out of the report"
    )]
    PhotoUnknown {
        /// The photo.
        photo: PhotoHash,
    },
    /// The profile names a time zone that does not exist. A parsed profile never does.
    #[error("the time zone “{name}” is unknown; name one such as “Asia/Baku” in the profile")]
    TimeZone {
        /// The name.
        name: String,
    },
    /// A picture could not be made in the size that the profile asks for.
    #[error("picture {number} could not be made as “{rendition}”: {source}")]
    Rendition {
        /// The picture's number in the article, from 1.
        number: u32,
        /// The rendition's name in the profile.
        rendition: String,
        /// Why.
        source: RenditionError,
    },
    /// A rendition came out in another size than was announced for it, so that pages and lists that
    /// are already written would be wrong.
    #[error(
        "picture {number} as “{rendition}” is {width}×{height} pixels, but was announced as \
         {announced_width}×{announced_height}; export again"
    )]
    RenditionSize {
        /// The picture's number in the article, from 1.
        number: u32,
        /// The rendition's name in the profile.
        rendition: String,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The width that was announced.
        announced_width: u32,
        /// The height that was announced.
        announced_height: u32,
    },
    /// A file could not be written.
    #[error("“{name}” could not be written: {source}")]
    Write {
        /// The file inside the package, or the format.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// The package could not be read.
    #[error("the package could not be read: {source}")]
    Read {
        /// Why.
        source: io::Error,
    },
    /// The user stopped it.
    #[error("the export was stopped")]
    Cancelled,
}

impl PublishError {
    /// Returns the code that the window turns into a sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PhotoUnknown { .. } => "publish.photo_unknown",
            Self::TimeZone { .. } => "publish.time_zone",
            Self::Rendition { .. } => "publish.rendition",
            Self::RenditionSize { .. } => "publish.rendition_size",
            Self::Write { .. } => "publish.write",
            Self::Read { .. } => "publish.read",
            Self::Cancelled => "publish.cancelled",
        }
    }

    /// Makes a function that names the file an I/O error belongs to.
    pub(crate) fn writing(name: &str) -> impl Fn(io::Error) -> Self + '_ {
        move |source| Self::Write { name: name.to_owned(), source }
    }
}
