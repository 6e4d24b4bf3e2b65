//! What the window calls saved is there again: after a kill, after another program had the library.

use std::fs::File;

use thirtyfour::prelude::*;

use crate::looks::look;
use crate::{Place, manuscript, only_report_text, open_report, write_report};

const HEADLINE: &str = "İsmayıllıda çay festivalı: “Dağlar və bağlar”";
const WORDS: &str = "Qız Bəndi yaxınlığında “ən uzun süfrə” açılıb, - ığdır çöpü, şüyüd, göyərti.";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_saved_outlives_a_killed_program() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, WORDS).await;
    window.kill();

    assert!(only_report_text(&place.library()).contains(WORDS), "the disk has what was saved");
    let window = place.window().await;
    open_report(&window, 0).await;
    assert_eq!(window.text("report-title").await, HEADLINE);
    assert_eq!(manuscript(&window).await, WORDS);
}

/// The last letters are typed and the window is closed before their time to be saved has come.
#[tokio::test(flavor = "multi_thread")]
async fn closing_the_window_saves_what_was_typed_last() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, WORDS).await;
    window.write(Key::Enter + "Son sözlər").await;
    window.close().await;
    assert!(only_report_text(&place.library()).contains("Son sözlər"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_that_another_program_holds_opens_for_reading_and_says_why() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, WORDS).await;
    window.close().await;

    let lock = File::options().write(true).open(place.library().join("library.lock"));
    let lock = lock.expect("a library has a lock");
    lock.try_lock().expect("nobody holds the library");
    let window = place.window().await;
    let banner = window.text("read-only").await;
    assert!(banner.contains("Tezis"), "it names the program that holds the library: {banner}");
    let new = window.control("new-report").await;
    assert!(!new.is_enabled().await.expect("a button"), "nothing new can be written");
    open_report(&window, 0).await;
    assert_eq!(manuscript(&window).await, WORDS, "reading goes on");
    let banner = window.text("read-only").await;
    assert!(!banner.contains("zədə"), "nothing is damaged, only closed to writing: {banner}");
    let editable = "document.querySelector('.ProseMirror').isContentEditable";
    assert_eq!(window.value(editable).await, false);
    look(&window, "read-only").await;
}
