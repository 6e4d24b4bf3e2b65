//! What is published: frozen, proved by a receipt, and known from then on.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tezis_desk::ids::ReportId;
use tezis_desk::model::{PublicationKind, ReportState};
use tezis_desk::wire::{ForumEdit, NewPublication, ReportEdit};
use tezis_desk::{Desk, ForumCollection, ReportCollection};

use crate::support::{append, folder, import, open, paragraph, photos, read};

pub(crate) fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

pub(crate) fn new(kind: PublicationKind, minutes: i64) -> NewPublication {
    let url = Some("https://mia.az/az/news/1.html".to_owned());
    NewPublication { kind, url, at: at(minutes), target: None }
}

pub(crate) fn put(desk: &Desk, report: ReportId, fields: &Value) {
    let fields = fields.as_object().unwrap().clone();
    let edit =
        ReportEdit::Put { collection: ReportCollection::Report, id: Some(String::new()), fields };
    desk.edit_report(report, &[edit]).unwrap();
}

pub(crate) fn write(desk: &Desk, report: ReportId, text: &str) {
    desk.save_body(report, &append(desk, report, &paragraph(text))).unwrap();
}

/// A report with a paragraph.
pub(crate) fn written(desk: &Desk) -> ReportId {
    let report = desk.new_report(None, None, Some("Şəkidə ipək forumu")).unwrap().report.id;
    write(desk, report, "Forumda otuz ölkədən qonaq olub.");
    report
}

#[test]
fn a_publication_freezes_the_version_and_leaves_a_receipt() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    assert_eq!(desk.published(report).unwrap(), None);
    let before = desk.open_report(report).unwrap();

    let edited = desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    let made = &edited.report.publications[0];
    assert_eq!(edited.made, [made.id.to_string()]);
    assert_eq!(made.entity.heads, before.heads.to_hex(), "the state that readers see");
    assert!(!made.entity.forum_heads.is_empty(), "names and captions come from there");
    assert_eq!(edited.report.about.state, ReportState::Ready);

    // From the disk, as another process finds it.
    let other = read(dir.path());
    let state = other.published(report).unwrap().unwrap();
    assert_eq!(state.publication, made.id);
    assert_eq!(state.url.as_deref(), Some("https://mia.az/az/news/1.html"));
    assert_eq!(
        (state.at.as_str(), state.first_at.as_str()),
        ("2026-05-28T20:26:40.000Z", "2026-05-28T20:26:40.000Z")
    );
    assert!(!state.changed && !state.withdrawn);
    let receipts = other.receipts(report).unwrap();
    assert_eq!(receipts.len(), 1);
    let receipt = &receipts[0];
    assert_eq!((receipt.words, receipt.photos, receipt.undone), (5, 0, false));
    assert_eq!(receipt.hash.len(), 64);
    assert_eq!(receipt.target, "mia.az");
}

#[test]
fn what_readers_see_decides_whether_it_changed() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    let changed = || desk.published(report).unwrap().unwrap().changed;
    assert!(!changed());

    // Private things are no change: a note, a photo that nobody shows, a person that nobody names.
    let forum = desk.open_report(report).unwrap().forum.id;
    let note = json!({ "text": "Rəqəmi yoxlamaq" }).as_object().unwrap().clone();
    let edit = ForumEdit::Put { collection: ForumCollection::Notes, id: None, fields: note };
    desk.edit_forum(forum, &[edit]).unwrap();
    assert!(!changed());

    // The name of the forum is printed nowhere, its place in the date line is.
    write(&desk, report, "Qonaqlar fabriki də gəziblər.");
    assert!(changed());
    let last = desk.open_report(report).unwrap().report.body.last().unwrap().id;
    let opened = desk.open_report(report).unwrap();
    let save = tezis_desk::BodySave {
        base: opened.heads,
        removed: vec![last],
        ..tezis_desk::BodySave::default()
    };
    desk.save_body(report, &save).unwrap();
    assert!(!changed(), "the same words again are the published words");

    // A caption stands in the forum.
    import(&desk, report, photos(&dir.path().join("card"), 1));
    assert!(changed());
    desk.publish(report, &new(PublicationKind::Update, 10)).unwrap();
    assert!(!changed());
    let photo = desk.list_photos(report).unwrap()[0].hash.clone();
    let caption = json!({ "captions": { "az": "Fabrikdə" } }).as_object().unwrap().clone();
    let id = Some(photo.to_string());
    let edit = ForumEdit::Put { collection: ForumCollection::Photos, id, fields: caption };
    desk.edit_forum(forum, &[edit]).unwrap();
    assert!(changed());
}

