//! The canary: what is private in forum and report is in no file of either shape of a package, with
//! real pictures and through the whole export. (`tezis-publish` tests the same field by field.)

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};
use tezis_desk::model::{BlockKind, PublicationKind, RichText};
use tezis_desk::wire::{ForumEdit, JobState, NewPublication, PackageShape, ReportEdit};
use tezis_desk::{Desk, ForumCollection, ReportCollection, ids::ReportId};

use crate::support::{append, files_below, folder, jpeg, open, paragraph};

/// A text that stands nowhere by chance. Plain letters, so that no escaping can hide it.
const CANARY: &str = "KANAREYKA";

fn put(collection: ForumCollection, id: Option<String>, fields: &Value) -> ForumEdit {
    ForumEdit::Put { collection, id, fields: fields.as_object().unwrap().clone() }
}

fn export(desk: &Desk, report: ReportId, shape: PackageShape, to: &Path) {
    let job = desk.export_report(report, shape, to, None, false).unwrap();
    let job = desk.wait_for_job(job).unwrap();
    assert_eq!(job.state, JobState::Done, "{:?}", job.error);
}

fn unzip(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    (0..zip.len())
        .map(|number| {
            let mut file = zip.by_index(number).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

fn is_jpeg(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "jpg")
}

#[test]
fn nothing_private_is_in_a_package() {
    let dir = folder();
    let desk = open(dir.path());
    let report = desk.make_demo().unwrap().expect("the library is empty");
    let opened = desk.open_report(report).unwrap();
    let forum = opened.forum.id;

    // A photo under a private name that is shown, and one that is not.
    let name = format!("{CANARY}-ad.jpg");
    let shown = desk.import_photo_bytes(report, name, jpeg(600, 400, 5)).unwrap();
    desk.wait_for_job(shown).unwrap();
    let mut unused = jpeg(600, 400, 6);
    // A comment right behind the JPEG's start.
    let comment = format!("{CANARY}-unused");
    let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xff, 0xfe][..], &length[..], comment.as_bytes()].concat();
    unused.splice(2..2, segment);
    let job = desk.import_photo_bytes(report, format!("{CANARY}-2.jpg"), unused).unwrap();
    desk.wait_for_job(job).unwrap();
    let last = desk.list_photos(report).unwrap().pop().unwrap();
    let caption = json!({ "captions": { "az": format!("{CANARY} caption") } });
    let edits = [
        put(ForumCollection::Photos, Some(last.hash.to_string()), &caption),
        put(ForumCollection::Notes, None, &json!({ "text": format!("{CANARY} note") })),
        put(
            ForumCollection::Materials,
            None,
            &json!({ "title": format!("{CANARY} title"), "text": format!("{CANARY} text") }),
        ),
        put(ForumCollection::Quotes, None, &json!({ "original_words": format!("{CANARY} words") })),
        put(
            ForumCollection::People,
            None,
            &json!({ "full": { "az": format!("{CANARY} somebody who is not in the text") } }),
        ),
    ];
    desk.edit_forum(forum, &edits).unwrap();
    // Two of the demo's photos are not shown either.
    let unused = desk.list_photos(report).unwrap().into_iter().filter(|photo| {
        let names = ["cixis.jpg", "agacekme.jpg"];
        photo.hash == last.hash || names.iter().any(|name| photo.file_name.as_deref() == Some(name))
    });
    let removes: Vec<ReportEdit> = unused
        .map(|photo| ReportEdit::Remove {
            collection: ReportCollection::Placements,
            id: photo.placement.unwrap().to_string(),
        })
        .collect();
    assert_eq!(removes.len(), 3);
    desk.edit_report(report, &removes).unwrap();
    let mut note = paragraph("");
    note.kind = BlockKind::Note;
    note.text = RichText { text: format!("{CANARY} to myself"), marks: Vec::new() };
    desk.save_body(report, &append(&desk, report, &note)).unwrap();

    let zip = dir.path().join("out.zip");
    export(&desk, report, PackageShape::Bag, &zip);
    let plain = dir.path().join("plain");
    export(&desk, report, PackageShape::Folder, &plain);
    let mut files = unzip(&zip);
    for path in files_below(&plain) {
        let name = path.strip_prefix(&plain).unwrap().display().to_string();
        files.insert(format!("plain/{name}"), std::fs::read(&path).unwrap());
    }

    // The test can fail: a public text is found the same way, in both shapes.
    let headline = opened.report.about.headlines["main"].as_str();
    let public = files.iter().filter(|(_, bytes)| has(bytes, headline)).map(|(name, _)| name);
    let (folder, bag): (Vec<_>, Vec<_>) = public.partition(|name| name.starts_with("plain/"));
    assert!(!folder.is_empty() && !bag.is_empty(), "{folder:?} {bag:?}");
    let pictures = files.keys().filter(|name| is_jpeg(name)).count();
    let shown = desk.list_photos(report).unwrap().len();
    assert!(shown > 0);
    assert_eq!(
        pictures,
        shown * 4,
        "each photo that is shown: three sizes in the bag, one in the folder"
    );

    let private = [
        CANARY,
        "Büdcə rəqəmləri hansı ilə aiddir",
        "Aytən xanımın rəqəmlərini yoxlamaq",
        "acilis.jpg",
        "library.db",
    ];
    // What was frozen at a publication, and the page on the screen.
    let new = NewPublication {
        kind: PublicationKind::First,
        url: None,
        at: chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap(),
        target: None,
    };
    desk.publish(report, &new).unwrap();
    let article = desk.published_json(report).unwrap().expect("it is published");
    assert!(has(&article, headline));
    files.insert("receipt".to_owned(), article);
    files.insert("preview".to_owned(), desk.preview(report).unwrap().html.into_bytes());
    let handover = serde_json::to_vec(&desk.handover(report).unwrap().fields).unwrap();
    files.insert("hand-over".to_owned(), handover);

    for (name, bytes) in &files {
        for words in private {
            assert!(!has(bytes, words) && !name.contains(words), "“{words}” is in {name}");
        }
        let library = dir.path().display().to_string();
        assert!(!has(bytes, &library), "the library's folder is in {name}");
    }
}
