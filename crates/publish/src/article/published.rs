//! What readers have of a report already: the names and numbers that never change again, and when
//! it appeared. It comes from the report's publications and from the article as it first appeared.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use tezis_report::model::{Publication, PublicationKind, Report};

use super::content::{content_hash, source};
use super::{Article, FileNames, Picture, PictureFile};
use crate::digest::sha256;

/// The key of the content's hash among those of a publication (`Publication::hashes`).
pub const CONTENT: &str = "content";

/// The highest number of a picture. A higher one is no picture's: the library is damaged there.
const HIGHEST: u32 = 999_999;

/// What is published of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// When it first appeared.
    pub first_at: DateTime<Utc>,
    /// When an update or a correction last appeared, where one has.
    pub updated_at: Option<DateTime<Utc>>,
    /// The last part of its address.
    pub slug: String,
    /// Numbers of published pictures, by [`Picture::use_key`].
    pub numbers: BTreeMap<String, u32>,
    /// File names without extension of published pictures, by number. For a picture that is not
    /// here the profile's pattern is filled.
    pub stems: BTreeMap<u32, String>,
    /// What was last published, as [`content_hash`] has it; where it is known and differs, the
    /// article counts as updated.
    pub content: Option<String>,
    pub(super) file_names: FileNames,
}

impl Published {
    /// Collects what a report's publications say. `first` is the article as it first appeared,
    /// resolved (without `published`) at the heads of the first publication.
    ///
    /// Returns `None` for a report that has not appeared. Where two publications gave one picture
    /// different numbers, or two pictures one number, the earlier publication holds.
    pub fn of(report: &Report, first: &Article) -> Option<Self> {
        let mut publications: Vec<(DateTime<Utc>, &Publication)> = report
            .publications
            .iter()
            .filter_map(|listed| Some((listed.entity.at?, &listed.entity)))
            .collect();
        // The sort is stable: publications of one moment stay in the order of their ids.
        publications.sort_by_key(|(at, _)| *at);
        let (first_at, _) = *publications.first()?;
        let (_, last) = *publications.last()?;
        let updated = |kind| matches!(kind, PublicationKind::Update | PublicationKind::Correction);
        let updated_at =
            publications.iter().rev().find(|(_, made)| updated(made.kind)).map(|(at, _)| *at);

        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut stems: BTreeMap<u32, String> = BTreeMap::new();
        let mut taken: BTreeSet<u32> = BTreeSet::new();
        let mut named: BTreeSet<String> = BTreeSet::new();
        for (_, publication) in &publications {
            for (key, &number) in &publication.photos {
                let free = (1..=HIGHEST).contains(&number) && !numbers.contains_key(key);
                if free && taken.insert(number) {
                    numbers.insert(key.clone(), number);
                    let stem = stem_of(publication, number);
                    if let Some(stem) = stem.filter(|stem| named.insert(stem.clone())) {
                        stems.insert(number, stem);
                    }
                }
            }
        }
        Some(Self {
            first_at,
            updated_at,
            slug: first.slug.clone(),
            numbers,
            stems,
            content: last.hashes.get(CONTENT).cloned(),
            file_names: first.file_names.clone(),
        })
    }

    /// Returns the number that a new picture may have: one above all that were ever published.
    pub(super) fn next_number(&self) -> u32 {
        self.numbers.values().max().map_or(1, |highest| highest.saturating_add(1))
    }
}

/// Returns the file name that a publication gave the picture of that number.
fn stem_of(publication: &Publication, number: u32) -> Option<String> {
    let prefix = format!("photo/{number}/");
    let mut names = publication.hashes.keys().filter_map(|key| key.strip_prefix(&prefix));
    // It becomes a file's name again, so it must still be one.
    names.find(|stem| tezis_lang::file_stem(stem, stem.len()) == **stem).map(str::to_owned)
}

/// What a publication keeps of an article.
pub(super) fn hashes(article: &Article) -> BTreeMap<String, String> {
    let pictures = article.pictures.iter().map(|picture| {
        let stem = picture.files.first().map(PictureFile::stem).unwrap_or_default();
        (format!("photo/{}/{stem}", picture.number), source_hash(picture))
    });
    std::iter::once((CONTENT.to_owned(), content_hash(article))).chain(pictures).collect()
}

fn source_hash(picture: &Picture) -> String {
    sha256(source(picture).to_string().as_bytes())
}
