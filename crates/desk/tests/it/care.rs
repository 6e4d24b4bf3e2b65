//! Copies, the trash, finding, and two windows at one report.

use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tezis_desk::wire::{
    BackupState, Changed, FoundKind, Job, JobKind, JobResult, JobState, NewPerson, PackageShape,
    PlaceKind, Settings,
};
use tezis_desk::{Access, BodySave, Desk, Events};

use crate::support::{append, folder, import, open, open_with, paragraph, photos, read, texts};

/// Keeps what was told.
#[derive(Debug, Default)]
struct Told {
    states: Mutex<Vec<BackupState>>,
    jobs: Mutex<Vec<Job>>,
}

impl Events for Told {
    fn job(&self, job: &Job) {
        self.jobs.lock().unwrap().push(job.clone());
    }

    fn changed(&self, _: &Changed) {}

    fn backup(&self, state: &BackupState) {
        self.states.lock().unwrap().push(state.clone());
    }
}

fn listened(dir: &Path) -> (Desk, Arc<Told>) {
    let told = Arc::new(Told::default());
    let access = Access::Write { holder: "the test".to_owned() };
    let desk = open_with(dir, access, Arc::clone(&told) as Arc<dyn Events>).unwrap();
    (desk, told)
}

#[test]
fn a_copy_is_made_told_and_known_until_something_changes() {
    let dir = folder();
    let (desk, told) = listened(dir.path());
    let report = desk.new_report(None, None, Some("Lerikdə forum")).unwrap().report.id;
    import(&desk, report, photos(&dir.path().join("kart"), 2));
    let none = desk.backup_state().unwrap();
    assert_eq!((none.to, none.at, none.there, none.changed), (None, None, false, true));
    assert_eq!(desk.backup(None).unwrap_err().code(), "backup.no_place");

    let to = dir.path().join("disk");
    let job = desk.backup(Some(&to)).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.kind, JobKind::Backup);
    let Some(JobResult::Copied { copied, kept, .. }) = job.result else { panic!("{job:?}") };
    assert_eq!((copied, kept), (2, 0));
    let state = desk.backup_state().unwrap();
    assert!(state.at.is_some() && state.there && !state.changed && !state.running, "{state:?}");
    let states = told.states.lock().unwrap().clone();
    let running: Vec<bool> = states.iter().map(|state| state.running).collect();
    assert_eq!(running, [true, false], "a window that hears it last must not show it for ever");
    assert!(states[1].at.is_some());

    desk.save_body(report, &append(&desk, report, &paragraph("Davam edir."))).unwrap();
    assert!(desk.backup_state().unwrap().changed);
}

#[test]
fn an_export_is_copied_when_it_is_wanted() {
    let dir = folder();
    let (desk, told) = listened(dir.path());
    let report = desk.new_report(None, None, Some("Lerikdə forum")).unwrap().report.id;
    let to = dir.path().join("disk");
    let export = |name: &str| {
        let target = dir.path().join(name);
        let job = desk.export_report(report, PackageShape::Bag, &target, None, false).unwrap();
        assert_eq!(desk.wait_for_job(job).unwrap().state, JobState::Done);
    };
    export("bir.zip");
    assert!(told.jobs.lock().unwrap().iter().all(|job| job.kind == JobKind::Export));
    let settings = Settings {
        backup_to: Some(to.display().to_string()),
        backup_after_export: true,
        ..Settings::default()
    };
    desk.set_settings(settings).unwrap();
    export("iki.zip");
    let copy = told.jobs.lock().unwrap().iter().find(|job| job.kind == JobKind::Backup).cloned();
    let copy = desk.wait_for_job(copy.expect("a copy began").id).unwrap();
    assert_eq!(copy.state, JobState::Done, "{copy:?}");
    assert!(!desk.backup_state().unwrap().changed);
}

#[test]
fn a_stopped_copy_leaves_the_one_before() {
    /// Stops a copy at its first step, once it is armed.
    #[derive(Debug, Default)]
    struct Stops(Mutex<Option<Desk>>);
    impl Events for Stops {
        fn job(&self, job: &Job) {
            let desk = self.0.lock().unwrap().clone();
            if let Some(desk) = desk.filter(|_| job.kind == JobKind::Backup && job.total > 0) {
                desk.cancel_job(job.id);
            }
        }
        fn changed(&self, _: &Changed) {}
        fn backup(&self, _: &BackupState) {}
    }
    let dir = folder();
    let stops = Arc::new(Stops::default());
    let access = Access::Write { holder: "the test".to_owned() };
    let desk = open_with(dir.path(), access, Arc::clone(&stops) as Arc<dyn Events>).unwrap();
    let report = desk.new_report(None, None, Some("Lerikdə forum")).unwrap().report.id;
    import(&desk, report, photos(&dir.path().join("kart"), 1));
    let to = dir.path().join("disk");
    let first = desk.wait_for_job(desk.backup(Some(&to)).unwrap()).unwrap();
    assert_eq!(first.state, JobState::Done);
    desk.save_body(report, &append(&desk, report, &paragraph("Sonra."))).unwrap();
    *stops.0.lock().unwrap() = Some(desk.clone());
    let second = desk.wait_for_job(desk.backup(Some(&to)).unwrap()).unwrap();
    *stops.0.lock().unwrap() = None;
    assert_eq!(second.state, JobState::Cancelled);
    assert!(desk.backup_state().unwrap().changed, "the copy is the one before");
    let restored = dir.path().join("geri");
    let job = desk.restore_copy(&to, &restored.join("library")).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.state, JobState::Done, "{job:?}");
    assert_eq!(texts(&read(&restored), report), [""; 0]);
    assert!(desk.is_other_library(&restored.join("library")).unwrap());
    assert!(!desk.is_other_library(&dir.path().join("library")).unwrap());
    let nothing = desk.is_other_library(&dir.path().join("kart")).unwrap_err();
    assert_eq!(nothing.code(), "store.missing");
}