#[test]
fn rounds_follow_each_other_in_time_and_the_first_date_stays() {
    use PublicationKind::{Correction, First, Update, Withdrawal};
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    let refused =
        |kind, minutes| desk.publish(report, &new(kind, minutes)).unwrap_err().code().to_owned();
    assert_eq!(refused(Update, 0), "publication.not_yet");
    desk.publish(report, &new(First, 0)).unwrap();
    assert_eq!(refused(First, 5), "publication.already");
    assert_eq!(refused(Update, -5), "publication.later");
    assert_eq!(refused(Correction, 5), "desk.empty", "readers are told what was wrong");
    assert_eq!(refused(Withdrawal, 5), "desk.empty", "and why something went");

    write(&desk, report, "İkinci gün də davam edir.");
    let update = NewPublication { url: None, ..new(Update, 10) };
    desk.publish(report, &update).unwrap();
    put(&desk, report, &json!({ "correction": "Qonaqlar otuz yox, iyirmi ölkədən idi." }));
    desk.publish(report, &new(Correction, 20)).unwrap();
    put(&desk, report, &json!({ "withdrawal": "Mətn müəllifin xahişi ilə geri çəkilib." }));
    assert_eq!(refused(Update, 30), "publication.withdrawn");
    desk.publish(report, &new(Withdrawal, 30)).unwrap();

    let state = desk.published(report).unwrap().unwrap();
    assert!(state.withdrawn && !state.changed);
    assert_eq!(state.first_at, "2026-05-28T20:26:40.000Z");
    let kinds: Vec<_> = desk.receipts(report).unwrap().iter().map(|receipt| receipt.kind).collect();
    assert_eq!(kinds, [Withdrawal, Correction, Update, First]);
    let receipts = desk.receipts(report).unwrap();
    assert_eq!(receipts[2].url, receipts[3].url, "an update stands where the text stood");
    assert_eq!(receipts[0].words, 0, "of a withdrawn text readers see the note alone");
    assert!(receipts[2].words > receipts[3].words);
}

#[test]
fn undone_is_not_published_and_the_receipt_says_so() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    let edited = desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    let reverted = desk.revert_report(report, &edited.step).unwrap();
    assert!(reverted.report.publications.is_empty());
    assert_eq!(reverted.report.about.state, ReportState::Draft);
    assert_eq!(desk.published(report).unwrap(), None);
    let receipts = desk.receipts(report).unwrap();
    assert_eq!(receipts.iter().map(|receipt| receipt.undone).collect::<Vec<_>>(), [true]);
    // It may be published after all.
    desk.publish(report, &new(PublicationKind::First, 5)).unwrap();
    assert_eq!(desk.receipts(report).unwrap().iter().filter(|receipt| receipt.undone).count(), 1);
}

#[test]
fn a_browser_is_given_addresses_of_the_web_alone() {
    use tezis_desk::page_address;
    let page = "https://mia.az/az/news/1.html?a=b&c=%20d";
    assert_eq!(page_address(page).unwrap(), page);
    assert_eq!(page_address(" http://mia.az ").unwrap(), "http://mia.az");
    let refused = [
        "",
        "mia.az",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "--help",
        "https://",
        "https://mia.az/a b",
        "https://mia.az/\"&calc.exe",
        "https://mia.az/\u{0}",
        "ssh://mia.az",
    ];
    for url in refused {
        assert_eq!(page_address(url).unwrap_err().code(), "publication.address", "{url}");
    }
}

