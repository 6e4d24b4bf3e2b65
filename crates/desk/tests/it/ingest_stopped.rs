//! Imports that are cut off: by a kill at any moment, by a disk that fills up in the middle.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use tezis_desk::ids::ForumId;
use tezis_desk::wire::{BackupState, Batch, Changed, Ingest, Job, JobResult, JobState};
use tezis_desk::{Access, Desk, Events};

use crate::card::{card, write};
use crate::support::{files_below, folder, open, open_with, read};

const DIR: &str = "TEZIS_TEST_INGEST_DIR";
const FORUM: &str = "TEZIS_TEST_INGEST_FORUM";
const FRAMES: u32 = 60;

fn everything_new(desk: &Desk, card: &Path, forum: ForumId) -> Ingest {
    let scan = desk.scan_photos(&[card.to_owned()]).unwrap();
    Ingest {
        scan: scan.id,
        frames: None,
        picked: Vec::new(),
        picks_only: false,
        forum,
        report: None,
        with_raw: false,
        second: None,
        batch: Batch::default(),
    }
}

/// Says how far the job is, one line a photo.
#[derive(Debug)]
struct Says;

impl Events for Says {
    fn job(&self, job: &Job) {
        let mut out = std::io::stdout().lock();
        out.write_all(format!("done {}\n", job.done).as_bytes()).unwrap();
        out.flush().unwrap();
    }

    fn changed(&self, _: &Changed) {}
    fn backup(&self, _: &BackupState) {}
}

/// The process that is killed. Without its variables it is no test.
#[test]
fn taker() {
    let (Ok(dir), Ok(forum)) = (std::env::var(DIR), std::env::var(FORUM)) else { return };
    let dir = Path::new(&dir);
    let access = Access::Write { holder: "the test".to_owned() };
    let desk = open_with(dir, access, Arc::new(Says)).unwrap();
    let wanted = everything_new(&desk, &dir.join("kart"), forum.parse().unwrap());
    let job = desk.ingest(wanted).unwrap();
    desk.wait_for_job(job);
}

