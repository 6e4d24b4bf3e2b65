//! The line that says when, and sometimes where: `22-10-2025 [09:50]`, `Şəki, 5 may 2026, 14:30`,
//! `2025-10-22T09:50:00+04:00`. Any usual way to write it is read; a profile's own format goes first.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use tezis_lang::{dates, fold};

use crate::intake::Dateline;

/// Longer lines are sentences, not date lines.
const LONGEST: usize = 90;

/// A date line as a profile writes it, with the signs of `strftime`: `%d-%m-%Y [%H:%M]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatelineFormat(String);

impl DatelineFormat {
    /// Makes a format; signs that mean nothing never match. `%B` is a month's name in Azerbaijani,
    /// English or Russian.
    pub fn new(format: impl Into<String>) -> Self {
        Self(format.into())
    }

    fn read(&self, line: &str) -> Option<(NaiveDateTime, bool)> {
        let (line, format) = with_month_as_number(line, &self.0);
        if let Ok(at) = NaiveDateTime::parse_from_str(&line, &format) {
            return Some((at, true));
        }
        let date = NaiveDate::parse_from_str(&line, &format).ok()?;
        Some((date.and_time(NaiveTime::MIN), false))
    }
}

/// Chrono reads English month names only.
fn with_month_as_number(line: &str, format: &str) -> (String, String) {
    if !format.contains("%B") {
        return (line.to_owned(), format.to_owned());
    }
    let line = line
        .split_inclusive(' ')
        .map(|part| match dates::month_of_name(part.trim_end_matches([' ', ','])) {
            Some(month) => {
                let name = part.trim_end_matches([' ', ',']);
                part.replacen(name, &month.to_string(), 1)
            }
            None => part.to_owned(),
        })
        .collect();
    (line, format.replace("%B", "%m"))
}

/// Reads a line as a date line, or returns `None` when it says anything else.
pub(crate) fn parse(
    line: &str,
    formats: &[DatelineFormat],
    is_section: impl Fn(&str) -> bool,
) -> Option<Dateline> {
    let text = line.trim();
    if text.is_empty() || text.contains('\n') || text.chars().count() > LONGEST {
        return None;
    }
    for format in formats {
        if let Some((at, timed)) = format.read(text) {
            return Some(Dateline { text: text.to_owned(), at: Some(at), timed, place: None });
        }
        // With the town before it, as profiles may print it.
        if let Some((place, rest)) = text.split_once(", ")
            && is_place(place)
            && let Some((at, timed)) = format.read(rest)
        {
            return Some(Dateline {
                text: text.to_owned(),
                at: Some(at),
                timed,
                place: Some(place.to_owned()),
            });
        }
    }
    let mut found = Found::default();
    for token in tokens(text) {
        found.take(token, &is_section)?;
    }
    found.finish(text)
}

/// The parts of a line between spaces and separators. Hyphens, slashes, dots and colons stay inside,
/// where they join the numbers of a date.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | '|' | '[' | ']' | '(' | ')' | '•' | '·' | '–' | '—' | '»' | '›')
    })
    .map(|token| token.trim_matches(['-', '.', '/', ':', ';', '"']))
    .filter(|token| !token.is_empty())
}

/// What a line was found to hold so far.
#[derive(Default)]
struct Found<'a> {
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    /// A word that stands for a day: today, yesterday.
    relative: bool,
    counter: bool,
    /// Capitalised words before and behind the day: a town, or an author ("Bakı, 7 may, Ad Soyad,
    /// AGENTLİK").
    before: Vec<&'a str>,
    behind: Vec<&'a str>,
    /// A name in capitals, as agencies have.
    agency: bool,
}

/// Words beside a date that say nothing more, folded.
const FILLERS: &[&str] = &[
    "tarix",
    "tarixi",
    "derc",
    "olunub",
    "edilib",
    "olunma",
    "yayimlanib",
    "yayimlandi",
    "yerlesdirilib",
    "elave",
    "yenilenib",
    "yenilendi",
    "son",
    "yenilenme",
    "saat",
    "saati",
    "vaxti",
    "vaxt",
    "baki",
    "ile",
    "il",
    "ci",
    "cu",
    "ilde",
    "gunu",
    "published",
    "updated",
    "posted",
    "date",
    "on",
    "at",
    "last",
    "time",
    "utc",
    "gmt",
    "am",
    "pm",
    "bazar",
    "ertesi",
    "cersenbe",
    "axsami",
    "cume",
    "senbe",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "опубликовано",
    "г",
    "года",
    "в",
];

const RELATIVE: &[&str] = &["bugun", "dunen", "today", "yesterday", "сегодня", "вчера"];

const COUNTERS: &[&str] =
    &["baxis", "baxilib", "oxunub", "oxunma", "oxunus", "sayi", "views", "view", "hits"];

