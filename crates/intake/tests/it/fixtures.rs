//! Reports of all kinds, read without any hint but the file's name, as snapshots. People, places'
//! events and media in them are invented.

use tezis_intake::{Hint, read};

use crate::outline::{fixture, outline};

fn snapshot(name: &str) {
    let bytes = std::fs::read(fixture(name)).unwrap();
    let hint = Hint { file_name: Some(name), ..Hint::default() };
    insta::assert_snapshot!(name, outline(&read(&bytes, &hint).unwrap()));
}

#[test]
fn signed_with_other_headlines_behind() {
    snapshot("signed.txt");
}

#[test]
fn other_headlines_under_their_title_and_site_notices() {
    snapshot("titled-list.txt");
}

#[test]
fn author_on_top_no_date_and_a_list_of_names_in_the_body() {
    snapshot("no-dateline.txt");
}

#[test]
fn other_headlines_without_a_byline() {
    snapshot("unsigned.txt");
}

#[test]
fn english() {
    snapshot("english.txt");
}

#[test]
fn wrapped_by_hand() {
    snapshot("wrapped.txt");
}

#[test]
fn markdown() {
    snapshot("report.md");
}

#[test]
fn a_portal_s_page() {
    snapshot("portal.html");
}

#[test]
fn a_page_of_tables_and_line_breaks() {
    snapshot("old-portal.html");
}

#[test]
fn the_wire_shape() {
    // Names and tags of this JSON are what the window gets.
    let intake = read(
        "Başlıq (FOTO)\n07.05.2026 10:00\nMətn <b> budur, bəli.\nBaxış: 3".as_bytes(),
        &Hint::default(),
    );
    insta::assert_json_snapshot!(intake.unwrap());
}
