//! What a person copies into a portal's form.

use std::collections::BTreeMap;
use std::fmt::Write;

use tezis_publish::article::Article;
use tezis_publish::handover::{Handover, HandoverOptions, handover};
use tezis_publish::profile::{FormField, HtmlTag, Profile};

use crate::support::{article, forum, new_report, profile, report, resolve};

fn made(article: &Article, profile: &Profile) -> Handover {
    handover(article, profile, &HandoverOptions::default())
}

fn field(handover: &Handover, key: FormField) -> (String, String, String) {
    let field = handover.fields.iter().find(|field| field.key == key).unwrap();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    (field.plain.clone(), text(&field.html), text(&field.rich))
}

fn printed(handover: &Handover) -> String {
    let mut out = String::new();
    for field in &handover.fields {
        writeln!(out, "== {}\n{}", field.key.key(), field.plain).unwrap();
        for (name, text) in [("html", &field.html), ("rich", &field.rich)] {
            if let Some(text) = text {
                writeln!(out, "-- {name}\n{text}").unwrap();
            }
        }
    }
    for photo in &handover.photos {
        writeln!(
            out,
            "** {} {} {} cover={} | {:?} | {:?} | {:?} | {:?}",
            photo.number,
            photo.mark,
            photo.file,
            photo.cover,
            photo.caption,
            photo.alt,
            photo.credit,
            photo.address
        )
        .unwrap();
    }
    out
}

#[test]
fn the_form_of_each_profile() {
    insta::assert_snapshot!("handover_mia", printed(&made(&article("mia.az"), &profile("mia.az"))));
    insta::assert_snapshot!("handover_plain", printed(&made(&article("plain"), &profile("plain"))));
}

#[test]
fn a_photo_with_an_address_stands_in_the_text() {
    let addresses = BTreeMap::from([(3, "https://mia.az/img/7.jpg?a=1&b=2".to_owned())]);
    let options = HandoverOptions { addresses: Some(&addresses), before: None };
    let (article, mia) = (article("mia.az"), profile("mia.az"));
    let handover = handover(&article, &mia, &options);
    let (plain, html, _) = field(&handover, FormField::Body);
    assert!(
        html.contains("<figure><img src=\"https://mia.az/img/7.jpg?a=1&amp;b=2\" alt="),
        "{html}"
    );
    assert!(!html.contains("[FOTO"));
    // There are no pictures in plain text.
    assert!(plain.contains("\n\n[FOTO 03]\n\n"));
    assert_eq!(handover.photos[2].address.as_ref(), addresses.get(&3));
}

#[test]
fn a_portal_that_keeps_no_pictures_gets_the_mark() {
    let mut mia = profile("mia.az");
    mia.body.allowed_html.retain(|tag| *tag != HtmlTag::Img);
    let addresses = BTreeMap::from([(3, "https://mia.az/img/7.jpg".to_owned())]);
    let options = HandoverOptions { addresses: Some(&addresses), before: None };
    let handover = handover(&article("mia.az"), &mia, &options);
    assert!(field(&handover, FormField::Body).1.contains("<p>[FOTO 03]</p>"));
}

#[test]
fn an_embed_is_a_plain_link_or_plain_words() {
    let (article, mut mia) = (article("mia.az"), profile("mia.az"));
    let body = |profile: &Profile| field(&made(&article, profile), FormField::Body).1;
    assert!(
        body(&mia)
            .contains("<a href=\"https://example.org/video/42\">https://example.org/video/42</a>")
    );
    mia.body.allowed_html.retain(|tag| *tag != HtmlTag::A);
    assert!(body(&mia).contains("<p>https://example.org/video/42</p>"));
    assert!(!body(&mia).contains("<a "));
}

#[test]
fn what_the_form_has_no_field_for_ends_the_text() {
    let article = article("mia.az");
    let mut mia = profile("mia.az");
    let end = |profile: &Profile| {
        let (plain, html, _) = field(&made(&article, profile), FormField::Body);
        (plain, html)
    };
    let (plain, html) = end(&mia);
    assert!(plain.ends_with("Müəllif forumun iştirakçısıdır.\n\nAynur Rzaquliyeva\n\nMia.az"));
    assert!(html.ends_with("<p>Aynur Rzaquliyeva</p>\n<p>Mia.az</p>"), "{html}");
    mia.form.fields.extend([FormField::Byline, FormField::Disclosure]);
    let (plain, html) = end(&mia);
    // The correction has no field anywhere: readers must see it.
    assert!(plain.ends_with("Onlar 12-dir."), "{plain}");
    assert!(html.ends_with("Onlar 12-dir.</p>"), "{html}");
    assert_eq!(field(&made(&article, &mia), FormField::Byline).0, "Aynur Rzaquliyeva\nMia.az");
}

#[test]
fn the_clipboard_names_its_encoding_and_has_no_blank_lines() {
    let (_, html, rich) = field(&made(&article("mia.az"), &profile("mia.az")), FormField::Body);
    assert!(html.contains(">\n<") && html.contains("<br>\n"));
    assert!(rich.starts_with("<meta charset=\"utf-8\"><p>"));
    assert!(!rich.contains('\n'), "{rich}");
}

#[test]
fn a_field_that_was_emptied_is_listed_to_be_emptied() {
    let mut mia = profile("mia.az");
    mia.form.fields.push(FormField::Kicker);
    let before = resolve(&new_report(), &forum(), &mia);
    let mut report = report();
    report.about.kicker = None;
    let after = resolve(&report, &forum(), &mia);
    let keys = |handover: &Handover| -> Vec<FormField> {
        handover.fields.iter().map(|field| field.key).collect()
    };
    assert!(!keys(&made(&after, &mia)).contains(&FormField::Kicker));
    let options = HandoverOptions { addresses: None, before: Some(&before) };
    let handover = handover(&after, &mia, &options);
    assert_eq!(field(&handover, FormField::Kicker).0, "");
}

#[test]
fn a_withdrawal_is_headline_and_note() {
    let mut report = report();
    report.about.withdrawal = Some("Məlumat\ntəsdiqlənmədi.".to_owned());
    let mia = profile("mia.az");
    let handover = made(&resolve(&report, &forum(), &mia), &mia);
    let (plain, html, _) = field(&handover, FormField::Body);
    assert!(plain.starts_with("Material geri götürülüb: Məlumat\ntəsdiqlənmədi."), "{plain}");
    assert!(html.starts_with("<p><strong>Material geri götürülüb:</strong> Məlumat<br>"), "{html}");
    assert!(handover.photos.is_empty());
    assert!(handover.fields.iter().all(|field| field.key != FormField::Lead));
}
