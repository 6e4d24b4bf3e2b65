//! What can go wrong with a document, by whose fault.

/// An error of a document. Nothing was written when one is returned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// Stored bytes are not what was once written; the store still has the projection.
    #[error("the document is damaged: {detail}; restore a backup, or read its last projection")]
    Damaged {
        /// What was found, in English, for the log and the command line.
        detail: String,
    },
    /// Changes build on others that are not here: those must be brought along.
    #[error("{missing} changes that these build on are not here; send them along")]
    MissingChanges {
        /// How many changes are named and nowhere to be found.
        missing: usize,
    },
    /// The bytes belong to another document.
    #[error("this is document {found}, not {expected}")]
    OtherDocument {
        /// The document that was meant.
        expected: String,
        /// The document that was found.
        found: String,
    },
    /// Heads name a state that this copy has not seen.
    #[error("this copy does not know the state that was named; load the document anew")]
    UnknownHeads,
    /// A collection has no entity with such an id.
    #[error("there is nothing with the id “{id}” in {collection}")]
    NotFound {
        /// The collection.
        collection: &'static str,
        /// The id.
        id: String,
    },
    /// An id of a wrong form.
    #[error("“{id}” cannot be an id in {collection}")]
    Id {
        /// The collection.
        collection: &'static str,
        /// The id.
        id: String,
    },
    /// A field that does not exist or a value of a wrong type.
    #[error("{collection}: the field “{field}” {reason}")]
    Field {
        /// The collection.
        collection: &'static str,
        /// The field.
        field: String,
        /// What is wrong with it, in English.
        reason: String,
    },
}

impl ReportError {
    /// Returns the code that the window and the command line's `--json` know the error by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damaged { .. } => "report.damaged",
            Self::MissingChanges { .. } => "report.missing_changes",
            Self::OtherDocument { .. } => "report.other_document",
            Self::UnknownHeads => "report.unknown_heads",
            Self::NotFound { .. } => "report.not_found",
            Self::Id { .. } => "report.id",
            Self::Field { .. } => "report.field",
        }
    }

    pub(crate) fn damaged(what: &str, error: impl std::fmt::Display) -> Self {
        Self::Damaged { detail: format!("{what}: {error}") }
    }
}
