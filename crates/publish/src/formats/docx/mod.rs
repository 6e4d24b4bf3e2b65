//! `article.docx`: the whole text for people who work in Word or `LibreOffice`, and who may send it
//! back. Pictures are named, not embedded: they lie beside it.
//!
//! The file is written by hand (docs/decisions/0014-docx-by-hand.md): the same article gives the same
//! bytes. [`document`] has the text, [`parts`] what is around it.

mod document;
mod parts;

use std::io::{Cursor, Write};

use tezis_report::ids::ReportId;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::article::Article;
use crate::error::PublishError;

/// The name of the property that says which report a file was made from.
pub const REPORT_PROPERTY: &str = "TezisReport";

/// The name of the property that says from which version: heads, hexadecimal, joined by `,`.
pub const VERSION_PROPERTY: &str = "TezisVersion";

/// What the names of our bookmarks begin with; a block's id follows, or the name of a field.
pub const BOOKMARK_PREFIX: &str = "_tezis_";

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocxOptions {
    /// What the file was made from, for when it comes back. It names the library's ids: never in a
    /// package for machines.
    pub identity: Option<DocxIdentity>,
}

/// What a file was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocxIdentity {
    /// The report.
    pub report: ReportId,
    /// The heads of its document, hexadecimal.
    pub heads: Vec<String>,
}

/// Writes headline, date line, body, byline and the captions of the gallery.
///
/// With an identity, the file has the properties [`REPORT_PROPERTY`] and [`VERSION_PROPERTY`], and
/// each paragraph a hidden bookmark that says which block or field it is: `_tezis_<block>`,
/// `_tezis_headline`, `_tezis_photo_3`.
pub fn docx(
    article: &Article,
    options: &DocxOptions,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    let identity = options.identity.as_ref();
    let document = document::document(article, identity.is_some());
    // The parts stand in the order of their names, which begins with the content types, as
    // readers that take the file as a stream want it.
    let parts = [
        ("[Content_Types].xml", Some(parts::content_types(identity.is_some()))),
        ("_rels/.rels", Some(parts::relationships(identity.is_some()))),
        ("docProps/app.xml", Some(parts::app())),
        ("docProps/core.xml", Some(parts::core(article))),
        ("docProps/custom.xml", identity.map(parts::custom)),
        ("word/_rels/document.xml.rels", Some(parts::document_relationships(&document.links))),
        ("word/document.xml", Some(document.xml)),
        ("word/numbering.xml", Some(parts::numbering(&document.numbered_lists))),
        ("word/settings.xml", Some(parts::settings(&article.language))),
        ("word/styles.xml", Some(parts::styles(&article.language))),
    ];
    let write = || -> std::io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let entry = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        for (name, xml) in parts {
            let Some(xml) = xml else { continue };
            zip.start_file(name, entry)?;
            zip.write_all(xml.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    };
    let failed = PublishError::writing("article.docx");
    let bytes = write().map_err(&failed)?;
    out.write_all(&bytes).map_err(&failed)
}

/// Returns a text for XML. What XML can't hold becomes U+FFFD.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(c),
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}
