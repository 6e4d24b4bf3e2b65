//! `captions.csv`: what is said under each picture, for people with a spreadsheet and for upload
//! forms (RFC 4180, comma, CRLF).
//!
//! It begins with a byte order mark: without one Excel reads a CSV in the computer's old code page
//! and "ə" becomes rubbish, and all readers of UTF-8 that matter skip it. A text that a spreadsheet
//! would take for a formula gets an apostrophe before it: captions come from strangers' metadata.

use std::borrow::Cow;
use std::io::{self, Write};

use super::PicturePaths;
use crate::article::Article;
use crate::error::PublishError;

/// What the file column names.
#[derive(Debug, Clone)]
pub struct CaptionsCsvOptions {
    /// The rendition whose files are named.
    pub rendition: String,
    /// Where the files lie.
    pub paths: PicturePaths,
}

/// Writes one line for each picture, in order, after a line of headings.
pub fn captions_csv(
    article: &Article,
    options: &CaptionsCsvOptions,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    write(article, options, out).map_err(PublishError::writing("captions.csv"))
}

fn write(article: &Article, options: &CaptionsCsvOptions, out: &mut impl Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    rows.write_record([
        "number",
        "file",
        "place",
        "cover",
        "caption",
        "alt",
        "credit",
        "creator",
        "copyright",
    ])?;
    for picture in &article.pictures {
        let file = picture.file(&options.rendition);
        let path = file.map(|file| options.paths.path(&options.rendition, &file.name));
        let number = picture.number.to_string();
        let text = |text: &'_ Option<String>| -> String {
            harmless(text.as_deref().unwrap_or_default()).into_owned()
        };
        rows.write_record([
            number.as_str(),
            path.as_deref().unwrap_or_default(),
            if picture.gallery { "gallery" } else { "text" },
            if picture.cover { "yes" } else { "no" },
            &text(&picture.caption),
            &text(&picture.alt),
            &text(&picture.credit),
            &text(&picture.creator),
            &text(&picture.copyright),
        ])?;
    }
    rows.flush()
}

/// Returns a text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    let formula = |c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(formula) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=HYPERLINK(\"http://…\")"), "'=HYPERLINK(\"http://…\")");
        assert_eq!(harmless("-1+1"), "'-1+1");
        assert_eq!(harmless("@SUM(1)"), "'@SUM(1)");
        assert_eq!(harmless("– iştirakçılar"), "– iştirakçılar");
    }
}
