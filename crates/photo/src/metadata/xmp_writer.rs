//! Writes an XMP packet (ISO 16684-1) with the fields of the IPTC Photo Metadata Standard 2025.1
//! that a portal shows. Always fresh: nothing of an incoming packet is carried over.

use std::fmt::Write as _;

use quick_xml::escape::partial_escape;

use crate::metadata::PublicMetadata;
use crate::metadata::text::offset_text;

/// Returns the packet. It can be empty of fields, but is always well-formed.
pub(crate) fn write(metadata: &PublicMetadata) -> String {
    let mut body = Body::default();
    body.language_alternative("dc:description", default_language(metadata.caption.as_ref()));
    body.list("dc:creator", "Seq", metadata.creator.as_slice());
    body.language_alternative("dc:rights", default_language(metadata.copyright.as_ref()));
    body.list("dc:subject", "Bag", &metadata.keywords);
    body.simple("photoshop:Headline", metadata.headline.as_deref());
    body.simple("photoshop:Credit", metadata.credit.as_deref());
    body.simple("photoshop:City", metadata.city.as_deref());
    body.language_alternative(
        "xmpRights:UsageTerms",
        default_language(metadata.usage_terms.as_ref()),
    );
    body.simple("photoshop:Source", metadata.source.as_deref());
    body.languages("Iptc4xmpCore:AltTextAccessibility", &metadata.alt);
    body.languages("Iptc4xmpCore:ExtDescrAccessibility", &metadata.long_description);
    body.simple("Iptc4xmpCore:Location", metadata.location.as_deref());
    body.language_alternative("Iptc4xmpExt:Event", default_language(metadata.event.as_ref()));
    body.list("Iptc4xmpExt:PersonInImage", "Bag", &metadata.people);
    let source_type = metadata.digital_source_type.as_deref().map(source_type_uri);
    body.simple("Iptc4xmpExt:DigitalSourceType", source_type.as_deref());
    if let Some(stars @ 1..=5) = metadata.rating {
        body.simple("xmp:Rating", Some(&stars.to_string()));
    }
    if let Some(time) = metadata.taken_at {
        let offset = metadata.utc_offset_minutes.map(|offset| offset_text(offset, ":"));
        let time = time.format("%Y-%m-%dT%H:%M:%S").to_string() + &offset.unwrap_or_default();
        body.simple("photoshop:DateCreated", Some(&time));
    }
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\"\
         \n xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\
         \n xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"\
         \n xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\
         \n xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\"\
         \n xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\"\
         \n xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\n\
         {}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>",
        body.0
    )
}

/// The properties, in the making.
#[derive(Default)]
struct Body(String);

impl Body {
    fn simple(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.line(format_args!("<{name}>{}</{name}>", escape(text)));
        }
    }

    fn list(&mut self, name: &str, kind: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.line(format_args!("<{name}><rdf:{kind}>"));
        for item in items {
            self.line(format_args!("<rdf:li>{}</rdf:li>", escape(item)));
        }
        self.line(format_args!("</rdf:{kind}></{name}>"));
    }

    fn language_alternative<'a>(
        &mut self,
        name: &str,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_none() {
            return;
        }
        self.line(format_args!("<{name}><rdf:Alt>"));
        for (language, text) in texts {
            let (language, text) = (escape(language), escape(text));
            self.line(format_args!("<rdf:li xml:lang=\"{language}\">{text}</rdf:li>"));
        }
        self.line(format_args!("</rdf:Alt></{name}>"));
    }

    /// Texts by their languages, the first also as the default.
    fn languages(&mut self, name: &str, texts: &[(String, String)]) {
        let first = texts.first().map(|(_, text)| ("x-default", text.as_str()));
        let all = texts.iter().map(|(language, text)| (language.as_str(), text.as_str()));
        self.language_alternative(name, first.into_iter().chain(all));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.0, "{line}").expect("BUG: writing into a string cannot fail");
    }
}

fn default_language(text: Option<&String>) -> Option<(&'static str, &str)> {
    text.map(|text| ("x-default", text.as_str()))
}

/// The vocabulary of the IPTC names its terms by URI; documents keep the last part.
fn source_type_uri(term: &str) -> String {
    const VOCABULARY: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    if term.starts_with("http") { term.to_owned() } else { format!("{VOCABULARY}{term}") }
}

/// Escapes a text and leaves out what XML 1.0 cannot hold.
fn escape(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n');
    let text: String = text.chars().filter(allowed).collect();
    partial_escape(text).replace('"', "&quot;")
}
