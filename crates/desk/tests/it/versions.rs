//! Newer versions of a photo: in its place everywhere, with its words, and taken back exactly; what other programs
//! save is heard of.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tezis_desk::ids::{ForumId, PhotoHash, ReportId};
use tezis_desk::model::{Forum, Photo};
use tezis_desk::wire::{
    BackupState, Changed, EditedElsewhere, ForumEdit, Job, Settings, VersionTaken,
};
use tezis_desk::{Access, Desk, Events, ForumCollection};

use crate::card::{Shot, write};
use crate::support::{folder, import, imported, open, open_with};

/// A forum with a photo that two reports show.
struct Desked {
    dir: TempDir,
    desk: Desk,
    forum: ForumId,
    reports: [ReportId; 2],
    photo: PhotoHash,
}

fn desked() -> Desked {
    let dir = folder();
    let desk = open(dir.path());
    desked_in(dir, desk)
}

fn desked_in(dir: TempDir, desk: Desk) -> Desked {
    let forum = desk.new_forum("Forum", "az").unwrap().forum.id;
    let reports = ["Bir", "İki"]
        .map(|name| desk.new_report(Some(forum), None, Some(name)).unwrap().report.id);
    let file = write(dir.path().join("kart/IMG_1.JPG"), &Shot::default().jpeg());
    for report in reports {
        imported(&import(&desk, report, vec![file.clone()]));
    }
    let photo = desk.open_forum(forum).unwrap().forum.photos.remove(0).id;
    Desked { dir, desk, forum, reports, photo }
}

impl Desked {
    fn forum(&self) -> Forum {
        self.desk.open_forum(self.forum).unwrap().forum
    }

    fn entity(&self, hash: &PhotoHash) -> Photo {
        let forum = self.forum();
        forum.photos.iter().find(|photo| photo.id == *hash).unwrap().entity.clone()
    }

    fn describe(&self, hash: &PhotoHash, fields: &Value) {
        let edit = ForumEdit::Put {
            collection: ForumCollection::Photos,
            id: Some(hash.to_string()),
            fields: fields.as_object().unwrap().clone(),
        };
        self.desk.edit_forum(self.forum, &[edit]).unwrap();
    }

    fn file(&self, name: &str, shot: &Shot<'_>) -> PathBuf {
        write(self.dir.path().join("redaktə").join(name), &shot.jpeg())
    }

    fn take(&self, path: &Path) -> VersionTaken {
        self.desk.take_version(self.forum, &self.photo, path).unwrap()
    }

    /// Asserts that both reports show one photo and no other.
    fn both_show(&self, photo: &PhotoHash) {
        assert!(self.shown().iter().all(|shown| shown == std::slice::from_ref(photo)));
    }

    fn shown(&self) -> Vec<Vec<PhotoHash>> {
        let shown = |report: &ReportId| {
            let photos = self.desk.list_photos(*report).unwrap();
            photos.into_iter().map(|photo| photo.hash).collect()
        };
        self.reports.iter().map(shown).collect()
    }
}

fn edited() -> Shot<'static> {
    Shot { scene: 1, caption: "Redaktordan", creator: "Redaktor", serial: "", ..Shot::default() }
}

