//! The place where one writes: undo in one order, find and replace, the page beside it, one field that
//! finds everything, one report in two windows.

use thirtyfour::prelude::*;

use crate::looks::look;
use crate::{Place, in_text, manuscript, write_report};

const HEADLINE: &str = "Şamaxıda üzüm bayramı";

#[tokio::test(flavor = "multi_thread")]
async fn undo_takes_back_text_and_everything_else_in_the_order_in_which_it_was_done() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, "Birinci cümlə.").await;
    let state = "document.querySelector('[data-testid=report-state]').value";
    let select = window.control("report-kind").await;
    let panel = "document.querySelectorAll('[data-testid=person]').length";
    assert_eq!(window.value(panel).await, 0);
    window.type_into("person-name", "Rəna Qasımlı").await;
    window.type_into("person-role", "üzümçü" + Key::Enter).await;
    window.until(&format!("{panel} === 1"), "the speaker").await;
    window.write(" İkinci cümlə.").await;
    window.saved().await;
    assert_eq!(window.value(state).await, "draft");
    assert!(select.is_displayed().await.expect("it is in the page"));

    window.write(Key::Control + "z").await;
    window.until(&not_in_text("İkinci"), "the text is back").await;
    assert_eq!(window.value(panel).await, 1, "the speaker was added before that");
    window.write(Key::Control + "z").await;
    window.until(&format!("{panel} === 0"), "the speaker is gone").await;
    assert!(manuscript(&window).await.contains("Birinci cümlə."), "typed before the speaker");
    window.write(Key::Control + "y").await;
    window.until(&format!("{panel} === 1"), "the speaker is there again").await;
    window.write(Key::Control + "y").await;
    window.until(&in_text("İkinci"), "and the sentence").await;
    window.saved().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn find_and_replace_knows_the_letters_of_the_language() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    let words = "İl yaxşı oldu. Bu il məhsul çoxdur. ILIQ payız idi, ılıq küləklə.";
    write_report(&window, HEADLINE, words).await;
    window.write(Key::Control + "h").await;
    window.type_into("find-text", "il").await;
    let count = "document.querySelector('[data-testid=find-count]').textContent";
    // “İl” and “il”; the I of “ILIQ” is another letter.
    window.until(&format!("/2\\s*$/.test({count}.trim())"), "two places").await;
    window.type_into("replace-text", "mövsüm").await;
    look(&window, "find").await;
    window.click("replace-all").await;
    window.until(&in_text("Mövsüm yaxşı oldu. Bu mövsüm"), "both are replaced").await;
    assert!(manuscript(&window).await.contains("ILIQ payız idi, ılıq"));
    window.click("find-close").await;
    window.write(Key::Control + "z").await;
    window.until(&in_text("İl yaxşı oldu. Bu il"), "one undo takes all back").await;
    window.saved().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_follows_what_is_typed() {
    let Some(place) = Place::take().await else { return };
    let window = place.demo().await;
    window.resize(1280, 720).await;
    window
        .click_text("#report-list .headline, [data-testid=report-row] .headline", "könüllülükdən")
        .await;
    window.control("report").await;
    window.click("preview-toggle").await;
    let page = "document.querySelector('[data-testid=preview-frame]').contentDocument.body";
    window
        .until(&format!("{page}.textContent.includes('2-ci forumu işə başlayıb')"), "the page")
        .await;
    window.until(&format!("{page}.querySelectorAll('img').length >= 8"), "its pictures").await;
    let shown = format!("[...{page}.querySelectorAll('img')].some((img) => img.naturalWidth > 0)");
    window.until(&shown, "a picture is drawn inside the page").await;
    look(&window, "preview").await;
    window.write(Key::Control + Key::Home).await;
    window.write("Sözbəsöz: ").await;
    window.until(&format!("{page}.textContent.includes('Sözbəsöz:')"), "what was typed").await;
    let private = format!("{page}.textContent.includes('Aytən xanımın rəqəmlərini')");
    assert_eq!(window.value(&private).await, false, "a note to oneself is on no page");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_field_finds_a_person_and_every_place_of_theirs() {
    let Some(place) = Place::take().await else { return };
    let window = place.demo().await;
    window.resize(1280, 800).await;
    window.control("report-list").await;
    window.press(Key::Control + "k").await;
    window.type_into("palette-field", "qunay mirze").await;
    let person = "[data-testid=palette-row][data-kind=person]";
    // The field forgives what a keyboard without the letters makes of them, not another name.
    window.until(&format!("!document.querySelector({person:?})"), "no such person").await;
    let field = window.control("palette-field").await;
    field.clear().await.expect("the field can be cleared");
    field.send_keys("gunay mirze").await.expect("the field takes keys");
    window.wait_for(person, "Günay Mirzəyeva").await;
    window.press(Key::Right + "").await;
    let places = "document.querySelector('[data-testid=palette-list]').textContent";
    window
        .until(&format!("{places}.includes('könüllülükdən açıq büdcəyə')"), "where she is named")
        .await;
    look(&window, "palette").await;
    window.press(Key::Down + Key::Enter).await;
    window.control("report").await;
    window.wait_for(".ProseMirror", "the manuscript").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_report_in_two_windows_stays_the_same_in_both() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, "Birinci pəncərədə yazılıb.").await;
    window.click("open-window").await;
    window.switch_to(1).await;
    window.until(&in_text("Birinci pəncərədə yazılıb."), "the same report").await;
    window.write(Key::Control + Key::End).await;
    window.write(" İkincidə davam edib.").await;
    window.saved().await;
    window.switch_to(0).await;
    window.until(&in_text("yazılıb. İkincidə davam edib."), "what the other window wrote").await;
    window.write(Key::Control + Key::Home).await;
    window.write("Yenə birincidə. ").await;
    window.saved().await;
    window.switch_to(1).await;
    window.until(&in_text("Yenə birincidə. Birinci pəncərədə"), "and back").await;
}

fn not_in_text(words: &str) -> String {
    format!("!document.querySelector('.ProseMirror').textContent.includes({words:?})")
}

/// All is selected and typed over: the first letter replaces it, and the others come behind that one.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_over_everything_stands_in_its_order() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    write_report(&window, HEADLINE, "Əvvəlki sözlər.").await;
    for round in 0..5 {
        let words = format!("Tamam başqa sözlər, dəfə {round}.");
        window.write(Key::Control + "a").await;
        window.write(words.as_str()).await;
        window.saved().await;
        assert_eq!(manuscript(&window).await, words);
    }
}
