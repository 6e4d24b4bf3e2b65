//! The languages whose rules differ here.

use icu_locale_core::{LanguageIdentifier, langid};

/// A language of a text, as far as casing, collation and date words depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Azerbaijani in Latin script: I is the capital of ı, İ that of i.
    #[default]
    Az,
    /// English, and the rules for any language without rules of its own here.
    En,
    /// Russian: English rules, but Cyrillic sorts before Latin.
    Ru,
}

impl Lang {
    /// Returns the language of a BCP 47 tag (`az`, `az-Latn`, `en-GB`); any unknown one is English.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        if primary.eq_ignore_ascii_case("az") {
            Self::Az
        } else if primary.eq_ignore_ascii_case("ru") {
            Self::Ru
        } else {
            Self::En
        }
    }

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Az => "az",
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    pub(crate) fn id(self) -> LanguageIdentifier {
        match self {
            Self::Az => langid!("az"),
            Self::En => langid!("en"),
            Self::Ru => langid!("ru"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_by_its_first_part() {
        assert_eq!(Lang::from_tag("az-Latn-AZ"), Lang::Az);
        assert_eq!(Lang::from_tag("AZ"), Lang::Az);
        assert_eq!(Lang::from_tag("ru_RU"), Lang::Ru);
        assert_eq!(Lang::from_tag("en"), Lang::En);
        // "aze" is not a tag of BCP 47 ("az" is), and unknown ones must not get the Turkic i.
        assert_eq!(Lang::from_tag("de"), Lang::En);
        assert_eq!(Lang::from_tag(""), Lang::En);
    }

    #[test]
    fn tags_come_back() {
        for lang in [Lang::Az, Lang::En, Lang::Ru] {
            assert_eq!(Lang::from_tag(lang.tag()), lang);
        }
    }
}
