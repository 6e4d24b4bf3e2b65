//! Photos from a card: what a look at it says, what comes in, what comes in again, and what happens when the
//! card, a disk or a file does not hold still.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use serde_json::json;
use tezis_desk::ids::{ForumId, PhotoHash};
use tezis_desk::model::{Photo, Pick};
use tezis_desk::wire::{
    BackupState, Batch, CaptionTemplate, Changed, FailedFile, ForumEdit, ImportedPhoto, Ingest,
    Job, JobResult, JobState, Replaced, Scan,
};
use tezis_desk::{Access, Desk, Events, ForumCollection};

use crate::card::{Shot, card, heic, scene, write};
use crate::support::{files_below, folder, open, open_with, read};

fn forum(desk: &Desk) -> ForumId {
    desk.new_forum("İqlim forumu", "az").unwrap().forum.id
}

fn scan(desk: &Desk, paths: &[&Path]) -> Scan {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    desk.scan_photos(&paths).unwrap()
}

fn everything_new(scan: &Scan, forum: ForumId) -> Ingest {
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

struct Came {
    photos: Vec<ImportedPhoto>,
    failed: Vec<FailedFile>,
    replaced: Vec<Replaced>,
    left: u32,
}

fn ingest(desk: &Desk, ingest: Ingest) -> Came {
    let job = desk.ingest(ingest).unwrap();
    came(&desk.wait_for_job(job).unwrap())
}

fn came(job: &Job) -> Came {
    match job.result.clone() {
        Some(JobResult::Imported { photos, failed, replaced, left }) => {
            Came { photos, failed, replaced, left }
        }
        _ => panic!("the import ended as {job:?}"),
    }
}

fn codes(failed: &[FailedFile]) -> Vec<(String, String)> {
    let name = |file: &FailedFile| file.name.rsplit('/').next().unwrap().to_owned();
    let mut codes: Vec<_> =
        failed.iter().map(|file| (name(file), file.error.code.clone())).collect();
    codes.sort();
    codes
}

/// The forum's photos by the names of their files.
fn by_name(desk: &Desk, forum: ForumId) -> BTreeMap<String, Photo> {
    let photos = desk.open_forum(forum).unwrap().forum.photos;
    photos.into_iter().map(|p| (p.entity.file_name.clone().unwrap(), p.entity)).collect()
}

fn names(scan: &Scan) -> Vec<&str> {
    scan.frames.iter().map(|frame| frame.name.as_str()).collect()
}

#[test]
fn a_look_at_a_card_says_what_lies_on_it() {
    let dir = folder();
    let desk = open(dir.path());
    let kart = dir.path().join("EOS DIGITAL");
    let photo = |at: &'static str| Shot { at, ..Shot::default() };
    let one = photo("2025:10:22 10:00:05");
    write(kart.join("DCIM/100CANON/IMG_0002.JPG"), &one.jpeg());
    write(kart.join("DCIM/100CANON/IMG_0002.cr2"), &one.raw());
    let rated = Shot { rating: 4, ..photo("2025:10:22 10:00:01") };
    write(kart.join("DCIM/101CANON/IMG_0001.JPG"), &rated.jpeg());
    // What the system and the camera keep for themselves.
    write(kart.join("DCIM/100CANON/._IMG_0002.JPG"), b"finder");
    write(kart.join("PRIVATE/THMBNL/C0001.JPG"), &one.jpeg());
    write(kart.join("System Volume Information/x.jpg"), &one.jpeg());
    write(kart.join("DCIM/100CANON/IMG_0003.JPG"), b"");
    write(kart.join("DCIM/100CANON/MVI_0004.MOV"), b"a film");
    let sent = write(
        dir.path().join("IMG-20251022-WA0007.jpg"),
        &Shot { make: "", model: "", serial: "", at: "", ..Shot::default() }.jpeg(),
    );

    let scan = scan(&desk, &[&kart, &sent]);
    assert_eq!(names(&scan), ["IMG-20251022-WA0007.jpg", "IMG_0001.JPG", "IMG_0002.JPG"]);
    let [sent, rated, paired] = scan.frames.as_slice() else { panic!("three frames") };
    assert!(sent.approximate && sent.taken_at.unwrap().to_string().starts_with("2025-10-22"));
    assert_eq!((sent.camera.as_deref(), sent.body.as_deref()), (None, None));
    assert_eq!(rated.rating, Some(4));
    assert_eq!(rated.taken_at.unwrap().to_string(), "2025-10-22 10:00:01");
    assert!(!rated.approximate);
    assert_eq!(paired.raw.as_deref(), Some("IMG_0002.cr2"));
    assert_eq!(paired.camera.as_deref(), Some("Canon EOS R6"));
    assert_eq!(paired.body, rated.body, "one camera");
    assert_eq!((paired.format.as_str(), paired.size), ("jpeg", Some((960, 640))));
    assert_eq!(codes(&scan.failed), [("IMG_0003.JPG".to_owned(), "photo.empty".to_owned())]);
    let total: u64 = scan.frames.iter().map(|frame| frame.bytes).sum();
    assert_eq!(scan.new_bytes, total);
    assert!(scan.free_bytes > 0);
    for (at, frame) in (0..).zip(&scan.frames) {
        assert_eq!(frame.index, at);
        assert!(frame.known.is_none());
    }
}

#[test]
fn folders_that_lead_in_a_circle_end() {
    let dir = folder();
    let desk = open(dir.path());
    let kart = card(&dir.path().join("kart"), 2, 1);
    #[cfg(unix)]
    for (to, from) in [(&kart, "DCIM/geri"), (&kart.join("DCIM"), "DCIM/100CANON/yuxarı")] {
        std::os::unix::fs::symlink(to, kart.join(from)).unwrap();
    }
    assert_eq!(scan(&desk, &[&kart]).frames.len(), 2);
    // A folder, and a file in it: one frame.
    let inside = kart.join("DCIM/100CANON/IMG_0001.JPG");
    assert_eq!(scan(&desk, &[&kart, &inside]).frames.len(), 2);
}

#[test]
fn a_sidecar_says_what_another_program_wrote_later() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = dir.path().join("kart");
    let shot = Shot { rating: 1, caption: "Kameradan", ..Shot::default() };
    write(kart.join("IMG_1.JPG"), &shot.jpeg());
    let xmp = |rating: &str| {
        format!(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
             xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
             xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='{rating}' xmp:Label='Green'/>\
             </rdf:RDF></x:xmpmeta>"
        )
    };
    write(kart.join("IMG_1.xmp"), xmp("5").as_bytes());
    write(kart.join("IMG_2.JPG"), &Shot { scene: 2, ..Shot::default() }.jpeg());
    write(kart.join("IMG_2.JPG.xmp"), xmp("-1").as_bytes());

    let scan = scan(&desk, &[&kart]);
    let ratings: Vec<_> = scan.frames.iter().map(|frame| frame.rating).collect();
    assert_eq!(ratings, [Some(5), None]);
    ingest(&desk, everything_new(&scan, forum));
    let photos = by_name(&desk, forum);
    let one = &photos["IMG_1.JPG"];
    assert_eq!((one.rating, one.pick), (Some(5), Pick::Picked));
    assert_eq!(one.colour.as_deref(), Some("green"));
    assert_eq!(one.captions["az"], "Kameradan", "what it does not say stays as in the file");
    assert_eq!(photos["IMG_2.JPG"].pick, Pick::Rejected, "rejected there is rejected here");
}

