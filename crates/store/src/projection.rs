//! What the library keeps of a document besides its changes: the typed view as a second copy, the
//! columns of the lists, the words for search, the people and the photos that it names.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use tezis_report::ids::PhotoHash;
use tezis_report::model::{Forum, Report};

use crate::derive::{derive_forum, derive_report};
use crate::tables::documents::DocumentKind;
use crate::tables::report_texts::ReportTexts;
use crate::tables::{
    forums, people, photo_uses, projections, report_search, report_texts, reports, to_json,
};

/// How many characters of a text stand in for a headline that isn't written yet.
const BEGINNING: usize = 80;

/// A document as it is read, given along with its changes.
#[derive(Debug, Clone, Copy)]
pub enum Projection<'a> {
    /// A report, with the words for search that stand in its forum.
    Report(&'a Report, &'a SearchText),
    /// A forum.
    Forum(&'a Forum),
}

/// Words by which a report is found and that are not in the report itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchText {
    /// The names of the people whom it mentions, all spellings.
    pub people: Vec<String>,
    /// The captions that its photos have in the forum.
    pub captions: Vec<String>,
}

impl Projection<'_> {
    /// Writes everything that is derived from the view as of a change's position.
    pub(crate) fn write(
        &self,
        connection: &Connection,
        document: &str,
        position: i64,
        at: DateTime<Utc>,
    ) -> rusqlite::Result<()> {
        match self {
            Self::Report(report, search) => {
                projections::replace(connection, document, position, &to_json(report), at)?;
                let key = reports::replace(connection, report, &headline(report), at)?;
                let texts = texts(report, search);
                // The index costs more than all else here, and most edits of photos, state and
                // places change no word.
                if report_texts::find(connection, key)?.as_ref() != Some(&texts) {
                    report_texts::replace(connection, key, &texts)?;
                    report_search::replace(connection, key, &texts)?;
                }
                let photos = report.placements.iter().filter_map(|p| p.entity.photo.as_ref());
                photo_uses::replace(connection, document, photos)?;
                derive_report(connection, document, report)
            }
            Self::Forum(forum) => {
                projections::replace(connection, document, position, &to_json(forum), at)?;
                forums::replace(connection, forum, at)?;
                people::replace(connection, forum, at.timestamp_millis())?;
                photo_uses::replace(connection, document, originals_of(forum))?;
                derive_forum(connection, document, forum)
            }
        }
    }
}

/// Returns every original that a forum names: photos with their raw files, material, recordings.
fn originals_of(forum: &Forum) -> impl Iterator<Item = &PhotoHash> {
    let photos = forum.photos.iter().map(|photo| &photo.id);
    let raws = forum.photos.iter().filter_map(|photo| photo.entity.raw.as_ref());
    let materials = forum.materials.iter().filter_map(|m| m.entity.original.as_ref());
    let recordings = forum.quotes.iter().filter_map(|quote| quote.entity.recording.as_ref());
    photos.chain(raws).chain(materials).chain(recordings)
}

/// Says whether a list shows what the view says, as far as a person sees it.
pub(crate) fn is_listed(
    connection: &Connection,
    document: &str,
    kind: DocumentKind,
    view: &str,
) -> rusqlite::Result<bool> {
    Ok(match kind {
        DocumentKind::Report => {
            let view = serde_json::from_str::<Report>(view).ok();
            reports::headline(connection, document)? == view.as_ref().map(headline)
        }
        DocumentKind::Forum => {
            let view = serde_json::from_str::<Forum>(view).ok();
            forums::names(connection, document)? == view.map(|forum| forum.about.names)
        }
    })
}

/// Returns the headline for lists, or the text's beginning.
pub(crate) fn headline(report: &Report) -> String {
    let main = report.about.headlines.get("main").map(|text| text.trim());
    if let Some(main) = main.filter(|text| !text.is_empty()) {
        return main.to_owned();
    }
    let first = report.body.iter().map(|block| block.text.text.trim()).find(|t| !t.is_empty());
    first.unwrap_or_default().chars().take(BEGINNING).collect()
}

fn texts(report: &Report, search: &SearchText) -> ReportTexts {
    let main = report.about.headlines.get("main");
    let others = report.about.headlines.iter().filter(|(usage, _)| *usage != "main");
    let headlines = main.into_iter().chain(others.map(|(_, text)| text));
    let captions = report.placements.iter().filter_map(|p| p.entity.caption.as_ref());
    ReportTexts {
        headline: lines(headlines.chain(&report.about.kicker)),
        body: lines(report.body.iter().map(|block| &block.text.text)),
        people: lines(&search.people),
        captions: lines(captions.chain(&search.captions)),
    }
}

fn lines<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    let mut joined = String::new();
    for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(text);
    }
    joined
}
