//! The package for machines and archives: a BagIt 1.0 bag (RFC 8493) in one zip, so that whoever gets
//! it can check it with any BagIt tool.
//!
//! The same article, files, time and program give the same bytes: entries stand in a fixed order with
//! one time and one set of rights. The bag's folder is an entry of the zip, as RFC 8493 §4.2 asks.
//! Tag files come last, because `bag-info.txt` holds the payload's size, which is known only when
//! all pictures are made.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Seek, Write};
use std::ops::ControlFlow;

use chrono::{DateTime, Datelike, Timelike, Utc};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::manifest::{self, BAGIT_TXT, MANIFEST, TAG_MANIFEST};
use super::renditions::{Progress, Renditions, measured, rendition_of, report};
use crate::article::{Article, rendition_for};
use crate::digest::sha256;
use crate::error::PublishError;
use crate::formats::{
    ArticleHtmlOptions, CaptionsCsvOptions, IndexHtmlOptions, PicturePaths, article_html,
    article_json, captions_csv, index_html,
};
use crate::profile::Profile;

/// What a bag needs besides the article.
#[derive(Debug, Clone, Copy)]
pub struct BagOptions<'a> {
    /// The portal's profile, the one that the article was resolved with.
    pub profile: &'a Profile,
    /// The time of all entries.
    pub at: DateTime<Utc>,
    /// The program that makes the bag, with its version: `tezis 0.1.0`.
    pub software: &'a str,
}

/// What a package holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageSummary {
    /// The name of its folder.
    pub name: String,
    /// SHA-256 of each payload file, by path inside the package.
    pub hashes: BTreeMap<String, String>,
    /// Bytes of the payload.
    pub payload_bytes: u64,
}

