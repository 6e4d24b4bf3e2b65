//! Word's files: what each of its ways to say something becomes, and what is left out.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use tezis_intake::docx::{identity, read_returned};
use tezis_intake::{Hint, Intake, IntakeError, IntakeWarning, Limits, read};
use tezis_report::ids::{BlockId, ReportId};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::outline::blocks;
use crate::watchdog::ends;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Packs parts as Word does.
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let entry = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, entry).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\">\
         <w:body>{body}<w:sectPr/></w:body></w:document>"
    )
}

/// A file with a body, some styles and lists, and one link `rId9`.
pub(crate) fn word(body: &str) -> Vec<u8> {
    let style = |id: &str, name: &str, more: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>"
        )
    };
    let styles: String = [
        style("a", "Normal", "").replace("w:styleId", "w:default=\"1\" w:styleId"),
        style("Balq1", "heading 1", "<w:rPr><w:b/></w:rPr>"),
        style("Balq2", "heading 2", ""),
        style("Ad", "Title", ""),
        style("Bizim", "Redaksiya", "<w:basedOn w:val=\"Balq2\"/>"),
        style("Sitat", "Quote", ""),
        style("Siyahi", "List Paragraph", "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr>"),
        style("Dairə1", "circle 1", "<w:basedOn w:val=\"Dairə2\"/>"),
        style("Dairə2", "circle 2", "<w:basedOn w:val=\"Dairə1\"/>"),
        style("Nişanlı2", "List Bullet 2", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
        style("Nişanlı2", "List Bullet 2", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
        "<w:style w:type=\"character\" w:styleId=\"Qalin\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>".to_owned(),
    ].concat();
    let level = |at: u8, format: &str| {
        format!("<w:lvl w:ilvl=\"{at}\"><w:numFmt w:val=\"{format}\"/></w:lvl>")
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"{WORD}\"><w:abstractNum w:abstractNumId=\"7\">{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"8\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>",
        level(0, "decimal"),
        level(1, "lowerLetter"),
        level(0, "bullet"),
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}{}\
         <Relationship Id=\"rId9\" Type=\"{OFFICE}/hyperlink\" Target=\"https://example.az/a?b=1&amp;c=2\" TargetMode=\"External\"/>\
         <Relationship Id=\"rId8\" Type=\"{OFFICE}/hyperlink\" Target=\"javascript:x\" TargetMode=\"External\"/></Relationships>",
        relation("rId1", "styles", "styles.xml"),
        relation("rId2", "numbering", "/word/numbering.xml"),
        relation("rId3", "footnotes", "../word/footnotes.xml"),
    );
    let footnotes = format!(
        "<w:footnotes xmlns:w=\"{WORD}\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"4\"><w:p><w:r><w:footnoteRef/><w:t>Statistika Komitəsi.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document(body)),
        ("word/_rels/document.xml.rels", &relations),
        ("word/styles.xml", &format!("<w:styles xmlns:w=\"{WORD}\">{styles}</w:styles>")),
        ("word/numbering.xml", &numbering),
        ("word/footnotes.xml", &footnotes),
    ])
}

fn taken(body: &str) -> Intake {
    // A lead of its own keeps the anatomy from taking what is tested for something else.
    let lead = p(
        "Gəncədə keçirilən toplantıda söz alanlar yeni yolun vacibliyini vurğulayıblar, deyə bildirilib.",
    );
    read(&word(&format!("{lead}{body}")), &Hint::default()).unwrap()
}

/// What a body becomes, without the lead in front of it.
fn shown(body: &str) -> String {
    let all = blocks(&taken(body).blocks);
    all.lines().skip(1).map(|line| line.split_once(". ").unwrap().1.to_owned() + "\n").collect()
}

fn t(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

pub(crate) fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", t(words))
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", t(words))
}

#[test]
fn headings_are_known_by_their_style_s_name_or_their_outline() {
    let outline = format!("<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>{}</w:p>", t("Kontur"));
    let body = format!(
        "{}{}{}{}",
        styled("Balq2", "İkinci"),
        styled("Bizim", "Bizimki"),
        outline,
        p("Son söz.")
    );
    assert_eq!(
        shown(&body),
        "heading level=2 | İkinci\nheading level=2 | Bizimki\nheading level=3 | Kontur\nparagraph | Son söz.\n"
    );
}

