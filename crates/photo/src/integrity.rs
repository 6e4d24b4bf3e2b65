//! Is a photo whole? Decodes all of it, because a header says nothing about a card that was pulled
//! out in the middle.

use crate::decode::{self, Scale};
use crate::error::PhotoError;
use crate::header::Header;
use crate::limits::Limits;

/// Whether all of a picture is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Integrity {
    /// Every pixel could be decoded.
    Whole,
    /// A part of the picture is missing or wrong.
    Damaged {
        /// What the decoder met, in English.
        reason: String,
    },
}

/// Decodes a photo to its end and tells whether it is whole.
///
/// Errors are for files that are no pictures, too large, or of an unsupported kind; a picture that
/// cannot be shown at all is [`Integrity::Damaged`] too.
pub fn integrity(bytes: &[u8]) -> Result<Integrity, PhotoError> {
    let limits = Limits::default();
    // At 1/8 all of the coded data is still read, which is what counts.
    let decoded = Header::read(bytes, &limits)
        .and_then(|header| decode::decode(&header, &limits, Scale::serving(0.0)));
    match decoded {
        Ok(decoded) => Ok(match decoded.damage {
            None => Integrity::Whole,
            Some(reason) => Integrity::Damaged { reason },
        }),
        Err(PhotoError::Damaged { reason }) => Ok(Integrity::Damaged { reason }),
        Err(error) => Err(error),
    }
}
