//! What a photo editor waits for in a forum with 1,000 photos: opening the photo desk, a rating, a caption
//! template for all, and what the other pages of the same forum cost.
//!
//! `cargo bench -p tezis-desk --bench photo_desk`; `TEZIS_BENCH_DIR` names a folder on the disk to
//! measure (by default the temporary folder).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot set up has nothing to measure"
)]

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use serde_json::{Map, Value, json};
use tezis_desk::ids::{ForumId, PhotoHash, ReportId};
use tezis_desk::wire::{CaptionTemplate, ForumEdit, PhotoEdit, TemplateMode};
use tezis_desk::{Access, Desk, ForumCollection, NoEvents, OpenDesk, SystemEnvironment};
use tezis_store::Library;

/// How many photos a forum day brings.
const PHOTOS: u32 = 1000;

fn main() {
    divan::main();
}

struct Place {
    desk: Desk,
    forum: ForumId,
    report: ReportId,
    photos: Vec<PhotoHash>,
    // Behind the desk: the folder goes when nobody writes to it.
    folder: tempfile::TempDir,
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn open(folder: &tempfile::TempDir) -> Desk {
    Desk::open(OpenDesk {
        library: folder.path().join("library"),
        cache: folder.path().join("cache"),
        access: Access::Write { holder: "bench".to_owned() },
        environment: Arc::new(SystemEnvironment),
        events: Arc::new(NoEvents),
    })
    .unwrap()
}

/// Photos of two cameras, in bursts of four, with the words that a day's work gives them.
fn place() -> Place {
    let at = std::env::var_os("TEZIS_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(at).unwrap();
    let photos: Vec<PhotoHash> = {
        let access = tezis_store::Access::Write { holder: "bench" };
        let now = chrono::DateTime::from_timestamp(1_761_126_600, 0).unwrap();
        let library = Library::open(&folder.path().join("library"), access, now).unwrap();
        let photo = |number: u32| {
            let hash = library.put_original_bytes(&number.to_be_bytes()).unwrap().hash;
            let scene = (number / 4).wrapping_mul(2_654_435_761);
            let likeness =
                format!("{scene:08x}{scene:08x}{scene:08x}{scene:08x}{:04x}", number % 4);
            let facts = json!({
                "hash": hash, "bytes": 7_000_000 + number, "format": "JPEG", "width": 6000,
                "height": 4000, "orientation": 1, "taken_at": null, "camera": "NIKON D850",
                "damage": null, "body": "0123456789abcdef", "likeness": likeness,
                "sharpness": f64::from(number % 7), "credentials": false,
            });
            library.put_facts(&serde_json::from_value(facts).unwrap()).unwrap();
            hash
        };
        (0..PHOTOS).map(photo).collect()
    };
    let desk = open(&folder);
    let opened = desk.new_report(None, None, Some("Forum")).unwrap();
    let forum = opened.forum.id;
    let session = |hour: u32| ForumEdit::Put {
        collection: ForumCollection::Sessions,
        id: None,
        fields: fields(json!({
            "titles": { "az": format!("Panel {hour}") },
            "planned_start": format!("2025-10-19T{hour:02}:00:00Z"),
            "planned_end": format!("2025-10-19T{hour:02}:50:00Z"),
        })),
    };
    let person = |number: u32| ForumEdit::Put {
        collection: ForumCollection::People,
        id: None,
        fields: fields(json!({ "full": { "az": format!("Natiq Nümunəli {number}") } })),
    };
    let photo = |(number, hash): (u32, &PhotoHash)| ForumEdit::Put {
        collection: ForumCollection::Photos,
        id: Some(hash.to_string()),
        fields: fields(json!({
            "taken_at": format!("2025-10-19T{:02}:{:02}:{:02}", 10 + number / 240, number / 4 % 60, number % 4),
            "camera": format!("{:016x}", number / 4 % 2), "file_name": format!("DSC_{number:04}.JPG"),
            "credit": "Nümunə agentliyi", "creator": "Fuad Zal", "keywords": ["forum", "gənclər"],
            "captions": { "az": "Forumun açılış mərasimində gənclərin çıxışı dinlənilir" },
            "added_at": "2025-10-19T18:00:00Z", "rating": number % 6,
        })),
    };
    let edits: Vec<ForumEdit> = (6..12)
        .map(session)
        .chain((0..30).map(person))
        .chain((0..).zip(&photos).map(photo))
        .collect();
    desk.edit_forum(forum, &edits).unwrap();
    desk.place_photos(opened.report.id, photos.get(..20).unwrap_or_default(), true).unwrap();
    Place { desk, forum, report: opened.report.id, photos, folder }
}

/// A click on the photo desk while the forum is in memory.
#[divan::bench(sample_count = 30)]
fn open_the_photo_desk(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, report, folder: _folder, .. } = place();
    bencher.bench_local(|| desk.photo_desk(forum, Some(report)).unwrap());
}

/// The same with the words that go over the wire.
#[divan::bench(sample_count = 30)]
fn open_the_photo_desk_as_json(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, report, folder: _folder, .. } = place();
    bencher.bench_local(|| {
        serde_json::to_string(&desk.photo_desk(forum, Some(report)).unwrap()).unwrap()
    });
}

