//! Lines that sign a text: an author, several authors, the medium. By their shape, not by lists of
//! names, so that any author is recognised.

use tezis_lang::{fold, same_caseless, words};

use crate::hint::Hint;

/// A line that names authors, the medium, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Signature {
    /// The word before the names, with its colon.
    pub(crate) label: Option<String>,
    pub(crate) names: Vec<String>,
    pub(crate) credit: Option<String>,
}

/// Labels before an author, folded.
const AUTHOR_LABELS: &[&str] = &[
    "muellif",
    "metnin muellifi",
    "metn",
    "hazirladi",
    "hazirlayan",
    "hazirlayib",
    "yazdi",
    "muxbir",
    "reportyor",
    "author",
    "by",
    "written by",
    "reporter",
    "text",
    "автор",
    "подготовил",
    "подготовила",
];

/// Labels before a medium, folded.
const SOURCE_LABELS: &[&str] = &["menbe", "source", "источник"];

/// Words of organisations, events and headings, folded: with one of them, capitalised words are no
/// person's name.
const NOT_NAMES: &[&str] = &[
    "forum",
    "birliy",
    "birlik",
    "mecli",
    "nazirliy",
    "nazirlik",
    "agentliy",
    "agentlik",
    "merkez",
    "fond",
    "komite",
    "universitet",
    "institut",
    "akademiya",
    "sirket",
    "bank",
    "klub",
    "xeber",
    "sehife",
    "sessiya",
    "panel",
    "konfrans",
    "konqres",
    "festival",
    "seher",
    "rayon",
    "respublik",
    "azerbaycan",
    "qarabag",
    "turkiye",
    "partiya",
    "teskilat",
    "muzakire",
    "teqdimat",
    "acilis",
    "baglanis",
    "merasim",
    "son",
    "yeni",
    "digir",
    "diger",
    "oxsar",
    "elaqeli",
    "news",
    "more",
    "related",
    "read",
    "most",
    "latest",
    "copyright",
    "all",
    "the",
    "and",
    "street",
    "palace",
    "press",
    "media",
    "qezet",
    "jurnal",
    "redaksiya",
    "mektab",
    "mekteb",
    "muzey",
    "teatr",
    "saray",
    "park",
    "kuce",
    "prospekt",
    "gun",
    "il",
    "ay",
    "hefte",
    "proqram",
    "layihe",
    "elan",
    "reklam",
    "tedbir",
    "qonaq",
    "istirakci",
    "nazir",
    "prezident",
    "deputat",
    "direktor",
    "sedr",
];

/// Words that make a line with a name an author's line still: "Aytən Nəbili, Şəkidən", "… müxbiri".
const POSTS: &[&str] =
    &["muxbir", "emekdas", "xususi", "reportyor", "jurnalist", "redaktor", "correspondent"];

/// Words that the names of news agencies and papers hold, folded.
const MEDIA: &[&str] = &[
    "agentliyi",
    "agency",
    "agentlik",
    "qezeti",
    "jurnali",
    "media",
    "tv",
    "news",
    "radio",
    "portali",
    "press",
];

/// Reads a line as a signature.
pub(crate) fn signature(line: &str, portals: &[String], hint: &Hint<'_>) -> Option<Signature> {
    let line = line.trim();
    if line.contains('\n') || line.chars().count() > 90 {
        return None;
    }
    if let Some((label, rest)) = labelled(line, AUTHOR_LABELS) {
        let mut found = authors(rest, portals, hint).or_else(|| {
            plausible_name(rest)
                .then(|| Signature { names: vec![rest.to_owned()], ..Signature::default() })
        })?;
        found.label = Some(label.to_owned());
        return Some(found);
    }
    if let Some((label, rest)) = labelled(line, SOURCE_LABELS) {
        let fits = rest.split_whitespace().count() <= 5 && !rest.is_empty();
        return fits.then(|| Signature {
            label: Some(label.to_owned()),
            credit: Some(rest.to_owned()),
            ..Signature::default()
        });
    }
    if is_portal(line, portals, hint) {
        return Some(Signature { credit: Some(line.to_owned()), ..Signature::default() });
    }
    authors(line, portals, hint)
}

