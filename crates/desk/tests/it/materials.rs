//! Material of others: the file as it came, and its words.

use tezis_desk::ids::PhotoHash;
use tezis_desk::model::{Material, MaterialKind};
use tezis_desk::{Desk, ids::ForumId};

use crate::support::{files_below, folder, jpeg, open, read};

fn materials(desk: &Desk, forum: ForumId) -> Vec<Material> {
    let forum = desk.open_forum(forum).unwrap().forum;
    forum.materials.into_iter().map(|material| material.entity).collect()
}

fn original(dir: &std::path::Path, hash: &PhotoHash) -> Vec<u8> {
    let files = files_below(&dir.join("library").join("originals"));
    let name = hash.to_string();
    let file = files.iter().find(|file| file.to_string_lossy().contains(&name));
    std::fs::read(file.expect("the original is a file of the library")).unwrap()
}

#[test]
fn a_text_is_kept_whole_with_all_of_its_words() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = desk.new_forum("Lənkəran çay forumu", "az").unwrap().forum.id;
    let text = "Press-reliz\n\nForum mayın 14-də başlayır.\nƏlaqə: press@forum.example\n";
    let path = dir.path().join("press-reliz.txt");
    std::fs::write(&path, text).unwrap();
    let source = Some(" Forumun mətbuat xidməti ");
    let edited = desk.add_material(forum, &path, MaterialKind::PressRelease, source).unwrap();
    assert_eq!(edited.made.len(), 1);

    let kept = materials(&read(dir.path()), forum);
    assert_eq!(kept.len(), 1);
    let kept = &kept[0];
    assert_eq!(kept.kind, MaterialKind::PressRelease);
    assert_eq!(kept.title.as_deref(), Some("press-reliz.txt"));
    assert_eq!(kept.source.as_deref(), Some("Forumun mətbuat xidməti"));
    let words = kept.text.as_deref().unwrap();
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(
            words.contains(line),
            "“{line}” is missing: what a report leaves out a source keeps"
        );
    }
    assert_eq!(original(dir.path(), kept.original.as_ref().unwrap()), text.as_bytes());
}

#[test]
fn what_is_no_text_is_kept_without_words() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = desk.new_forum("Forum", "az").unwrap().forum.id;
    let files: [(&str, Vec<u8>); 3] = [
        ("program.jpg", jpeg(60, 40, 1)),
        ("proqram.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n".to_vec()),
        // Larger than any text that is read, as a recording is.
        ("yazi.wav", vec![7; 21 << 20]),
    ];
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        desk.add_material(forum, &path, MaterialKind::Recording, None).unwrap();
        let kept = materials(&desk, forum);
        let kept = kept.iter().find(|kept| kept.title.as_deref() == Some(name)).unwrap();
        assert_eq!(kept.text, None, "{name}");
        assert!(original(dir.path(), kept.original.as_ref().unwrap()) == bytes, "{name}");
    }
}

#[test]
fn a_text_that_cannot_be_read_is_an_error_and_nothing_is_kept() {
    let dir = folder();
    let desk = open(dir.path());
    let forum = desk.new_forum("Forum", "az").unwrap().forum.id;
    let huge = "a ".repeat(11 << 20);
    let files: [(&str, &[u8], &str); 2] =
        [("bos.txt", b"", "intake.empty"), ("nehəng.html", huge.as_bytes(), "intake.too_large")];
    for (name, bytes, code) in files {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = desk.add_material(forum, &path, MaterialKind::Other, None).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
    }
    let missing = dir.path().join("yoxdur.txt");
    let error = desk.add_material(forum, &missing, MaterialKind::Other, None).unwrap_err();
    assert_eq!(error.code(), "file.not_found");
    assert!(materials(&desk, forum).is_empty());
    let originals = dir.path().join("library").join("originals");
    assert!(files_below(&originals).is_empty(), "half a material is none");
}
