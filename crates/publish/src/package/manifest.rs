//! BagIt's manifests and tag files (RFC 8493): how they are written and read.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The declaration of a bag.
pub(super) const BAGIT_TXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The name of the payload's manifest.
pub(super) const MANIFEST: &str = "manifest-sha256.txt";

/// The name of the tag files' manifest.
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

/// Writes a manifest: a line for each path, by path.
pub(super) fn write(hashes: &BTreeMap<String, String>) -> String {
    hashes.iter().fold(String::new(), |mut manifest, (path, hash)| {
        writeln!(manifest, "{hash}  {}", encode(path)).expect("BUG: a String takes all");
        manifest
    })
}

/// A manifest that was read: hashes by path, and the lines (from 1) that are none of a manifest's.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) hashes: BTreeMap<String, String>,
    pub(super) bad_lines: Vec<usize>,
}

/// Reads a manifest. A path that is listed twice is a bad line.
pub(super) fn read(text: &str) -> Manifest {
    let mut manifest = Manifest::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, entry) in (1..).zip(text.lines()) {
        if entry.is_empty() {
            continue;
        }
        let split = entry.split_once([' ', '\t']);
        let parts =
            split.map(|(hash, path)| (hash, decode(path.trim_start_matches([' ', '\t', '*']))));
        match parts {
            Some((hash, path))
                if hash.len() == 64
                    && hash.bytes().all(|b| b.is_ascii_hexdigit())
                    && !path.is_empty()
                    && !manifest.hashes.contains_key(&path) =>
            {
                manifest.hashes.insert(path, hash.to_ascii_lowercase());
            }
            _ => manifest.bad_lines.push(line),
        }
    }
    manifest
}

/// Encodes what would break a manifest's line (RFC 8493 §2.1.3).
fn encode(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn decode(path: &str) -> String {
    let (mut decoded, mut rest) = (String::new(), path);
    while let Some((before, after)) = rest.split_once('%') {
        decoded.push_str(before);
        let known = [("0D", '\r'), ("0d", '\r'), ("0A", '\n'), ("0a", '\n'), ("25", '%')];
        let found = known.iter().find_map(|(code, c)| Some((after.strip_prefix(code)?, *c)));
        let (behind, c) = found.unwrap_or((after, '%'));
        decoded.push(c);
        rest = behind;
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let hash = sha256(b"");
        assert_eq!(hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let paths = ["data/a.txt", "data/Xankəndi forumu.jpg", "data/100%.txt", "data/a\r\nb"];
        let hashes: BTreeMap<String, String> =
            paths.iter().map(|&path| (path.to_owned(), hash.clone())).collect();
        let manifest = read(&write(&hashes));
        assert_eq!(manifest.hashes, hashes);
        assert_eq!(manifest.bad_lines, Vec::<usize>::new());
    }

    #[test]
    fn lines_that_are_none_are_named() {
        let hash = sha256(b"");
        let text =
            format!("{hash}  data/a\nnonsense\n{hash}  data/a\n{}  data/b\n", "z".repeat(64));
        assert_eq!(read(&text).bad_lines, [2, 3, 4]);
    }
}
