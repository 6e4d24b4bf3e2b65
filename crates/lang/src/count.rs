//! How long a text is, as a newsroom counts. Words for search are in `words`.

/// Returns the number of words: what stands between spaces and dashes and holds a letter or digit,
/// so `QHT-lərlə`, `mia.az-ın` and `O’Neill` are one word each.
pub fn word_count(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '…' | '/'))
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .count()
}

/// Returns the number of characters with spaces; a letter with a combining mark counts once, line
/// breaks don't count.
pub fn char_count(text: &str) -> usize {
    text.chars()
        .filter(|c| !c.is_control() && !unicode_normalization::char::is_combining_mark(*c))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_one_reads_them() {
        assert_eq!(word_count("QHT-lərlə iş – 2022-ci ildən, O’Neill dedi."), 6);
        assert_eq!(word_count("gənclər/tələbələr"), 2);
        assert_eq!(word_count(" … — \n"), 0);
    }

    #[test]
    fn characters_are_counted_as_one_sees_them() {
        assert_eq!(char_count("Şəki\nGəncə"), 9);
        assert_eq!(char_count("s\u{327}əki"), 4);
    }
}
