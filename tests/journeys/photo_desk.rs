//! The photo desk from a terminal: a card comes in, photos are rated, described and captioned, and what
//! another command reads is what was said.

use serde_json::Value;

use crate::place::{Place, argument, photos};

/// A forum with a session, a speaker and three photos of a card.
struct Day {
    place: Place,
    forum: String,
    session: String,
    hashes: Vec<String>,
    card: String,
}

fn day() -> Day {
    let place = Place::new();
    let forum = place.done(&["forum", "new", "Kitab forumu"]);
    let session = place.done(&["session", "add", "--forum", &forum, "--title", "Oxucu klubu"]);
    let mut add = vec!["person", "add", "--forum", &forum, "--name", "Aygün Əliyeva"];
    add.extend(["--role", "icraçı direktor", "--session", &session]);
    place.done(&add);
    photos(&place, 3, 300, 200);
    let card = argument(&place.path("Yaddaş kartı"));
    let printed = place.done(&["photo", "import", &card, "--forum", &forum, "--credit", "Foto: T"]);
    let hashes: Vec<String> = printed.lines().map(ToOwned::to_owned).collect();
    assert_eq!(hashes.len(), 3, "{printed}");
    Day { place, forum, session, hashes, card }
}

fn by_hash<'a>(listed: &'a Value, hash: &str) -> &'a Value {
    listed.as_array().unwrap().iter().find(|photo| photo["hash"] == hash).unwrap()
}

#[test]
fn a_card_comes_in_once_and_says_all_that_is_known() {
    let Day { place, forum, hashes, card, .. } = day();
    let listed = place.json(&["photo", "list", "--forum", &forum]);
    assert_eq!(listed.as_array().unwrap().len(), 3);
    let first = by_hash(&listed, &hashes[0]);
    assert_eq!(first["file_name"], "DSC_0001.JPG");
    assert_eq!(first["photo"]["credit"], "Foto: T");
    assert_eq!(first["facts"]["width"], 300);
    assert!(first["flags"].as_array().unwrap().contains(&"photo.small".into()), "{first}");

    // The same card again, now for a report: nothing is new, and all three are in its gallery.
    let report = place.done(&["report", "new", "--forum", &forum, "--headline", "Birinci gün"]);
    let again = place.json(&["photo", "import", &card, "--report", &report]);
    let new: Vec<bool> =
        again["photos"].as_array().unwrap().iter().map(|photo| photo["new"] == true).collect();
    assert_eq!(new, [false, false, false]);
    let listed = place.json(&["photo", "list", "--report", &report]);
    let numbers: Vec<&Value> =
        listed.as_array().unwrap().iter().map(|photo| &photo["number"]).collect();
    assert_eq!(numbers, [1, 2, 3]);
    // Nothing was locked or rated.
    let picks = ["photo", "import", &card, "--forum", &forum, "--picks-only"];
    assert_eq!(place.json(&picks)["photos"], Value::Array(Vec::new()));
}

#[test]
fn photos_are_rated_and_described_by_number_name_and_hash() {
    let Day { place, forum, session, hashes, card } = day();
    let report = place.done(&["report", "new", "--forum", &forum, "--headline", "Birinci gün"]);
    place.done(&["photo", "import", &card, "--report", &report]);

    let rated = place
        .done(&["photo", "rate", "1", "dsc_0003", "--report", &report, "--stars", "4", "--pick"]);
    let mut rated: Vec<&str> = rated.lines().collect();
    rated.sort_unstable();
    let mut expected = [hashes[0].as_str(), &hashes[2]];
    expected.sort_unstable();
    assert_eq!(rated, expected);
    place.done(&[
        "photo",
        "rate",
        hashes[1].get(..8).expect("a hash is longer"),
        "--forum",
        &forum,
        "--reject",
    ]);

    let mut set = vec!["photo", "set", "2", "--report", &report, "--cover"];
    set.extend(["--caption", "Açılış", "--headline", "Oxucular", "--keywords", "kitab, forum"]);
    set.extend(["--people", "ae", "--session", "s1", "--colour", "green", "--focal", "0.25,0.5"]);
    set.extend(["--crop", "cover=0,0.1,1,0.5", "--rotation", "-90", "--tone", "exposure=0.3"]);
    set.extend(["--usage", "Yalnız redaksiya üçün"]);
    place.done(&set);

    let listed = place.json(&["photo", "list", "--report", &report]);
    let [first, second, third] = [0, 1, 2].map(|at| by_hash(&listed, &hashes[at]));
    assert_eq!((&first["photo"]["rating"], &first["photo"]["pick"]), (&4.into(), &"picked".into()));
    assert_eq!(third["photo"]["rating"], 4);
    let photo = &second["photo"];
    assert_eq!((&second["cover"], &second["caption"]), (&true.into(), &"Açılış".into()));
    assert_eq!((&photo["pick"], &photo["colour"]), (&"rejected".into(), &"green".into()));
    assert_eq!(photo["session"], session.as_str());
    assert_eq!(photo["keywords"], serde_json::json!(["kitab", "forum"]));
    assert_eq!(photo["people"].as_array().unwrap().len(), 1);
    assert_eq!(photo["crops"]["cover"], "0 0.1 1 0.5");
    assert_eq!((&photo["rotation"], &photo["tone"]["exposure"]), (&(-90.0).into(), &0.3.into()));
    assert_eq!((&photo["focal_x"], &photo["focal_y"]), (&0.25.into(), &0.5.into()));
    assert_eq!(photo["usage_terms"], "Yalnız redaksiya üçün");

    // An empty text clears, a crop without numbers is taken away.
    place.done(&[
        "photo",
        "set",
        "2",
        "--report",
        &report,
        "--caption",
        "",
        "--crop",
        "cover=",
        "--people",
        "",
    ]);
    let listed = place.json(&["photo", "list", "--report", &report]);
    let second = by_hash(&listed, &hashes[1]);
    assert_eq!(second["caption"], Value::Null);
    assert_eq!(second["photo"]["crops"], serde_json::json!({}));
    assert_eq!(second["photo"]["people"], serde_json::json!([]));
}

