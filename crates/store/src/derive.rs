//! What is derived from a document's view for finding things and people: entries of the finder, mentions,
//! what belongs to whom. Made with each projection, and from the kept views where an older program wrote
//! them.

use rusqlite::Connection;
use tezis_report::model::{
    Appearance, Block, Forum, ForumKind, Localized, Mark, Person, Photo, Report,
};

use crate::projection::headline;
use crate::tables::documents::DocumentKind;
use crate::tables::finder::{self, Entry, FoundKind};
use crate::tables::mentions::{self, Mention};
use crate::tables::person_ties::{self, Tie};
use crate::tables::{derivations, documents, projections};
use crate::{Library, StoreError};

/// Characters of the words around a mention, and how many of them stand before it.
const AROUND: usize = 180;
const BEFORE: usize = 60;

/// The language of labels, where a text is there in several.
const FIRST: &str = "az";

/// How far [`Library::derive_behind`] came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DerivedUpTo {
    /// The last document that was looked at: given to the next call.
    pub after: String,
    /// Whether all are done.
    pub done: bool,
}

impl Library {
    /// Makes the rows of the finder for some documents that an older program wrote, in one transaction:
    /// those behind `after`, at most `most`. To be called again, in the background, until it says that
    /// all are done; until then the finder knows only a part of the library. Needs no document to be
    /// opened, as it reads the kept views.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn derive_behind(&self, after: &str, most: u32) -> Result<DerivedUpTo, StoreError> {
        let behind = self.database.read("look for the finder's next documents", |connection| {
            derivations::behind(connection, after, most)
        })?;
        let Some(last) = behind.last() else {
            return Ok(DerivedUpTo { after: after.to_owned(), done: true });
        };
        let sql = |error| self.sql("fill the finder", error);
        self.database.write("fill the finder", |connection| {
            for id in &behind {
                derive_kept(connection, id).map_err(sql)?;
            }
            Ok(())
        })?;
        Ok(DerivedUpTo { after: last.clone(), done: false })
    }
}

/// Derives from a kept view. One that is damaged is made again with the document's next change, and the
/// rows with it.
fn derive_kept(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    let kept = projections::find(connection, id)?.filter(|kept| kept.whole);
    if let (Some(document), Some(kept)) = (documents::find(connection, id)?, kept) {
        match document.kind {
            DocumentKind::Report => {
                if let Ok(report) = serde_json::from_str(&kept.view) {
                    derive_report(connection, id, &report)?;
                }
            }
            DocumentKind::Forum => {
                if let Ok(forum) = serde_json::from_str(&kept.view) {
                    derive_forum(connection, id, &forum)?;
                }
            }
        }
    }
    derivations::note(connection, id)
}

/// Writes what is derived from a report. One in the trash is found in the trash only.
pub(crate) fn derive_report(
    connection: &Connection,
    document: &str,
    report: &Report,
) -> rusqlite::Result<()> {
    let trashed = report.about.trashed_at.is_some();
    finder::replace(connection, document, if trashed { Vec::new() } else { of_report(report) })?;
    mentions::replace(connection, document, &mentions_in(report))?;
    derivations::note(connection, document)
}

/// Writes what is derived from a forum.
pub(crate) fn derive_forum(
    connection: &Connection,
    document: &str,
    forum: &Forum,
) -> rusqlite::Result<()> {
    finder::replace(connection, document, of_forum(forum))?;
    person_ties::replace(connection, document, ties_of(forum))?;
    derivations::note(connection, document)
}

fn of_report(report: &Report) -> Vec<Entry> {
    let others = report.about.headlines.values().chain(&report.about.kicker);
    let mut entries =
        vec![entry(FoundKind::Report, &report.id, headline(report), String::new(), others)];
    // A caption of its own takes the place of the forum's; it is found with the report.
    let captions = report.placements.iter().filter_map(|placed| {
        let (photo, caption) = (placed.entity.photo.as_ref()?, placed.entity.caption.as_ref()?);
        (!caption.trim().is_empty())
            .then(|| entry(FoundKind::Photo, photo, caption.clone(), String::new(), []))
    });
    entries.extend(captions);
    entries
}

