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

/// Decodes a text whose program did not say in what. Many write UTF-8, others the code page of the
/// machine: Windows-1254 here, which is Latin-1 but for the six letters that Turkish needs.
pub(crate) fn local_code_page(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1254.decode_without_bom_handling(bytes).0,
    }
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