/// The first click after the program has started.
#[divan::bench(sample_count = 10)]
fn open_the_photo_desk_from_disk(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, report, folder, .. } = place();
    desk.close();
    drop(desk);
    bencher.with_inputs(|| open(&folder)).bench_local_values(|desk| {
        desk.photo_desk(forum, Some(report)).unwrap();
        desk
    });
}

/// A key of culling, on disk.
#[divan::bench(sample_count = 200)]
fn rate_a_photo(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, report, photos, folder: _folder } = place();
    desk.photo_desk(forum, Some(report)).unwrap();
    let number = Cell::new(0_usize);
    bencher.bench_local(|| {
        number.set(number.get() + 1);
        let photo = photos[number.get() % photos.len()].clone();
        let edit = PhotoEdit { photo, fields: fields(json!({ "rating": number.get() % 5 })) };
        desk.edit_photos(forum, Some(report), &[edit]).unwrap()
    });
}

/// The same in memory alone: what is not the disk's.
#[divan::bench(sample_count = 100)]
fn rate_a_photo_and_take_it_back(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, report, photos, folder: _folder } = place();
    desk.photo_desk(forum, Some(report)).unwrap();
    let photo = photos.first().unwrap().clone();
    bencher.bench_local(|| {
        let edit = PhotoEdit { photo: photo.clone(), fields: fields(json!({ "pick": "picked" })) };
        let step = desk.edit_photos(forum, Some(report), &[edit]).unwrap().step;
        desk.revert_photos(forum, Some(report), &step).unwrap()
    });
}

/// Ctrl+A and a rating: one step.
#[divan::bench(sample_count = 10)]
fn rate_all(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, report, photos, folder: _folder } = place();
    let number = Cell::new(0);
    bencher.bench_local(|| {
        number.set(number.get() + 1);
        let fields = fields(json!({ "rating": number.get() % 5 }));
        let edit = |photo: &PhotoHash| PhotoEdit { photo: photo.clone(), fields: fields.clone() };
        let edits: Vec<PhotoEdit> = photos.iter().map(edit).collect();
        desk.edit_photos(forum, Some(report), &edits).unwrap()
    });
}

/// A caption for all, each with its time and session.
#[divan::bench(sample_count = 10)]
fn caption_all(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, report, photos, folder: _folder } = place();
    let number = Cell::new(0);
    bencher.bench_local(|| {
        number.set(number.get() + 1);
        let caption = format!("{{session}}: =nn= çıxış edir, {{time}} ({})", number.get());
        let template = CaptionTemplate { caption: Some(caption), ..CaptionTemplate::default() };
        desk.apply_template(forum, Some(report), &photos, &template, TemplateMode::Replace).unwrap()
    });
}

/// An edit of that forum on its own page, which answers all of it.
#[divan::bench(sample_count = 30)]
fn edit_the_forum(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, folder: _folder, .. } = place();
    let number = Cell::new(0);
    bencher.bench_local(|| {
        number.set(number.get() + 1);
        let fields = fields(json!({ "attendance": number.get().to_string() }));
        let id = Some(String::new());
        let edit = ForumEdit::Put { collection: ForumCollection::Forum, id, fields };
        serde_json::to_string(&desk.edit_forum(forum, &[edit]).unwrap()).unwrap()
    });
}

/// A report about that forum, while the forum is in memory.
#[divan::bench(sample_count = 30)]
fn open_a_report(bencher: Bencher<'_, '_>) {
    let Place { desk, report, folder: _folder, .. } = place();
    bencher.bench_local(|| serde_json::to_string(&desk.open_report(report).unwrap()).unwrap());
}

/// Bringing the lists up to date after an edit, which happens once a second while one works.
#[divan::bench(sample_count = 30)]
fn bring_the_lists_up_to_date(bencher: Bencher<'_, '_>) {
    let Place { desk, forum, photos, folder: _folder, .. } = place();
    let number = Cell::new(0);
    bencher
        .with_inputs(|| {
            number.set(number.get() + 1);
            let photo = photos.first().unwrap().clone();
            let edit = PhotoEdit { photo, fields: fields(json!({ "rating": number.get() % 5 })) };
            desk.edit_photos(forum, None, &[edit]).unwrap();
        })
        .bench_local_values(|()| desk.list_forums().unwrap());
}
