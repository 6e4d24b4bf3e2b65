//! The desk's lists, in the form of the wire.

use std::collections::BTreeMap;

use tezis_report::ids::ForumId;
use tezis_report::model::Localized;
use tezis_store::{Highlight, SearchHit};

use crate::desk::{Desk, rfc3339};
use crate::error::DeskError;
use crate::wire::{ForumRow, ReportFilter, ReportPage, ReportRow, Snippet};

/// More rows than this are never wanted at once.
const MOST: u32 = 1000;

impl Desk {
    /// Lists reports: the latest change first, or what a query finds, the best first.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn list_reports(&self, filter: &ReportFilter) -> Result<ReportPage, DeskError> {
        self.inner.project_all();
        let limit = filter.limit.clamp(1, MOST);
        let stored = tezis_store::ReportFilter {
            forum: filter.forum,
            state: filter.state,
            trashed: filter.trashed,
            offset: filter.offset,
            limit,
        };
        let library = &self.inner.library;
        if filter.query.trim().is_empty() {
            let page = library.list_reports(&stored)?;
            let names = ForumNames::of(self, &page.rows)?;
            return Ok(ReportPage {
                rows: page.rows.into_iter().map(|row| names.row(row)).collect(),
                total: u32::try_from(page.total).unwrap_or(u32::MAX),
            });
        }
        let hits = library.search_reports(&filter.query, &stored, limit, filter.offset)?;
        let names = ForumNames::of(self, hits.iter().map(|hit| &hit.row))?;
        let rows: Vec<ReportRow> = hits.into_iter().map(|hit| names.hit(hit)).collect();
        let found = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        Ok(ReportPage { rows, total: filter.offset.saturating_add(found) })
    }

    /// Lists the forums, the latest first.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn list_forums(&self) -> Result<Vec<ForumRow>, DeskError> {
        self.inner.project_all();
        let language = self.settings()?.language.tag();
        let rows = self.inner.library.list_forums()?;
        Ok(rows
            .into_iter()
            .map(|row| ForumRow {
                id: row.id,
                name: in_language(&row.names, language),
                kind: row.kind,
                edition: row.edition,
                starts_on: row.starts_on.map(|day| day.to_string()),
                ends_on: row.ends_on.map(|day| day.to_string()),
                place: Some(in_language(&row.place, language)).filter(|place| !place.is_empty()),
                reports: row.reports,
                photos: row.photos,
                people: row.people,
                updated_at: rfc3339(row.updated_at),
            })
            .collect())
    }
}

/// The names of the forums that a page's rows are about, and of no others: every text without a forum
/// has one of its own, so that there are about as many forums as reports.
struct ForumNames(BTreeMap<ForumId, String>);

impl ForumNames {
    fn of<'a>(
        desk: &Desk,
        rows: impl IntoIterator<Item = &'a tezis_store::ReportRow>,
    ) -> Result<Self, DeskError> {
        let language = desk.settings()?.language.tag();
        let ids = rows.into_iter().filter_map(|row| row.forum);
        let names = desk.inner.library.forum_names(ids)?;
        Ok(Self(names.iter().map(|(id, names)| (*id, in_language(names, language))).collect()))
    }

    fn row(&self, row: tezis_store::ReportRow) -> ReportRow {
        let forum_name = row.forum.and_then(|forum| self.0.get(&forum)).cloned();
        ReportRow {
            id: row.id,
            headline: row.headline,
            forum: row.forum,
            forum_name: forum_name.unwrap_or_default(),
            state: row.state,
            kind: row.kind,
            language: row.language.unwrap_or_default(),
            updated_at: rfc3339(row.updated_at),
            photos: row.photos,
            words: row.words,
            cover: row.cover,
            published: row.published,
            headline_matches: Vec::new(),
            snippet: None,
        }
    }

    fn hit(&self, hit: SearchHit) -> ReportRow {
        let snippet = hit
            .excerpt
            .map(|excerpt| Snippet { text: excerpt.text, matches: matches(&excerpt.highlights) });
        ReportRow { headline_matches: matches(&hit.headline), snippet, ..self.row(hit.row) }
    }
}

pub(crate) fn matches(highlights: &[Highlight]) -> Vec<(u32, u32)> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    highlights.iter().map(|found| (count(found.start), count(found.end))).collect()
}

/// Returns a name in the language, or in the first that there is.
pub(crate) fn in_language(names: &Localized, language: &str) -> String {
    names.get(language).or_else(|| names.values().next()).cloned().unwrap_or_default()
}
