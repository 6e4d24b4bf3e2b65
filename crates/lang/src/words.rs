//! Words for search and for matching names. Counting words as a newsroom does is in `count`.

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where it begins, in Unicode scalars.
    pub start: usize,
    /// The word as it is written.
    pub text: &'a str,
}

/// Returns the words of a text, in order: the longest runs of letters, digits and combining marks.
///
/// A hyphen, an apostrophe and a full stop end a word, so `QHT-lərlə` is found by `qht`, `O’Neill`
/// by `neill` and `mia.az-ın` by `mia`; SQLite's tokenizer `ascii` cuts folded text at the same
/// places.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    Words { rest: text, offset: 0 }
}

struct Words<'a> {
    rest: &'a str,
    /// Scalars before `rest`.
    offset: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let begin = self.rest.find(char::is_alphanumeric)?;
        let (skipped, tail) = self.rest.split_at(begin);
        let end = tail.find(|c: char| !is_word_char(c)).unwrap_or(tail.len());
        let (word, rest) = tail.split_at(end);
        let start = self.offset + skipped.chars().count();
        self.offset = start + word.chars().count();
        self.rest = rest;
        Some(Word { start, text: word })
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn suffixes_behind_a_mark_are_words_of_their_own() {
        assert_eq!(
            texts("QHT-lərlə “Ulduz”nun 2022-ci"),
            ["QHT", "lərlə", "Ulduz", "nun", "2022", "ci"]
        );
        assert_eq!(texts("O’Neill, tezis.az!"), ["O", "Neill", "tezis", "az"]);
        assert_eq!(texts(" – … "), [""; 0]);
    }

    #[test]
    fn a_decomposed_letter_does_not_cut_a_word() {
        assert_eq!(texts("s\u{327}əhər"), ["s\u{327}əhər"]);
    }

    proptest! {
        #[test]
        fn start_is_where_the_word_stands(text in any::<String>()) {
            for word in words(&text) {
                let there: String = text.chars().skip(word.start).take(word.text.chars().count()).collect();
                prop_assert_eq!(there, word.text);
            }
        }

        #[test]
        fn every_letter_is_in_a_word(text in "[a-zəı İ’“”.,\\-0-9\n]{0,60}") {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert_eq!(words(&text).map(|w| w.text.chars().count()).sum::<usize>(), letters);
        }
    }
}
