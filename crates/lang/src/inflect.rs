//! The six cases of Azerbaijani nouns and names: "Aygün Əliyeva" → "Aygün Əliyevanın", "QHT" →
//! "QHT-nin", "“Gilavar” klubu" → "“Gilavar” klubunda".
//!
//! An ending follows the last vowel (harmony), takes a buffer behind a vowel (n in the genitive and the
//! accusative, y in the dative) and an n behind a possessed noun ("klubu" → "klubuna"). Common nouns
//! soften k and q ("birlik" → "birliyin"); proper names keep them ("Tofiq" → "Tofiqin"). What is read
//! letter by letter or as a number takes a hyphen; behind a closing quotation mark nothing stands
//! between. Which noun of a sentence is inflected, and whether at all, is the caller's matter.

use crate::casing::{lower, upper};
use crate::fold::{fold, fold_char};
use crate::{Lang, words};

/// A case of the Azerbaijani noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// Adlıq: the name as it stands.
    Nominative,
    /// Yiyəlik: whose (-ın).
    Genitive,
    /// Yönlük: to whom (-a).
    Dative,
    /// Təsirlik: whom (-ı).
    Accusative,
    /// Yerlik: where, in whom (-da).
    Locative,
    /// Çıxışlıq: from whom (-dan).
    Ablative,
}

impl Case {
    /// All cases, in the order of the grammar.
    pub const ALL: [Self; 6] = [
        Self::Nominative,
        Self::Genitive,
        Self::Dative,
        Self::Accusative,
        Self::Locative,
        Self::Ablative,
    ];

    /// Returns the three letters that stand for the case in keys (`az:gen`).
    pub fn key(self) -> &'static str {
        match self {
            Self::Nominative => "nom",
            Self::Genitive => "gen",
            Self::Dative => "dat",
            Self::Accusative => "acc",
            Self::Locative => "loc",
            Self::Ablative => "abl",
        }
    }
}

/// Returns the case that a typed ending means, in whatever vowel harmony and with or without diacritics:
/// `ın`, `in`, `nun` → genitive, `da`, `də`, `de` → locative. A hyphen or an apostrophe may stand before
/// it. `None` for anything else.
pub fn case_of_ending(typed: &str) -> Option<Case> {
    let folded = fold(typed.trim_start_matches(['-', '\'', '’', '‘', 'ʼ']));
    Some(match folded.as_str() {
        "in" | "un" | "nin" | "nun" => Case::Genitive,
        "a" | "e" | "ya" | "ye" | "na" | "ne" => Case::Dative,
        "i" | "u" | "ni" | "nu" | "yi" | "yu" => Case::Accusative,
        "da" | "de" | "nda" | "nde" | "ta" | "te" => Case::Locative,
        "dan" | "den" | "ndan" | "nden" | "tan" | "ten" => Case::Ablative,
        _ => return None,
    })
}

/// Returns a name or noun in a case; of several words the last is inflected. Of a phrase whose last word
/// is a possessed noun, as most names of organisations are, see [`inflect_possessed`].
///
/// ```
/// use tezis_lang::{Case, inflect};
/// assert_eq!(inflect("Aygün Əliyeva", Case::Genitive), "Aygün Əliyevanın");
/// assert_eq!(inflect("Xankəndi", Case::Ablative), "Xankəndidən");
/// assert_eq!(inflect("QHT", Case::Locative), "QHT-də");
/// ```
pub fn inflect(name: &str, case: Case) -> String {
    with_ending(name, case, false)
}

/// As [`inflect`], for a phrase whose last word is possessed: "Gənclər Fondu" → "Gənclər Fonduna".
pub fn inflect_possessed(name: &str, case: Case) -> String {
    with_ending(name, case, true)
}