#[test]
fn a_version_takes_the_photos_place_with_all_that_was_said_and_done() {
    let with = desked();
    with.describe(
        &with.photo,
        &json!({
            "captions": { "az": "Açılış", "en": "Opening" }, "alts": { "az": "Zal" },
            "credit": "MİA", "keywords": ["forum"], "rating": 4, "pick": "picked",
            "permission": "hə", "crops": { "cover": "0 0 1 0.8" }, "rotation": 90.0,
            "focal_x": 0.25, "focal_y": 0.5, "tone": { "exposure": 0.5 },
            "blurred": { "a": "0.1 0.1 0.2 0.2" }, "people": [], "colour": "red"
        }),
    );
    let before = with.forum();
    let old = with.entity(&with.photo);
    let taken = with.take(&with.file("IMG_1-edit.jpg", &edited()));
    assert_eq!(taken.old, with.photo);
    assert_eq!(taken.reports.len(), 2);
    with.both_show(&taken.new);
    assert_eq!(with.entity(&with.photo), old, "the old one stays as it was");
    let new = with.entity(&taken.new);
    assert_eq!(new.version_of.as_ref(), Some(&with.photo));
    assert_eq!(new.file_name.as_deref(), Some("IMG_1-edit.jpg"));
    assert_eq!(new.creator.as_deref(), Some("Redaktor"), "said by the file, and by nobody else");
    let same = |of: fn(&Photo) -> Value| assert_eq!(of(&new), of(&old));
    same(|p| json!([p.captions, p.alts, p.credit, p.keywords, p.rating, p.pick, p.permission]));
    same(|p| json!([p.crops, p.rotation, p.focal_x, p.focal_y, p.tone, p.blurred, p.colour]));
    same(|p| json!([p.camera, p.taken_at]));

    with.desk.undo_version(with.forum, &taken).unwrap();
    assert_eq!(with.forum(), before, "exactly as it was");
    with.both_show(&with.photo);
}

#[test]
fn another_shape_loses_the_crops_and_never_the_blur() {
    let with = desked();
    with.describe(
        &with.photo,
        &json!({ "crops": { "cover": "0 0 1 0.8" }, "rotation": 1.5, "tone": { "exposure": 1.0 } }),
    );
    let square = with.file("kvadrat.jpg", &Shot { width: 600, height: 600, ..edited() });
    let taken = with.take(&square);
    let new = with.entity(&taken.new);
    assert!(new.crops.is_empty() && new.rotation.is_none());
    assert_eq!(new.tone.get("exposure"), Some(&1.0));
    with.desk.undo_version(with.forum, &taken).unwrap();

    with.describe(&with.photo, &json!({ "blurred": { "a": "0.1 0.1 0.2 0.2" } }));
    let refused = with.desk.take_version(with.forum, &with.photo, &square).unwrap_err();
    assert_eq!(refused.code(), "photo.blur_of_version", "a child's face would be seen");
    with.both_show(&with.photo);
    // It is not kept either: what the library has is taken for fetched, and never offered again.
    let other = with.file("başqa.jpg", &Shot { width: 500, height: 500, ..edited() });
    with.desk.take_version(with.forum, &with.photo, &other).unwrap_err();
    let other = PhotoHash::from_digest(Sha256::digest(fs::read(&other).unwrap()).into());
    assert_eq!(with.desk.original(&other).unwrap_err().code(), "store.no_original");
}

#[test]
fn what_is_no_newer_version_is_refused_and_changes_nothing() {
    let with = desked();
    let before = with.forum();
    let code = |path: &Path| {
        with.desk.take_version(with.forum, &with.photo, path).unwrap_err().code().to_owned()
    };
    assert_eq!(code(&with.dir.path().join("kart/IMG_1.JPG")), "photo.same_version");
    assert_eq!(code(&write(with.dir.path().join("mətn.jpg"), b"metn")), "photo.not_an_image");
    assert_eq!(code(&with.dir.path().join("yoxdur.jpg")), "file.not_found");
    let whole = edited().jpeg();
    let cut = write(with.dir.path().join("kəsik.jpg"), &whole[..whole.len() * 2 / 3]);
    assert_eq!(code(&cut), "photo.damaged", "the whole one would give way to half of it");
    assert_eq!(with.forum(), before);
}

#[test]
fn a_second_save_takes_the_place_of_the_first() {
    let with = desked();
    let first = with.take(&with.file("1.jpg", &edited()));
    let second = with.take(&with.file("2.jpg", &Shot { scene: 2, ..edited() }));
    assert_eq!(second.old, first.new);
    with.both_show(&second.new);
    // The first, taken back while the second stands: nobody's picture disappears.
    with.desk.undo_version(with.forum, &second).unwrap();
    with.desk.undo_version(with.forum, &first).unwrap();
    with.both_show(&with.photo);
}

