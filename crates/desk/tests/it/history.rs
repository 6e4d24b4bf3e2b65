//! Versions: where writing paused, what went out, what differs, and going back.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tezis_desk::ids::ReportId;
use tezis_desk::model::PublicationKind;
use tezis_desk::wire::{
    BlockChangeKind, NewPublication, PackageShape, PhotoChangeKind, PieceOp, ReportEdit, Version,
};
use tezis_desk::{
    Access, BodySave, Desk, Environment, Heads, NoEvents, OpenDesk, ReportCollection,
    SystemEnvironment,
};

use crate::support::{append, folder, import, paragraph, photos, texts};

/// A clock that stands until it is moved.
#[derive(Debug)]
struct Clock(Mutex<DateTime<Utc>>);

impl Clock {
    fn pass(&self, minutes: i64) {
        *self.0.lock().unwrap() += TimeDelta::minutes(minutes);
    }
}

impl Environment for Clock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    fn random(&self) -> u128 {
        SystemEnvironment.random()
    }
}

fn open(dir: &std::path::Path) -> (Desk, Arc<Clock>) {
    let clock = Arc::new(Clock(Mutex::new(DateTime::from_timestamp(1_780_000_000, 0).unwrap())));
    let desk = Desk::open(OpenDesk {
        library: dir.join("library"),
        cache: dir.join("cache"),
        access: Access::Write { holder: "the test".to_owned() },
        environment: Arc::clone(&clock) as Arc<dyn Environment>,
        events: Arc::new(NoEvents),
    });
    (desk.unwrap(), clock)
}

fn put(desk: &Desk, report: ReportId, fields: &serde_json::Value) {
    let edit = ReportEdit::Put {
        collection: ReportCollection::Report,
        id: Some(String::new()),
        fields: fields.as_object().unwrap().clone(),
    };
    desk.edit_report(report, &[edit]).unwrap();
}

#[test]
fn versions_end_at_pauses_at_publications_and_at_exports() {
    let dir = folder();
    let (desk, clock) = open(dir.path());
    let report = desk.new_report(None, None, Some("Şəkidə sərgi")).unwrap().report.id;
    desk.save_body(report, &append(&desk, report, &paragraph("Sərgi açılıb."))).unwrap();
    clock.pass(11);
    desk.save_body(report, &append(&desk, report, &paragraph("Otuz əl işi var."))).unwrap();
    clock.pass(1);
    let to = dir.path().join("paket.zip");
    let job = desk.export_report(report, PackageShape::Bag, &to, None, false).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.error, None);
    clock.pass(1);
    desk.save_body(report, &append(&desk, report, &paragraph("Qapı açıqdır."))).unwrap();
    let publication = NewPublication {
        kind: PublicationKind::First,
        url: Some("https://portal.example/xeber/1".to_owned()),
        at: clock.now(),
        target: None,
    };
    let made = desk.publish(report, &publication).unwrap().made;

    let history = desk.history(report).unwrap();
    let words: Vec<_> = history.iter().filter_map(|version| version.words).collect();
    // Writing down the publication is itself a change behind what was published.
    assert_eq!(words, [8, 8, 6, 2], "{history:?}");
    assert!(history[0].now && history[1..].iter().all(|version| !version.now));
    let published: Vec<_> =
        history.iter().map(|one| one.publication.map(|id| id.to_string())).collect();
    assert_eq!(published, [None, made.first().cloned(), None, None]);
    let exported: Vec<bool> = history.iter().map(|one| one.exported_at.is_some()).collect();
    assert_eq!(exported, [false, false, true, false]);
    assert_eq!(desk.version(report, &history[3].heads).unwrap().body.len(), 1);
}