#[test]
fn frames_are_shown_before_anything_is_copied() {
    let dir = folder();
    let desk = open(dir.path());
    let kart = dir.path().join("kart");
    write(kart.join("1.jpg"), &Shot::default().jpeg());
    write(kart.join("2.jpg"), &Shot { small: false, scene: 2, ..Shot::default() }.jpeg());
    let scan = scan(&desk, &[&kart]);
    let size = |frame, side| {
        let shown = desk.frame_picture(scan.id, frame, side).unwrap();
        (shown.width, shown.height)
    };
    assert_eq!(size(0, 160).1, 106, "the camera's own");
    assert_eq!(size(0, 400), (400, 267), "the true one");
    assert_eq!(size(1, 160), (160, 107), "the true one where the camera made none");
    assert!(files_below(&dir.path().join("library/originals")).is_empty());
    desk.close_scan(scan.id);
    assert_eq!(desk.frame_picture(scan.id, 0, 160).unwrap_err().code(), "desk.not_found");
}

#[test]
fn what_comes_in_is_there_to_the_byte_with_all_that_is_known_of_it() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let report = desk.new_report(Some(forum), None, Some("Foto")).unwrap().report.id;
    let kart = dir.path().join("kart");
    let shot = Shot { caption: "Açılış", creator: "Elçin Rəhimli", ..Shot::default() };
    let file = write(kart.join("DCIM/100CANON/IMG_0001.JPG"), &shot.jpeg());
    write(kart.join("DCIM/100CANON/IMG_0001.CR2"), &shot.raw());
    let other = Shot { scene: 2, at: "2025:10:22 10:43:00", ..Shot::default() };
    write(kart.join("DCIM/100CANON/IMG_0002.JPG"), &other.jpeg());

    let scan = scan(&desk, &[&kart]);
    let template = CaptionTemplate {
        caption: Some("{forum}, {date}".to_owned()),
        copyright: Some("© MİA".to_owned()),
        ..CaptionTemplate::default()
    };
    let batch = Batch {
        creator: Some("Nərgiz Quliyeva".to_owned()),
        credit: Some("MİA".to_owned()),
        source: Some("müxbir".to_owned()),
        permission: Some("hə".to_owned()),
        session: None,
        template: Some(template),
    };
    let wanted = Ingest {
        with_raw: true,
        picked: vec![1],
        report: Some(report),
        batch,
        ..everything_new(&scan, forum)
    };
    let came = ingest(&desk, wanted);
    assert_eq!(codes(&came.failed), []);
    assert_eq!(came.photos.len(), 2);
    let hash = &came.photos[0].hash;
    assert_eq!(desk.original(hash).unwrap(), fs::read(&file).unwrap());

    let opened = desk.open_forum(forum).unwrap().forum;
    let camera = opened.cameras.first().unwrap();
    assert_eq!((camera.id.as_str(), opened.cameras.len()), ("213a41d0cebf035a", 1));
    assert_eq!(camera.entity.name.as_deref(), Some("Canon EOS R6"));
    let photos = by_name(&desk, forum);
    let one = &photos["IMG_0001.JPG"];
    assert_eq!(one.camera.as_deref(), Some("213a41d0cebf035a"));
    assert_eq!(one.captions["az"], "Açılış", "what the file says stays");
    assert_eq!(one.creator.as_deref(), Some("Elçin Rəhimli"));
    assert_eq!((one.credit.as_deref(), one.source.as_deref()), (Some("MİA"), Some("müxbir")));
    assert_eq!(one.pick, Pick::None);
    let raw = one.raw.as_ref().expect("the raw file came along");
    assert_eq!(desk.original(raw).unwrap(), shot.raw());
    let two = &photos["IMG_0002.JPG"];
    assert_eq!((two.pick, two.raw.as_ref()), (Pick::Picked, None));
    assert_eq!(two.creator.as_deref(), Some("Nərgiz Quliyeva"));
    assert!(two.captions["az"].starts_with("İqlim forumu, "), "{:?}", two.captions);
    assert_eq!(two.copyright.as_deref(), Some("© MİA"));
    assert_eq!(desk.list_photos(report).unwrap().len(), 2);

    // Looked at once, for good: likeness and thumbnail are there without the original.
    let facts = desk.open_report(report).unwrap().photos;
    assert!(facts.iter().all(|facts| facts.likeness.is_some() && facts.sharpness.is_some()));
    let place = original(desk.library_folder(), hash.as_str());
    fs::rename(&place, dir.path().join("away")).unwrap();
    assert_eq!(desk.thumbnail(hash, 400).unwrap().width, 400);
    fs::rename(dir.path().join("away"), &place).unwrap();
    // Nothing names the raw file but its photo, and that is enough.
    let later = Arc::new(Later(SystemTime::now() + Duration::from_secs(7200)));
    desk.close();
    drop(desk);
    let desk = reopened(dir.path(), later);
    let unused = desk.unused_originals().unwrap();
    assert!(unused.files.is_empty(), "{:?}", unused.files);
    assert_eq!(desk.check_library().unwrap().problems, []);
}

