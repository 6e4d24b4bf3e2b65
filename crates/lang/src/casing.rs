//! Capital and small letters by language. `str::to_lowercase` is wrong for Azerbaijani: it makes
//! "işiq" of "IŞIQ" and leaves a combining dot in "İSTİQLAL".

use icu_casemap::options::{TitlecaseOptions, TrailingCase};
use icu_casemap::{CaseMapper, TitlecaseMapper};
use unicode_normalization::UnicodeNormalization;

use crate::Lang;

/// Returns the text in small letters.
pub fn lower(text: &str, lang: Lang) -> String {
    CaseMapper::new().lowercase_to_string(text, &lang.id()).into_owned()
}

/// Returns the text in capitals.
pub fn upper(text: &str, lang: Lang) -> String {
    CaseMapper::new().uppercase_to_string(text, &lang.id()).into_owned()
}

/// Returns the text with its first letter as a capital; the rest stays as it is, so that acronyms
/// and names in a sentence keep theirs. Opening marks before the first letter are passed over.
pub fn title(text: &str, lang: Lang) -> String {
    let mut options = TitlecaseOptions::default();
    options.trailing_case = Some(TrailingCase::Unchanged);
    TitlecaseMapper::new().titlecase_segment_to_string(text, &lang.id(), options).into_owned()
}

/// Tells whether two texts differ in nothing but the case of their letters, by Azerbaijani rules
/// (I is ı, İ is i) and however their diacritics are encoded.
pub fn same_caseless(a: &str, b: &str) -> bool {
    let key = |text: &str| {
        let composed: String = text.nfc().collect();
        CaseMapper::new().fold_turkic_string(&composed).nfc().collect::<String>()
    };
    key(a) == key(b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn azerbaijani_keeps_its_two_i_apart() {
        assert_eq!(lower("İSTİQLAL IŞIQ", Lang::Az), "istiqlal ışıq");
        assert_eq!(upper("Xankəndi ışıq", Lang::Az), "XANKƏNDİ IŞIQ");
        assert_eq!(title("istiqlal günü", Lang::Az), "İstiqlal günü");
        assert_eq!(title("ışıq", Lang::Az), "Işıq");
    }

    #[test]
    fn english_does_not_get_turkic_letters() {
        assert_eq!(lower("INTERIM", Lang::En), "interim");
        assert_eq!(upper("interim", Lang::En), "INTERIM");
        assert_eq!(title("international", Lang::En), "International");
    }

    #[test]
    fn a_title_passes_quotation_marks_and_keeps_acronyms() {
        assert_eq!(title("“ilk addım” və QHT", Lang::Az), "“İlk addım” və QHT");
        assert_eq!(title("", Lang::Az), "");
    }

    #[test]
    fn caseless_is_about_case_alone() {
        assert!(same_caseless("Xankəndi", "XANKƏNDİ"));
        assert!(same_caseless("ışıq", "IŞIQ"));
        assert!(!same_caseless("ışıq", "İŞİQ"));
        // ə is a letter of its own, not an e with something.
        assert!(!same_caseless("Xankəndi", "Xankendi"));
        // ş as one scalar and as s with a cedilla below.
        assert!(same_caseless("Şəki", "s\u{327}əki"));
    }

    proptest! {
        #[test]
        fn case_does_not_matter_for_azerbaijani_words(word in "[abcçdeəfgğhxıijkqlmnoöprsştuüvyz]{0,12}") {
            prop_assert!(same_caseless(&word, &upper(&word, Lang::Az)));
            prop_assert_eq!(lower(&upper(&word, Lang::Az), Lang::Az), word);
        }
    }
}
