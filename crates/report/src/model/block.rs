//! The body of a report: blocks of text with marks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{
    BlockId, MaterialId, OrganisationId, PersonId, PlaceId, PlacementId, QuoteId, SessionId,
};

/// A block of the body as it is shown: a paragraph, a heading, a picture in the text …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Block {
    /// The block's id, made where the block was made.
    pub id: BlockId,
    /// What kind of block it is.
    pub kind: BlockKind,
    /// Its words and marks; empty for a photo and an embed.
    #[serde(default)]
    pub text: RichText,
}

/// What kind of block it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum BlockKind {
    /// The first paragraph, which says the news.
    Lead,
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading inside the body; `level` 2 to 4.
    Heading {
        /// 2 to 4: level 1 is the headline.
        level: u8,
    },
    /// An item of a list; items that follow each other make one list.
    ListItem {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// Depth, 0 for the outermost.
        level: u8,
    },
    /// A quotation set as a block of its own.
    Quotation,
    /// The beginning of a panel's part, which lasts to the next panel or heading.
    Panel {
        /// The forum's session that it is about.
        session: Option<SessionId>,
    },
    /// A picture in the text.
    Photo {
        /// The report's use of the photo.
        placement: PlacementId,
    },
    /// Something of another site; its address is the block's text.
    Embed,
    /// A text box beside the story.
    #[serde(rename = "box")]
    Box,
    /// A note of the author's; never exported.
    Note,
}

/// Text with marks. Offsets are Unicode scalar values, not bytes and not UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct RichText {
    /// The words; a line break inside a block is U+000A.
    pub text: String,
    /// The marks, sorted by start, then end, then mark; those of one mark never overlap or touch.
    #[serde(default)]
    pub marks: Vec<MarkSpan>,
}

impl RichText {
    /// Makes a text without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }
}

/// A mark on a part of a block's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct MarkSpan {
    /// The first character, counted in Unicode scalars from 0.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// What is marked.
    pub mark: Mark,
}

/// What a mark says of its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Mark {
    /// Strong importance.
    Strong,
    /// Stress emphasis.
    Em,
    /// A link.
    Link {
        /// The address, `https:`, `http:` or `mailto:`.
        href: String,
    },
    /// The words name a person of the forum.
    Person {
        /// Who.
        id: PersonId,
    },
    /// The words name an organisation of the forum.
    Organisation {
        /// Which.
        id: OrganisationId,
    },
    /// The words name a session of the forum.
    Session {
        /// Which.
        id: SessionId,
    },
    /// The words name a place.
    Place {
        /// Which.
        id: PlaceId,
    },
    /// The words belong to a quotation of the ledger; one quotation may run over several blocks.
    Quote {
        /// Which.
        id: QuoteId,
    },
    /// The words were taken from a material of others; private.
    Material {
        /// Which.
        id: MaterialId,
    },
}
