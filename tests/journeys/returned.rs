//! The text goes to an editor and comes back: `article.docx` of a folder, changed inside, is compared
//! and taken over; tags stay, and what was written here meanwhile too.

use std::fs;

use tezis_tests::docx;

use crate::place::{Place, argument};

const TEXT: &str = include_str!("../fixtures/kitabxanalar.txt");
const PERSON: &str = "Lamiyə Tağızadə";

/// Brings the text in, tags a person, and exports the folder for a person.
fn sent(place: &Place) -> String {
    let text = place.file("mətn.txt", TEXT.as_bytes());
    let report = place.done(&["report", "new", "--from", &text, "--profile", "mia.az"]);
    let shown = place.json(&["report", "show", &report]);
    let forum = shown["forum"]["id"].as_str().unwrap();
    let person = place.done(&["person", "add", "--forum", forum, "--name", PERSON]);
    place.done(&["tag", "add", &report, "--words", PERSON, "--person", &person]);
    place.done(&["export", &report, "--to", &argument(&place.path("redaktora"))]);
    report
}

/// Returns the words under the tags of persons, in the order of the text.
fn tagged(place: &Place, report: &str) -> Vec<String> {
    let shown = place.json(&["report", "show", report]);
    let body = shown["report"]["body"].as_array().unwrap();
    let of = |block: &serde_json::Value| -> Vec<String> {
        let text = block["text"]["text"].as_str().unwrap();
        let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let marks = block["text"]["marks"].as_array().unwrap().iter();
        marks
            .filter(|span| span["mark"]["type"] == "person")
            .map(|span| {
                let (start, end) = (number(&span["start"]), number(&span["end"]));
                text.chars().skip(start).take(end - start).collect()
            })
            .collect()
    };
    body.iter().flat_map(of).collect()
}

#[test]
fn an_editors_changes_are_taken_over_and_tags_stay() {
    let place = Place::new();
    let report = sent(&place);
    let docx = place.path("redaktora").join("article.docx");
    let unchanged = place.json(&["report", "update", &report, "--from", &argument(&docx)]);
    assert_eq!(unchanged["changes"].as_array().unwrap().len(), 0, "{unchanged:#}");
    let before = tagged(&place, &report);
    assert_eq!(before, [PERSON, PERSON]);

    // In front of the person's name, and in the headline.
    let headline = TEXT.lines().next().unwrap();
    let head = headline.split(' ').next().unwrap();
    let file = docx::edited(
        &docx,
        &[(head, &format!("Yenə {head}")), (PERSON, &format!("müəllim {PERSON}"))],
    );
    let file = place.file("qayıtdı.docx", &file);
    let found = place.json(&["report", "update", &report, "--from", &file]);
    let changes = found["changes"].as_array().unwrap();
    let kinds: Vec<&str> = changes.iter().map(|change| change["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["field", "changed"], "{found:#}");
    assert_eq!(found["base"]["what"], "exported");
    let shown = place.done(&["report", "update", &report, "--from", &file]);
    assert!(shown.contains("{+müəllim +}") || shown.contains("{+müəllim+}"), "{shown}");
    let text = place.done(&["report", "text", &report]);
    assert!(!text.contains("müəllim Lamiyə"), "comparing writes nothing");

    // The headline is refused, the sentence taken over.
    let id = changes[1]["id"].as_str().unwrap();
    let done = place.json(&["report", "update", &report, "--from", &file, "--accept", id]);
    assert_eq!(
        (done["accepted"].as_array().unwrap().len(), done["refused"].as_array().unwrap().len()),
        (1, 1)
    );
    let text = place.done(&["report", "text", &report]);
    assert!(text.contains(&format!("müəllim {PERSON}")) && text.starts_with(headline));
    assert_eq!(tagged(&place, &report), before);

    place.done(&["report", "update", &report, "--from", &file, "--accept", "all"]);
    let text = place.done(&["report", "text", &report]);
    assert!(text.starts_with(&format!("Yenə {head}")), "{text}");
    let none = place.json(&["report", "update", &report, "--from", &file, "--accept", "none"]);
    assert_eq!(none["refused"].as_array().unwrap().len(), 0, "all is taken over");
}

#[test]
fn files_that_do_not_belong_here_are_named() {
    let place = Place::new();
    let report = sent(&place);
    let other = place.done(&["report", "new", "--headline", "Başqa mətn"]);
    let docx = argument(&place.path("redaktora").join("article.docx"));
    let ended = place.run(&["report", "update", &other, "--from", &docx, "--accept", "all"]);
    assert_eq!(ended.code, 1);
    assert!(ended.errors.contains(&report), "{}", ended.errors);
    assert!(place.done(&["report", "text", &other]).starts_with("Başqa mətn"));

    let unknown = ["report", "update", &report, "--from", &docx, "--accept", "changed:nosuch"];
    place.refused(&unknown, "desk.not_found");
    let half = fs::read(place.path("redaktora").join("article.docx")).unwrap();
    let half = place.file("yarım.docx", &half[..half.len() / 2]);
    place.refused(&["report", "update", &report, "--from", &half], "docx.broken");
    let missing = argument(&place.path("yoxdur.docx"));
    place.refused(&["report", "update", &report, "--from", &missing], "file.not_found");
}
