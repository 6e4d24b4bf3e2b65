//! Why a text can't be taken in.

use thiserror::Error;

/// Why a text can't be taken in. All are the file's fault: reading it again gives the same.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// The file holds no letter and no other visible sign.
    #[error("the file is empty; choose a file with text in it")]
    Empty,
    /// The file is larger than the limit.
    #[error(
        "the file has {size} bytes, more than the {limit} that are taken; save the text alone, without pictures"
    )]
    TooLarge {
        /// The file's size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The file is no text.
    #[error(
        "the file is {found}, not DOCX, plain text, Markdown or HTML; save it as text and open that"
    )]
    NotText {
        /// What it seems to be: `pdf`, `rtf`, `doc`, `image`, `zip`, `binary`.
        found: &'static str,
    },
    /// A file of Word's is not what was once written: its archive or its XML can't be read.
    #[error(
        "the file is damaged ({detail}); open it in Word and save it again, or ask for it anew"
    )]
    DocxBroken {
        /// What was found where, in English.
        detail: String,
    },
    /// A part of a file of Word's is larger than any text, or grows out of all proportion when it is
    /// unpacked.
    #[error(
        "{part} in the file unpacks to {size} bytes or more, over the {limit} that are taken; save the text alone"
    )]
    DocxTooBig {
        /// The part's name in the archive.
        part: String,
        /// How many bytes it says or was seen to have.
        size: u64,
        /// The limit for it in bytes.
        limit: u64,
    },
    /// A file of Word's is an archive of more parts than any text has.
    #[error(
        "the file has {count} parts, more than the {limit} that are taken; save the text alone"
    )]
    DocxTooMany {
        /// How many.
        count: usize,
        /// The limit.
        limit: usize,
    },
    /// A file of Word's declares a document type or entities: no text does, attacks do.
    #[error("the file declares XML entities, which Word never does; it is not opened")]
    DocxEntities,
    /// A file of Word's that is locked by a password.
    #[error("the file is locked by a password; open it in Word and save it without one")]
    DocxLocked,
    /// A file of Word before 2007.
    #[error("the file is in Word's old format (.doc); open it in Word and save it as .docx")]
    DocxOldFormat,
}

impl IntakeError {
    /// Returns the error's code for the window.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "intake.empty",
            Self::TooLarge { .. } => "intake.too_large",
            Self::NotText { .. } => "intake.not_text",
            Self::DocxBroken { .. } => "docx.broken",
            Self::DocxTooBig { .. } => "docx.too_big",
            Self::DocxTooMany { .. } => "docx.too_many",
            Self::DocxEntities => "docx.entities",
            Self::DocxLocked => "docx.locked",
            Self::DocxOldFormat => "docx.old_format",
        }
    }
}