/// Names that the text itself gives its medium in "X xəbər verir ki" and "X-a istinadən", with the
/// portal's own names.
pub(crate) fn portal_names<'a>(
    texts: impl Iterator<Item = &'a str>,
    hint: &Hint<'_>,
) -> Vec<String> {
    const FORMULAS: &[&str] =
        &[" xəbər verir", " məlumat verir", " xəbərinə görə", " reports", " сообщает"];
    let mut names: Vec<String> = hint.portals.iter().map(|name| (*name).to_owned()).collect();
    for text in texts {
        for formula in FORMULAS {
            let Some((before, _)) = text.split_once(formula) else { continue };
            let sentence = before.rsplit(['.', '\n', '!', '?']).next().unwrap_or(before);
            // A domain holds the very full stop at which a sentence is cut.
            let domain = before.rsplit([' ', '\n', ',']).next().unwrap_or(before);
            let name = if domain.contains('.') { domain } else { sentence };
            let name = name.trim().trim_matches(['“', '”', '"', '«', '»', ',']);
            if (1..=4).contains(&name.split_whitespace().count())
                && name.starts_with(char::is_alphabetic)
            {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// Splits "Müəllif: Ad Soyad" at its label; "by" needs no colon.
fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<(&'a str, &'a str)> {
    if let Some(colon) = line.find(':') {
        let (label, rest) = line.split_at_checked(colon + 1)?;
        let folded = fold(label.trim_end_matches(':').trim());
        let rest = rest.trim();
        return (labels.contains(&folded.as_str()) && !rest.is_empty()).then_some((label, rest));
    }
    let (label, rest) = line.split_once(' ')?;
    (label == "By" && labels.contains(&"by")).then_some((label, rest.trim()))
}

/// Reads names, with the medium or a place behind them.
fn authors(line: &str, portals: &[String], hint: &Hint<'_>) -> Option<Signature> {
    if is_person(line) {
        return Some(Signature { names: vec![line.to_owned()], ..Signature::default() });
    }
    for separator in [", ", " – ", " — ", " - ", " / ", " | ", "/", "|"] {
        let Some((name, medium)) = line.split_once(separator) else { continue };
        if is_person(name) && is_portal(medium, portals, hint) {
            let (names, credit) = (vec![name.trim().to_owned()], Some(medium.trim().to_owned()));
            return Some(Signature { label: None, names, credit });
        }
    }
    let parts: Vec<&str> = line
        .split(',')
        .flat_map(|part| part.split(" və "))
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .collect();
    if parts.len() >= 2 && parts.iter().all(|part| is_person(part)) {
        return Some(Signature {
            names: parts.iter().map(|&part| part.to_owned()).collect(),
            ..Signature::default()
        });
    }
    let (name, rest) = line.split_once(',')?;
    let rest = rest.trim();
    let is_place = rest.split_whitespace().count() == 1 && capitalised(rest);
    let is_post = rest.split_whitespace().count() <= 5
        && words(&fold(rest)).any(|word| POSTS.iter().any(|post| word.text.starts_with(post)));
    (is_person(name) && (is_place || is_post))
        .then(|| Signature { names: vec![line.to_owned()], ..Signature::default() })
}

/// Tells whether the line is a person's name: two or three words that begin with capitals (the third
/// a patronymic), or an initial and a word.
fn is_person(line: &str) -> bool {
    let line = line.trim();
    // "A.Soyad" is written without a space too.
    let spaced = line.replace('.', ". ");
    let mut parts: Vec<&str> = spaced.split_whitespace().collect();
    if parts.len() == 4 || parts.len() == 3 {
        parts.retain(|part| !matches!(fold(part).as_str(), "oglu" | "qizi" | "bey" | "xanim"));
    }
    if !(2..=3).contains(&parts.len()) || line.chars().count() > 45 {
        return false;
    }
    let initials = parts.iter().filter(|part| part.ends_with('.')).count();
    let shaped = parts.iter().all(|part| match part.strip_suffix('.') {
        Some(initial) => initial.chars().count() <= 2 && capitalised(initial),
        None => part.chars().count() >= 2 && capitalised(part),
    });
    let first_is_initial = parts.first().is_some_and(|part| part.ends_with('.'));
    let last_is_name = parts.last().is_some_and(|part| !part.ends_with('.'));
    shaped
        && last_is_name
        && (initials == 0 || first_is_initial)
        && !parts.iter().any(|part| holds_common_word(part))
        && !all_acronyms(&parts)
}

fn all_acronyms(parts: &[&str]) -> bool {
    parts.iter().all(|part| part.chars().count() <= 4 && part.chars().all(char::is_uppercase))
}

fn holds_common_word(word: &str) -> bool {
    let folded = fold(word);
    let stems = || NOT_NAMES.iter().filter(|stem| stem.len() >= 4);
    NOT_NAMES.contains(&folded.as_str())
        || stems().any(|stem| folded.starts_with(stem) && !is_surname(&folded))
}

/// "Prezidentov" and "Forumlu" would be surnames.
fn is_surname(folded: &str) -> bool {
    ["ov", "ova", "ev", "eva", "yev", "yeva", "zade", "oglu", "qizi"]
        .iter()
        .any(|ending| folded.ends_with(ending))
}

/// A capital and small letters (with inner hyphen or apostrophe), or capitals only.
fn capitalised(word: &str) -> bool {
    let letters_only = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    let ends_right = word.ends_with(char::is_alphabetic);
    let mut rest = word.chars();
    let first = rest.next().is_some_and(char::is_uppercase);
    let small = rest.clone().filter(|c| c.is_alphabetic()).all(char::is_lowercase);
    let caps = rest.filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let hyphenated = word.contains(['-', '’', '\'']);
    letters_only && ends_right && first && (small || caps || hyphenated)
}

/// For a labelled author: anything short that begins like a name ("Redaksiya", "Leyla").
fn plausible_name(text: &str) -> bool {
    text.split_whitespace().count() <= 4
        && text.starts_with(char::is_uppercase)
        && !text.contains(['.', ':', '?'])
}

/// Tells whether the line is a medium's name: one that the text or the profile names, an address, or
/// capitalised words with one that news agencies and papers have.
fn is_portal(line: &str, portals: &[String], hint: &Hint<'_>) -> bool {
    let name = line
        .trim()
        .trim_start_matches(['©', ' ', '(', '/', '–', '-'])
        .trim_end_matches([')', ' ', '/']);
    if name.is_empty() || name.ends_with(['.', ':', ',']) {
        return false;
    }
    let known = |portal: &str| same_caseless(portal, name);
    if hint.portals.iter().any(|portal| known(portal)) || portals.iter().any(|portal| known(portal))
    {
        return true;
    }
    if is_domain(name) {
        return true;
    }
    let parts: Vec<&str> = name.split_whitespace().collect();
    let medium = parts.iter().any(|part| MEDIA.contains(&fold(part).as_str()));
    (1..=4).contains(&parts.len())
        && medium
        && parts.iter().all(|part| part.starts_with(char::is_uppercase))
}

/// `tezis.az`, `www.tezis.com.az`, `Tezis.online`: labels of letters, digits and hyphens, the last a
/// zone in small letters.
fn is_domain(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    let label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let zone =
        |zone: &&str| (2..=7).contains(&zone.len()) && zone.chars().all(|c| c.is_ascii_lowercase());
    let named = |first: &&str| first.chars().count() >= 2 && first.chars().any(char::is_alphabetic);
    labels.len() >= 2
        && labels.iter().all(label)
        && labels.first().is_some_and(named)
        && labels.last().is_some_and(zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Vec<String>, Option<String>)> {
        signature(line, &["Körpü".to_owned()], &Hint::default())
            .map(|found| (found.names, found.credit))
    }

    fn names(line: &str) -> Vec<String> {
        read(line).map(|(names, _)| names).unwrap_or_default()
    }

    #[test]
    fn authors_are_known_by_shape() {
        for line in [
            "Nigar Şahbazlı",
            "NİGAR ŞAHBAZLI",
            "N. Şahbazlı",
            "N.Şahbazlı",
            "Fərid Əli oğlu Tahirov",
            "Anna-Mariya O’Konnor",
            "Aytən Nəbili, Şəki",
            "Aytən Nəbili, bölgə müxbiri",
        ] {
            assert_eq!(names(line), [line], "{line}");
        }
        assert_eq!(names("Nigar Şahbazlı, Murad Tağızadə"), ["Nigar Şahbazlı", "Murad Tağızadə"]);
        assert_eq!(names("Müəllif: Nigar Şahbazlı"), ["Nigar Şahbazlı"]);
        assert_eq!(names("By John Harper"), ["John Harper"]);
    }

    #[test]
    fn headlines_headings_and_bodies_are_no_authors() {
        for line in [
            "Milli Məclis",
            "Açılış mərasimi",
            "Son Xəbərlər",
            "Bakı Forumu",
            "Nigar Şahbazlı çıxış edib",
            "Nigar Şahbazlı.",
            "QHT BMT",
            "Gənclər Fondu",
            "17 May",
            "Nigar",
            "nigar şahbazlı",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn media_are_known_by_address_mention_or_kind() {
        for line in [
            "Tezis.az",
            "www.tezis.com.az",
            "tezis.example",
            "KÖRPÜ",
            "Xəzər Xəbər Agentliyi",
            "Doğru TV",
        ] {
            assert_eq!(read(line), Some((vec![], Some(line.to_owned()))), "{line}");
        }
        assert_eq!(read("Mənbə: Körpü"), Some((vec![], Some("Körpü".to_owned()))));
        assert_eq!(
            read("Nigar Şahbazlı, Tezis.az"),
            Some((vec!["Nigar Şahbazlı".to_owned()], Some("Tezis.az".to_owned())))
        );
        assert_eq!(read("3.3"), None);
        assert_eq!(read("və s."), None);
    }

    #[test]
    fn the_text_names_its_own_medium() {
        let texts =
            ["Forum başlayıb. Körpü xəbər verir ki, gəlib.", "tezis.az məlumat verir: gedib."];
        assert_eq!(portal_names(texts.into_iter(), &Hint::default()), ["Körpü", "tezis.az"]);
    }
}
