//! Identifiers. Each kind of thing has its own newtype, so that a session's id is never taken for a
//! person's. Ids are ULIDs made by the caller (time and randomness are passed in); a photo's id is the
//! SHA-256 of its original.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use ulid::Ulid;

/// A text that is not an identifier of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not {expected}")]
pub struct IdError {
    /// What was given.
    pub text: String,
    /// What was wanted, in words.
    pub expected: &'static str,
}

macro_rules! ulid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(Ulid);

        impl $name {
            /// Makes an id from a time (milliseconds since 1970) and 80 random bits.
            pub fn from_parts(timestamp_ms: u64, random: u128) -> Self {
                Self(Ulid::from_parts(timestamp_ms, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Ulid::from_string(text).map(Self).map_err(|_| IdError {
                    text: text.to_owned(),
                    expected: "an id of 26 letters and digits",
                })
            }
        }
    };
}

ulid_id! { /// Identifies a forum.
ForumId }
ulid_id! { /// Identifies a report.
ReportId }
ulid_id! { /// Identifies a block of a report's body.
BlockId }
ulid_id! { /// Identifies a session of a forum (opening, panel, seminar …).
SessionId }
ulid_id! { /// Identifies a person, the same across forums.
PersonId }
ulid_id! { /// Identifies an organisation.
OrganisationId }
ulid_id! { /// Identifies a place.
PlaceId }
ulid_id! { /// Identifies one appearance of a person in a forum.
AppearanceId }
ulid_id! { /// Identifies a live note.
NoteId }
ulid_id! { /// Identifies an entry of the quote ledger.
QuoteId }
ulid_id! { /// Identifies material kept with a forum (programme, press release, recording …).
MaterialId }
ulid_id! { /// Identifies the use of a photo in a report.
PlacementId }
ulid_id! { /// Identifies a publication of a report.
PublicationId }

/// The SHA-256 of a photo's original file: 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct PhotoHash(String);

impl PhotoHash {
    /// Makes the id from the digest's 32 bytes.
    pub fn from_digest(digest: [u8; 32]) -> Self {
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
        Self(digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect())
    }

    /// Returns the 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PhotoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PhotoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhotoHash({})", self.0)
    }
}

impl FromStr for PhotoHash {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let hex = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if hex {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdError {
                text: text.to_owned(),
                expected: "a photo's hash of 64 hexadecimal digits",
            })
        }
    }
}

impl TryFrom<String> for PhotoHash {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<PhotoHash> for String {
    fn from(hash: PhotoHash) -> Self {
        hash.0
    }
}
