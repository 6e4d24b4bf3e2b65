//! The last part of a web address. Names of files, which obey more rules, are in `file_name`.

use unicode_normalization::UnicodeNormalization;

use crate::fold_char;

/// Returns the text as a slug: `a`–`z`, `0`–`9` and single hyphens between them, at most `max_len`
/// characters, cut at a hyphen where there is one in the second half. Empty when the text holds no
/// letter or digit that can be written so.
///
/// Azerbaijani letters become their plain twins (`Xankəndi` → `xankendi`), Cyrillic is transcribed;
/// apostrophes vanish, everything else separates.
pub fn slug(text: &str, max_len: usize) -> String {
    let mut slug = String::with_capacity(text.len().min(max_len));
    let mut gap = false;
    for c in text.nfc().map(fold_char) {
        let Some(letters) = ascii(c) else {
            gap |= !(c == '\'' || unicode_normalization::char::is_combining_mark(c));
            continue;
        };
        if letters.is_empty() {
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push_str(letters.as_str());
        if slug.len() > max_len {
            break;
        }
    }
    cut(slug, max_len)
}

/// Cuts at the last hyphen that still leaves half of the room used, else within the word.
fn cut(mut slug: String, max_len: usize) -> String {
    if slug.len() <= max_len {
        return slug;
    }
    // One more than fits: when a hyphen stands there, the words before it fit exactly.
    slug.truncate(max_len + 1);
    match slug.rfind('-') {
        Some(hyphen) if hyphen > max_len / 2 => slug.truncate(hyphen),
        _ => slug.truncate(max_len),
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// What a folded character becomes.
enum Ascii {
    One([u8; 1]),
    Some(&'static str),
}

impl Ascii {
    fn as_str(&self) -> &str {
        match self {
            Self::One(letter) => std::str::from_utf8(letter).unwrap_or_default(),
            Self::Some(letters) => letters,
        }
    }

    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

/// Returns the ASCII letters of a folded character: itself, or the Cyrillic letter's transcription
/// (Russian as Azerbaijani newsrooms write it, and the Cyrillic Azerbaijani alphabet of 1958).
fn ascii(c: char) -> Option<Ascii> {
    if let Ok(byte) = u8::try_from(c)
        && byte.is_ascii_alphanumeric()
    {
        return Some(Ascii::One([byte]));
    }
    Some(Ascii::Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "q",
        'ғ' | 'ҝ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' | 'ә' => "e",
        'ж' => "j",
        'з' => "z",
        'и' | 'ы' | 'і' => "i",
        'й' | 'ј' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ү' => "u",
        'ф' => "f",
        'х' => "x",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ҹ' => "c",
        'ш' => "sh",
        'щ' => "sch",
        'ю' => "yu",
        'я' => "ya",
        'ї' => "yi",
        'ъ' | 'ь' => "",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn azerbaijani_becomes_plain() {
        assert_eq!(
            slug("Göygöldə “Ağ Çiçək” festivalı: III Gün!", 80),
            "goygolde-ag-cicek-festivali-iii-gun"
        );
        assert_eq!(slug("İŞIQ və ƏLİFBA", 80), "isiq-ve-elifba");
        assert_eq!(slug("s\u{327}əhər", 80), "seher");
    }

    #[test]
    fn cyrillic_is_transcribed() {
        assert_eq!(slug("Форум в Гяндже: объявление", 80), "forum-v-qyandje-obyavlenie");
        assert_eq!(slug("Азәрбајҹан", 80), "azerbaycan");
    }

    #[test]
    fn apostrophes_vanish_and_other_marks_separate() {
        assert_eq!(slug("O’Neill's 3.3 bal – tezis.az", 80), "oneills-3-3-bal-tezis-az");
    }

    #[test]
    fn a_long_slug_ends_with_a_whole_word() {
        assert_eq!(slug("bir iki üç dörd", 11), "bir-iki-uc");
        assert_eq!(slug("bir iki üç dörd", 10), "bir-iki-uc");
        // One word longer than the room has to be cut.
        assert_eq!(slug("beynəlxalqlaşdırılma", 8), "beynelxa");
        assert_eq!(slug("bir", 0), "");
    }

    #[test]
    fn what_has_no_letters_has_no_slug() {
        assert_eq!(slug("… — 中文 !", 20), "");
    }

    proptest! {
        #[test]
        fn only_letters_digits_and_single_hyphens(text in any::<String>(), max in 0_usize..40) {
            let slug = slug(&text, max);
            prop_assert!(slug.len() <= max);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }

        #[test]
        fn a_slug_is_its_own_slug(text in "[A-Za-zəĞIİöüşç0-9 .,’“Ж-я-]{0,40}") {
            let once = slug(&text, 30);
            prop_assert_eq!(slug(&once, 30), once);
        }
    }
}