/// Says whether the last word of a name looks like a possessed noun, as in "Gənclər Fondu", "Mədəniyyət
/// Nazirliyi", "Gilavar Foto Klubu". A guess by the ending: a name of one word never does, and a surname
/// in -si may.
pub fn is_possessed(name: &str) -> bool {
    let words: Vec<String> = words(name).map(|word| lower(word.text, Lang::Az)).collect();
    let [.., _, last] = words.as_slice() else { return false };
    if is_vowel_s(last) {
        return true;
    }
    ["lığı", "liyi", "luğu", "lüyü"].iter().any(|ending| last.ends_with(ending))
        || POSSESSED.contains(&last.as_str())
}

/// Possessed forms of the nouns that end the names of organisations and events.
const POSSESSED: [&str; 46] = [
    "alyansı",
    "arxivi",
    "bankı",
    "birliyi",
    "bürosu",
    "cəmiyyəti",
    "departamenti",
    "evi",
    "fakültəsi",
    "festivalı",
    "filialı",
    "fondu",
    "forumu",
    "görüşü",
    "günü",
    "institutu",
    "ittifaqı",
    "jurnalı",
    "klubu",
    "kolleci",
    "komandanlığı",
    "konqresi",
    "konsernı",
    "korpusu",
    "layihəsi",
    "liseyi",
    "mərkəzi",
    "məclisi",
    "məktəbi",
    "mətbuatı",
    "muzeyi",
    "nazirliyi",
    "paneli",
    "parkı",
    "proqramı",
    "qurumu",
    "rayonu",
    "sammiti",
    "sarayı",
    "seminarı",
    "təşkilatı",
    "teatrı",
    "universiteti",
    "xidməti",
    "zalı",
    "şəhəri",
];

/// Abbreviations that are read otherwise than the rule has it, with the vowel of their ending.
const READ_OTHERWISE: [(&str, char); 2] = [("ABŞ", 'ı'), ("bp", 'i')];

/// A vowel and -sı, -si, -su or -sü behind it: the possessive of a noun that ends in a vowel.
fn is_vowel_s(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let (ending, s, before) = (letters.next(), letters.next(), letters.next());
    matches!(ending, Some('ı' | 'i' | 'u' | 'ü'))
        && s == Some('s')
        && before.and_then(vowel).is_some()
        && word.chars().count() > 4
}

/// How a vowel goes on: the narrow vowel of the endings that follow it.
fn vowel(letter: char) -> Option<char> {
    match letter {
        'a' | 'ı' => return Some('ı'),
        'e' | 'ə' | 'i' => return Some('i'),
        'o' | 'u' => return Some('u'),
        'ö' | 'ü' => return Some('ü'),
        _ => {}
    }
    // Letters of foreign names, by what they are written with.
    match fold(letter.encode_utf8(&mut [0; 4])).as_str() {
        "a" if letter != 'ä' => Some('ı'),
        "a" | "e" | "i" => Some('i'),
        "o" | "u" if !matches!(letter, 'ő' | 'ű' | 'ø') => Some('u'),
        "o" | "u" => Some('ü'),
        _ => None,
    }
}

/// What an ending has to know of the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    /// The narrow vowel that the last vowel asks for: ı, i, u or ü.
    narrow: char,
    /// It ends in a vowel.
    open: bool,
}

fn ending(case: Case, end: End, possessed: bool) -> String {
    let narrow = end.narrow;
    let wide = if matches!(narrow, 'ı' | 'u') { 'a' } else { 'ə' };
    let open = end.open;
    match case {
        Case::Nominative => String::new(),
        Case::Genitive if open => format!("n{narrow}n"),
        Case::Genitive => format!("{narrow}n"),
        Case::Dative if open && possessed => format!("n{wide}"),
        Case::Dative if open => format!("y{wide}"),
        Case::Dative => wide.to_string(),
        Case::Accusative if open => format!("n{narrow}"),
        Case::Accusative => narrow.to_string(),
        Case::Locative if open && possessed => format!("nd{wide}"),
        Case::Locative => format!("d{wide}"),
        Case::Ablative if open && possessed => format!("nd{wide}n"),
        Case::Ablative => format!("d{wide}n"),
    }
}

