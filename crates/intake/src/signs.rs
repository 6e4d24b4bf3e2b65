//! What a single line looks like: a sentence, a person's name, a portal's name, a share button's
//! label … Whether it is one depends on its place, which `anatomy` judges.

mod names;
mod notices;

pub(crate) use names::{Signature, portal_names, signature};
pub(crate) use notices::{is_list_title, notice};

use tezis_lang::{fold, same_caseless};

use crate::hint::Hint;

/// Closing marks and brackets that may stand behind the end of a sentence.
const CLOSERS: &[char] = &['”', '"', '»', '’', '\'', '“', ')', ']', ' ', '\u{a0}'];

/// Sections that news sites have, folded.
const SECTIONS: &[&str] = &[
    "cemiyyet",
    "siyaset",
    "iqtisadiyyat",
    "medeniyyet",
    "idman",
    "dunya",
    "gundem",
    "hadise",
    "kriminal",
    "musahibe",
    "tehsil",
    "elm",
    "saglamliq",
    "texnologiya",
    "maqazin",
    "sou-biznes",
    "region",
    "bolge",
    "xeber",
    "xeberler",
    "manset",
    "analitika",
    "aktual",
    "ana sehife",
    "esas sehife",
    "haqqimizda",
    "elaqe",
    "arxiv",
    "reklam",
    "axtaris",
    "foto",
    "video",
    "society",
    "politics",
    "economy",
    "culture",
    "sport",
    "world",
    "news",
    "home",
    "about",
    "contact",
    "общество",
    "политика",
    "экономика",
    "культура",
    "спорт",
    "новости",
    "главная",
];

/// Words that headlines carry at their end, in capitals.
const MARKERS: &[&str] = &[
    "FOTO",
    "FOTOLAR",
    "VİDEO",
    "VIDEO",
    "VİDEOLAR",
    "YENİLƏNİB",
    "YENİLƏNDİ",
    "EKSKLÜZİV",
    "ÖZƏL",
    "CANLI",
    "FOTOREPORTAJ",
    "FOTOSESSİYA",
    "MÜSAHİBƏ",
    "PHOTO",
    "PHOTOS",
    "UPDATED",
    "ФОТО",
    "ВИДЕО",
    "ОБНОВЛЕНО",
];

/// Tells whether the text is prose, as paragraphs of a report are, rather than a headline, a name or
/// a label: it is long, or it is a whole sentence with its full stop.
pub(crate) fn is_prose(text: &str) -> bool {
    let chars = text.chars().count();
    if chars >= 180 {
        return true;
    }
    let words = text.split_whitespace().count();
    let end = text.trim_end_matches(CLOSERS);
    let stopped = end.ends_with(['.', ':', ';']) && !end.ends_with("..");
    let asked = end.ends_with(['?', '!', '…']) || end.ends_with("...");
    words >= 4 && (stopped || (chars >= 120 && asked))
}

/// Tells whether a line leads a list in: "Mükafat alanlar:".
pub(crate) fn introduces_list(text: &str) -> bool {
    text.trim_end().ends_with(':')
}

/// Tells whether a line that is no prose could be a headline of another article.
pub(crate) fn is_headline_like(text: &str) -> bool {
    let begins = text
        .trim_start_matches(['“', '"', '«', '„', '\'', '‘', '(', '-', '–', '—', ' '])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    begins && !is_prose(text) && !introduces_list(text) && !text.contains('\n')
}

/// Tells whether a line is as short as an entry of a menu.
pub(crate) fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 3 && text.chars().count() <= 25
}

/// Tells whether the words are a section of the portal or of news sites in general.
pub(crate) fn is_section(text: &str, hint: &Hint<'_>) -> bool {
    let folded = fold(text.trim());
    SECTIONS.contains(&folded.as_str())
        || hint.sections.iter().any(|section| same_caseless(section, text.trim()))
}

/// Tells whether a line is a path through the site: `Ana səhifə » Cəmiyyət`.
pub(crate) fn is_breadcrumb(text: &str, hint: &Hint<'_>) -> bool {
    let parts: Vec<&str> = text
        .split(['»', '›', '>', '/', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.len() >= 2
        && parts.first().is_some_and(|first| is_section(first, hint))
        && text.chars().count() <= 120
}

/// Returns the marker at a headline's end, without brackets and dash.
pub(crate) fn marker<'a>(headline: &'a str, hint: &Hint<'_>) -> Option<&'a str> {
    let around = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '-' | '–' | '—' | '|' | '/' | '.')
    };
    let end = headline.trim_end_matches(around);
    let start = end
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '/' | '-' | '+'))
        .last()
        .map(|(at, _)| at)?;
    let word = end.get(start..)?.trim_matches(around);
    let is_marker = |part: &str| {
        MARKERS.contains(&part)
            || hint.markers.iter().any(|marker| marker.trim_matches(around) == part)
    };
    let whole = !word.is_empty() && (is_marker(word) || word.split(['/', '-', '+']).all(is_marker));
    // "foto" in small letters is a word of the sentence; a headline that is nothing else is no headline.
    whole.then_some(word)
}

/// Tells whether a line holds a headline's marker and nothing else.
pub(crate) fn is_only_marker(text: &str, hint: &Hint<'_>) -> bool {
    marker(text, hint).is_some_and(|word| text.trim_matches(|c: char| !c.is_alphanumeric()) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_told_from_headlines() {
        assert!(is_prose("Konfrans işə başlayıb və iki gün davam edəcək."));
        assert!(is_prose("“Bu yol uzun olacaq, hazır olun”."));
        assert!(!is_prose("Konfransda nə müzakirə olundu?"));
        assert!(!is_prose("Gəncədə yeni məktəb açıldı - FOTO"));
        assert!(!is_prose("Hava necə olacaq..."));
        assert!(!is_prose("Son."));
    }

    #[test]
    fn markers_are_found_in_any_dress() {
        let hint = Hint { markers: &["(XÜSUSİ)"], ..Hint::default() };
        let marker = |headline| marker(headline, &hint);
        assert_eq!(marker("Forum bitdi (FOTOLAR)"), Some("FOTOLAR"));
        assert_eq!(marker("Forum bitdi - FOTO/VİDEO"), Some("FOTO/VİDEO"));
        assert_eq!(marker("Forum bitdi – YENİLƏNİB"), Some("YENİLƏNİB"));
        assert_eq!(marker("Forum bitdi (XÜSUSİ)"), Some("XÜSUSİ"));
        assert_eq!(marker("Ən yaxşı foto"), None);
        assert_eq!(marker("Yeni QHT"), None);
        assert_eq!(marker(""), None);
    }

    #[test]
    fn paths_through_a_site_are_known() {
        let hint = Hint { sections: &["Gündəlik"], ..Hint::default() };
        assert!(is_breadcrumb("Ana səhifə » Cəmiyyət", &hint));
        assert!(is_breadcrumb("Gündəlik / Forum bitdi", &hint));
        assert!(!is_breadcrumb("Su / torpaq / hava", &hint));
    }
}
