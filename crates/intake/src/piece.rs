//! What the readers of plain text, Markdown and HTML hand to the anatomy: pieces in the order of the
//! text, and what the file says about itself outside the text.

use tezis_report::model::{BlockKind, RichText};

use crate::LeftOutReason;

/// A paragraph, heading or line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) text: RichText,
    /// A link covers all of it, as in menus and lists of other articles.
    pub(crate) linked: bool,
}

/// What the markup says a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// The page's or file's title.
    Title,
    /// A block.
    Block(BlockKind),
    /// Known from the markup to be no part of the report.
    Out(LeftOutReason),
}

impl Piece {
    pub(crate) fn paragraph(text: impl Into<String>) -> Self {
        Self {
            kind: PieceKind::Block(BlockKind::Paragraph),
            text: RichText::plain(text),
            linked: false,
        }
    }

    pub(crate) fn is_paragraph(&self) -> bool {
        self.kind == PieceKind::Block(BlockKind::Paragraph)
    }
}

/// All pieces, and what the file says about itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pieces {
    pub(crate) all: Vec<Piece>,
    /// The title, where no piece is it.
    pub(crate) title: Option<String>,
    /// The date line, where the text itself has none.
    pub(crate) date: Option<String>,
    /// Authors, where the text itself names none.
    pub(crate) authors: Vec<String>,
    /// Structure was given up because it was too deep.
    pub(crate) too_deep: bool,
}
