//! One report in every encoding that a newsroom's computers write.

use tezis_intake::{Hint, Intake, IntakeWarning, read};

use crate::outline::fixture;

fn fixture_read(name: &str) -> Intake {
    read(&std::fs::read(fixture(name)).unwrap(), &Hint::default()).unwrap()
}

fn same_text(intake: &Intake) {
    let mut expected = fixture_read("signed.txt");
    expected.encoding.clone_from(&intake.encoding);
    expected.warnings.clone_from(&intake.warnings);
    assert_eq!(*intake, expected);
}

#[test]
fn byte_order_marks_decide() {
    for (name, encoding) in
        [("signed.utf8-marked.txt", "UTF-8"), ("signed.utf16le.txt", "UTF-16LE")]
    {
        let intake = fixture_read(name);
        same_text(&intake);
        assert_eq!((intake.encoding.as_str(), intake.warnings.as_slice()), (encoding, &[][..]));
    }
}

#[test]
fn utf16_is_known_without_a_mark() {
    let intake = fixture_read("signed.utf16be-unmarked.txt");
    same_text(&intake);
    assert_eq!(
        intake.warnings,
        [IntakeWarning::EncodingGuessed { encoding: "UTF-16BE".to_owned() }]
    );
    let little: Vec<u8> =
        "Форум в Гяндже. Новости".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&little, &Hint::default()).unwrap().encoding, "UTF-16LE");
}

#[test]
fn windows_1254_has_every_letter_but_schwa() {
    let intake = fixture_read("signed.windows-1254.txt");
    assert_eq!(intake.encoding, "windows-1254");
    let text = std::fs::read_to_string(fixture("signed.txt")).unwrap();
    let lost = text.chars().filter(|c| matches!(c, 'ə' | 'Ə')).count();
    let Some(IntakeWarning::SchwaLost { count }) = intake.warnings.get(1) else {
        panic!("{:?}", intake.warnings)
    };
    // A ? at a word's end may be a question where a capital or the line's end follows.
    assert!(*count <= lost && *count * 10 >= lost * 9, "{count} of {lost}");
    // The report is understood all the same, and what stands in the file stays unless asked for.
    let original = fixture_read("signed.txt");
    assert_eq!(intake.byline, ["Nurlan? Ş?fizad?"]);
    assert_eq!((intake.left_out.len(), intake.language.as_deref()), (12, Some("az")));
    assert_eq!(intake.blocks[0].text.text, original.blocks[0].text.text.replace('ə', "?"));
    let bytes = std::fs::read(fixture("signed.windows-1254.txt")).unwrap();
    let restored = read(&bytes, &Hint { restore_schwa: true, ..Hint::default() }).unwrap();
    assert_eq!((restored.byline, &restored.blocks[0]), (original.byline, &original.blocks[0]));
}

#[test]
fn the_six_letters_that_western_encodings_lack_are_right() {
    // ğ ı İ ş in Windows-1254; a Western reading would give ð ý Ý þ.
    let intake = read(b"\xdd\xfe\xfd\xf0\xfdn s\xfcr\xeati haqq\xfdnda", &Hint::default()).unwrap();
    assert_eq!(intake.headline.as_deref(), Some("İşığın sürêti haqqında"));
}

#[test]
fn cyrillic_is_guessed_and_a_page_s_word_is_believed() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251
        .encode("Форум открылся в Гяндже. В нём участвуют гости из пяти стран.");
    assert_eq!(read(&bytes, &Hint::default()).unwrap().encoding, "windows-1251");
    let html =
        b"<html><head><meta content='text/html; charset=iso-8859-9'></head><h1>\xdeu\xfea</h1>";
    let intake = read(html, &Hint::default()).unwrap();
    // ISO-8859-9 and Windows-1254 are one encoding by the Encoding Standard.
    assert_eq!(
        (intake.headline.as_deref(), intake.encoding.as_str()),
        (Some("Şuşa"), "windows-1254")
    );
    assert_eq!(intake.warnings, []);
}

#[test]
fn a_broken_byte_costs_one_character() {
    let intake = fixture_read("signed.broken-utf8.txt");
    assert_eq!(intake.encoding, "UTF-8");
    assert_eq!(intake.warnings, [IntakeWarning::BrokenCharacters { count: 1 }]);
    assert_eq!(
        intake.headline.as_deref().map(|headline| headline.matches('\u{fffd}').count()),
        Some(1)
    );
}

#[test]
fn letters_in_two_parts_are_composed_and_invisible_ones_removed() {
    let intake = read("S\u{327}əki\u{200b}də \u{feff}sərgi".as_bytes(), &Hint::default()).unwrap();
    assert_eq!(intake.headline.as_deref(), Some("Şəkidə sərgi"));
    assert_eq!(
        intake.warnings,
        [IntakeWarning::Composed, IntakeWarning::InvisibleRemoved { count: 2 }]
    );
}
