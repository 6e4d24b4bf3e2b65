//! Which originals a change names: what the library's clean-up must leave alone, as the history may
//! bring them back.

use std::collections::BTreeSet;

use automerge::ScalarValue;
use automerge::legacy::{Key, OpType};

use super::catching;
use crate::error::ReportError;
use crate::ids::PhotoHash;

/// The digits of a hash.
const DIGITS: usize = 64;

/// Returns every original that a change names: as the key of a photo or as the value of a field, also
/// where it takes one away. Its cost grows with the change, not with the document.
///
/// # Errors
/// [`ReportError::Damaged`] for bytes that are no change.
pub fn originals_named(change: &[u8]) -> Result<BTreeSet<PhotoHash>, ReportError> {
    catching(|| {
        let change = automerge::Change::try_from(change)
            .map_err(|error| ReportError::damaged("a change", error))?;
        let mut found = BTreeSet::new();
        for operation in change.decode().operations {
            if let Key::Map(key) = &operation.key {
                collect(key, &mut found);
            }
            if let OpType::Put(ScalarValue::Str(value)) = &operation.action {
                collect(value, &mut found);
            }
        }
        Ok(found)
    })
}

/// Finds hashes in a text: in a key such as `<hash>/captions/az` and in a value.
fn collect(text: &str, found: &mut BTreeSet<PhotoHash>) {
    // Nearly all texts of a change are single letters.
    if text.len() < DIGITS {
        return;
    }
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
    found.extend(parts.filter_map(|part| part.parse::<PhotoHash>().ok()));
}
