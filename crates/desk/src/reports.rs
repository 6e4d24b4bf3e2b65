//! Reports: made, read, edited, their body saved.

use serde_json::{Map, Value, json};
use tezis_report::ids::{ForumId, ReportId};
use tezis_report::model::{Forum, ForumKind, PhotoFacts, Report};
use tezis_report::{BodySave, ReportCollection, ReportDocument, Step};

use crate::desk::{Desk, rfc3339, summary};
use crate::error::DeskError;
use crate::wire::{BodySavedAt, ReportEdit, ReportEdited, ReportOpened};

impl Desk {
    /// Makes a report. Without a forum it gets one of its own, of kind `event`.
    ///
    /// # Errors
    /// There is no such forum or profile, or the library cannot be written.
    pub fn new_report(
        &self,
        forum: Option<ForumId>,
        profile: Option<&str>,
        headline: Option<&str>,
    ) -> Result<ReportOpened, DeskError> {
        let id = self.make_report(forum, profile, headline, |_, _| Ok(()))?;
        self.open_report(id)
    }

    /// Makes a report and fills it before it is first written, so that it comes whole or not at all.
    pub(crate) fn make_report(
        &self,
        forum: Option<ForumId>,
        profile: Option<&str>,
        headline: Option<&str>,
        fill: impl FnOnce(&mut ReportDocument, &Self) -> Result<(), DeskError>,
    ) -> Result<ReportId, DeskError> {
        self.inner.writable()?;
        let profile = self.profile(profile)?;
        let forum = if let Some(forum) = forum {
            self.forum(forum)?;
            forum
        } else {
            let name = headline.unwrap_or_default();
            let names = json!({ "names": { profile.language.clone(): name } });
            let fields = if name.is_empty() { json!({}) } else { names };
            self.make_forum(ForumKind::Event, &fields)?
        };
        let now = self.inner.now();
        let (ms, random) = self.inner.id_parts();
        let id = ReportId::from_parts(ms, random);
        let mut document = ReportDocument::new(id, self.inner.actor(), now);
        let mut about = Map::new();
        about.insert("forum".to_owned(), forum.to_string().into());
        about.insert("profile".to_owned(), profile.name.clone().into());
        about.insert("language".to_owned(), profile.language.into());
        about.insert("created_at".to_owned(), serde_json::to_value(now)?);
        if let Some(author) = self.settings()?.author.filter(|author| !author.trim().is_empty()) {
            about.insert("byline".to_owned(), json!([author.trim()]));
        }
        if let Some(headline) = headline.filter(|headline| !headline.is_empty()) {
            about.insert("headlines".to_owned(), json!({ "main": headline }));
        }
        document.put(ReportCollection::Report, "", &about, now)?;
        fill(&mut document, self)?;
        self.inner.shelve_report(id, document)?;
        Ok(id)
    }

    /// Opens a report with its forum and what is known of its photos. One whose history is damaged
    /// opens from its projection, to read only.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn open_report(&self, id: ReportId) -> Result<ReportOpened, DeskError> {
        let read = self.inner.read_report(id)?;
        let report = read.view;
        Ok(ReportOpened {
            forum: self.forum_of(&report)?,
            photos: self.facts_of(&report)?,
            profile: summary(&self.profile_of(&report)?),
            heads: read.heads,
            read_only: read.read_only,
            saved_at: rfc3339(read.saved_at),
            report,
        })
    }

    /// Returns a report as it is.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn report(&self, id: ReportId) -> Result<Report, DeskError> {
        Ok(self.inner.read_report(id)?.view)
    }

    /// Edits a report's data; all edits are one step, on disk when this returns.
    ///
    /// # Errors
    /// An edit is not valid (then nothing is written), or the library cannot be written.
    pub fn edit_report(
        &self,
        id: ReportId,
        edits: &[ReportEdit],
    ) -> Result<ReportEdited, DeskError> {
        self.report_change(id, |document, desk| {
            let mut made = Vec::new();
            let before = document.heads();
            for edit in edits {
                apply(document, edit, desk, &mut made)?;
            }
            Ok((Step { before, after: document.heads() }, made))
        })
    }

    /// Undoes a step; what others changed since stays.
    ///
    /// # Errors
    /// The step is not of this report, or the library cannot be written.
    pub fn revert_report(&self, id: ReportId, step: &Step) -> Result<ReportEdited, DeskError> {
        self.report_change(id, |document, desk| {
            Ok((document.revert(step, desk.inner.now())?, Vec::new()))
        })
    }

    /// Saves what the window changed in the body; it is on disk when this returns.
    ///
    /// # Errors
    /// The base is not of this report, or the library cannot be written.
    pub fn save_body(&self, id: ReportId, save: &BodySave) -> Result<BodySavedAt, DeskError> {
        let now = self.inner.now();
        let (saved, saved_at) =
            self.inner.change_report(id, |document| Ok(document.save_body(save, now)?))?;
        Ok(BodySavedAt {
            heads: saved.heads,
            saved_at: rfc3339(saved_at),
            step: saved.step,
            elsewhere: saved.elsewhere,
        })
    }

    /// Changes a report; the answer says what undoes it and what was made.
    pub(crate) fn report_change(
        &self,
        id: ReportId,
        change: impl FnOnce(&mut ReportDocument, &Self) -> Result<(Step, Vec<String>), DeskError>,
    ) -> Result<ReportEdited, DeskError> {
        let (edited, saved_at) = self.inner.change_report(id, |document| {
            let (step, made) = change(document, self)?;
            Ok((document.view(), document.heads(), step, made))
        })?;
        let (report, heads, step, made) = edited;
        Ok(ReportEdited { report, heads, saved_at: rfc3339(saved_at), step, made })
    }

    /// Returns the forum that a report is about.
    pub(crate) fn forum_of(&self, report: &Report) -> Result<Forum, DeskError> {
        match report.about.forum {
            Some(forum) => self.forum(forum),
            None => Err(DeskError::NotFound { what: "forum", id: report.id.to_string() }),
        }
    }

    /// Returns what is known of the photos that a report shows, in its order.
    pub(crate) fn facts_of(&self, report: &Report) -> Result<Vec<PhotoFacts>, DeskError> {
        let mut facts = Vec::new();
        for placement in &report.placements {
            let Some(photo) = &placement.entity.photo else { continue };
            facts.extend(self.inner.library.facts(photo)?);
        }
        Ok(facts)
    }
}

fn apply(
    document: &mut ReportDocument,
    edit: &ReportEdit,
    desk: &Desk,
    made: &mut Vec<String>,
) -> Result<(), DeskError> {
    let now = desk.inner.now();
    match edit {
        ReportEdit::Put { collection, id, fields } => {
            let id = id.clone().unwrap_or_else(|| {
                let id = desk.inner.new_entity_id();
                made.push(id.clone());
                id
            });
            document.put(*collection, &id, fields, now)?;
        }
        ReportEdit::Remove { collection, id } => {
            document.remove(*collection, id, now)?;
        }
        ReportEdit::MovePlacement { id, after } => {
            document.move_placement(*id, *after, now)?;
        }
    }
    Ok(())
}

/// Makes a JSON object of one field.
pub(crate) fn field(name: &str, value: impl Into<Value>) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value.into())])
}