/// A clock that is ahead: what came just now is old.
#[derive(Debug)]
struct Later(SystemTime);

impl tezis_desk::Environment for Later {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.into()
    }

    fn random(&self) -> u128 {
        tezis_desk::SystemEnvironment.random()
    }
}

fn reopened(dir: &Path, environment: Arc<Later>) -> Desk {
    Desk::open(tezis_desk::OpenDesk {
        library: dir.join("library"),
        cache: dir.join("cache"),
        access: Access::Write { holder: "the test".to_owned() },
        environment,
        events: Arc::new(tezis_desk::NoEvents),
    })
    .unwrap()
}

#[test]
fn the_cameras_photographer_is_credited_unless_the_file_or_the_batch_says_otherwise() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let fields = json!({ "photographer": "Rauf Əlizadə", "credit": "R. Əlizadə / MİA" });
    let edit = ForumEdit::Put {
        collection: ForumCollection::Cameras,
        id: Some("213a41d0cebf035a".to_owned()),
        fields: fields.as_object().unwrap().clone(),
    };
    desk.edit_forum(forum, &[edit]).unwrap();
    let kart = dir.path().join("kart");
    write(kart.join("1.jpg"), &Shot::default().jpeg());
    write(kart.join("2.jpg"), &Shot { creator: "Səbinə", scene: 2, ..Shot::default() }.jpeg());
    ingest(&desk, everything_new(&scan(&desk, &[&kart]), forum));
    let photos = by_name(&desk, forum);
    assert_eq!(photos["1.jpg"].creator.as_deref(), Some("Rauf Əlizadə"));
    assert_eq!(photos["1.jpg"].credit.as_deref(), Some("R. Əlizadə / MİA"));
    assert_eq!(photos["2.jpg"].creator.as_deref(), Some("Səbinə"));

    // Somebody else had the camera that day: the photographer's credit would be a wrong one.
    write(kart.join("3.jpg"), &Shot { scene: 3, ..Shot::default() }.jpeg());
    let batch = Batch { creator: Some("Tural".to_owned()), ..Batch::default() };
    let wanted = Ingest { batch, ..everything_new(&scan(&desk, &[&kart]), forum) };
    assert_eq!(ingest(&desk, wanted).photos.len(), 1);
    let three = &by_name(&desk, forum)["3.jpg"];
    assert_eq!((three.creator.as_deref(), three.credit.as_deref()), (Some("Tural"), None));
}

