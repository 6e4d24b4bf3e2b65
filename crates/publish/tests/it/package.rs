//! Both shapes of a package: the same input gives the same bytes, names are legal, pictures are
//! asked for one at a time.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use tezis_publish::article::{Article, Picture};
use tezis_publish::error::RenditionError;
use tezis_publish::formats::DocxOptions;
use tezis_publish::package::{
    BagOptions, FolderOptions, PixelSize, Progress, RenditionFile, Renditions, check_package,
    write_bag_zip, write_folder,
};
use tezis_publish::profile::RenditionSpec;
use tezis_publish::{Profile, PublishError};

use crate::support::{FakeRenditions, MemoryFolder, article, at, forum, profile, report, resolve};

pub(crate) fn bag(article: &Article, profile: &Profile) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let options = BagOptions { profile, at: at(), software: "tezis 0.0.0" };
    write_bag_zip(article, &mut FakeRenditions::default(), &options, &mut out, &mut on).unwrap();
    out.into_inner()
}

pub(crate) fn folder(article: &Article, profile: &Profile) -> BTreeMap<String, Vec<u8>> {
    let docx = DocxOptions::default();
    folder_with(article, &FolderOptions { profile, only: None, before: None, docx: &docx })
}

/// A folder for a person, with what can be asked for besides.
pub(crate) fn folder_with(
    article: &Article,
    options: &FolderOptions<'_>,
) -> BTreeMap<String, Vec<u8>> {
    let mut folder = MemoryFolder::default();
    write_folder(article, &mut FakeRenditions::default(), options, &mut folder, &mut on).unwrap();
    folder.0
}

fn on(_: Progress<'_>) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The files of a zip, in its order.
pub(crate) fn files(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[test]
fn a_bag_has_a_fixed_order_and_form() {
    let zip = bag(&article("mia.az"), &profile("mia.az"));
    let mut archive = zip::ZipArchive::new(Cursor::new(&zip)).unwrap();
    let mut list = String::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).unwrap();
        let (time, mode) = (file.last_modified().unwrap(), file.unix_mode().unwrap());
        let (method, name) = (file.compression(), file.name().unwrap());
        writeln!(list, "{time} {mode:o} {method:?} {name}").unwrap();
    }
    insta::assert_snapshot!("bag_entries", list);
    let files: BTreeMap<String, Vec<u8>> = files(&zip).into_iter().collect();
    let tag = |name: &str| {
        let path = format!("2026-04-17-xezer-sahilinde-kitab-forumu-oxucu/{name}");
        String::from_utf8(files[&path].clone()).unwrap()
    };
    insta::assert_snapshot!("bag_info", tag("bag-info.txt"));
    assert_eq!(tag("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let mia = profile("mia.az");
    let first = bag(&article("mia.az"), &mia);
    assert_eq!(first, bag(&article("mia.az"), &mia));

    // The order in which a merge happened to bring lists that have no order of their own.
    let mut other = forum();
    other.people.reverse();
    other.organisations.reverse();
    other.places.reverse();
    other.quotes.reverse();
    other.photos.reverse();
    assert_eq!(first, bag(&resolve(&report(), &other, &mia), &mia));

    let folders = folder(&article("mia.az"), &mia);
    assert_eq!(folders, folder(&resolve(&report(), &other, &mia), &mia));
}

#[test]
fn every_name_is_legal_everywhere() {
    let mut report = report();
    report.about.slug = Some("CON: “ş/\\?*” ".repeat(20));
    for name in ["mia.az", "plain"] {
        let profile = profile(name);
        let article = resolve(&report, &forum(), &profile);
        let bag = files(&bag(&article, &profile)).into_iter().map(|(path, _)| path);
        for path in bag.chain(folder(&article, &profile).into_keys()) {
            assert!(path.len() < 140, "{path}");
            for part in path.split('/') {
                let legal =
                    |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c);
                assert!(part.chars().all(legal), "{path}");
                assert!(!part.ends_with('.') && !tezis_lang::is_reserved(part), "{path}");
            }
        }
    }
}

#[test]
fn a_folder_is_for_a_person() {
    let files = folder(&article("mia.az"), &profile("mia.az"));
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "article.docx",
            "article.html",
            "captions.csv",
            "photos/2026-04-17-xezer-sahilinde-kitab-forumu-oxucu-01.jpg",
            "photos/2026-04-17-xezer-sahilinde-kitab-forumu-oxucu-02.jpg",
            "photos/2026-04-17-xezer-sahilinde-kitab-forumu-oxucu-03.jpg",
            "preview.html",
            "text.txt",
        ]
    );
    let preview = String::from_utf8(files["preview.html"].clone()).unwrap();
    // Nothing of the preview is elsewhere, so that it can be sent by itself.
    assert!(!preview.contains("photos/"), "{preview}");
    assert!(preview.contains("src=\"data:image/jpeg;base64,cGljdHVyZSAyIGFzIGNvdmVy\""));
}

/// Makes pictures a little smaller than was planned, as after a limit of bytes.
struct Smaller(FakeRenditions);

impl Renditions for Smaller {
    fn size(&mut self, _: &Picture, _: &RenditionSpec) -> Result<PixelSize, RenditionError> {
        Ok(PixelSize { width: 301, height: 202 })
    }

