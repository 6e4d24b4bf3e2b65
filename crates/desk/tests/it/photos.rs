//! Photos on their way in: each once, whatever else the batch holds, and a stopped import keeps what
//! came in.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tezis_desk::wire::{BackupState, Changed, Job, JobResult, JobState};
use tezis_desk::{Access, Desk, Events, NoEvents, ResizeFiles, resize_files};

use crate::support::{files_below, folder, import, imported, jpeg, open, open_with, photos, read};

fn originals(dir: &std::path::Path) -> usize {
    files_below(&dir.join("library").join("originals")).len()
}

#[test]
fn the_same_photo_twice_is_one_original_and_one_placement() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Foto")).unwrap().report.id;
    let files = photos(&dir.path().join("kart"), 3);
    let renamed = dir.path().join("kart").join("Şəkil (surəti).jpg");
    std::fs::copy(&files[0], &renamed).unwrap();

    let (first, failed) = imported(&import(&desk, report, files.clone()));
    assert_eq!(failed, []);
    let before = desk.open_report(report).unwrap();
    // In one batch with another, and once more by itself.
    let again = vec![renamed.clone(), files[1].clone(), files[0].clone(), renamed];
    let (second, failed) = imported(&import(&desk, report, again));
    assert_eq!(failed, []);
    let expected = [&first[0].0, &first[1].0, &first[0].0];
    assert_eq!(second.iter().map(|(hash, _)| hash).collect::<Vec<_>>(), expected);
    assert!(second.iter().all(|(_, new)| !new), "nothing of it is new: {second:?}");

    let listed = desk.list_photos(report).unwrap();
    let hashes: Vec<String> = listed.iter().map(|photo| photo.hash.to_string()).collect();
    assert_eq!(hashes, first.into_iter().map(|(hash, _)| hash).collect::<Vec<_>>());
    assert_eq!(originals(dir.path()), 3);
    let opened = desk.open_report(report).unwrap();
    assert_eq!(opened.forum.photos.len(), 3);
    assert_eq!(opened.heads, before.heads, "not even a second placement that is not shown");
    // The name that it first came with stays.
    assert_eq!(listed[0].file_name.as_deref(), Some("IMG_0000.JPG"));
}

#[test]
fn a_photo_that_comes_twice_in_one_batch_is_placed_once() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Foto")).unwrap().report.id;
    let files = photos(&dir.path().join("kart"), 1);
    let copy = |name: &str| {
        let path = dir.path().join(name);
        std::fs::copy(&files[0], &path).unwrap();
        path
    };
    let twice = vec![files[0].clone(), copy("a.jpg"), copy("b.jpg")];
    let (taken, failed) = imported(&import(&desk, report, twice));
    assert_eq!((taken.len(), failed.len()), (3, 0));
    assert_eq!(desk.list_photos(report).unwrap().len(), 1);
    assert_eq!(desk.open_report(report).unwrap().forum.photos.len(), 1);
    assert_eq!(originals(dir.path()), 1);
}

#[test]
fn bad_files_are_named_and_the_others_come_in() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Foto")).unwrap().report.id;
    let good = photos(&dir.path().join("Şəkillər və qeydlər"), 2);
    let file = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let whole = jpeg(480, 320, 77);
    let paths = vec![
        good[0].clone(),
        file("mətn.jpg", "Bu şəkil deyil.".as_bytes()),
        file("boş.jpg", b""),
        file("yarımçıq.jpg", &whole[..whole.len() / 2]),
        dir.path().join("yoxdur"),
        good[1].clone(),
    ];
    let job = import(&desk, report, paths);
    let (taken, failed) = imported(&job);
    let mut failed: Vec<_> = failed
        .iter()
        .map(|(name, code)| (name.rsplit('/').next().unwrap(), code.as_str()))
        .collect();
    failed.sort_unstable();
    assert_eq!(
        failed,
        [
            ("boş.jpg", "photo.empty"),
            ("mətn.jpg", "photo.not_an_image"),
            ("yoxdur", "file.not_found"),
        ]
    );
    // The truncated one is the only picture of its moment: it is kept, and marked.
    assert_eq!(taken.len(), 3);
    let listed = desk.list_photos(report).unwrap();
    let damage: Vec<_> =
        listed.iter().map(|photo| photo.facts.as_ref().unwrap().damage.is_some()).collect();
    assert_eq!(damage, [false, true, false]);
    assert_eq!(job.state, JobState::Done);
}

