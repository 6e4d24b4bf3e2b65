//! A write that fails: the caller hears of it, and what is shown afterwards is what is on disk.
//!
//! The limit of a file's size stands in for a full disk; it needs no rights and no disk of its own.
//! (`tezis-store` tests a disk that is really full.)
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::support::{append, files_below, folder, open, paragraph, read, texts};

const DIR: &str = "TEZIS_TEST_DESK_FULL_DIR";

/// The part that runs under the limit. Without its variable it is no test.
#[test]
fn under_a_limit() {
    let Ok(dir) = std::env::var(DIR) else { return };
    let dir = Path::new(&dir);
    let desk = open(dir);
    let report = desk.new_report(None, None, Some("Yer bitir")).unwrap().report.id;
    let mut acknowledged = Vec::new();
    let error = loop {
        let number = acknowledged.len();
        // Long words that cannot be packed small.
        let words: Vec<String> =
            (0..400_u64).map(|at| format!("{:x}", hash(number as u64 * 1000 + at))).collect();
        let block = paragraph(&format!("{number} {}", words.join(" ")));
        match desk.save_body(report, &append(&desk, report, &block)) {
            Ok(_) => acknowledged.push(block.text.text),
            Err(error) => break error,
        }
        assert!(acknowledged.len() < 2000, "the limit holds nothing back");
    };
    assert!(!acknowledged.is_empty(), "the limit is too small to show anything: {error}");
    assert!(error.code().starts_with("store."), "{}: {error}", error.code());
    assert_eq!(texts(&desk, report), acknowledged, "what is shown is not what is on disk");
    let shown = desk.open_report(report).unwrap();
    assert!(shown.read_only.is_none(), "it can be tried again");
    assert_eq!(texts(&read(dir), report), acknowledged);
    println!("acknowledged {}", acknowledged.len());
}

/// Any mixing would do: the finalizer of `SplitMix64`.
fn hash(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[test]
fn after_a_failed_write_memory_is_as_the_disk_is() {
    let dir = folder();
    open(dir.path()).close();
    let largest = files_below(&dir.path().join("library"))
        .iter()
        .map(|path| path.metadata().unwrap().len())
        .max()
        .unwrap();
    // POSIX counts the limit in blocks of 512 bytes. The signal is ignored, so that a write beyond
    // the limit fails as on a full disk, and does not end the process.
    let blocks = (largest + 600_000) / 512;
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "full::under_a_limit", "--nocapture"])
        .env(DIR, dir.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{errors}");
    let count = said.lines().find_map(|line| line.split_once("acknowledged ")?.1.parse().ok());
    let count: usize = count.expect("the child says what it wrote");

    // There is room again: everything acknowledged is there, and it goes on.
    let desk = open(dir.path());
    assert_eq!(desk.check_library().unwrap().problems, []);
    let filter =
        tezis_desk::wire::ReportFilter { limit: 10, ..tezis_desk::wire::ReportFilter::default() };
    let report = desk.list_reports(&filter).unwrap().rows[0].id;
    assert_eq!(texts(&desk, report).len(), count);
    let save = append(&desk, report, &paragraph("Yenə yer var."));
    desk.save_body(report, &save).unwrap();
    assert_eq!(texts(&read(dir.path()), report).len(), count + 1);
}
