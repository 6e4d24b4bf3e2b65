//! The archive around a file of Word's: which parts it has, and each of them up to a limit.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use zip::ZipArchive;

use super::xml::{Token, Xml};
use crate::IntakeError;

/// The most entries of an archive. A book with a picture on each page has a few thousand.
const MOST_ENTRIES: usize = 10_000;

/// The most bytes of one part that is read, unpacked. A novel has about ten million.
const LARGEST_PART: u64 = 32 * 1024 * 1024;

/// XML of Word packs to a tenth, at the most to a hundredth of its size.
const MOST_RATIO: u64 = 300;

/// Below this size a part may be packed as tightly as it likes.
const SMALL_PART: u64 = 2 * 1024 * 1024;

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Tells whether bytes are an OLE compound file: Word before 2007, and a newer file with a password.
pub(super) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(OLE)
}

pub(super) fn broken(part: &str, detail: impl std::fmt::Display) -> IntakeError {
    IntakeError::DocxBroken { detail: format!("{part}: {detail}") }
}

/// An archive whose parts are read.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, IntakeError> {
        if is_ole(bytes) {
            return Err(ole(bytes));
        }
        let names = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            if is_zip(bytes) && names(b"word/") {
                broken("the archive", error)
            } else {
                IntakeError::NotText { found: "zip" }
            }
        })?;
        if zip.len() > MOST_ENTRIES {
            let (count, limit) = (zip.len(), MOST_ENTRIES);
            return Err(IntakeError::DocxTooMany { count, limit });
        }
        Ok(Self { zip })
    }

    /// Returns the name of the part that holds the text.
    pub(super) fn main_part(&mut self) -> Result<String, IntakeError> {
        let relations = self.relations("")?;
        let main = relations.part("officeDocument").unwrap_or("word/document.xml");
        let known = self.zip.index_for_name(main).is_some();
        // Tables and slides are packed in the same way, with other parts.
        if !known || main.starts_with("xl/") || main.starts_with("ppt/") {
            let word = (0..self.zip.len()).any(|at| {
                let name = self.zip.name_for_index(at);
                name.is_some_and(|name| name.is_ok_and(|name| name.starts_with("word/")))
            });
            return Err(if word {
                broken(main, "it is missing")
            } else {
                IntakeError::NotText { found: "zip" }
            });
        }
        Ok(main.to_owned())
    }

    /// Reads a part as text; `None` when there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, IntakeError> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let failed = |error: &dyn std::fmt::Display| broken(name, error);
        let entry = self.zip.by_index_raw(index).map_err(|error| failed(&error))?;
        if entry.encrypted() {
            return Err(IntakeError::DocxLocked);
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        let too_big =
            |size: u64, limit: u64| IntakeError::DocxTooBig { part: name.to_owned(), size, limit };
        drop(entry);
        // What an entry says of its size need not be true, so the reading is limited as well.
        let by_ratio = packed.saturating_mul(MOST_RATIO).max(SMALL_PART);
        let limit = LARGEST_PART.min(by_ratio);
        if size > limit {
            return Err(too_big(size, limit));
        }
        let entry = self.zip.by_index(index).map_err(|error| failed(&error))?;
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
        let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if read > limit {
            return Err(too_big(read, limit));
        }
        Ok(Some(decoded(name, bytes)?))
    }

    /// Reads what a part refers to; the whole file's parts for an empty name.
    pub(super) fn relations(&mut self, of: &str) -> Result<Relations, IntakeError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(text) = self.part(&name)? else { return Ok(Relations::default()) };
        let mut relations = Relations::default();
        let mut xml = Xml::new(&name, &text);
        loop {
            let tag = match xml.next()? {
                Token::Open(tag) if tag.local() == "Relationship" => tag,
                Token::Done => return Ok(relations),
                _ => continue,
            };
            let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) else {
                continue;
            };
            let kind = tag.attribute("Type").unwrap_or_default();
            if tag.attribute("TargetMode").is_some_and(|mode| mode == "External") {
                relations.links.insert(id, target);
            } else if let Some((_, kind)) = kind.rsplit_once('/') {
                relations.parts.entry(kind.to_owned()).or_insert_with(|| resolved(folder, &target));
            }
        }
    }
}

/// What a part refers to.
#[derive(Debug, Default)]
pub(super) struct Relations {
    parts: BTreeMap<String, String>,
    links: BTreeMap<String, String>,
}

impl Relations {
    /// Returns the name of the part of a kind: `styles`, `numbering`, `footnotes` …
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        self.parts.get(kind).map(String::as_str)
    }

    /// Returns the address of a link.
    pub(super) fn link(&self, id: &str) -> Option<&str> {
        self.links.get(id).map(String::as_str)
    }
}

/// Returns a part's name from how another part names it.
fn resolved(folder: &str, target: &str) -> String {
    let (mut path, target): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(target) => (Vec::new(), target),
        None => (folder.split('/').filter(|part| !part.is_empty()).collect(), target),
    };
    for part in target.split('/') {
        match part {
            ".." => drop(path.pop()),
            "." | "" => {}
            part => path.push(part),
        }
    }
    path.join("/")
}

fn decoded(name: &str, bytes: Vec<u8>) -> Result<String, IntakeError> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return Ok(text.into_owned());
    }
    String::from_utf8(bytes).map_err(|error| broken(name, error))
}

/// Says what an OLE file is by the names of its streams, which are in UTF-16.
fn ole(bytes: &[u8]) -> IntakeError {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        IntakeError::DocxLocked
    } else if has("WordDocument") {
        IntakeError::DocxOldFormat
    } else {
        IntakeError::NotText { found: "doc" }
    }
}
