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
    #[error("the file is {found}, not plain text, Markdown or HTML; save it as text and open that")]
    NotText {
        /// What it seems to be: `pdf`, `docx`, `rtf`, `doc`, `image`, `zip`, `binary`.
        found: &'static str,
    },
}

impl IntakeError {
    /// Returns the error's code for the window.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "intake.empty",
            Self::TooLarge { .. } => "intake.too_large",
            Self::NotText { .. } => "intake.not_text",
        }
    }
}