#[test]
fn an_address_is_one_of_a_page() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    for wrong in
        ["mia.az/1", "javascript:alert(1)", "https://", "https:///1", "https://mia.az/bir iki"]
    {
        let url = Some(wrong.to_owned());
        let publication = NewPublication { url, ..new(PublicationKind::First, 0) };
        let error = desk.publish(report, &publication).unwrap_err();
        assert_eq!(error.code(), "publication.address", "{wrong}");
    }
    let url = Some("  https://mia.az/1  ".to_owned());
    let publication = NewPublication { url, ..new(PublicationKind::First, 0) };
    let edited = desk.publish(report, &publication).unwrap();
    assert_eq!(edited.report.publications[0].entity.url.as_deref(), Some("https://mia.az/1"));
}

#[test]
fn nothing_is_published_from_a_library_that_is_only_read() {
    let dir = folder();
    let report = {
        let desk = open(dir.path());
        let report = written(&desk);
        desk.close();
        report
    };
    let reading = read(dir.path());
    let error = reading.publish(report, &new(PublicationKind::First, 0)).unwrap_err();
    assert_eq!(error.code(), "desk.only_reading");
    assert!(
        reading.receipts(report).unwrap().is_empty(),
        "no receipt of what was not written down"
    );
    assert!(reading.preview(report).unwrap().html.contains("otuz ölkədən"), "reading goes on");
}

#[test]
fn a_portal_that_prints_otherwise_by_now_makes_no_update() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    let mut panel = paragraph("Su paneli");
    panel.kind = tezis_desk::model::BlockKind::Panel { session: None };
    desk.save_body(report, &append(&desk, report, &panel)).unwrap();
    desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    let headline = |desk: &Desk| {
        let handover = desk.handover(report).unwrap();
        handover.fields.into_iter().find(|field| field.key == "headline").unwrap().plain
    };
    assert_eq!(headline(&desk), "Şəkidə ipək forumu");

    // The portal's rules change: panels are set as headings from now on.
    let builtin = include_str!("../../../publish/profiles/mia.az.toml");
    let own = builtin.replace("panel_headings = false", "panel_headings = true");
    assert_ne!(own, builtin);
    let profiles = dir.path().join("library").join("profiles");
    std::fs::create_dir_all(&profiles).unwrap();
    std::fs::write(profiles.join("mia.az.toml"), own).unwrap();
    assert_eq!(headline(&desk), "Şəkidə ipək forumu", "nobody changed a word");
    assert!(!desk.published(report).unwrap().unwrap().changed);
    write(&desk, report, "Qonaqlar fabriki də gəziblər.");
    assert_eq!(headline(&desk), "Şəkidə ipək forumu - YENİLƏNİB");
}

#[test]
fn a_withdrawn_text_is_not_listed_as_published() {
    let dir = folder();
    let desk = open(dir.path());
    let report = written(&desk);
    let listed = || {
        let filter = tezis_desk::wire::ReportFilter { limit: 10, ..Default::default() };
        desk.list_reports(&filter).unwrap().rows[0].published
    };
    assert!(!listed());
    desk.publish(report, &new(PublicationKind::First, 0)).unwrap();
    assert!(listed());
    put(&desk, report, &json!({ "withdrawal": "Mətn geri çəkilib." }));
    desk.publish(report, &new(PublicationKind::Withdrawal, 10)).unwrap();
    assert!(!listed(), "readers have a note, not the text");
    put(&desk, report, &json!({ "withdrawal": null }));
    desk.publish(report, &new(PublicationKind::Update, 20)).unwrap();
    assert!(listed());
}
