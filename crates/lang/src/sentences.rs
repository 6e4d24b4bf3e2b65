//! Sentences of a text, by Unicode's rules (UAX 29) without their false ends after an initial or a
//! title: `R. Rüstəmov`, `prof. Quliyev`.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::fold;

/// A sentence of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// Where it begins, in Unicode scalars.
    pub start: usize,
    /// The sentence with the space behind it: all of them together are the text.
    pub text: &'a str,
}

/// Abbreviations, folded, that a name or number follows, so their full stop ends nothing.
const BEFORE_A_NAME: &[&str] = &[
    "prof", "dos", "akad", "dr", "mr", "mrs", "ms", "st", "kuc", "pr", "seh", "ray", "no", "mes",
    "bax",
];

/// Returns the sentences of a text, in order.
pub fn sentences(text: &str) -> impl Iterator<Item = Sentence<'_>> {
    let breaks: Vec<usize> = SentenceSegmenter::new(SentenceBreakInvariantOptions::default())
        .segment_str(text)
        .collect();
    let mut rest = text;
    let (mut begin, mut start) = (0, 0);
    breaks.into_iter().skip(1).filter_map(move |end| {
        let (sentence, tail) = rest.split_at_checked(end - begin)?;
        if !tail.is_empty() && ends_falsely(sentence) {
            return None;
        }
        let at = start;
        start += sentence.chars().count();
        begin = end;
        rest = tail;
        Some(Sentence { start: at, text: sentence })
    })
}

fn ends_falsely(sentence: &str) -> bool {
    let Some(before) = sentence.trim_end_matches([' ', '\u{a0}']).strip_suffix('.') else {
        return false;
    };
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // An initial. "və s." ends in a small letter and may well end a sentence.
        (Some(letter), None) => letter.is_uppercase(),
        (Some(_), Some(_)) => BEFORE_A_NAME.contains(&fold(word).as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        sentences(text).map(|sentence| sentence.text.trim_end()).collect()
    }

    #[test]
    fn initials_numbers_and_titles_end_nothing() {
        assert_eq!(
            texts(
                "Mayın 20-də R. Quliyev çıxış edib. O, prof. Nəbiyevlə 3.3 bal və s. barədə danışıb. Son."
            ),
            [
                "Mayın 20-də R. Quliyev çıxış edib.",
                "O, prof. Nəbiyevlə 3.3 bal və s. barədə danışıb.",
                "Son."
            ]
        );
    }

    #[test]
    fn a_quotation_keeps_its_closing_mark() {
        assert_eq!(
            texts("“Hər şey hazırdır”. Sual yoxdur?"),
            ["“Hər şey hazırdır”.", "Sual yoxdur?"]
        );
    }

    proptest! {
        #[test]
        fn together_they_are_the_text(text in any::<String>()) {
            let joined: String = sentences(&text).map(|sentence| sentence.text).collect();
            prop_assert_eq!(&joined, &text);
            for sentence in sentences(&text) {
                let there: String = text.chars().skip(sentence.start).take(sentence.text.chars().count()).collect();
                prop_assert_eq!(there, sentence.text);
            }
        }
    }
}
