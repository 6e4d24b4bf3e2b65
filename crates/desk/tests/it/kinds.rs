//! Texts made of one another: what comes along, what does not, and how far a translation follows.

use serde_json::{Value, json};
use tezis_desk::ids::{BlockId, ReportId};
use tezis_desk::model::{Block, BlockKind, ReportKind, ReportState, RichText};
use tezis_desk::wire::{PieceOp, Relation, ReportEdit, TranslationState};
use tezis_desk::{BodySave, Desk, ReportCollection};

use crate::support::{folder, import, open, paragraph, photos, texts};

fn put(desk: &Desk, report: ReportId, fields: Value) {
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    let edit =
        ReportEdit::Put { collection: ReportCollection::Report, id: Some(String::new()), fields };
    desk.edit_report(report, &[edit]).unwrap();
}

fn write(desk: &Desk, report: ReportId, block: BlockId, text: &str) {
    let opened = desk.open_report(report).unwrap();
    let mut block = opened.report.body.into_iter().find(|one| one.id == block).unwrap();
    block.text = RichText::plain(text);
    let save = BodySave { base: opened.heads, blocks: vec![block], ..BodySave::default() };
    desk.save_body(report, &save).unwrap();
}

/// Returns a report with a lead, a paragraph, a note, a panel and two photos of the gallery.
fn full(desk: &Desk, dir: &std::path::Path) -> (ReportId, Vec<Block>) {
    let opened = desk.new_report(None, Some("mia.az"), Some("Şuşada musiqi forumu")).unwrap();
    let report = opened.report.id;
    let kinds = [
        (BlockKind::Lead, "Forum açılıb."),
        (BlockKind::Paragraph, "Üç yüz qonaq gəlib."),
        (BlockKind::Note, "Zəng et!"),
        (BlockKind::Panel { session: None }, "Muğam bu gün"),
    ];
    let blocks: Vec<Block> =
        kinds.into_iter().map(|(kind, text)| Block { kind, ..paragraph(text) }).collect();
    let save = BodySave {
        base: opened.heads,
        order: Some(blocks.iter().map(|block| block.id).collect()),
        blocks: blocks.clone(),
        removed: Vec::new(),
    };
    desk.save_body(report, &save).unwrap();
    put(
        desk,
        report,
        json!({
            "keywords": ["Şuşa"], "byline": ["Nərgiz Quliyeva"], "slug": "susada-musiqi",
            "state": "ready", "dateline_place": "Şuşa", "embargo_until": "2026-05-14T10:00:00Z",
        }),
    );
    import(desk, report, photos(&dir.join("kart"), 2));
    (report, blocks)
}

#[test]
fn an_update_takes_everything_along_but_what_happened_to_the_first_text() {
    let dir = folder();
    let desk = open(dir.path());
    let (report, blocks) = full(&desk, dir.path());
    let update = desk.derive_report(report, ReportKind::Update, None, None).unwrap().report;
    assert_eq!(update.body, blocks, "with the ids by which they are compared");
    let source = desk.report(report).unwrap();
    assert_eq!(update.placements, source.placements);
    let about = &update.about;
    assert_eq!((about.kind, about.follows), (ReportKind::Update, Some(report)));
    assert_eq!(about.headlines, source.about.headlines);
    assert_eq!(about.keywords, ["Şuşa"]);
    assert_eq!((about.forum, &about.profile), (source.about.forum, &source.about.profile));
    // A page of its own gets an address of its own, and nothing is ready before it is written.
    assert_eq!((&about.slug, about.embargo_until, about.state), (&None, None, ReportState::Draft));
}

#[test]
fn what_is_under_embargo_stays_so_in_every_text_made_of_it() {
    let dir = folder();
    let desk = open(dir.path());
    let (report, _) = full(&desk, dir.path());
    put(&desk, report, json!({ "embargo_until": "2999-01-01T08:00:00Z" }));
    for kind in [ReportKind::Short, ReportKind::Update, ReportKind::Translation] {
        let made = desk.derive_report(report, kind, Some("en"), None).unwrap().report;
        assert_eq!(made.about.embargo_until, desk.report(report).unwrap().about.embargo_until);
        assert!(made.about.embargo_until.is_some(), "{kind:?}");
    }
}

#[test]
fn short_news_begins_with_the_lead_or_with_what_was_chosen() {
    let dir = folder();
    let desk = open(dir.path());
    let (report, blocks) = full(&desk, dir.path());
    let short = desk.derive_report(report, ReportKind::Short, None, None).unwrap().report;
    assert_eq!(short.body, &blocks[..1]);
    assert!(short.about.headlines.is_empty() && short.placements.is_empty());
    assert_eq!((short.about.kind, short.about.follows), (ReportKind::Short, Some(report)));
    assert_eq!(short.about.dateline_place.as_deref(), Some("Şuşa"));

    let chosen = [blocks[1].id];
    let short = desk.derive_report(report, ReportKind::Short, None, Some(&chosen)).unwrap().report;
    assert_eq!(short.body, &blocks[1..2]);
}

