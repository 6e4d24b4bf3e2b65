//! Whatever somebody writes, the HTML says the same words: read by a browser's parser (html5ever),
//! which knows nothing of how it was made.

use proptest::prelude::*;
use scraper::{Html, Selector};
use tezis_publish::formats::{ArticleHtmlOptions, PicturePaths, article_html};
use tezis_publish::profile::HtmlTag;
use tezis_report::ids::BlockId;
use tezis_report::model::{Block, BlockKind, Mark, MarkSpan, RichText};

use crate::support::{forum, profile, report, resolve, written};

/// Texts with much of what HTML means something by. Control characters can't stand in HTML.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zəğıö<>&\"'; \n“”/=!-]{1,30}",
        any::<String>().prop_map(|text| text.chars().filter(|c| !c.is_control()).collect()),
        Just("<script>alert('x')</script>".to_owned()),
        Just("&amp;lt; &#60; ]]> <!-- -->".to_owned()),
        Just("a\r\nb\rc".to_owned()),
    ]
}

fn marks() -> impl Strategy<Value = Vec<MarkSpan>> {
    let mark = prop_oneof![
        Just(Mark::Strong),
        Just(Mark::Em),
        "[a-z&\"'<>/?=]{0,12}".prop_map(|path| Mark::Link { href: format!("https://{path}") }),
    ];
    let span = (0..30_u32, 0..30_u32, mark).prop_map(|(start, length, mark)| MarkSpan {
        start,
        end: start + length,
        mark,
    });
    prop::collection::vec(span, 0..6)
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        Just(BlockKind::Lead),
        Just(BlockKind::Paragraph),
        Just(BlockKind::Quotation),
        Just(BlockKind::Box),
        Just(BlockKind::Embed),
        Just(BlockKind::Panel { session: None }),
        (0..9_u8).prop_map(|level| BlockKind::Heading { level }),
        (any::<bool>(), 0..5_u8)
            .prop_map(|(ordered, level)| BlockKind::ListItem { ordered, level }),
    ]
}

pub(crate) fn block() -> impl Strategy<Value = Block> {
    (kind(), words(), marks()).prop_map(|(kind, text, mut marks)| {
        marks.sort();
        Block { id: BlockId::from_parts(1, 1), kind, text: RichText { text, marks } }
    })
}

proptest! {
    #[test]
    fn the_html_says_what_was_written(body in prop::collection::vec(block(), 1..8)) {
        let mut report = report();
        report.body = body;
        report.about.correction = None;
        let article = resolve(&report, &forum(), &profile("mia.az"));
        let expected: Vec<String> =
            article.body.iter().map(|block| block.text.clone()).collect();
        for allowed_html in [HtmlTag::ALL.to_vec(), vec![HtmlTag::P, HtmlTag::Br, HtmlTag::Em]] {
            let options = ArticleHtmlOptions {
                allowed_html,
                rendition: "gallery".to_owned(),
                paths: PicturePaths::Flat,
            };
            let html = written(|out| article_html(&article, &options, out));
            // A parser drops blanks before the first element of the body, so one stands there.
            let html = Html::parse_document(&format!("<!doctype html><body><i></i>{html}"));
            let root = html.select(&Selector::parse("body").unwrap()).next().unwrap();
            prop_assert_eq!(root.text().collect::<String>(), expected.join("\n"));
            prop_assert!(html.errors.is_empty(), "{:?}", html.errors);
            // Nothing but our own elements, and links only to where a link may lead.
            for element in html.select(&Selector::parse("body *").unwrap()) {
                let name = element.value().name();
                prop_assert!(
                    ["i", "meta", "p", "br", "h2", "h3", "h4", "strong", "em", "a", "ul", "ol", "li",
                     "blockquote", "aside"].contains(&name),
                    "{}", name
                );
                let address = element.value().attr("href").unwrap_or("https://");
                prop_assert!(address.starts_with("https://") || address.starts_with("http://"));
            }
        }
    }
}

#[test]
fn a_link_that_could_run_is_no_link() {
    for href in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "https://a b",
        "file:///etc/passwd",
        "//example.org",
        "https:",
    ] {
        let mut report = report();
        report.body.truncate(1);
        report.body[0].text.marks =
            vec![MarkSpan { start: 0, end: 5, mark: Mark::Link { href: href.to_owned() } }];
        let article = resolve(&report, &forum(), &profile("mia.az"));
        assert_eq!(article.body[0].marks, [], "{href}");
    }
}

#[test]
fn what_html_cannot_hold_is_replaced() {
    let mut report = report();
    report.body.truncate(1);
    report.about.correction = None;
    report.body[0].text = RichText::plain("a\0b\u{b}c\u{9f}d");
    let article = resolve(&report, &forum(), &profile("mia.az"));
    let options = ArticleHtmlOptions {
        allowed_html: HtmlTag::ALL.to_vec(),
        rendition: String::new(),
        paths: PicturePaths::Flat,
    };
    let html = written(|out| article_html(&article, &options, out));
    assert_eq!(html, "<meta charset=\"utf-8\"><p>a\u{fffd}b\u{fffd}c\u{fffd}d</p>");
}
