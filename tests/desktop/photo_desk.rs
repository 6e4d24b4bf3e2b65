//! A photo editor's evening in the real window: a card of two hundred frames, a few picks by keyboard,
//! a crop, captions, and pictures that carry all of it out of the house.

use std::fs;
use std::path::{Path, PathBuf};

use tezis_tests::drawn::jpeg;
use tezis_tests::window::{Window, start_again};
use thirtyfour::prelude::*;

use crate::looks::look;
use crate::{Place, write_report};

const FRAMES: u32 = 200;

/// Writes a card as a phone does: names tell the second at which each frame was taken.
fn card(folder: &Path) -> PathBuf {
    let card = folder.join("Kart ə").join("DCIM").join("100PHOTO");
    fs::create_dir_all(&card).expect("the card can be made");
    for number in 0..FRAMES {
        let (minute, second) = (number / 6, number % 6 * 10);
        let (hour, minute) = (10 + minute / 60, minute % 60);
        let name = format!("IMG_20260514_{hour:02}{minute:02}{second:02}.jpg");
        fs::write(card.join(name), jpeg(360, 240, u64::from(number) + 1)).expect("a frame");
    }
    folder.join("Kart ə")
}

/// What the grid's current frame says in an attribute.
fn current(attribute: &str) -> String {
    format!(
        "document.getElementById(document.querySelector('[data-testid=frames]')
            .getAttribute('aria-activedescendant')).dataset.{attribute}"
    )
}

/// Clicks the frame at that place of the grid.
async fn click_frame(window: &Window, place: usize) {
    let css = format!("[data-testid=frame][aria-posinset='{}']", place + 1);
    window.wait_for(&css, "the frame").await.click().await.expect("a frame can be clicked");
}

