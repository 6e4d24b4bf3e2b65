//! XMP (ISO 16684-1), read by `quick-xml`. Entities of a DTD are never expanded and nothing outside
//! of the packet is ever loaded, so that neither a billion laughs nor an external entity does harm.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;

use crate::metadata::exif::offset_minutes;
use crate::metadata::text::{MAX_TEXT, clean, push_item, stars};
use crate::metadata::{DateCreated, EmbeddedText};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const IPTC_EXT: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
const EXIF_EX: &str = "http://cipa.jp/exif/1.0/";
const AUX: &str = "http://ns.adobe.com/exif/1.0/aux/";
const MICROSOFT: &str = "http://ns.microsoft.com/photo/1.0/";

/// Largest packet that is read, in bytes. Lightroom's develop history can take a few hundred
/// kilobytes.
const MAX_PACKET: usize = 8 * 1024 * 1024;
/// Deepest nesting that is followed; XMP needs less than ten.
const MAX_DEPTH: usize = 64;

/// What Tezis takes from XMP.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct XmpFacts {
    pub(crate) text: EmbeddedText,
    pub(crate) has_gps: bool,
    pub(crate) body_serial: Option<String>,
}

/// The properties that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Caption,
    Headline,
    Creator,
    Credit,
    Copyright,
    Alt,
    LongDescription,
    Keyword,
    Person,
    Rating,
    MicrosoftRating,
    Label,
    City,
    Location,
    /// City of a place that is shown or from which the photo was taken.
    PlaceCity,
    PlaceLocation,
    Event,
    UsageTerms,
    Source,
    SourceType,
    Created,
    Serial,
    Gps,
}

impl Property {
    fn of(namespace: &str, name: &str) -> Option<Self> {
        Some(match (namespace, name) {
            (DC, "description") => Self::Caption,
            (DC, "creator") => Self::Creator,
            (DC, "rights") => Self::Copyright,
            (DC, "subject") => Self::Keyword,
            (PHOTOSHOP, "Headline") => Self::Headline,
            (PHOTOSHOP, "Credit") => Self::Credit,
            (PHOTOSHOP, "City") => Self::City,
            (PHOTOSHOP, "Source") => Self::Source,
            (PHOTOSHOP, "DateCreated") | (EXIF, "DateTimeOriginal") => Self::Created,
            (XMP, "Rating") => Self::Rating,
            (XMP, "Label") => Self::Label,
            (MICROSOFT, "Rating") => Self::MicrosoftRating,
            (RIGHTS, "UsageTerms") => Self::UsageTerms,
            (IPTC_CORE, "AltTextAccessibility") => Self::Alt,
            (IPTC_CORE, "ExtDescrAccessibility") => Self::LongDescription,
            (IPTC_CORE, "Location") => Self::Location,
            (IPTC_EXT, "PersonInImage") => Self::Person,
            (IPTC_EXT, "Event") => Self::Event,
            (IPTC_EXT, "City") => Self::PlaceCity,
            (IPTC_EXT, "Sublocation") => Self::PlaceLocation,
            (IPTC_EXT, "DigitalSourceType") => Self::SourceType,
            (AUX, "SerialNumber") | (EXIF_EX, "BodySerialNumber") => Self::Serial,
            (EXIF, name) if name.starts_with("GPS") && name != "GPSVersionID" => Self::Gps,
            _ => return None,
        })
    }
}

/// Reads an XMP file that lies beside its photo, as Lightroom and Photo Mechanic write it for raw files.
/// `None` when it is no XMP, or says nothing that Tezis takes.
pub fn read_sidecar(bytes: &[u8]) -> Option<EmbeddedText> {
    Some(read(bytes).text).filter(|text| *text != EmbeddedText::default())
}

