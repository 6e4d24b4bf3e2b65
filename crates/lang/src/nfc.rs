//! One encoding for letters with diacritics.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns the text in Unicode's form C, in which ş is one scalar: borrowed when it is already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let composed: String = text.nfc().collect();
    // The quick check says "maybe" of texts with any combining mark.
    if composed == text { Cow::Borrowed(text) } else { Cow::Owned(composed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed_and_right_text_is_left_alone() {
        assert_eq!(nfc("s\u{327}əhər"), "şəhər");
        assert!(matches!(nfc("şəhər, i\u{307}"), Cow::Borrowed(_)));
    }
}
