//! Word files as an editor leaves them.

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::Path;

/// Returns a DOCX with some of its words changed, as an editor changes them in Word.
///
/// # Panics
/// It is no DOCX, or the words are not in it.
pub fn edited(docx: &Path, words: &[(&str, &str)]) -> Vec<u8> {
    let file = File::open(docx).unwrap_or_else(|error| panic!("{}: {error}", docx.display()));
    let mut zip = zip::ZipArchive::new(file).expect("a DOCX is a zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..zip.len() {
        let mut part = zip.by_index(number).expect("its parts can be read");
        let name = part.name().expect("a part has a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its parts can be read");
        if name == "word/document.xml" {
            let mut xml = String::from_utf8(bytes).expect("the text is UTF-8");
            for (old, new) in words {
                assert!(xml.contains(old), "“{old}” is not in the document");
                xml = xml.replacen(old, new, 1);
            }
            bytes = xml.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part is written");
        out.write_all(&bytes).expect("a part is written");
    }
    out.finish().expect("the zip is finished").into_inner()
}
