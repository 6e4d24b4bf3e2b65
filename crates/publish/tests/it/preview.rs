//! The page for our own window: `index.html` with pictures from elsewhere, and with the blocks named.

use scraper::{ElementRef, Html, Selector};
use tezis_publish::article::{Article, Picture};
use tezis_publish::formats::{IndexHtmlOptions, TextOptions, index_html, live_html, text};
use tezis_publish::profile::RenditionSpec;
use tezis_report::model::{Block, BlockKind, RichText};

use crate::support::{article, block_id, forum, new_report, placement, profile, resolve, written};

fn address(picture: &Picture, spec: &RenditionSpec) -> String {
    format!("photo://localhost/{}/{}", picture.source.photo, spec.name)
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
                !behind
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
        let size = src.rsplit('/').next().unwrap();
        assert!(src.starts_with("photo://localhost/"), "{src}");
        assert!(["cover", "thumb", "gallery"].contains(&size), "{src}");
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
