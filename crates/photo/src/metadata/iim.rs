//! IPTC-IIM (version 4.2) inside Photoshop image resources: the older of the two caption standards,
//! still what many newsroom systems read. Both directions are here, because they share the table.

use chrono::{NaiveDate, NaiveTime};

use crate::metadata::exif::offset_minutes;
use crate::metadata::text::{best_guess, clean, cut, offset_text, push_item};
use crate::metadata::{DateCreated, EmbeddedText, PublicMetadata};

/// Resource that holds the datasets (Adobe Photoshop file formats specification).
const RESOURCE: u16 = 0x0404;
/// Dataset 1:90 "Coded Character Set" with the escape sequence of UTF-8 (ISO 2022).
const UTF8: &[u8] = b"\x1B%G";

const LOCATION: u8 = 92;
const CITY: u8 = 90;
const KEYWORD: u8 = 25;
const DATE_CREATED: u8 = 55;
const TIME_CREATED: u8 = 60;
const BYLINE: u8 = 80;
const HEADLINE: u8 = 105;
const CREDIT: u8 = 110;
const SOURCE: u8 = 115;
const COPYRIGHT: u8 = 116;
const CAPTION: u8 = 120;

/// Reads Photoshop resources or bare datasets.
pub(crate) fn read(block: &[u8]) -> EmbeddedText {
    let Some(datasets) = datasets_of(block) else { return EmbeddedText::default() };
    let utf8 = Datasets(datasets)
        .any(|(record, number, value)| record == 1 && number == 90 && value.starts_with(UTF8));
    let mut text = EmbeddedText::default();
    let (mut date, mut time) = (None, None);
    for (record, number, value) in Datasets(datasets) {
        if record != 2 {
            continue;
        }
        let value = best_guess(value, utf8);
        let first = |slot: &mut Option<String>| {
            if slot.is_none() {
                *slot = clean(&value);
            }
        };
        match number {
            KEYWORD => push_item(&mut text.keywords, &value),
            CITY => first(&mut text.city),
            LOCATION => first(&mut text.location),
            SOURCE => first(&mut text.source),
            DATE_CREATED => date = date.or_else(|| clean(&value)),
            TIME_CREATED => time = time.or_else(|| clean(&value)),
            BYLINE => match &mut text.creator {
                None => text.creator = clean(&value),
                Some(creators) => {
                    if let Some(one) = clean(&value)
                        && creators.len() < 1000
                    {
                        creators.push_str(", ");
                        creators.push_str(&one);
                    }
                }
            },
            HEADLINE => first(&mut text.headline),
            CREDIT => first(&mut text.credit),
            COPYRIGHT => first(&mut text.copyright),
            CAPTION => first(&mut text.caption),
            _ => {}
        }
    }
    text.created = date.zip(time).and_then(|(date, time)| date_created(&date, &time));
    text
}

/// Dates are `20251019`, times `104207+0400`; a date alone is no time.
fn date_created(date: &str, time: &str) -> Option<DateCreated> {
    let date = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
    let (time, offset) = time.split_at_checked(6)?;
    let time = NaiveTime::parse_from_str(time, "%H%M%S").ok()?;
    let offset = offset.split_at_checked(3).map(|(hours, minutes)| format!("{hours}:{minutes}"));
    let utc_offset_minutes = offset.and_then(|offset| offset_minutes(&offset));
    Some(DateCreated { at: date.and_time(time), utc_offset_minutes })
}

/// Finds the datasets inside resources; a block that starts with a dataset is taken as it is.
fn datasets_of(block: &[u8]) -> Option<&[u8]> {
    let mut rest = block.strip_prefix(b"Photoshop 3.0\0").unwrap_or(block);
    if rest.first() == Some(&0x1C) {
        return Some(rest);
    }
    loop {
        rest = rest.strip_prefix(b"8BIM")?;
        let (id, after) = rest.split_first_chunk::<2>()?;
        // A Pascal string, and the data after it, are padded to even lengths.
        let name = usize::from(*after.first()?) + 1;
        let (size, data) = after.get(name + name % 2..)?.split_first_chunk::<4>()?;
        let size = usize::try_from(u32::from_be_bytes(*size)).ok()?;
        if u16::from_be_bytes(*id) == RESOURCE {
            return data.get(..size.min(data.len()));
        }
        rest = data.get(size.checked_add(size % 2)?..)?;
    }
}

/// Record number, dataset number and value of each dataset, until the data stops making sense.
struct Datasets<'a>(&'a [u8]);

impl<'a> Iterator for Datasets<'a> {
    type Item = (u8, u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let [0x1C, record, number, high, low, rest @ ..] = self.0 else { return None };
        // The highest bit marks an extended length, which no field that is read here can have.
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let value = rest.get(..length)?;
        self.0 = rest.get(length..)?;
        Some((*record, *number, value))
    }
}

