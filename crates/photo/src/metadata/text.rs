//! Rules for every text that comes out of a file: how long, how many, and what is no text.

use std::borrow::Cow;

/// Longest text of one field, in bytes. IIM allows 2,000 for a caption; XMP sets no limit.
pub(crate) const MAX_TEXT: usize = 64 * 1024;

/// Most keywords or people of one photo.
pub(crate) const MAX_ITEMS: usize = 1000;

/// Returns a text without control characters (line breaks stay) and without space around it; `None`
/// for an empty one, so that the blanks which cameras write into every file count as nothing.
pub(crate) fn clean(text: &str) -> Option<String> {
    let text = cut(text, MAX_TEXT).replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Adds an item that is not there yet, while there is room.
pub(crate) fn push_item(items: &mut Vec<String>, text: &str) {
    if items.len() >= MAX_ITEMS {
        return;
    }
    if let Some(text) = clean(text)
        && !items.contains(&text)
    {
        items.push(text);
    }
}

/// Returns the longest beginning of `text` that fits into `max` bytes without cutting a character.
pub(crate) fn cut(text: &str, max: usize) -> &str {
    let mut end = text.len().min(max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Decodes a text as well as can be guessed; nothing of it is lost.
///
/// Many programs write UTF-8 without saying so, others the code page of the machine: Windows-1254
/// here, which is Latin-1 but for the six letters that Turkish needs. Where UTF-8 is broken, the good
/// parts are taken as such and single bytes by the code page, if the text was said to be UTF-8
/// (`said_utf8`) or has more of it than of other bytes. Half a letter at the end was cut by the length
/// of a field.
pub(crate) fn best_guess(bytes: &[u8], said_utf8: bool) -> Cow<'_, str> {
    // An entry of a broken file can claim all of it.
    let bytes = bytes.get(..MAX_TEXT).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let by_code_page = |bytes| encoding_rs::WINDOWS_1254.decode_without_bom_handling(bytes).0;
    let letters: usize = bytes.utf8_chunks().map(|chunk| letters_beyond_ascii(chunk.valid())).sum();
    let strange: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    if !said_utf8 && letters < strange {
        return by_code_page(bytes);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes.len();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        rest -= chunk.valid().len() + chunk.invalid().len();
        let cut_by_length = rest == 0
            && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        if !cut_by_length {
            text.push_str(&by_code_page(chunk.invalid()));
        }
    }
    Cow::Owned(text)
}

fn letters_beyond_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Reads a rating: Lightroom writes `3`, others `3.0`; −1 is a rejected photo.
pub(crate) fn stars(value: &str) -> Option<i8> {
    let value = value.trim();
    let whole = value.split_once('.').map_or(value, |(whole, _)| whole);
    whole.parse().ok().filter(|stars| (-1..=5).contains(stars))
}

/// Writes a distance from UTC in minutes as `+04:00`, with the sign between that is asked for.
pub(crate) fn offset_text(minutes: i32, between: &str) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}{between}{:02}", minutes / 60, minutes % 60)
}
