//! Out by hand and back: the portal's form, what is published and what changed since, a text that an
//! editor returns.

use std::path::Path;

use tezis_tests::docx;
use tezis_tests::programs::cli;
use tezis_tests::window::{Window, start_again};
use thirtyfour::prelude::*;

use crate::looks::look;
use crate::{Place, manuscript, open_report, write_report};

const HEADLINE: &str = "Qusarda alma festivalı";

#[tokio::test(flavor = "multi_thread")]
async fn ticks_survive_a_restart_and_a_field_that_changed_says_so() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    window.resize(1280, 720).await;
    write_report(&window, HEADLINE, "Festivala on iki kənd qatılıb.").await;
    window.click("handover-open").await;
    window.control("handover-fields").await;
    tick(&window, "headline").await;
    tick(&window, "body").await;
    window.close().await;

    let window = place.window().await;
    window.resize(1280, 720).await;
    open_report(&window, 0).await;
    window.write(Key::Control + Key::End).await;
    window.write(" Sonra daha biri gəlib.").await;
    window.saved().await;
    window.click("handover-open").await;
    let ticked = |field: &str| {
        format!(
            "document.querySelector(\"[data-field='{field}'] [data-testid='handover-tick']\").checked"
        )
    };
    window.until(&ticked("headline"), "the tick of the last session").await;
    let body = "document.querySelector(\"[data-field='body']\").textContent";
    window.until(&format!("/dəyişib/.test({body})"), "the body changed after its tick").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_is_frozen_and_what_differs_is_shown() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    window.resize(1280, 720).await;
    write_report(&window, HEADLINE, "Festivala on iki kənd qatılıb.").await;
    window.click("handover-open").await;
    window.type_into("publish-url", "https://portal.example/qusar").await;
    window.click("publish").await;
    let chip = "document.querySelector('[data-testid=published]')?.textContent ?? ''";
    window.until(&format!("/Dərc olunub/.test({chip})"), "the top bar says so").await;
    window.click("delivery-back").await;
    window.write(Key::Control + Key::End).await;
    window.write(" Ən böyük alma 640 qram idi.").await;
    window.until(&format!("/dəyişib/.test({chip})"), "changed since").await;
    window.click("published").await;
    let changes = "document.querySelector('[data-testid=block-changes]').textContent";
    window.until(&format!("{changes}.includes('640 qram')"), "what differs").await;
    window.click("part-receipts").await;
    window.control("receipt").await;
    look(&window, "receipts").await;
}

/// The folder for a person has a Word file that knows what it is; an editor changes it and sends it
/// back, and the open window gets it from the file manager.
#[tokio::test(flavor = "multi_thread")]
async fn a_returned_word_file_is_reviewed_change_by_change() {
    let Some(place) = Place::take().await else { return };
    let window = place.window().await;
    window.resize(1280, 720).await;
    let words = "Festivala on iki kənd qatılıb.\u{e007}İkinci abzas olduğu kimi qalır.";
    write_report(&window, HEADLINE, words).await;
    let report = window.control("report").await.attr("data-report").await.expect("an element");
    let folder = place.path("redaktora");
    export(&place.library(), &report.expect("the report's id"), &folder);
    let returned = place.path("Qusar, düzəlişlə.docx");
    let edited = docx::edited(&folder.join("article.docx"), &[("on iki kənd", "on üç kənd")]);
    std::fs::write(&returned, edited).expect("the file can be written");

    // Meanwhile the reporter goes on.
    window.write(Key::Control + Key::End).await;
    window.write(" Bir cümlə də.").await;
    window.saved().await;
    assert!(start_again(&place.library(), &[&returned]).await.success());
    window.control("returned-change").await;
    look(&window, "returned").await;
    window.click("returned-accept-all").await;
    window.click("returned-take").await;
    window.wait_for(".ProseMirror", "the manuscript").await;
    let both = "document.querySelector('.ProseMirror').textContent";
    window.until(&format!("{both}.includes('on üç kənd')"), "the editor's change").await;
    assert!(manuscript(&window).await.contains("qalır. Bir cümlə də."), "and the reporter's own");
}

fn export(library: &Path, report: &str, to: &Path) {
    cli(library, &["export", report, "--to", to.to_str().expect("the path is UTF-8")]);
}

async fn tick(window: &Window, field: &str) {
    let css = format!("[data-field='{field}'] [data-testid='handover-tick']");
    let tick = window.wait_for(&css, field).await;
    tick.scroll_into_view().await.expect("the field is in the page");
    tick.click().await.expect("a tick can be set");
    let set = format!(
        "document.querySelector({css:?}).checked && !document.querySelector({css:?}).disabled"
    );
    window.until(&set, "the tick").await;
}
