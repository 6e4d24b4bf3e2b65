//! Checksums of rows. SQLite has none of its own: a flipped byte inside a value goes unnoticed.

use sha2::{Digest, Sha256};

/// Returns 64 bits of SHA-256 over the parts, each with its length, so that bytes can't move from
/// one part to the next. The parts name the row's place as well, so that a row that stands in the
/// wrong place is noticed too.
pub(crate) fn checksum(parts: &[&[u8]]) -> i64 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let (first, _) = digest.split_first_chunk::<8>().expect("BUG: a digest has 32 bytes");
    i64::from_le_bytes(*first)
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn bytes_do_not_move_between_parts() {
        assert_ne!(checksum(&[b"ab", b"c"]), checksum(&[b"a", b"bc"]));
        assert_ne!(checksum(&[b"ab"]), checksum(&[b"ab", b""]));
        assert_eq!(checksum(&[b"ab", b"c"]), checksum(&[b"ab", b"c"]));
    }
}
