//! Language, theme and accessibility of each screen, and the README's pictures of them.

use serde_json::Value;
use tezis_tests::window::Window;

use crate::{Place, open_report};

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
    open_report(window, 0).await;
    window.wait_for("[data-testid=photo]", "the demo's photos").await;
    look(window, &format!("report{suffix}")).await;
    window.click("tab-sessions").await;
    look(window, &format!("sessions{suffix}")).await;
    // A photo that is chosen opens its words.
    let photo = window.wait_for("[data-testid=photo]", "the first photo").await;
    photo.scroll_into_view().await.expect("the gallery is in the page");
    photo.click().await.expect("a photo can be chosen");
    window.control("photo-caption").await;
    look(window, &format!("photos{suffix}")).await;
    window.click("export").await;
    let place = window.control("export-to").await;
    window.until("document.querySelector('[data-testid=export-to]').value", "a place").await;
    place.clear().await.expect("the place can be cleared");
    place.send_keys("/home/səidə/Sənədlər/lənkəran.zip").await.expect("the place can be typed");
    look(window, &format!("export{suffix}")).await;
    window.click("export-dialog-close").await;
    window.click("back").await;
    // The way to its page shows at the forum that is chosen.
    window.click("forum-row").await;
    window.click("open-forum").await;
    window.control("forum-page").await;
    look(window, &format!("forum{suffix}")).await;
    window.click("back").await;
    window.control("report-list").await;
}

/// Clicks what the names say in the settings, and closes them.
async fn settings(window: &Window, choices: &[&str]) {
    window.click("settings").await;
    for choice in choices {
        // The field itself is drawn by its label.
        let label = format!("label:has([data-testid='{choice}'])");
        let label = window.wait_for(&label, choice).await;
        label.click().await.unwrap_or_else(|error| panic!("{choice} was not clicked: {error}"));
    }
    window.click("settings").await;
    window.until("!document.querySelector('[data-testid=settings-popover]')", "the desk").await;
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
