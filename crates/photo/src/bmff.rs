//! Boxes of ISO base media files (ISO/IEC 14496-12), the container of HEIC and of Canon's CR3.

/// A box and what is in it; of one that is cut, what is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MediaBox<'a> {
    pub(crate) kind: [u8; 4],
    pub(crate) body: &'a [u8],
}

/// Returns the boxes that follow each other in `bytes`.
pub(crate) fn boxes(bytes: &[u8]) -> impl Iterator<Item = MediaBox<'_>> {
    let mut rest = Fields(bytes);
    std::iter::from_fn(move || {
        let all = rest.0;
        let (short, kind) = (rest.number(4)?, *rest.take(4)?.first_chunk::<4>()?);
        let length = match short {
            0 => all.len(),
            1 => usize::try_from(rest.number(8)?).ok()?,
            length => usize::try_from(length).ok()?,
        };
        let head = all.len() - rest.0.len();
        let body = rest.take(length.checked_sub(head)?.min(rest.0.len()))?;
        Some(MediaBox { kind, body })
    })
}

/// Returns the contents of the first box of a kind.
pub(crate) fn find<'a>(bytes: &'a [u8], kind: &[u8]) -> Option<&'a [u8]> {
    boxes(bytes).find(|found| found.kind == kind).map(|found| found.body)
}

/// Follows kinds from box to box.
pub(crate) fn find_path<'a>(bytes: &'a [u8], path: &[&[u8]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |bytes, kind| find(bytes, kind))
}

/// Returns the contents of the first `uuid` box with an identifier, without that.
pub(crate) fn find_uuid<'a>(bytes: &'a [u8], id: &[u8; 16]) -> Option<&'a [u8]> {
    let mut own = boxes(bytes).filter(|found| found.kind == *b"uuid");
    own.find_map(|found| found.body.strip_prefix(id))
}

/// Big-endian fields, read one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    /// Takes some bytes.
    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Takes a number of up to eight bytes; one of no bytes is 0.
    pub(crate) fn number(&mut self, bytes: usize) -> Option<u64> {
        Some(self.take(bytes)?.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }

    /// Takes a number of up to four bytes.
    pub(crate) fn small(&mut self, bytes: usize) -> Option<u32> {
        u32::try_from(self.number(bytes)?).ok()
    }

    /// Takes the version and the flags that "full" boxes begin with.
    pub(crate) fn version_and_flags(&mut self) -> Option<(u32, u32)> {
        Some((self.small(1)?, self.small(3)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_all_three_kinds_and_a_cut() {
        let mut bytes = b"\0\0\0\x0Cone 1234".to_vec();
        bytes.extend(b"\0\0\0\x01two \0\0\0\0\0\0\0\x125\x36");
        bytes.extend(b"\0\0\0\0rest789");
        let found: Vec<_> = boxes(&bytes).map(|found| (found.kind, found.body)).collect();
        assert_eq!(found, [(*b"one ", &b"1234"[..]), (*b"two ", b"56"), (*b"rest", b"789")]);
        assert_eq!(find(b"\0\0\x10\0cut 12", b"cut "), Some(&b"12"[..]), "what is there of it");
        assert_eq!(boxes(b"\0\0\0\x04bad 12").count(), 0, "shorter than its own head");
    }
}