#[test]
fn the_title_or_else_the_first_heading_of_all_is_the_headline() {
    let intake = taken(&styled("Ad", "Forum başladı"));
    assert_eq!(intake.headline.as_deref(), Some("Forum başladı"));
    let bytes = word(&format!(
        "{}{}",
        styled("Balq1", "Forum başladı"),
        p("Bakıda bu gün gənclər forumu keçirilib, tədbirdə yüz nəfər iştirak edib.")
    ));
    let intake = read(&bytes, &Hint::default()).unwrap();
    assert_eq!(intake.headline.as_deref(), Some("Forum başladı"));
    assert_eq!(intake.encoding, "UTF-8");
    assert_eq!(intake.language.as_deref(), Some("az"));
}

#[test]
fn marks_of_runs_and_of_their_styles() {
    let run = |look: &str, words: &str| {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        run("<w:b/>", "qalın "),
        run("<w:b w:val=\"0\"/>", "adi "),
        run("<w:i/>", "əyri "),
        run("<w:rStyle w:val=\"Qalin\"/>", "üslubla "),
        run("<w:rStyle w:val=\"Qalin\"/><w:b w:val=\"false\"/>", "yox"),
    );
    assert_eq!(
        shown(&body),
        "paragraph | <strong>qalın</strong> adi <em>əyri</em> <strong>üslubla</strong> yox\n"
    );
}

#[test]
fn links_by_relationship_and_by_field() {
    let link =
        |id: &str, words: &str| format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", t(words));
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = format!(
        "{}<w:r><w:instrText>HYPERLINK \"https://example.az/s\" \\o \"x\"</w:instrText></w:r>{}{}{}",
        char("begin"),
        char("separate"),
        t("sahə"),
        char("end"),
    );
    let body = format!(
        "<w:p>{}{}{}{}{}{}</w:p>",
        t("Bax: "),
        link("rId9", "burada"),
        t(", "),
        link("rId8", "orada"),
        t(", "),
        field
    );
    assert_eq!(
        shown(&body),
        "paragraph | Bax: <link href=https://example.az/a?b=1&c=2>burada</link>, orada, <link href=https://example.az/s>sahə</link>\n"
    );
}

#[test]
fn a_field_shows_its_result_and_not_its_instruction_nor_that_of_one_inside_it() {
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p>{}{}<w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:instrText>PAGE</w:instrText></w:r>{}{}{}{}{}{}{}</w:p>",
        t("Səhifə "),
        char("begin"),
        char("begin"),
        char("separate"),
        t("gizli"),
        char("end"),
        char("separate"),
        t("beş"),
        char("end"),
        t(" son"),
    );
    assert_eq!(shown(&body), "paragraph | Səhifə beş son\n");
}

#[test]
fn lists_by_number_and_by_style() {
    let item = |list: u8, level: u8, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
            t(words)
        )
    };
    let out = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Siyahi\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>{}</w:p>",
        t("Abzas.")
    );
    let body = format!(
        "{}{}{}{}{}",
        item(1, 0, "nöqtəli"),
        item(2, 0, "saylı"),
        styled("Siyahi", "üslubla"),
        styled("Nişanlı2", "adla"),
        out
    );
    assert_eq!(
        shown(&body),
        "list_item level=0 ordered=false | nöqtəli\nlist_item level=0 ordered=true | saylı\n\
         list_item level=1 ordered=true | üslubla\nlist_item level=1 ordered=false | adla\n\
         paragraph | Abzas.\n"
    );
}

#[test]
fn quotations_breaks_tabs_and_signs() {
    let body = format!(
        "{}<w:p>{}<w:r><w:br/></w:r>{}<w:r><w:tab/><w:t>üç</w:t><w:noBreakHyphen/><w:t>dörd\u{ad}beş</w:t><w:softHyphen/>\
         <w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:font=\"Wingdings\" w:char=\"F001\"/></w:r></w:p>",
        styled("Sitat", "Yol lazımdır."),
        t("bir"),
        t("iki"),
    );
    let intake = taken(&body);
    assert_eq!(
        shown(&body),
        "quotation | Yol lazımdır.\nparagraph | bir⏎iki üç-dördbeş✓\u{fffd}\n"
    );
    assert!(intake.warnings.contains(&IntakeWarning::BrokenCharacters { count: 1 }));
    assert!(intake.warnings.contains(&IntakeWarning::InvisibleRemoved { count: 1 }));
}

