//! Bytes to characters: by byte order mark, by what the page says, by looking.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, IBM866, ISO_8859_5, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251,
    WINDOWS_1254, X_MAC_CYRILLIC,
};

use crate::repair::lost_schwas;
use crate::{IntakeError, IntakeWarning};

/// A text in characters, and how it became that.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    pub(crate) warnings: Vec<IntakeWarning>,
}

/// Decodes a file. `declared` is the label that the page itself gives.
pub(crate) fn decode(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, IntakeError> {
    if let Some(found) = known_binary(bytes) {
        return Err(IntakeError::NotText { found });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(bytes.get(mark..).unwrap_or_default(), encoding, false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return finish(bytes, encoding, true);
    }
    if is_mostly_utf8(bytes) {
        return finish(bytes, UTF_8, false);
    }
    // A page's own word counts only where UTF-8 is out of the question: many say it wrongly.
    if let Some(encoding) = declared.filter(|declared| *declared != UTF_8) {
        return finish(bytes, encoding, false);
    }
    finish(bytes, guess_legacy(bytes), true)
}

fn finish(
    bytes: &[u8],
    encoding: &'static Encoding,
    guessed: bool,
) -> Result<Decoded, IntakeError> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    // Text has hardly any control characters; pictures, programs and archives are full of them.
    if controls > 16 && controls * 10 > text.chars().count() {
        return Err(IntakeError::NotText { found: "binary" });
    }
    let mut warnings = Vec::new();
    if guessed {
        warnings.push(IntakeWarning::EncodingGuessed { encoding: encoding.name().to_owned() });
    }
    let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if broken > 0 {
        warnings.push(IntakeWarning::BrokenCharacters { count: broken });
    }
    let lost = if encoding.is_single_byte() { lost_schwas(&text) } else { 0 };
    if lost > 0 {
        warnings.push(IntakeWarning::SchwaLost { count: lost });
    }
    Ok(Decoded { text: text.into_owned(), encoding, warnings })
}

/// Kinds of files that people drop by mistake, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "pdf"),
        (b"{\\rtf", "rtf"),
        (b"\xff\xd8\xff", "image"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"GIF8", "image"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, found)| *found)
}

/// Recognises UTF-16 by its high bytes: in Azerbaijani, English and Russian they are 00, 01, 02, 04
/// and 20, and in no 8-bit text is every second byte one of these.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let units = bytes.len() / 2;
    if units < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let high = |byte: &u8| matches!(byte, 0x00 | 0x01 | 0x02 | 0x04 | 0x20);
    let even = bytes.iter().step_by(2).filter(|byte| high(byte)).count();
    let odd = bytes.iter().skip(1).step_by(2).filter(|byte| high(byte)).count();
    let all = |count: usize| count * 100 >= units * 95;
    let few = |count: usize| count * 2 <= units;
    // 8-bit text has no control bytes, and words have no spaces between every two letters.
    let has_controls = bytes.iter().any(|byte| matches!(byte, 0x00 | 0x01 | 0x04));
    match (all(even) && few(odd), all(odd) && few(even)) {
        (true, _) if has_controls => Some(UTF_16BE),
        (_, true) if has_controls => Some(UTF_16LE),
        _ => None,
    }
}

/// Tells whether the bytes are UTF-8, perhaps with a few broken ones: a file that was cut, or two
/// files glued together. In an 8-bit text nearly every letter above ASCII is an error.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong == 0 || right >= wrong * 4
}

/// Guesses an 8-bit encoding: Cyrillic where it looks so, else Windows-1254, which has all letters of
/// Azerbaijani but ə and differs from the Western one only by six letters that are no language's of
/// our readers.
fn guess_legacy(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let cyrillic = [WINDOWS_1251, KOI8_R, KOI8_U, IBM866, ISO_8859_5, X_MAC_CYRILLIC];
    if cyrillic.contains(&guess) { guess } else { WINDOWS_1254 }
}
