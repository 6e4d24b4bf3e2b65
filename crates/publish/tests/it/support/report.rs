//! The report of the tests: every kind of block and mark, three pictures, and everything private that
//! a report can hold. The last block is a note.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use tezis_report::ids::{BlockId, PlacementId, PublicationId, ReportId};
use tezis_report::model::{
    Block, BlockKind, Conflict, Mark, MarkSpan, Placement, Publication, PublicationKind, Report,
    ReportAbout, ReportKind, ReportState, RichText, Waiver,
};

use super::forum::{forum_id, listed, material, organisation, person, place, quote, session};
use super::{at, photo_hash, private_time};

pub(crate) fn placement(number: u128) -> PlacementId {
    PlacementId::from_parts(11, number)
}

pub(crate) fn block_id(number: u128) -> BlockId {
    BlockId::from_parts(10, number)
}

pub(crate) fn report() -> Report {
    Report {
        id: ReportId::from_parts(12, 1),
        about: about(),
        body: body(),
        placements: vec![
            listed(placement(1), a_placement(1, None, "a0", None)),
            listed(
                placement(2),
                Placement {
                    cover: true,
                    ..a_placement(2, None, "a1", Some("Rəflər sahilə baxır"))
                },
            ),
            listed(placement(3), a_placement(3, Some(block_id(10)), "a2", None)),
        ],
        waivers: vec![listed(
            "photo.alt:1".to_owned(),
            Waiver {
                reason: Some("baş redaktor belə istədi".to_owned()),
                at: Some(private_time()),
                by: Some("növbətçi".to_owned()),
            },
        )],
        publications: vec![listed(
            PublicationId::from_parts(13, 1),
            Publication {
                kind: PublicationKind::Update,
                target: Some("köhnə sayt".to_owned()),
                url: Some("https://example.org/old".to_owned()),
                at: Some(private_time()),
                heads: vec!["61987abc".to_owned()],
                forum_heads: vec!["61987bcd".to_owned()],
                photos: BTreeMap::from([(photo_hash(1).to_string(), 61_987)]),
                hashes: BTreeMap::from([("index.html".to_owned(), "61987def".to_owned())]),
                withdrawn_at: Some(private_time()),
            },
        )],
        conflicts: vec![Conflict {
            collection: "report".to_owned(),
            id: String::new(),
            field: "headlines/main".to_owned(),
            values: vec!["\"Sahildə kitab bayramı\"".to_owned(), "\"Başqa başlıq\"".to_owned()],
        }],
    }
}

fn about() -> ReportAbout {
    ReportAbout {
        forum: Some(forum_id()),
        kind: ReportKind::Full,
        translation_of: Some(ReportId::from_parts(12, 2)),
        translated: BTreeMap::from([(block_id(2).to_string(), "61987fed".to_owned())]),
        follows: Some(ReportId::from_parts(12, 3)),
        profile: Some("mia.az".to_owned()),
        language: Some("az".to_owned()),
        headlines: BTreeMap::from([
            ("main".to_owned(), "Xəzər sahilində kitab forumu: “oxucu haradadır?”".to_owned()),
            ("social".to_owned(), "Sahildə kitab bayramı".to_owned()),
            ("seo".to_owned(), "Xəzər Sahili Kitab Forumu 2026".to_owned()),
        ]),
        kicker: Some("Kitab bayramı".to_owned()),
        slug: None,
        section: Some("medeniyyet".to_owned()),
        keywords: vec!["kitab".to_owned(), "Lənkəran & sahil".to_owned()],
        dateline_place: Some("Lənkəran".to_owned()),
        dateline_at: Some(at()),
        byline: vec!["Aynur Rzaquliyeva".to_owned()],
        source_credit: Some("Mia.az".to_owned()),
        disclosure: Some("Müəllif forumun iştirakçısıdır.".to_owned()),
        correction: Some("Əvvəlki mətndə nəşriyyatların sayı səhv idi.\nOnlar 12-dir.".to_owned()),
        // A withdrawn text has no body: it has tests of its own.
        withdrawal: None,
        embargo_until: Some(at() + TimeDelta::hours(3)),
        publish_at: Some(at() + TimeDelta::hours(4)),
        state: ReportState::Ready,
        trashed_at: Some(private_time()),
        created_at: Some(private_time()),
    }
}

fn a_placement(photo: u8, block: Option<BlockId>, order: &str, caption: Option<&str>) -> Placement {
    Placement {
        photo: Some(photo_hash(photo)),
        block,
        order: Some(order.to_owned()),
        cover: false,
        caption: caption.map(str::to_owned),
        alt: caption.map(|caption| format!("{caption} (təsvir)")),
        crops: BTreeMap::from([("thumb".to_owned(), "0.061987 0 0.5 0.5".to_owned())]),
    }
}

