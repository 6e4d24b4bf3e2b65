//! What stands in `w:pPr` and `w:rPr`, of a paragraph, a run of words, or a style.

use super::xml::{Token, Xml};
use crate::IntakeError;

/// A place in a list.
#[derive(Debug, Clone, Default)]
pub(super) struct ListPlace {
    /// The list's number; `0` takes a paragraph out of the list of its style.
    pub(super) list: String,
    pub(super) level: Option<u8>,
}

/// What is said of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    pub(super) list: Option<ListPlace>,
    /// The level in the outline, 0 to 8.
    pub(super) outline: Option<u8>,
    /// Its end was deleted with tracked changes: the next paragraph goes on in it.
    pub(super) end_deleted: bool,
}

impl ParagraphProperties {
    /// Reads an element that has just begun, up to its end.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, IntakeError> {
        let outside = xml.depth().saturating_sub(1);
        let mut properties = Self::default();
        let mut list: Option<String> = None;
        let mut level = None;
        while xml.depth() > outside {
            let Token::Open(tag) = xml.next()? else { continue };
            match tag.name.as_str() {
                "w:pStyle" => properties.style = tag.value(),
                "w:numId" => list = tag.value(),
                "w:ilvl" => level = tag.value().and_then(|level| level.parse().ok()),
                "w:outlineLvl" => {
                    let level = tag.value().and_then(|level| level.parse().ok());
                    properties.outline = level.filter(|level| *level < 9);
                }
                "w:del" | "w:moveFrom" => properties.end_deleted = true,
                // How it was before somebody changed it; and the section that ends here.
                "w:pPrChange" | "w:rPrChange" | "w:sectPr" | "w:numberingChange" => xml.skip()?,
                _ => {}
            }
        }
        properties.list = list.map(|list| ListPlace { list, level });
        Ok(properties)
    }
}

/// What is said of a run of words; `None` where nothing is.
#[derive(Debug, Clone, Default)]
pub(super) struct RunProperties {
    pub(super) style: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl RunProperties {
    /// Reads an element that has just begun, up to its end.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, IntakeError> {
        let outside = xml.depth().saturating_sub(1);
        let mut properties = Self::default();
        while xml.depth() > outside {
            let Token::Open(tag) = xml.next()? else { continue };
            match tag.name.as_str() {
                "w:rStyle" => properties.style = tag.value(),
                "w:b" => properties.bold = Some(tag.is_on()),
                "w:i" => properties.italic = Some(tag.is_on()),
                "w:vanish" => properties.hidden = Some(tag.is_on()),
                "w:rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }

    /// Returns what is said here, else there.
    pub(super) fn or(self, there: &Self) -> Self {
        Self {
            style: self.style,
            bold: self.bold.or(there.bold),
            italic: self.italic.or(there.italic),
            hidden: self.hidden.or(there.hidden),
        }
    }
}
