//! Out by hand: fields are copied into the portal's form, the publication is written down, what
//! changes later goes up without renaming anything, and at the end it is withdrawn.

use std::collections::BTreeSet;
use std::fs;

use crate::place::{Place, argument, photos};

const TEXT: &str = include_str!("../fixtures/kitabxanalar.txt");
const URL: &str = "https://mia.az/az/news/48211.html";

fn uploads(place: &Place, folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(place.path(folder).join("photos")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn export(place: &Place, report: &str, to: &str, more: &[&str]) {
    let to = argument(&place.path(to));
    place.done(&[&["export", report, "--to", &to], more].concat());
}

#[test]
fn a_report_goes_up_is_kept_up_to_date_and_is_withdrawn() {
    let place = Place::new();
    let text = place.file("mətn.txt", TEXT.as_bytes());
    let report = place.done(&["report", "new", "--from", &text, "--profile", "mia.az"]);
    let files = photos(&place, 3, 480, 320);
    let import = ["photo", "import", &files[0], &files[1], "--report", &report];
    place.done(&import);
    export(&place, &report, "birinci", &[]);
    let first = uploads(&place, "birinci");
    assert_eq!(first.len(), 2);

    let headline = TEXT.lines().next().unwrap();
    let copy = |key: &str| place.done(&["report", "copy", &report, "--field", key]);
    assert!(copy("headline").starts_with(headline.trim_end_matches(" (FOTOLAR)")));
    let html = place.done(&["report", "copy", &report, "--field", "body", "--html"]);
    assert!(html.starts_with("<p>"), "{html}");
    place.refused(&["report", "copy", &report, "--field", "nosuch"], "desk.not_found");
    place.refused(&["report", "changes", &report], "publication.not_yet");

    let publish = |more: &[&str]| {
        let place = &place;
        place.run(&[&["report", "publish", &report], more].concat())
    };
    let early = publish(&["--at", "2026-05-14T18:00:00+04:00", "--kind", "update"]);
    assert!(early.errors.contains("[publication.not_yet]"), "{}", early.errors);
    let done = publish(&["--at", "2026-05-14T18:05:00+04:00", "--url", URL]);
    assert_eq!((done.code, done.said.len()), (0, 26), "{}", done.errors);
    assert_eq!(place.done(&["report", "changes", &report]), "", "nothing differs yet");

    // Another headline would be another slug, another photo in front other numbers.
    let changed = TEXT
        .replace("140 kitabxanaçı", "150 kitabxanaçı")
        .replace("Naftalanda kitabxanaçılar", "Kitabxanaçılar Naftalanda");
    assert!(changed.starts_with("Kitabxanaçılar") && changed.contains("150 kitabxanaçı"));
    let came = place.file("portaldan.txt", changed.as_bytes());
    place.done(&["report", "update", &report, "--from", &came, "--accept", "all"]);
    place.done(&["photo", "import", &files[2], "--report", &report]);
    let changes = place.json(&["report", "changes", &report]);
    assert_eq!(changes["changed"], true);
    let new: Vec<&str> = changes["photos"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|photo| photo["kind"] == "new")
        .map(|photo| photo["file"].as_str().unwrap())
        .collect();
    export(&place, &report, "yenilik", &["--changed"]);
    let second = uploads(&place, "yenilik");
    assert_eq!(second.iter().map(String::as_str).collect::<Vec<_>>(), new);
    assert!(second.is_disjoint(&first));
    export(&place, &report, "hamısı", &[]);
    assert!(uploads(&place, "hamısı").is_superset(&first), "a published file is never renamed");
    assert!(copy("headline").contains("YENİLƏNİB"));

    let update = publish(&["--at", "2026-05-14T21:30:00+04:00", "--kind", "update"]);
    assert_eq!(update.code, 0, "{}", update.errors);
    let early = ["--at", "2026-05-14T10:00:00+04:00", "--kind", "withdrawal", "--note", "Tez idi."];
    assert!(publish(&early).errors.contains("[publication.later]"), "it went before it came");
    let withdrawal = ["--at", "2026-05-15T09:00:00+04:00", "--kind", "withdrawal"];
    assert!(publish(&withdrawal).errors.contains("[desk.empty]"), "readers are told why");
    let note = [&withdrawal[..], &["--note", "Mətn müəllifin xahişi ilə geri çəkilib."]].concat();
    assert_eq!(publish(&note).code, 0);

    let receipts = place.json(&["report", "receipts", &report]);
    let kinds: Vec<&str> =
        receipts.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["withdrawal", "update", "first"]);
    assert!(receipts.as_array().unwrap().iter().all(|one| one["url"] == URL));
    assert_eq!(receipts[2]["at"], "2026-05-14T14:05:00.000Z");
    let article = place.done(&["report", "receipts", &report, "--article"]);
    assert!(article.contains("geri çəkilib") && !article.contains("150 kitabxanaçı"));
    place.done(&["library", "check"]);
}
