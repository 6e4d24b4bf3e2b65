//! Photos on their way in: the look through a card of 1,000 files, its grid, and taking 200 in.
//!
//! `cargo bench -p tezis-desk --bench ingest`. `TEZIS_BENCH_DIR` names a folder on the disk to measure (by
//! default the temporary folder). `TEZIS_BENCH_PHOTOS` names a folder of real photos, of which the 200 are made
//! by adding bytes that no decoder reads; without it they are drawn.

#![expect(clippy::unwrap_used, reason = "a bench that cannot set up has nothing to measure")]
#![expect(clippy::disallowed_methods, reason = "a bench makes files of its own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use tezis_desk::ids::ForumId;
use tezis_desk::wire::{Batch, Ingest, Scan};
use tezis_desk::{Access, Desk, NoEvents, OpenDesk, SystemEnvironment};

#[path = "../tests/it/card.rs"]
#[expect(dead_code, reason = "the tests' own, of which this is a part")]
mod card;

use card::Shot;

const ON_THE_CARD: usize = 1000;
const TAKEN: usize = 200;

fn main() {
    divan::main();
}

fn folder() -> tempfile::TempDir {
    let at = std::env::var_os("TEZIS_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    tempfile::tempdir_in(at).unwrap()
}

fn open(folder: &Path) -> Desk {
    Desk::open(OpenDesk {
        library: folder.join("library"),
        cache: folder.join("cache"),
        access: Access::Write { holder: "bench".to_owned() },
        environment: Arc::new(SystemEnvironment),
        events: Arc::new(NoEvents),
    })
    .unwrap()
}

/// Photos to make a card of: a few, of which many files are made.
fn photos() -> Vec<Vec<u8>> {
    match std::env::var_os("TEZIS_BENCH_PHOTOS") {
        Some(folder) => {
            let mut paths: Vec<PathBuf> =
                fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            paths.iter().map(|path| fs::read(path).unwrap()).collect()
        }
        None => (0..8)
            .map(|scene| Shot { width: 3000, height: 2000, scene, ..Shot::default() }.jpeg())
            .collect(),
    }
}

/// Makes a card; no two files have the same bytes.
fn card_of(folder: &Path, count: usize) -> PathBuf {
    let photos = photos();
    let card = folder.join("card");
    for (number, photo) in photos.iter().cycle().take(count).enumerate() {
        let bytes = [photo.as_slice(), &number.to_be_bytes()].concat();
        let folder = card.join("DCIM").join(format!("{}CANON", 100 + number / 500));
        card::write(folder.join(format!("IMG_{number:04}.JPG")), &bytes);
    }
    card
}

fn ingest(desk: &Desk, scan: &Scan, forum: ForumId, second: Option<&Path>) {
    let job = desk.ingest(Ingest {
        scan: scan.id,
        frames: None,
        picked: Vec::new(),
        picks_only: false,
        forum,
        report: None,
        with_raw: false,
        second: second.map(|folder| folder.display().to_string()),
        batch: Batch::default(),
    });
    let job = desk.wait_for_job(job.unwrap()).unwrap();
    assert!(job.error.is_none() && job.result.is_some(), "{job:?}");
}

/// Everything is new: the head of each file is read.
#[divan::bench(sample_count = 10)]
fn look_through_a_new_card(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let card = card_of(folder.path(), ON_THE_CARD);
    let desk = open(folder.path());
    bencher.counter(ItemsCount::new(ON_THE_CARD)).bench_local(|| {
        let scan = desk.scan_photos(std::slice::from_ref(&card)).unwrap();
        assert_eq!(scan.frames.len(), ON_THE_CARD);
        desk.close_scan(scan.id);
    });
}

/// From the choice of the card to a grid whose 1,000 small pictures are there.
#[divan::bench(sample_count = 10)]
fn the_whole_grid_of_a_new_card(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let card = card_of(folder.path(), ON_THE_CARD);
    let desk = open(folder.path());
    bencher.counter(ItemsCount::new(ON_THE_CARD)).bench_local(|| {
        let scan = desk.scan_photos(std::slice::from_ref(&card)).unwrap();
        for frame in &scan.frames {
            black_box(desk.frame_picture(scan.id, frame.index, 160).unwrap());
        }
        desk.close_scan(scan.id);
    });
}

/// Nothing is new, and nothing is read.
#[divan::bench(sample_count = 10)]
fn look_through_a_known_card(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let card = card_of(folder.path(), TAKEN);
    let desk = open(folder.path());
    let forum = desk.new_forum("Forum", "az").unwrap().forum.id;
    ingest(&desk, &desk.scan_photos(std::slice::from_ref(&card)).unwrap(), forum, None);
    bencher.counter(ItemsCount::new(TAKEN)).bench_local(|| {
        let scan = desk.scan_photos(std::slice::from_ref(&card)).unwrap();
        assert_eq!(scan.new_bytes, 0);
        desk.close_scan(scan.id);
    });
}

/// Looked at, copied, read back, with thumbnails and in the forum.
#[divan::bench(sample_count = 3, sample_size = 1, args = [false, true])]
fn take_in(bencher: Bencher<'_, '_>, second_copy: bool) {
    let folder = folder();
    let card = card_of(folder.path(), TAKEN);
    let bytes = fs::read_dir(card.join("DCIM/100CANON"))
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum::<u64>();
    let place = folder.path().join("place");
    bencher
        .counter(ItemsCount::new(TAKEN))
        .counter(BytesCount::new(bytes))
        .with_inputs(|| {
            // Libraries of real photos are large: one at a time.
            if place.exists() {
                fs::remove_dir_all(&place).unwrap();
            }
            let desk = open(&place);
            let forum = desk.new_forum("Forum", "az").unwrap().forum.id;
            let scan = desk.scan_photos(std::slice::from_ref(&card)).unwrap();
            let second = place.join("second");
            fs::create_dir_all(&second).unwrap();
            (desk, scan, forum, second)
        })
        .bench_local_values(|(desk, scan, forum, second)| {
            ingest(&desk, &scan, forum, second_copy.then_some(second.as_path()));
        });
}
