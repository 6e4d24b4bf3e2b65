//! The formats of an article, one module each, all of one shape:
//! `fn format(article: &Article, options: &FormatOptions, out: &mut impl Write)`.
//!
//! A format writes what the article holds and decides nothing about what is public.

mod article_html;
mod article_json;
mod base64;
mod captions_csv;
mod docx;
pub(crate) mod html;
mod index_html;
mod labels;
pub(crate) mod notices;
mod runs;
mod sheet;
mod text;

pub use article_html::{ArticleHtmlOptions, article_html};
pub use article_json::{ARTICLE_JSON_FORMAT, ARTICLE_JSON_VERSION, article_json};
pub use base64::data_uri;
pub use captions_csv::{CaptionsCsvOptions, captions_csv};
pub use docx::{
    BOOKMARK_PREFIX, DocxIdentity, DocxOptions, REPORT_PROPERTY, VERSION_PROPERTY, docx,
};
pub use index_html::{IndexHtmlOptions, index_html, live_html, preview_html};
pub use sheet::{Sheet, SheetOptions, sheet_html};
pub use text::{TextOptions, text};

pub(crate) use labels::labels;
pub(crate) use text::body_text;

/// Where the files of a package's pictures lie, seen from its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PicturePaths {
    /// `photos/<rendition>/<file>`: all renditions, as in a bag.
    ByRendition,
    /// `photos/<file>`: one rendition, as in a folder for a person.
    Flat,
}

impl PicturePaths {
    /// Returns the path of a picture's file, with `/`.
    pub fn path(self, rendition: &str, file: &str) -> String {
        match self {
            Self::ByRendition => format!("photos/{rendition}/{file}"),
            Self::Flat => format!("photos/{file}"),
        }
    }
}
