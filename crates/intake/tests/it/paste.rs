//! What the clipboard of other programs holds.

use tezis_intake::{Limits, paste_html, paste_plain};

use crate::outline::{blocks, fixture};

fn pasted(html: &str) -> String {
    blocks(&paste_html(html, Limits::default()).unwrap())
}

#[test]
fn from_word() {
    insta::assert_snapshot!(pasted(&std::fs::read_to_string(fixture("word.html")).unwrap()));
}

#[test]
fn from_google_docs() {
    insta::assert_snapshot!(pasted(&std::fs::read_to_string(fixture("docs.html")).unwrap()));
}

#[test]
fn styles_scripts_and_addresses_stay_outside() {
    let html = "<p onclick=x style='position:fixed'>Salam <a href='javascript:x'>bir</a> <a href='https://a.az'>iki</a>\
                <img src=x onerror=y><script>z</script></p><iframe src=q>w</iframe>";
    assert_eq!(pasted(html), "1. paragraph | Salam bir <link href=https://a.az>iki</link>\n");
}

#[test]
fn a_part_of_a_sentence_is_a_paragraph() {
    assert_eq!(pasted("yalnız <em>söz</em>"), "1. paragraph | yalnız <em>söz</em>\n");
    assert_eq!(pasted(""), "");
    assert_eq!(pasted("<p></p><br><div> </div>"), "");
}

#[test]
fn nothing_is_left_out_of_what_is_pasted() {
    // A name, a share line and a list of links are what the author copied on purpose.
    assert_eq!(
        pasted(
            "<p>Nigar Şahbazlı</p><nav><a href='https://a.az/1'>Facebook-da paylaş</a></nav><aside>Tezis.az</aside>"
        ),
        "1. paragraph | Nigar Şahbazlı\n2. paragraph | <link href=https://a.az/1>Facebook-da paylaş</link>\n3. paragraph | Tezis.az\n"
    );
}

#[test]
fn rows_of_a_table_are_lines() {
    assert_eq!(
        pasted("<table><tr><th>Saat<th>Çıxış<tr><td>10:00<td>A. Quliyarov</table>"),
        "1. paragraph | Saat | Çıxış\n2. paragraph | 10:00 | A. Quliyarov\n"
    );
}

#[test]
fn plain_lines_are_paragraphs() {
    let pasted = paste_plain("“Bir”\r\n\r\n• iki\r\nüç\u{2029}dörd", Limits::default()).unwrap();
    assert_eq!(
        blocks(&pasted),
        "1. paragraph | “Bir”\n2. list_item level=0 ordered=false | iki\n3. paragraph | üç\n4. paragraph | dörd\n"
    );
}