#[test]
fn a_caption_is_filled_in_for_each() {
    let Day { place, forum, hashes, .. } = day();
    place.done(&["photo", "set", &hashes[0], "--forum", &forum, "--session", "Oxucu klubu"]);
    place.done(&["photo", "set", &hashes[1], "--forum", &forum, "--caption", "Özünün sözü"]);
    let caption = "“{session}”da =ae=nun çıxışı";
    place.done(&["photo", "caption", "--forum", &forum, "--template", caption]);
    let listed = place.json(&["photo", "list", "--forum", &forum]);
    let said = |hash: &str| by_hash(&listed, hash)["caption"].clone();
    let words = "“Oxucu klubu”nda icraçı direktor Aygün Əliyevanın çıxışı";
    assert_eq!(said(&hashes[0]), words, "the ending is the one that the sentence needs");
    assert_eq!(said(&hashes[1]), "Özünün sözü");

    let mut behind = vec!["photo", "caption", &hashes[1], "--forum", &forum];
    behind.extend(["--template", "(=ae!=)", "--mode", "after"]);
    let edited = place.json(&behind);
    let captions = &edited["photos"][0]["photo"]["captions"];
    assert_eq!(captions["az"], "Özünün sözü (Aygün Əliyeva)");
    let mut english = vec!["photo", "caption", &hashes[2], "--forum", &forum, "--language", "en"];
    english.extend(["--template", "=ae!='s speech"]);
    let captions = &place.json(&english)["photos"][0]["photo"]["captions"];
    assert_eq!(captions["en"], "Aygün Əliyeva’s speech");
}

#[test]
fn what_is_not_there_or_not_clear_is_refused() {
    let Day { place, forum, hashes, .. } = day();
    place.refused(&["photo", "rate", "DSC_9999", "--forum", &forum, "--pick"], "desk.not_found");
    let people = ["photo", "set", &hashes[0], "--forum", &forum, "--people", "ae, heç kim"];
    place.refused(&people, "desk.not_found");
    // Another camera's card has the same file name.
    let same = place.file("Başqa kart/DSC_0001.JPG", &tezis_tests::drawn::jpeg(320, 200, 9));
    place.done(&["photo", "import", &same, "--forum", &forum]);
    let said = place
        .refused(&["photo", "rate", "DSC_0001", "--forum", &forum, "--pick"], "desk.ambiguous");
    assert!(said.contains("2 of the photos"), "{said}");
    let template = ["photo", "import", &same, "--forum", &forum, "--template", "yoxdur"];
    place.refused(&template, "desk.not_found");

    let wrong: [&[&str]; 7] = [
        &["photo", "list"],
        &["photo", "rate", "1", "--forum", &forum],
        &["photo", "rate", "1", "--forum", &forum, "--stars", "6"],
        &["photo", "rate", "1", "--forum", &forum, "--pick", "--reject"],
        &["photo", "set", "1", "--forum", &forum, "--crop", "cover=0,0,2,1"],
        &["photo", "set", "1", "--forum", &forum, "--tone", "warmth=3"],
        &["photo", "set", "1", "--forum", &forum, "--cover"],
    ];
    for arguments in wrong {
        assert_eq!(place.run(arguments).code, 2, "{arguments:?}");
    }
}
