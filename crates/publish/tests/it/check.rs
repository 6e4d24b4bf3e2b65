//! Packages that are damaged or made to do harm: each is found, by its code.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use sha2::{Digest, Sha256};
use tezis_publish::package::{PackageCheck, check_package};
use tezis_report::ids::PhotoHash;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::package::{bag, files};
use crate::support::{article, profile};

const NAME: &str = "2026-04-17-xezer-sahilinde-kitab-forumu-oxucu";

fn right() -> Vec<(String, Vec<u8>)> {
    files(&bag(&article("mia.az"), &profile("mia.az")))
}

fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let entry = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in files {
        zip.start_file(path, entry).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn check(zip: Vec<u8>) -> PackageCheck {
    check_package(Cursor::new(zip)).unwrap()
}

/// Codes and paths of what is wrong with a package after a change.
fn wrong(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<(String, String)> {
    let mut files = right();
    change(&mut files);
    let check = check(zipped(&files));
    let path = |path: Option<&str>| {
        path.unwrap_or_default().trim_start_matches(&format!("{NAME}/")).to_owned()
    };
    check.problems.iter().map(|problem| (problem.code().to_owned(), path(problem.path()))).collect()
}

fn found(code: &str, path: &str) -> (String, String) {
    (format!("publish.package_{code}"), path.to_owned())
}

fn file<'a>(files: &'a mut [(String, Vec<u8>)], path: &str) -> &'a mut Vec<u8> {
    let path = format!("{NAME}/{path}");
    &mut files.iter_mut().find(|(name, _)| *name == path).unwrap().1
}

fn remove(files: &mut Vec<(String, Vec<u8>)>, path: &str) {
    let path = format!("{NAME}/{path}");
    let before = files.len();
    files.retain(|(name, _)| *name != path);
    assert_eq!(files.len(), before - 1);
}

/// Writes both manifests anew, as somebody would who changes a bag on purpose.
fn sign(files: &mut [(String, Vec<u8>)]) {
    for (manifest, payload) in [("manifest-sha256.txt", true), ("tagmanifest-sha256.txt", false)] {
        let mut text = String::new();
        for (path, bytes) in files.iter() {
            let path = path.strip_prefix(&format!("{NAME}/")).unwrap();
            if path.starts_with("data/") == payload && path != "tagmanifest-sha256.txt" {
                let hash = PhotoHash::from_digest(Sha256::digest(bytes).into());
                writeln!(text, "{hash}  {path}").unwrap();
            }
        }
        *file(files, manifest) = text.into_bytes();
    }
}

#[test]
fn a_whole_package_is_valid() {
    let check = check(zipped(&right()));
    assert_eq!(check.problems, []);
    assert!(check.is_valid());
    assert_eq!(check.name.as_deref(), Some(NAME));
    assert_eq!(check.files, 17);
}

#[test]
fn a_changed_file_is_found() {
    let picture = format!("data/photos/cover/{NAME}-02.jpg");
    let found_one = wrong(|files| file(files, &picture)[0] ^= 1);
    assert_eq!(found_one, [found("changed", &picture)]);
    // A tag file is guarded too, and so is the manifest itself.
    let found_one = wrong(|files| file(files, "bag-info.txt").extend(b"Contact-Name: X\n"));
    assert_eq!(found_one, [found("changed", "bag-info.txt")]);
    let found_two = wrong(|files| file(files, "manifest-sha256.txt")[0] = b'x');
    assert!(found_two.contains(&found("changed", "manifest-sha256.txt")), "{found_two:?}");
    assert!(found_two.contains(&found("bad_line", "manifest-sha256.txt")), "{found_two:?}");
}

#[test]
fn a_missing_file_is_found() {
    let picture = format!("data/photos/gallery/{NAME}-01.jpg");
    let problems = wrong(|files| remove(files, &picture));
    assert!(problems.contains(&found("not_there", &picture)), "{problems:?}");
    assert!(problems.contains(&found("picture_missing", &picture)), "{problems:?}");
    assert!(problems.contains(&found("oxum", "")), "{problems:?}");
    for path in ["data/index.html", "data/article.json", "bag-info.txt", "manifest-sha256.txt"] {
        let problems = wrong(|files| remove(files, path));
        assert!(problems.contains(&found("missing", path)), "{path}: {problems:?}");
    }
    let problems = wrong(|files| remove(files, "tagmanifest-sha256.txt"));
    assert_eq!(problems, [found("missing", "tagmanifest-sha256.txt")]);
    assert_eq!(wrong(|files| remove(files, "bagit.txt")), [found("no_bag", "")]);
}

