//! Dates in words, for texts that leave the app: "22 oktyabr 2025", "22 October 2025". Reading a
//! date from a text is `tezis-intake`'s.

use crate::Lang;

const AZ: [&str; 12] = [
    "yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr",
    "noyabr", "dekabr",
];
const AZ_GENITIVE: [&str; 12] = [
    "yanvarın",
    "fevralın",
    "martın",
    "aprelin",
    "mayın",
    "iyunun",
    "iyulun",
    "avqustun",
    "sentyabrın",
    "oktyabrın",
    "noyabrın",
    "dekabrın",
];
const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const RU_GENITIVE: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const AZ_DAYS: [&str; 7] =
    ["bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə", "bazar"];
const EN_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const RU_DAYS: [&str; 7] =
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];

/// Returns the month's name as it stands in a date, `month` from 1; `None` outside 1 to 12.
pub fn month(month: u32, lang: Lang) -> Option<&'static str> {
    let names = match lang {
        Lang::Az => &AZ,
        Lang::En => &EN,
        Lang::Ru => &RU_GENITIVE,
    };
    names.get(index(month)?).copied()
}

/// Returns the Azerbaijani month in the genitive, with which a day is named in a sentence:
/// "oktyabrın 22-də".
pub fn month_genitive(month: u32) -> Option<&'static str> {
    AZ_GENITIVE.get(index(month)?).copied()
}

/// Returns the weekday's name, `weekday` from 1 for Monday to 7; `None` outside.
pub fn weekday(weekday: u32, lang: Lang) -> Option<&'static str> {
    let names = match lang {
        Lang::Az => &AZ_DAYS,
        Lang::En => &EN_DAYS,
        Lang::Ru => &RU_DAYS,
    };
    names.get(index(weekday)?).copied()
}

/// Returns the date in words: "22 oktyabr 2025", "22 October 2025"; `None` for a month outside 1 to
/// 12.
pub fn long(year: i32, month_of_year: u32, day: u32, lang: Lang) -> Option<String> {
    let name = month(month_of_year, lang)?;
    Some(match lang {
        Lang::Ru => format!("{day} {name} {year} г."),
        Lang::Az | Lang::En => format!("{day} {name} {year}"),
    })
}

/// Returns days of one month in words: "19–20 oktyabr 2025", and one date when both are the same.
pub fn long_range(year: i32, month_of_year: u32, days: (u32, u32), lang: Lang) -> Option<String> {
    let (first, last) = days;
    if first == last {
        return long(year, month_of_year, first, lang);
    }
    Some(format!("{first}–{}", long(year, month_of_year, last, lang)?))
}

/// Returns the month, from 1, that an Azerbaijani, English or Russian month's name stands for, in
/// any case of letters, nominative or genitive, also without diacritics.
pub fn month_of_name(name: &str) -> Option<u32> {
    let name = crate::fold(name);
    [&AZ, &AZ_GENITIVE, &EN, &RU_GENITIVE]
        .iter()
        .find_map(|names| names.iter().position(|known| crate::fold(known) == name))
        .and_then(|at| u32::try_from(at + 1).ok())
}

fn index(from_one: u32) -> Option<usize> {
    usize::try_from(from_one.checked_sub(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_the_language_writes_them() {
        assert_eq!(long(2025, 10, 22, Lang::Az).as_deref(), Some("22 oktyabr 2025"));
        assert_eq!(long(2025, 10, 22, Lang::En).as_deref(), Some("22 October 2025"));
        assert_eq!(long(2025, 10, 22, Lang::Ru).as_deref(), Some("22 октября 2025 г."));
        assert_eq!(long_range(2025, 10, (19, 20), Lang::Az).as_deref(), Some("19–20 oktyabr 2025"));
        assert_eq!(long_range(2025, 10, (19, 19), Lang::Az).as_deref(), Some("19 oktyabr 2025"));
        assert_eq!(weekday(3, Lang::Az), Some("çərşənbə"));
        assert_eq!(month_genitive(6), Some("iyunun"));
    }

    #[test]
    fn what_is_no_month_has_no_name() {
        assert_eq!(month(0, Lang::Az), None);
        assert_eq!(month(13, Lang::En), None);
        assert_eq!(long(2025, 13, 1, Lang::Az), None);
        assert_eq!(weekday(8, Lang::Az), None);
    }

    #[test]
    fn a_month_is_found_by_any_of_its_names() {
        for number in 1..=12 {
            for lang in [Lang::Az, Lang::En, Lang::Ru] {
                assert_eq!(month_of_name(month(number, lang).unwrap()), Some(number));
            }
            assert_eq!(month_of_name(month_genitive(number).unwrap()), Some(number));
        }
        assert_eq!(month_of_name("OKTYABRIN"), Some(10));
        assert_eq!(month_of_name("bazar"), None);
    }

    #[test]
    fn genitives_follow_vowel_harmony() {
        // The genitive's vowel is that of the last syllable: a, ı → ı; e, i → i; o, u → u.
        for (name, genitive) in AZ.iter().zip(AZ_GENITIVE) {
            let vowel = name.chars().rev().find(|c| "aıouəeiöü".contains(*c)).unwrap();
            let expected = match vowel {
                'a' | 'ı' => "ın",
                'o' | 'u' => "un",
                _ => "in",
            };
            assert_eq!(genitive, format!("{name}{expected}"));
        }
    }
}
