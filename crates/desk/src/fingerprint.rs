//! Hashes by which something made is known again: the page of a preview, what was copied into a form.

use sha2::{Digest, Sha256};
use tezis_report::ids::PhotoHash;

/// Returns the SHA-256 of texts, 64 hexadecimal digits. Where one text ends and the next begins
/// counts.
pub(crate) fn fingerprint<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    PhotoHash::from_digest(hasher.finalize().into()).to_string()
}
