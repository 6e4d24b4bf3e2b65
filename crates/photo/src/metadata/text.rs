//! Rules for every text that comes out of a file: how long, how many, and what is no text.

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
