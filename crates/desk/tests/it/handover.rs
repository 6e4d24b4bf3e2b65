//! Out by hand: ticks and addresses outlive the program, and nothing that changed looks done.

use serde_json::json;
use tezis_desk::ids::ReportId;
use tezis_desk::model::PublicationKind;
use tezis_desk::wire::{
    BlockChangeKind, ForumEdit, Handover, HandoverField, JobResult, JobState, PackageShape,
    PhotoChangeKind,
};
use tezis_desk::{Desk, ForumCollection};

use crate::publication::{new, put, write, written};
use crate::support::{files_below, folder, import, open, photos, read};

fn field<'a>(handover: &'a Handover, key: &str) -> &'a HandoverField {
    let keys: Vec<_> = handover.fields.iter().map(|field| field.key.as_str()).collect();
    let found = handover.fields.iter().find(|field| field.key == key);
    found.unwrap_or_else(|| panic!("there is no {key} among {keys:?}"))
}

fn caption(desk: &Desk, report: ReportId, number: usize, text: &str) {
    let forum = desk.open_report(report).unwrap().forum.id;
    let hash = desk.list_photos(report).unwrap().swap_remove(number).hash.to_string();
    let fields = json!({ "captions": { "az": text } }).as_object().unwrap().clone();
    let edit = ForumEdit::Put { collection: ForumCollection::Photos, id: Some(hash), fields };
    desk.edit_forum(forum, &[edit]).unwrap();
}

fn export(desk: &Desk, report: ReportId, to: &std::path::Path, changed: bool) -> JobResult {
    let job = desk.export_report(report, PackageShape::Folder, to, None, changed).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.state, JobState::Done, "{:?}", job.error);
    job.result.unwrap()
}

fn uploads(folder: &std::path::Path) -> Vec<String> {
    let files = files_below(&folder.join("photos"));
    files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn fields_stand_in_the_order_of_the_form_and_the_text_has_marks() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 2));
    let handover = desk.handover(report).unwrap();
    assert_eq!(handover.round, PublicationKind::First);
    assert_eq!(handover.fields[0].key, "headline", "as the profile has it");
    assert_eq!(field(&handover, "headline").plain, "Şəkidə ipək forumu (FOTOLAR)");
    let body = field(&handover, "body");
    assert!(body.plain.contains("Forumda otuz ölkədən qonaq olub."));
    assert!(body.html.as_deref().unwrap().starts_with("<p>"));
    assert!(body.rich.is_some(), "an editor of the portal takes the format");
    assert!(!body.changed && body.before.is_none(), "nothing is published to differ from");
    let marks: Vec<_> = handover.photos.iter().map(|photo| photo.mark.as_str()).collect();
    assert_eq!(marks, ["[FOTO 01]", "[FOTO 02]"]);
    assert_eq!(handover.photos.iter().filter(|photo| photo.cover).count(), 1);
}

#[test]
fn a_tick_survives_and_is_stale_once_the_words_change() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 2));
    let ticked = desk.tick_handover(report, "headline", true).unwrap();
    assert!(field(&ticked, "headline").done_at.is_some());
    desk.tick_handover(report, "body", true).unwrap();
    let ticked = desk.tick_handover(report, "photo:2", true).unwrap();
    assert!(ticked.photos[0].done_at.is_none() && ticked.photos[1].done_at.is_some());
    drop(desk);

    let desk = open(dir.path());
    let again = desk.handover(report).unwrap();
    assert_eq!(again, ticked, "the program was started anew");
    assert!(again.fields.iter().all(|field| !field.stale));
    write(&desk, report, "Axşam konsert olub.");
    caption(&desk, report, 1, "Zalda");
    let later = desk.handover(report).unwrap();
    assert!(!field(&later, "headline").stale);
    assert!(field(&later, "body").stale && field(&later, "body").done_at.is_some());
    assert!(later.photos[1].stale, "its caption has to be written again");
    let unticked = desk.tick_handover(report, "body", false).unwrap();
    assert!(field(&unticked, "body").done_at.is_none() && !field(&unticked, "body").stale);

    let error = desk.tick_handover(report, "nosuch", true).unwrap_err();
    assert_eq!(error.code(), "desk.not_found");
    let error = desk.tick_handover(report, "photo:9", true).unwrap_err();
    assert_eq!(error.code(), "desk.not_found");
    let error = read(dir.path()).tick_handover(report, "body", true).unwrap_err();
    assert_eq!(error.code(), "desk.only_reading");
}

#[test]
fn an_address_takes_the_place_of_its_mark() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 1));
    let address = "https://img.mia.az/2026/01.jpg";
    let set = desk.set_photo_address(report, 1, Some(address)).unwrap();
    assert_eq!(set.photos[0].address.as_deref(), Some(address));
    assert_eq!(open_again(&desk, report).photos[0].address.as_deref(), Some(address));
    for (number, wrong) in [(1, "01.jpg"), (2, address)] {
        assert!(desk.set_photo_address(report, number, Some(wrong)).is_err(), "{number} {wrong}");
    }
    let cleared = desk.set_photo_address(report, 1, None).unwrap();
    assert_eq!(cleared.photos[0].address, None);
}

