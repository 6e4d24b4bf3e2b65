//! Times in the names of files. Messengers take all metadata out of a photo and leave a time in its
//! name: mostly that of sending, at times only the day. Phones write the time of taking.

use chrono::{NaiveDate, NaiveDateTime};

/// A time that a name tells: always an approximate one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedTime {
    /// Local time; midnight where the name has a day only.
    pub at: NaiveDateTime,
    /// How exact the name is.
    pub precise_to: Precision,
}

/// How exact a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// The day is known, the time of day is not.
    Day,
    /// The minute is known.
    Minute,
    /// The second is known.
    Second,
}

/// Words with which programs begin the names that they give, as they stand before the first digit,
/// without signs; A–Z in lower case. On a computer some are in the language of the system.
const BEGINNINGS: &[&str] = &[
    // WhatsApp, Telegram, Signal, Viber.
    "img",
    "vid",
    "whatsappimage",
    "whatsappvideo",
    "whatsappgörsel",
    "whatsappşəkil",
    "Изображениеwhatsapp",
    "photo",
    "video",
    "image",
    "signal",
    "viber",
    "viberimage",
    // Phones, their screenshots and scans.
    "",
    "burst",
    "mvimg",
    "pano",
    "screenshot",
    "screenrecording",
    UTC_PHONE,
];

/// Phones of this beginning name files by UTC, which is no local time: it tells the day.
const UTC_PHONE: &str = "pxl";

/// Returns the time that a file's name tells, such as `IMG-20251019-WA0007.jpg` or
/// `photo_2025-10-19_10-42-07.jpg` of messengers and `IMG_20251019_104207.jpg` of a phone. The name may
/// have a folder before it.
pub fn messenger_time(name: &str) -> Option<NamedTime> {
    let name = name.rsplit(['/', '\\']).next()?;
    let start = name.find(|c: char| c.is_ascii_digit())?;
    let (word, rest) = name.split_at_checked(start)?;
    let word: String =
        word.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase()).collect();
    if !BEGINNINGS.contains(&word.as_str()) {
        return None;
    }
    let mut digits = Digits(rest);
    let (date, joined) = digits.date()?;
    let midnight = date.and_hms_opt(0, 0, 0)?;
    let day = NamedTime { at: midnight, precise_to: Precision::Day };
    if word == UTC_PHONE {
        return Some(day);
    }
    // WhatsApp on Android counts the day's pictures: `-WA0007` is no time.
    let Some((hour, minute, second)) = digits.time(joined) else { return Some(day) };
    let precise_to = if second.is_some() { Precision::Second } else { Precision::Minute };
    Some(
        date.and_hms_opt(hour, minute, second.unwrap_or(0))
            .map_or(day, |at| NamedTime { at, precise_to }),
    )
}

/// The rest of a name, read digit by digit.
struct Digits<'a>(&'a str);

impl Digits<'_> {
    /// Takes exactly `count` digits.
    fn number(&mut self, count: usize) -> Option<u32> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        let number =
            taken.bytes().all(|byte| byte.is_ascii_digit()).then(|| taken.parse().ok())??;
        self.0 = rest;
        Some(number)
    }

    /// Takes a sign of a set.
    fn sign(&mut self, signs: &[char]) -> bool {
        let Some(rest) = self.0.strip_prefix(signs) else { return false };
        self.0 = rest;
        true
    }

    /// Takes `20251019`, `2025-10-19` or `2025.10.19`, and tells whether it was written in one.
    fn date(&mut self) -> Option<(NaiveDate, bool)> {
        const SIGNS: &[char] = &['-', '_', '.'];
        let year = self.number(4).filter(|year| (1990..2100).contains(year))?;
        let separate = self.sign(SIGNS);
        let month = self.number(2)?;
        if separate != self.sign(SIGNS) {
            return None;
        }
        let day = self.number(2)?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        Some((date, !separate))
    }

    /// Takes `_10-42-07`, ` at 10.42.07`, `-104207` and the like; also with AM or PM.
    fn time(&mut self, joined_date: bool) -> Option<(u32, u32, Option<u32>)> {
        const SIGNS: &[char] = &['-', '_', '.', ':', ' '];
        let lead = self.0.find(|c: char| c.is_ascii_digit())?;
        let (between, rest) = self.0.split_at_checked(lead)?;
        let between = between.trim_matches(SIGNS);
        if !matches!(between, "" | "at" | "T" | "в" | "saat") {
            return None;
        }
        self.0 = rest;
        let hour = self.digits_up_to(2)?;
        let separate = self.sign(SIGNS);
        // `2025-10-19 (3).jpg` and `20251019-1.jpg` are counters.
        let minute = self.number(2)?;
        if !separate && !joined_date && self.0.is_empty() {
            return None;
        }
        let before = self.0;
        let second = (self.sign(SIGNS) == separate).then(|| self.number(2)).flatten();
        if second.is_none() {
            self.0 = before;
        }
        let half = self.0.trim_start_matches([' ', '\u{202F}', '\u{A0}']).get(..2);
        let hour = match half {
            Some("PM" | "pm") if hour < 12 => hour + 12,
            Some("AM" | "am") if hour == 12 => 0,
            _ => hour,
        };
        (second.is_some() || separate).then_some((hour, minute, second))
    }

    /// Takes one digit, or two.
    fn digits_up_to(&mut self, most: usize) -> Option<u32> {
        let count = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        self.number(count.max(1))
    }
}
