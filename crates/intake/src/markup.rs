//! Text with markup to pieces: Markdown, pages of portals, HTML from the clipboard.

mod flow;
mod markdown;
mod names;
mod page;
mod tree;

pub(crate) use markdown::pieces as markdown_pieces;
pub(crate) use page::{fragment_pieces, page_pieces};

use encoding_rs::Encoding;

/// A page says its encoding within so many bytes (HTML Standard, "prescan").
const DECLARATION: usize = 4096;

/// Returns the encoding that a page's `<meta>` names.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let at = head.windows(8).position(|window| window.eq_ignore_ascii_case(b"charset="))?;
    let value = head.get(at + 8..)?.trim_ascii_start();
    let label: Vec<u8> = value
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    // A page in UTF-16 can't say so in ASCII: the label is wrong then.
    Encoding::for_label(&label).filter(|encoding| encoding.is_ascii_compatible())
}