impl<'a> Found<'a> {
    /// Takes a token; `None` when it belongs in no date line.
    fn take(&mut self, token: &'a str, is_section: &impl Fn(&str) -> bool) -> Option<()> {
        if let Some((date, rest)) = numeric_date(token) {
            if let Some(time) = rest {
                self.time.get_or_insert(time);
            }
            self.date.get_or_insert(date);
            return Some(());
        }
        if let Some(time) = time(token) {
            self.time.get_or_insert(time);
            return Some(());
        }
        if let Some(number) = number(token) {
            return self.take_number(number);
        }
        let folded = fold(token);
        if let Some(month) = dates::month_of_name(token) {
            self.month.get_or_insert(month);
        } else if COUNTERS.contains(&folded.as_str()) {
            self.counter = true;
        } else if RELATIVE.contains(&folded.as_str()) {
            self.relative = true;
        } else if folded == "bu" || folded == "gun" {
            self.relative |= folded == "gun";
        } else if folded == "baki" && !self.has_day() {
            self.before.push(token);
        } else if !FILLERS.contains(&folded.as_str()) && !is_section(token) {
            self.take_name(token)?;
        }
        Some(())
    }

    /// Takes a word that may be a town, an agency or a part of an author's name.
    fn take_name(&mut self, token: &'a str) -> Option<()> {
        if !is_place(token) {
            return None;
        }
        if token.chars().all(char::is_uppercase) {
            self.agency = true;
        } else if self.has_day() {
            self.behind.push(token);
        } else {
            self.before.push(token);
        }
        Some(())
    }

    fn has_day(&self) -> bool {
        self.date.is_some() || self.month.is_some() || self.day.is_some()
    }

    fn take_number(&mut self, number: Number) -> Option<()> {
        match number.value {
            1..=31 if self.day.is_none() && number.digits <= 2 => self.day = Some(number.value),
            1990..=2100 if self.year.is_none() => self.year = i32::try_from(number.value).ok(),
            _ if self.counter => {}
            _ => return None,
        }
        Some(())
    }

    fn finish(self, text: &str) -> Option<Dateline> {
        let date =
            self.date.or_else(|| NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?));
        let day_named = self.month.is_some() && self.day.is_some();
        let dated = date.is_some() || day_named;
        // A lone number is a date line as little as a lone town; a lone time is one.
        if !dated && self.time.is_none() {
            return None;
        }
        // "10:00 Açılış" is a line of a programme, "8 Noyabr - Zəfər Günü" is a headline.
        let named = !self.before.is_empty() || !self.behind.is_empty();
        let sure = date.is_some() || (dated && self.time.is_some());
        let agency_line = self.agency && self.before.len() == 1 && self.behind.len() <= 3;
        let fits = if sure {
            self.before.len() + self.behind.len() <= 2 || agency_line
        } else {
            self.behind.is_empty() && self.before.len() <= 2 || agency_line
        };
        if (!dated && (named || self.agency)) || !fits {
            return None;
        }
        if self.date.is_none() && self.month.is_none() && self.day.is_some() && !self.counter {
            return None;
        }
        let at = date.map(|date| date.and_time(self.time.unwrap_or(NaiveTime::MIN)));
        let words = if self.before.is_empty() { self.behind } else { self.before };
        let place = (!words.is_empty()).then(|| words.join(" "));
        Some(Dateline { text: text.to_owned(), at, timed: self.time.is_some(), place })
    }
}

/// A town's name: a word that begins with a capital, of letters and inner hyphens.
fn is_place(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 3
        && chars.all(|c| c.is_alphabetic() || c == '-' || c == ' ')
}

#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

/// Reads digits, with a suffix such as `-ci` or `-də` behind them.
fn number(token: &str) -> Option<Number> {
    let digits = token.chars().take_while(char::is_ascii_digit).count();
    let (head, tail) = token.split_at_checked(digits)?;
    let suffix = tail.strip_prefix('-').unwrap_or(tail);
    let suffix_fits =
        suffix.is_empty() || (tail.starts_with('-') && suffix.chars().all(char::is_alphabetic));
    if !suffix_fits || digits > 9 {
        return None;
    }
    Some(Number { value: head.parse().ok()?, digits })
}

/// Reads `22-10-2025`, `22.10.25`, `22/10/2025`, `2025-10-22`, with `T09:50:00+04:00` behind it.
fn numeric_date(token: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let (date, clock) = match token.split_once(['T', 't']) {
        Some((date, clock)) => (date, Some(time(clock)?)),
        None => (token, None),
    };
    let separator = date.chars().find(|c| matches!(c, '-' | '.' | '/'))?;
    let mut parts = date.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let all_digits =
        [first, second, third].iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    if parts.next().is_some() || !all_digits {
        return None;
    }
    let date = match (first.len(), second.len(), third.len()) {
        (4, 1..=2, 1..=2) => {
            NaiveDate::from_ymd_opt(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?)
        }
        (1..=2, 1..=2, 2 | 4) => {
            let year: i32 = third.parse().ok()?;
            let year = if third.len() == 2 { 2000 + year } else { year };
            let (day, month) = (first.parse().ok()?, second.parse().ok()?);
            // Day first, as here; the American order only where nothing else can be meant.
            NaiveDate::from_ymd_opt(year, month, day)
                .or_else(|| NaiveDate::from_ymd_opt(year, day, month))
        }
        _ => None,
    }?;
    Some((date, clock))
}

