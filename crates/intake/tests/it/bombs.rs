//! Pages made to hurt: they cost seconds at most, and no stack.

use tezis_intake::{Hint, IntakeWarning, Limits, TextKind, paste_html, paste_plain, read};

use crate::watchdog::ends;

fn html(kind: TextKind) -> Hint<'static> {
    Hint { kind: Some(kind), ..Hint::default() }
}

#[test]
fn depth() {
    for tag in ["div", "b", "blockquote", "ul><li", "table><tr><td", "unknown"] {
        let page =
            format!("<h1>Dərin</h1>{}Mətn burada, dərində.", format!("<{tag}>").repeat(100_000));
        let intake = ends(tag, || read(page.as_bytes(), &html(TextKind::Html)).unwrap());
        assert_eq!(intake.headline.as_deref(), Some("Dərin"), "{tag}");
        let text: String = intake.blocks.iter().map(|block| block.text.text.as_str()).collect();
        assert!(text.contains("Mətn burada, dərində."), "{tag}");
        assert!(intake.warnings.contains(&IntakeWarning::TooDeep), "{tag}");
    }
}

#[test]
fn misnesting_and_end_tags() {
    let page = format!("<p>{}son</p>", "<b><i></b><p></i>".repeat(50_000));
    let blocks = ends("misnested", || paste_html(&page, Limits::default()).unwrap());
    assert_eq!(blocks.last().map(|block| block.text.text.as_str()), Some("son"));
    // A paragraph ends the one before it, so these never get deep, though no emphasis is closed.
    let page = format!("{}son", "<p><b>".repeat(100_000));
    let blocks = ends("unclosed", || paste_html(&page, Limits::default()).unwrap());
    assert_eq!(blocks.last().map(|block| block.text.text.as_str()), Some("son"));
    let page = format!("a{}b", "</div></b></p>".repeat(100_000));
    ends("end tags", || paste_html(&page, Limits::default()).unwrap());
}

#[test]
fn attributes_comments_and_entities() {
    for part in [
        "<p class=a b=c d=e f>",
        "<!--",
        "&amp;&notanentity;&#x1f600;",
        "<![CDATA[",
        "<a href='",
        "<script>",
    ] {
        let page = format!("<p>əvvəl</p>{}", part.repeat(100_000));
        let blocks = ends(part, || paste_html(&page, Limits::default()).unwrap());
        assert_eq!(blocks.first().map(|block| block.text.text.as_str()), Some("əvvəl"), "{part}");
    }
}

#[test]
fn markdown_depth() {
    for part in [">", "- ", "[", "*a **", "`", "![", "1. ", "<div>", "|a"] {
        let text = format!("# Başlıq\n\n{}", part.repeat(20_000));
        ends(part, || read(text.as_bytes(), &html(TextKind::Markdown)).unwrap());
    }
}

#[test]
fn a_million_characters() {
    let sentence =
        "Gəncədə keçirilən toplantıda söz alanlar yeni yolun vacibliyini vurğulayıblar. ";
    let paragraph = sentence.repeat(10);
    let plain = format!(
        "Uzun mətn\n{}",
        format!("{paragraph}\n").repeat(1_000_000 / paragraph.chars().count())
    );
    let intake = ends("plain", || read(plain.as_bytes(), &Hint::default()).unwrap());
    assert!(intake.blocks.len() > 1000);
    let one = sentence.repeat(12_500);
    let intake = ends("one paragraph", || read(one.as_bytes(), &Hint::default()).unwrap());
    assert_eq!(intake.blocks.len(), 1);
    let page = format!("<h1>Uzun</h1>{}", format!("<p><b>a</b> {paragraph}</p>").repeat(1200));
    let intake = ends("page", || read(page.as_bytes(), &html(TextKind::Html)).unwrap());
    assert_eq!(intake.blocks.len(), 1200);
    let lines = "x\n".repeat(100_000);
    ends("lines", || read(lines.as_bytes(), &Hint::default()).unwrap());
}

#[test]
fn fifty_megabytes_are_refused_and_what_is_taken_ends() {
    let paragraph = "<p>Gəncədə keçirilən <b>toplantıda</b> söz alanlar yeni yolun vacibliyini vurğulayıblar.</p>";
    let page = paragraph.repeat(50 * 1024 * 1024 / paragraph.len() + 1);
    let refused = [
        read(page.as_bytes(), &html(TextKind::Html)).map(drop),
        read(page.as_bytes(), &Hint::default()).map(drop),
        paste_html(&page, Limits::default()).map(drop),
        paste_plain(&page, Limits::default()).map(drop),
    ];
    for refused in refused {
        assert_eq!(refused.unwrap_err().code(), "intake.too_large");
    }
    let two_megabytes = paragraph.repeat(2 * 1024 * 1024 / paragraph.len());
    let pasted = ends("page", || paste_html(&two_megabytes, Limits::default()).unwrap());
    assert_eq!(pasted.len(), 2 * 1024 * 1024 / paragraph.len());
    ends("read", || read(two_megabytes.as_bytes(), &html(TextKind::Html)).unwrap());
}

#[test]
fn a_million_pasted_characters() {
    let words = "söz ".repeat(250_000);
    let lines = "söz\n".repeat(250_000);
    for text in [&words, &lines] {
        let pasted = ends("plain", || paste_plain(text, Limits::default()).unwrap());
        assert!(pasted.len() == 1 || pasted.len() == 250_000);
        ends("html", || paste_html(text, Limits::default()).unwrap());
    }
    let marked = "<b>s</b><i>ö</i>".repeat(60_000);
    let pasted = ends("marked", || paste_html(&marked, Limits::default()).unwrap());
    assert_eq!(pasted[0].text.marks.len(), 120_000);
}
