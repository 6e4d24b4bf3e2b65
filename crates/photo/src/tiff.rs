//! The directories of TIFF (revision 6.0), which EXIF blocks and most cameras' raw files are made of.
//! Reads in place, follows no pointer by itself, and takes what is there of a file that is cut.

use std::collections::BTreeSet;

/// Most directories of one file that are looked at; raw files have about six.
const MAX_DIRECTORIES: usize = 64;

/// Offsets of further directories, in any of them.
const SUB_DIRECTORIES: u16 = 0x014A;
/// Offset of the directory with the facts of the photo.
pub(crate) const EXIF_DIRECTORY: u16 = 0x8769;

/// A block with a TIFF header. All offsets count from its first byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    first: u32,
}

impl<'a> Tiff<'a> {
    /// Opens a block. Besides `*` cameras write marks of their own after the byte order (ORF: `RO`,
    /// `RS`; RW2: `U`); what matters is that the first directory can be found.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let big_endian = match bytes.get(..2)? {
            b"II" => false,
            b"MM" => true,
            _ => return None,
        };
        let mut tiff = Self { bytes, big_endian, first: 0 };
        tiff.first = tiff.long(4)?;
        Some(tiff)
    }

    /// Returns all of the block.
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Returns the first directory.
    pub(crate) fn main(&self) -> Option<Directory<'a>> {
        self.directory(self.first)
    }

    /// Returns the directory at an offset; of one that is cut, the entries that are there.
    pub(crate) fn directory(&self, at: u32) -> Option<Directory<'a>> {
        let start = usize::try_from(at).ok()?;
        let count = usize::from(self.short(start)?);
        let table = self.bytes.get(start + 2..)?;
        let whole = count * 12;
        let entries = table.get(..whole.min(table.len()))?;
        let next = self.long(start + 2 + whole).filter(|next| *next != 0);
        (count > 0).then_some(Directory { tiff: *self, entries, next })
    }

    /// Returns the directories of pictures: those that follow each other from the first one on, and
    /// the sub-directories of each. A directory that is its own descendant is visited once.
    pub(crate) fn pictures(&self) -> Vec<Directory<'a>> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![self.first];
        let mut found = Vec::new();
        while let Some(at) = waiting.pop() {
            if found.len() >= MAX_DIRECTORIES || !seen.insert(at) {
                continue;
            }
            let Some(directory) = self.directory(at) else { continue };
            waiting.extend(directory.next);
            if let Some(below) = directory.entry(SUB_DIRECTORIES) {
                waiting.extend(below.numbers().take(MAX_DIRECTORIES));
            }
            found.push(directory);
        }
        found
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..)?.first_chunk::<2>()?;
        Some(if self.big_endian { u16::from_be_bytes(*bytes) } else { u16::from_le_bytes(*bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..)?.first_chunk::<4>()?;
        Some(if self.big_endian { u32::from_be_bytes(*bytes) } else { u32::from_le_bytes(*bytes) })
    }
}

/// A directory: a table of entries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Directory<'a> {
    tiff: Tiff<'a>,
    entries: &'a [u8],
    next: Option<u32>,
}

impl<'a> Directory<'a> {
    /// Returns the block that this directory is in.
    pub(crate) fn tiff(&self) -> Tiff<'a> {
        self.tiff
    }

    /// Returns the directory that follows this one.
    pub(crate) fn next(&self) -> Option<Self> {
        self.tiff.directory(self.next?)
    }

    /// Returns the directory that a pointer of this one leads to.
    pub(crate) fn below(&self, tag: u16) -> Option<Self> {
        self.tiff.directory(self.number(tag)?)
    }

    /// Returns an entry.
    pub(crate) fn entry(&self, tag: u16) -> Option<Entry<'a>> {
        let entries = self.entries.as_chunks::<12>().0;
        entries.iter().filter_map(|raw| Entry::read(self.tiff, raw)).find(|entry| entry.tag == tag)
    }

    /// Returns the first number of an entry.
    pub(crate) fn number(&self, tag: u16) -> Option<u32> {
        self.entry(tag)?.numbers().next()
    }
}

/// An entry with its value, wherever that lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    tag: u16,
    kind: u16,
    /// The value's bytes; none when it lies outside of the block.
    pub(crate) value: &'a [u8],
    /// Where the value begins, when it lies outside of the entry.
    pub(crate) at: usize,
    big_endian: bool,
}

impl<'a> Entry<'a> {
    fn read(tiff: Tiff<'a>, raw: &'a [u8; 12]) -> Option<Self> {
        let head = Tiff { bytes: raw, ..tiff };
        let (tag, kind, count) = (head.short(0)?, head.short(2)?, head.long(4)?);
        let unit = match kind {
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => 1,
        };
        let length = usize::try_from(count).ok()?.checked_mul(unit)?;
        let at = usize::try_from(head.long(8)?).ok()?;
        let value = if length <= 4 {
            raw.get(8..8 + length)?
        } else {
            tiff.bytes.get(at..at.checked_add(length)?).unwrap_or_default()
        };
        Some(Self { tag, kind, value, at, big_endian: tiff.big_endian })
    }

    /// Returns the values, as far as they are whole numbers that are not negative.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> + 'a {
        let Self { value, kind, big_endian, .. } = *self;
        let unit = match kind {
            1 => 1,
            3 => 2,
            4 | 13 => 4,
            _ => usize::MAX,
        };
        value.chunks_exact(unit).map(move |bytes| {
            let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
            if big_endian { bytes.iter().fold(0, add) } else { bytes.iter().rev().fold(0, add) }
        })
    }

    /// Returns the bytes of a text up to its end mark.
    pub(crate) fn text(&self) -> Option<&'a [u8]> {
        (self.kind == 2).then(|| self.value.split(|byte| *byte == 0).next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two directories that follow each other in a ring, the second also its own child.
    #[test]
    fn rings_of_directories_end() {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        bytes.extend([1, 0, 0x0F, 0x01, 2, 0, 3, 0, 0, 0, b'A', b'B', 0, 0, 26, 0, 0, 0]);
        bytes.extend([1, 0, 0x4A, 0x01, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 8, 0, 0, 0]);
        let tiff = Tiff::open(&bytes).expect("it has a header");
        let found = tiff.pictures();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].entry(0x010F).and_then(|make| make.text()), Some(&b"AB"[..]));
        assert_eq!(found[1].number(SUB_DIRECTORIES), Some(26));
    }

    #[test]
    fn numbers_of_both_byte_orders() {
        for (order, short, long) in [
            (b"II", [0x34, 0x12, 0, 0], [0x78, 0x56, 0x34, 0x12]),
            (b"MM", [0x12, 0x34, 0, 0], [0x12, 0x34, 0x56, 0x78]),
        ] {
            let tiff = Tiff { bytes: &[], big_endian: order == b"MM", first: 0 };
            for (kind, value, expected) in [(3_u16, short, 0x1234), (4, long, 0x1234_5678)] {
                let value = value.get(..if kind == 3 { 2 } else { 4 }).unwrap();
                let entry = Entry { tag: 1, kind, value, at: 0, big_endian: tiff.big_endian };
                assert_eq!(entry.numbers().collect::<Vec<_>>(), [expected]);
            }
        }
    }
}
