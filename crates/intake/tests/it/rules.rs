//! How the parts of a report are told apart, a case for each rule, in words of our own.

use tezis_intake::{DatelineFormat, Hint, Intake, LeftOutReason, TextKind, read};
use tezis_report::model::BlockKind;

const LEAD: &str = "Bu gün Qəbələdə arıçıların payız yarmarkası açılıb və üç gün davam edəcək.";
const BODY: &str =
    "Yarmarkada 60 təsərrüfat iştirak edir, qiymətləri isə istehsalçılar özləri qoyur.";

fn plain(text: &str) -> Intake {
    read(text.as_bytes(), &Hint::default()).unwrap()
}

fn blocks(intake: &Intake) -> Vec<&str> {
    intake.blocks.iter().map(|block| block.text.text.as_str()).collect()
}

fn left_out(intake: &Intake) -> Vec<(usize, &str, LeftOutReason)> {
    intake.left_out.iter().map(|line| (line.after_block, line.text.as_str(), line.reason)).collect()
}

#[test]
fn a_single_line_is_a_headline_or_a_sentence() {
    let intake = plain("Qəbələdə bal yarmarkası");
    assert_eq!(
        (intake.headline.as_deref(), intake.blocks.len()),
        (Some("Qəbələdə bal yarmarkası"), 0)
    );
    let intake = plain(LEAD);
    assert_eq!((intake.headline.as_deref(), blocks(&intake)), (None, vec![LEAD]));
    assert_eq!(intake.blocks[0].kind, BlockKind::Lead);
}

#[test]
fn a_date_line_makes_a_headline_of_the_sentence_above_it() {
    let intake = plain(&format!("Arıçılar bir daha Qəbələdə toplaşıblar.\n05.10.2026\n{LEAD}"));
    assert_eq!(intake.headline.as_deref(), Some("Arıçılar bir daha Qəbələdə toplaşıblar."));
    assert!(intake.dateline.is_some_and(|dateline| !dateline.timed));
    let intake = plain(&format!("05.10.2026 12:00\nQəbələdə bal yarmarkası\n{LEAD}"));
    assert_eq!(intake.headline.as_deref(), Some("Qəbələdə bal yarmarkası"));
    assert!(intake.dateline.is_some());
}

#[test]
fn the_profile_s_date_line_is_read_first() {
    let formats = [DatelineFormat::new("%m/%d/%Y")];
    let hint = Hint { dateline: &formats, ..Hint::default() };
    let intake = read(format!("Yarmarka\n05/10/2026\n{LEAD}").as_bytes(), &hint).unwrap();
    assert_eq!(intake.dateline.unwrap().at.unwrap().to_string(), "2026-05-10 00:00:00");
}

#[test]
fn author_and_medium_may_stand_in_one_line_in_either_order_or_alone() {
    for (end, byline, credit) in [
        ("Samir Ballıyev\nŞanfm.az", vec!["Samir Ballıyev"], Some("Şanfm.az")),
        ("Şanfm.az\nSamir Ballıyev", vec!["Samir Ballıyev"], Some("Şanfm.az")),
        ("Samir Ballıyev, Şanfm.az", vec!["Samir Ballıyev"], Some("Şanfm.az")),
        ("Samir Ballıyev", vec!["Samir Ballıyev"], None),
        ("SAMİR BALLIYEV", vec!["SAMİR BALLIYEV"], None),
        ("Samir Ballıyev, Lalə Şanova", vec!["Samir Ballıyev", "Lalə Şanova"], None),
        ("Samir Ballıyev\nLalə Şanova", vec!["Samir Ballıyev", "Lalə Şanova"], None),
        ("Mənbə: Şan FM", vec![], Some("Şan FM")),
        ("Şanfm.az", vec![], Some("Şanfm.az")),
        ("Hazırladı: Samir Ballıyev", vec!["Samir Ballıyev"], None),
        ("Samir Ballıyev, Qəbələ", vec!["Samir Ballıyev, Qəbələ"], None),
    ] {
        for others in ["", "\nGöydən üç alma düşdü - FOTO\nTeatrda yeni mövsüm"] {
            let intake = plain(&format!("Yarmarka açıldı\n{LEAD}\n{BODY}\n{end}{others}"));
            assert_eq!(
                (&intake.byline[..], intake.source_credit.as_deref()),
                (&byline.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()[..], credit),
                "{end}{others}"
            );
            assert_eq!(blocks(&intake), [LEAD, BODY], "{end}{others}");
            let headlines = intake
                .left_out
                .iter()
                .filter(|line| line.reason == LeftOutReason::OtherHeadline)
                .count();
            assert_eq!(headlines, if others.is_empty() { 0 } else { 2 }, "{end}{others}");
        }
    }
}

#[test]
fn a_medium_without_an_address_is_known_from_the_text_or_the_profile() {
    let text = format!(
        "Yarmarka açıldı\nŞan Radiosu xəbər verir ki, yarmarka açılıb.\n{BODY}\nŞan Radiosu\nTeatrda yeni mövsüm"
    );
    let intake = plain(&text);
    assert_eq!(intake.source_credit.as_deref(), Some("Şan Radiosu"));
    let text = format!("Yarmarka açıldı\n{LEAD}\n{BODY}\nŞan\nTeatrda yeni mövsüm");
    let intake = read(text.as_bytes(), &Hint { portals: &["Şan"], ..Hint::default() }).unwrap();
    assert_eq!((intake.source_credit.as_deref(), intake.left_out.len()), (Some("Şan"), 1));
}

