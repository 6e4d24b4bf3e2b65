//! What each format looks like, for a house style and for the plain one.

use tezis_publish::article::Article;
use tezis_publish::formats::{
    ArticleHtmlOptions, CaptionsCsvOptions, IndexHtmlOptions, PicturePaths, TextOptions,
    article_html, article_json, captions_csv, index_html, text,
};
use tezis_publish::profile::HtmlTag;
use tezis_report::model::{ReportAbout, ReportKind};

use crate::support::{article, forum, profile, report, resolve, written};

fn body_html(article: &Article, allowed_html: &[HtmlTag], rendition: &str) -> String {
    let options = ArticleHtmlOptions {
        allowed_html: allowed_html.to_vec(),
        rendition: rendition.to_owned(),
        paths: PicturePaths::ByRendition,
    };
    written(|out| article_html(article, &options, out))
}

/// The page without its style, which is a file of its own.
fn page(profile_name: &str) -> String {
    let options = IndexHtmlOptions::of(&profile(profile_name));
    let page = written(|out| index_html(&article(profile_name), &options, out));
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    format!("{head}<style>…</style>{body}")
}

#[test]
fn the_page() {
    insta::assert_snapshot!("index_mia", page("mia.az"));
    insta::assert_snapshot!("index_plain", page("plain"));
}

#[test]
fn the_page_is_valid_html() {
    for name in ["mia.az", "plain"] {
        let options = IndexHtmlOptions::of(&profile(name));
        let page = written(|out| index_html(&article(name), &options, out));
        let html = scraper::Html::parse_document(&page);
        assert!(html.errors.is_empty(), "{:?}", html.errors);
        let select = |what: &str| {
            let selector = scraper::Selector::parse(what).unwrap();
            html.select(&selector).map(|found| found.html()).collect::<Vec<_>>()
        };
        assert_eq!(select("img").len(), select("img[alt]:not([alt=''])[width][height]").len());
        assert_eq!(select("html[lang=az]").len(), 1);
        assert_eq!(select("h1").len(), 1);
        // Opens from a disk without a network: no script, nothing of elsewhere.
        assert_eq!(select("script, iframe, object, link[rel=stylesheet], [onclick]"), [""; 0]);
        assert_eq!(select("[src^=http], [srcset*=http]"), [""; 0]);
    }
}

#[test]
fn the_body() {
    let article = article("mia.az");
    insta::assert_snapshot!("article_html", body_html(&article, &HtmlTag::ALL, "gallery"));
    // A portal that keeps nothing but paragraphs gets all words all the same.
    insta::assert_snapshot!("article_html_p_only", body_html(&article, &[HtmlTag::P], "gallery"));
}

#[test]
fn a_panel_becomes_a_heading_where_the_portal_wants_it() {
    let html = body_html(&article("plain"), &HtmlTag::ALL, "large");
    assert!(html.contains("<h2>“Sahil kitabxanaları:"), "{html}");
    let html = body_html(&article("mia.az"), &HtmlTag::ALL, "gallery");
    assert!(html.contains("<p>“Sahil kitabxanaları:"), "{html}");
}

#[test]
fn the_json() {
    insta::assert_snapshot!("article_json", written(|out| article_json(&article("mia.az"), out)));
}

#[test]
fn the_captions() {
    let options = CaptionsCsvOptions { rendition: "gallery".to_owned(), paths: PicturePaths::Flat };
    let csv = written(|out| captions_csv(&article("mia.az"), &options, out));
    // Line ends and the byte order mark are part of the format.
    insta::assert_snapshot!("captions_csv", csv.replace('\r', "␍").replace('\u{feff}', "␂"));
}

#[test]
fn a_caption_is_no_formula() {
    let mut report = report();
    report.placements[0].entity.caption = Some("=1+1, \"bax\"\nvə bu".to_owned());
    let article = resolve(&report, &forum(), &profile("mia.az"));
    let options = CaptionsCsvOptions { rendition: "gallery".to_owned(), paths: PicturePaths::Flat };
    let csv = written(|out| captions_csv(&article, &options, out));
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let first = rows.records().next().unwrap().unwrap();
    assert_eq!(&first[4], "'=1+1, \"bax\"\nvə bu");
}

#[test]
fn the_plain_text() {
    let set_apart =
        written(|out| text(&article("mia.az"), &TextOptions { blank_lines: true }, out));
    insta::assert_snapshot!("text", set_apart);
    let close = written(|out| text(&article("mia.az"), &TextOptions { blank_lines: false }, out));
    assert!(!close.contains("\n\n"));
    assert_eq!(set_apart.replace("\n\n", "\n"), close);
}

#[test]
fn the_headline_says_that_there_are_photos() {
    let mut report = report();
    let headline = |report: &_| resolve(report, &forum(), &profile("mia.az")).headline;
    assert!(headline(&report).ends_with("“oxucu haradadır?” (FOTOLAR)"));
    report.about.kind = ReportKind::Update;
    assert!(headline(&report).ends_with("“oxucu haradadır?” - YENİLƏNİB (FOTOLAR)"));
    // The picture in the text alone makes no gallery.
    report.placements.retain(|placement| placement.entity.block.is_some());
    assert!(headline(&report).ends_with("“oxucu haradadır?” - YENİLƏNİB"));
}

#[test]
fn the_date_line_is_the_portals() {
    assert_eq!(article("mia.az").dateline.text, "18-04-2026 [09:50]");
    assert_eq!(article("plain").dateline.text, "Lənkəran, 18 aprel 2026, 09:50");
}

#[test]
fn a_given_slug_is_kept() {
    let mut report = report();
    assert_eq!(article("mia.az").slug, "xezer-sahilinde-kitab-forumu-oxucu-haradadir");
    report.about.slug = Some("kitab-forumu-2026".to_owned());
    let article = resolve(&report, &forum(), &profile("mia.az"));
    assert_eq!(article.slug, "kitab-forumu-2026");
    assert_eq!(article.pictures[0].files[0].name, "2026-04-17-kitab-forumu-2026-01.jpg");
}

#[test]
fn an_empty_report_is_still_a_page() {
    let mut report = report();
    report.body.clear();
    report.placements.clear();
    report.about = ReportAbout::default();
    let article = resolve(&report, &forum(), &profile("plain"));
    assert_eq!(article.slug, "xezer-sahili-kitab-forumu");
    assert_eq!(body_html(&article, &HtmlTag::ALL, "large"), "<meta charset=\"utf-8\">");
    let page = written(|out| index_html(&article, &IndexHtmlOptions::of(&profile("plain")), out));
    assert!(page.contains("<title>Plain – Plain</title>"), "{page}");
    assert!(!page.contains("<h1>"));
}
