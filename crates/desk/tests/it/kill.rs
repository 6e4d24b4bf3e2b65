//! The kill test of the use cases: a process saves texts, imports photos and publishes, and says of
//! each when it is acknowledged; it is killed at random moments. The store's own test kills far more often; this
//! one shows that the desk above it acknowledges nothing too early.
//!
//! `TEZIS_DESK_KILL_ROUNDS` runs more rounds than CI, `TEZIS_DESK_KILL_SEED` others.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tezis_desk::Environment;
use tezis_desk::ids::ReportId;
use tezis_desk::model::PublicationKind;
use tezis_desk::wire::{JobState, NewPublication, ReportFilter};

use crate::support::{append, files_below, folder, jpeg, open, paragraph, texts};

const DIR: &str = "TEZIS_TEST_DESK_KILL_DIR";
const REPORT: &str = "TEZIS_TEST_DESK_KILL_REPORT";
const SEED: &str = "TEZIS_TEST_DESK_KILL_CHILD_SEED";

/// The process that is killed. Without its variable it is no test.
#[test]
fn writer() {
    let Ok(dir) = std::env::var(DIR) else { return };
    let report: ReportId = std::env::var(REPORT).unwrap().parse().unwrap();
    let mut random = StdRng::seed_from_u64(std::env::var(SEED).unwrap().parse().unwrap());
    let desk = open(Path::new(&dir));
    loop {
        let what: f64 = random.random();
        if what < 0.6 {
            let words = format!("söz{:016x}", random.random::<u64>());
            desk.save_body(report, &append(&desk, report, &paragraph(&words))).unwrap();
            acknowledge(&format!("text {words}"));
        } else if what < 0.7 {
            let id = publish(&desk, report);
            acknowledge(&format!("published {id}"));
        } else {
            let bytes = jpeg(160, 120, random.random());
            let job = desk.import_photo_bytes(report, "IMG.JPG".to_owned(), bytes).unwrap();
            let job = desk.wait_for_job(job).unwrap();
            assert_eq!(job.state, JobState::Done, "{:?}", job.error);
            let (taken, _) = crate::support::imported(&job);
            acknowledge(&format!("photo {}", taken[0].0));
        }
    }
}

/// Publishes the report as it stands and returns the publication's id.
fn publish(desk: &tezis_desk::Desk, report: ReportId) -> String {
    let first = desk.published(report).unwrap().is_none();
    let kind = if first { PublicationKind::First } else { PublicationKind::Update };
    let at = tezis_desk::SystemEnvironment.now();
    let new = NewPublication { kind, url: None, at, target: None };
    desk.publish(report, &new).unwrap().made.remove(0)
}

fn acknowledge(line: &str) {
    let mut out = std::io::stdout().lock();
    // One write a line: a killed process leaves no half line that looks whole.
    out.write_all(format!("ack {line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

#[test]
fn everything_acknowledged_survives_a_kill_at_any_moment() {
    let number = |name: &str, otherwise| {
        std::env::var(name).ok().map_or(otherwise, |text| text.parse::<u64>().unwrap())
    };
    let rounds = number("TEZIS_DESK_KILL_ROUNDS", 40);
    let mut random = StdRng::seed_from_u64(number("TEZIS_DESK_KILL_SEED", 20_251_123));
    let mut total = 0_u64;
    let (mut dir, mut report) = begin();
    let (mut words, mut photos, mut published) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        if round % 10 == 0 && round > 0 {
            (dir, report) = begin();
            (words, photos, published) = (Vec::new(), Vec::new(), Vec::new());
        }
        let mut last = None;
        for line in run_and_kill(dir.path(), report, &mut random) {
            total += 1;
            match line.split_once(' ') {
                Some(("text", text)) => {
                    last = Some(text.to_owned());
                    words.push(text.to_owned());
                }
                Some(("photo", hash)) => photos.push(hash.to_owned()),
                Some(("published", id)) => published.push(id.to_owned()),
                _ => panic!("the writer said {line:?}"),
            }
        }

        let desk = open(dir.path());
        let there = texts(&desk, report);
        // A text that was written but not acknowledged any more may stand between them.
        let mut rest = there.iter();
        for text in &words {
            assert!(rest.any(|there| there == text), "round {round}: {text} is gone");
        }
        let listed = desk.list_photos(report).unwrap();
        for hash in &photos {
            let placed = listed.iter().filter(|photo| photo.hash.as_str() == hash).count();
            assert_eq!(placed, 1, "round {round}: the photo {hash}");
        }
        // A receipt may be there of a publication that was not written down any more, never the other
        // way round.
        let receipts = desk.receipts(report).unwrap();
        let proved = |id: &str| receipts.iter().any(|one| one.publication.to_string() == id);
        let made = desk.report(report).unwrap().publications;
        assert!(made.iter().all(|one| proved(&one.id.to_string())), "round {round}: no receipt");
        for id in &published {
            let there = made.iter().any(|one| one.id.to_string() == *id);
            assert!(there && proved(id), "round {round}: the publication {id} is gone");
        }
        if let Some(last) = last {
            let filter = ReportFilter { query: last, limit: 5, ..ReportFilter::default() };
            let found = desk.list_reports(&filter).unwrap();
            assert_eq!(found.rows.len(), 1, "round {round}: search is behind");
        }
        let check = desk.check_library().unwrap();
        assert_eq!(check.problems, [], "round {round}");
        assert_eq!(temporary(dir.path()), Vec::<PathBuf>::new(), "round {round}");
    }
    println!("{rounds} kills, {total} acknowledged saves and photos");
    assert!(total > rounds, "the kills came too early to show anything");
}

fn begin() -> (tempfile::TempDir, ReportId) {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.new_report(None, None, Some("Sınaq")).unwrap().report.id;
    desk.close();
    (dir, report)
}

/// Returns the temporary files that lie about in a library.
fn temporary(dir: &Path) -> Vec<PathBuf> {
    files_below(&dir.join("library"))
        .into_iter()
        .filter(|path| {
            path.to_string_lossy().contains("tezis-tmp")
                || path.parent().is_some_and(|folder| folder.ends_with("originals/tmp"))
        })
        .collect()
}

/// Starts a writer, kills it after a random number of acknowledgements and a random while, and
/// returns all that it acknowledged.
fn run_and_kill(dir: &Path, report: ReportId, random: &mut StdRng) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::writer", "--nocapture"])
        .env(DIR, dir)
        .env(REPORT, report.to_string())
        .env(SEED, random.random::<u64>().to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let wanted = random.random_range(0..8);
    let while_after = Duration::from_micros(random.random_range(0..30_000));
    let mut lines = Vec::new();
    let mut line = String::new();
    while lines.len() < wanted && out.read_line(&mut line).unwrap() > 0 {
        if let Some((_, said)) = line.trim_end().split_once("ack ") {
            lines.push(said.to_owned());
        }
        line.clear();
    }
    // The random moment itself: not a wait for anything.
    std::thread::sleep(while_after);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), None, "the writer failed on its own: {lines:?}");
    // What it acknowledged before it died but was not read yet.
    for line in out.split(b'\n').map(Result::unwrap) {
        let line = String::from_utf8(line).unwrap();
        if let Some((_, said)) = line.split_once("ack ") {
            lines.push(said.to_owned());
        }
    }
    lines
}