#[test]
fn a_file_that_was_added_is_found() {
    for path in ["data/photos/cover/x.jpg", "data/x.html", "run.sh"] {
        let problems = wrong(|files| files.push((format!("{NAME}/{path}"), b"x".to_vec())));
        assert!(problems.contains(&found("extra", path)), "{path}: {problems:?}");
    }
    let outside = wrong(|files| files.push(("readme.txt".to_owned(), b"x".to_vec())));
    assert_eq!(outside, [found("extra", "readme.txt")]);
}

#[test]
fn a_path_that_leaves_the_folder_is_found() {
    for path in [
        "../evil.sh",
        "/etc/passwd",
        "a/../../b",
        "C:/x",
        "a\\b",
        "a//b",
        "a/nul.txt",
        "a/b.",
        "a/\u{1}",
    ] {
        let problems = wrong(|files| files.push((path.to_owned(), b"x".to_vec())));
        assert_eq!(problems, [found("unsafe_path", path)], "{path}");
    }
}

#[test]
fn a_symbolic_link_is_found() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("bag/data", "/etc", SimpleFileOptions::default()).unwrap();
    let check = check(zip.finish().unwrap().into_inner());
    assert_eq!(check.problems[0].code(), "publish.package_unsafe_path");
}

#[test]
fn two_files_of_one_name_are_found() {
    let twin = format!("{NAME}/data/INDEX.html");
    let problems = wrong(|files| files.push((twin, b"x".to_vec())));
    assert_eq!(problems, [found("duplicate", "data/INDEX.html")]);
}

#[test]
fn a_bomb_is_found_and_its_limit_named() {
    let check = {
        let mut files = right();
        files.push((format!("{NAME}/data/bomb.txt"), vec![0; 32 << 20]));
        check(zipped(&files))
    };
    let bomb = check.problems.iter().find(|problem| problem.code() == "publish.package_too_large");
    let bomb = bomb.unwrap();
    assert!(bomb.path().unwrap().ends_with("bomb.txt"));
    assert!(bomb.to_string().contains("the compression is over the limit of 200"), "{bomb}");
}

#[test]
fn what_is_no_zip_is_found() {
    let whole = bag(&article("mia.az"), &profile("mia.az"));
    for bytes in [Vec::new(), b"<html>".to_vec(), whole[..whole.len() / 2].to_vec()] {
        let check = check(bytes);
        assert_eq!(check.problems.len(), 1, "{:?}", check.problems);
        assert_eq!(check.problems[0].code(), "publish.package_not_zip");
    }
    let other = check(zipped(&[("a.txt".to_owned(), b"x".to_vec())]));
    assert_eq!(other.problems[0].code(), "publish.package_no_bag");
}

#[test]
fn every_byte_counts() {
    // Whatever single byte of the file is damaged, the package is no longer valid, or still says
    // exactly the same (times and rights of an entry are not content).
    let whole = bag(&article("mia.az"), &profile("mia.az"));
    let right = files(&whole);
    for position in (0..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        damaged[position] ^= 0x55;
        let check = check(damaged.clone());
        if check.is_valid() {
            assert_eq!(files(&damaged), right, "byte {position}");
        }
    }
}

#[test]
fn a_bag_that_was_signed_anew_must_still_be_an_article() {
    let json = |change: fn(&str) -> String| {
        wrong(|files| {
            let file = file(files, "data/article.json");
            *file = change(std::str::from_utf8(file).unwrap()).into_bytes();
            sign(files);
        })
    };
    let article = found("article", "data/article.json");
    let broken = json(|text| text.replacen('{', "", 1));
    assert!(broken.contains(&article), "{broken:?}");
    let other = json(|text| text.replace("tezis-article", "other"));
    assert!(other.contains(&article), "{other:?}");
    let newer = json(|text| text.replace("\"version\": 1", "\"version\": 99"));
    assert!(newer.contains(&article), "{newer:?}");
}

#[test]
fn declaration_fetch_and_size_are_checked() {
    let problems = wrong(|files| {
        *file(files, "bagit.txt") = b"BagIt-Version: 9.9\n".to_vec();
        sign(files);
    });
    assert_eq!(problems, [found("declaration", "")]);
    let problems = wrong(|files| {
        files.push((format!("{NAME}/fetch.txt"), b"https://example.org/x 1 data/x\n".to_vec()));
        sign(files);
    });
    assert_eq!(problems, [found("fetch", "")]);
    let problems = wrong(|files| {
        let info = file(files, "bag-info.txt");
        *info =
            String::from_utf8_lossy(info).replace("Payload-Oxum: ", "Payload-Oxum: 1").into_bytes();
        sign(files);
    });
    assert_eq!(problems, [found("oxum", "")]);
}
