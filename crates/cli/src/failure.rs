//! Why a command failed: a code, a sentence and, where there is one, the next step.

use tezis_desk::DeskError;
use tezis_desk::wire::WireError;

/// A failed command.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: WireError,
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        Self { error: error.to_wire() }
    }
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        Self { error }
    }
}