#[test]
fn the_same_card_brings_only_what_is_new_and_does_not_read_the_rest() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = card(&dir.path().join("kart"), 3, 1);
    let first = scan(&desk, &[&kart]);
    assert_eq!(ingest(&desk, everything_new(&first, forum)).photos.len(), 3);

    let new = Shot { scene: 9, at: "2025:10:22 11:00:00", ..Shot::default() };
    write(kart.join("DCIM/100CANON/IMG_0009.JPG"), &new.jpeg());
    // Bytes that nobody could make a photo of, under an unchanged name, size and time: they are not read.
    let old = kart.join("DCIM/100CANON/IMG_0001.JPG");
    let metadata = fs::metadata(&old).unwrap();
    let junk = vec![0; usize::try_from(metadata.len()).unwrap()];
    fs::write(&old, junk).unwrap();
    let file = fs::File::options().write(true).open(&old).unwrap();
    file.set_modified(metadata.modified().unwrap()).unwrap();

    let second = scan(&desk, &[&kart]);
    let known: Vec<_> = second.frames.iter().map(|frame| frame.known.is_some()).collect();
    assert_eq!(known, [true, true, true, false]);
    assert_eq!(second.frames[1].camera.as_deref(), Some("Canon EOS R6"), "from the library");
    assert_eq!(second.frames[1].size, Some((480, 320)));
    assert!(desk.frame_picture(second.id, 1, 160).unwrap().bytes.len() > 100);
    let came = ingest(&desk, everything_new(&second, forum));
    assert_eq!(came.photos.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["IMG_0009.JPG"]);
    assert_eq!(by_name(&desk, forum).len(), 4);

    // Another forum may have them as well, from the library.
    let other = desk.new_forum("Başqa forum", "az").unwrap().forum.id;
    let wanted = Ingest { frames: Some(vec![0, 2]), ..everything_new(&second, other) };
    let came = ingest(&desk, wanted);
    assert!(came.photos.iter().all(|photo| !photo.new));
    assert_eq!(by_name(&desk, other).len(), 2);
}

#[test]
fn a_card_that_is_mounted_elsewhere_is_known_and_another_card_of_its_names_is_not() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = card(&dir.path().join("media/EOS"), 3, 1);
    ingest(&desk, everything_new(&scan(&desk, &[&kart]), forum));

    let elsewhere = dir.path().join("run/media/EOS1");
    fs::create_dir_all(elsewhere.parent().unwrap()).unwrap();
    fs::rename(&kart, &elsewhere).unwrap();
    assert!(scan(&desk, &[&elsewhere]).frames.iter().all(|frame| frame.known.is_some()));

    // The second card has the names of the first, at the place where that was mounted; one file even has
    // its size and its time.
    let second = card(&kart, 3, 100);
    let (one, other) = ("DCIM/100CANON/IMG_0000.JPG", "DCIM/100CANON/IMG_0001.JPG");
    let metadata = fs::metadata(elsewhere.join(one)).unwrap();
    let mut bytes = fs::read(second.join(other)).unwrap();
    bytes.resize(usize::try_from(metadata.len()).unwrap(), 0);
    let twin = write(second.join("DCIM/100CANON/IMG_0777.JPG"), &bytes);
    let file = fs::File::options().write(true).open(&twin).unwrap();
    file.set_modified(metadata.modified().unwrap()).unwrap();
    assert!(scan(&desk, &[&second]).frames.iter().all(|frame| frame.known.is_none()));
}

#[test]
fn locked_and_rated_frames_arrive_picked_and_picks_only_brings_no_others() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = dir.path().join("kart");
    let locked = write(kart.join("1.jpg"), &Shot { scene: 1, ..Shot::default() }.jpeg());
    write(kart.join("2.jpg"), &Shot { scene: 2, rating: 3, ..Shot::default() }.jpeg());
    write(kart.join("3.jpg"), &Shot { scene: 3, ..Shot::default() }.jpeg());
    write(kart.join("4.jpg"), &Shot { scene: 4, ..Shot::default() }.jpeg());
    read_only(&locked);
    let scan = scan(&desk, &[&kart]);
    assert_eq!(
        scan.frames.iter().map(|f| f.locked).collect::<Vec<_>>(),
        [true, false, false, false]
    );
    let wanted = Ingest { picks_only: true, picked: vec![3], ..everything_new(&scan, forum) };
    ingest(&desk, wanted);
    let photos = by_name(&desk, forum);
    assert_eq!(photos.keys().collect::<Vec<_>>(), ["1.jpg", "2.jpg", "4.jpg"]);
    assert!(photos.values().all(|photo| photo.pick == Pick::Picked));
    assert_eq!(photos["2.jpg"].rating, Some(3));
}

