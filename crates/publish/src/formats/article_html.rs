//! `article.html`: the body alone, in the HTML that the portal keeps, to be pasted into its form.
//! Headline, date line and byline have fields of their own there; the whole page is `index.html`.

use std::io::Write;

use super::PicturePaths;
use super::html::{BodyWriter, img};
use super::notices;
use crate::article::{Article, Picture};
use crate::error::PublishError;
use crate::profile::HtmlTag;

/// How the body is written.
#[derive(Debug, Clone)]
pub struct ArticleHtmlOptions {
    /// The elements that the portal keeps.
    pub allowed_html: Vec<HtmlTag>,
    /// The rendition of pictures inside the text.
    pub rendition: String,
    /// Where the pictures' files lie.
    pub paths: PicturePaths,
}

/// Writes the body, and behind it what was put right; of a withdrawn article the note in its place.
/// Without its tags the file is the body's text, character by character, one block a line.
pub fn article_html(
    article: &Article,
    options: &ArticleHtmlOptions,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    let picture = |picture: &Picture| {
        let file = picture.file(&options.rendition)?;
        let src = options.paths.path(&options.rendition, &file.name);
        img(&src, article, picture, &options.rendition, "")
    };
    let body = BodyWriter {
        article,
        allowed: &options.allowed_html,
        on_page: false,
        blocks: false,
        marks: false,
        img: picture,
    };
    let notices = [notices::withdrawal(article), notices::correction(article)];
    let parts: Vec<String> = std::iter::once(body.body())
        .chain(notices.iter().flatten().map(|notice| body.notice(notice)))
        .filter(|part| !part.is_empty())
        .collect();
    // Opened as a file, a browser would otherwise take the letters ə and ğ for Windows-1252.
    write!(out, "<meta charset=\"utf-8\">{}", parts.join("\n"))
        .map_err(PublishError::writing("article.html"))
}
