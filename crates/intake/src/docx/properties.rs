//! What a file of ours says of itself, in the properties that Word keeps for everybody.

use tezis_report::Heads;
use tezis_report::ids::ReportId;

use super::archive::Archive;
use super::xml::{Token, Xml};
use crate::IntakeError;

/// Which report, in which version, a file was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocxIdentity {
    /// The report.
    pub report: ReportId,
    /// The state of its document; empty where the file does not say it in full.
    pub heads: Heads,
}

pub(super) fn identity(archive: &mut Archive<'_>) -> Result<Option<DocxIdentity>, IntakeError> {
    let relations = archive.relations("")?;
    let part = relations.part("custom-properties").unwrap_or("docProps/custom.xml").to_owned();
    let Some(text) = archive.part(&part)? else { return Ok(None) };
    let mut xml = Xml::new(&part, &text);
    let (mut report, mut heads) = (None, Heads::default());
    loop {
        let name = match xml.next()? {
            Token::Open(tag) if tag.local() == "property" => tag.attribute("name"),
            Token::Done => break,
            _ => continue,
        };
        match name.as_deref() {
            Some("TezisReport") => report = xml.text()?.trim().parse().ok(),
            Some("TezisVersion") => {
                let text = xml.text()?;
                let hashes: Vec<&str> = text.split(',').map(str::trim).collect();
                heads = Heads::from_hex(&hashes).unwrap_or_default();
            }
            _ => {}
        }
    }
    Ok(report.map(|report| DocxIdentity { report, heads }))
}
