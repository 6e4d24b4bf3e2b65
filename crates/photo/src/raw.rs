//! Raw files of cameras: told from other files, and the JPEG inside that serves as the picture.
//!
//! Nothing of the sensor's data is read. Cameras embed previews of all sizes; the largest one is as
//! large as the photo with most, and 1616 pixels wide with old ones. Known are the files that are
//! TIFF at heart (CR2, NEF, ARW, DNG, ORF, RW2, PEF and their kin), Canon's CR3 and Fujifilm's RAF.

use std::ops::Range;

use memchr::memmem;

use crate::bmff::{self, Fields};
use crate::jpeg::structure::{Frame, JpegHeader};
use crate::tiff::{Directory, Tiff};

const NEW_SUBFILE_TYPE: u16 = 0x00FE;
const COMPRESSION: u16 = 0x0103;
const PHOTOMETRIC: u16 = 0x0106;
const STRIP_OFFSETS: u16 = 0x0111;
const STRIP_LENGTHS: u16 = 0x0117;
const JPEG_OFFSET: u16 = 0x0201;
const JPEG_LENGTH: u16 = 0x0202;
const PANASONIC_JPEG: u16 = 0x002E;
const XMP: u16 = 0x02BC;
const IPTC: u16 = 0x83BB;
const DNG_VERSION: u16 = 0xC612;

/// `PhotometricInterpretation` of sensors' data: mosaics (TIFF/EP) and linear ones (DNG).
const SENSOR: [u32; 2] = [32803, 34892];
/// `Compression` of Nikon, Sony, Samsung, Panasonic and Pentax.
const MAKERS_OWN: [u32; 7] = [34713, 32767, 32769, 32770, 32772, 34316, 65535];

const CR3_FACTS: [u8; 16] = *b"\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48";
const CR3_XMP: [u8; 16] = *b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";
const RAF: &[u8] = b"FUJIFILMCCD-RAW ";

/// A preview that is smaller than this on its longer side makes it worth to look for one that only
/// the maker's notes lead to.
const ENOUGH: u32 = 1000;
/// How many places that look like the start of a JPEG are looked at.
const MAX_STARTS: usize = 64;
/// How far the size of an embedded JPEG may stand behind its start.
const MAX_HEADER: usize = 1 << 20;

/// The parts of a raw file that Tezis reads.
#[derive(Debug, Default)]
pub(crate) struct Raw<'a> {
    /// Where the picture is.
    pub(crate) preview: Option<Range<usize>>,
    /// The camera's facts, with a TIFF header; of a file whose preview has them itself, none.
    pub(crate) exif: Option<&'a [u8]>,
    /// The photo's facts, where they have a block of their own.
    pub(crate) photo_exif: Option<&'a [u8]>,
    pub(crate) xmp: Option<&'a [u8]>,
    pub(crate) iptc: Option<&'a [u8]>,
}

/// Returns where the largest JPEG of a raw file stands, or `None` when there is none or the file is
/// no raw file.
pub fn preview(bytes: &[u8]) -> Option<Range<usize>> {
    Raw::open(bytes)?.preview
}

impl<'a> Raw<'a> {
    /// Opens a raw file; `None` for anything else.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        if bytes.starts_with(RAF) {
            return Some(Self::of_raf(bytes));
        }
        if is_cr3(bytes) {
            return Some(Self::of_cr3(bytes));
        }
        let tiff = open_tiff(bytes)?;
        let pictures = tiff.pictures();
        is_raw(&tiff, &pictures).then(|| Self::of_tiff(tiff, &pictures))
    }

    fn of_tiff(tiff: Tiff<'a>, pictures: &[Directory<'a>]) -> Self {
        let bytes = tiff.bytes();
        let mut found = Largest::default();
        for directory in pictures {
            found.try_all(bytes, jpegs_of(directory, bytes));
        }
        let main = tiff.main();
        let block = |tag| {
            let entry = main?.entry(tag)?;
            (!entry.value.is_empty()).then_some(entry.value)
        };
        Self {
            preview: found.or_any(bytes),
            exif: Some(bytes),
            photo_exif: None,
            xmp: block(XMP),
            iptc: block(IPTC),
        }
    }

    /// The header of a RAF file names one JPEG, which is complete with its EXIF.
    fn of_raf(bytes: &'a [u8]) -> Self {
        let place = || {
            let mut fields = Fields(bytes.get(84..92)?);
            span(fields.small(4)?, fields.small(4)?, bytes)
        };
        let mut found = Largest::default();
        found.try_all(bytes, place());
        Self { preview: found.or_any(bytes), exif: None, photo_exif: None, xmp: None, iptc: None }
    }

    /// The facts are TIFF blocks in a box of Canon's; the full-size JPEG is the sample of a track.
    fn of_cr3(bytes: &'a [u8]) -> Self {
        let movie = bmff::find(bytes, b"moov").unwrap_or_default();
        let facts = bmff::find_uuid(movie, &CR3_FACTS).unwrap_or_default();
        let tracks = bmff::boxes(movie).filter(|track| track.kind == *b"trak");
        let mut found = Largest::default();
        found.try_all(bytes, tracks.take(MAX_STARTS).filter_map(|track| sample(track.body, bytes)));
        Self {
            preview: found.or_any(bytes),
            exif: bmff::find(facts, b"CMT1"),
            photo_exif: bmff::find(facts, b"CMT2"),
            xmp: bmff::find_uuid(bytes, &CR3_XMP),
            iptc: None,
        }
    }
}

/// Whether the bytes are a raw file's; the first 100 KB are enough to tell.
pub(crate) fn sniff(bytes: &[u8]) -> bool {
    bytes.starts_with(RAF)
        || is_cr3(bytes)
        || open_tiff(bytes).is_some_and(|tiff| is_raw(&tiff, &tiff.pictures()))
}

