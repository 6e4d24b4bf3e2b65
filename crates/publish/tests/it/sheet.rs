//! Sheets for printing: every picture once, in order, with its words and nothing of others.

use scraper::{Html, Selector};
use tezis_publish::formats::{Sheet, SheetOptions, sheet_html};

use crate::support::{article, written};

fn sheet(kind: Sheet) -> Html {
    let article = article("mia.az");
    let options = SheetOptions { sheet: kind, rendition: "gallery".to_owned() };
    let address = |picture: &tezis_publish::article::Picture| format!("p:{}", picture.number);
    Html::parse_document(&written(|out| sheet_html(&article, &options, &address, out)))
}

fn texts(html: &Html, what: &str) -> Vec<String> {
    html.select(&Selector::parse(what).unwrap()).map(|element| element.text().collect()).collect()
}

#[test]
fn each_picture_stands_once_with_number_file_and_caption() {
    let article = article("mia.az");
    for kind in [Sheet::Contact, Sheet::Captions] {
        let html = sheet(kind);
        assert!(html.errors.is_empty(), "{:?}", html.errors);
        let pictures: Vec<String> = html
            .select(&Selector::parse("li img").unwrap())
            .map(|img| img.value().attr("src").unwrap().to_owned())
            .collect();
        let expected: Vec<_> =
            article.pictures.iter().map(|picture| format!("p:{}", picture.number)).collect();
        assert_eq!(pictures, expected);
        let files: Vec<String> = article
            .pictures
            .iter()
            .map(|picture| picture.file("gallery").unwrap().name.clone())
            .collect();
        assert_eq!(texts(&html, ".file"), files);
        let captions: Vec<String> =
            article.pictures.iter().map(|picture| picture.caption.clone().unwrap()).collect();
        assert_eq!(texts(&html, ".caption"), captions);
    }
}

#[test]
fn the_sheet_of_captions_has_all_that_a_proofreader_asks_for() {
    let html = sheet(Sheet::Captions);
    let labels = texts(&html, "li:first-child dt");
    assert_eq!(
        labels,
        ["Soldan sağa", "Alternativ mətn", "Müəllif", "Yer", "Çəkilib", "İstifadə şərtləri"]
    );
    assert_eq!(texts(&html, "li:first-child dd")[0], "Nərmin Səfərova");
    assert!(texts(&sheet(Sheet::Contact), "dt").is_empty(), "a contact sheet is to be looked at");
}

#[test]
fn a_picture_without_a_caption_says_so() {
    let mut article = article("mia.az");
    article.pictures[0].caption = None;
    let options = SheetOptions { sheet: Sheet::Contact, rendition: "gallery".to_owned() };
    let html = written(|out| sheet_html(&article, &options, &|_| String::new(), out));
    assert_eq!(texts(&Html::parse_document(&html), ".none"), ["Şəkilaltı yazı yoxdur"]);
}

#[test]
fn the_time_of_a_picture_is_that_of_a_right_clock() {
    // The fixture's camera is 61,987 s ahead.
    let article = article("mia.az");
    let picture = &article.pictures[0];
    let by_camera = crate::support::forum().photos[0].entity.taken_at.unwrap();
    let ahead = chrono::TimeDelta::seconds(61_987);
    assert_eq!(picture.taken_at, Some(by_camera - ahead));
    let mut forum = crate::support::forum();
    for photo in &mut forum.photos {
        photo.entity.time_approximate = true;
    }
    let article = crate::support::resolve(
        &crate::support::new_report(),
        &forum,
        &crate::support::profile("mia.az"),
    );
    assert!(article.pictures.iter().all(|picture| picture.taken_at.is_none()), "a guess is none");
}
