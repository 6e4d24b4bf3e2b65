//! EXIF (CIPA DC-008), read by `kamadak-exif`: what the camera noted. Broken entries are passed over;
//! a broken block gives no facts.

use chrono::{NaiveDate, NaiveDateTime};
use exif::{Context, Exif, Field, In, Reader, Tag, Value};

use crate::guard;
use crate::metadata::EmbeddedText;
use crate::metadata::text::clean;
use crate::orientation::Orientation;

/// What Tezis takes from EXIF.
#[derive(Debug, Clone)]
pub(crate) struct ExifFacts {
    pub(crate) orientation: Orientation,
    pub(crate) taken_at: Option<NaiveDateTime>,
    pub(crate) utc_offset_minutes: Option<i32>,
    pub(crate) camera_make: Option<String>,
    pub(crate) camera_model: Option<String>,
    pub(crate) body_serial: Option<String>,
    pub(crate) has_gps: bool,
    /// Adobe RGB by the DCF option file mark, without a profile.
    pub(crate) adobe_rgb: bool,
    pub(crate) text: EmbeddedText,
}

impl ExifFacts {
    /// Reads a block that begins with its TIFF header.
    pub(crate) fn read(block: Option<&[u8]>) -> Self {
        let exif = block.and_then(parse);
        let exif = exif.as_ref();
        let text = |tag| exif.and_then(|exif| text(exif, tag));
        let number = |tag| exif.and_then(|exif| field(exif, tag)?.value.get_uint(0));
        let original = text(Tag::DateTimeOriginal).or_else(|| text(Tag::DateTimeDigitized));
        let offset = text(Tag::OffsetTimeOriginal).or_else(|| text(Tag::OffsetTime));
        Self {
            orientation: Orientation::from_exif(number(Tag::Orientation).unwrap_or(1)),
            taken_at: original.and_then(|time| local_time(&time)),
            utc_offset_minutes: offset.and_then(|offset| offset_minutes(&offset)),
            camera_make: text(Tag::Make),
            camera_model: text(Tag::Model),
            body_serial: text(Tag::BodySerialNumber),
            has_gps: exif.is_some_and(has_gps),
            adobe_rgb: text(Tag::InteroperabilityIndex).as_deref() == Some("R03"),
            text: EmbeddedText {
                caption: text(Tag::ImageDescription),
                creator: text(Tag::Artist),
                copyright: text(Tag::Copyright),
                ..EmbeddedText::default()
            },
        }
    }
}

/// Whether a TIFF file's first picture is marked as a reduced one (`NewSubfileType`, bit 0), or is a
/// sensor's mosaic: the marks of a camera's raw file.
pub(crate) fn first_picture_is_reduced(tiff: &[u8]) -> bool {
    const NEW_SUBFILE_TYPE: Tag = Tag(Context::Tiff, 0x00FE);
    const DNG_VERSION: Tag = Tag(Context::Tiff, 0xC612);
    const COLOUR_FILTER_ARRAY: u32 = 32803;
    let Some(exif) = parse(tiff) else { return false };
    let number = |tag| field(&exif, tag).and_then(|field| field.value.get_uint(0));
    number(NEW_SUBFILE_TYPE).is_some_and(|kind| kind & 1 == 1)
        || field(&exif, DNG_VERSION).is_some()
        || number(Tag::PhotometricInterpretation) == Some(COLOUR_FILTER_ARRAY)
}

fn parse(block: &[u8]) -> Option<Exif> {
    // WebP files of some programs repeat JPEG's prefix inside the chunk.
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block).to_vec();
    guard::foreign(|| {
        let read = Reader::new().continue_on_error(true).read_raw(block);
        read.or_else(|error| error.distill_partial_result(|_skipped| ())).ok()
    })?
}

fn field(exif: &Exif, tag: Tag) -> Option<&Field> {
    exif.get_field(tag, In::PRIMARY)
}

/// Texts are ASCII by the standard and UTF-8 in practice; some cameras write the local code page.
fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(lines) = &field(exif, tag)?.value else { return None };
    let bytes = lines.first()?;
    clean(&match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1254.decode_without_bom_handling(bytes).0,
    })
}

fn has_gps(exif: &Exif) -> bool {
    let places = [Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude, Tag::GPSDestLongitude];
    places.into_iter().any(|tag| field(exif, tag).is_some())
}

/// `2025:10:19 10:42:07`; a clock that was never set gives zeros or blanks, which is no time.
fn local_time(text: &str) -> Option<NaiveDateTime> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<u32>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    date.and_hms_opt(next()?, next()?, next().unwrap_or(0))
}

/// `+04:00` to 240.
fn offset_minutes(text: &str) -> Option<i32> {
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
}
