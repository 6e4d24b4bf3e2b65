//! Language, theme and accessibility of each screen, and the README's pictures of them.

use serde_json::Value;
use tezis_tests::window::Window;
use thirtyfour::prelude::*;

use crate::Place;

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_usable_for_everybody_in_both_themes_and_languages() {
    let Some(place) = Place::take().await else { return };
    let window = place.demo().await;
    window.resize(1280, 800).await;
    settings(&window, &["theme-light"]).await;
    // Twice, so that each screen is seen in both themes and in both languages.
    tour(&window, "").await;
    settings(&window, &["theme-dark", "language-en"]).await;
    window.until("document.documentElement.lang === 'en'", "English").await;
    assert!(window.text("new-report").await.contains("New report"));
    let dark = "getComputedStyle(document.body).colorScheme.includes('dark')
        || document.documentElement.dataset.theme === 'dark'";
    window.until(dark, "the dark theme").await;
    tour(&window, "-dark").await;

    // The choice is the program's, not the page's: the next start has it.
    window.close().await;
    let window = place.window().await;
    let kept = "[document.documentElement.lang, document.documentElement.dataset.theme].join()";
    assert_eq!(window.value(kept).await, "en,dark");
}

/// Goes through the screens, from the desk to the desk.
async fn tour(window: &Window, suffix: &str) {
    look(window, &format!("desk{suffix}")).await;
    open_texts(window, "könüllülükdən").await;
    window.wait_for("[data-testid=photo]", "the demo's photos").await;
    look(window, &format!("report{suffix}")).await;
    window.click("tab-sessions").await;
    look(window, &format!("sessions{suffix}")).await;
    window.click("tab-materials").await;
    window.control("material").await;
    look(window, &format!("materials{suffix}")).await;
    // A photo that is chosen opens its words.
    let photo = window.wait_for("[data-testid=photo]", "the first photo").await;
    photo.scroll_into_view().await.expect("the gallery is in the page");
    photo.click().await.expect("a photo can be chosen");
    window.control("photo-caption").await;
    look(window, &format!("photos{suffix}")).await;
    window.click("photo-desk").await;
    let frame = window.wait_for("[data-testid=frame]", "the demo's photos on the desk").await;
    frame.click().await.expect("a frame can be chosen");
    window.control("captions").await;
    look(window, &format!("photo-desk{suffix}")).await;
    window.press(" ").await;
    window.control("loupe").await;
    look(window, &format!("loupe{suffix}")).await;
    window.press("r").await;
    window.control("crop-frame").await;
    window.wait_for("[data-testid=crop-rendition] img", "a rendition").await;
    look(window, &format!("crop{suffix}")).await;
    window.click("crop-close").await;
    window.click("cameras-open").await;
    window.control("cameras-dialog").await;
    look(window, &format!("cameras{suffix}")).await;
    window.press(Key::Escape + "").await;
    window.until("!document.querySelector('[data-testid=cameras-dialog]')", "the photos").await;
    window.click("back").await;
    window.control("report").await;
    window.click("export").await;
    let place = window.control("export-to").await;
    window.until("document.querySelector('[data-testid=export-to]').value", "a place").await;
    place.clear().await.expect("the place can be cleared");
    place.send_keys("/home/səidə/Sənədlər/lənkəran.zip").await.expect("the place can be typed");
    look(window, &format!("export{suffix}")).await;
    window.click("export-dialog-close").await;
    window.click("handover-open").await;
    window.control("handover-fields").await;
    look(window, &format!("handover{suffix}")).await;
    window.click("delivery-back").await;
    window.click("derive").await;
    window.control("derive-menu").await;
    look(window, &format!("derive{suffix}")).await;
    window.press(Key::Escape + "").await;
    window.until("!document.querySelector('[data-testid=derive-menu]')", "the report").await;
    window.click("back").await;

    open_texts(window, "forumu başlayıb").await;
    window.click("published").await;
    window.control("block-changes").await;
    look(window, &format!("update{suffix}")).await;
    window.click("delivery-back").await;
    window.click("history").await;
    window.control("version").await;
    look(window, &format!("versions{suffix}")).await;
    window.click("back").await;
    window.control("report").await;
    window.click("back").await;

    open_texts(window, "opens in Lankaran").await;
    window.control("translation-panel").await;
    look(window, &format!("translation{suffix}")).await;
    window.click("back").await;

    // The way to its page shows at the forum that is chosen.
    window.click("forum-row").await;
    window.click("open-forum").await;
    window.control("forum-page").await;
    look(window, &format!("forum{suffix}")).await;
    window.click("back").await;
    window.control("report-list").await;
    window.press(Key::Control + "k").await;
    window.type_into("palette-field", "nigar").await;
    window.wait_for("[data-testid=palette-row][data-kind=person]", "a person").await;
    look(window, &format!("found{suffix}")).await;
    window.press(Key::Escape + "").await;
    window.until("!document.querySelector('[data-testid=palette]')", "the desk").await;
    window.press("?").await;
    window.control("keys-dialog").await;
    look(window, &format!("keys{suffix}")).await;
    window.click("keys-dialog-close").await;
    window.click("settings").await;
    window.control("settings-page").await;
    look(window, &format!("settings{suffix}")).await;
    window.click("back").await;
    window.control("report-list").await;
}

