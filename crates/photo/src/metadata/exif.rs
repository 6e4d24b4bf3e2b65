//! EXIF (CIPA DC-008): what the camera noted. Broken entries are passed over; a broken block gives
//! the facts that stand before the fault.

use chrono::{NaiveDate, NaiveDateTime};

use crate::metadata::text::{MAX_TEXT, best_guess, clean, push_item, stars};
use crate::metadata::{EmbeddedText, maker_notes};
use crate::orientation::Orientation;
use crate::tiff::{Directory, EXIF_DIRECTORY, Tiff};

const IMAGE_DESCRIPTION: u16 = 0x010E;
const MAKE: u16 = 0x010F;
const MODEL: u16 = 0x0110;
const ORIENTATION: u16 = 0x0112;
const ARTIST: u16 = 0x013B;
const RATING: u16 = 0x4746;
const COPYRIGHT: u16 = 0x8298;
const GPS_DIRECTORY: u16 = 0x8825;
const DATE_TIME_ORIGINAL: u16 = 0x9003;
const DATE_TIME_DIGITIZED: u16 = 0x9004;
const OFFSET_TIME: u16 = 0x9010;
const OFFSET_TIME_ORIGINAL: u16 = 0x9011;
const SUBSECONDS_ORIGINAL: u16 = 0x9291;
const XP_TITLE: u16 = 0x9C9B;
const XP_COMMENT: u16 = 0x9C9C;
const XP_AUTHOR: u16 = 0x9C9D;
const XP_KEYWORDS: u16 = 0x9C9E;
const PIXEL_WIDTH: u16 = 0xA002;
const PIXEL_HEIGHT: u16 = 0xA003;
const INTEROPERABILITY_DIRECTORY: u16 = 0xA005;
const BODY_SERIAL: u16 = 0xA431;
/// Serial number of a raw file's camera (DNG specification 1.7).
const DNG_CAMERA_SERIAL: u16 = 0xC62F;
/// Latitude, longitude and those of the goal, in the directory of the place.
const PLACES: [u16; 4] = [0x0002, 0x0004, 0x0014, 0x0016];

/// What Tezis takes from EXIF.
#[derive(Debug, Clone)]
pub(crate) struct ExifFacts {
    pub(crate) orientation: Orientation,
    pub(crate) taken_at: Option<NaiveDateTime>,
    pub(crate) subsecond_millis: Option<u16>,
    pub(crate) utc_offset_minutes: Option<i32>,
    pub(crate) camera_make: Option<String>,
    pub(crate) camera_model: Option<String>,
    pub(crate) body_serial: Option<String>,
    pub(crate) has_gps: bool,
    /// Adobe RGB by the DCF option file mark, without a profile.
    pub(crate) adobe_rgb: bool,
    /// Size of the stored picture by the camera's word, for when its own header is out of reach.
    pub(crate) pixel_size: Option<(u32, u32)>,
    pub(crate) text: EmbeddedText,
}

impl ExifFacts {
    /// Reads a block that begins with its TIFF header.
    pub(crate) fn read(block: Option<&[u8]>) -> Self {
        Self::of(block.and_then(open).and_then(|tiff| tiff.main()), None)
    }

    /// Reads a raw file that keeps the photo's facts in a block of its own (CR3).
    pub(crate) fn read_parts(main: Option<&[u8]>, photo: Option<&[u8]>) -> Self {
        let directory = |block| open(block)?.main();
        Self::of(main.and_then(directory), photo.and_then(directory))
    }

    fn of(main: Option<Directory<'_>>, photo: Option<Directory<'_>>) -> Self {
        let photo = photo.or_else(|| main?.below(EXIF_DIRECTORY));
        let of_main = |tag| text(main?, tag);
        let of_photo = |tag| text(photo?, tag);
        let time = of_photo(DATE_TIME_ORIGINAL).or_else(|| of_photo(DATE_TIME_DIGITIZED));
        let offset = of_photo(OFFSET_TIME_ORIGINAL).or_else(|| of_photo(OFFSET_TIME));
        let place = main.and_then(|main| main.below(GPS_DIRECTORY));
        let interoperability = photo.and_then(|photo| photo.below(INTEROPERABILITY_DIRECTORY));
        let camera_make = of_main(MAKE);
        let noted_serial = || maker_notes::body_serial(camera_make.as_deref()?, photo?);
        let number = |directory: Option<Directory<'_>>, tag| directory?.number(tag);
        Self {
            orientation: Orientation::from_exif(number(main, ORIENTATION).unwrap_or(1)),
            taken_at: time.and_then(|time| local_time(&time)),
            subsecond_millis: of_photo(SUBSECONDS_ORIGINAL).and_then(|digits| millis(&digits)),
            utc_offset_minutes: offset.and_then(|offset| offset_minutes(&offset)),
            body_serial: of_photo(BODY_SERIAL)
                .or_else(|| of_main(DNG_CAMERA_SERIAL))
                .or_else(noted_serial),
            camera_make,
            camera_model: of_main(MODEL),
            has_gps: place
                .is_some_and(|place| PLACES.iter().any(|tag| place.entry(*tag).is_some())),
            adobe_rgb: interoperability.and_then(|directory| text(directory, 0x0001)).as_deref()
                == Some("R03"),
            pixel_size: number(photo, PIXEL_WIDTH).zip(number(photo, PIXEL_HEIGHT)),
            text: main.map(words).unwrap_or_default(),
        }
    }
}

