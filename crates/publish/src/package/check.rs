//! The check of a package that somebody sent: a zip with a BagIt bag of an article. Nothing is
//! unpacked; every file is read once, with limits, and everything that is wrong is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tezis_lang::Lang;
use zip::ZipArchive;

use super::manifest::{self, MANIFEST, Manifest, TAG_MANIFEST};
use super::problem::PackageProblem;
use crate::digest::hex;
use crate::error::PublishError;
use crate::formats::{ARTICLE_JSON_FORMAT, ARTICLE_JSON_VERSION};

/// The most entries that a package may have.
const MAX_ENTRIES: usize = 20_000;

/// The most bytes that one file may have, unpacked.
const MAX_FILE: u64 = 256 << 20;

/// The most bytes that all files together may have, unpacked.
const MAX_TOTAL: u64 = 4 << 30;

/// The most bytes of a tag file or an `article.json`, which are read whole.
const MAX_TEXT: u64 = 16 << 20;

/// How many times larger a file may become by unpacking. Deflate reaches 1,032; a text of an article
/// stays under 20.
const MAX_RATIO: u64 = 200;

/// Files smaller than this unpacked are not held against [`MAX_RATIO`].
const RATIO_FROM: u64 = 1 << 20;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PackageCheck {
    /// The bag's folder.
    pub name: Option<String>,
    /// The article's headline.
    pub headline: Option<String>,
    /// Files that were read.
    pub files: usize,
    /// Their bytes, unpacked.
    pub bytes: u64,
    /// Everything that is wrong, by path.
    pub problems: Vec<PackageProblem>,
}

impl PackageCheck {
    /// Tells whether nothing is wrong.
    pub fn is_valid(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Checks a package wholly. Fails only when the file itself can't be read; whatever is wrong with
/// what it holds is in the result.
pub fn check_package(read: impl Read + Seek) -> Result<PackageCheck, PublishError> {
    let mut check = PackageCheck::default();
    let mut zip = match ZipArchive::new(read) {
        Ok(zip) => zip,
        Err(zip::result::ZipError::Io(source)) if source.kind() != io::ErrorKind::UnexpectedEof => {
            return Err(PublishError::Read { source });
        }
        Err(error) => {
            check.problems.push(PackageProblem::NotZip { reason: error.to_string() });
            return Ok(check);
        }
    };
    if let Some(entries) = entries(&mut zip, &mut check) {
        let files = read_files(&mut zip, &entries, &mut check);
        bag(&files, &mut check);
    }
    Ok(check)
}

/// An entry that is worth reading.
struct Entry {
    index: usize,
    path: String,
}

/// What is known of a file after it was read.
struct File {
    hash: String,
    size: u64,
    /// The bytes of the few files that are read whole.
    text: Option<Vec<u8>>,
}

/// Looks at names and sizes before a byte is unpacked; `None` when nothing of it should be.
fn entries<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    check: &mut PackageCheck,
) -> Option<Vec<Entry>> {
    if zip.len() > MAX_ENTRIES {
        let limit = MAX_ENTRIES as u64;
        check.problems.push(PackageProblem::TooLarge {
            path: String::new(),
            what: "the number of files".to_owned(),
            limit,
        });
        return None;
    }
    match zip.has_overlapping_entries() {
        Ok(false) => {}
        Ok(true) => {
            check.problems.push(PackageProblem::Overlap);
            return None;
        }
        Err(error) => {
            check.problems.push(PackageProblem::NotZip { reason: error.to_string() });
            return None;
        }
    }
    let mut entries = Vec::new();
    let mut seen = BTreeSet::new();
    if zip.has_duplicate_names() {
        check.problems.push(PackageProblem::Duplicate { path: String::new() });
    }
    for index in 0..zip.len() {
        let file = match zip.by_index_raw(index) {
            Ok(file) => file,
            Err(error) => {
                let path = format!("entry {index}");
                check.problems.push(PackageProblem::Unreadable { path, reason: error.to_string() });
                continue;
            }
        };
        let raw = file.name_raw().to_vec();
        let path = String::from_utf8_lossy(&raw).into_owned();
        if !is_safe(&raw) || file.is_symlink() {
            check.problems.push(PackageProblem::UnsafePath { path });
            continue;
        }
        if !seen.insert(tezis_lang::lower(&path, Lang::En)) {
            check.problems.push(PackageProblem::Duplicate { path });
            continue;
        }
        if !path.ends_with('/') {
            entries.push(Entry { index, path });
        }
    }
    Some(entries)
}

/// Whether a path stays inside the folder it is unpacked to, on every system.
fn is_safe(raw: &[u8]) -> bool {
    let Ok(path) = std::str::from_utf8(raw) else { return false };
    let path = path.strip_suffix('/').unwrap_or(path);
    path.len() <= 240
        && path.split('/').all(|part| {
            !part.is_empty()
                && !part.ends_with(['.', ' '])
                && !part.starts_with(' ')
                && !part.chars().any(|c| c.is_control() || "\\:*?\"<>|".contains(c))
                && !tezis_lang::is_reserved(part)
        })
}

/// Reads every file once. Sizes that the zip claims are not believed.
fn read_files<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    entries: &[Entry],
    check: &mut PackageCheck,
) -> BTreeMap<String, File> {
    let mut files = BTreeMap::new();
    for Entry { index, path } in entries {
        let whole = !path.contains("/data/") || path.ends_with("/data/article.json");
        let read = match zip.by_index(*index) {
            Ok(mut file) => {
                let packed = file.compressed_size();
                read_file(&mut file, packed, whole, MAX_TOTAL - check.bytes)
            }
            Err(error) => Err(Unread::Broken(error.to_string())),
        };
        match read {
            Ok(file) => {
                check.files += 1;
                check.bytes += file.size;
                files.insert(path.clone(), file);
            }
            Err(Unread::Broken(reason)) => {
                check.problems.push(PackageProblem::Unreadable { path: path.clone(), reason });
            }
            Err(Unread::TooLarge(what, limit)) => {
                let (path, what) = (path.clone(), what.to_owned());
                check.problems.push(PackageProblem::TooLarge { path, what, limit });
            }
        }
    }
    files
}

