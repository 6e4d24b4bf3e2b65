//! Text on its way into a document: what can't be kept is replaced one for one, so that offsets stay;
//! and the difference of two texts by words.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::order::longest_run;

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
pub(crate) fn words(text: &str) -> Vec<&str> {
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

/// The most comparisons of words with words that a difference of two texts may cost.
const MOST_CELLS: usize = 4_000_000;

/// Returns the ranges of words that differ, in order.
///
/// What lies between the common beginning and the common end is compared by its heaviest common
/// subsequence; where that would cost too much, it is first cut at the words that occur once in both,
/// and what is still too long (a pasted text over another) is replaced whole.
pub(crate) fn changed(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let (old, new) = numbered(old, new);
    let (old, new) = (old.as_slice(), new.as_slice());
    let all = without_ends(old, new, 0..old.len(), 0..new.len());
    let gaps = if all.0.len().saturating_mul(all.1.len()) > MOST_CELLS {
        cut_at_anchors(old, new, all)
    } else {
        vec![all]
    };
    let mut left = MOST_CELLS;
    let mut ranges = Vec::new();
    for (in_old, in_new) in gaps {
        let (in_old, in_new) = without_ends(old, new, in_old, in_new);
        let cells = in_old.len().saturating_mul(in_new.len());
        if cells > 0 && cells <= left {
            left -= cells;
            common_subsequence(old, new, in_old, in_new, &mut ranges);
        } else if !(in_old.is_empty() && in_new.is_empty()) {
            ranges.push((in_old, in_new));
        }
    }
    ranges
}

/// A word or other character as it is compared: a number, the same for the same word, and what it
/// weighs. Two texts that have a word in common are compared around the word, not around a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Token {
    number: u32,
    weight: u32,
}

fn numbered(old: &[&str], new: &[&str]) -> (Vec<Token>, Vec<Token>) {
    let mut numbers = HashMap::new();
    let mut token = |word: &&str| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let number = *numbers.entry((*word).to_owned()).or_insert(next);
        let weight = match word.chars().next() {
            Some(c) if in_word(c) => 4,
            Some(c) if c.is_whitespace() => 1,
            _ => 2,
        };
        Token { number, weight }
    };
    (old.iter().map(&mut token).collect(), new.iter().map(&mut token).collect())
}

fn without_ends(
    old: &[Token],
    new: &[Token],
    in_old: Range<usize>,
    in_new: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let (a, b) =
        (old.get(in_old.clone()).unwrap_or_default(), new.get(in_new.clone()).unwrap_or_default());
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let room = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    (in_old.start + head..in_old.end - tail, in_new.start + head..in_new.end - tail)
}

/// Cuts two texts at the words that each has once, as far as they come in the same order.
fn cut_at_anchors(
    old: &[Token],
    new: &[Token],
    (in_old, in_new): (Range<usize>, Range<usize>),
) -> Vec<(Range<usize>, Range<usize>)> {
    let once = |words: &[Token], range: &Range<usize>| {
        let mut places: BTreeMap<Token, Option<usize>> = BTreeMap::new();
        for (place, word) in words.iter().enumerate().take(range.end).skip(range.start) {
            places.entry(*word).and_modify(|place| *place = None).or_insert(Some(place));
        }
        places
    };
    let (once_old, once_new) = (once(old, &in_old), once(new, &in_new));
    let place_in_new = |word: &Token| once_new.get(word).copied().flatten();
    let mut anchors: Vec<(usize, Option<usize>)> = once_old
        .iter()
        .filter_map(|(word, place)| Some(((*place)?, Some(place_in_new(word)?))))
        .collect();
    anchors.sort_unstable();
    let places: Vec<Option<usize>> = anchors.iter().map(|(_, place)| *place).collect();
    let stays = longest_run(&places);
    let mut gaps = Vec::new();
    let mut reached = (in_old.start, in_new.start);
    for ((at_old, at_new), _) in anchors.iter().zip(stays).filter(|(_, stays)| *stays) {
        let Some(at_new) = *at_new else { continue };
        gaps.push((reached.0..*at_old, reached.1..at_new));
        reached = (at_old + 1, at_new + 1);
    }
    gaps.push((reached.0..in_old.end, reached.1..in_new.end));
    gaps
}

fn common_subsequence(
    old: &[Token],
    new: &[Token],
    in_old: Range<usize>,
    in_new: Range<usize>,
    ranges: &mut Vec<(Range<usize>, Range<usize>)>,
) {
    let (head_old, head_new) = (in_old.start, in_new.start);
    let (rows, columns) = (in_old.len(), in_new.len());
    // weights[row][column]: that of the heaviest common subsequence of what follows there.
    let width = columns + 1;
    let mut weights = vec![0u32; (rows + 1) * width];
    let cell = |row: usize, column: usize| row * width + column;
    let same = |row: usize, column: usize| old.get(head_old + row) == new.get(head_new + column);
    let weight = |row: usize| old.get(head_old + row).map_or(0, |token| token.weight);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let value = |at: usize| weights.get(at).copied().unwrap_or(0);
            let best = if same(row, column) {
                value(cell(row + 1, column + 1)) + weight(row)
            } else {
                value(cell(row + 1, column)).max(value(cell(row, column + 1)))
            };
            if let Some(slot) = weights.get_mut(cell(row, column)) {
                *slot = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut begin = (0, 0);
    let mut close = |begin: (usize, usize), row: usize, column: usize| {
        if begin != (row, column) {
            ranges
                .push((head_old + begin.0..head_old + row, head_new + begin.1..head_new + column));
        }
    };
    let value = |row: usize, column: usize| weights.get(cell(row, column)).copied().unwrap_or(0);
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

    /// Two texts of more words than can be compared each with each: the chapters between them are
    /// found by their rare words, and only what was written anew is replaced.
    #[test]
    fn long_texts_are_compared_around_their_rare_words() {
        let chapter = (0..6000).map(|n| format!("və söz{n} ")).collect::<Vec<_>>().concat();
        let old = format!("Əvvəl belə {chapter} sonra belə.");
        let new = format!("Sonra elə {} əvvəl elə.", chapter.replace("söz3000 ", "cümlə "));
        let edits = edits(&old, &new);
        assert_eq!(apply(&old, &edits), new);
        let written: usize = edits.iter().map(|edit| edit.insert.chars().count()).sum();
        assert!(written < 60, "{written}");
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