/// Reads a packet; what comes before a fault counts.
pub(crate) fn read(packet: &[u8]) -> XmpFacts {
    let mut facts = Facts::default();
    if packet.len() <= MAX_PACKET {
        // UTF-8, unless a mark says UTF-16.
        let (text, _, _) = encoding_rs::UTF_8.decode(packet);
        // Stops at the first fault of the XML; there is nobody to tell.
        walk(&text, &mut facts).unwrap_or_default();
    }
    let Facts { mut found, microsoft_rating, place_city, place_location, .. } = facts;
    let text = &mut found.text;
    text.rating = text.rating.or(microsoft_rating);
    text.city = text.city.take().or(place_city);
    text.location = text.location.take().or(place_location);
    found
}

/// Properties found so far, and where the reader stands.
#[derive(Default)]
struct Facts {
    found: XmpFacts,
    /// What counts where the usual field is empty.
    microsoft_rating: Option<i8>,
    place_city: Option<String>,
    place_location: Option<String>,
    /// The property that is being read.
    open: Option<Open>,
}

/// A property whose element is open.
struct Open {
    property: Property,
    depth: usize,
    /// Text of the property itself or of its current item.
    text: String,
    /// The current item is the default of its languages.
    default_language: bool,
    items: usize,
}

fn walk(packet: &str, facts: &mut Facts) -> Result<(), quick_xml::Error> {
    let mut reader = NsReader::from_str(packet);
    let mut depth = 0;
    loop {
        let (namespace, event) = reader.read_resolved_event()?;
        let namespace = name_of(&namespace).to_owned();
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Ok(());
                }
                start(&reader, &namespace, &element, depth, facts);
            }
            Event::Empty(element) => start_attributes(&reader, &namespace, &element, facts),
            Event::End(element) => {
                let is_item = namespace == RDF && element.local_name().as_ref() == "li";
                end(is_item, depth, facts);
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) => append(facts, &text.xml10_content()),
            Event::CData(text) => append(facts, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    append(facts, c.encode_utf8(&mut [0; 4]));
                } else if let Some(text) =
                    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content())
                {
                    append(facts, text);
                }
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn start(
    reader: &NsReader<&[u8]>,
    namespace: &str,
    element: &BytesStart<'_>,
    depth: usize,
    facts: &mut Facts,
) {
    let name = element.local_name();
    if let Some(open) = &mut facts.open {
        if namespace == RDF && name.as_ref() == "li" {
            open.text.clear();
            let language = attribute(element, "xml:lang");
            open.default_language = language.is_none_or(|language| language == "x-default");
        }
        return;
    }
    start_attributes(reader, namespace, element, facts);
    if let Some(property) = Property::of(namespace, name.as_ref()) {
        facts.open =
            Some(Open { property, depth, text: String::new(), default_language: false, items: 0 });
    }
}

/// Simple properties may stand as attributes of `rdf:Description`.
fn start_attributes(
    reader: &NsReader<&[u8]>,
    namespace: &str,
    element: &BytesStart<'_>,
    facts: &mut Facts,
) {
    if namespace != RDF || element.local_name().as_ref() != "Description" {
        return;
    }
    for attribute in element.attributes().with_checks(false).flatten() {
        let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
        let Some(property) = Property::of(name_of(&namespace), name.as_ref()) else { continue };
        // Only the five entities of XML itself are known here; others make the value unreadable.
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { continue };
        store(facts, property, &value, true);
    }
}

fn end(is_item: bool, depth: usize, facts: &mut Facts) {
    let Some(open) = &mut facts.open else { return };
    if is_item {
        let first = open.items == 0;
        open.items += 1;
        let (property, default) = (open.property, open.default_language || first);
        let text = std::mem::take(&mut open.text);
        store_item(facts, property, &text, first, default);
    } else if open.depth == depth {
        if open.items == 0 {
            let (property, text) = (open.property, std::mem::take(&mut open.text));
            store(facts, property, &text, true);
        }
        facts.open = None;
    }
}

fn append(facts: &mut Facts, text: &str) {
    if let Some(open) = &mut facts.open
        && open.text.len() + text.len() <= MAX_TEXT
    {
        open.text.push_str(text);
    }
}