fn is_cr3(bytes: &[u8]) -> bool {
    bytes.get(4..12) == Some(b"ftypcrx ")
}

/// Opens files that begin as TIFF does, ORF and RW2 with marks of their own.
fn open_tiff(bytes: &[u8]) -> Option<Tiff<'_>> {
    let known = [b"II*\0", b"MM\0*", b"IIRO", b"IIRS", b"MMOR", b"IIU\0"];
    known.iter().any(|mark| bytes.starts_with(*mark)).then(|| Tiff::open(bytes))?
}

/// A TIFF file is a camera's raw file when it says so, when one of its pictures is sensor data, or
/// when its first picture is marked as a reduced one: taking that for the photo would silently
/// export a stamp.
fn is_raw(tiff: &Tiff<'_>, pictures: &[Directory<'_>]) -> bool {
    let bytes = tiff.bytes();
    let marked = !matches!(bytes.get(2..4), Some(b"*\0" | b"\0*"));
    let canon = bytes.get(8..10) == Some(b"CR");
    marked
        || canon
        || tiff.main().is_some_and(|main| {
            main.entry(DNG_VERSION).is_some()
                || main.number(NEW_SUBFILE_TYPE).is_some_and(|kind| kind & 1 == 1)
        })
        || pictures.iter().any(|picture| {
            picture.number(PHOTOMETRIC).is_some_and(|kind| SENSOR.contains(&kind))
                || picture.number(COMPRESSION).is_some_and(|kind| MAKERS_OWN.contains(&kind))
        })
}

/// The places in a directory where a JPEG may stand.
fn jpegs_of(directory: &Directory<'_>, bytes: &[u8]) -> Vec<Range<usize>> {
    let pair = |offset, length| {
        let (offset, length) = (directory.entry(offset)?, directory.entry(length)?);
        // A picture of several strips is no file of its own.
        let one = offset.numbers().nth(1).is_none();
        one.then(|| span(offset.numbers().next()?, length.numbers().next()?, bytes))?
    };
    let inside =
        directory.entry(PANASONIC_JPEG).map(|entry| entry.at..entry.at + entry.value.len());
    [pair(JPEG_OFFSET, JPEG_LENGTH), pair(STRIP_OFFSETS, STRIP_LENGTHS), inside]
        .into_iter()
        .flatten()
        .collect()
}

/// A place of a file; of one that is cut, what is there.
fn span(offset: u32, length: u32, bytes: &[u8]) -> Option<Range<usize>> {
    let (start, length) = (usize::try_from(offset).ok()?, usize::try_from(length).ok()?);
    let end = start.checked_add(length)?.min(bytes.len());
    (start < end).then_some(start..end)
}

/// The first sample of a track.
fn sample(track: &[u8], bytes: &[u8]) -> Option<Range<usize>> {
    let table = bmff::find_path(track, &[b"mdia", b"minf", b"stbl"])?;
    let mut sizes = Fields(bmff::find(table, b"stsz")?);
    sizes.version_and_flags()?;
    let (all, _count) = (sizes.small(4)?, sizes.small(4)?);
    let length = if all == 0 { sizes.small(4)? } else { all };
    let mut offsets = Fields(bmff::find(table, b"co64")?);
    offsets.version_and_flags()?;
    let _count = offsets.small(4)?;
    let start = usize::try_from(offsets.number(8)?).ok()?;
    let end = start.checked_add(usize::try_from(length).ok()?)?.min(bytes.len());
    (start < end).then_some(start..end)
}

/// The largest JPEG so far.
#[derive(Default)]
struct Largest {
    place: Option<Range<usize>>,
    pixels: u64,
    side: u32,
}

impl Largest {
    fn try_all(&mut self, bytes: &[u8], places: impl IntoIterator<Item = Range<usize>>) {
        for place in places {
            let Some(frame) = bytes.get(place.clone()).and_then(frame_of) else { continue };
            let pixels = u64::from(frame.width) * u64::from(frame.height);
            if pixels > self.pixels {
                let side = frame.width.max(frame.height);
                *self = Self { place: Some(place), pixels, side };
            }
        }
    }

    /// Returns the largest one; when that is a stamp, also looks at everything in the file that begins
    /// as a JPEG does, because the previews of some makers stand in their own notes.
    fn or_any(mut self, bytes: &[u8]) -> Option<Range<usize>> {
        if self.side >= ENOUGH {
            return self.place;
        }
        let starts = memmem::find_iter(bytes, b"\xFF\xD8\xFF").take(MAX_STARTS);
        let known = self.place.as_ref().map(|place| place.start);
        self.try_all(bytes, starts.map(|start| start..bytes.len()));
        let place = self.place?;
        if known == Some(place.start) {
            // The directory knew how long it is.
            return Some(place);
        }
        let rest = bytes.get(place.clone())?;
        let end = JpegHeader::read(rest).picture_end(rest).marker_at;
        Some(place.start..end.map_or(place.end, |end| place.start + end + 2))
    }
}

/// The frame of a JPEG that can serve as a picture. Sensor data is coded as lossless JPEG by Canon,
/// Nikon and Adobe.
fn frame_of(jpeg: &[u8]) -> Option<Frame> {
    if !jpeg.starts_with(b"\xFF\xD8\xFF") {
        return None;
    }
    let frame = JpegHeader::read(jpeg.get(..jpeg.len().min(MAX_HEADER))?).frame?;
    let picture = !frame.lossless && matches!(frame.components, 1 | 3);
    (picture && frame.width > 0 && frame.height > 0).then_some(frame)
}
