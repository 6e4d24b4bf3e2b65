//! What scripts rely on: exit codes, ids alone on the standard output, `--json` on either side of
//! the command, errors with code on the error stream.

use serde_json::Value;

use crate::place::Place;

fn is_id(said: &str) -> bool {
    said.len() == 26 && said.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

#[test]
fn ids_stand_alone_on_the_standard_output() {
    let place = Place::new();
    let forum = place.done(&["forum", "new", "Kitab forumu"]);
    assert!(is_id(&forum), "{forum:?}");
    let report = place.done(&["report", "new", "--forum", &forum, "--headline", "Birinci gün"]);
    assert!(is_id(&report), "{report:?}");
    let session = place.done(&["session", "add", "--forum", &forum, "--title", "Açılış"]);
    assert!(is_id(&session), "{session:?}");
    let mut add = vec!["person", "add", "--forum", &forum, "--name", "Məhsəti Ağayarlı"];
    add.extend(["--session", &session]);
    let person = place.done(&add);
    assert!(is_id(&person), "{person:?}");
    assert_eq!(place.json(&["report", "show", &report])["forum"]["id"], forum.as_str());
    let shown = place.done(&["forum", "show", &forum]);
    assert!(shown.contains(&person) && shown.contains(&session), "{shown}");
}

#[test]
fn json_may_stand_before_or_behind_the_command() {
    let place = Place::new();
    let report = place.done(&["report", "new", "--headline", "Bir xəbər"]);
    let before = place.done(&["--json", "report", "list"]);
    let behind = place.done(&["report", "list", "--json"]);
    let between = place.done(&["report", "--json", "list"]);
    assert_eq!(before, behind);
    assert_eq!(before, between);
    let page: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(page["rows"][0]["id"], report.as_str());
    let made: Value =
        serde_json::from_str(&place.done(&["report", "new", "--headline", "İki", "--json"]))
            .unwrap();
    assert!(is_id(made["id"].as_str().unwrap()), "{made}");
}

#[test]
fn what_fails_says_why_on_the_error_stream_and_ends_with_1() {
    let place = Place::new();
    // Nothing is made by looking.
    place.refused(&["report", "list"], "store.missing");
    assert!(!place.library().exists());
    place.done(&["report", "new", "--headline", "Bir xəbər"]);

    let nobody = "01JZZZZZZZZZZZZZZZZZZZZZZZ";
    let errors = place.refused(&["report", "show", nobody], "desk.not_found");
    assert!(errors.contains(nobody), "{errors}");
    place.refused(&["forum", "show", nobody], "desk.not_found");
    let to = place.file("deyil.zip", b"something of the user's own");
    let missing = ["photo", "import", "--report", nobody, to.as_str()];
    place.refused(&missing, "desk.not_found");

    // A file that is not ours is never replaced.
    let report = place.done(&["report", "new", "--headline", "Başlıq"]);
    place.refused(&["export", &report, "--to", &to], "export.target_exists");
    assert_eq!(std::fs::read(&to).unwrap(), b"something of the user's own");
    let other = crate::place::argument(&place.path("x.zip"));
    place.refused(&["export", &report, "--to", &other, "--at", "dünən"], "desk.time");
    let words = ["tag", "add", &report, "--words", "yoxdur", "--person", nobody];
    place.refused(&words, "tag.words_not_found");

    let ended = place.run(&["--json", "report", "show", nobody]);
    assert_eq!((ended.code, ended.said.as_str()), (1, ""));
    let error: Value = serde_json::from_str(&ended.errors).unwrap();
    assert_eq!(error["code"], "desk.not_found");
    assert_eq!(error["params"]["id"], nobody);
}

#[test]
fn wrong_usage_ends_with_2() {
    let place = Place::new();
    let wrong: [&[&str]; 6] = [
        &[],
        &["report"],
        &["report", "show", "x"],
        &["report", "list", "--nosuch"],
        &["tag", "add", "01JZZZZZZZZZZZZZZZZZZZZZZZ", "--words", "a"],
        &["photo", "import", "--report", "01JZZZZZZZZZZZZZZZZZZZZZZZ"],
    ];
    for arguments in wrong {
        let ended = place.run(arguments);
        assert_eq!((ended.code, ended.said.as_str()), (2, ""), "{arguments:?}");
        assert!(!ended.errors.is_empty());
    }
    let help = place.run(&["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.said.contains("Usage:"), "{help:?}");
    assert!(!place.library().exists(), "wrong usage makes nothing");
}

#[test]
fn completions_are_printed_for_every_shell() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.done(&["completions", shell]).contains("tezis-cli"), "{shell}");
    }
}
