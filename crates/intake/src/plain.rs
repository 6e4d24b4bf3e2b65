//! Plain text to pieces: one paragraph a line, or lines joined where the text was wrapped by hand.

use tezis_report::model::BlockKind;

use crate::dateline;
use crate::hint::Hint;
use crate::piece::{Piece, PieceKind, Pieces};
use crate::signs::is_section;

/// Signs that only begin an item of a list. A dash is not among them: it begins direct speech too.
const BULLETS: &[char] = &['•', '▪', '●', '◦', '‣', '∙', '■', '\u{f0b7}'];

/// Cuts a plain text into pieces.
pub(crate) fn pieces(text: &str, hint: &Hint<'_>) -> Pieces {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let width = wrap_width(&lines);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut line_before: Option<&str> = None;
    for line in lines {
        if line.is_empty() {
            line_before = None;
            continue;
        }
        match (line_before, width, paragraphs.last_mut()) {
            (Some(before), Some(width), Some(paragraph))
                if was_wrapped(before, line, width, hint) =>
            {
                // A word cut at its hyphen ("QHT-" / "lər") goes on without a space.
                if !ends_in_word_hyphen(paragraph) {
                    paragraph.push(' ');
                }
                paragraph.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
        line_before = Some(line);
    }
    Pieces {
        all: paragraphs.iter().map(|paragraph| piece(paragraph)).collect(),
        ..Pieces::default()
    }
}

fn piece(paragraph: &str) -> Piece {
    let Some(item) =
        paragraph.strip_prefix(BULLETS).map(str::trim_start).filter(|item| !item.is_empty())
    else {
        return Piece::paragraph(paragraph);
    };
    let kind = PieceKind::Block(BlockKind::ListItem { ordered: false, level: 0 });
    Piece { kind, ..Piece::paragraph(item) }
}

/// Returns the width at which a text was wrapped by hand, or `None` when each line is a paragraph.
///
/// Wrapped text never has long lines, and its lines go on in the next one, most of them with a small
/// letter, after nearly as many characters as in every other line.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let length = |line: &&str| line.chars().count();
    let width = lines.iter().map(length).max()?;
    if !(40..=110).contains(&width) {
        return None;
    }
    let pairs = || {
        lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter(|(line, next)| !line.is_empty() && !next.is_empty())
    };
    let going_on = pairs()
        .filter(|(line, next)| {
            length(line) * 10 >= width * 6
                && !ends_sentence(line)
                && next.starts_with(char::is_lowercase)
        })
        .count();
    // Headlines follow one another too, but hardly ever begin with a small letter.
    (going_on >= 3 && going_on * 4 >= pairs().count()).then_some(width)
}

/// Tells whether a line goes on in the next one: its first word would not have fitted behind it.
fn was_wrapped(line: &str, next: &str, width: usize, hint: &Hint<'_>) -> bool {
    if next.starts_with(BULLETS) {
        return false;
    }
    let is_dateline =
        |line| dateline::parse(line, hint.dateline, |word| is_section(word, hint)).is_some();
    let first_word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.chars().count() + 1 + first_word > width && !is_dateline(line) && !is_dateline(next)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '»', ')']).ends_with(['.', '!', '?', ':', '…'])
}

fn ends_in_word_hyphen(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphanumeric))
}
