//! The serial number of a camera's body where only its maker's own notes have it: cameras of Canon and
//! Nikon from before EXIF 2.3, which newsrooms still use. Layouts as exiftool documents them.

use crate::tiff::{Directory, Tiff};

const MAKER_NOTE: u16 = 0x927C;
const CANON_SERIAL: u16 = 0x000C;
const NIKON_SERIAL: u16 = 0x001D;
/// Nikon's notes are a TIFF block behind their name and version.
const NIKON_HEADER: usize = 10;

/// Returns the bytes of the number as the maker shows it, from the directory of the photo's facts.
pub(crate) fn body_serial(make: &str, photo: Directory<'_>) -> Option<String> {
    let notes = photo.entry(MAKER_NOTE)?;
    if make.starts_with("Canon") {
        // Their offsets count from the start of the EXIF block, as those around them do.
        let serial = photo.tiff().directory(u32::try_from(notes.at).ok()?)?.number(CANON_SERIAL)?;
        return (serial != 0 && serial != u32::MAX).then(|| serial.to_string());
    }
    if make.starts_with("NIKON") && notes.value.starts_with(b"Nikon\0\x02") {
        let serial = Tiff::open(notes.value.get(NIKON_HEADER..)?)?.main()?.entry(NIKON_SERIAL)?;
        return crate::metadata::text::clean(&String::from_utf8_lossy(serial.text()?));
    }
    None
}
