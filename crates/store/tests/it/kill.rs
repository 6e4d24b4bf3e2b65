//! The kill test: a process writes documents and originals and says of each when it is acknowledged;
//! it is killed at random moments. Everything acknowledged is there at the next start.
//!
//! `TEZIS_KILL_ROUNDS` runs more than the rounds of CI, `TEZIS_KILL_SEED` others.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tezis_report::ids::PhotoHash;
use tezis_store::{
    Append, DocumentKind, Library, NewChange, Projection, ReportFilter, SearchText, write_atomic,
};

use crate::support::{folder, go_on, now, open, report, report_id};

pub(crate) const CHILD_DIR: &str = "TEZIS_TEST_KILL_DIR";
pub(crate) const CHILD_SEED: &str = "TEZIS_TEST_KILL_CHILD_SEED";
/// After how many acknowledgements the writer ends by itself; never without it.
pub(crate) const CHILD_LIMIT: &str = "TEZIS_TEST_KILL_CHILD_LIMIT";

/// Rounds on one library before a new one is begun: first starts are killed too.
const ROUNDS_A_LIBRARY: u64 = 20;
const REPORTS: u64 = 4;

/// The process that is killed. Without its variable it is no test.
#[test]
fn writer() {
    let Ok(dir) = std::env::var(CHILD_DIR) else { return };
    let seed = std::env::var(CHILD_SEED).unwrap().parse().unwrap();
    let mut random = StdRng::seed_from_u64(seed);
    let dir = Path::new(&dir);
    let library = open(dir);
    let limit = std::env::var(CHILD_LIMIT).ok().map(|text| text.parse::<u64>().unwrap());
    let mut count = 0;
    let mut acknowledge = |line: String| {
        count += 1;
        let mut out = std::io::stdout().lock();
        // One write a line: a killed process leaves no half line that looks whole.
        out.write_all(format!("ack {line}\n").as_bytes()).unwrap();
        out.flush().unwrap();
        Some(count) == limit
    };
    loop {
        let number = random.random_range(0..REPORTS);
        let id = report_id(number).to_string();
        match random.random_range(0..10) {
            0..=4 => {
                let bytes = random_bytes(&mut random, 4000);
                let hash: [u8; 16] = random.random();
                let headline = format!("headline {}", hex(&hash));
                let text = report(number, &headline, &["Gəncədə forum."]);
                let search = SearchText::default();
                let projected = random.random_bool(0.5);
                library
                    .append(Append {
                        kind: DocumentKind::Report,
                        id: &id,
                        changes: &[NewChange { hash: &hash, bytes: &bytes }],
                        projection: projected.then_some(Projection::Report(&text, &search)),
                        at: now(),
                    })
                    .unwrap();
                let sum = crc(&bytes);
                if acknowledge(format!("change {number} {sum} {projected} {}", hex(&hash))) {
                    return;
                }
            }
            5..=7 => {
                let bytes = random_bytes(&mut random, 100_000);
                let put = library.put_original(&mut &bytes[..], u64::MAX).unwrap();
                if acknowledge(format!("photo {}", put.hash)) {
                    return;
                }
            }
            8 => {
                if let Ok(stored) = library.load_document(&id) {
                    let upto = stored.upto;
                    let snapshot = format!("{upto}").into_bytes();
                    library.save_snapshot(&id, &snapshot, upto).unwrap();
                }
            }
            _ => {
                let bytes = random_bytes(&mut random, 50_000);
                let path = dir.join("profiles").join("export.bin");
                let sum = crc(&bytes);
                write_atomic(&path, &[&bytes[..], sum.as_bytes()].concat()).unwrap();
                if acknowledge(format!("file {sum}")) {
                    return;
                }
            }
        }
    }
}

fn random_bytes(random: &mut StdRng, most: usize) -> Vec<u8> {
    let mut bytes = vec![0; random.random_range(1..most)];
    random.fill(&mut bytes[..]);
    bytes
}

fn hex(bytes: &[u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(*bytes))
}

/// Any sum would do: FNV-1a.
fn crc(bytes: &[u8]) -> String {
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{sum:016x}")
}

/// What was acknowledged on one library.
#[derive(Default)]
struct Acknowledged {
    /// Sums of changes by report.
    changes: BTreeMap<u64, Vec<String>>,
    /// The last projected headline by report.
    headlines: BTreeMap<u64, String>,
    photos: Vec<PhotoHash>,
    /// Sums of the exported file, in order: the last one stands, or one written after it.
    files: Vec<String>,
}