#[test]
fn a_row_of_a_table_is_a_line_and_a_page_laid_out_with_one_is_not() {
    let cell = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let row = |cells: &[&str]| {
        format!(
            "<w:tr>{}</w:tr>",
            cells.iter().map(|one| cell(&p(one))).collect::<Vec<_>>().concat()
        )
    };
    let layout = format!("<w:tr>{}{}</w:tr>", cell(&p("Sol abzas.").repeat(2)), cell(&p("Sağ.")));
    let gone = format!("<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}</w:tr>", cell(&p("silinib")));
    let body = format!(
        "<w:tbl><w:tblPr/>{}{}{layout}{gone}</w:tbl>",
        row(&["10:00", "Açılış", ""]),
        row(&["Tək xana."])
    );
    assert_eq!(
        shown(&body),
        "paragraph | 10:00 | Açılış\nparagraph | Tək xana.\nparagraph | Sol abzas.\nparagraph | Sol abzas.\nparagraph | Sağ.\n"
    );
}

#[test]
fn what_was_inserted_is_there_and_what_was_deleted_is_not() {
    let deleted = "<w:del><w:r><w:delText>köhnə </w:delText></w:r></w:del>";
    let moved = format!("<w:moveFrom>{}</w:moveFrom>", t("köçən "));
    let body = format!(
        "<w:p>{}{deleted}<w:ins>{}</w:ins>{moved}{}</w:p>",
        t("Bu "),
        t("yeni "),
        "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>sözdür.</w:t></w:r>",
    );
    assert_eq!(shown(&body), "paragraph | Bu yeni <strong>sözdür.</strong>\n");
    assert!(taken(&body).warnings.contains(&IntakeWarning::DocxTracked { count: 3 }));
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on_in_the_next() {
    let open =
        |words: &str| format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", t(words));
    assert_eq!(
        shown(&format!("{}{}{}", open("Bir "), open("iki "), p("üç."))),
        "paragraph | Bir iki üç.\n"
    );
    assert_eq!(shown(&open("Sonda.")), "paragraph | Sonda.\n", "nothing follows it");
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("xana."));
    assert_eq!(shown(&format!("{}{table}", open("Bir."))), "paragraph | Bir.\nparagraph | xana.\n");
}

#[test]
fn a_text_box_stands_once_behind_its_paragraph() {
    let inside = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(words));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}<a:blip/></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}<v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}",
        t("Abzas"),
        inside("Qutu."),
        inside("Qutu."),
        t(" davam edir."),
        p("Növbəti."),
    );
    assert_eq!(shown(&body), "paragraph | Abzas davam edir.\nbox | Qutu.\nparagraph | Növbəti.\n");
    assert!(taken(&body).warnings.contains(&IntakeWarning::DocxPictures { count: 1 }));
}

#[test]
fn hidden_words_comments_and_placeholders_are_left_out() {
    let body = format!(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>gizli</w:t></w:r>{}<w:r><w:commentReference w:id=\"1\"/></w:r>\
         <w:smartTag><w:smartTagPr/>{}</w:smartTag><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        t("Görünən "),
        t("ağıllı "),
        t("Mətn daxil edin"),
        t("nəzarət."),
    );
    assert_eq!(shown(&body), "paragraph | Görünən ağıllı nəzarət.\n");
    assert!(taken(&body).warnings.contains(&IntakeWarning::DocxComments { count: 1 }));
}

#[test]
fn footnotes_stand_at_the_end() {
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"4\"/></w:r></w:p>{}",
        t("On faiz artıb."),
        p("Son.")
    );
    assert_eq!(
        shown(&body),
        "paragraph | On faiz artıb.\nparagraph | Son.\nparagraph | [1] Statistika Komitəsi.\n"
    );
    assert!(taken(&body).warnings.contains(&IntakeWarning::DocxNotes { count: 1 }));
}

#[test]
fn other_prefixes_and_encodings_are_other_clothes_of_the_same_text() {
    let plain = document(&p("Şəki İpəyi nümayiş etdirilib, tədbirdə xeyli qonaq iştirak edib."));
    let renamed =
        plain.replace("<w:", "<x1:").replace("</w:", "</x1:").replace("xmlns:w=", "xmlns:x1=");
    let bare = format!(
        "<document xmlns=\"{WORD}\"><body><p><r><t>Şəki İpəyi nümayiş etdirilib, tədbirdə xeyli qonaq iştirak edib.</t></r></p></body></document>"
    );
    for text in [plain, renamed, bare] {
        let intake = read(&packed(&[("word/document.xml", &text)]), &Hint::default()).unwrap();
        assert_eq!(
            intake.blocks[0].text.text,
            "Şəki İpəyi nümayiş etdirilib, tədbirdə xeyli qonaq iştirak edib."
        );
    }
}