fn with_ending(name: &str, case: Case, possessed: bool) -> String {
    if case == Case::Nominative {
        return name.to_owned();
    }
    // What stands in brackets behind a name is not inflected, the name is.
    if let Some(inside) = name.strip_suffix(')')
        && let Some((before, brackets)) = inside.rsplit_once(" (")
        && !before.trim().is_empty()
    {
        return format!("{} ({brackets})", with_ending(before, case, possessed));
    }
    let body = name.trim_end();
    let bare = body.trim_end_matches(|c: char| is_closing(c));
    let quoted = bare.len() < body.len();
    let Some(word) = bare.split_whitespace().next_back() else { return name.to_owned() };
    // A hyphen ends a part that is read alone: "Nyu-York", "az.tv-nin" has none.
    let last = word.rsplit('-').next().filter(|part| !part.is_empty()).unwrap_or(word);
    let last = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let shouted = is_shouted(bare, last);
    let read = Read::of(last, shouted);
    let (end, hyphen) = match read {
        Read::Apart(end) => (end, !quoted),
        Read::Word(end) => (end, false),
        Read::Nothing => return name.to_owned(),
    };
    let lowered = lower(last, Lang::Az);
    let relative =
        matches!(lowered.as_str(), "oğlu" | "qızı") && bare.contains(char::is_whitespace);
    let possessed = possessed && matches!(read, Read::Word(_)) || relative;
    let mut ending = ending(case, end, possessed);
    if shouted {
        ending = upper(&ending, Lang::Az);
    }
    let softened =
        if matches!(read, Read::Word(_)) && !quoted { softened(bare, last, &ending) } else { None };
    let stem = softened.as_deref().unwrap_or(body);
    let dash = if hyphen { "-" } else { "" };
    let tail = name.get(body.len()..).unwrap_or_default();
    format!("{stem}{dash}{ending}{tail}")
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '“' | '"' | '»' | '«' | '’' | '‘' | '\'' | '›' | '‹')
}

/// A phrase in capitals: "AYGÜN ƏLİYEVA" takes its ending in capitals. One word alone is an
/// abbreviation, unless it is long.
fn is_shouted(phrase: &str, last: &str) -> bool {
    let capitals =
        |word: &str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let several = phrase.split_whitespace().filter(|word| word.chars().count() > 1).count() > 1;
    capitals(phrase)
        && last.chars().any(|c| lower_vowel(c).is_some())
        && (letters > 7 || several && letters > 3)
}

fn lower_vowel(letter: char) -> Option<char> {
    lower(letter.encode_utf8(&mut [0; 4]), Lang::Az).chars().find_map(vowel)
}

/// k → y and q → ğ before a vowel, in a common noun of more than one syllable. A name keeps its letters.
fn softened(phrase: &str, last: &str, ending: &str) -> Option<String> {
    let begins_with_vowel = ending.chars().next().and_then(vowel).is_some();
    let common = last.chars().next().is_some_and(char::is_lowercase);
    let syllables = last.chars().filter(|c| vowel(*c).is_some()).count();
    if !begins_with_vowel || !common || syllables < 2 {
        return None;
    }
    let mut letters = phrase.chars();
    let soft = match letters.next_back()? {
        'k' => 'y',
        'q' => 'ğ',
        _ => return None,
    };
    vowel(letters.clone().next_back()?)?;
    Some(format!("{}{soft}", letters.as_str()))
}

/// How a word is read aloud, which is what its ending follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    /// As it is written.
    Word(End),
    /// An abbreviation, a number, an address of the web: the ending takes a hyphen.
    Apart(End),
    /// There is nothing that could be read.
    Nothing,
}