fn read_only(path: &Path) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions).unwrap();
}

/// A card with its switch on, or a disc: that no file can be written says nothing of any of them.
#[cfg(unix)]
#[test]
fn a_card_that_can_only_be_read_comes_in_and_stays_as_it_is() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = card(&dir.path().join("kart"), 3, 1);
    let files = files_below(&kart);
    for file in &files {
        read_only(file);
    }
    let folders = [kart.clone(), kart.join("DCIM"), kart.join("DCIM/100CANON")];
    for folder in &folders {
        fs::set_permissions(folder, Permissions::from_mode(0o555)).unwrap();
    }
    let state = || {
        let all = files.iter().chain(&folders);
        all.map(|path| {
            let data = fs::metadata(path).unwrap();
            // Changes of names, contents and rights show in the time of the last change of state.
            (
                path.clone(),
                data.mode(),
                data.len(),
                data.mtime_nsec(),
                data.ctime(),
                data.ctime_nsec(),
            )
        })
        .collect::<Vec<_>>()
    };
    let before = state();
    let scan = scan(&desk, &[&kart]);
    assert!(scan.frames.iter().all(|frame| !frame.locked));
    let second = folder_of(dir.path(), "ikinci");
    let wanted = Ingest { second: Some(second), ..everything_new(&scan, forum) };
    let came = ingest(&desk, wanted);
    assert_eq!((came.photos.len(), came.failed.len()), (3, 0));
    assert!(by_name(&desk, forum).values().all(|photo| photo.pick == Pick::None));
    assert_eq!(state(), before, "the card is never written to");
    assert_eq!(files_below(&kart), files);
    for folder in &folders {
        fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    }
}

fn folder_of(dir: &Path, name: &str) -> String {
    let folder = dir.join(name);
    fs::create_dir_all(&folder).unwrap();
    folder.display().to_string()
}

#[test]
fn the_second_disk_gets_each_file_and_loses_none_of_its_own() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let second = folder_of(dir.path(), "ikinci disk");
    let kart = dir.path().join("kart");
    let shot = |scene| Shot { scene, ..Shot::default() };
    write(kart.join("100/IMG_0001.JPG"), &shot(1).jpeg());
    write(kart.join("100/IMG_0001.CR2"), &shot(1).raw());
    // The counter began again: another photo of that name, on the same day.
    write(kart.join("101/IMG_0001.JPG"), &shot(2).jpeg());
    let place = Path::new(&second).join("iqlim-forumu").join("2025-10-22");
    write(place.join("IMG_0001.JPG"), b"somebody's own");

    let wanted = || Ingest {
        second: Some(second.clone()),
        with_raw: true,
        ..everything_new(&scan(&desk, &[&kart]), forum)
    };
    let came = ingest(&desk, wanted());
    assert_eq!(codes(&came.failed), []);
    let read = |name: &str| fs::read(place.join(name)).unwrap();
    assert_eq!(read("IMG_0001.JPG"), b"somebody's own");
    let mut copies = [read("IMG_0001-2.JPG"), read("IMG_0001-3.JPG")];
    copies.sort_by_key(|bytes| *bytes != shot(1).jpeg());
    assert_eq!(copies, [shot(1).jpeg(), shot(2).jpeg()]);
    assert_eq!(read("IMG_0001.CR2"), shot(1).raw());
    assert_eq!(files_below(Path::new(&second)).len(), 4, "and no file half made");
}

#[test]
fn a_photo_without_its_second_copy_is_named_and_comes_again() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let second = folder_of(dir.path(), "ikinci");
    let kart = card(&dir.path().join("kart"), 1, 1);
    // A file stands where the folder should.
    write(Path::new(&second).join("iqlim-forumu"), b"");
    let wanted =
        |scan: &Scan| Ingest { second: Some(second.clone()), ..everything_new(scan, forum) };
    let came = ingest(&desk, wanted(&scan(&desk, &[&kart])));
    assert_eq!(came.photos.len(), 1, "it is in the library all the same");
    assert_eq!(codes(&came.failed), [("IMG_0000.JPG".to_owned(), "import.second_copy".to_owned())]);

    fs::remove_file(Path::new(&second).join("iqlim-forumu")).unwrap();
    let again = scan(&desk, &[&kart]);
    assert!(again.frames[0].known.is_none(), "it is not done with");
    let came = ingest(&desk, wanted(&again));
    assert_eq!((came.photos.len(), came.photos[0].new, came.failed.len()), (1, false, 0));
    assert_eq!(files_below(Path::new(&second)).len(), 1);
    assert!(scan(&desk, &[&kart]).frames[0].known.is_some());
    // A disk that is not there at all is said before anything is copied.
    let gone = dir.path().join("yoxdur").display().to_string();
    let refused =
        Ingest { frames: Some(vec![0]), second: Some(gone), ..everything_new(&again, forum) };
    let job = desk.ingest(refused).unwrap();
    assert_eq!(desk.wait_for_job(job).unwrap().error.unwrap().code, "file.not_found");
}

