//! The order of the alphabet: in Azerbaijani x stands after h, q after k, and ə, ğ, ı, ö, ü are
//! letters of their own.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use crate::Lang;

/// Compares two texts by the dictionary order of the language.
pub fn compare(a: &str, b: &str, lang: Lang) -> Ordering {
    collator(lang).compare(a, b)
}

/// Returns bytes that compare like [`compare`], for a column to sort by. They depend on the version
/// of the collation data: make them anew when they are stored beyond one version of the app.
pub fn sort_key(text: &str, lang: Lang) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    let Ok(()) = collator(lang).write_sort_key_to(text, &mut key);
    key
}

fn collator(lang: Lang) -> &'static CollatorBorrowed<'static> {
    static AZ: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| make(Lang::Az));
    static EN: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| make(Lang::En));
    static RU: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| make(Lang::Ru));
    match lang {
        Lang::Az => &AZ,
        Lang::En => &EN,
        Lang::Ru => &RU,
    }
}

fn make(lang: Lang) -> CollatorBorrowed<'static> {
    Collator::try_new(lang.id().into(), CollatorOptions::default())
        .expect("BUG: compiled collation data holds the root collation")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(words: &str, lang: Lang) -> String {
        let mut words: Vec<_> = words.split(' ').collect();
        words.sort_by(|a, b| compare(a, b, lang));
        words.join(" ")
    }

    #[test]
    fn the_azerbaijani_alphabet_comes_out() {
        assert_eq!(
            sorted("z y ü v u t ş s r p ö o n m l q k j i ı x h ğ g f ə e d ç c b a", Lang::Az),
            "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z"
        );
    }

    #[test]
    fn names_sort_by_the_language_of_the_list() {
        let names = "Lalə Qalib Xalid İlham ışıq Həsən Könül Iraq";
        assert_eq!(sorted(names, Lang::Az), "Həsən Xalid Iraq ışıq İlham Könül Qalib Lalə");
        assert_eq!(sorted("Xerox Queen Lamp Hall", Lang::En), "Hall Lamp Queen Xerox");
        assert_eq!(sorted("Anna Анна", Lang::Ru), "Анна Anna");
    }

    proptest! {
        #[test]
        fn sort_keys_compare_like_the_texts(a in "[a-zəğıöüşçİIQX ]{0,8}", b in "[a-zəğıöüşçİIQX ]{0,8}") {
            prop_assert_eq!(
                sort_key(&a, Lang::Az).cmp(&sort_key(&b, Lang::Az)),
                compare(&a, &b, Lang::Az)
            );
        }
    }
}
