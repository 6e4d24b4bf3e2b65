//! What is pasted into the editor: blocks by an allow-list, without styles and without the clutter of
//! the program it comes from. Nothing is judged here: who pastes wants all of it.

use crate::hint::{Hint, Limits};
use crate::intake::IntakeBlock;
use crate::piece::{Piece, PieceKind};
use crate::{IntakeError, markup, plain, read};
use tezis_report::model::BlockKind;

/// Turns HTML of the clipboard into blocks: paragraphs, headings 2 to 4, lists, quotations; strong,
/// emphasis and links to `http:`, `https:` and `mailto:`. Captions become paragraphs. Fails only on
/// more bytes than the limit.
pub fn paste_html(html: &str, limits: Limits) -> Result<Vec<IntakeBlock>, IntakeError> {
    check(html, limits)?;
    let (text, _) = read::clean(html);
    Ok(markup::fragment_pieces(&text, limits).all.into_iter().map(block).collect())
}

/// Turns plain text of the clipboard into paragraphs, by the same rules as a file: one a line, or
/// lines that were wrapped by hand joined. Fails only on more bytes than the limit.
pub fn paste_plain(text: &str, limits: Limits) -> Result<Vec<IntakeBlock>, IntakeError> {
    check(text, limits)?;
    let (text, _) = read::clean(text);
    Ok(plain::pieces(&text, &Hint::default()).all.into_iter().map(block).collect())
}

fn check(text: &str, limits: Limits) -> Result<(), IntakeError> {
    if text.len() > limits.bytes {
        return Err(IntakeError::TooLarge { size: text.len(), limit: limits.bytes });
    }
    Ok(())
}

fn block(piece: Piece) -> IntakeBlock {
    let kind = match piece.kind {
        PieceKind::Block(kind) => kind,
        PieceKind::Title => BlockKind::Heading { level: 2 },
        PieceKind::Out(_) => BlockKind::Paragraph,
    };
    IntakeBlock { kind, text: piece.text }
}