fn code(bytes: &[u8]) -> &'static str {
    read(bytes, &Hint::default()).unwrap_err().code()
}

#[test]
fn files_that_can_t_be_read_say_why() {
    let whole = word(&p("Mətn."));
    assert_eq!(code(&whole[..whole.len() / 2]), "docx.broken", "half of the archive");
    let mut flipped = whole.clone();
    flipped[60] ^= 0x55;
    assert!(read(&flipped, &Hint::default()).is_ok() || code(&flipped).starts_with("docx."));
    assert_eq!(code(&packed(&[("word/document.xml", "<w:document><w:body>")])), "docx.broken");
    assert_eq!(code(&packed(&[("word/document.xml", "")])), "docx.broken");
    assert_eq!(code(&packed(&[("word/styles.xml", "<a/>")])), "docx.broken", "no text at all");
    assert_eq!(code(&packed(&[("xl/workbook.xml", "<a/>")])), "intake.not_text");
    assert_eq!(code(&word("")), "intake.empty");
    let undeclared = document(&p("a &lol; b"));
    assert_eq!(code(&packed(&[("word/document.xml", &undeclared)])), "docx.broken");
    let limits = Limits { bytes: 100, ..Limits::default() };
    let refused = read(&whole, &Hint { limits, ..Hint::default() }).unwrap_err();
    assert_eq!(refused.code(), "intake.too_large");
}

#[test]
fn entities_are_never_expanded_nor_fetched() {
    for declared in ["<!ENTITY lol SYSTEM \"file:///etc/passwd\">", "<!ENTITY lol \"ha ha ha\">"] {
        let text = document(&p("a &lol; b"))
            .replace("<w:document", &format!("<!DOCTYPE x [{declared}]><w:document"));
        assert_eq!(code(&packed(&[("word/document.xml", &text)])), "docx.entities");
    }
}

