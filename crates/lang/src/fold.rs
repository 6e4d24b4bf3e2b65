//! One spelling for everything that a reader takes for the same letter: for search and for matching
//! names. For comparing that only ignores case, see `casing`.

use icu_casemap::CaseMapper;
use unicode_normalization::char::decompose_canonical;

/// Returns the text in lower case without diacritics: `Xankəndi` → `xankendi`, `IŞIQ` and `işıq` →
/// `isiq`. Each scalar becomes exactly one scalar, so an offset into the result is an offset into
/// the text.
///
/// All four letters I, ı, İ and i become `i`, because a keyboard without Azerbaijani letters writes
/// them alike. Apostrophes become `'`. Cyrillic keeps its letters but ё, which becomes е.
/// A combining mark stays a character of its own: bring the text to NFC before.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// Returns the folded form of one scalar. See [`fold`].
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        'ı' | 'İ' => 'i',
        'ə' | 'Ə' => 'e',
        '’' | '‘' | 'ʼ' | '´' | '＇' => '\'',
        _ => without_diacritic(CaseMapper::new().simple_lowercase(c)),
    }
}

fn without_diacritic(lower: char) -> char {
    match lower {
        'ı' => 'i',
        'ə' => 'e',
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ß' => 's',
        'ё' => 'е',
        _ => latin_base(lower).unwrap_or(lower),
    }
}

/// Returns the Latin letter that the character is with marks on it, if it is one.
fn latin_base(c: char) -> Option<char> {
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.filter(char::is_ascii_alphabetic).map(|base| base.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn azerbaijani_letters_meet_their_plain_twins() {
        assert_eq!(fold("Xankəndi"), "xankendi");
        assert_eq!(fold("ƏÖÜŞÇĞ əöüşçğ"), "eouscg eouscg");
        // A keyboard without ı writes "isiq"; capitals of either i must meet it too.
        assert_eq!(fold("IŞIQ İŞIQ işıq isiq"), "isiq isiq isiq isiq");
    }

    #[test]
    fn other_languages_lose_their_diacritics_but_not_their_letters() {
        assert_eq!(fold("Çelik Müller Łódź Šimić Søren"), "celik muller lodz simic soren");
        assert_eq!(fold("Алёна Йод"), "алена йод");
        assert_eq!(fold("O’Neill"), "o'neill");
    }

    proptest! {
        #[test]
        fn offsets_are_kept(text in any::<String>()) {
            prop_assert_eq!(fold(&text).chars().count(), text.chars().count());
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }

    #[test]
    fn every_scalar_folds_to_something_stable() {
        // proptest seldom meets the odd corners of Unicode; there are few enough to try all.
        for c in ('\0'..=char::MAX).filter(|c| !c.is_control()) {
            let folded = fold_char(c);
            assert_eq!(fold_char(folded), folded, "{c:?}");
        }
    }
}
