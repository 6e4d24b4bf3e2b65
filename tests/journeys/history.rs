//! Versions, texts made of one another and finding, from the command line.

use std::fs;

use serde_json::Value;

use crate::place::{Place, argument, photos};

fn draft(place: &Place) -> String {
    let text = "Quba meşələrində seminar\n\nSeminar bu gün başlayıb.\n\nOna qırx nəfər qatılıb.\n";
    let file = place.file("mətn.txt", text.as_bytes());
    place.done(&["report", "new", "--from", &file, "--profile", "mia.az"])
}

#[test]
fn a_version_is_listed_compared_and_restored() {
    let place = Place::new();
    let report = draft(&place);
    let zip = argument(&place.path("paket.zip"));
    place.done(&["export", &report, "--to", &zip]);
    let history = place.json(&["report", "history", &report]);
    assert_eq!(history[0]["now"], true);
    let heads: Vec<&str> =
        history[0]["heads"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    let heads = heads.join(",");

    // The package keeps the state that it was made of, whatever is restored over it later.
    let person = forum_with_a_person(&place, &report);
    place.done(&["tag", "add", &report, "--words", "qırx", "--person", &person]);
    let versions = place.done(&["report", "history", &report]);
    assert!(versions.contains("now"), "{versions}");
    let diff = place.json(&["report", "diff", &report, "--from", &heads]);
    assert!(
        diff["blocks"].as_array().unwrap().iter().any(|one| one["kind"] == "changed"),
        "{diff}"
    );
    place.done(&["report", "restore", &report, "--version", &heads]);
    let none = place.done(&["report", "diff", &report, "--from", &heads]);
    assert_eq!(none, "");
    let again = place.done(&["report", "restore", &report, "--version", &heads]);
    assert_eq!(again, "it says that already");

    place.refused(&["report", "restore", &report, "--version", "99"], "desk.not_found");
    place.refused(&["report", "diff", &report, "--from", "0"], "desk.not_found");
    let nowhere = "0".repeat(64);
    place.refused(&["report", "restore", &report, "--version", &nowhere], "report.unknown_heads");
}

fn forum_with_a_person(place: &Place, report: &str) -> String {
    let shown = place.json(&["report", "show", report]);
    let forum = shown["forum"]["id"].as_str().unwrap();
    let mut add = vec!["person", "add", "--forum", forum, "--name", "Səkinə Bəylərli"];
    add.extend(["--role", "meşəbəyi"]);
    place.done(&add)
}

#[test]
fn short_news_and_a_translation_are_made_of_a_report() {
    let place = Place::new();
    let report = draft(&place);
    let short = place.done(&["report", "derive", &report, "--kind", "short"]);
    let shown = place.json(&["report", "show", &short]);
    assert_eq!(shown["report"]["follows"], report.as_str());
    assert_eq!(shown["report"]["body"].as_array().unwrap().len(), 1);

    place.refused(&["report", "derive", &report, "--kind", "translation"], "desk.empty");
    let translate = ["report", "derive", &report, "--kind", "translation", "--language", "en"];
    let english = place.done(&translate);
    let shown = place.json(&["report", "show", &english]);
    assert_eq!(shown["report"]["translation_of"], report.as_str());
    assert_eq!(shown["report"]["language"], "en");
}

#[test]
fn anything_is_found_by_its_name_and_a_person_everywhere() {
    let place = Place::new();
    let report = draft(&place);
    let person = forum_with_a_person(&place, &report);
    place.done(&["tag", "add", &report, "--words", "qırx nəfər", "--person", &person]);
    let found = place.json(&["find", "sekine"]);
    let found: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["kind"].as_str().unwrap(), one["id"].as_str().unwrap()))
        .collect();
    assert!(found.contains(&("person", &person)), "{found:?}");
    let found = place.json(&["find", "quba", "meşə"]);
    let ids: Vec<&Value> = found.as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert!(ids.iter().any(|id| **id == report.as_str()), "{ids:?}");

    let places = place.json(&["person", "places", &person]);
    let kinds: Vec<&str> = places["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"named") && kinds.contains(&"appears"), "{kinds:?}");
    assert_eq!(place.done(&["find", "yoxdur"]), "");
}

#[test]
fn an_export_is_a_version_that_can_be_gone_back_to() {
    let place = Place::new();
    let report = draft(&place);
    let files = photos(&place, 1, 300, 200);
    place.done(&["photo", "import", "--report", &report, &files[0]]);
    let zip = argument(&place.path("paket.zip"));
    place.done(&["export", &report, "--to", &zip, "--at", "2026-05-14T18:05:00+04:00"]);
    let first = fs::read(&zip).unwrap();
    let then = place.json(&["report", "history", &report])[0]["heads"].clone();
    let then = then.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>();
    let hash = place.done(&["photo", "list", "--report", &report, "--json"]);
    let hash: Value = serde_json::from_str(&hash).unwrap();
    let hash = hash[0]["hash"].as_str().unwrap();
    place.done(&["photo", "set", hash, "--report", &report, "--cover"]);
    place.done(&["report", "restore", &report, "--version", &then.join(",")]);
    place.done(&["export", &report, "--to", &zip, "--at", "2026-05-14T18:05:00+04:00"]);
    assert!(fs::read(&zip).unwrap() == first, "what is restored goes out as it went out then");
}