#[test]
fn what_is_named_is_never_unused() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Lerikdə forum")).unwrap().report.id;
    import(&desk, report, photos(&dir.path().join("kart"), 2));
    for original in crate::support::files_below(&dir.path().join("library/originals")) {
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(7200);
        std::fs::File::options().write(true).open(original).unwrap().set_modified(old).unwrap();
    }
    let found = desk.unused_originals().unwrap();
    assert_eq!((found.files.len(), found.bytes, found.days), (0, 0, 30));
    assert_eq!(desk.clean_originals(None).unwrap().trashed.len(), 0);
}

#[test]
fn people_sessions_and_texts_are_found_by_their_names() {
    let dir = folder();
    let desk = open(dir.path());
    let opened = desk.new_report(None, None, Some("Lerikdə uzunömürlülər forumu")).unwrap();
    let (report, forum) = (opened.report.id, opened.forum.id);
    let new = NewPerson {
        name: "Şirinbacı Muradlı".to_owned(),
        role: Some("həkim".to_owned()),
        session: None,
        language: "az".to_owned(),
    };
    let person = desk.add_person(forum, &new).unwrap();
    let block = paragraph("Forumda Şirinbacı Muradlı çıxış edib.");
    desk.save_body(report, &append(&desk, report, &block)).unwrap();
    let mut tagged = block.clone();
    let mark = json!([{ "start": 8, "end": 25, "mark": { "type": "person", "id": person } }]);
    tagged.text.marks = serde_json::from_value(mark).unwrap();
    let base = desk.open_report(report).unwrap().heads;
    let save = BodySave { base, blocks: vec![tagged], ..BodySave::default() };
    desk.save_body(report, &save).unwrap();

    let found = desk.find("sirinbaci", 10).unwrap();
    let first = found.iter().find(|one| one.kind == FoundKind::Person).unwrap();
    assert_eq!(first.id, person.to_string());
    assert_eq!((first.label.as_str(), &first.matches[..]), ("Şirinbacı Muradlı", &[(0, 9)][..]));
    assert!(first.detail.contains("həkim"), "{}", first.detail);
    let found = desk.find("uzunömür", 10).unwrap();
    assert!(found.iter().any(|one| one.report == Some(report)), "{found:?}");

    let places = desk.person_places(person).unwrap();
    assert_eq!(places.name, "Şirinbacı Muradlı");
    let named = places.places.iter().find(|place| place.kind == PlaceKind::Named).unwrap();
    assert_eq!((named.report, named.block), (Some(report), Some(block.id)));
    let nobody = "01JZZZZZZZZZZZZZZZZZZZZZZZ".parse().unwrap();
    assert_eq!(desk.person_places(nobody).unwrap_err().code(), "desk.not_found");
}

#[test]
fn two_windows_at_one_report_end_with_the_same_text() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("İki pəncərə")).unwrap().report.id;
    let blocks = ["Birinci.", "İkinci."].map(paragraph);
    for block in &blocks {
        desk.save_body(report, &append(&desk, report, block)).unwrap();
    }
    // Both windows show the same state and write before they hear of each other.
    let base = desk.open_report(report).unwrap().heads;
    let write = |place: usize, text: &str| {
        let mut block = blocks[place].clone();
        block.text.text = text.to_owned();
        let save = BodySave { base: base.clone(), blocks: vec![block], ..BodySave::default() };
        desk.save_body(report, &save).unwrap()
    };
    let left = write(0, "Birinci pəncərədən.");
    let right = write(1, "İkinci pəncərədən.");
    let both = ["Birinci pəncərədən.", "İkinci pəncərədən."];
    assert_eq!(left.elsewhere, None);
    let shown: Vec<_> = right.elsewhere.unwrap().into_iter().map(|one| one.text.text).collect();
    assert_eq!(shown, both, "the second window learns of the first with its own answer");
    assert_eq!(texts(&desk, report), both);
    // The first is told by an event, reads anew, and writes on from there.
    let anew = desk.open_report(report).unwrap();
    assert_eq!(anew.heads, right.heads);
    assert_eq!(texts(&read(dir.path()), report), both);
}
