//! The package for a person at a web form: one folder with upload-ready pictures in order, the text,
//! the captions and a page to look at.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;

use super::bag::{PackageSummary, captions_options, html_options};
use super::manifest::sha256;
use super::renditions::{Progress, Renditions, measured, rendition_of, report};
use crate::article::{Article, rendition_for};
use crate::error::PublishError;
use crate::formats::{
    IndexHtmlOptions, PicturePaths, TextOptions, article_html, captions_csv, preview_html, text,
};
use crate::profile::Profile;

/// Where the files of a folder go.
pub trait FolderSink {
    /// Writes a whole file. The path is relative, with `/`, in ASCII, and has at most one folder.
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// Writes an article as a folder: `photos/…`, `text.txt`, `article.html`, `captions.csv` and
/// `preview.html`.
///
/// Fails with the first picture that can't be made, and with [`PublishError::Cancelled`] when
/// `progress` breaks; what was written until then stays.
pub fn write_folder(
    article: &Article,
    profile: &Profile,
    renditions: &mut dyn Renditions,
    sink: &mut dyn FolderSink,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<PackageSummary, PublishError> {
    let article = &measured(article, profile, renditions)?;
    let mut folder = Folder {
        sink,
        summary: PackageSummary {
            name: article.package_name(),
            hashes: BTreeMap::new(),
            payload_bytes: 0,
        },
        total: 4 + article.pictures.len(),
        progress,
    };

    let mut bytes = Vec::new();
    folder.step("text.txt")?;
    text(article, &TextOptions { blank_lines: true }, &mut bytes)?;
    folder.write("text.txt", &bytes)?;

    bytes.clear();
    folder.step("article.html")?;
    article_html(article, &html_options(profile, PicturePaths::Flat), &mut bytes)?;
    folder.write("article.html", &bytes)?;

    bytes.clear();
    folder.step("captions.csv")?;
    captions_csv(article, &captions_options(profile, PicturePaths::Flat), &mut bytes)?;
    folder.write("captions.csv", &bytes)?;

    if let Some(spec) = rendition_for(profile, None) {
        for picture in &article.pictures {
            let Some(file) = picture.file(&spec.name) else { continue };
            let path = PicturePaths::Flat.path(&spec.name, &file.name);
            folder.step(&path)?;
            let file = rendition_of(renditions, picture, spec)?;
            folder.write(&path, &file.bytes)?;
        }
    }

    bytes.clear();
    folder.step("preview.html")?;
    preview_html(article, &IndexHtmlOptions::of(profile), renditions, &mut bytes)?;
    folder.write("preview.html", &bytes)?;
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

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.sink.write(path, bytes).map_err(PublishError::writing(path))?;
        self.summary.hashes.insert(path.to_owned(), sha256(bytes));
        self.summary.payload_bytes += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }
}