fn open_again(desk: &Desk, report: ReportId) -> Handover {
    desk.handover(report).unwrap()
}

#[test]
fn after_publication_only_what_differs_is_left_to_do() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    import(&desk, report, photos(&dir.path().join("card"), 2));
    let first = dir.path().join("birinci");
    export(&desk, report, &first, false);
    assert_eq!(
        desk.handover(report).unwrap().folder.as_deref(),
        Some(first.display().to_string().as_str())
    );
    desk.tick_handover(report, "headline", true).unwrap();
    desk.publish(report, &new(PublicationKind::First, 0)).unwrap();

    let handover = desk.handover(report).unwrap();
    assert_eq!(handover.round, PublicationKind::Update);
    assert!(handover.fields.iter().all(|field| !field.changed && field.done_at.is_none()));
    assert!(handover.photos.iter().all(|photo| photo.change.is_none()));
    let same = desk.what_changed(report, None).unwrap();
    assert!(!same.changed && same.fields.is_empty() && same.photos.is_empty());
    assert!(same.blocks.iter().all(|block| block.kind == BlockChangeKind::Same));

    // The slug would follow the headline, numbers the order of the gallery: both stay.
    let names = uploads(&first);
    put(&desk, report, &json!({ "headlines": { "main": "Şəkidə ipək forumu başa çatıb" } }));
    write(&desk, report, "Bağlanışda çıxış edənlər olub.");
    caption(&desk, report, 0, "Qonaqlar");
    import(&desk, report, photos(&dir.path().join("card2"), 3)[2..].to_vec());
    let update = desk.what_changed(report, None).unwrap();
    assert!(update.changed && update.since.changed);
    let keys: Vec<_> = update.fields.iter().map(|field| field.key.as_str()).collect();
    assert!(keys.contains(&"headline") && !keys.contains(&"slug"), "{keys:?}");
    let added: Vec<_> = update
        .blocks
        .iter()
        .filter(|block| block.kind == BlockChangeKind::Added)
        .filter_map(|block| block.after.as_deref())
        .collect();
    assert_eq!(added, ["Bağlanışda çıxış edənlər olub."]);
    let kinds: Vec<_> = update.photos.iter().map(|photo| (photo.number, photo.kind)).collect();
    assert_eq!(kinds, [(1, PhotoChangeKind::Words), (3, PhotoChangeKind::New)]);

    let handover = desk.handover(report).unwrap();
    let headline = field(&handover, "headline");
    assert_eq!(headline.plain, "Şəkidə ipək forumu başa çatıb - YENİLƏNİB (FOTOLAR)");
    assert_eq!(headline.before.as_deref(), Some("Şəkidə ipək forumu (FOTOLAR)"));
    assert!(!field(&handover, "slug").changed);
    assert!(field(&handover, "body").changed);
    let changes: Vec<_> = handover.photos.iter().map(|photo| photo.change).collect();
    assert_eq!(changes, [Some(PhotoChangeKind::Words), None, Some(PhotoChangeKind::New)]);

    let second = dir.path().join("ikinci");
    export(&desk, report, &second, true);
    let new_names = uploads(&second);
    assert_eq!(new_names.len(), 1, "the new photo alone: {new_names:?}");
    assert!(!names.contains(&new_names[0]) && new_names[0].ends_with("-03.jpg"));
    assert!(second.join("changes.html").is_file());
    let whole = dir.path().join("bütün");
    export(&desk, report, &whole, false);
    let all = uploads(&whole);
    assert!(names.iter().all(|name| all.contains(name)), "{names:?} {all:?}");
}

#[test]
fn what_follows_is_a_correction_or_a_withdrawal_when_the_report_says_so() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    let round = || desk.handover(report).unwrap().round;
    desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    put(&desk, report, &json!({ "correction": "Tarix səhv idi." }));
    assert_eq!(round(), PublicationKind::Correction);
    desk.publish(report, &new(PublicationKind::Correction, 5)).unwrap();
    assert_eq!(round(), PublicationKind::Update, "readers were told");
    put(&desk, report, &json!({ "withdrawal": "Mətn geri çəkilib." }));
    let handover = desk.handover(report).unwrap();
    assert_eq!(handover.round, PublicationKind::Withdrawal);
    assert!(field(&handover, "body").plain.contains("Mətn geri çəkilib."));
}

#[test]
fn only_what_changed_needs_something_published() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    let to = dir.path().join("yoxdur");
    let error = desk.export_report(report, PackageShape::Folder, &to, None, true).unwrap_err();
    assert_eq!(error.code(), "publication.not_yet");
    assert_eq!(desk.what_changed(report, None).unwrap_err().code(), "publication.not_yet");
}