#[test]
fn a_version_is_compared_with_today_word_by_word() {
    let dir = folder();
    let (desk, clock) = open(dir.path());
    let report = desk.new_report(None, None, Some("Şəkidə sərgi")).unwrap().report.id;
    let kept = paragraph("Sərgi bu gün açılıb.");
    let gone = paragraph("Giriş sərbəstdir.");
    for block in [&kept, &gone] {
        desk.save_body(report, &append(&desk, report, block)).unwrap();
    }
    let then = desk.history(report).unwrap()[0].heads.clone();
    clock.pass(30);
    let added = paragraph("Bağlanış cümə günüdür.");
    let mut changed = kept.clone();
    changed.text.text = "Sərgi dünən açılıb.".to_owned();
    let base = desk.open_report(report).unwrap().heads;
    let save = BodySave {
        base,
        blocks: vec![changed, added.clone()],
        removed: vec![gone.id],
        order: Some(vec![kept.id, added.id]),
    };
    desk.save_body(report, &save).unwrap();
    put(
        &desk,
        report,
        &json!({ "headlines": { "main": "Şəkidə sərgi açılıb" }, "keywords": ["Şəki"] }),
    );
    import(&desk, report, photos(&dir.path().join("kart"), 1));

    let diff = desk.compare_versions(report, &then, None).unwrap();
    let kinds: Vec<_> = diff.blocks.iter().map(|one| (one.block.unwrap(), one.kind)).collect();
    assert_eq!(
        kinds,
        [
            (kept.id, BlockChangeKind::Changed),
            (gone.id, BlockChangeKind::Removed),
            (added.id, BlockChangeKind::Added),
        ]
    );
    let pieces: Vec<_> =
        diff.blocks[0].pieces.iter().map(|piece| (piece.op, piece.text.as_str())).collect();
    assert!(pieces.contains(&(PieceOp::Delete, "bu gün")), "{pieces:?}");
    assert!(pieces.contains(&(PieceOp::Insert, "dünən")), "{pieces:?}");
    let fields: Vec<_> = diff
        .fields
        .iter()
        .map(|one| (one.key.as_str(), one.before.as_str(), one.after.as_str()))
        .collect();
    assert_eq!(
        fields,
        [("headline", "Şəkidə sərgi", "Şəkidə sərgi açılıb"), ("keywords", "", "Şəki")]
    );
    let photos: Vec<_> =
        diff.photos.iter().map(|one| (one.kind, one.number, one.file.as_str())).collect();
    assert_eq!(photos, [(PhotoChangeKind::New, 1, "IMG_0000.JPG")]);

    let none = desk.compare_versions(report, &then, Some(&then)).unwrap();
    assert!(none.fields.is_empty() && none.photos.is_empty());
    assert!(none.blocks.iter().all(|one| one.kind == BlockChangeKind::Same));
}

#[test]
fn a_version_comes_back_whole_or_in_one_block_and_can_be_taken_back() {
    let dir = folder();
    let (desk, clock) = open(dir.path());
    let report = desk.new_report(None, None, Some("Əvvəl")).unwrap().report.id;
    let [one, two] = ["Birinci abzas.", "İkinci abzas."].map(paragraph);
    for block in [&one, &two] {
        desk.save_body(report, &append(&desk, report, block)).unwrap();
    }
    let then = desk.history(report).unwrap()[0].heads.clone();
    clock.pass(30);
    let base = desk.open_report(report).unwrap().heads;
    let removed = vec![one.id, two.id];
    let save = BodySave { base, removed, order: Some(Vec::new()), ..BodySave::default() };
    desk.save_body(report, &save).unwrap();
    put(&desk, report, &json!({ "headlines": { "main": "Sonra" } }));

    desk.restore_version(report, &then, Some(two.id)).unwrap();
    assert_eq!(texts(&desk, report), ["İkinci abzas."]);
    let whole = desk.restore_version(report, &then, None).unwrap();
    assert_eq!(texts(&desk, report), ["Birinci abzas.", "İkinci abzas."]);
    assert_eq!(whole.report.about.headlines["main"], "Əvvəl");
    desk.revert_report(report, &whole.step).unwrap();
    assert_eq!(texts(&desk, report), ["İkinci abzas."]);
    assert_eq!(desk.report(report).unwrap().about.headlines["main"], "Sonra");

    let unknown = Heads::from_hex(&["0".repeat(64)]).unwrap();
    let refused = desk.restore_version(report, &unknown, None).unwrap_err();
    assert_eq!(refused.code(), "report.unknown_heads");
}

/// A long report of a long day: 5,000 saves, 200 blocks, a pause every fiftieth.
#[test]
fn five_thousand_changes_are_a_history_at_once() {
    let dir = folder();
    let (desk, clock) = open(dir.path());
    let report = desk.new_report(None, None, Some("Uzun gün")).unwrap().report.id;
    let words =
        "Forumun ikinci günündə iştirakçılar kənd məktəblərinin kitabxanalarından danışıb. ";
    let mut blocks: Vec<_> = (0..200).map(|_| paragraph(&words.repeat(6))).collect();
    let order = Some(blocks.iter().map(|block| block.id).collect());
    let mut base = desk.open_report(report).unwrap().heads;
    let save = BodySave { base, blocks: blocks.clone(), removed: Vec::new(), order };
    base = desk.save_body(report, &save).unwrap().heads;
    for number in 0..5000 {
        if number % 50 == 0 {
            clock.pass(15);
        }
        let block = &mut blocks[number % 200];
        block.text.text.push_str(" söz");
        let save = BodySave { base, blocks: vec![block.clone()], ..BodySave::default() };
        base = desk.save_body(report, &save).unwrap().heads;
    }
    let history = desk.history(report).unwrap();
    assert_eq!(history.len(), 101);
    assert_eq!(history.iter().map(|one| one.changes).sum::<u32>(), 5003);

    // Words are counted a few at a time, the latest first, and of whatever is looked at.
    let counted = |history: &[Version]| -> Vec<bool> {
        history.iter().map(|one| one.words.is_some()).collect()
    };
    assert!(counted(&history).iter().position(|known| !known).is_some_and(|at| at > 0));
    desk.version(report, &history[100].heads).unwrap();
    let again = desk.history(report).unwrap();
    let known = |history: &[Version]| counted(history).into_iter().filter(|known| *known).count();
    assert!(again[100].words.is_some() && known(&again) > known(&history) + 1);
}
