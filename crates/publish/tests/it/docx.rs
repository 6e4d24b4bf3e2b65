//! `article.docx`: what it holds, that it is well-formed whatever somebody writes, and that it says
//! the same words.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use tezis_publish::article::Article;
use tezis_publish::formats::{
    ArticleHtmlOptions, DocxIdentity, DocxOptions, PicturePaths, TextOptions, article_html, docx,
    text,
};
use tezis_publish::profile::HtmlTag;
use tezis_report::model::Block;

use crate::html::block;
use crate::package::files;
use crate::support::{article, forum, new_report, profile, report, resolve, written};

fn parts(article: &Article, options: &DocxOptions) -> BTreeMap<String, String> {
    let mut bytes = Vec::new();
    docx(article, options, &mut bytes).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    files(&bytes).into_iter().map(|(name, bytes)| (name, text(bytes))).collect()
}

fn identity() -> DocxOptions {
    let heads = vec!["1f00".to_owned(), "2e11".to_owned()];
    DocxOptions { identity: Some(DocxIdentity { report: report().id, heads }) }
}

/// An element: its name and its attributes.
type Element = (String, BTreeMap<String, String>);

/// Reads a part as XML; fails where it is none.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut elements = Vec::new();
    let mut open = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::End(_) => {
                open.pop().unwrap();
            }
            event @ (Event::Start(_) | Event::Empty(_)) => {
                let is_open = matches!(event, Event::Start(_));
                let (Event::Start(element) | Event::Empty(element)) = event else { unreachable!() };
                let name = element.name().as_ref().to_owned();
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.as_ref().to_owned();
                    let value = attribute.value.into_owned();
                    (key, quick_xml::escape::unescape(&value).unwrap().into_owned())
                });
                elements.push((name.clone(), attributes.collect()));
                if is_open {
                    open.push(name);
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    elements
}

/// The paragraphs of a document: style and words.
fn paragraphs(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut paragraphs, mut words) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return paragraphs,
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                "w:p" => paragraphs.push((String::new(), String::new())),
                "w:pStyle" => {
                    let style = element.try_get_attribute("w:val").unwrap().unwrap();
                    let style = style.value.into_owned();
                    paragraphs.last_mut().unwrap().0 = style;
                }
                "w:br" => paragraphs.last_mut().unwrap().1.push('\n'),
                "w:tab" => paragraphs.last_mut().unwrap().1.push('\t'),
                "w:t" => words = true,
                _ => {}
            },
            Event::End(element) if element.name().as_ref() == "w:t" => words = false,
            Event::Text(text) if words => {
                paragraphs.last_mut().unwrap().1.push_str(&text);
            }
            Event::GeneralRef(reference) if words => {
                let character = match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("&{other};"),
                };
                paragraphs.last_mut().unwrap().1.push(character);
            }
            _ => {}
        }
    }
}

#[test]
fn the_document() {
    let parts = parts(&article("mia.az"), &identity());
    insta::assert_snapshot!("docx_document", parts["word/document.xml"]);
    insta::assert_snapshot!("docx_custom", parts["docProps/custom.xml"]);
    insta::assert_snapshot!("docx_links", parts["word/_rels/document.xml.rels"]);
    let names: Vec<&str> = parts.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/app.xml",
            "docProps/core.xml",
            "docProps/custom.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
    );
}

#[test]
fn the_same_article_gives_the_same_bytes() {
    let made = || {
        let mut bytes = Vec::new();
        docx(&article("mia.az"), &identity(), &mut bytes).unwrap();
        bytes
    };
    let bytes = made();
    assert_eq!(bytes, made());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    // The time of a zip's entries is not the clock's.
    assert_eq!(zip.by_index(0).unwrap().last_modified().unwrap(), zip::DateTime::default());
}

#[test]
fn without_an_identity_it_says_nothing_of_the_library() {
    let parts = parts(&article("mia.az"), &DocxOptions::default());
    assert!(!parts.contains_key("docProps/custom.xml"));
    let all: String = parts.values().cloned().collect();
    for word in ["custom-properties", "bookmark", "_tezis_", &report().id.to_string()] {
        assert!(!all.contains(word), "{word}");
    }
}

