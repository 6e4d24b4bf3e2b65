//! A forum and a report in which every field is filled, as input of the tests, and a maker of
//! renditions that needs no codec. In each list of the forum the last entry is one that the report
//! does not use; the names, people and organisations are invented.

mod forum;
mod report;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use tezis_publish::Profile;
use tezis_publish::article::{Article, ArticleInput, Picture, Published};
use tezis_publish::error::RenditionError;
use tezis_publish::package::{FolderSink, PixelSize, RenditionFile, Renditions};
use tezis_publish::profile::RenditionSpec;
use tezis_report::ids::{PhotoHash, PublicationId};
use tezis_report::model::{Forum, PhotoFacts, Publication, PublicationKind, Report};

pub(crate) use forum::{forum, listed};
pub(crate) use report::{block_id, placement, report};

/// 18 April 2026, 09:50 in Baku.
pub(crate) fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 4, 18, 5, 50, 0).unwrap()
}

/// A private time: no file may hold the year 1987.
pub(crate) fn private_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(1987, 3, 4, 5, 6, 7).unwrap()
}

pub(crate) fn photo_hash(number: u8) -> PhotoHash {
    PhotoHash::from_digest([number; 32])
}

/// Facts of photos: 1 to 3 are a landscape, a portrait and a square; the report shows no others.
pub(crate) fn facts() -> BTreeMap<PhotoHash, PhotoFacts> {
    let sizes = [(1, 6000, 4000), (2, 3000, 4500), (3, 900, 900), (4, 4000, 3000)];
    let others = (5..=9).map(|number| (number, 4000, 3000));
    sizes
        .into_iter()
        .chain(others)
        .map(|(number, width, height)| {
            let facts = PhotoFacts {
                hash: photo_hash(number),
                bytes: 7_000_000,
                format: "jpeg".to_owned(),
                width,
                height,
                orientation: 1,
                taken_at: Some(private_time().naive_utc()),
                camera: Some("Kamera Sənaye X1".to_owned()),
                damage: None,
                body: Some("gövdə 7".to_owned()),
                likeness: Some("bənzərlik".to_owned()),
                sharpness: Some(17.25),
                picture: None,
                credentials: false,
            };
            (facts.hash.clone(), facts)
        })
        .collect()
}

pub(crate) fn profile(name: &str) -> Profile {
    Profile::builtin(name).unwrap()
}

pub(crate) fn resolve(report: &Report, forum: &Forum, profile: &Profile) -> Article {
    resolve_since(report, forum, profile, None)
}

/// As [`resolve`], for a report that is published.
pub(crate) fn resolve_since(
    report: &Report,
    forum: &Forum,
    profile: &Profile,
    published: Option<&Published>,
) -> Article {
    let facts = &facts();
    let input = ArticleInput { report, forum, profile, facts, at: at(), published };
    Article::resolve(input).unwrap()
}

/// The article of the fixtures for a shipped profile.
pub(crate) fn article(profile_name: &str) -> Article {
    resolve(&report(), &forum(), &profile(profile_name))
}

/// Publishes a report as an article shows it, so many days after [`at`].
pub(crate) fn publish(report: &mut Report, article: &Article, kind: PublicationKind, day: i64) {
    let number = u128::try_from(report.publications.len()).unwrap();
    report.publications.push(listed(
        PublicationId::from_parts(14, number),
        Publication {
            kind,
            at: Some(at() + TimeDelta::days(day)),
            hashes: article.publication_hashes(),
            photos: article.photo_numbers(),
            ..Publication::default()
        },
    ));
}

/// The report of the fixtures before anything happened to it.
pub(crate) fn new_report() -> Report {
    let mut report = report();
    report.publications.clear();
    report.about.correction = None;
    report
}

/// Writes a format into a text.
pub(crate) fn written<E: std::fmt::Debug>(
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Makes files that say what they are, in the sizes that the article announces.
#[derive(Default)]
pub(crate) struct FakeRenditions {
    /// What was asked for: `size 1 cover`, `file 1 cover`.
    pub(crate) asked: Vec<String>,
}

impl Renditions for FakeRenditions {
    fn size(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<PixelSize, RenditionError> {
        self.asked.push(format!("size {} {}", picture.number, spec.name));
        let file = picture.file(&spec.name).ok_or("no such file")?;
        Ok(PixelSize { width: file.width, height: file.height })
    }

    fn rendition(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<RenditionFile, RenditionError> {
        self.asked.push(format!("file {} {}", picture.number, spec.name));
        let file = picture.file(&spec.name).ok_or("no such file")?;
        Ok(RenditionFile {
            bytes: format!("picture {} as {}", picture.number, spec.name).into_bytes(),
            size: PixelSize { width: file.width, height: file.height },
        })
    }
}

/// A folder in memory.
#[derive(Default)]
pub(crate) struct MemoryFolder(pub(crate) BTreeMap<String, Vec<u8>>);

impl FolderSink for MemoryFolder {
    fn write(&mut self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        assert!(
            self.0.insert(path.to_owned(), bytes.to_vec()).is_none(),
            "{path} is written twice"
        );
        Ok(())
    }
}