/// Opens the text whose headline has these words.
async fn open_texts(window: &Window, words: &str) {
    window.click_text("[data-testid=report-row] .headline", words).await;
    window.control("report").await;
}

/// An empty desk says what there is to do, in every size and language.
#[tokio::test(flavor = "multi_thread")]
async fn an_empty_desk_offers_the_demo() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    window.resize(1280, 720).await;
    window.control("desk-empty").await;
    look(&window, "empty").await;
    window.click("empty-demo").await;
    window.wait_for("[data-testid=report-row]", "the demo's texts").await;
    window.until("document.querySelectorAll('[data-testid=report-row]').length === 3", "all").await;
}

/// Twice as large text, as somebody with weak eyes has it: nothing is cut off or lies over another.
#[tokio::test(flavor = "multi_thread")]
async fn everything_can_be_reached_at_twice_the_text_size() {
    let Some(place) = Place::take().await else { return };
    let window = place.demo().await;
    window.resize(1280, 720).await;
    window.control("report-list").await;
    for _ in 0..5 {
        window.press(Key::Control + "=").await;
    }
    window.until("innerWidth === 640", "twice the size").await;
    look(&window, "large-desk").await;
    // By keys: the driver clicks where things would stand in their usual size.
    window.type_into("report-list", Key::Down + Key::Enter).await;
    window.wait_for(".ProseMirror", "the manuscript").await;
    look(&window, "large-report").await;
    let beyond = "document.documentElement.scrollWidth - innerWidth";
    assert_eq!(window.value(beyond).await, 0, "the page is no wider than the window");
    window.press(Key::Alt + "d").await;
    window.control("handover-fields").await;
    look(&window, "large-handover").await;
    assert_eq!(window.value(beyond).await, 0, "nor is the portal's form");
}

/// Clicks what the names say in the settings, and leaves them.
async fn settings(window: &Window, choices: &[&str]) {
    window.click("settings").await;
    window.control("settings-page").await;
    for choice in choices {
        // The field itself is drawn by its label.
        let label = format!("label:has([data-testid='{choice}'])");
        let label = window.wait_for(&label, choice).await;
        label.click().await.unwrap_or_else(|error| panic!("{choice} was not clicked: {error}"));
    }
    window.click("back").await;
    window.control("report-list").await;
}

/// Takes the picture, and asks axe what is wrong with the screen for people who use it otherwise.
pub(crate) async fn look(window: &Window, screen: &str) {
    window.picture(screen).await;
    let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).expect("axe-core is among the window's npm packages");
    if window.value("typeof axe").await == "undefined" {
        window.page().execute(axe, Vec::new()).await.expect("axe can be loaded");
    }
    let script = "
        const [done] = arguments;
        axe.run(document).then(({ violations }) => done(violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))), String)
            .catch((error) => done([String(error)]));";
    let wrong = window.page().execute_async(script, Vec::new()).await.expect("axe answers");
    let wrong = wrong.json().as_array().expect("a list of violations").clone();
    let lines: Vec<&str> = wrong.iter().filter_map(Value::as_str).collect();
    assert!(wrong.is_empty(), "{screen}:\n{}", lines.join("\n"));
}
