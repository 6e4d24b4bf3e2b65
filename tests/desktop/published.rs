//! The whole road in one window: write, attach photos, tag a speaker, export, close, start again.

use std::io::Read;
use std::path::Path;

use scraper::Html;
use serde_json::Value;
use tezis_tests::drawn;
use tezis_tests::programs::cli_output;
use tezis_tests::window::Window;
use thirtyfour::prelude::*;

use crate::{Place, manuscript, open_report};

const HEADLINE: &str = "Ağdamda bağbanlar günü: “Hər həyətə bir ağac”";
const LEAD: &str = "İyunun 5-də Ağdamda Bağbanlar günü keçirilib.";
const SPEECH: &str = "Aqronom Şəmsi Ülvixanlı deyib: “Qızılgül kölgə sevmir, torpağı öyrənin”.";
const SPEAKER: &str = "Şəmsi Ülvixanlı";
const CAPTION: &str = "Bağbanlar əkdikləri çinarın yanında";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_goes_from_the_first_letter_to_a_whole_package_and_is_there_again() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    window.click("empty-new").await;
    window.type_into("headline", HEADLINE).await;
    write(&window).await;
    tag(&window).await;
    add_photos(&window).await;
    window.saved().await;
    let written = manuscript(&window).await;

    let package = place.path("bağbanlar günü.zip");
    export(&window, &package).await;
    let check = cli_output(&place.library(), &["package", "check", &package.to_string_lossy()]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    let article = article_of(&package);
    for words in [LEAD, SPEECH, "Nə əkildi", "300 ağac"] {
        assert!(article.contains(words), "{words} is not in the article: {article}");
    }

    window.close().await;
    let window = place.window().await;
    open_report(&window, 0).await;
    assert_eq!(window.text("report-title").await, HEADLINE);
    assert_eq!(manuscript(&window).await, written);
    assert_eq!(count(&window, ".ProseMirror .te-tag-person").await, 2);
    assert_eq!(count(&window, ".ProseMirror strong").await, 1);
    assert_eq!(count(&window, "[data-testid=photo]").await, 2);
    assert!(window.text("person").await.contains(SPEAKER));
}

async fn write(window: &Window) {
    window.write(LEAD).await;
    window.write(Key::Enter + SPEECH).await;
    window.write(Key::Enter + "").await;
    // A heading by its key, then bold words by theirs.
    window.write(Key::Control + Key::Alt + "2").await;
    window.write("Nə əkildi").await;
    window.write(Key::Enter + "Cəmi ").await;
    window.write(Key::Control + "b").await;
    window.write("300 ağac").await;
    window.write(Key::Control + "b").await;
    window.write(" əkilib. Sonda ").await;
    assert_eq!(count(window, ".ProseMirror h2, .ProseMirror h3").await, 1);
    assert_eq!(count(window, ".ProseMirror strong").await, 1);
    window.saved().await;
}

/// A speaker is added by hand, named by `@`, and tagged where the name stands already.
async fn tag(window: &Window) {
    window.type_into("person-name", SPEAKER).await;
    window.type_into("person-role", "aqronom").await;
    window.click("person-add").await;
    window.control("person").await;
    // The next name may be typed there now; until then the field would take the focus away.
    let again = "document.activeElement?.dataset.testid === 'person-name'";
    window.until(again, "the field for the next name").await;

    window.write("@Şəm").await;
    window.wait_for(".te-menu .te-option", "the speaker in the list").await;
    window.write(Key::Enter + "").await;
    window.until("document.querySelector('.ProseMirror .te-tag-person')", "the name").await;

    select(window, SPEAKER).await;
    window.write(Key::Alt + "t").await;
    let field = window.wait_for(".te-input", "the list for the selected words").await;
    window.wait_for(".te-popup .te-option", "the speaker for the selected words").await;
    field.send_keys(Key::Enter + "").await.expect("the list takes keys");
    let both = "document.querySelectorAll('.ProseMirror .te-tag-person').length === 2";
    window.until(both, "the tag on the selected words").await;
}

/// Selects the first place in the manuscript where the words stand untagged.
async fn select(window: &Window, words: &str) {
    let script = "
        const [words] = arguments;
        const walk = document.createTreeWalker(document.querySelector('.ProseMirror'), 4);
        while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf(words);
            if (at < 0 || walk.currentNode.parentElement.closest('.te-tag')) continue;
            getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
            return true;
        }
        return false;";
    let found = window.page().execute(script, vec![words.into()]).await.expect("a selection");
    assert_eq!(found.json(), &Value::Bool(true), "{words} stands in the text");
    // The editor learns of a selection by an event.
    window.until("document.querySelector('[data-testid=tool-tag]')", "the selection").await;
}

async fn add_photos(window: &Window) {
    let photos =
        [("DSC ə1.jpg", drawn::jpeg(1800, 1200, 1)), ("DSC2.jpg", drawn::jpeg(900, 1200, 2))];
    window.drop_files("[data-testid=gallery]", &photos).await;
    let both = "document.querySelectorAll('[data-testid=photo]').length === 2";
    window.until(both, "two photos in the gallery").await;
    let first = window.wait_for("[data-testid=photo]", "the first photo").await;
    first.scroll_into_view().await.expect("the gallery is in the page");
    first.click().await.expect("a photo can be chosen");
    // It is a picture, not the frame of one.
    let shown = "document.querySelector('[data-testid=photo] img').naturalWidth > 100";
    window.until(shown, "the photo itself").await;
    window.type_into("photo-caption", CAPTION).await;
    window.type_into("photo-alt", "Üç nəfər bel ilə çinarın dibini doldurur").await;
    window.type_into("photo-credit", "Ülkər Məcnunova").await;
    window.saved().await;
}

async fn export(window: &Window, package: &Path) {
    window.click("export").await;
    let proposed = "document.querySelector('[data-testid=export-to]').value.endsWith('.zip')";
    window.until(proposed, "a place for the package").await;
    let place = window.control("export-to").await;
    place.clear().await.expect("the place can be cleared");
    place.send_keys(package.to_string_lossy().as_ref()).await.expect("the place can be typed");
    window.click("export-start").await;
    window.control("export-done").await;
    assert_eq!(window.text("export-path").await, package.to_string_lossy());
    window.click("export-finish").await;
}

/// The text of the package's `article.html`.
fn article_of(package: &Path) -> String {
    let file = std::fs::File::open(package).expect("the package is there");
    let mut zip = zip::ZipArchive::new(file).expect("the package is a zip");
    let mut html = String::new();
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).expect("the package can be read");
        if entry.name().expect("names are UTF-8").ends_with("article.html") {
            entry.read_to_string(&mut html).expect("the article is text");
        }
    }
    assert!(!html.is_empty(), "there is an article");
    Html::parse_document(&html).root_element().text().collect()
}

async fn count(window: &Window, css: &str) -> u64 {
    let script = format!("document.querySelectorAll({}).length", Value::from(css));
    window.value(&script).await.as_u64().expect("a number")
}
