//! Names that messengers and phones give, as they were seen on devices, and names that only look so.

use proptest::prelude::*;
use tezis_photo::{Precision, messenger_time};

fn read(name: &str) -> Option<(String, Precision)> {
    messenger_time(name).map(|found| (found.at.to_string(), found.precise_to))
}

#[test]
fn times_to_the_second() {
    for name in [
        "photo_2025-10-19_10-42-07.jpg",
        "photo_2025-10-19_10-42-07 (2).jpg",
        "WhatsApp Image 2025-10-19 at 10.42.07.jpeg",
        "WhatsApp Image 2025-10-19 at 10.42.07 (1).jpeg",
        "WhatsApp Image 2025-10-19 at 10.42.07 AM.jpeg",
        "WhatsApp Görsel 2025-10-19 saat 10.42.07_1a2b3c4d.jpg",
        "Изображение WhatsApp 2025-10-19 в 10.42.07_1a2b3c4d.jpg",
        "signal-2025-10-19-104207.jpg",
        "signal-2025-10-19-10-42-07-123.jpg",
        "signal-2025-10-19-104207_002.jpeg",
        "viber_image_2025-10-19_10-42-07-123.jpg",
        "Screenshot_20251019-104207.png",
        "Screenshot_20251019_104207_Telegram.jpg",
        "Screenshot_2025-10-19-10-42-07-123_org.telegram.messenger.jpg",
        "Screenshot 2025-10-19 at 10.42.07.png",
        "IMG_20251019_104207.jpg",
        "IMG_20251019_104207_HDR.jpg",
        "20251019_104207.jpg",
        "20251019_104207(0).jpg",
        "2025-10-19 10.42.07.jpg",
        "/storage/DCIM/Camera/IMG_20251019_104207.jpg",
        r"C:\Users\S\Downloads\photo_2025-10-19_10-42-07.jpg",
    ] {
        let expected = ("2025-10-19 10:42:07".to_owned(), Precision::Second);
        assert_eq!(read(name), Some(expected), "{name}");
    }
    let evening = read("WhatsApp Image 2025-10-19 at 9.05.30 PM.jpeg");
    assert_eq!(evening, Some(("2025-10-19 21:05:30".to_owned(), Precision::Second)));
    let midnight = read("WhatsApp Image 2025-10-19 at 12.05.30\u{202F}AM.jpeg");
    assert_eq!(midnight, Some(("2025-10-19 00:05:30".to_owned(), Precision::Second)));
}

#[test]
fn days_and_minutes() {
    for name in [
        "IMG-20251019-WA0007.jpg",
        "IMG-20251019-WA0007(1).jpeg",
        "VID-20251019-WA0001.mp4",
        "IMG_20251019.jpg",
        "2025-10-19 (3).jpg",
        "photo_2025-10-19.jpg",
        "IMG-20251019-0007.jpg",
        "2025-10-19.99-99-99.jpg",
        // By UTC: in Baku that is 14:42.
        "PXL_20251019_104207123.jpg",
        "PXL_20251019_104207123.PORTRAIT.jpg",
    ] {
        assert_eq!(read(name), Some(("2025-10-19 00:00:00".to_owned(), Precision::Day)), "{name}");
    }
    let minute = read("2025-10-19 10-42.jpg");
    assert_eq!(minute, Some(("2025-10-19 10:42:00".to_owned(), Precision::Minute)));
}

#[test]
fn what_is_no_time() {
    for name in [
        "",
        "DSC_0042.NEF",
        "IMG_1034.HEIC",
        "_MG_20251019.jpg.txt/portrait.jpg",
        "hesabat-2025-10-19.docx",
        "IMG_20251332_104207.jpg",
        "IMG_19019_104207.jpg",
        "IMG-18991019-WA0007.jpg",
        "foto 994501234567.jpg",
        "photo_1234567890@0.jpg",
        "photo_5@19-10-2025.jpg_photo_2025-10-19_10-42-07.jpg",
        "2025_ci_il.jpg",
        "şəkil20251019_104207.jpg",
    ] {
        assert_eq!(read(name), None, "{name}");
    }
}

proptest! {
    /// Any name at all: no panic, and a time only of the years that a camera can have.
    #[test]
    fn any_name_is_safe(name in "(IMG|photo|WhatsApp Image |signal-|)[-_ .0-9apmtəWA()]{0,40}") {
        if let Some(found) = messenger_time(&name) {
            let year = chrono::Datelike::year(&found.at.date());
            prop_assert!((1990..2100).contains(&year));
        }
    }

    #[test]
    fn every_second_of_a_year_is_read_as_it_was_written(second in 0_i64..31_536_000) {
        let at = chrono::DateTime::from_timestamp(1_735_689_600 + second, 0).unwrap().naive_utc();
        for format in ["photo_%Y-%m-%d_%H-%M-%S.jpg", "IMG_%Y%m%d_%H%M%S.jpg", "signal-%Y-%m-%d-%H%M%S.jpg"] {
            let name = at.format(format).to_string();
            let found = messenger_time(&name).map(|found| (found.at, found.precise_to));
            prop_assert_eq!(found, Some((at, Precision::Second)), "{}", name);
        }
    }
}
