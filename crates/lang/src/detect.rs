//! Which language a text is in, of the three that the app knows. A guess for a form field that the
//! author sees, not a classifier.

use crate::{Lang, fold, words};

/// Words that a text of any length holds, folded, and that the other languages lack.
const AZ: &[&str] = &[
    "ve", "bu", "ki", "ile", "ucun", "olan", "bir", "deyib", "edib", "olub", "bildirib", "haqqinda",
];
const EN: &[&str] =
    &["the", "of", "and", "to", "in", "is", "was", "for", "that", "with", "has", "said"];

/// Returns the language of a text, or `None` when nothing speaks for one: too short, or another
/// language.
pub fn detect(text: &str) -> Option<Lang> {
    let (mut az, mut en, mut ru, mut total) = (0_usize, 0_usize, 0_usize, 0_usize);
    for word in words(text) {
        total += 1;
        let folded = fold(word.text);
        if word.text.contains(['ə', 'Ə', 'ı', 'ğ', 'Ğ']) || AZ.contains(&folded.as_str()) {
            az += 1;
        } else if EN.contains(&folded.as_str()) {
            en += 1;
        } else if folded.contains(|c| matches!(c, 'а'..='я')) {
            ru += 1;
        }
    }
    let (best, lang) = [(az, Lang::Az), (en, Lang::En), (ru, Lang::Ru)]
        .into_iter()
        .max_by_key(|(count, _)| *count)?;
    // Below a tenth the words may all be names in a text of yet another language.
    (best > 0 && best * 10 >= total).then_some(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_known_by_its_letters_or_little_words() {
        assert_eq!(detect("Gəncədə konfrans keçirilib."), Some(Lang::Az));
        assert_eq!(detect("The conference was held in Ganja."), Some(Lang::En));
        assert_eq!(detect("В Гяндже прошла конференция."), Some(Lang::Ru));
        // An English text about Azerbaijanis holds their letters, yet stays English.
        assert_eq!(
            detect(
                "The head of the fund, Fərid Əsgərli, said that it was a good year for the region."
            ),
            Some(Lang::En)
        );
        assert_eq!(detect("2025"), None);
        assert_eq!(detect(""), None);
    }
}
