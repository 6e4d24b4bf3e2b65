//! A file's lists: whether an item has a bullet or a number.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::xml::{Token, Xml};
use crate::IntakeError;

/// How an item of a list is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number,
    /// Nothing: a paragraph that is only indented like an item.
    None,
}

/// The levels of a list.
#[derive(Debug, Default)]
struct Levels {
    markers: BTreeMap<u8, Marker>,
    /// Styles whose paragraphs are items of a level.
    styles: BTreeMap<String, u8>,
}

/// The lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Lists by number: the definition that each follows, and what differs from it.
    lists: BTreeMap<String, (String, Levels)>,
    definitions: BTreeMap<String, Levels>,
}

impl Numbering {
    pub(super) fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, IntakeError> {
        let Some(text) = archive.part(part)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(part, &text);
        let mut numbering = Self::default();
        let mut open = (String::new(), String::new(), Levels::default());
        let mut level = 0;
        loop {
            let tag = match xml.next()? {
                Token::Open(tag) => tag,
                Token::Close(name) => {
                    let (id, follows, levels) = &mut open;
                    let id = id.clone();
                    match name.as_str() {
                        "w:abstractNum" => {
                            numbering.definitions.insert(id, std::mem::take(levels));
                        }
                        "w:num" => {
                            let list = (std::mem::take(follows), std::mem::take(levels));
                            numbering.lists.insert(id, list);
                        }
                        _ => {}
                    }
                    continue;
                }
                Token::Text(_) => continue,
                Token::Done => return Ok(numbering),
            };
            let (id, follows, levels) = &mut open;
            match tag.name.as_str() {
                "w:abstractNum" => *id = tag.attribute("abstractNumId").unwrap_or_default(),
                "w:num" => *id = tag.attribute("numId").unwrap_or_default(),
                "w:abstractNumId" => *follows = tag.value().unwrap_or_default(),
                "w:lvl" => {
                    level = tag.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                }
                "w:numFmt" => {
                    let marker = match tag.value().as_deref() {
                        Some("bullet") => Marker::Bullet,
                        Some("none") => Marker::None,
                        _ => Marker::Number,
                    };
                    levels.markers.insert(level, marker);
                }
                "w:pStyle" => {
                    levels.styles.extend(tag.value().map(|style| (style, level)));
                }
                _ => {}
            }
        }
    }

    /// Returns how an item is marked; as with a bullet where the file does not say it.
    pub(super) fn marker(&self, list: &str, level: u8) -> Marker {
        let Some((follows, own)) = self.lists.get(list) else { return Marker::Bullet };
        let definition = self.definitions.get(follows);
        let marker = own.markers.get(&level).or_else(|| definition?.markers.get(&level));
        marker.copied().unwrap_or(Marker::Bullet)
    }

    /// Returns the level of items that are in a list by their style alone.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let (follows, own) = self.lists.get(list)?;
        let definition = self.definitions.get(follows);
        own.styles.get(style).or_else(|| definition?.styles.get(style)).copied()
    }
}