fn body() -> Vec<Block> {
    let quotation = "“Kitabsız sahil boş sahildir”";
    let blocks = vec![
        (
            BlockKind::Lead,
            marked(
                "Aprelin 17-18-də Lənkəranda Xəzər Sahili Kitab Forumu keçirilib.",
                &[("Lənkəranda", Mark::Place { id: place(1) })],
            ),
        ),
        (
            BlockKind::Paragraph,
            marked(
                &format!(
                    "Açılışda “Dalğa” Kitab Fondunun sədri Nərmin Səfərova deyib: {quotation}."
                ),
                &[
                    ("“Dalğa” Kitab Fondunun", Mark::Organisation { id: organisation(1) }),
                    ("Nərmin Səfərova", Mark::Person { id: person(1) }),
                    ("Nərmin", Mark::Strong),
                    ("Kitab Fondunun sədri", Mark::Material { id: material(1) }),
                    ("Açılışda", Mark::Session { id: session(1) }),
                    (quotation, Mark::Quote { id: quote(1) }),
                ],
            ),
        ),
        (
            BlockKind::Quotation,
            marked(
                "“Oxucu dənizin özüdür:\nbir gün qayıdır”.",
                &[("“Oxucu dənizin özüdür:\nbir gün qayıdır”", Mark::Quote { id: quote(1) })],
            ),
        ),
        (BlockKind::Heading { level: 3 }, RichText::plain("Rəqəmlər & faktlar <2026>")),
        (item(false, 0), RichText::plain("12 nəşriyyat")),
        (item(true, 1), RichText::plain("5-i xaricdən")),
        (item(true, 1), RichText::plain("7-si ölkədən")),
        (item(false, 0), RichText::plain("40 görüş")),
        (
            BlockKind::Panel { session: Some(session(2)) },
            marked(
                "“Sahil kitabxanaları: yeni oxucu” panelində kitabxanaçı Elvin Qaraxanlı çıxış edib.",
                &[
                    ("Elvin Qaraxanlı", Mark::Person { id: person(2) }),
                    ("yeni oxucu” panelində", Mark::Em),
                    ("panelində kitabxanaçı", Mark::Strong),
                ],
            ),
        ),
        (BlockKind::Photo { placement: placement(3) }, RichText::default()),
        (
            BlockKind::Paragraph,
            marked(
                "Proqram forumun saytındadır, orada tam siyahı var.",
                &[
                    (
                        "forumun saytındadır",
                        link("https://example.org/?a=1&b=“2”".replace(['“', '”'], "")),
                    ),
                    ("saytındadır, orada", Mark::Em),
                    ("tam siyahı", link("javascript:alert(1)".to_owned())),
                ],
            ),
        ),
        (BlockKind::Embed, RichText::plain("https://example.org/video/42")),
        (BlockKind::Box, RichText::plain("Forum 2021-ci ildən keçirilir.")),
        (BlockKind::Paragraph, RichText::plain("   ")),
        (
            BlockKind::Note,
            marked(
                "Günay Şirinzadə danışmadı, dəqiqləşdir",
                &[
                    ("Günay Şirinzadə", Mark::Person { id: person(3) }),
                    ("danışmadı", Mark::Quote { id: quote(2) }),
                    ("dəqiqləşdir", Mark::Session { id: session(3) }),
                    ("dəqiqləşdir", Mark::Organisation { id: organisation(2) }),
                    ("dəqiqləşdir", Mark::Place { id: place(2) }),
                ],
            ),
        ),
    ];
    (1..)
        .zip(blocks)
        .map(|(number, (kind, text))| Block { id: block_id(number), kind, text })
        .collect()
}

fn item(ordered: bool, level: u8) -> BlockKind {
    BlockKind::ListItem { ordered, level }
}

fn link(href: String) -> Mark {
    Mark::Link { href }
}

/// A text with marks on the first place where each of the words stands.
pub(crate) fn marked(text: &str, marks: &[(&str, Mark)]) -> RichText {
    let mut marks: Vec<MarkSpan> = marks
        .iter()
        .map(|(words, mark)| {
            let (before, _) = text.split_once(words).unwrap();
            let start = u32::try_from(before.chars().count()).unwrap();
            let end = start + u32::try_from(words.chars().count()).unwrap();
            MarkSpan { start, end, mark: mark.clone() }
        })
        .collect();
    marks.sort();
    RichText { text: text.to_owned(), marks }
}
