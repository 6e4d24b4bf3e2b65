//! Foreign texts: read and shown first, written only when the user accepts them.

use std::fs;
use std::path::Path;

use serde_json::{Map, json};
use tezis_intake::{DatelineFormat, Hint, IntakeError, Limits, TextKind};
use tezis_report::ids::{BlockId, ForumId, ReportId};
use tezis_report::model::{Block, MaterialKind};
use tezis_report::{BodySave, ForumCollection, ReportCollection, ReportDocument};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::profiles::local_to_utc;
use crate::wire::{IncomingText, PastedBlock, ReportOpened};

impl Desk {
    /// Reads a text file as a report; nothing is written.
    ///
    /// # Errors
    /// The file cannot be read, is too large, or is no text.
    pub fn read_file(&self, path: &Path, profile: Option<&str>) -> Result<IncomingText, DeskError> {
        let name = file_name(path);
        if let Some(error) = too_large(path)? {
            return Err(DeskError::Intake { name, error });
        }
        let bytes = fs::read(path).map_err(DeskError::io(path, "read"))?;
        self.read_text(&bytes, name, None, profile)
    }

    /// Reads what was pasted as a report; nothing is written.
    ///
    /// # Errors
    /// It is too large or holds no text.
    pub fn read_pasted(
        &self,
        text: &str,
        html: Option<&str>,
        profile: Option<&str>,
    ) -> Result<IncomingText, DeskError> {
        let (bytes, kind) = match html {
            Some(html) => (html.as_bytes(), TextKind::Html),
            None => (text.as_bytes(), TextKind::Plain),
        };
        self.read_text(bytes, String::new(), Some(kind), profile)
    }

    fn read_text(
        &self,
        bytes: &[u8],
        name: String,
        kind: Option<TextKind>,
        profile: Option<&str>,
    ) -> Result<IncomingText, DeskError> {
        let read = |hint: &Hint<'_>| tezis_intake::read(bytes, &Hint { kind, ..hint.clone() });
        let text = self.with_hint(&name, profile, read)?;
        Ok(IncomingText { name, text })
    }

    /// Reads a text with all that is known of a portal's texts before.
    pub(crate) fn with_hint<T>(
        &self,
        name: &str,
        profile: Option<&str>,
        read: impl FnOnce(&Hint<'_>) -> Result<T, IntakeError>,
    ) -> Result<T, DeskError> {
        let profile = self.profile(profile)?;
        let dateline = [DatelineFormat::new(&profile.dateline.format)];
        let headline = &profile.headline;
        let markers = headline.gallery_marker.iter().chain(&headline.update_marker);
        let markers: Vec<&str> = markers.map(String::as_str).collect();
        let portals = [profile.title.as_str(), profile.name.as_str()];
        let sections: Vec<&str> =
            profile.sections.iter().map(|section| section.title.as_str()).collect();
        let hint = Hint {
            file_name: Some(name).filter(|name| !name.is_empty()),
            dateline: &dateline,
            markers: &markers,
            portals: &portals,
            sections: &sections,
            ..Hint::default()
        };
        read(&hint).map_err(|error| DeskError::Intake { name: name.to_owned(), error })
    }

    /// Makes a report of a text as the user left it. What was left out of it stays with the forum
    /// as material, so that it can still be looked at.
    ///
    /// # Errors
    /// There is no such forum or profile, or the library cannot be written.
    pub fn accept_intake(
        &self,
        incoming: &IncomingText,
        forum: Option<ForumId>,
        profile: Option<&str>,
    ) -> Result<ReportOpened, DeskError> {
        let id = self.make_report_of(incoming, forum, profile)?;
        self.open_report(id)
    }

    pub(crate) fn make_report_of(
        &self,
        incoming: &IncomingText,
        forum: Option<ForumId>,
        profile: Option<&str>,
    ) -> Result<ReportId, DeskError> {
        let portal = self.profile(profile)?;
        let text = &incoming.text;
        let id = self.make_report(forum, profile, text.headline.as_deref(), |document, desk| {
            let now = desk.inner.now();
            let mut about = Map::new();
            if let Some(dateline) = &text.dateline {
                if let Some(at) = dateline.at {
                    let at = local_to_utc(&portal, at);
                    about.insert("dateline_at".to_owned(), serde_json::to_value(at)?);
                }
                about.insert("dateline_place".to_owned(), json!(dateline.place));
            }
            if !text.byline.is_empty() {
                about.insert("byline".to_owned(), json!(text.byline));
            }
            about.insert("source_credit".to_owned(), json!(text.source_credit));
            document.put(ReportCollection::Report, "", &about, now)?;
            desk.write_body(document, incoming)
        })?;
        self.keep_left_out(id, incoming)?;
        Ok(id)
    }

    fn write_body(
        &self,
        document: &mut ReportDocument,
        incoming: &IncomingText,
    ) -> Result<(), DeskError> {
        let blocks: Vec<Block> = incoming
            .text
            .blocks
            .iter()
            .map(|block| {
                let (ms, random) = self.inner.id_parts();
                Block {
                    id: BlockId::from_parts(ms, random),
                    kind: block.kind,
                    text: block.text.clone(),
                }
            })
            .collect();
        let save = BodySave {
            base: document.heads(),
            order: Some(blocks.iter().map(|block| block.id).collect()),
            blocks,
            removed: Vec::new(),
        };
        document.save_body(&save, self.inner.now())?;
        Ok(())
    }

    fn keep_left_out(&self, report: ReportId, incoming: &IncomingText) -> Result<(), DeskError> {
        let left_out = &incoming.text.left_out;
        let Some(forum) = self.report(report)?.about.forum else { return Ok(()) };
        if left_out.is_empty() {
            return Ok(());
        }
        let lines: Vec<&str> = left_out.iter().map(|left| left.text.as_str()).collect();
        let now = self.inner.now();
        let fields = Map::from_iter([
            ("kind".to_owned(), serde_json::to_value(MaterialKind::LeftOut)?),
            ("title".to_owned(), json!(incoming.name)),
            ("text".to_owned(), json!(lines.join("\n"))),
            ("source".to_owned(), json!(report.to_string())),
            ("added_at".to_owned(), serde_json::to_value(now)?),
        ]);
        let id = self.inner.new_entity_id();
        self.inner.change_forum(forum, |document| {
            document.put(ForumCollection::Materials, &id, &fields, now)?;
            Ok(())
        })?;
        Ok(())
    }

    /// Cleans what is pasted into a text: blocks with words, quotation marks and links, no styles.
    ///
    /// # Errors
    /// It is too large.
    pub fn paste_blocks(
        &self,
        text: &str,
        html: Option<&str>,
    ) -> Result<Vec<PastedBlock>, DeskError> {
        let limits = Limits::default();
        match html {
            Some(html) => tezis_intake::paste_html(html, limits),
            None => tezis_intake::paste_plain(text, limits),
        }
        .map_err(|error| DeskError::Intake { name: String::new(), error })
    }
}

/// Returns the name of a file without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Says why a file is not read as a text, when it is too large for one.
pub(crate) fn too_large(path: &Path) -> Result<Option<IntakeError>, DeskError> {
    let size = fs::metadata(path).map_err(DeskError::io(path, "read"))?.len();
    let (size, limit) = (usize::try_from(size).unwrap_or(usize::MAX), Limits::default().bytes);
    Ok((size > limit).then_some(IntakeError::TooLarge { size, limit }))
}