/// Every part is XML, has its content type, and whatever refers to something finds it.
fn check(parts: &BTreeMap<String, String>) {
    let all: BTreeMap<&str, Vec<Element>> =
        parts.iter().map(|(name, xml)| (name.as_str(), elements(xml))).collect();
    let values = |part: &str, element: &str, attribute: &str| -> Vec<String> {
        let found = all.get(part).expect("a part").iter().filter(|(name, _)| name == element);
        found.filter_map(|(_, attributes)| attributes.get(attribute).cloned()).collect()
    };
    let set = |values: Vec<String>| values.into_iter().collect::<BTreeSet<_>>();

    let typed = set(values("[Content_Types].xml", "Override", "PartName"));
    let there: BTreeSet<String> = parts
        .keys()
        .filter(|name| !name.contains("_rels/") && !name.starts_with('['))
        .map(|name| format!("/{name}"))
        .collect();
    assert_eq!(typed, there);
    for target in values("_rels/.rels", "Relationship", "Target") {
        assert!(parts.contains_key(&target), "{target}");
    }
    let styles = set(values("word/styles.xml", "w:style", "w:styleId"));
    for element in ["w:basedOn", "w:next"] {
        assert!(set(values("word/styles.xml", element, "w:val")).is_subset(&styles));
    }
    for element in ["w:pStyle", "w:rStyle"] {
        let used = set(values("word/document.xml", element, "w:val"));
        assert!(used.is_subset(&styles), "{used:?}");
    }
    let numbers = set(values("word/numbering.xml", "w:num", "w:numId"));
    assert!(set(values("word/document.xml", "w:numId", "w:val")).is_subset(&numbers));
    let ids = values("word/_rels/document.xml.rels", "Relationship", "Id");
    assert_eq!(set(ids.clone()).len(), ids.len());
    assert!(set(values("word/document.xml", "w:hyperlink", "r:id")).is_subset(&set(ids)));
    let targets = values("word/_rels/document.xml.rels", "Relationship", "Target");
    for target in targets {
        // What RFC 3986 §2 lets into a URI, and letters beyond ASCII (an IRI).
        let legal =
            |c: char| c.is_alphanumeric() || !c.is_ascii() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
        assert!(target.chars().all(legal), "{target}");
    }
    let names = values("word/document.xml", "w:bookmarkStart", "w:name");
    assert_eq!(set(names.clone()).len(), names.len(), "Word drops a second bookmark of one name");
    assert!(names.iter().all(|name| name.starts_with("_tezis_") && name.len() <= 40), "{names:?}");
    assert_eq!(
        values("word/document.xml", "w:bookmarkStart", "w:id"),
        values("word/document.xml", "w:bookmarkEnd", "w:id")
    );
    assert!(values("word/styles.xml", "w:lang", "w:val").contains(&"az-Latn-AZ".to_owned()));
}

#[test]
fn every_reference_finds_what_it_names() {
    for name in ["mia.az", "plain"] {
        check(&parts(&article(name), &identity()));
        check(&parts(&article(name), &DocxOptions::default()));
    }
}

#[test]
fn each_block_has_words_own_style() {
    let parts = parts(&article("plain"), &DocxOptions::default());
    let found: Vec<(String, String)> = paragraphs(&parts["word/document.xml"])
        .into_iter()
        .map(|(style, words)| (style, words.chars().take(24).collect()))
        .collect();
    let found: Vec<String> =
        found.iter().map(|(style, words)| format!("{style}: {words}")).collect();
    insta::assert_snapshot!("docx_paragraphs", found.join("\n"));
}