impl Acknowledged {
    fn learn(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["change", number, sum, projected, hash] => {
                let number = number.parse().unwrap();
                self.changes.entry(number).or_default().push(sum.to_owned());
                if projected == "true" {
                    self.headlines.insert(number, format!("headline {hash}"));
                }
            }
            ["photo", hash] => self.photos.push(hash.parse().unwrap()),
            ["file", sum] => self.files.push(sum.to_owned()),
            _ => panic!("the writer said {line:?}"),
        }
    }

    /// Compares with what is there. A write that was done but not acknowledged any more is learnt,
    /// as the next rounds build on it.
    fn assert_in(&mut self, library: &Library, new_photos: &[PhotoHash]) {
        let rows = library.list_reports(&ReportFilter::default()).unwrap().rows;
        for number in 0..REPORTS {
            let acknowledged = self.changes.entry(number).or_default();
            let id = report_id(number);
            let stored = match library.load_document(&id.to_string()) {
                Err(error) if error.code() == "store.no_document" => {
                    assert_eq!(*acknowledged, [""; 0]);
                    continue;
                }
                stored => stored.unwrap(),
            };
            assert!(stored.damage.iter().all(|damage| !damage.loses_text()), "{:?}", stored.damage);
            // A snapshot stands for the changes before it, and says how many those are.
            let before: usize = stored
                .snapshot
                .map_or(0, |bytes| String::from_utf8(bytes).unwrap().parse().unwrap());
            let mut after: Vec<String> = stored.changes.iter().map(|bytes| crc(bytes)).collect();
            let expected = acknowledged.get(before..).unwrap_or_default();
            assert!(after.starts_with(expected), "an acknowledged change is gone");
            let there = before + after.len();
            assert!(there <= acknowledged.len() + 1, "more than was ever written");
            let one_more = there > acknowledged.len();
            if one_more {
                acknowledged.push(after.pop().unwrap_or_default());
            }
            let row = rows.iter().find(|row| row.id == id).map(|row| row.headline.clone());
            let headline = self.headlines.get(&number).cloned();
            assert!(row == headline || one_more, "the list shows {row:?}, not {headline:?}");
            self.headlines.extend(row.map(|row| (number, row)));
        }
        for hash in new_photos {
            library.open_original(hash).unwrap();
        }
        if let Some((last, earlier)) = self.files.split_last() {
            let file = std::fs::read(library.profiles_dir().join("export.bin")).unwrap();
            let (bytes, sum) = file.split_at(file.len() - 16);
            assert_eq!(crc(bytes).as_bytes(), sum, "half a file stands there");
            let sum = crc(bytes);
            assert!(sum == *last || !earlier.contains(&sum), "an older file came back");
        }
    }
}

#[test]
fn everything_acknowledged_survives_a_kill_at_any_moment() {
    let number = |name: &str, otherwise| {
        std::env::var(name).ok().map_or(otherwise, |text| text.parse::<u64>().unwrap())
    };
    let rounds = number("TEZIS_KILL_ROUNDS", 300);
    let mut random = StdRng::seed_from_u64(number("TEZIS_KILL_SEED", 20_251_022));
    let begun = Instant::now();
    let (mut dir, mut acknowledged) = (folder(), Acknowledged::default());
    let (mut total, mut killed_before_first) = (0, 0);
    for round in 0..rounds {
        let first = round % ROUNDS_A_LIBRARY == 0;
        if first {
            (dir, acknowledged) = (folder(), Acknowledged::default());
        }
        // Half of the first starts are killed while they make the library.
        let most = if first && random.random_bool(0.5) { 1 } else { 10 };
        let lines = run_and_kill(dir.path(), &mut random, most);
        killed_before_first += u32::from(lines.is_empty());
        let photos_before = acknowledged.photos.len();
        for line in &lines {
            acknowledged.learn(line);
        }
        let new_photos = acknowledged.photos.split_off(photos_before);
        total += lines.len();

        let library = open(dir.path());
        acknowledged.assert_in(&library, &new_photos);
        acknowledged.photos.extend(new_photos);
        let last = (round + 1) % ROUNDS_A_LIBRARY == 0 || round + 1 == rounds;
        if last {
            let check = library.check(&mut go_on).unwrap();
            assert!(check.is_clean(), "round {round}: {check:?}");
            assert_eq!(check.temporary_files, Vec::<std::path::PathBuf>::new());
            // A photo in its place whose row was not written yet: one a kill at most.
            assert!(check.strays.len() as u64 <= ROUNDS_A_LIBRARY);
            for hash in &acknowledged.photos {
                library.open_original(hash).unwrap();
            }
        }
    }
    println!(
        "{rounds} kills, {total} acknowledged writes, {killed_before_first} killed before their \
         first, {:.1} s",
        begun.elapsed().as_secs_f32()
    );
    assert!(total as u64 > rounds, "the kills came too early to show anything");
}

/// Starts a writer, kills it after a random number of acknowledgements and a random while, and
/// returns all that it acknowledged.
fn run_and_kill(dir: &Path, random: &mut StdRng, most: usize) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::writer", "--nocapture"])
        .env(CHILD_DIR, dir)
        .env(CHILD_SEED, random.random::<u64>().to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let wanted = random.random_range(0..most);
    let while_after = Duration::from_micros(random.random_range(0..12_000));
    let mut lines = Vec::new();
    let mut line = String::new();
    while lines.len() < wanted && out.read_line(&mut line).unwrap() > 0 {
        // The harness's own "test … " stands before the first line.
        if let Some((_, said)) = line.trim_end().split_once("ack ") {
            lines.push(said.to_owned());
        }
        line.clear();
    }
    // The random moment itself: not a wait for anything.
    std::thread::sleep(while_after);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(!status.success(), "the writer never ends by itself");
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
