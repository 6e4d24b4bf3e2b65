//! The parts of the file around the text: what is in it, its properties, styles and numbering
//! (ECMA-376, part 1 and 2).

use std::fmt::Write;

use super::document::BULLETS;
use super::{DocxIdentity, REPORT_PROPERTY, VERSION_PROPERTY, escape};
use crate::article::Article;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The number of the relationship of the first link; those before are of the parts.
pub(super) const FIRST_LINK: usize = 4;

pub(super) fn content_types(custom: bool) -> String {
    let mut overrides = vec![
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        ("/word/document.xml", format!("{WORD_TYPE}.document.main+xml")),
        ("/word/numbering.xml", format!("{WORD_TYPE}.numbering+xml")),
        ("/word/settings.xml", format!("{WORD_TYPE}.settings+xml")),
        ("/word/styles.xml", format!("{WORD_TYPE}.styles+xml")),
    ];
    if custom {
        let kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
        overrides.push(("/docProps/custom.xml", kind.to_owned()));
    }
    let overrides = joined(
        overrides
            .iter()
            .map(|(part, kind)| format!("<Override PartName=\"{part}\" ContentType=\"{kind}\"/>")),
    );
    format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>\n"
    )
}

pub(super) fn relationships(custom: bool) -> String {
    let mut parts = vec![
        (format!("{OFFICE}/relationships/officeDocument"), "word/document.xml"),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        (format!("{OFFICE}/relationships/extended-properties"), "docProps/app.xml"),
    ];
    if custom {
        parts.push((format!("{OFFICE}/relationships/custom-properties"), "docProps/custom.xml"));
    }
    let parts = parts.iter().enumerate().map(|(index, (kind, target))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", index + 1)
    });
    relationship_file(parts)
}

pub(super) fn document_relationships(links: &[String]) -> String {
    let parts = ["styles", "numbering", "settings"].into_iter().enumerate().map(|(index, name)| {
        format!(
            "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/relationships/{name}\" \
             Target=\"{name}.xml\"/>",
            index + 1
        )
    });
    let links = links.iter().enumerate().map(|(index, address)| {
        format!(
            "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/relationships/hyperlink\" \
             Target=\"{}\" TargetMode=\"External\"/>",
            FIRST_LINK + index,
            escape(&uri(address))
        )
    });
    relationship_file(parts.chain(links))
}

/// Returns an address without what no URI may hold (RFC 3986 §2): Word calls a file with such a
/// target damaged.
fn uri(address: &str) -> String {
    let mut uri = String::with_capacity(address.len());
    for c in address.chars() {
        if "<>\"{}|\\^`".contains(c) {
            write!(uri, "%{:02X}", u32::from(c)).expect("BUG: a String takes all");
        } else {
            uri.push(c);
        }
    }
    uri
}

fn relationship_file(relationships: impl Iterator<Item = String>) -> String {
    let relationships = joined(relationships);
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">{relationships}\
         </Relationships>\n"
    )
}

pub(super) fn app() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"{OFFICE}/extended-properties\">\
         <Application>Tezis</Application></Properties>\n"
    )
}

pub(super) fn core(article: &Article) -> String {
    let created = article.published_at.as_ref().map_or(article.dateline.at, |time| time.at);
    let modified = article.updated_at.as_ref().map_or(created, |time| time.at);
    let time = |name: &str, at: chrono::DateTime<chrono::FixedOffset>| {
        let at = at.to_utc().format("%Y-%m-%dT%H:%M:%SZ");
        format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:{name}>")
    };
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords><dc:language>{}</dc:language>{}{}\
         </cp:coreProperties>\n",
        escape(&article.headline),
        escape(&article.byline.authors.join(", ")),
        escape(&article.keywords.join(", ")),
        escape(&office_language(&article.language)),
        time("created", created),
        time("modified", modified),
    )
}

/// The file's own identity. Numbers of properties begin with 2: 0 and 1 are taken by the format.
pub(super) fn custom(identity: &DocxIdentity) -> String {
    let properties = [
        (REPORT_PROPERTY, identity.report.to_string()),
        (VERSION_PROPERTY, identity.heads.join(",")),
    ];
    let properties = joined(properties.iter().enumerate().map(|(index, (name, value))| {
        format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" \
             name=\"{name}\"><vt:lpwstr>{}</vt:lpwstr></property>",
            index + 2,
            escape(value)
        )
    }));
    format!(
        "{DECLARATION}<Properties xmlns=\"{OFFICE}/custom-properties\" \
         xmlns:vt=\"{OFFICE}/docPropsVTypes\">{properties}</Properties>\n"
    )
}

/// Compatibility mode 15 is today's Word; without it the title bar says "Compatibility Mode".
pub(super) fn settings(language: &str) -> String {
    let language = escape(&office_language(language));
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{WORD}\"><w:defaultTabStop w:val=\"708\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{language}\"/></w:settings>\n"
    )
}

pub(super) fn styles(language: &str) -> String {
    include_str!("styles.xml").replace("{language}", &escape(&office_language(language)))
}

/// One bulleted list, and for each numbered list one that begins with 1.
pub(super) fn numbering(numbered_lists: &[usize]) -> String {
    let level = |level: usize, format: &str, text: &str| {
        let left = 360 * (level + 1);
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"360\"/></w:pPr></w:lvl>"
        )
    };
    let bullets = joined((0..9).map(|at| level(at, "bullet", "•")));
    let numbers = joined((0..9).map(|at| level(at, "decimal", &format!("%{}.", at + 1))));
    let mut xml = format!(
        "{DECLARATION}<w:numbering xmlns:w=\"{WORD}\">\
         <w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{bullets}\
         </w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{numbers}\
         </w:abstractNum>\
         <w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    for (number, level) in (BULLETS + 1..).zip(numbered_lists) {
        write!(
            xml,
            "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"1\"/>\
             <w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>\
             </w:num>"
        )
        .expect("BUG: a String takes all");
    }
    xml.push_str("</w:numbering>\n");
    xml
}

/// Returns elements in one text.
fn joined(elements: impl Iterator<Item = String>) -> String {
    elements.collect()
}

/// Returns the tag by which Word knows a language: with script and country.
fn office_language(tag: &str) -> String {
    match tag {
        "az" => "az-Latn-AZ".to_owned(),
        "en" => "en-GB".to_owned(),
        "ru" => "ru-RU".to_owned(),
        "tr" => "tr-TR".to_owned(),
        other => other.to_owned(),
    }
}
