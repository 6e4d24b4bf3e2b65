//! Copies and clean-up, from the command line: a library lost with its disk is opened on another
//! machine, and what nothing names can be found and cleared away.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use tezis_tests::programs::tezis_cli;

use crate::place::{Ended, Place, argument, ended, photos};

/// Runs a command as another user on another machine would: nothing of this one's folders is known.
fn elsewhere(home: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(tezis_cli());
    command.args(arguments).env("HOME", home).env_remove("TEZIS_LIBRARY");
    for folder in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env_remove(folder);
    }
    ended(command.output().unwrap())
}

/// Returns where a library or a copy keeps an original.
fn original(library: &Path, hash: &str) -> PathBuf {
    library.join("originals").join(hash.get(..2).expect("a hash is long")).join(hash)
}

#[test]
fn a_copy_becomes_the_library_of_another_machine() {
    let place = Place::new();
    let report = place.done(&["report", "new", "--headline", "Ağsuda forum"]);
    let files = photos(&place, 3, 300, 200);
    let mut import = vec!["photo", "import", "--report", &report];
    import.extend(files.iter().map(String::as_str));
    place.done(&import);
    let disk = place.path("disk");
    fs::create_dir(&disk).unwrap();
    let copy = argument(&disk.join("Tezis"));
    let made = place.json(&["library", "backup", "--to", &copy]);
    assert_eq!(
        (&made["type"], &made["copied"], &made["kept"]),
        (&"copied".into(), &3.into(), &0.into())
    );
    // The next one needs no place and copies only what is new.
    let made = place.json(&["library", "backup"]);
    assert_eq!((&made["copied"], &made["kept"]), (&0.into(), &3.into()));

    // The first machine is gone; on another one the copy goes where that one keeps its library.
    fs::remove_dir_all(place.library()).unwrap();
    let home = place.path("başqa ev");
    fs::create_dir(&home).unwrap();
    let restored = elsewhere(&home, &["library", "restore", "--from", &copy]);
    assert_eq!(restored.code, 0, "{restored:?}");
    let listed = elsewhere(&home, &["report", "list"]);
    assert!(listed.said.contains(&report) && listed.said.contains("Ağsuda forum"), "{listed:?}");
    let checked = elsewhere(&home, &["library", "check"]);
    assert_eq!(checked.code, 0, "{checked:?}");
    let refused = elsewhere(&home, &["library", "restore", "--from", &copy]);
    assert!(refused.code == 1 && refused.errors.contains("[store.not_empty]"), "{refused:?}");
}

#[test]
fn a_disk_that_is_not_there_is_said_and_nothing_is_made_in_its_place() {
    let place = Place::new();
    place.done(&["report", "new", "--headline", "Ağsuda forum"]);
    place.refused(&["library", "backup"], "backup.no_place");
    let disk = place.path("disk");
    fs::create_dir(&disk).unwrap();
    place.done(&["library", "backup", "--to", &argument(&disk.join("Tezis"))]);
    // Pulled out: the mount point is empty, or gone.
    fs::remove_dir_all(disk.join("Tezis")).unwrap();
    place.refused(&["library", "backup"], "store.disk_gone");
    fs::remove_dir(&disk).unwrap();
    place.refused(&["library", "backup"], "store.disk_gone");
    assert!(!disk.exists(), "a copy on the disk that is to be lost is none");

    let inside = argument(&place.library().join("surət"));
    place.refused(&["library", "backup", "--to", &inside], "store.same_place");
}

#[test]
fn a_damaged_copy_gives_what_is_whole_and_names_the_rest() {
    let place = Place::new();
    let report = place.done(&["report", "new", "--headline", "Ağsuda forum"]);
    let files = photos(&place, 2, 300, 200);
    let printed = place.done(&["photo", "import", "--report", &report, &files[0], &files[1]]);
    let hash = printed.lines().next().unwrap();
    let copy = place.path("surət");
    place.done(&["library", "backup", "--to", &argument(&copy)]);
    let original = original(&copy, hash);
    fs::write(&original, b"not the photo any more").unwrap();

    let home = place.path("ev");
    fs::create_dir(&home).unwrap();
    let restored = elsewhere(&home, &["library", "restore", "--from", &argument(&copy)]);
    assert_eq!(restored.code, 1, "{restored:?}");
    assert!(restored.errors.contains(hash), "{restored:?}");
    let listed = elsewhere(&home, &["report", "list"]);
    assert!(listed.said.contains(&report), "the texts are there: {listed:?}");

    let nothing = place.path("boş");
    fs::create_dir(&nothing).unwrap();
    let refused = elsewhere(&nothing, &["library", "restore", "--from", &argument(&nothing)]);
    assert!(refused.errors.contains("[store.missing]"), "{refused:?}");
}

#[test]
fn originals_that_nothing_names_are_listed_and_go_to_the_trash() {
    let place = Place::new();
    let report = place.done(&["report", "new", "--headline", "Ağsuda forum"]);
    let files = photos(&place, 1, 300, 200);
    place.done(&["photo", "import", "--report", &report, &files[0]]);
    // What an import left that was killed before it named its photo; another library says what it
    // would be called.
    let other = Place::new();
    let theirs = other.done(&["report", "new", "--headline", "Başqa forum"]);
    let files = photos(&other, 2, 320, 200);
    let hash = other.done(&["photo", "import", "--report", &theirs, &files[1]]);
    let bytes = fs::read(original(&other.library(), &hash)).unwrap();
    let original = original(&place.library(), &hash);
    fs::create_dir_all(original.parent().unwrap()).unwrap();
    fs::write(&original, &bytes).unwrap();
    let clean = ["library", "clean", "--dry-run"];
    let fresh = place.json(&clean);
    assert_eq!(fresh["files"].as_array().unwrap().len(), 0, "it may be on its way into a report");

    let old = SystemTime::now() - Duration::from_secs(7200);
    fs::File::options().write(true).open(&original).unwrap().set_modified(old).unwrap();
    let found = place.json(&clean);
    assert_eq!(found["files"][0]["hash"], hash.as_str());
    assert_eq!(found["bytes"], bytes.len());
    assert!(original.is_file(), "it was only listed");
    place.done(&["library", "clean"]);
    assert!(!original.is_file());
    let left = place.json(&clean);
    assert_eq!(left["files"].as_array().unwrap().len(), 0);
    assert_eq!(left["trashed"][0]["hash"], hash.as_str());
    place.done(&["library", "check"]);
}
