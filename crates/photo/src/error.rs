//! What can go wrong with a photo, by whose fault. Codes and parameters go to the window, which makes
//! its own sentence; `Display` is the sentence of the command line.

use crate::format::Format;

/// A photo could not be read or a rendition could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhotoError {
    /// The file holds no bytes at all: usually a copy that was interrupted.
    #[error("the file is empty (0 bytes); copy it again from the camera or the card")]
    Empty,
    /// The file is no picture in a format that Tezis knows.
    #[error(
        "the file is not a picture that Tezis can read (JPEG, PNG, WebP, GIF, TIFF, BMP, \
         HEIC or a camera's raw file); check that it is the right file"
    )]
    NotAnImage,
    /// The file is a picture, but so broken that nothing of it can be shown.
    #[error("the photo is damaged ({reason}); copy it again from the camera or the card")]
    Damaged {
        /// What the decoder met, in English.
        reason: String,
    },
    /// The picture is larger than [`crate::Limits`] allows. Found from the header alone.
    #[error(
        "the photo is too large: its {measure} is {value}, at most {limit} is allowed; \
         export a smaller copy from the camera's program"
    )]
    TooLarge {
        /// Which limit was passed.
        measure: Measure,
        /// The value that the file has or claims.
        value: u64,
        /// The limit.
        limit: u64,
    },
    /// The format is known, but not this kind of it.
    #[error("this kind of {format} is not supported ({detail}); save it as JPEG, PNG or TIFF")]
    Unsupported {
        /// The format.
        format: Format,
        /// What is special about the file, in English.
        detail: String,
    },
    /// The picture (HEIC) is decoded by the window's libheif; the core alone cannot.
    #[error("HEIC photos are decoded in the window; open the photo there, or save it as JPEG")]
    NeedsWindow,
    /// The caller asked for something that makes no sense.
    #[error("the parameter {name} is wrong: {problem}")]
    Parameter {
        /// The field, as in the profile.
        name: &'static str,
        /// Why it cannot be used, in English.
        problem: String,
    },
    /// The caller's `should_stop` said so.
    #[error("making the renditions was stopped")]
    Stopped,
    /// An encoder refused good pixels: a fault of ours or of a codec.
    #[error("the {format} encoder failed: {detail}; please report this photo")]
    Encoder {
        /// The format that was to be written.
        format: Format,
        /// What the encoder said.
        detail: String,
    },
}

/// What a limit is measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// Size of the file in bytes.
    FileBytes,
    /// Longer side in pixels.
    Side,
    /// Width times height.
    Pixels,
    /// Bytes of the picture once decoded.
    DecodedBytes,
}

impl Measure {
    /// Returns the word that stands for this measure in parameters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FileBytes => "file_bytes",
            Self::Side => "side",
            Self::Pixels => "pixels",
            Self::DecodedBytes => "decoded_bytes",
        }
    }
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::FileBytes => "file size in bytes",
            Self::Side => "longer side in pixels",
            Self::Pixels => "number of pixels",
            Self::DecodedBytes => "size in memory in bytes",
        })
    }
}

impl PhotoError {
    /// Returns the code that the window turns into a sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "photo.empty",
            Self::NotAnImage => "photo.not_an_image",
            Self::Damaged { .. } => "photo.damaged",
            Self::TooLarge { .. } => "photo.too_large",
            Self::Unsupported { .. } => "photo.unsupported",
            Self::NeedsWindow => "photo.needs_window",
            Self::Parameter { .. } => "photo.parameter",
            Self::Stopped => "photo.stopped",
            Self::Encoder { .. } => "photo.encoder",
        }
    }

    /// Returns the values that belong into the sentence, by name.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::NotAnImage | Self::NeedsWindow | Self::Stopped => Vec::new(),
            Self::Damaged { reason } => vec![("reason", reason.clone())],
            Self::TooLarge { measure, value, limit } => vec![
                ("measure", measure.as_str().to_owned()),
                ("value", value.to_string()),
                ("limit", limit.to_string()),
            ],
            Self::Unsupported { format, detail } | Self::Encoder { format, detail } => {
                vec![("format", format.to_string()), ("detail", detail.clone())]
            }
            Self::Parameter { name, problem } => {
                vec![("name", (*name).to_owned()), ("problem", problem.clone())]
            }
        }
    }
}