/// Captions by the standard's fields, then by those of Windows, whose texts are UTF-16.
fn words(main: Directory<'_>) -> EmbeddedText {
    let mut words = EmbeddedText {
        caption: text(main, IMAGE_DESCRIPTION)
            .or_else(|| wide_text(main, XP_COMMENT))
            .or_else(|| wide_text(main, XP_TITLE)),
        creator: text(main, ARTIST).or_else(|| wide_text(main, XP_AUTHOR)),
        copyright: text(main, COPYRIGHT),
        rating: main.number(RATING).and_then(|rating| stars(&rating.to_string())),
        ..EmbeddedText::default()
    };
    for keyword in wide_text(main, XP_KEYWORDS).unwrap_or_default().split(';') {
        push_item(&mut words.keywords, keyword);
    }
    words
}

/// Opens a block. WebP files of some programs repeat JPEG's prefix inside the chunk.
fn open(block: &[u8]) -> Option<Tiff<'_>> {
    Tiff::open(block.strip_prefix(b"Exif\0\0").unwrap_or(block))
}

/// Texts are ASCII by the standard and UTF-8 in practice; some cameras write the local code page.
fn text(directory: Directory<'_>, tag: u16) -> Option<String> {
    clean(&best_guess(directory.entry(tag)?.text()?, false))
}

/// A text of Windows: UTF-16, little-endian whatever the block says.
fn wide_text(directory: Directory<'_>, tag: u16) -> Option<String> {
    let value = directory.entry(tag)?.value;
    let value = value.get(..MAX_TEXT).unwrap_or(value);
    clean(&encoding_rs::UTF_16LE.decode_without_bom_handling(value).0)
}

/// `2025:10:19 10:42:07`; a clock that was never set gives zeros or blanks, which is no time.
fn local_time(text: &str) -> Option<NaiveDateTime> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<u32>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    date.and_hms_opt(next()?, next()?, next().unwrap_or(0))
}

/// The digits behind the second's point, one or more, to thousandths.
fn millis(digits: &str) -> Option<u16> {
    let mut value = 0;
    for place in 0..3 {
        let digit = match digits.as_bytes().get(place) {
            Some(byte @ b'0'..=b'9') => u16::from(byte - b'0'),
            None if place > 0 => 0,
            _ => return None,
        };
        value = value * 10 + digit;
    }
    Some(value)
}

/// `+04:00` to 240.
pub(crate) fn offset_minutes(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.trim_start_matches(['+', '-']).split_once(':')?;
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    let valid = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    valid.then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_cameras_are_read_and_unset_clocks_are_none() {
        let expected = NaiveDate::from_ymd_opt(2025, 10, 19).and_then(|d| d.and_hms_opt(10, 42, 7));
        assert_eq!(local_time("2025:10:19 10:42:07"), expected);
        assert_eq!(local_time("2025-10-19T10:42:07"), expected, "as some phones write it");
        assert_eq!(local_time("0000:00:00 00:00:00"), None);
        assert_eq!(local_time("    :  :     :  :  "), None);
    }

    #[test]
    fn offsets_have_signs_and_bounds() {
        assert_eq!(offset_minutes("+04:00"), Some(240));
        assert_eq!(offset_minutes("-03:30"), Some(-210));
        assert_eq!(offset_minutes("+99:00"), None);
        assert_eq!(offset_minutes("   "), None);
    }

    #[test]
    fn parts_of_a_second_have_any_number_of_digits() {
        assert_eq!(millis("5"), Some(500), "half a second");
        assert_eq!(millis("07"), Some(70));
        assert_eq!(millis("123456"), Some(123));
        assert_eq!(millis(""), None);
        assert_eq!(millis(" 1"), None);
    }
}
