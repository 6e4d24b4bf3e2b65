//! XML as a stream of tokens, with the prefixes that everybody uses, whatever the file calls them.
//! A document type declaration is refused, so there are no entities to expand.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::archive::broken;
use crate::IntakeError;

/// Namespaces that are read, transitional and strict, and their usual prefixes.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("urn:schemas-microsoft-com:vml", "v"),
];

/// The longest name and attribute that are looked at.
const LONGEST_VALUE: usize = 64 * 1024;

/// A step through a part.
pub(super) enum Token<'a> {
    /// An element begins; every element also ends, an empty one at once.
    Open(Tag<'a>),
    /// An element ends.
    Close(String),
    /// Words between elements.
    Text(Cow<'a, str>),
    /// The part ends.
    Done,
}

/// The beginning of an element.
pub(super) struct Tag<'a> {
    pub(super) name: String,
    element: BytesStart<'a>,
}

impl Tag<'_> {
    /// Returns the name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit_once(':').map_or(self.name.as_str(), |(_, local)| local)
    }

    /// Returns an attribute by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.element.attributes();
        // Looking for a name twice would cost the square of the attributes.
        attributes.with_checks(false);
        let found = attributes.flatten().find(|one| one.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        (value.len() <= LONGEST_VALUE).then(|| value.into_owned())
    }

    /// Returns the attribute `val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Reads a switch: it is on unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !self.value().is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
    }
}

/// A part that is being read.
pub(super) struct Xml<'a> {
    part: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    began: bool,
    /// Prefixes of this file that differ from the usual ones.
    renamed: Vec<(String, &'static str)>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, depth: 0, began: false, renamed: Vec::new() }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>, IntakeError> {
        loop {
            let event = self.reader.read_event().map_err(|error| broken(self.part, error))?;
            return Ok(match event {
                Event::Start(element) | Event::Empty(element) => {
                    if !self.began {
                        self.began = true;
                        self.learn_prefixes(&element);
                    }
                    self.depth += 1;
                    let name = self.usual(element.name().as_ref());
                    Token::Open(Tag { name, element })
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close(self.usual(element.name().as_ref()))
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Token::Text(self.resolved(&reference)?),
                Event::DocType(_) => return Err(IntakeError::DocxEntities),
                Event::Eof if self.depth > 0 || !self.began => {
                    return Err(broken(self.part, "it ends too early"));
                }
                Event::Eof => Token::Done,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    /// Passes over what is inside an element that has just begun, and its end.
    pub(super) fn skip(&mut self) -> Result<(), IntakeError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Reads the words inside an element that has just begun, up to its end.
    pub(super) fn text(&mut self) -> Result<String, IntakeError> {
        let outside = self.depth.saturating_sub(1);
        let mut words = String::new();
        while self.depth > outside {
            if let Token::Text(text) = self.next()? {
                words.push_str(&text);
            }
        }
        Ok(words)
    }

    fn resolved(
        &self,
        reference: &quick_xml::events::BytesRef<'_>,
    ) -> Result<Cow<'a, str>, IntakeError> {
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            return Ok(Cow::Owned(c.to_string()));
        }
        let name = reference.xml10_content();
        quick_xml::escape::resolve_predefined_entity(&name)
            .map(Cow::Borrowed)
            .ok_or_else(|| broken(self.part, format!("there is no entity “{name}”")))
    }

    fn learn_prefixes(&mut self, root: &BytesStart<'_>) {
        for attribute in root.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            let prefix = match key.strip_prefix("xmlns:") {
                Some(prefix) => prefix,
                None if key == "xmlns" => "",
                None => continue,
            };
            let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { continue };
            let known = NAMESPACES.iter().find(|(namespace, _)| *namespace == value);
            if let Some((_, usual)) = known.filter(|(_, usual)| *usual != prefix) {
                self.renamed.push((prefix.to_owned(), usual));
            }
        }
    }

    /// Returns a name with the prefix that everybody uses.
    fn usual(&self, name: &str) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.renamed.iter().find(|(known, _)| known == prefix) {
            Some((_, usual)) => format!("{usual}:{local}"),
            None => name.to_owned(),
        }
    }
}