#[test]
fn what_others_wrote_since_stays_when_a_version_is_taken_back() {
    let with = desked();
    let taken = with.take(&with.file("1.jpg", &edited()));
    with.describe(&with.photo, &json!({ "headline": "Sonradan" }));
    with.desk.undo_version(with.forum, &taken).unwrap();
    assert_eq!(with.entity(&with.photo).headline.as_deref(), Some("Sonradan"));
}

#[test]
fn after_a_restart_a_version_can_still_be_taken_back() {
    let with = desked();
    let taken = with.take(&with.file("1.jpg", &edited()));
    let Desked { dir, desk, forum, reports, photo } = with;
    desk.close();
    drop(desk);
    let desk = open(dir.path());
    let with = Desked { dir, desk, forum, reports, photo };
    with.desk.undo_version(with.forum, &taken).unwrap();
    with.both_show(&with.photo);
    assert_eq!(with.entity(&taken.new).version_of, None, "a photo of its own, lost by nobody");
}

#[test]
fn two_people_who_take_versions_at_once_lose_neither() {
    let with = desked();
    let files = [with.file("1.jpg", &edited()), with.file("2.jpg", &Shot { scene: 2, ..edited() })];
    std::thread::scope(|scope| {
        for file in &files {
            let with = &with;
            scope.spawn(move || with.take(file));
        }
    });
    let photos = with.forum().photos;
    assert_eq!(photos.len(), 3);
    for shown in with.shown() {
        assert_eq!(shown.len(), 1, "each photo stays once");
        assert_ne!(shown[0], with.photo);
    }
    assert_eq!(with.shown()[0], with.shown()[1], "both reports show the same one");
}

/// Passes on what a window would hear.
#[derive(Debug)]
struct Hears {
    arrived: Mutex<Sender<Vec<String>>>,
    edited: Mutex<Sender<EditedElsewhere>>,
}

impl Events for Hears {
    fn job(&self, _: &Job) {}
    fn changed(&self, _: &Changed) {}
    fn backup(&self, _: &BackupState) {}

    fn arrived(&self, paths: &[String]) {
        self.arrived.lock().unwrap().send(paths.to_vec()).unwrap();
    }

    fn edited(&self, edited: &EditedElsewhere) {
        self.edited.lock().unwrap().send(edited.clone()).unwrap();
    }
}

fn listening(dir: &Path) -> (Desk, Receiver<Vec<String>>, Receiver<EditedElsewhere>) {
    let (arrived, hear_arrived) = channel();
    let (edited, hear_edited) = channel();
    let events = Hears { arrived: Mutex::new(arrived), edited: Mutex::new(edited) };
    let access = Access::Write { holder: "the test".to_owned() };
    let desk = open_with(dir, access, Arc::new(events)).unwrap();
    desk.watch().unwrap();
    (desk, hear_arrived, hear_edited)
}