/// Why a file was not read to its end.
enum Unread {
    Broken(String),
    TooLarge(&'static str, u64),
}

fn read_file(file: &mut impl Read, packed: u64, whole: bool, room: u64) -> Result<File, Unread> {
    let (mut hasher, mut size, mut text) = (Sha256::new(), 0_u64, whole.then(Vec::new));
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Unread::Broken(error.to_string())),
        };
        let bytes = buffer.get(..count).unwrap_or_default();
        size += u64::try_from(count).unwrap_or_default();
        if size > room {
            return Err(Unread::TooLarge("the package, unpacked,", MAX_TOTAL));
        }
        if size > MAX_FILE {
            return Err(Unread::TooLarge("the file, unpacked,", MAX_FILE));
        }
        if size > RATIO_FROM && size / packed.max(1) > MAX_RATIO {
            return Err(Unread::TooLarge("the compression", MAX_RATIO));
        }
        hasher.update(bytes);
        if let Some(text) = &mut text {
            if size > MAX_TEXT {
                return Err(Unread::TooLarge("the text", MAX_TEXT));
            }
            text.extend_from_slice(bytes);
        }
    }
    Ok(File { hash: hex(&hasher.finalize()), size, text })
}

/// Checks the bag: its folder, declaration, manifests and article.
fn bag(files: &BTreeMap<String, File>, check: &mut PackageCheck) {
    let declaration = files.keys().find(|path| {
        path.strip_suffix("bagit.txt")
            .is_some_and(|base| base.matches('/').count() == usize::from(!base.is_empty()))
    });
    let Some(base) = declaration.and_then(|path| path.strip_suffix("bagit.txt")) else {
        check.problems.push(PackageProblem::NoBag);
        return;
    };
    if base.is_empty() {
        check.problems.push(PackageProblem::NoFolder);
    } else {
        check.name = Some(base.trim_end_matches('/').to_owned());
    }
    let mut inside: BTreeMap<&str, &File> = BTreeMap::new();
    for (path, file) in files {
        match path.strip_prefix(base) {
            Some(path) => {
                inside.insert(path, file);
            }
            None => check.problems.push(PackageProblem::Extra { path: path.clone() }),
        }
    }
    let mut bag = BagCheck { files: inside, check };
    bag.declaration();
    bag.manifests();
    bag.info();
    bag.article();
}

/// A bag whose files were read; paths are inside its folder.
struct BagCheck<'a> {
    files: BTreeMap<&'a str, &'a File>,
    check: &'a mut PackageCheck,
}