impl Read {
    fn of(word: &str, shouted: bool) -> Self {
        let Some(last) = word.chars().rev().find(|c| c.is_alphanumeric()) else {
            return Self::Nothing;
        };
        if last.is_ascii_digit() {
            return Self::Apart(number_end(word));
        }
        if let Some((_, narrow)) = READ_OTHERWISE.iter().find(|(known, _)| *known == word) {
            // "be-pe" ends in a vowel, "a-be-şe" is said with a consonant.
            return Self::Apart(End { narrow: *narrow, open: word == "bp" });
        }
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
        let has_vowel = letters.iter().any(|c| lower_vowel(*c).is_some());
        let abbreviation = !shouted && (capitals > 1 && capitals == letters.len() || !has_vowel);
        if abbreviation {
            return Self::Apart(abbreviation_end(&letters));
        }
        let end = word_end(word);
        let inner_dot = word.trim_end_matches('.').contains('.');
        // An initial before a name has a dot as well: "A.Əliyeva".
        let name = word.rsplit('.').next().and_then(|part| part.chars().next());
        if inner_dot && name.is_some_and(char::is_lowercase) {
            return Self::Apart(end);
        }
        Self::Word(end)
    }
}

/// Returns how a word ends that is read as it is written.
fn word_end(word: &str) -> End {
    let word = lower(word, Lang::Az);
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let narrow = letters.iter().rev().find_map(|c| vowel(*c));
    let last = letters.last().copied();
    // A y behind a consonant is read i, as in "Kennedy".
    let before = letters.iter().rev().nth(1).copied();
    if last == Some('y') && before.is_some_and(|c| vowel(c).is_none()) {
        return End { narrow: 'i', open: true };
    }
    End { narrow: narrow.unwrap_or('i'), open: last.and_then(vowel).is_some() }
}

/// Returns how an abbreviation ends: read as a word where a vowel stands before its last consonant
/// (ATƏT, SOCAR), else by the name of its last letter (QHT: te, FHN: en, MTK: ka).
fn abbreviation_end(letters: &[char]) -> End {
    let Some(last) = letters.last() else { return End { narrow: 'i', open: true } };
    if let Some(narrow) = lower_vowel(*last) {
        return End { narrow, open: true };
    }
    let before = letters.iter().rev().nth(1).and_then(|c| lower_vowel(*c));
    if let (Some(narrow), true) = (before, letters.len() > 2) {
        return End { narrow, open: false };
    }
    match fold_char(*last) {
        'k' => End { narrow: 'ı', open: true },
        'l' | 'm' | 'n' | 'r' => End { narrow: 'i', open: false },
        _ => End { narrow: 'i', open: true },
    }
}