    fn rendition(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<RenditionFile, RenditionError> {
        let file = self.0.rendition(picture, spec)?;
        Ok(RenditionFile { size: PixelSize { width: 301, height: 202 }, ..file })
    }
}

#[test]
fn pages_name_the_sizes_that_the_files_have() {
    let mia = profile("mia.az");
    let mut out = Cursor::new(Vec::new());
    let options = BagOptions { profile: &mia, at: at(), software: "tezis 0.0.0" };
    let mut smaller = Smaller(FakeRenditions::default());
    write_bag_zip(&article("mia.az"), &mut smaller, &options, &mut out, &mut on).unwrap();
    for (path, bytes) in files(out.get_ref()) {
        let text = String::from_utf8(bytes).unwrap();
        if path.ends_with("index.html") || path.ends_with("/article.html") {
            assert!(text.contains("width=\"301\" height=\"202\""), "{path}");
        }
        if path.ends_with("article.json") {
            assert_eq!(text.matches("\"width\": 301").count(), 9);
            assert_eq!(text.matches("\"width\":").count(), 9);
        }
    }
}

#[test]
fn a_picture_of_another_size_than_announced_stops_the_export() {
    struct Liar;
    impl Renditions for Liar {
        fn size(&mut self, _: &Picture, _: &RenditionSpec) -> Result<PixelSize, RenditionError> {
            Ok(PixelSize { width: 10, height: 10 })
        }
        fn rendition(
            &mut self,
            _: &Picture,
            _: &RenditionSpec,
        ) -> Result<RenditionFile, RenditionError> {
            Ok(RenditionFile { bytes: vec![1], size: PixelSize { width: 10, height: 9 } })
        }
    }
    let mia = profile("mia.az");
    let options = BagOptions { profile: &mia, at: at(), software: "tezis 0.0.0" };
    let out = Cursor::new(Vec::new());
    let error = write_bag_zip(&article("mia.az"), &mut Liar, &options, out, &mut on).unwrap_err();
    assert_eq!(error.code(), "publish.rendition_size");
}

#[test]
fn a_picture_that_cannot_be_made_is_named() {
    struct Broken;
    impl Renditions for Broken {
        fn size(&mut self, _: &Picture, _: &RenditionSpec) -> Result<PixelSize, RenditionError> {
            Err("the file is cut off".into())
        }
        fn rendition(
            &mut self,
            _: &Picture,
            _: &RenditionSpec,
        ) -> Result<RenditionFile, RenditionError> {
            Err("the file is cut off".into())
        }
    }
    let mut folder = MemoryFolder::default();
    let (profile, docx) = (profile("mia.az"), DocxOptions::default());
    let options = FolderOptions { profile: &profile, only: None, before: None, docx: &docx };
    let error =
        write_folder(&article("mia.az"), &mut Broken, &options, &mut folder, &mut on).unwrap_err();
    assert_eq!(error.code(), "publish.rendition");
    assert_eq!(error.to_string(), "picture 1 could not be made as “gallery”: the file is cut off");
    assert!(folder.0.is_empty(), "nothing is written before all sizes are known");
}

#[test]
fn progress_is_told_and_can_stop() {
    let mia = profile("mia.az");
    let options = BagOptions { profile: &mia, at: at(), software: "tezis 0.0.0" };
    let mut steps = Vec::new();
    let mut renditions = FakeRenditions::default();
    let mut stop_at_third = |progress: Progress<'_>| {
        steps.push((progress.done, progress.total, progress.what.to_owned()));
        if progress.done == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let out = Cursor::new(Vec::new());
    let error =
        write_bag_zip(&article("mia.az"), &mut renditions, &options, out, &mut stop_at_third)
            .unwrap_err();
    assert!(matches!(error, PublishError::Cancelled));
    assert_eq!(steps.len(), 6);
    assert_eq!(steps[0], (0, 13, "data/article.html".to_owned()));
    // Nine sizes, and one file: the second was never begun.
    assert_eq!(renditions.asked.iter().filter(|asked| asked.starts_with("file")).count(), 1);
}

#[test]
fn a_photo_that_is_not_in_the_library_is_named() {
    let mut report = report();
    report.placements[1].entity.photo = Some(crate::support::photo_hash(99));
    let error = Article::resolve(tezis_publish::ArticleInput {
        report: &report,
        forum: &forum(),
        profile: &profile("mia.az"),
        facts: &crate::support::facts(),
        at: at(),
        published: None,
    })
    .unwrap_err();
    assert_eq!(error.code(), "publish.photo_unknown");
}

#[test]
fn another_program_finds_the_bag_valid() {
    use std::process::Command;
    let has = Command::new("python3").args(["-c", "import bagit, zipfile"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        println!("skipped: python3 with the package bagit is not here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bag.zip");
    std::fs::write(&path, bag(&article("mia.az"), &profile("mia.az"))).unwrap();
    let script = "import bagit, os, sys, zipfile\n\
                  zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])\n\
                  [name] = os.listdir(sys.argv[2])\n\
                  bag = bagit.Bag(os.path.join(sys.argv[2], name))\n\
                  bag.validate()\n\
                  bag.validate(fast=True)\n\
                  print(len(bag.payload_entries()))\n";
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(&path)
        .arg(folder.path().join("unpacked"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "13");
}

#[test]
fn our_own_check_finds_both_shipped_profiles_valid() {
    for name in ["mia.az", "plain"] {
        let zip = bag(&article(name), &profile(name));
        let check = check_package(Cursor::new(zip)).unwrap();
        assert_eq!(check.problems, []);
        assert_eq!(check.headline.as_deref(), Some(article(name).headline.as_str()));
    }
}