/// Writes the fields as Photoshop resources, for JPEG's APP13 (without its `Photoshop 3.0` mark).
/// Texts longer than their field allows (IIM 4.2, counted in bytes) are cut between characters; XMP
/// carries them whole.
pub(crate) fn write(metadata: &PublicMetadata) -> Vec<u8> {
    let mut datasets = Vec::new();
    push(&mut datasets, 1, 90, UTF8);
    push(&mut datasets, 2, 0, &[0, 4]);
    let mut text = |number, text: &Option<String>, max| {
        if let Some(text) = text {
            push(&mut datasets, 2, number, cut(text, max).as_bytes());
        }
    };
    text(HEADLINE, &metadata.headline, 256);
    text(CAPTION, &metadata.caption, 2000);
    text(BYLINE, &metadata.creator, 32);
    text(CREDIT, &metadata.credit, 32);
    text(COPYRIGHT, &metadata.copyright, 128);
    text(SOURCE, &metadata.source, 32);
    text(CITY, &metadata.city, 32);
    text(LOCATION, &metadata.location, 32);
    for keyword in &metadata.keywords {
        push(&mut datasets, 2, KEYWORD, cut(keyword, 64).as_bytes());
    }
    if let Some(time) = metadata.taken_at {
        let date = time.format("%Y%m%d").to_string();
        push(&mut datasets, 2, DATE_CREATED, date.as_bytes());
        // The time of day needs an offset from UTC here. XMP and EXIF carry it without, too.
        if let Some(offset) = metadata.utc_offset_minutes {
            let time = time.format("%H%M%S").to_string() + &offset_text(offset, "");
            push(&mut datasets, 2, TIME_CREATED, time.as_bytes());
        }
    }
    let mut resources = Vec::with_capacity(datasets.len() + 16);
    resources.extend(b"8BIM");
    resources.extend(RESOURCE.to_be_bytes());
    resources.extend([0, 0]);
    resources.extend(u32::try_from(datasets.len()).unwrap_or(u32::MAX).to_be_bytes());
    let padding = datasets.len() % 2;
    resources.append(&mut datasets);
    resources.resize(resources.len() + padding, 0);
    resources
}

fn push(datasets: &mut Vec<u8>, record: u8, number: u8, value: &[u8]) {
    let length = u16::try_from(value.len()).unwrap_or(0);
    let value = value.get(..usize::from(length)).unwrap_or_default();
    datasets.extend([0x1C, record, number]);
    datasets.extend(length.to_be_bytes());
    datasets.extend(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captioned(marker: bool, caption: &[u8]) -> Option<String> {
        let mut datasets = Vec::new();
        if marker {
            push(&mut datasets, 1, 90, UTF8);
        }
        push(&mut datasets, 2, CAPTION, caption);
        read(&datasets).caption
    }

    #[test]
    fn every_encoding_that_newsrooms_send_is_read() {
        let text = "Gənclər çıxışda: “İrəli”";
        assert_eq!(captioned(true, text.as_bytes()).as_deref(), Some(text));
        assert_eq!(captioned(false, text.as_bytes()).as_deref(), Some(text), "unmarked UTF-8");
        // ğ ı ş İ in Windows-1254; the same bytes in Latin-1 would be Icelandic.
        assert_eq!(captioned(false, b"Da\xF0l\xFDq \xFE\xDD").as_deref(), Some("Dağlıq şİ"));
        assert_eq!(captioned(false, b"Caf\xE9").as_deref(), Some("Café"), "Latin-1");
        assert_eq!(captioned(true, b"Caf\xE9 bar").as_deref(), Some("Café bar"), "a false marker");
        assert_eq!(captioned(true, b"Bak\xC4").as_deref(), Some("Bak"), "half a letter at the end");
        let broken = [&b"Da\xF0l\xFDq "[..], "gənclər".as_bytes(), b" \xFE"].concat();
        assert_eq!(captioned(true, &broken).as_deref(), Some("Dağlıq gənclər ş"), "of both kinds");
        let cut = ["Gənclər və ".as_bytes(), b"\xC9"].concat();
        assert_eq!(captioned(false, &cut).as_deref(), Some("Gənclər və"), "cut, and not marked");
        assert_eq!(captioned(false, b"\x93S\xD6Z\xDC\x94").as_deref(), Some("“SÖZÜ”"));
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        let metadata =
            PublicMetadata { creator: Some("ə".repeat(40)), ..PublicMetadata::default() };
        let read = read(&write(&metadata));
        assert_eq!(read.creator.as_deref(), Some("ə".repeat(16).as_str()), "32 bytes at most");
    }
}