/// Long enough for the slowest machine; a test that passes waits no longer than the event takes.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn the_watched_folder_tells_whole_new_pictures_and_takes_nothing() {
    let dir = folder();
    let downloads = dir.path().join("Yükləmələr");
    fs::create_dir(&downloads).unwrap();
    let (desk, arrived, _) = listening(dir.path());
    let watched_folder = Some(downloads.display().to_string());
    desk.set_settings(Settings { watched_folder, ..Settings::default() }).unwrap();

    let picture = Shot::default().jpeg();
    fs::write(downloads.join("kəsik.jpg"), &picture[..picture.len() / 2]).unwrap();
    fs::write(downloads.join("proqram.pdf"), b"%PDF").unwrap();
    // As a browser does: under another name until it is whole.
    let part = downloads.join("IMG-20251022-WA0001.jpg.part");
    fs::write(&part, &picture).unwrap();
    let whole = downloads.join("IMG-20251022-WA0001.jpg");
    fs::rename(&part, &whole).unwrap();
    let told = arrived.recv_timeout(PATIENCE).unwrap();
    assert_eq!(told, [whole.display().to_string()]);
    assert!(desk.list_forums().unwrap().is_empty(), "nothing is taken unasked");

    // What is in the library already is no news; the next one is.
    let report = desk.new_report(None, None, Some("Foto")).unwrap().report.id;
    imported(&import(&desk, report, vec![whole.clone()]));
    fs::copy(&whole, downloads.join("surət.jpg")).unwrap();
    let next = write(downloads.join("2.jpg"), &Shot { scene: 2, ..Shot::default() }.jpeg());
    assert_eq!(arrived.recv_timeout(PATIENCE).unwrap(), [next.display().to_string()]);

    // Another folder: the former one is left alone.
    let other = dir.path().join("başqa");
    fs::create_dir(&other).unwrap();
    let watched_folder = Some(other.display().to_string());
    desk.set_settings(Settings { watched_folder, ..Settings::default() }).unwrap();
    write(downloads.join("3.jpg"), &Shot { scene: 3, ..Shot::default() }.jpeg());
    let here = write(other.join("4.jpg"), &Shot { scene: 4, ..Shot::default() }.jpeg());
    assert_eq!(arrived.recv_timeout(PATIENCE).unwrap(), [here.display().to_string()]);
}

#[test]
fn what_another_program_saves_is_heard_and_offered_again_after_a_restart() {
    let dir = folder();
    let (desk, _arrived, edits) = listening(dir.path());
    let with = desked_in(dir, desk);
    let copy = with.desk.lend_photo(with.forum, &with.photo).unwrap();
    assert_eq!(copy.file_name().unwrap(), "IMG_1.JPG");
    assert_eq!(fs::read(&copy).unwrap(), with.desk.original(&with.photo).unwrap());
    assert_eq!(with.desk.lend_photo(with.forum, &with.photo).unwrap(), copy, "one file");
    assert!(with.desk.edited_elsewhere().unwrap().is_empty(), "nobody did anything yet");
    with.desk.start("1", &[]).unwrap();
    let copy = with.desk.lend_photo(with.forum, &with.photo).unwrap();
    with.desk.start("1", &[]).unwrap();
    assert!(copy.is_file(), "a second window takes nothing from a program that has it open");

    fs::write(&copy, edited().jpeg()).unwrap();
    let expected = EditedElsewhere {
        forum: with.forum,
        photo: with.photo.clone(),
        path: copy.display().to_string(),
    };
    assert_eq!(edits.recv_timeout(PATIENCE).unwrap(), expected);
    let original = with.desk.original(&with.photo).unwrap();
    assert_eq!(original, Shot::default().jpeg(), "the original stays as it is");

    // Nobody answered before the program ended.
    let Desked { dir, desk, forum, reports, photo } = with;
    desk.close();
    drop(desk);
    let desk = open(dir.path());
    assert_eq!(desk.start("1", &[]).unwrap().edited, [expected]);
    let with = Desked { dir, desk, forum, reports, photo };
    let taken = with.take(&copy);
    with.both_show(&taken.new);
    assert!(with.desk.edited_elsewhere().unwrap().is_empty());
    let Desked { dir, desk, .. } = with;
    desk.close();
    drop(desk);
    let busy = copy.with_file_name(".IMG_1.JPG.lock");
    fs::write(&busy, b"").unwrap();
    let desk = open(dir.path());
    desk.start("1", &[]).unwrap();
    assert!(copy.exists(), "somebody is at work on it");
    desk.close();
    drop(desk);
    fs::remove_file(&busy).unwrap();
    open(dir.path()).start("1", &[]).unwrap();
    assert!(!copy.exists(), "what was taken in need not lie about");
}
