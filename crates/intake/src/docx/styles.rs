//! A file's styles: what a paragraph with one is, and how its words look.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::body::Role;
use super::paragraph::{ListPlace, ParagraphProperties, RunProperties};
use super::xml::{Token, Xml};
use crate::IntakeError;

/// Styles are based on one another; more steps than that are a circle.
const LONGEST_CHAIN: usize = 16;

/// The styles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    standard: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// Word's own styles have the same names in files of all languages.
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

impl Styles {
    pub(super) fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, IntakeError> {
        let Some(text) = archive.part(part)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(part, &text);
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        loop {
            let tag = match xml.next()? {
                Token::Open(tag) => tag,
                Token::Close(name) => {
                    if name == "w:style" {
                        styles.all.extend(open.take());
                    }
                    continue;
                }
                Token::Text(_) => continue,
                Token::Done => return Ok(styles),
            };
            if tag.name == "w:style" {
                let id = tag.attribute("styleId").unwrap_or_default();
                let paragraph = tag.attribute("type").is_some_and(|kind| kind == "paragraph");
                let standard = tag.attribute("default").is_some_and(|on| on == "1" || on == "true");
                if paragraph && standard {
                    styles.standard = Some(id.clone());
                }
                open = Some((id, Style::default()));
                continue;
            }
            let Some((_, style)) = &mut open else { continue };
            match tag.name.as_str() {
                "w:name" => style.name = tag.value().unwrap_or_default().to_ascii_lowercase(),
                "w:basedOn" => style.based_on = tag.value(),
                "w:pPr" => style.paragraph = ParagraphProperties::read(&mut xml)?,
                "w:rPr" => style.run = RunProperties::read(&mut xml)?,
                _ => {}
            }
        }
    }

    /// A style and those that it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.or(self.standard.as_deref());
        let step = |id: &&'a str| self.all.get(*id)?.based_on.as_deref();
        std::iter::successors(first, step)
            .take(LONGEST_CHAIN)
            .filter_map(|id| Some((id, self.all.get(id)?)))
    }

    /// Returns what a paragraph with a style is, as far as the style says it.
    pub(super) fn role(&self, id: Option<&str>) -> Option<Role> {
        self.chain(id).find_map(|(_, style)| {
            let outline = style.paragraph.outline.map(|level| Role::Heading(level + 1));
            named(&style.name).or(outline)
        })
    }

    /// Returns the list that a style puts its paragraphs in, with the style that says so.
    pub(super) fn list<'a>(&'a self, id: Option<&'a str>) -> Option<(&'a str, &'a ListPlace)> {
        self.chain(id).find_map(|(id, style)| Some((id, style.paragraph.list.as_ref()?)))
    }

    /// Returns how words with a style look.
    pub(super) fn run(&self, id: &str) -> RunProperties {
        let mut run = RunProperties::default();
        for (_, style) in self.chain(Some(id)) {
            run = run.or(&style.run);
        }
        run
    }
}

/// Returns what a style of a known name is for.
fn named(name: &str) -> Option<Role> {
    if let Some(level) = name.strip_prefix("heading ") {
        return level.parse().ok().filter(|level| (1..=9).contains(level)).map(Role::Heading);
    }
    for (prefix, ordered) in [("list bullet", false), ("list number", true)] {
        if let Some(depth) = name.strip_prefix(prefix) {
            let level = depth.trim().parse::<u8>().unwrap_or(1).saturating_sub(1);
            return Some(Role::Item { ordered, level });
        }
    }
    Some(match name {
        "title" => Role::Title,
        "quote" | "intense quote" | "quotations" | "block text" | "block quotation" => {
            Role::Quotation
        }
        "caption" | "tezis photo" => Role::Caption,
        "tezis lead" => Role::Lead,
        "tezis box" => Role::Box,
        "tezis kicker" => Role::Kicker,
        "tezis instruction" => Role::Instruction,
        "tezis byline" => Role::Byline,
        "tezis notice" => Role::Notice,
        "date" => Role::Date,
        "normal" | "body text" => Role::Paragraph,
        name if name.starts_with("toc ") || name == "toc heading" => Role::Contents,
        name if name.contains("sitat") || name.contains("цитат") => Role::Quotation,
        _ => return None,
    })
}
