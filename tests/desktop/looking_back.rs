//! What was: versions, the trash, texts made of others, the copy elsewhere.

use serde_json::json;
use tezis_tests::window::Window;
use thirtyfour::prelude::*;

use crate::looks::look;
use crate::{Place, in_text, manuscript, open_report, write_report};

const HEADLINE: &str = "Göyçayda nar bayramı";

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_looked_at_beside_today_and_comes_back_whole() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    window.resize(1280, 720).await;
    write_report(&window, HEADLINE, "Əvvəlki sözlər.").await;
    // A publication ends a version, whatever the pauses.
    window.click("handover-open").await;
    window.click("publish").await;
    window.control("published").await;
    window.click("delivery-back").await;
    window.write(Key::Control + "a").await;
    window.write("Tamam başqa sözlər.").await;
    window.saved().await;

    window.click("history").await;
    window.control("history-page").await;
    window
        .until("document.querySelectorAll('[data-testid=version]').length >= 2", "two versions")
        .await;
    window.click_text("[data-testid=version]", "Dərc olunub").await;
    let diff = "document.querySelector('[data-testid=version-diff]').textContent";
    window.until(&format!("{diff}.includes('Əvvəlki') && {diff}.includes('başqa')"), "both").await;
    look(&window, "history").await;
    window.click("restore-version").await;
    window.click("back").await;
    window.wait_for(".ProseMirror", "the manuscript").await;
    window.until(&in_text("Əvvəlki sözlər."), "the words of then").await;
    assert!(!manuscript(&window).await.contains("Tamam başqa"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_goes_to_the_trash_and_comes_back() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, "Nar suyu sıxılır.").await;
    window.click("back").await;
    window.control("report-list").await;
    let rows = "document.querySelectorAll('[data-testid=report-row]').length";
    window.until(&format!("{rows} === 1"), "the report's row").await;
    window.type_into("report-list", Key::Down + Key::Delete).await;
    window.until(&format!("{rows} === 0"), "the row is gone").await;
    window.click("shelf-trash").await;
    window.until(&format!("{rows} === 1"), "it lies in the trash").await;
    open_report(&window, 0).await;
    window.control("trash-banner").await;
    window.click("trash-restore").await;
    window.until("!document.querySelector('[data-testid=trash-banner]')", "it is back").await;
    window.saved().await;
    window.click("back").await;
    window.click("shelf-all").await;
    window.until(&format!("{rows} === 1"), "on the desk again").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_translation_says_what_changed_in_its_source() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    window.resize(1280, 720).await;
    write_report(&window, HEADLINE, "Bayram üç gün sürüb.").await;
    window.click("derive").await;
    window.click("derive-translation-en").await;
    window.control("translation-panel").await;
    let blocks = "document.querySelector('[data-testid=translation-panel]').textContent";
    window.until(&format!("{blocks}.includes('Bayram üç gün sürüb.')"), "the source").await;
    window.type_into("headline", "Pomegranate festival in Goychay").await;
    window.write("The festival lasted three days.").await;
    window.saved().await;
    window.click("up-to-date").await;
    let state = |word: &str| format!("{blocks}.includes({word:?})");
    window.until(&state("mənbəyə uyğundur"), "it follows the source").await;

    window.click("open-source").await;
    window.until(&in_text("Bayram üç gün sürüb."), "the source itself").await;
    window.write(Key::Control + Key::End).await;
    window.write(" Sonda konsert olub.").await;
    window.saved().await;
    window.click("back").await;
    window.click_text("[data-testid=report-row] .headline", "Pomegranate").await;
    window.control("translation-panel").await;
    window.until(&state("konsert"), "what is new in the source").await;
    window.until(&state("Mənbədə dəyişib"), "and that it is new").await;
    look(&window, "translation").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_elsewhere_is_made_by_one_key_and_its_age_is_shown() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, "Surəti olan mətn.").await;
    let stick = place.path("usb yaddaş");
    std::fs::create_dir_all(&stick).expect("a folder for the copy");
    choose_backup(&window, stick.to_str().expect("the path is UTF-8")).await;
    window.press(Key::Control + Key::Shift + "b").await;
    let line = "document.querySelector('[data-testid=backup-line]')?.textContent ?? ''";
    window.until(&format!("/indicə/.test({line})"), "the copy was made just now").await;
    window.close().await;

    // The laptop is gone; on another one the copy becomes a library.
    let other = place.path("başqa kompüter");
    let from = stick.to_str().expect("the path is UTF-8");
    tezis_tests::programs::cli(&other, &["library", "restore", "--from", from]);
    let window = Window::open(&other, &[]).await;
    open_report(&window, 0).await;
    assert_eq!(manuscript(&window).await, "Surəti olan mətn.");
}

/// Chooses the place for copies as the page does after the native dialog, which no driver sees.
async fn choose_backup(window: &Window, to: &str) {
    let script = "
        const [to, done] = arguments;
        const { invoke } = window.__TAURI_INTERNALS__;
        invoke('start')
            .then(({ settings }) => invoke('set_settings', { settings: { ...settings, backup_to: to } }))
            .then(() => done(''), (error) => done(JSON.stringify(error)));";
    let done =
        window.page().execute_async(script, vec![json!(to)]).await.expect("the core answers");
    assert_eq!(done.json(), "");
    // The settings of the page itself are read at its start.
    window.page().refresh().await.expect("the page can be loaded again");
    window.wait_for("[data-ready]", "the first screen").await;
}