impl BagCheck<'_> {
    fn problem(&mut self, problem: PackageProblem) {
        self.check.problems.push(problem);
    }

    fn text(&mut self, path: &str) -> Option<String> {
        let Some(file) = self.files.get(path) else {
            self.problem(PackageProblem::Missing { path: path.to_owned() });
            return None;
        };
        let text = file.text.clone().and_then(|bytes| String::from_utf8(bytes).ok());
        if text.is_none() {
            self.problem(PackageProblem::NotUtf8 { path: path.to_owned() });
        }
        text
    }

    fn declaration(&mut self) {
        let Some(text) = self.text("bagit.txt") else { return };
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let right = matches!(
            lines.as_slice(),
            ["BagIt-Version: 1.0" | "BagIt-Version: 0.97", "Tag-File-Character-Encoding: UTF-8"]
        );
        if !right {
            self.problem(PackageProblem::BadDeclaration);
        }
        if self.files.contains_key("fetch.txt") {
            self.problem(PackageProblem::Fetch);
        }
    }

    fn manifests(&mut self) {
        let payload = self.manifest(MANIFEST);
        let tags = self.manifest(TAG_MANIFEST);
        let unnamed: Vec<String> = self
            .files
            .keys()
            .filter(|&&path| {
                let manifest = if path.starts_with("data/") { &payload } else { &tags };
                // The tag manifest can't name itself. Without a manifest its absence is the problem.
                let named =
                    manifest.as_ref().is_none_or(|manifest| manifest.hashes.contains_key(path));
                !named && path != TAG_MANIFEST
            })
            .map(|&path| path.to_owned())
            .collect();
        for path in unnamed {
            self.problem(PackageProblem::Extra { path });
        }
    }

    /// Reads a manifest and holds every file that it names against it.
    fn manifest(&mut self, name: &str) -> Option<Manifest> {
        let manifest = manifest::read(&self.text(name)?);
        for &line in &manifest.bad_lines {
            self.problem(PackageProblem::BadLine { path: name.to_owned(), line });
        }
        for (path, hash) in &manifest.hashes {
            let found = self.files.get(path.as_str()).map(|file| file.hash == *hash);
            let (path, manifest) = (path.clone(), name.to_owned());
            match found {
                None => self.problem(PackageProblem::NotThere { path, manifest }),
                Some(false) => self.problem(PackageProblem::Changed { path, manifest }),
                Some(true) => {}
            }
        }
        Some(manifest)
    }

    fn info(&mut self) {
        let Some(text) = self.text("bag-info.txt") else { return };
        let mut bad = Vec::new();
        let mut oxum = None;
        for (line, entry) in (1..).zip(text.lines()) {
            // A line that begins with a blank goes on with the value before it.
            if entry.starts_with([' ', '\t']) && line > 1 {
                continue;
            }
            match entry.split_once(':') {
                Some((label, value)) if !label.trim().is_empty() => {
                    if label.eq_ignore_ascii_case("Payload-Oxum") {
                        oxum = Some(value.trim().to_owned());
                    }
                }
                _ => bad.push(line),
            }
        }
        for line in bad {
            self.problem(PackageProblem::BadLine { path: "bag-info.txt".to_owned(), line });
        }
        let payload = self.files.iter().filter(|(path, _)| path.starts_with("data/"));
        let (count, bytes) =
            payload.fold((0, 0), |(count, bytes), (_, file)| (count + 1, bytes + file.size));
        let found = format!("{bytes}.{count}");
        if let Some(said) = oxum.filter(|said| *said != found) {
            self.problem(PackageProblem::Oxum { said, found });
        }
    }

    fn article(&mut self) {
        let path = "data/article.json";
        for page in ["data/index.html", "data/article.html", "data/captions.csv"] {
            if !self.files.contains_key(page) {
                self.problem(PackageProblem::Missing { path: page.to_owned() });
            }
        }
        let Some(text) = self.text(path) else { return };
        let article: ArticleIndex = match serde_json::from_str(&text) {
            Ok(article) => article,
            Err(error) => {
                let (path, reason) = (path.to_owned(), error.to_string());
                return self.problem(PackageProblem::BadArticle { path, reason });
            }
        };
        if article.format != ARTICLE_JSON_FORMAT || article.version != ARTICLE_JSON_VERSION {
            let reason = format!("it says {} version {}", article.format, article.version);
            return self.problem(PackageProblem::BadArticle { path: path.to_owned(), reason });
        }
        self.check.headline = Some(article.headline);
        for file in article.pictures.iter().flat_map(|picture| &picture.files) {
            let path = format!("data/photos/{}/{}", file.rendition, file.name);
            if !self.files.contains_key(path.as_str()) {
                self.problem(PackageProblem::PictureMissing { path });
            }
        }
    }
}

/// As much of `article.json` as the check needs.
#[derive(Deserialize)]
struct ArticleIndex {
    format: String,
    version: u32,
    headline: String,
    pictures: Vec<PictureIndex>,
}

#[derive(Deserialize)]
struct PictureIndex {
    files: Vec<FileIndex>,
}

#[derive(Deserialize)]
struct FileIndex {
    rendition: String,
    name: String,
}
