//! The package for a person at a web form: one folder with upload-ready pictures in order, the text,
//! the captions and a page to look at.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::ControlFlow;

use super::bag::{PackageSummary, captions_options, html_options};
use super::renditions::{Progress, Renditions, measured, rendition_of, report};
use crate::article::{Article, Picture, rendition_for};
use crate::changes::{changes, changes_html, changes_text};
use crate::digest::sha256;
use crate::error::PublishError;
use crate::formats::{
    DocxOptions, IndexHtmlOptions, PicturePaths, TextOptions, article_html, captions_csv, docx,
    preview_html, text,
};
use crate::profile::Profile;

/// Where the files of a folder go.
pub trait FolderSink {
    /// Writes a whole file. The path is relative, with `/`, in ASCII, and has at most one folder.
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// What a folder needs besides the article.
#[derive(Debug, Clone, Copy)]
pub struct FolderOptions<'a> {
    /// The portal's profile, the one that the article was resolved with.
    pub profile: &'a Profile,
    /// The numbers of the pictures to write; all where it is `None`. The page shows all in any case.
    pub only: Option<&'a BTreeSet<u32>>,
    /// What is published: the folder then says what differs from it.
    pub before: Option<&'a Article>,
    /// What the text document says of itself.
    pub docx: &'a DocxOptions,
}

/// Writes an article as a folder: `photos/…`, `text.txt`, `article.docx`, `article.html`,
/// `captions.csv` and `preview.html`; for an update also `changes.html` and `changes.txt`.
///
/// Fails with the first picture that can't be made, and with [`PublishError::Cancelled`] when
/// `progress` breaks; what was written until then stays.
pub fn write_folder(
    article: &Article,
    renditions: &mut dyn Renditions,
    options: &FolderOptions<'_>,
    sink: &mut dyn FolderSink,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<PackageSummary, PublishError> {
    let FolderOptions { profile, only, before, docx: docx_options } = *options;
    let article = &measured(article, profile, renditions)?;
    let spec = rendition_for(profile, None);
    let wanted = |picture: &&Picture| only.is_none_or(|only| only.contains(&picture.number));
    let pictures: Vec<&Picture> = article.pictures.iter().filter(wanted).collect();
    let mut folder = Folder {
        sink,
        summary: PackageSummary {
            name: article.package_name(),
            hashes: BTreeMap::new(),
            payload_bytes: 0,
        },
        total: 5 + pictures.len() + before.map_or(0, |_| 2),
        progress,
    };

    folder.file("text.txt", |out| text(article, &TextOptions { blank_lines: true }, out))?;
    folder.file("article.docx", |out| docx(article, docx_options, out))?;
    folder.file("article.html", |out| {
        article_html(article, &html_options(profile, PicturePaths::Flat), out)
    })?;
    folder.file("captions.csv", |out| {
        captions_csv(article, &captions_options(profile, PicturePaths::Flat), out)
    })?;
    if let Some(before) = before {
        let changes = changes(before, article, profile);
        folder.file("changes.html", |out| changes_html(&changes, article, out))?;
        folder.file("changes.txt", |out| changes_text(&changes, article, out))?;
    }
    for (picture, spec) in pictures.into_iter().zip(std::iter::repeat(spec)) {
        let Some((file, spec)) = spec.and_then(|spec| Some((picture.file(&spec.name)?, spec)))
        else {
            continue;
        };
        let path = PicturePaths::Flat.path(&spec.name, &file.name);
        folder.step(&path)?;
        let file = rendition_of(renditions, picture, spec)?;
        folder.write(&path, &file.bytes)?;
    }
    folder.file("preview.html", |out| {
        preview_html(article, &IndexHtmlOptions::of(profile), renditions, out)
    })?;
    folder.step("")?;
    Ok(folder.summary)
}

/// A folder that is being written.
struct Folder<'a> {
    sink: &'a mut dyn FolderSink,
    summary: PackageSummary,
    total: usize,
    progress: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

impl Folder<'_> {
    fn step(&mut self, what: &str) -> Result<(), PublishError> {
        let done = self.summary.hashes.len();
        report(self.progress, Progress { done, total: self.total, what })
    }

    /// Makes a file and writes it.
    fn file(
        &mut self,
        path: &str,
        make: impl FnOnce(&mut Vec<u8>) -> Result<(), PublishError>,
    ) -> Result<(), PublishError> {
        self.step(path)?;
        let mut bytes = Vec::new();
        make(&mut bytes)?;
        self.write(path, &bytes)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.sink.write(path, bytes).map_err(PublishError::writing(path))?;
        self.summary.hashes.insert(path.to_owned(), sha256(bytes));
        self.summary.payload_bytes += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }
}