/// Returns how a number in digits ends when it is read, which is how its last word ends.
fn number_end(word: &str) -> End {
    const ONES: [&str; 10] =
        ["", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz"];
    const TENS: [&str; 10] =
        ["", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"];
    let digits: Vec<u32> = word.chars().rev().map_while(|c| c.to_digit(10)).collect();
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    let digit = digits.get(zeros).and_then(|digit| usize::try_from(*digit).ok());
    let last = match (zeros, digit) {
        (_, None) => "sıfır",
        (0, Some(digit)) => ONES.get(digit).copied().unwrap_or_default(),
        (1, Some(digit)) => TENS.get(digit).copied().unwrap_or_default(),
        (2, _) => "yüz",
        (3..=5, _) => "min",
        (6..=8, _) => "milyon",
        _ => "milyard",
    };
    word_end(last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A name with its genitive, dative, accusative, locative and ablative.
    fn assert_forms(name: &str, forms: [&str; 5], made: impl Fn(&str, Case) -> String) {
        let made: Vec<String> =
            Case::ALL.into_iter().skip(1).map(|case| made(name, case)).collect();
        assert_eq!(made, forms, "{name}");
    }

    #[test]
    fn names_follow_the_harmony_and_keep_their_letters() {
        for (name, forms) in [
            ("Əliyeva", ["Əliyevanın", "Əliyevaya", "Əliyevanı", "Əliyevada", "Əliyevadan"]),
            ("Quliyev", ["Quliyevin", "Quliyevə", "Quliyevi", "Quliyevdə", "Quliyevdən"]),
            ("Xankəndi", ["Xankəndinin", "Xankəndiyə", "Xankəndini", "Xankəndidə", "Xankəndidən"]),
            ("Füzuli", ["Füzulinin", "Füzuliyə", "Füzulini", "Füzulidə", "Füzulidən"]),
            ("Gündüz", ["Gündüzün", "Gündüzə", "Gündüzü", "Gündüzdə", "Gündüzdən"]),
            ("Bakı", ["Bakının", "Bakıya", "Bakını", "Bakıda", "Bakıdan"]),
            (
                "Sabirabad",
                ["Sabirabadın", "Sabirabada", "Sabirabadı", "Sabirabadda", "Sabirabaddan"],
            ),
            ("Tofiq", ["Tofiqin", "Tofiqə", "Tofiqi", "Tofiqdə", "Tofiqdən"]),
            ("Məlik", ["Məlikin", "Məlikə", "Məliki", "Məlikdə", "Məlikdən"]),
            (
                "Cavadzadə",
                ["Cavadzadənin", "Cavadzadəyə", "Cavadzadəni", "Cavadzadədə", "Cavadzadədən"],
            ),
            ("Nuru", ["Nurunun", "Nuruya", "Nurunu", "Nuruda", "Nurudan"]),
            ("Göyçə", ["Göyçənin", "Göyçəyə", "Göyçəni", "Göyçədə", "Göyçədən"]),
            (
                "A.Kərimov",
                ["A.Kərimovun", "A.Kərimova", "A.Kərimovu", "A.Kərimovda", "A.Kərimovdan"],
            ),
        ] {
            assert_forms(name, forms, inflect);
        }
    }

    #[test]
    fn foreign_names_follow_what_is_heard() {
        for (name, genitive) in [
            ("Kennedy", "Kennedynin"),
            ("Müller", "Müllerin"),
            ("Rodríguez", "Rodríguezin"),
            ("Ångström", "Ångströmün"),
            ("São Paulo", "São Paulonun"),
            ("Nyu-York", "Nyu-Yorkun"),
            ("Händel", "Händelin"),
        ] {
            assert_eq!(inflect(name, Case::Genitive), genitive);
        }
    }

    #[test]
    fn common_nouns_soften() {
        assert_eq!(inflect("birlik", Case::Genitive), "birliyin");
        assert_eq!(inflect("otaq", Case::Dative), "otağa");
        assert_eq!(inflect("otaq", Case::Locative), "otaqda", "only before a vowel");
        assert_eq!(inflect("tank", Case::Genitive), "tankın", "a consonant stands before it");
        assert_eq!(inflect("yük", Case::Accusative), "yükü", "one syllable");
    }

    #[test]
    fn possessed_nouns_take_an_n() {
        assert_forms(
            "Gənclər Fondu",
            [
                "Gənclər Fondunun",
                "Gənclər Fonduna",
                "Gənclər Fondunu",
                "Gənclər Fondunda",
                "Gənclər Fondundan",
            ],
            inflect_possessed,
        );
        assert_eq!(inflect_possessed("Əmək Nazirliyi", Case::Dative), "Əmək Nazirliyinə");
        assert_eq!(inflect("Rauf Sabir oğlu", Case::Dative), "Rauf Sabir oğluna");
        assert_eq!(inflect("Lalə Sabir qızı", Case::Ablative), "Lalə Sabir qızından");
        assert_eq!(inflect("Kərimoğlu", Case::Dative), "Kərimoğluya", "a surname is one word");
        for name in [
            "Gənclər Fondu",
            "Əmək Nazirliyi",
            "Tarix Muzeyi",
            "Elm və Təhsil Komitəsi",
            "Uşaq Kitabxanası",
        ] {
            assert!(is_possessed(name), "{name}");
        }
        for name in ["Bakı", "Fondu", "Aygün Əliyeva", "Elmar Şıxlı", "Gənc Yazarlar", ""] {
            assert!(!is_possessed(name), "{name}");
        }
    }

    #[test]
    fn abbreviations_numbers_and_addresses_take_a_hyphen() {
        for (name, genitive) in [
            ("QHT", "QHT-nin"),
            ("AMEA", "AMEA-nın"),
            ("BMT", "BMT-nin"),
            ("BDU", "BDU-nun"),
            ("ATƏT", "ATƏT-in"),
            ("SOCAR", "SOCAR-ın"),
            ("UNESCO", "UNESCO-nun"),
            ("FHN", "FHN-in"),
            ("MTK", "MTK-nın"),
            ("ABŞ", "ABŞ-ın"),
            ("bp", "bp-nin"),
            ("tezis.az", "tezis.az-ın"),
            ("2025", "2025-in"),
            ("2000", "2000-in"),
            ("10", "10-un"),
            ("26", "26-nın"),
            ("100", "100-ün"),
        ] {
            assert_eq!(inflect(name, Case::Genitive), genitive);
        }
        assert_eq!(inflect("QHT", Case::Dative), "QHT-yə");
        assert_eq!(inflect("AMEA", Case::Ablative), "AMEA-dan");
    }

    #[test]
    fn marks_and_brackets_stay_where_they_are() {
        assert_eq!(inflect("“Rəqəmsal QHT”", Case::Genitive), "“Rəqəmsal QHT”nin");
        assert_eq!(inflect_possessed("“Foto Klubu”", Case::Dative), "“Foto Klubu”na");
        assert_eq!(inflect("«Ulduz»", Case::Locative), "«Ulduz»da");
        assert_eq!(
            inflect_possessed("Gənclər Fondu (GF)", Case::Ablative),
            "Gənclər Fondundan (GF)"
        );
        assert_eq!(inflect("AYGÜN ƏLİYEVA", Case::Genitive), "AYGÜN ƏLİYEVANIN");
        for nothing in ["", "  ", "”", "…"] {
            assert_eq!(inflect(nothing, Case::Genitive), nothing);
        }
    }

    #[test]
    fn typed_endings_mean_cases_in_any_harmony() {
        let cases = [
            (Case::Genitive, ["ın", "in", "un", "ün", "nın", "nun", "-nin", "NIN"]),
            (Case::Dative, ["a", "ə", "e", "ya", "yə", "na", "-ə", "YƏ"]),
            (Case::Accusative, ["ı", "i", "u", "ü", "nı", "nü", "yu", "İ"]),
            (Case::Locative, ["da", "də", "de", "nda", "ndə", "-da", "DƏ", "’da"]),
            (Case::Ablative, ["dan", "dən", "den", "ndan", "ndən", "-dən", "DAN", "nden"]),
        ];
        for (case, endings) in cases {
            for ending in endings {
                assert_eq!(case_of_ending(ending), Some(case), "{ending}");
            }
        }
        for nothing in ["", "-", "s", "lar", "dır", "ında", "və"] {
            assert_eq!(case_of_ending(nothing), None, "{nothing}");
        }
    }

    fn narrow_of(word: &str) -> Option<char> {
        word.chars().rev().find_map(vowel)
    }

    proptest! {
        #[test]
        fn endings_follow_the_last_vowel_and_mean_their_case(
            name in "[A-ZƏÖÜÇŞ][abcçdeəfgğhxıijqlmnoöprsştuüvz]{1,9}",
        ) {
            prop_assume!(narrow_of(&lower(&name, Lang::Az)).is_some());
            for case in Case::ALL.into_iter().skip(1) {
                for made in [inflect(&name, case), inflect_possessed(&name, case)] {
                    let ending = made.strip_prefix(&name).expect("a name keeps its letters");
                    prop_assert_eq!(case_of_ending(ending), Some(case), "{}", &made);
                    // The ending's vowels go with the name's: front with front, round with round.
                    prop_assert_eq!(
                        matches!(narrow_of(ending), Some('ı' | 'u')),
                        matches!(narrow_of(&lower(&name, Lang::Az)), Some('ı' | 'u')),
                        "{}", &made
                    );
                    prop_assert!(!made.contains("--"));
                }
            }
            prop_assert_eq!(inflect(&name, Case::Nominative), name);
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>()) {
            for case in Case::ALL {
                let made = inflect(&text, case);
                prop_assert!(made.chars().count() >= text.chars().count());
                inflect_possessed(&text, case);
            }
            case_of_ending(&text);
            is_possessed(&text);
        }
    }
}
