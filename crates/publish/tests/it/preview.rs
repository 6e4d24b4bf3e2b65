//! The page for our own window: `index.html` with pictures from elsewhere, and with the blocks named.

use scraper::{ElementRef, Html, Selector};
use tezis_publish::article::{Article, Picture};
use tezis_publish::formats::{IndexHtmlOptions, TextOptions, index_html, live_html, text};
use tezis_publish::profile::RenditionSpec;
use tezis_report::model::{Block, BlockKind, RichText};

use crate::support::{article, block_id, forum, new_report, placement, profile, resolve, written};

fn address(picture: &Picture, _: &RenditionSpec) -> String {
    format!("photo://localhost/{}/1600", picture.source.photo)
}

fn live(article: &Article, profile_name: &str) -> String {
    let options = IndexHtmlOptions::of(&profile(profile_name));
    written(|out| live_html(article, &options, &address, out))
}

fn select<'a>(html: &'a Html, what: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(what).unwrap()).collect()
}

#[test]
fn it_is_the_page_but_for_pictures_and_blocks() {
    for name in ["mia.az", "plain"] {
        let article = article(name);
        let live = Html::parse_document(&live(&article, name));
        assert!(live.errors.is_empty(), "{:?}", live.errors);
        let options = IndexHtmlOptions::of(&profile(name));
        let page = Html::parse_document(&written(|out| index_html(&article, &options, out)));
        // The same elements with the same words and classes; links behind pictures have no file.
        let said = |html: &Html| -> Vec<String> {
            let elements = select(html, "body *").into_iter().filter(|element| {
                let value = element.value();
                let image = Selector::parse("img").unwrap();
                let behind = value.name() == "a" && element.select(&image).next().is_some();
                let window = value.name() == "span" && value.attr("style").is_some();
                !behind && !window
            });
            elements
                .map(|element| {
                    let value = element.value();
                    let words: String = element.text().collect();
                    let kept = ["class", "href", "alt", "width", "height", "datetime", "lang"];
                    let kept: Vec<_> = kept.iter().map(|name| value.attr(name)).collect();
                    format!("{} {kept:?} {words}", value.name())
                })
                .collect()
        };
        assert_eq!(said(&live), said(&page));
        assert!(select(&page, "[data-block]").is_empty(), "no id of ours leaves the house");
    }
}

#[test]
fn every_picture_comes_from_where_it_was_said() {
    let live = Html::parse_document(&live(&article("mia.az"), "mia.az"));
    let pictures = select(&live, "img");
    assert_eq!(pictures.len(), 4, "a cover, two in the gallery, one in the text");
    for picture in pictures {
        let src = picture.value().attr("src").unwrap();
        assert!(src.starts_with("photo://localhost/") && src.ends_with("/1600"), "{src}");
        assert_eq!(picture.value().attr("srcset"), None);
    }
    assert!(select(&live, "[src*='photos/'], [href*='photos/']").is_empty());
}

#[test]
fn every_block_of_the_text_is_named() {
    let article = article("mia.az");
    let live = Html::parse_document(&live(&article, "mia.az"));
    let named: Vec<String> = select(&live, "[data-block]")
        .iter()
        .map(|element| element.value().attr("data-block").unwrap().to_owned())
        .collect();
    let blocks: Vec<String> =
        article.body.iter().map(|block| block.source.unwrap().to_string()).collect();
    assert_eq!(named, blocks, "each once, in order");
}

/// The number that a style has for a property.
fn number(style: &str, property: &str) -> f64 {
    let mut declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let (_, value) = declarations.find(|(name, _)| *name == property).unwrap();
    value.trim_end_matches('%').parse().unwrap()
}

#[test]
fn what_a_rendition_cuts_away_is_hidden() {
    // A landscape of 6000×4000 as a cover of 16:9: all of its width, 3375 of its height.
    let mut report = new_report();
    report.placements.truncate(1);
    report.placements[0].entity.cover = true;
    let mut forum = forum();
    let shown = |report: &_, forum: &_| -> (String, String) {
        let article = resolve(report, forum, &profile("mia.az"));
        let html = Html::parse_document(&live(&article, "mia.az"));
        let window = select(&html, "figure.cover > span")[0];
        let picture = select(&html, "figure.cover > span > img")[0];
        let style = |element: ElementRef<'_>| element.value().attr("style").unwrap().to_owned();
        (style(window), style(picture))
    };
    for photo in &mut forum.photos {
        photo.entity.crops.clear();
        (photo.entity.focal_x, photo.entity.focal_y) = (Some(0.5), Some(0.0));
    }
    let (window, picture) = shown(&report, &forum);
    assert!((number(&window, "aspect-ratio") - 16.0 / 9.0).abs() < 0.001, "{window}");
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 0.01, "{found}");
    near(number(&picture, "width"), 100.0);
    near(number(&picture, "height"), 100.0 * 4000.0 / 3375.0);
    // The focal point is at the upper edge, and so is the part.
    near(number(&picture, "top"), 0.0);
    near(number(&picture, "left"), 0.0);

    // A crop of the right lower quarter, 3000×2000; of that 3000×1687.5 with its upper edge at the
    // quarter's, because the focal point is above it.
    let crop = "0.5 0.5 0.5 0.5".to_owned();
    report.placements[0].entity.crops.insert("cover".to_owned(), crop);
    let (_, picture) = shown(&report, &forum);
    near(number(&picture, "width"), 200.0);
    near(number(&picture, "left"), -100.0);
    near(number(&picture, "height"), 100.0 * 4000.0 / 1687.5);
    near(number(&picture, "top"), -100.0 * 2000.0 / 1687.5);
}

#[test]
fn a_picture_between_any_blocks_stands_where_it_was_put() {
    // Between boxes, quotations and items of lists, at the beginning and behind a panel and a note.
    let kinds = [
        BlockKind::Panel { session: None },
        BlockKind::Box,
        BlockKind::Quotation,
        BlockKind::ListItem { ordered: true, level: 0 },
        BlockKind::ListItem { ordered: false, level: 1 },
        BlockKind::Note,
        BlockKind::Embed,
    ];
    for kind in kinds {
        let mut report = new_report();
        let block = |number, kind, text: &str| Block {
            id: block_id(number),
            kind,
            text: RichText::plain(text),
        };
        report.body = vec![
            block(1, kind, "https://bir"),
            block(10, BlockKind::Photo { placement: placement(3) }, ""),
            block(3, kind, "https://iki"),
        ];
        let hidden = kind == BlockKind::Note;
        for name in ["mia.az", "plain"] {
            let article = resolve(&report, &forum(), &profile(name));
            let page = Html::parse_document(&live(&article, name));
            assert!(page.errors.is_empty(), "{kind:?}: {:?}", page.errors);
            let body = select(&page, ".body")[0];
            let elements: Vec<&str> =
                body.child_elements().map(|element| element.value().name()).collect();
            assert_eq!(elements.len(), if hidden { 1 } else { 3 }, "{kind:?}: {elements:?}");
            assert_eq!(elements.iter().filter(|name| **name == "figure").count(), 1);
            assert_eq!(elements[elements.len() / 2], "figure", "{kind:?}");

            let text = written(|out| text(&article, &TextOptions { blank_lines: true }, out));
            assert!(text.contains("\n\n[FOTO 03]\n\n"), "{kind:?}: {text}");
            assert_eq!(text.contains("https://bir"), !hidden);
            if !hidden {
                let at = |what: &str| text.find(what).unwrap();
                assert!(at("bir") < at("[FOTO 03]") && at("[FOTO 03]") < at("iki"), "{text}");
            }
        }
    }
}