#[test]
fn names_inside_the_body_are_no_byline() {
    // Headings that are names, with paragraphs under them.
    let text = format!("Üç arıçı, üç söhbət\n{LEAD}\nSamir Ballıyev\n{BODY}\nLalə Şanova\n{BODY}");
    let intake = plain(&text);
    assert_eq!((intake.byline.len(), intake.blocks.len()), (0, 5));
    // A list that the text announces, and one of many names.
    let text = format!("Yarmarka\n{LEAD}\nQaliblər:\nSamir Ballıyev\nLalə Şanova");
    assert_eq!(plain(&text).byline, [""; 0]);
    let text =
        format!("Yarmarka\n{LEAD}\nSamir Ballıyev\nLalə Şanova\nVüsal Pətəkov\nAygül Çiçəkli");
    assert_eq!(plain(&text).blocks.len(), 5);
}

#[test]
fn few_lines_at_the_end_are_the_report_s_own() {
    let text = format!("Yarmarka açıldı\n{LEAD}\n{BODY}\nYarmarka sabah da davam edəcək");
    assert_eq!(plain(&text).blocks.len(), 3);
    let three = "\nTeatrda yeni mövsüm başladı\nMetroda yeni qatar yola çıxdı\nDənizdə güclü külək gözlənilir";
    let intake = plain(&format!("Yarmarka açıldı\n{LEAD}\n{BODY}{three}"));
    assert_eq!((intake.blocks.len(), intake.left_out.len()), (2, 3));
    assert!(intake.left_out.iter().all(|line| line.after_block == 2));
}

#[test]
fn a_list_of_the_body_stays() {
    let text = format!(
        "Yarmarka açıldı\n{LEAD}\nYarmarkada bunlar satılır:\nAğ akasiya balı, 2026-cı il\nDağ çiçəyi balı və mum\nArı südü ilə qarışıq bal"
    );
    assert_eq!(plain(&text).left_out, []);
}

#[test]
fn the_report_goes_on_behind_a_pointer_in_its_middle() {
    let text = format!(
        "Yarmarka açıldı\n{LEAD}\nHəmçinin oxuyun:\nŞəkidə halva günü keçirilir\n{BODY}\n{BODY}"
    );
    let intake = plain(&text);
    assert_eq!(blocks(&intake), [LEAD, BODY, BODY]);
    assert_eq!(
        left_out(&intake),
        [
            (1, "Həmçinin oxuyun:", LeftOutReason::OtherHeadline),
            (1, "Şəkidə halva günü keçirilir", LeftOutReason::OtherHeadline)
        ]
    );
}

#[test]
fn other_articles_with_teasers_are_left_out_with_them() {
    let text = format!(
        "Yarmarka açıldı\n{LEAD}\n{BODY}\nOxşar xəbərlər\nŞəkidə halva günü\nHalvaçılar bu il dəhnəni də göstərəcəklər.\nTeatrda yeni mövsüm\nMövsüm uşaq tamaşası ilə açılır."
    );
    let intake = plain(&text);
    assert_eq!((blocks(&intake), intake.left_out.len()), (vec![LEAD, BODY], 5));
}

#[test]
fn a_line_between_headline_and_lead_is_not_the_lead() {
    let intake =
        plain(&format!("Yarmarka açıldı\nBal həm ucuz, həm bol\n05.10.2026 12:00\n{LEAD}\n{BODY}"));
    let kinds: Vec<_> = intake.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Lead, BlockKind::Paragraph]);
    assert!(intake.dateline.is_some());
}

#[test]
fn menus_above_the_headline_are_left_out() {
    let text = format!("Şanfm.az\nSiyasət\nCəmiyyət\nQəbələdə bal yarmarkası açıldı\n{LEAD}");
    let intake = plain(&text);
    assert_eq!(intake.headline.as_deref(), Some("Qəbələdə bal yarmarkası açıldı"));
    assert_eq!((blocks(&intake), intake.left_out.len()), (vec![LEAD], 3));
}

#[test]
fn of_two_date_lines_one_is_left_out() {
    let intake = plain(&format!("Yarmarka\n{LEAD}\nSamir Ballıyev\n05.10.2026\n06.10.2026"));
    assert_eq!(intake.dateline.as_ref().map(|dateline| dateline.text.as_str()), Some("05.10.2026"));
    assert_eq!(left_out(&intake), [(1, "06.10.2026", LeftOutReason::Metadata)]);
}

#[test]
fn quotation_marks_and_slips_stay_as_they_are() {
    let lead = "”Bal\" «günü» “başlayıb, - deyə o bildirib... və s .";
    assert_eq!(blocks(&plain(&format!("Yarmarka\n{LEAD}\n{lead}")))[1], lead);
}

#[test]
fn kinds_are_known_by_name_by_look_or_by_word() {
    let kind_of = |name: Option<&str>, kind, text: &str| {
        let hint = Hint { file_name: name, kind, ..Hint::default() };
        read(text.as_bytes(), &hint).unwrap().headline
    };
    let headline = Some("Bal".to_owned());
    assert_eq!(kind_of(Some("a.MD"), None, "# Bal\n\nmətn"), headline);
    assert_eq!(kind_of(Some("a.htm"), None, "<h1>Bal</h1><p>mətn"), headline);
    assert_eq!(kind_of(None, None, "\n<!DOCTYPE html><h1>Bal</h1><p>mətn"), headline);
    assert_eq!(kind_of(Some("a.txt"), Some(TextKind::Html), "<h1>Bal</h1>"), headline);
    assert_eq!(kind_of(Some("a.txt"), None, "<h1>Bal</h1>"), Some("<h1>Bal</h1>".to_owned()));
}