/// Brings a card in from the photo desk that is open, and waits until all of it is there.
async fn bring_in(window: &Window, library: &Path, card: &Path) {
    // As a file manager opens a folder with Tezis: the running program gets the path.
    assert!(start_again(library, &[card]).await.success());
    window.control("ingest-frames").await;
    window.wait_for("[data-testid=ingest-frame]", "the card's frames").await;
    let counts = "document.querySelector('[data-testid=ingest-counts]').textContent";
    window.until(&format!("{counts}.includes('{FRAMES}')"), "all frames are counted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_becomes_a_gallery_with_captions_and_crops() {
    let Some(place) = Place::take().await else { return };
    let card = card(place.folder.path());
    let before: Vec<_> = walk(&card);
    let window = place.window().await;
    window.resize(1280, 720).await;
    write_report(&window, "Şuşada kitab həftəsi", "Həftə üç gün davam edib.").await;
    window.click("photo-desk").await;
    window.control("photos-empty").await;
    look(&window, "photo-desk-empty").await;

    bring_in(&window, &place.library(), &card).await;
    look(&window, "ingest").await;
    window.type_into("ingest-creator", "Nuranə Vəlizadə").await;
    window.click("ingest-start").await;
    window.control("frames").await;
    let all = format!(
        "document.querySelector('[data-testid=filter-count]').textContent.includes('{FRAMES}')"
    );
    window.until(&all, "all frames are in").await;
    assert_eq!(walk(&card), before, "nothing on the card was touched");

    // By keys: three picks, one rejected, stars; one too many is taken back.
    click_frame(&window, 0).await;
    window.press("p").await;
    window.until(&format!("{} === 'picked'", current("pick")), "the first is picked").await;
    window.press(Key::Right + "").await;
    window.press("x").await;
    window.until(&format!("{} === 'rejected'", current("pick")), "the second is rejected").await;
    window.press(Key::Right + "").await;
    window.press("p").await;
    window.until(&format!("{} === 'picked'", current("pick")), "the third is picked").await;
    window.press("5").await;
    window.until(&format!("{} === '5'", current("stars")), "with five stars").await;
    window.press(Key::Control + "z").await;
    window.until(&format!("{} !== '5'", current("stars")), "the stars are taken back").await;
    look(&window, "photo-desk-grid").await;

    // Large, at 100 %, beside another.
    window.press(" ").await;
    window.control("loupe").await;
    let shown = window.value("document.querySelector('[data-testid=loupe]').dataset.photo").await;
    window.press(Key::Right + "").await;
    window
        .until(
            &format!("document.querySelector('[data-testid=loupe]').dataset.photo !== {shown}"),
            "the next frame is large",
        )
        .await;
    let waits = "document.querySelector('[data-testid=picture]').dataset.waiting !== 'true'";
    window.until(waits, "its picture is there").await;
    look(&window, "photo-desk-loupe").await;
    window.press(Key::Escape + "").await;
    window.control("frames").await;

    // The picks go into the gallery.
    window.click("put-picked").await;
    window
        .until(
            "document.querySelectorAll('[data-testid=put-picked]').length === 0
        || document.querySelector('[data-testid=put-picked]').disabled",
            "the picks are placed",
        )
        .await;

    // The first of them is turned and cropped; the picture beside it is the core's.
    click_frame(&window, 0).await;
    window.press("r").await;
    window.control("crop-page").await;
    window.control("crop-frame").await;
    window.press("]").await;
    let upright = "(() => { const image = document.querySelector('[data-testid=crop-image]');
        return image.naturalHeight > image.naturalWidth; })()";
    window.until(upright, "the turned picture").await;
    look(&window, "photo-desk-crop").await;
    window.click("crop-close").await;
    window.control("frames").await;

    // Captions, one key away.
    click_frame(&window, 0).await;
    window.press("t").await;
    window.type_into("photo-caption", "Kitab həftəsinin açılışı, mərkəzi meydan").await;
    window.type_into("photo-alt", "Meydanda toplaşan oxucular").await;
    window.saved().await;
    look(&window, "photo-desk-captions").await;

    // Out of the house: two photos, the first upright, with its words inside.
    window.click("back").await;
    window.control("report").await;
    let gallery =
        "document.querySelectorAll('[data-testid=gallery-list] [data-testid=photo]').length";
    window.until(&format!("{gallery} === 2"), "both picks are in the gallery").await;
    let to = place.path("Paket");
    fs::create_dir_all(&to).expect("a folder for the package");
    window.click("export").await;
    let folder = window.wait_for("label:has([data-testid='export-folder'])", "a folder").await;
    folder.click().await.expect("the shape can be chosen");
    let field = window.control("export-to").await;
    window.until("document.querySelector('[data-testid=export-to]').value", "a place").await;
    field.clear().await.expect("the place can be cleared");
    field.send_keys(to.to_string_lossy()).await.expect("the place can be typed");
    window.click("export-start").await;
    window.control("export-done").await;
    let photos: Vec<PathBuf> = walk(&to)
        .into_iter()
        .filter(|path| path.parent().is_some_and(|folder| folder.ends_with("photos")))
        .collect();
    assert_eq!(photos.len(), 2, "{photos:?}");
    let first = fs::read(photos.first().expect("the first")).expect("it can be read");
    let picture = image::load_from_memory(&first).expect("it is a picture");
    assert!(picture.height() > picture.width(), "it was turned");
    let says = |words: &str| first.windows(words.len()).any(|part| part == words.as_bytes());
    assert!(says("Kitab həftəsinin açılışı, mərkəzi meydan"), "its caption is inside");
    assert!(says("Nuranə Vəlizadə"), "and who took it");
}

/// All files below a folder, with their sizes' order kept by name.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// A phone's HEIC has no decoder in the core: the window reads it, by WebAssembly under the page's
/// policy, and from then on it is a photo as any other.
#[tokio::test(flavor = "multi_thread")]
async fn a_phones_heic_is_decoded_by_the_window() {
    let heic = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/photos/heic/IMG_1034.heic");
    if !heic.is_file() {
        println!("skipped: no HEIC beside the repository (../shared/photos/heic)");
        return;
    }
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, "Telefon", "Bir foto.").await;
    assert!(start_again(&place.library(), &[&heic]).await.success());
    window.wait_for("[data-testid=photo]", "the photo in the gallery").await;
    let drawn = "[...document.querySelectorAll('[data-testid=photo] img')]
        .some((image) => image.complete && image.naturalWidth > 0)";
    window.until(drawn, "the decoded picture").await;
}