/// Takes a folder away as soon as a job has done something.
#[derive(Debug, Default)]
struct TakesAway(Mutex<Option<PathBuf>>);

impl Events for TakesAway {
    fn job(&self, job: &Job) {
        let mut folder = self.0.lock().unwrap();
        if job.done > 0
            && let Some(folder) = folder.take()
        {
            fs::rename(&folder, folder.with_extension("pulled")).unwrap();
        }
    }

    fn changed(&self, _: &Changed) {}
    fn backup(&self, _: &BackupState) {}
}

#[test]
fn a_card_that_is_pulled_out_costs_nothing_and_the_next_time_brings_the_rest() {
    let dir = folder();
    let events = Arc::new(TakesAway::default());
    let access = Access::Write { holder: "the test".to_owned() };
    let desk = open_with(dir.path(), access, Arc::clone(&events) as Arc<dyn Events>).unwrap();
    let forum = forum(&desk);
    let kart = card(&dir.path().join("kart"), 20, 1);
    let pulled = scan(&desk, &[&kart]);
    *events.0.lock().unwrap() = Some(kart.clone());
    let job = desk.ingest(everything_new(&pulled, forum)).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.state, JobState::Done);
    let first = came(&job);
    assert_eq!(codes(&first.failed), [], "no file is to blame");
    assert!(!first.photos.is_empty() && first.left > 0, "{} came in", first.photos.len());
    assert_eq!(first.photos.len() + first.left as usize, 20);
    assert_eq!(by_name(&desk, forum).len(), first.photos.len());
    assert_eq!(files_below(&dir.path().join("library/originals/tmp")), Vec::<PathBuf>::new());

    fs::rename(kart.with_extension("pulled"), &kart).unwrap();
    let again = scan(&desk, &[&kart]);
    let new = again.frames.iter().filter(|frame| frame.known.is_none()).count();
    assert_eq!(new, first.left as usize, "what came in is known");
    let rest = ingest(&desk, everything_new(&again, forum));
    assert_eq!((rest.photos.len(), rest.left), (first.left as usize, 0));
    assert_eq!(by_name(&desk, forum).len(), 20);
    assert_eq!(desk.check_library().unwrap().problems, []);
}

#[test]
fn bad_files_of_a_card_are_named_and_the_others_come_in() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = card(&dir.path().join("kart"), 3, 1);
    let whole = Shot { scene: 50, at: "2025:10:22 09:00:00", ..Shot::default() }.jpeg();
    let cut = write(kart.join("DCIM/100CANON/kəsik.jpg"), &whole[..whole.len() * 2 / 3]);
    let scan = scan(&desk, &[&kart]);
    // After the look: one is replaced by a text, one removed, while the card is still there.
    fs::write(kart.join("DCIM/100CANON/IMG_0000.JPG"), "mətn").unwrap();
    fs::remove_file(kart.join("DCIM/100CANON/IMG_0001.JPG")).unwrap();
    let came = ingest(&desk, everything_new(&scan, forum));
    assert_eq!(
        codes(&came.failed),
        [
            ("IMG_0000.JPG".to_owned(), "photo.not_an_image".to_owned()),
            ("IMG_0001.JPG".to_owned(), "file.not_found".to_owned())
        ]
    );
    let damage: Vec<_> = came.photos.iter().map(|photo| photo.damage.as_deref()).collect();
    assert_eq!(damage, [Some("photo.damaged"), None], "{}", cut.display());
    assert_eq!(came.left, 0);
}