/// Reads `09:50`, `9:50:07`, with a zone behind it that is passed over.
fn time(token: &str) -> Option<NaiveTime> {
    let clock = token.trim_end_matches(['Z', 'z']);
    let clock = clock.split(['+']).next().unwrap_or(clock);
    let clock = clock.split_once('.').map_or(clock, |(clock, _)| clock);
    let mut parts = clock.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("0");
    if parts.next().is_some() || hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Option<String>, bool, Option<String>)> {
        let sections = |word: &str| fold(word) == "cemiyyet";
        parse(line, &[], sections).map(|line| {
            (line.at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()), line.timed, line.place)
        })
    }

    #[test]
    fn usual_ways_to_write_a_date_are_read() {
        let at = Some("2026-05-07 14:30".to_owned());
        for line in [
            "07-05-2026 [14:30]",
            "07.05.2026 14:30",
            "7/5/2026, 14:30",
            "14:30 07.05.2026",
            "14:30 | 07.05.26",
            "2026-05-07 14:30",
            "2026-05-07T14:30:00+04:00",
            "7 may 2026, 14:30",
            "7 May 2026 14:30",
            "May 7, 2026 14:30",
            "7 мая 2026 г., 14:30",
            "Mayın 7-si, 2026, 14:30",
            "Cümə axşamı, 7 may 2026-cı il, saat 14:30",
            "Dərc olunub: 07.05.2026 14:30",
            "Cəmiyyət | 07.05.2026 | 14:30",
            "07.05.2026 14:30 | Baxış: 1245",
        ] {
            assert_eq!(read(line), Some((at.clone(), true, None)), "{line}");
        }
    }

    #[test]
    fn a_date_without_time_or_year_is_one_too() {
        assert_eq!(read("07.05.2026"), Some((Some("2026-05-07 00:00".to_owned()), false, None)));
        assert_eq!(read("7 may, 14:30"), Some((None, true, None)));
        assert_eq!(read("Bu gün, 14:30"), Some((None, true, None)));
        assert_eq!(read("14:30"), Some((None, true, None)));
        // American order, because there is no 25th month.
        assert_eq!(read("10/25/2026"), Some((Some("2026-10-25 00:00".to_owned()), false, None)));
    }

    #[test]
    fn towns_are_kept() {
        let place = |line| read(line).and_then(|(_, _, place)| place);
        assert_eq!(place("Şəki, 7 may 2026").as_deref(), Some("Şəki"));
        assert_eq!(place("07.05.2026, Mingəçevir").as_deref(), Some("Mingəçevir"));
        assert_eq!(place("Bakı, 7 may, 14:30").as_deref(), Some("Bakı"));
        assert_eq!(place("Şəki, 7 may").as_deref(), Some("Şəki"));
        assert_eq!(place("Bakı, 7 may, KÖRPÜ").as_deref(), Some("Bakı"));
        assert_eq!(place("Bakı, 7 may, Nigar Şahbazlı, KÖRPÜ").as_deref(), Some("Bakı"));
    }

    #[test]
    fn sentences_programmes_and_numbers_are_none() {
        for line in [
            "Mayın 7-də Şəkidə “Su günü” keçirilib.",
            "10:00 – Açılış mərasimi",
            "Qubada 3.3 bal gücündə zəlzələ olub",
            "2025",
            "17",
            "32.13.2026",
            "25:99",
            "Şəki",
            "1-ci panel",
            "8 Noyabr - Zəfər Günü",
            "17 Noyabr – Dirçəliş Günü",
            "31 Mart Soyqırımı",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_profile_s_format_goes_first() {
        let formats = [DatelineFormat::new("%m.%d.%Y"), DatelineFormat::new("%d %B %Y (%H:%M)")];
        let at = |line| {
            parse(line, &formats, |_| false).and_then(|line| line.at).map(|at| at.to_string())
        };
        // By the usual reading this is the 7th of May.
        assert_eq!(at("07.05.2026").as_deref(), Some("2026-07-05 00:00:00"));
        assert_eq!(at("7 may 2026 (14:30)").as_deref(), Some("2026-05-07 14:30:00"));
        assert_eq!(at("Xaçmaz, 07.05.2026").as_deref(), Some("2026-07-05 00:00:00"));
        // Nonsense in a profile must not take the process down.
        assert_eq!(parse("x", &[DatelineFormat::new("%Q%")], |_| false), None);
    }
}
