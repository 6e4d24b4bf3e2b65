//! Text on its way into a document: what can't be kept is replaced one for one, so that offsets stay;
//! and the difference of two texts by words.

use std::borrow::Cow;
use std::ops::Range;

/// Replaces what no file format of ours can carry (NUL and other controls, non-characters, the
/// object replacement character that Automerge uses itself) by U+FFFD, one for one.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffc}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) {
        Cow::Owned(text.chars().map(|c| if bad(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Replaces escapes of unpaired surrogates in a JSON text by `\ufffd`. JavaScript's strings may hold
/// them, `JSON.stringify` writes them as escapes, and no Rust string can: parsing would fail and the
/// whole save with it. Returns the bytes as they are when there is none.
pub fn well_formed_json(json: &[u8]) -> Cow<'_, [u8]> {
    let mut out: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(byte) = json.get(at) {
        if *byte != b'\\' {
            at += 1;
            continue;
        }
        let Some(unit) = escaped_unit(json, at) else {
            at += 2;
            continue;
        };
        let paired = (0xd800..0xdc00).contains(&unit)
            && escaped_unit(json, at + 6).is_some_and(|low| (0xdc00..0xe000).contains(&low));
        if paired {
            at += 12;
            continue;
        }
        if (0xd800..0xe000).contains(&unit)
            && let Some(escape) = out.get_or_insert_with(|| json.to_vec()).get_mut(at..at + 6)
        {
            escape.copy_from_slice(b"\\ufffd");
        }
        at += 6;
    }
    out.map_or(Cow::Borrowed(json), Cow::Owned)
}

/// Reads `\uXXXX` at a place.
fn escaped_unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits =
        str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

/// A replacement in a text: at a place (Unicode scalars, in the text as the edits before it left it),
/// so many characters give way to the new ones.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) at: usize,
    pub(crate) delete: usize,
    pub(crate) insert: String,
}

/// Returns the edits that turn one text into another, whole words at a time.
///
/// A difference by letters builds a new word out of letters of the old ones near it; when somebody
/// else deletes those at the same time, the new word is torn. So a word is replaced as a whole,
/// unless one stretch was typed into it or taken out of it.
pub(crate) fn edits(old: &str, new: &str) -> Vec<Edit> {
    if old == new {
        return Vec::new();
    }
    let old = words(old);
    let new = words(new);
    let mut edits = Vec::new();
    let mut at = 0;
    let mut done = 0;
    for (old_range, new_range) in changed(&old, &new) {
        at += chars(old.get(done..old_range.start));
        done = old_range.end;
        let (gone, come) = (slice(&old, &old_range), slice(&new, &new_range));
        let mut edit = Edit { at, delete: chars(Some(gone)), insert: come.concat() };
        if let ([gone], [come]) = (gone, come) {
            typed_into(gone, come, &mut edit);
        }
        at += chars(Some(come));
        edits.push(edit);
    }
    edits
}

fn slice<'a, 'w>(words: &'a [&'w str], range: &Range<usize>) -> &'a [&'w str] {
    words.get(range.clone()).unwrap_or_default()
}

fn chars(words: Option<&[&str]>) -> usize {
    words.unwrap_or_default().iter().map(|word| word.chars().count()).sum()
}

/// Narrows an edit to the stretch that was typed into the word or taken out of it, if it was one.
fn typed_into(gone: &str, come: &str, edit: &mut Edit) {
    let (gone, come): (Vec<char>, Vec<char>) = (gone.chars().collect(), come.chars().collect());
    let shorter = gone.len().min(come.len());
    let head = gone.iter().zip(&come).take_while(|(a, b)| a == b).count();
    let tail = gone.iter().rev().zip(come.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = tail.min(shorter - head);
    if head + tail == shorter {
        edit.at += head;
        edit.delete = gone.len() - head - tail;
        edit.insert = come.iter().skip(head).take(come.len() - head - tail).collect();
    }
}

/// Cuts a text into words and single other characters.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if in_word(first) {
            rest.find(|c| !in_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(length);
        words.push(word);
        rest = after;
    }
    words
}