#[test]
fn old_and_locked_files_are_told_apart() {
    let ole = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(2000, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(code(&ole("WordDocument")), "docx.old_format");
    assert_eq!(code(&ole("EncryptedPackage")), "docx.locked");
    assert_eq!(code(&ole("Workbook")), "intake.not_text");
    // The flag of a locked entry, in its own header and in the directory.
    let mut locked = packed(&[("word/document.xml", &document(&p("a")))]);
    let directory = locked.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    assert_eq!(code(&locked), "docx.locked");
}

#[test]
fn bombs_are_refused_before_they_grow() {
    // 16 MiB of spaces, packed to 16 KiB.
    let bomb = document(&p(&" ".repeat(16 * 1024 * 1024)));
    let bytes = packed(&[("word/document.xml", &bomb)]);
    assert!(bytes.len() < 200_000);
    ends("bomb", || assert_eq!(code(&bytes), "docx.too_big"));
    // One that lies about its size: the reading stops at the limit all the same.
    let mut lying = bytes;
    let directory = lying.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    lying[22..26].copy_from_slice(&1000_u32.to_le_bytes());
    lying[directory + 24..directory + 28].copy_from_slice(&1000_u32.to_le_bytes());
    ends("liar", || assert!(code(&lying).starts_with("docx.")));
    // A bomb in a part that nobody reads is none.
    let unread = packed(&[
        ("word/document.xml", &document(&p("Mətn."))),
        ("word/media/image1.png", &" ".repeat(16 * 1024 * 1024)),
    ]);
    ends("unread", || assert!(read(&unread, &Hint::default()).is_ok()));
    let names: Vec<String> = (0..10_001).map(|n| format!("word/{n}.xml")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    ends("entries", || assert_eq!(code(&packed(&parts)), "docx.too_many"));
}

#[test]
fn depth_costs_structure_and_no_text_nor_stack() {
    let words = p("Dərində mətn var.");
    let around = |open: &str, close: &str, inside: &str| {
        format!("{}{inside}{}", open.repeat(10_000), close.repeat(10_000))
    };
    let nested = [
        ("tables", around("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", &words)),
        ("boxes", around("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", &words)),
        (
            "mixed",
            around(
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:txbxContent>",
                "</w:txbxContent></w:r></w:p></w:tc></w:tr></w:tbl>",
                &words,
            ),
        ),
        ("controls", around("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", &words)),
        (
            "links",
            format!(
                "<w:p>{}</w:p>",
                around("<w:hyperlink>", "</w:hyperlink>", &t("Dərində mətn var."))
            ),
        ),
        (
            "fields",
            format!(
                "<w:p>{}</w:p>{words}",
                around(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
                    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
                    ""
                )
            ),
        ),
        (
            "alternatives",
            around(
                "<mc:AlternateContent><mc:Choice>",
                "</mc:Choice></mc:AlternateContent>",
                &words,
            ),
        ),
        ("deleted", format!("{}{words}", around("<w:del>", "</w:del>", ""))),
    ];
    for (what, body) in nested {
        let intake = ends(what, || taken(&body));
        let text: String = intake.blocks.iter().map(|block| block.text.text.as_str()).collect();
        assert_eq!(text.matches("Dərində mətn var.").count(), 1, "{what}: {text}");
        let said = intake.warnings.contains(&IntakeWarning::TooDeep);
        assert_eq!(said, !matches!(what, "fields" | "deleted"), "{what}");
    }
}

#[test]
fn a_thousand_pages_take_seconds_at_most() {
    let paragraph =
        p("Gəncədə keçirilən toplantıda söz alanlar yeni yolun vacibliyini vurğulayıblar.");
    let bytes = word(&paragraph.repeat(20_000));
    let intake = ends("long", || read(&bytes, &Hint::default()));
    // Packed so tightly because each line is the same, it may pass for a bomb; either way it ends.
    assert!(intake.is_ok_and(|intake| intake.blocks.len() == 20_000));
}

fn custom(report: ReportId, version: &str) -> String {
    format!(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"x\">\
         <property name=\"Company\"><vt:lpwstr>Tezis</vt:lpwstr></property>\
         <property name=\"TezisReport\"><vt:lpwstr>{report}</vt:lpwstr></property>\
         <property name=\"TezisVersion\"><vt:lpwstr>{version}</vt:lpwstr></property></Properties>"
    )
}

#[test]
fn a_file_of_ours_says_which_report_it_is_and_others_say_nothing() {
    let report = ReportId::from_parts(7, 7);
    let heads = [&"ab".repeat(32), &"cd".repeat(32)];
    let version = format!("{},{}", heads[0], heads[1]);
    let file = |version: &str| {
        packed(&[
            ("word/document.xml", &document(&p("Mətn."))),
            ("docProps/custom.xml", &custom(report, version)),
        ])
    };
    let found = identity(&file(&version)).unwrap();
    assert_eq!(
        (found.report, found.heads.to_hex()),
        (report, heads.map(ToString::to_string).to_vec())
    );
    let cut = identity(&file(version.get(..100).unwrap())).unwrap();
    assert_eq!(
        (cut.report, cut.heads.is_empty()),
        (report, true),
        "a version that was cut off is none"
    );
    assert_eq!(identity(&word(&p("Mətn."))), None);
    assert_eq!(identity(b"PK\x03\x04"), None);
    assert_eq!(identity(b""), None);
}

#[test]
fn bookmarks_say_which_block_a_paragraph_was() {
    let (one, two) = (BlockId::from_parts(1, 1), BlockId::from_parts(1, 2));
    let marked = |name: &str, words: &str| {
        format!(
            "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"_tezis_{name}\"/>{}<w:bookmarkEnd w:id=\"1\"/></w:p>",
            t(words)
        )
    };
    // LibreOffice writes a bookmark that begins with a paragraph before the paragraph.
    let before = format!("<w:bookmarkStart w:id=\"2\" w:name=\"_tezis_{two}\"/>{}", p("İkinci."));
    let body = [
        marked("headline", "Başlıq"),
        marked("dateline", "Bakı, 3 may"),
        marked(&one.to_string(), "Birinci."),
        p("Yeni abzas."),
        before,
        marked("byline_1", "Nigar Şahbazlı"),
    ]
    .concat();
    let returned = read_returned(&word(&body), &Hint::default()).unwrap();
    let sources: Vec<_> =
        returned.blocks.iter().map(|one| (one.source, one.block.text.text.as_str())).collect();
    assert_eq!(sources, [(Some(one), "Birinci."), (None, "Yeni abzas."), (Some(two), "İkinci.")]);
    assert_eq!(returned.fields["headline"], "Başlıq");
    assert_eq!(returned.fields["byline_1"], "Nigar Şahbazlı");
}

#[test]
fn a_file_without_bookmarks_comes_back_as_any_text() {
    let body = format!(
        "{}{}",
        styled("Ad", "Başlıq"),
        p("Gəncədə keçirilən toplantıda söz alanlar yeni yolun vacibliyini vurğulayıblar.")
    );
    let returned = read_returned(&word(&body), &Hint::default()).unwrap();
    assert_eq!(returned.fields["headline"], "Başlıq");
    assert_eq!(
        (returned.blocks.len(), returned.blocks[0].source, returned.identity),
        (1, None, None)
    );
    assert_eq!(
        read_returned(b"not an archive", &Hint::default()),
        Err(IntakeError::NotText { found: "zip" })
    );
}

/// A part of a body: an element with others in it, or words.
#[derive(Debug, Clone)]
enum Part {
    Words(String),
    Element(&'static str, Vec<Self>),
    Single(&'static str),
}

fn part() -> impl Strategy<Value = Part> {
    const ELEMENTS: &[&str] = &[
        "w:p",
        "w:r",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:hyperlink",
        "w:ins",
        "w:del",
        "w:sdt",
        "w:sdtContent",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "w:txbxContent",
        "w:pPr",
        "w:rPr",
        "w:trPr",
        "w:numPr",
        "w:fldSimple",
        "w:footnote",
    ];
    const SINGLES: &[&str] = &[
        "<w:b/>",
        "<w:i w:val=\"0\"/>",
        "<w:vanish/>",
        "<w:br/>",
        "<w:tab/>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:fldChar w:fldCharType=\"end\"/>",
        "<w:del/>",
        "<w:pStyle w:val=\"Dairə1\"/>",
        "<w:numId w:val=\"2\"/>",
        "<w:ilvl w:val=\"300\"/>",
        "<w:outlineLvl w:val=\"255\"/>",
        "<w:bookmarkStart w:name=\"_tezis_x\"/>",
        "<w:sym w:char=\"D800\"/>",
        "<w:footnoteReference w:id=\"4\"/>",
        "<w:instrText>HYPERLINK \"</w:instrText>",
    ];
    let leaf = prop_oneof![
        "[aəİı 😀\u{301}]{0,6}".prop_map(Part::Words),
        prop::sample::select(SINGLES).prop_map(Part::Single),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        (prop::sample::select(ELEMENTS), prop::collection::vec(inner, 0..6))
            .prop_map(|(name, parts)| Part::Element(name, parts))
    })
}

fn xml(part: &Part) -> String {
    match part {
        Part::Words(words) => format!("<w:t xml:space=\"preserve\">{words}</w:t>"),
        Part::Single(single) => (*single).to_owned(),
        Part::Element(name, parts) => {
            format!("<{name}>{}</{name}>", parts.iter().map(xml).collect::<Vec<_>>().concat())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Elements in places where Word never puts them: nothing panics, and marks are on their words.
    #[test]
    fn any_order_of_elements_is_read(parts in prop::collection::vec(part(), 0..6)) {
        let body = parts.iter().map(xml).collect::<Vec<_>>().concat();
        let bytes = word(&body);
        match read(&bytes, &Hint::default()) {
            Ok(intake) => for block in &intake.blocks {
                let length = u32::try_from(block.text.text.chars().count()).unwrap();
                prop_assert!(block.text.marks.iter().all(|span| span.start < span.end && span.end <= length));
            },
            Err(error) => prop_assert!(matches!(error.code(), "intake.empty" | "docx.broken"), "{}", error),
        }
        prop_assert!(read_returned(&bytes, &Hint::default()).is_ok() || read(&bytes, &Hint::default()).is_err());
    }

    #[test]
    fn damaged_archives_are_errors_or_texts(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), keep in any::<prop::sample::Index>(), cut in any::<bool>(),
    ) {
        let mut bytes = word(&p("Mətn burada qalır."));
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if cut {
            bytes.truncate(keep.index(bytes.len()));
        }
        if let Err(error) = read(&bytes, &Hint::default()) {
            prop_assert!(error.code().starts_with("docx.") || error.code().starts_with("intake."));
        }
        drop(identity(&bytes));
    }
}