fn of_forum(forum: &Forum) -> Vec<Entry> {
    let about = &forum.about;
    let mut entries = Vec::new();
    // An event that was made by itself has the name of its only text, which is found anyway.
    let gathered = !forum.people.is_empty() || !forum.sessions.is_empty();
    if about.kind == ForumKind::Forum || gathered {
        let others = about.names.values().chain(about.motto.values());
        let (label, detail) = (shown(&about.names), shown(&about.place));
        entries.push(entry(FoundKind::Forum, &forum.id, label, detail, others));
    }
    for person in &forum.people {
        let Person { full, short, also, wrong, .. } = &person.entity;
        let others = full.values().chain(short.values()).chain(also).chain(wrong);
        let mut appearances = forum.appearances.iter().map(|listed| &listed.entity);
        let role = appearances
            .find(|appearance| appearance.person == Some(person.id) && !appearance.roles.is_empty())
            .map(|Appearance { roles, .. }| shown(roles));
        let role = role.unwrap_or_default();
        entries.push(entry(FoundKind::Person, &person.id, shown(full), role, others));
    }
    for session in &forum.sessions {
        let titles = &session.entity.titles;
        let room = session.entity.room.clone().unwrap_or_default();
        let label = shown(titles);
        entries.push(entry(FoundKind::Session, &session.id, label, room, titles.values()));
    }
    for photo in &forum.photos {
        let Photo { captions, headline, alts, file_name, keywords, .. } = &photo.entity;
        let own = headline.iter().chain(alts.values()).chain(file_name);
        let label = [shown(captions)]
            .into_iter()
            .chain(own.clone().cloned())
            .find(|text| !text.trim().is_empty());
        let others = captions.values().chain(own).chain(keywords);
        let label = label.unwrap_or_default();
        entries.push(entry(FoundKind::Photo, &photo.id, label, String::new(), others));
    }
    for material in &forum.materials {
        let title = material.entity.title.clone().unwrap_or_default();
        let source = material.entity.source.clone().unwrap_or_default();
        entries.push(entry(FoundKind::Material, &material.id, title, source, []));
    }
    entries.retain(|entry| !entry.label.trim().is_empty());
    entries
}

fn entry<'a>(
    kind: FoundKind,
    id: &impl ToString,
    label: String,
    detail: String,
    others: impl IntoIterator<Item = &'a String>,
) -> Entry {
    let mut lines: Vec<&str> = Vec::new();
    for other in others {
        let other = other.trim();
        if !other.is_empty() && other != label && !lines.contains(&other) {
            lines.push(other);
        }
    }
    Entry { kind, id: id.to_string(), label, detail, others: lines.join("\n") }
}

/// Returns a text in the language of labels, else in the first that there is.
pub(crate) fn shown(texts: &Localized) -> String {
    let texts = texts.get(FIRST).into_iter().chain(texts.values());
    texts.map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

fn mentions_in(report: &Report) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for block in &report.body {
        for span in &block.text.marks {
            let (kind, target) = match &span.mark {
                Mark::Person { id } => (mentions::PERSON, id.to_string()),
                Mark::Quote { id } => (mentions::QUOTE, id.to_string()),
                _ => continue,
            };
            // A quotation over several paragraphs, or cut in two by its attribution, is one place.
            let known = |known: &Mention| known.kind == kind && known.target == target;
            if kind == mentions::QUOTE && found.iter().any(known) {
                continue;
            }
            found.push(mention(kind, target, block, span.start, span.end));
        }
    }
    found
}

fn mention(kind: &'static str, target: String, block: &Block, start: u32, end: u32) -> Mention {
    let (start, end) = (start as usize, end as usize);
    let near = start.saturating_sub(BEFORE);
    let text = &block.text.text;
    let from = if near == 0 {
        0
    } else {
        // Begin with a whole word.
        let mut before = text.chars().enumerate().skip(near).take(start - near);
        before.find(|(_, c)| c.is_whitespace()).map_or(start, |(space, _)| space + 1)
    };
    let around: String = text.chars().skip(from).take(AROUND).collect();
    let length = around.chars().count();
    let within = |at: usize| u32::try_from(at.saturating_sub(from).min(length)).unwrap_or(u32::MAX);
    Mention {
        kind,
        target,
        block: block.id,
        text: around,
        starts: within(start),
        ends: within(end),
    }
}

fn ties_of(forum: &Forum) -> Vec<Tie> {
    let mut ties = Vec::new();
    let mut tie = |kind, id: String, person: String, session, text| {
        ties.push(Tie { kind, id, person, session, text });
    };
    for quote in &forum.quotes {
        let appearance = quote.entity.appearance;
        let said = forum.appearances.iter().find(|listed| Some(listed.id) == appearance);
        let person = said.and_then(|listed| listed.entity.person).or(quote.entity.person);
        if let Some(person) = person {
            let session = said.and_then(|listed| listed.entity.session);
            let (id, person) = (quote.id.to_string(), person.to_string());
            tie(person_ties::QUOTE, id, person, session, String::new());
        }
    }
    for photo in &forum.photos {
        for person in &photo.entity.people {
            let (id, caption) = (photo.id.to_string(), shown(&photo.entity.captions));
            tie(person_ties::PHOTO, id, person.clone(), photo.entity.session, caption);
        }
    }
    for listed in &forum.appearances {
        let Appearance { person, session, roles, .. } = &listed.entity;
        if let Some(person) = person {
            let (id, role) = (listed.id.to_string(), shown(roles));
            tie(person_ties::APPEARANCE, id, person.to_string(), *session, role);
        }
    }
    for person in &forum.people {
        for other in &person.entity.same_as {
            let id = person.id.to_string();
            // Both ways, so that it is found from either.
            tie(person_ties::SAME, other.clone(), id.clone(), None, String::new());
            tie(person_ties::SAME, id, other.clone(), None, String::new());
        }
    }
    ties
}