/// Stores an item of a list or one language of a text.
fn store_item(
    facts: &mut Facts,
    property: Property,
    text: &str,
    first: bool,
    default_language: bool,
) {
    match property {
        Property::Creator if !first => {
            if let (Some(creators), Some(one)) = (&mut facts.found.text.creator, clean(text))
                && creators.len() < 1000
            {
                creators.push_str(", ");
                creators.push_str(&one);
            }
        }
        _ => store(facts, property, text, default_language),
    }
}

/// Stores a text. `replaces`: it is the default language or the only one, so that it takes the place
/// of one that was found before.
fn store(facts: &mut Facts, property: Property, value: &str, replaces: bool) {
    let found = &mut facts.found;
    let text = &mut found.text;
    let slot = match property {
        Property::Keyword => return push_item(&mut text.keywords, value),
        Property::Person => return push_item(&mut text.people, value),
        Property::Gps => {
            found.has_gps |= clean(value).is_some();
            return;
        }
        Property::Rating => {
            text.rating = stars(value).or(text.rating);
            return;
        }
        Property::MicrosoftRating => {
            facts.microsoft_rating = microsoft_stars(value);
            return;
        }
        Property::Created => {
            text.created = text.created.or_else(|| date_created(value));
            return;
        }
        Property::SourceType => {
            let last = value.trim().rsplit('/').next();
            text.digital_source_type = last.and_then(clean);
            return;
        }
        Property::PlaceCity | Property::PlaceLocation => {
            // The first place is the main one.
            let slot = match property {
                Property::PlaceCity => &mut facts.place_city,
                _ => &mut facts.place_location,
            };
            *slot = slot.take().or_else(|| clean(value));
            return;
        }
        Property::Caption => &mut text.caption,
        Property::Headline => &mut text.headline,
        Property::Creator => &mut text.creator,
        Property::Credit => &mut text.credit,
        Property::Copyright => &mut text.copyright,
        Property::Alt => &mut text.alt,
        Property::LongDescription => &mut text.long_description,
        Property::Label => &mut text.label,
        Property::City => &mut text.city,
        Property::Location => &mut text.location,
        Property::Event => &mut text.event,
        Property::UsageTerms => &mut text.usage_terms,
        Property::Source => &mut text.source,
        Property::Serial => &mut found.body_serial,
    };
    if let Some(value) = clean(value)
        && (slot.is_none() || replaces)
    {
        *slot = Some(value);
    }
}

/// Windows counts stars in percent: 1, 25, 50, 75, 99.
fn microsoft_stars(value: &str) -> Option<i8> {
    let percent: u8 = value.trim().parse().ok()?;
    Some(match percent {
        0 => 0,
        1..=12 => 1,
        13..=37 => 2,
        38..=62 => 3,
        63..=87 => 4,
        88..=100 => 5,
        _ => return None,
    })
}

/// `2025-10-19T10:42:07.12+04:00`; seconds, their parts and the offset may be missing, the time of day
/// may not.
fn date_created(value: &str) -> Option<DateCreated> {
    let (date, time) = value.trim().split_once('T')?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    let (time, offset) = match time.find(['+', '-', 'Z']) {
        Some(at) => time.split_at_checked(at)?,
        None => (time, ""),
    };
    let whole = time.split_once('.').map_or(time, |(whole, _)| whole);
    let time = NaiveTime::parse_from_str(whole, "%H:%M:%S")
        .or_else(|_| NaiveTime::parse_from_str(whole, "%H:%M"))
        .ok()?;
    Some(DateCreated { at: date.and_time(time), utc_offset_minutes: offset_minutes(offset) })
}

fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key == QName(name))?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| Cow::Owned(value.into_owned()))
}

fn name_of<'a>(namespace: &ResolveResult<'a>) -> &'a str {
    match namespace {
        ResolveResult::Bound(Namespace(name)) => name,
        _ => "",
    }
}