#[test]
fn the_larger_original_of_a_small_picture_takes_its_place() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let report = desk.new_report(Some(forum), None, Some("Foto")).unwrap().report.id;
    let sent = |scene| {
        Shot {
            width: 480,
            height: 320,
            scene,
            make: "",
            model: "",
            serial: "",
            at: "",
            small: false,
            ..Shot::default()
        }
        .jpeg()
    };
    let messenger = dir.path().join("WhatsApp");
    write(messenger.join("IMG-20251022-WA0001.jpg"), &sent(1));
    write(messenger.join("IMG-20251022-WA0002.jpg"), &sent(2));
    let wanted =
        Ingest { report: Some(report), ..everything_new(&scan(&desk, &[&messenger]), forum) };
    let small = ingest(&desk, wanted).photos;
    let describe = |fields: serde_json::Value| {
        let edit = ForumEdit::Put {
            collection: ForumCollection::Photos,
            id: Some(small[0].hash.to_string()),
            fields: fields.as_object().unwrap().clone(),
        };
        desk.edit_forum(forum, &[edit]).unwrap();
    };
    describe(
        json!({ "captions": { "az": "Rəis çıxış edir" }, "crops": { "cover": "0 0 1 0.8" }, "rating": 5 }),
    );

    let kart = dir.path().join("kart");
    // The same moment, and another frame of the same camera.
    write(kart.join("IMG_0001.JPG"), &Shot { scene: 1, ..Shot::default() }.jpeg());
    write(kart.join("IMG_0003.JPG"), &Shot { scene: 3, ..Shot::default() }.jpeg());
    let came = ingest(&desk, everything_new(&scan(&desk, &[&kart]), forum));
    let large = came.photos[0].hash.clone();
    let expected = Replaced {
        old: small[0].hash.clone(),
        new: large.clone(),
        name: "IMG_0001.JPG".to_owned(),
    };
    assert_eq!(came.replaced, [expected]);
    let photos = by_name(&desk, forum);
    let taken = &photos["IMG_0001.JPG"];
    assert_eq!(taken.captions["az"], "Rəis çıxış edir");
    assert_eq!((taken.rating, taken.crops["cover"].as_str()), (Some(5), "0 0 1 0.8"));
    assert_eq!(taken.version_of.as_ref(), Some(&small[0].hash));
    assert_eq!(
        taken.taken_at.unwrap().to_string(),
        "2025-10-22 10:42:07",
        "the camera knows better"
    );
    assert!(!taken.time_approximate);
    let shown: Vec<_> = desk.list_photos(report).unwrap().into_iter().map(|p| p.hash).collect();
    assert_eq!(shown, [large, small[1].hash.clone()]);
    assert_eq!(photos["IMG_0003.JPG"].version_of, None);

    // The small ones come once more, with a folder that nobody cleaned up: the gallery is as it was.
    let wanted = Ingest {
        report: Some(report),
        frames: Some(vec![0, 1]),
        ..everything_new(&scan(&desk, &[&messenger]), forum)
    };
    assert_eq!(ingest(&desk, wanted).photos.len(), 2);
    let again: Vec<_> = desk.list_photos(report).unwrap().into_iter().map(|p| p.hash).collect();
    assert_eq!(again, shown);
}

#[test]
fn a_frame_of_another_moment_is_no_original_however_alike_they_are() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = dir.path().join("kart");
    let small = Shot { width: 480, height: 320, ..Shot::default() };
    write(kart.join("IMG_0001.JPG"), &small.jpeg());
    write(kart.join("IMG_0002.JPG"), &Shot { at: "2025:10:22 10:42:09", ..Shot::default() }.jpeg());
    let came = ingest(&desk, everything_new(&scan(&desk, &[&kart]), forum));
    assert_eq!(came.replaced, []);
    // Of the same moment it is.
    write(kart.join("IMG_0003.JPG"), &Shot::default().jpeg());
    let came = ingest(&desk, everything_new(&scan(&desk, &[&kart]), forum));
    assert_eq!(came.replaced.len(), 1);
}

#[test]
fn of_a_burst_nobody_can_say_which_frame_was_sent() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let picture = Shot {
        make: "",
        model: "",
        serial: "",
        at: "",
        width: 480,
        height: 320,
        ..Shot::default()
    };
    let messenger = dir.path().join("WhatsApp");
    write(messenger.join("IMG-20251022-WA0001.jpg"), &picture.jpeg());
    ingest(&desk, everything_new(&scan(&desk, &[&messenger]), forum));
    let kart = dir.path().join("kart");
    write(kart.join("IMG_0001.JPG"), &Shot::default().jpeg());
    write(kart.join("IMG_0002.JPG"), &Shot { at: "2025:10:22 10:42:08", ..Shot::default() }.jpeg());
    let came = ingest(&desk, everything_new(&scan(&desk, &[&kart]), forum));
    assert_eq!(came.replaced, []);
}

#[test]
fn a_forum_takes_what_is_pasted_and_a_batch_is_described_afterwards() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let bytes = Shot { creator: "Səbinə", ..Shot::default() }.jpeg();
    let job = desk.ingest_bytes(forum, "image.png".to_owned(), bytes).unwrap();
    let pasted = came(&desk.wait_for_job(job).unwrap()).photos;
    let batch = Batch {
        creator: Some("Tural".to_owned()),
        source: Some("Telegram".to_owned()),
        template: Some(CaptionTemplate {
            headline: Some("Forum".to_owned()),
            ..CaptionTemplate::default()
        }),
        ..Batch::default()
    };
    let described = desk.describe_batch(forum, &[pasted[0].hash.clone()], &batch).unwrap();
    let photo = &described.photos[0].photo;
    assert_eq!(photo.creator.as_deref(), Some("Səbinə"), "what the file says stays");
    assert_eq!(photo.source.as_deref(), Some("Telegram"));
    assert_eq!(photo.headline.as_deref(), Some("Forum"));
    desk.revert_photos(forum, None, &described.step).unwrap();
    assert_eq!(by_name(&desk, forum)["image.png"].source, None, "one step takes all of it back");
}