#[test]
fn a_translation_stands_empty_beside_its_source_and_learns_what_changes_there() {
    use TranslationState::{Changed, Current, Own, Removed, Untranslated};

    let dir = folder();
    let desk = open(dir.path());
    let (source, blocks) = full(&desk, dir.path());
    let refused = desk.derive_report(source, ReportKind::Translation, None, None).unwrap_err();
    assert_eq!(refused.code(), "desk.empty");

    let made = desk.derive_report(source, ReportKind::Translation, Some("en"), None).unwrap();
    let report = made.report.id;
    assert_eq!(made.report.about.language.as_deref(), Some("en"));
    assert_eq!(made.report.about.translation_of, Some(source));
    assert!(made.report.about.headlines.is_empty() && made.report.about.translated.is_empty());
    assert_eq!(made.report.placements.len(), 2);
    let ids: Vec<_> = made.report.body.iter().map(|block| block.id).collect();
    assert_eq!(ids, [blocks[0].id, blocks[1].id, blocks[3].id], "notes are the author's own");
    assert!(texts(&desk, report).iter().all(String::is_empty));

    let states = |desk: &Desk| -> Vec<TranslationState> {
        desk.translation(report).unwrap().blocks.iter().map(|row| row.state).collect()
    };
    assert_eq!(states(&desk), [Untranslated; 3]);

    write(&desk, report, blocks[0].id, "The forum has opened.");
    write(&desk, report, blocks[1].id, "Three hundred guests came.");
    let beside = desk.translation(report).unwrap();
    assert_eq!(
        (beside.headline.as_str(), beside.language.as_str()),
        ("Şuşada musiqi forumu", "az")
    );
    let follows: Value = [blocks[0].id.to_string(), blocks[1].id.to_string(), "fields".to_owned()]
        .into_iter()
        .map(|part| (part, Value::from(beside.source_heads.clone())))
        .collect::<serde_json::Map<_, _>>()
        .into();
    put(&desk, report, json!({ "translated": follows }));
    assert_eq!(states(&desk), [Current, Current, Untranslated]);

    // The source goes on: a word is another, a block is new, one goes, the headline grows.
    write(&desk, source, blocks[1].id, "Dörd yüz qonaq gəlib.");
    put(&desk, source, json!({ "headlines": { "main": "Şuşada musiqi forumu başlayıb" } }));
    let added = paragraph("Bağlanış bazar günüdür.");
    let opened = desk.open_report(source).unwrap();
    let save = BodySave {
        base: opened.heads,
        blocks: vec![added.clone()],
        removed: vec![blocks[0].id],
        order: Some(vec![blocks[1].id, blocks[2].id, blocks[3].id, added.id]),
    };
    desk.save_body(source, &save).unwrap();
    let own = paragraph("For readers abroad.");
    let opened = desk.open_report(report).unwrap();
    let order = opened.report.body.iter().map(|block| block.id).chain([own.id]).collect();
    let save = BodySave {
        base: opened.heads,
        blocks: vec![own.clone()],
        removed: Vec::new(),
        order: Some(order),
    };
    desk.save_body(report, &save).unwrap();

    let beside = desk.translation(report).unwrap();
    let rows: Vec<_> = beside.blocks.iter().map(|row| (row.state, row.source, row.block)).collect();
    let [lead, guests, _, panel] = [0, 1, 2, 3].map(|place| Some(blocks[place].id));
    assert_eq!(
        rows,
        [
            (Removed, None, lead),
            (Changed, guests, guests),
            (Untranslated, panel, panel),
            (Own, None, Some(own.id)),
            (Untranslated, Some(added.id), None),
        ]
    );
    let changed = &beside.blocks[1];
    assert_eq!(changed.then.as_ref().unwrap().text, "Üç yüz qonaq gəlib.");
    assert!(changed.pieces.iter().any(|one| one.op == PieceOp::Insert && one.text == "Dörd"));
    let headline = beside.fields.iter().find(|field| field.key == "headline").unwrap();
    assert_eq!(headline.then.as_deref(), Some("Şuşada musiqi forumu"));

    let siblings = |of| -> Vec<_> {
        let found = desk.siblings(of).unwrap();
        found.iter().map(|one| (one.id, one.relation, one.language.clone())).collect()
    };
    assert_eq!(siblings(report), [(source, Relation::Source, "az".to_owned())]);
    assert_eq!(siblings(source), [(report, Relation::Translation, "en".to_owned())]);
    assert_eq!(desk.translation(source).unwrap_err().code(), "desk.not_found");
}

#[test]
fn siblings_say_how_they_are_related_the_nearest_first() {
    let dir = folder();
    let desk = open(dir.path());
    let first = desk.new_report(None, None, Some("Birinci xəbər")).unwrap().report;
    let forum = first.about.forum;
    let other = desk.new_report(forum, None, Some("Başqa mövzu")).unwrap().report.id;
    let update = desk.derive_report(first.id, ReportKind::Update, None, None).unwrap().report.id;
    let english = desk.derive_report(first.id, ReportKind::Translation, Some("en"), None).unwrap();
    let russian = desk.derive_report(first.id, ReportKind::Translation, Some("ru"), None).unwrap();
    let (english, russian) = (english.report.id, russian.report.id);
    let of = |report| -> Vec<_> {
        let found = desk.siblings(report).unwrap();
        found.iter().map(|one| (one.id, one.relation)).collect()
    };
    let found = of(first.id);
    assert_eq!(&found[2..], [(update, Relation::FollowedBy), (other, Relation::Forum)]);
    assert!(found[..2].iter().all(|(_, relation)| *relation == Relation::Translation));
    assert_eq!(of(update)[0], (first.id, Relation::Follows));
    assert_eq!(&of(russian)[..2], [(first.id, Relation::Source), (english, Relation::Translation)]);
}