#[test]
fn each_numbered_list_begins_with_one() {
    use tezis_report::model::{BlockKind, RichText};
    let mut report = new_report();
    let item = |ordered, level| BlockKind::ListItem { ordered, level };
    let kinds = [
        item(true, 0),
        item(true, 0),
        BlockKind::Paragraph,
        item(true, 0),
        item(false, 1),
        item(true, 1),
        item(true, 7),
        item(true, 0),
        item(false, 0),
        item(true, 0),
    ];
    report.body = (1..)
        .zip(kinds)
        .map(|(number, kind)| Block {
            id: crate::support::block_id(number),
            kind,
            text: RichText::plain("söz"),
        })
        .collect();
    let article = resolve(&report, &forum(), &profile("mia.az"));
    let parts = parts(&article, &DocxOptions::default());
    let all = elements(&parts["word/document.xml"]);
    let value = |element: &str| -> Vec<String> {
        let found = all.iter().filter(|(name, _)| name == element);
        found.map(|(_, attributes)| attributes["w:val"].clone()).collect()
    };
    // The second list is another one; what follows a list inside it goes on with the outer one; a
    // level is at most one deeper than the one before.
    assert_eq!(value("w:numId"), ["2", "2", "3", "1", "4", "5", "3", "1", "6"]);
    assert_eq!(value("w:ilvl"), ["0", "0", "0", "1", "1", "2", "0", "0", "0"]);
    // And so in all other formats.
    let options = TextOptions { blank_lines: false };
    let words = written(|out| text(&article, &options, out));
    let lists = "1. söz\n2. söz\nsöz\n1. söz\n  • söz\n  1. söz\n    1. söz\n2. söz\n• söz\n1. söz";
    assert!(words.contains(lists), "{words}");
    let options = ArticleHtmlOptions {
        allowed_html: HtmlTag::ALL.to_vec(),
        rendition: String::new(),
        paths: PicturePaths::Flat,
    };
    let html = written(|out| article_html(&article, &options, out)).replace('\n', "");
    let item = "<li>söz";
    let lists = format!(
        "<ol>{item}</li>{item}</li></ol><p>söz</p><ol>{item}<ul>{item}</li></ul><ol>{item}\
         <ol>{item}</li></ol></li></ol></li>{item}</li></ol><ul>{item}</li></ul><ol>{item}</li></ol>"
    );
    assert!(html.contains(&lists), "{html}");
}

#[test]
fn another_program_reads_the_document() {
    use std::process::Command;
    let has = Command::new("python3").args(["-c", "import docx"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        println!("skipped: python3 with the package python-docx is not here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.docx");
    let mut bytes = Vec::new();
    docx(&article("mia.az"), &identity(), &mut bytes).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let script = "import docx, sys\n\
                  d = docx.Document(sys.argv[1])\n\
                  print(d.core_properties.title, d.core_properties.author, d.core_properties.language, sep='|')\n\
                  for p in d.paragraphs: print(p.style.name, p.text.replace('\\n', '/'), sep='|')\n\
                  print([h.address for p in d.paragraphs for h in p.hyperlinks])\n";
    let output = Command::new("python3").args(["-c", script]).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    for line in [
        "Xəzər sahilində kitab forumu: “oxucu haradadır?” (FOTOLAR)|Aynur Rzaquliyeva|az-Latn-AZ",
        "Title|Xəzər sahilində kitab forumu: “oxucu haradadır?” (FOTOLAR)",
        "Heading 3|Rəqəmlər & faktlar <2026>",
        "List Number 2|5-i xaricdən",
        "Quote|“Oxucu dənizin özüdür:/bir gün qayıdır”.",
        "['https://example.org/?a=1&b=2', 'https://example.org/video/42']",
    ] {
        assert!(said.lines().any(|found| found == line), "{line} is not in {said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_document_says_what_was_written(
        body in prop::collection::vec(block(), 1..8), headline in any::<String>(),
    ) {
        let mut report = new_report();
        report.body = body;
        report.about.headlines.insert("main".to_owned(), headline);
        let article = resolve(&report, &forum(), &profile("mia.az"));
        let parts = parts(&article, &identity());
        check(&parts);
        let found: Vec<String> =
            paragraphs(&parts["word/document.xml"]).into_iter().map(|(_, words)| words).collect();
        let held = |c: char| match c {
            '\n' | '\t' => c,
            '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        };
        let expected: Vec<String> =
            article.body.iter().map(|block| block.text.chars().map(held).collect()).collect();
        prop_assert!(
            // Blanks alone are no paragraph.
            expected.is_empty() || found.windows(expected.len()).any(|window| window == expected),
            "{:?} is not in {:?}", expected, found
        );
    }
}