/// Stops a job as soon as it has done something.
#[derive(Debug, Default)]
struct StopsEarly {
    desk: Mutex<Option<Desk>>,
}

impl Events for StopsEarly {
    fn job(&self, job: &Job) {
        let desk = self.desk.lock().unwrap().clone();
        if let Some(desk) = desk.filter(|_| job.done > 0) {
            desk.cancel_job(job.id);
        }
    }

    fn changed(&self, _: &Changed) {}
    fn backup(&self, _: &BackupState) {}
}

#[test]
fn a_stopped_import_keeps_what_came_in() {
    let dir = folder();
    let events = Arc::new(StopsEarly::default());
    let access = Access::Write { holder: "the test".to_owned() };
    let desk = open_with(dir.path(), access, Arc::clone(&events) as Arc<dyn Events>).unwrap();
    *events.desk.lock().unwrap() = Some(desk.clone());
    let report = desk.new_report(None, None, Some("Foto")).unwrap().report.id;
    let files = photos(&dir.path().join("kart"), 12);

    let job = import(&desk, report, files.clone());
    assert_eq!(job.state, JobState::Cancelled);
    let reader = read(dir.path());
    let listed = reader.list_photos(report).unwrap();
    assert!(!listed.is_empty() && listed.len() < files.len(), "{} came in", listed.len());
    assert_eq!(reader.open_report(report).unwrap().forum.photos.len(), listed.len());
    assert_eq!(reader.check_library().unwrap().problems, []);

    // The next one brings the rest, and what is there is not there twice.
    *events.desk.lock().unwrap() = None;
    imported(&import(&desk, report, files));
    assert_eq!(desk.list_photos(report).unwrap().len(), 12);
    assert_eq!(originals(dir.path()), 12);
}

/// Takes a folder away as soon as a job has done something.
#[derive(Debug)]
struct TakesAway(PathBuf);

impl Events for TakesAway {
    fn job(&self, job: &Job) {
        if job.done > 0 && self.0.exists() {
            std::fs::remove_dir_all(&self.0).unwrap();
        }
    }

    fn changed(&self, _: &Changed) {}
    fn backup(&self, _: &BackupState) {}
}

#[test]
fn a_folder_that_vanishes_during_an_import_costs_only_what_was_not_read() {
    let dir = folder();
    let card = dir.path().join("kart");
    let access = Access::Write { holder: "the test".to_owned() };
    let events = Arc::new(TakesAway(card.clone()));
    let desk = open_with(dir.path(), access, events).unwrap();
    let report = desk.new_report(None, None, Some("Foto")).unwrap().report.id;
    photos(&card, 12);

    let job = import(&desk, report, vec![card]);
    assert_eq!(job.state, JobState::Done);
    let Some(JobResult::Imported { photos: taken, failed, left, .. }) = job.result else {
        panic!("what came in is told: {job:?}");
    };
    assert_eq!(failed, [], "the card is gone, its files are not to blame");
    assert!(!taken.is_empty() && left > 0, "{} came in, {left} stayed out", taken.len());
    assert_eq!(taken.len() + left as usize, 12);
    assert_eq!(read(dir.path()).list_photos(report).unwrap().len(), taken.len());
    assert_eq!(desk.check_library().unwrap().problems, []);
}

#[test]
fn pictures_of_one_name_do_not_take_each_others_place() {
    let dir = folder();
    let file = |path: &str, seed| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, jpeg(640, 420, seed)).unwrap();
        path
    };
    let files = vec![file("a/IMG_1.JPG", 1), file("b/img_1.jpg", 2), file("c/Açılış 2.jpg", 3)];
    let to = dir.path().join("ölçülər");
    let resize = ResizeFiles { files: &files, profile: None, to: &to, fast: true };
    let done = resize_files(&resize, &NoEvents).unwrap();
    assert_eq!(done.failed, []);
    let sizes = done.files.len() / 3;
    assert!(sizes > 0);
    let mut paths: Vec<&str> = done.files.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), 3 * sizes);
    assert_eq!(files_below(&to).len(), 3 * sizes);
}