#[test]
fn what_only_the_window_can_decode_waits_for_it_and_is_kept_with_its_photo() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let report = desk.new_report(Some(forum), None, Some("Foto")).unwrap().report.id;
    let file = write(dir.path().join("telefon/IMG_7.HEIC"), &heic(640, 480));
    let wanted = Ingest { report: Some(report), ..everything_new(&scan(&desk, &[&file]), forum) };
    let photo = ingest(&desk, wanted).photos.remove(0);
    assert!(photo.needs_window);
    assert_eq!(desk.undecoded().unwrap(), std::slice::from_ref(&photo.hash));
    assert_eq!(desk.thumbnail(&photo.hash, 400).unwrap_err().code(), "photo.needs_window");
    assert_eq!(desk.original(&photo.hash).unwrap(), heic(640, 480));

    let decoded = scene(640, 480, 7);
    let rgba: Vec<u8> = decoded.pixels().flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    let wrong = desk.put_picture(&photo.hash, 640, 481, &rgba).unwrap_err();
    assert_eq!(wrong.code(), "photo.parameter");
    let facts = desk.put_picture(&photo.hash, 640, 480, &rgba).unwrap();
    let picture = facts.picture.clone().unwrap();
    assert_eq!((facts.width, facts.height, facts.format.as_str()), (640, 480, "HEIC"));
    assert!(desk.undecoded().unwrap().is_empty());
    assert_eq!(desk.thumbnail(&photo.hash, 400).unwrap().width, 400);

    // It comes again: what the window did is not forgotten.
    let again = Ingest { frames: Some(vec![0]), ..everything_new(&scan(&desk, &[&file]), forum) };
    let again = ingest(&desk, again).photos.remove(0);
    assert!(!again.new && !again.needs_window);

    // Used together: neither a clean-up nor a copy parts them.
    desk.close();
    drop(desk);
    let desk = reopened(dir.path(), Arc::new(Later(SystemTime::now() + Duration::from_secs(7200))));
    assert!(desk.unused_originals().unwrap().files.is_empty());
    let copy = dir.path().join("nüsxə");
    let job = desk.backup(Some(&copy)).unwrap();
    assert_eq!(desk.wait_for_job(job).unwrap().state, JobState::Done);
    let place = |library: &Path| original(library, picture.as_str());
    assert!(place(&copy).is_file());
    // A damaged picture is told with the texts that show its photo.
    fs::write(place(desk.library_folder()), b"damaged").unwrap();
    let problems = desk.check_library().unwrap().problems;
    assert_eq!(problems.len(), 1);
    assert!(problems[0].detail.contains("Foto"), "{problems:?}");
    // And is decoded anew rather than never shown again.
    assert_eq!(desk.thumbnail(&photo.hash, 1600).unwrap_err().code(), "photo.needs_window");
    assert_eq!(desk.undecoded().unwrap(), std::slice::from_ref(&photo.hash));
    desk.put_picture(&photo.hash, 640, 480, &rgba).unwrap();
    assert_eq!(desk.check_library().unwrap().problems, []);
}

#[test]
fn a_process_that_ends_between_copying_and_naming_loses_nothing() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = forum(&desk);
    let kart = card(&dir.path().join("kart"), 4, 1);
    // As after a kill: the bytes are there, no document names them.
    for file in files_below(&kart).iter().take(2) {
        let library = desk.library_folder().to_owned();
        let bytes = fs::read(file).unwrap();
        write(original(&library, &sha256(&bytes)), &bytes);
    }
    let scan = scan(&desk, &[&kart]);
    assert!(scan.frames.iter().all(|frame| frame.known.is_none()), "they are not done with");
    let came = ingest(&desk, everything_new(&scan, forum));
    let new: Vec<bool> = came.photos.iter().map(|photo| photo.new).collect();
    assert_eq!(new, [false, false, true, true]);
    assert_eq!(by_name(&desk, forum).len(), 4);
    assert_eq!(read(dir.path()).check_library().unwrap().problems, []);
}

/// Where a library keeps an original.
fn original(library: &Path, hash: &str) -> PathBuf {
    let folder: String = hash.chars().take(2).collect();
    library.join("originals").join(folder).join(hash)
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    PhotoHash::from_digest(Sha256::digest(bytes).into()).to_string()
}