/// Writes an article as a bag.
///
/// Fails with the first picture that can't be made, and with [`PublishError::Cancelled`] when
/// `progress` breaks; what was written until then is no package.
pub fn write_bag_zip(
    article: &Article,
    renditions: &mut dyn Renditions,
    options: &BagOptions<'_>,
    out: impl Write + Seek,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<PackageSummary, PublishError> {
    let article = &measured(article, options.profile, renditions)?;
    let mut payload = payload(article);
    let total = payload.len();
    let mut bag = Bag::new(article.package_name(), options.at, out);
    bag.tag("bagit.txt", BAGIT_TXT)?;

    payload.sort_by(|a, b| a.path().cmp(b.path()));
    for (done, file) in payload.iter().enumerate() {
        report(progress, Progress { done, total, what: file.path() })?;
        match file {
            Payload::Text(path, write) => {
                let mut bytes = Vec::new();
                write(article, options.profile, &mut bytes)?;
                bag.data(path, &bytes, CompressionMethod::Deflated)?;
            }
            Payload::Picture { path, number, rendition } => {
                let picture = article.picture(*number);
                let spec = options.profile.rendition(rendition);
                let Some((picture, spec)) = picture.zip(spec) else { continue };
                let file = rendition_of(renditions, picture, spec)?;
                bag.data(path, &file.bytes, CompressionMethod::Stored)?;
            }
        }
    }

    let info = bag_info(article, options, &bag);
    bag.tag("bag-info.txt", &info)?;
    bag.tag(MANIFEST, &manifest::write(&bag.payload))?;
    bag.tag(TAG_MANIFEST, &manifest::write(&bag.tags))?;
    report(progress, Progress { done: total, total, what: "" })?;
    bag.finish()
}

type WriteText = fn(&Article, &Profile, &mut Vec<u8>) -> Result<(), PublishError>;

/// A file of the payload, before it is made.
enum Payload {
    Text(&'static str, WriteText),
    Picture { path: String, number: u32, rendition: String },
}

impl Payload {
    fn path(&self) -> &str {
        match self {
            Self::Text(path, _) => path,
            Self::Picture { path, .. } => path,
        }
    }
}

fn payload(article: &Article) -> Vec<Payload> {
    let texts: [(&str, WriteText); 4] = [
        ("data/index.html", |article, profile, out| {
            index_html(article, &IndexHtmlOptions::of(profile), out)
        }),
        ("data/article.html", |article, profile, out| {
            let options = html_options(profile, PicturePaths::ByRendition);
            article_html(article, &options, out)
        }),
        ("data/article.json", |article, _, out| article_json(article, out)),
        ("data/captions.csv", |article, profile, out| {
            captions_csv(article, &captions_options(profile, PicturePaths::ByRendition), out)
        }),
    ];
    let pictures = article.pictures.iter().flat_map(|picture| {
        picture.files.iter().map(|file| Payload::Picture {
            path: format!("data/{}", PicturePaths::ByRendition.path(&file.rendition, &file.name)),
            number: picture.number,
            rendition: file.rendition.clone(),
        })
    });
    texts.into_iter().map(|(path, write)| Payload::Text(path, write)).chain(pictures).collect()
}

/// Returns the options of `article.html` that a profile asks for.
pub(super) fn html_options(profile: &Profile, paths: PicturePaths) -> ArticleHtmlOptions {
    ArticleHtmlOptions {
        allowed_html: profile.body.allowed_html.clone(),
        rendition: upload(profile),
        paths,
    }
}

/// Returns the options of `captions.csv` that a profile asks for.
pub(super) fn captions_options(profile: &Profile, paths: PicturePaths) -> CaptionsCsvOptions {
    CaptionsCsvOptions { rendition: upload(profile), paths }
}

fn upload(profile: &Profile) -> String {
    rendition_for(profile, None).map(|spec| spec.name.clone()).unwrap_or_default()
}

fn bag_info<W: Write + Seek>(article: &Article, options: &BagOptions<'_>, bag: &Bag<W>) -> String {
    let fields = [
        ("Source-Organization", article.portal.title.clone()),
        ("Bagging-Date", options.at.format("%Y-%m-%d").to_string()),
        ("External-Description", article.headline.clone()),
        ("External-Identifier", article.slug.clone()),
        ("Payload-Oxum", format!("{}.{}", bag.payload_bytes, bag.payload.len())),
        ("Bag-Software-Agent", options.software.to_owned()),
    ];
    let mut info = String::new();
    for (label, value) in fields {
        // A value ends with its line.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            writeln!(info, "{label}: {value}").expect("BUG: a String takes all");
        }
    }
    info
}

/// A bag that is being written.
struct Bag<W: Write + Seek> {
    zip: ZipWriter<W>,
    name: String,
    entry: SimpleFileOptions,
    payload: BTreeMap<String, String>,
    payload_bytes: u64,
    tags: BTreeMap<String, String>,
}

impl<W: Write + Seek> Bag<W> {
    fn new(name: String, at: DateTime<Utc>, out: W) -> Self {
        let entry =
            SimpleFileOptions::default().last_modified_time(zip_time(at)).unix_permissions(0o644);
        Self {
            zip: ZipWriter::new(out),
            name,
            entry,
            payload: BTreeMap::new(),
            payload_bytes: 0,
            tags: BTreeMap::new(),
        }
    }

    fn data(
        &mut self,
        path: &str,
        bytes: &[u8],
        method: CompressionMethod,
    ) -> Result<(), PublishError> {
        self.write(path, bytes, method)?;
        self.payload.insert(path.to_owned(), sha256(bytes));
        self.payload_bytes += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }

    fn tag(&mut self, path: &str, text: &str) -> Result<(), PublishError> {
        self.write(path, text.as_bytes(), CompressionMethod::Deflated)?;
        self.tags.insert(path.to_owned(), sha256(text.as_bytes()));
        Ok(())
    }

    fn write(
        &mut self,
        path: &str,
        bytes: &[u8],
        method: CompressionMethod,
    ) -> Result<(), PublishError> {
        let name = format!("{}/{path}", self.name);
        let entry = self.entry.compression_method(method);
        let written = self
            .zip
            .start_file(name, entry)
            .map_err(std::io::Error::from)
            .and_then(|()| self.zip.write_all(bytes));
        written.map_err(PublishError::writing(path))
    }

    fn finish(self) -> Result<PackageSummary, PublishError> {
        self.zip
            .finish()
            .map_err(std::io::Error::from)
            .and_then(|mut out| out.flush())
            .map_err(PublishError::writing(&self.name))?;
        Ok(PackageSummary {
            name: self.name,
            hashes: self.payload,
            payload_bytes: self.payload_bytes,
        })
    }
}

/// Returns a time as zip has it: UTC, from 1980 to 2107, in steps of two seconds.
fn zip_time(at: DateTime<Utc>) -> zip::DateTime {
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or(0);
    if year < 1980 {
        return zip::DateTime::default();
    }
    let time = zip::DateTime::from_date_and_time(
        year,
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second() / 2 * 2),
    );
    time.unwrap_or_default()
}