fn killed_after(dir: &Path, forum: ForumId, photos: u32) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "ingest_stopped::taker", "--nocapture"])
        .env(DIR, dir)
        .env(FORUM, forum.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    for line in out.lines().map_while(Result::ok) {
        if line.strip_prefix("done ").and_then(|done| done.parse().ok()) >= Some(photos) {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_kill_at_any_photo_loses_none_and_the_next_import_brings_the_rest() {
    let dir = folder();
    card(&dir.path().join("kart"), FRAMES, 1);
    let forum = open(dir.path()).new_forum("Forum", "az").unwrap().forum.id;
    let mut there = 0;
    // Before and after the first change of the documents, and in the middle of the following ones.
    for photos in [1, 3, 8, 20, 31] {
        killed_after(dir.path(), forum, photos);
        let reader = read(dir.path());
        let named = reader.open_forum(forum).unwrap().forum.photos;
        assert!(named.len() >= there, "what was in the forum stays in it");
        there = named.len();
        for photo in &named {
            reader.original(&photo.id).expect("what a document names is there, whole");
        }
    }
    let desk = open(dir.path());
    let job = desk.ingest(everything_new(&desk, &dir.path().join("kart"), forum)).unwrap();
    assert_eq!(desk.wait_for_job(job).unwrap().state, JobState::Done);
    let photos = desk.open_forum(forum).unwrap().forum.photos;
    assert_eq!(photos.len(), FRAMES as usize);
    assert_eq!(desk.check_library().unwrap().problems, []);
    assert!(files_below(&dir.path().join("library/originals/tmp")).is_empty());
    let scan = desk.scan_photos(&[dir.path().join("kart")]).unwrap();
    assert!(scan.frames.iter().all(|frame| frame.known.is_some()));
}

/// Fills the disk up once a job has done something.
#[derive(Debug, Default)]
struct FillsUp(Mutex<Option<PathBuf>>);

impl Events for FillsUp {
    fn job(&self, job: &Job) {
        let mut path = self.0.lock().unwrap();
        if job.done > 0
            && let Some(path) = path.take()
        {
            let mut file = fs::File::create(path).unwrap();
            let mut piece = vec![1; 1 << 20];
            while piece.len() > 64 {
                if file.write_all(&piece).is_err() {
                    piece.truncate(piece.len() / 2);
                }
            }
        }
    }

    fn changed(&self, _: &Changed) {}
    fn backup(&self, _: &BackupState) {}
}

/// The part of the next test that runs on the small disk.
#[test]
fn on_a_small_disk() {
    let Ok(dir) = std::env::var(DIR) else { return };
    if std::env::var(FORUM).is_ok() {
        return;
    }
    let (dir, outside) = (Path::new(&dir), folder());
    let events = Arc::new(FillsUp::default());
    let access = Access::Write { holder: "the test".to_owned() };
    let desk = open_with(dir, access, Arc::clone(&events) as Arc<dyn Events>).unwrap();
    let forum = desk.new_forum("Forum", "az").unwrap().forum.id;
    let kart = card(&outside.path().join("kart"), 24, 1);
    for file in files_below(&kart) {
        // As large as photos are: what stands behind a picture's end does not damage it.
        let bytes = [fs::read(&file).unwrap(), vec![0; 400_000]].concat();
        write(&file, &bytes);
    }

    // More than there is room for: said before anything is copied.
    let large = write(outside.path().join("çox/1.jpg"), &fs::read(&files_below(&kart)[0]).unwrap());
    let file = fs::File::options().write(true).open(&large).unwrap();
    file.set_len(64 << 20).unwrap();
    let job = desk.ingest(everything_new(&desk, &large, forum)).unwrap();
    let error = desk.wait_for_job(job).unwrap().error.unwrap();
    assert_eq!(error.code, "import.no_room");
    let number = |name: &str| error.params[name].parse::<u64>().unwrap();
    assert!(number("needed") > 64 << 20 && number("free") < 32 << 20, "{error:?}");
    assert!(files_below(&dir.join("library/originals")).is_empty());

    *events.0.lock().unwrap() = Some(dir.join("filler"));
    let job = desk.ingest(everything_new(&desk, &kart, forum)).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    // The first photo that has no room is named, the others wait; or the document itself had none.
    match (&job.result, &job.error) {
        (Some(JobResult::Imported { failed, left, .. }), _) => {
            assert!(failed.iter().all(|file| file.error.code == "store.full"), "{failed:?}");
            assert!(*left > 0);
        }
        (_, Some(error)) => assert_eq!(error.code, "store.full"),
        _ => panic!("{job:?}"),
    }
    fs::remove_file(dir.join("filler")).unwrap();
    let job = desk.ingest(everything_new(&desk, &kart, forum)).unwrap();
    assert_eq!(desk.wait_for_job(job).unwrap().error, None);
    assert_eq!(desk.open_forum(forum).unwrap().forum.photos.len(), 24);
    assert_eq!(desk.check_library().unwrap().problems, []);
    println!("all done");
}

#[test]
fn a_disk_that_fills_up_in_the_middle_keeps_what_came_in_and_takes_the_rest_later() {
    let dir = folder();
    let mount = "mount -t tmpfs -o size=24m tmpfs \"$1\" && shift && exec \"$@\"";
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"])
        .arg(dir.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "ingest_stopped::on_a_small_disk", "--nocapture"])
        .env(DIR, dir.path())
        .output();
    let Ok(output) = output else {
        println!("skipped: no unshare(1) to mount a small disk with");
        return;
    };
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !out.contains("running 1 test") {
        println!("skipped: a small disk can't be mounted here: {err}");
        return;
    }
    assert!(output.status.success() && out.contains("all done"), "{out}\n{err}");
}