pub(crate) fn in_word(c: char) -> bool {
    // Combining marks and joiners belong to the letter before them.
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Returns the ranges that differ, in order: a longest common subsequence of what lies between the
/// common beginning and the common end.
fn changed(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    /// Beyond it (a pasted text of thousands of words over another) the middle is replaced whole.
    const MOST_CELLS: usize = 4_000_000;
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - head;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let (rows, columns) = (old_end - head, new_end - head);
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > MOST_CELLS {
        return if rows + columns == 0 { Vec::new() } else { vec![(head..old_end, head..new_end)] };
    }
    // lengths[row][column]: the longest common subsequence of what follows there.
    let width = columns + 1;
    let mut lengths = vec![0u32; (rows + 1) * width];
    let cell = |row: usize, column: usize| row * width + column;
    let same = |row: usize, column: usize| old.get(head + row) == new.get(head + column);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let value = |at: usize| lengths.get(at).copied().unwrap_or(0);
            let best = if same(row, column) {
                value(cell(row + 1, column + 1)) + 1
            } else {
                value(cell(row + 1, column)).max(value(cell(row, column + 1)))
            };
            if let Some(slot) = lengths.get_mut(cell(row, column)) {
                *slot = best;
            }
        }
    }
    let mut ranges: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut row, mut column) = (0, 0);
    let mut begin = (0, 0);
    let mut close = |begin: (usize, usize), row: usize, column: usize| {
        if begin != (row, column) {
            ranges.push((head + begin.0..head + row, head + begin.1..head + column));
        }
    };
    let value = |row: usize, column: usize| lengths.get(cell(row, column)).copied().unwrap_or(0);
    while row < rows && column < columns {
        if same(row, column) {
            close(begin, row, column);
            (row, column) = (row + 1, column + 1);
            begin = (row, column);
        } else if value(row + 1, column) >= value(row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    close(begin, rows, columns);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply(old: &str, edits: &[Edit]) -> String {
        let mut text: Vec<char> = old.chars().collect();
        for edit in edits {
            text.splice(edit.at..edit.at + edit.delete, edit.insert.chars());
        }
        text.into_iter().collect()
    }

    proptest! {
        #[test]
        fn edits_lead_from_one_text_to_the_other(
            old in "[aə bş.,“”\u{301}x]{0,40}", new in "[aə bş.,“”\u{301}x]{0,40}",
        ) {
            prop_assert_eq!(apply(&old, &edits(&old, &new)), new);
        }
    }

    #[test]
    fn words_are_replaced_whole() {
        assert_eq!(
            edits("forum bu gün başladı", "forum dünən başladı"),
            [Edit { at: 6, delete: 6, insert: "dünən".into() }]
        );
        // “söz1” and “söz2” share letters: a difference by letters would insert a “2” only.
        assert_eq!(
            edits("söz1 var", "söz2 var"),
            [Edit { at: 0, delete: 4, insert: "söz2".into() }]
        );
    }

    #[test]
    fn typing_inside_a_word_costs_what_was_typed() {
        assert_eq!(edits("Xank", "Xankəndi"), [Edit { at: 4, delete: 0, insert: "əndi".into() }]);
        assert_eq!(edits("formu", "forumu"), [Edit { at: 3, delete: 0, insert: "u".into() }]);
        assert_eq!(edits("foruum", "forum"), [Edit { at: 4, delete: 1, insert: String::new() }]);
    }

    #[test]
    fn unpaired_surrogates_in_json_become_replacement_characters() {
        let json = br#"{"a":"\ud83d\ude00 \ud800 \udc00x\\ud800 \ud800\ud83d\ude00"}"#;
        let value: serde_json::Value = serde_json::from_slice(&well_formed_json(json)).unwrap();
        assert_eq!(value["a"], "😀 \u{fffd} \u{fffd}x\\ud800 \u{fffd}😀");
        assert!(matches!(well_formed_json(br#"{"a":"\u0259"}"#), Cow::Borrowed(_)));
    }

    #[test]
    fn what_no_format_carries_is_replaced_one_for_one() {
        assert_eq!(clean("a\0b\u{fffc}c\u{1}\n\tç"), "a\u{fffd}b\u{fffd}c\u{fffd}\n\tç");
    }
}
