//! Versions of a report: which there are, what one said, what differs, and going back to one. What
//! readers have is in `publication`; how changes become versions is the document's own matter.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value};
use tezis_lang::word_count;
use tezis_report::diff::{blocks, pieces};
use tezis_report::ids::{BlockId, ReportId};
use tezis_report::model::{Block, BlockKind, Forum, Placement, Report};
use tezis_report::{Heads, ReportDocument};

use crate::desk::{Desk, rfc3339};
use crate::error::DeskError;
use crate::wire::{
    BlockChange, FieldChange, PhotoChange, PhotoChangeKind, ReportEdited, Version, VersionDiff,
};

/// Writing that stops for longer ends a version.
const PAUSE: Duration = Duration::from_secs(10 * 60);

/// Fields of a report that nobody writes as words: what it belongs to, and what happened to it.
const NOT_WORDS: [&str; 7] =
    ["created_at", "follows", "forum", "state", "translated", "translation_of", "trashed_at"];

/// How many words states of reports have. Reading a former state of a long report takes
/// milliseconds, and a state never changes.
#[derive(Debug, Default)]
pub(crate) struct WordCounts(Mutex<HashMap<Heads, u32>>);

impl WordCounts {
    /// So many are kept; then counting begins anew.
    const KEPT: usize = 20_000;
    /// So many states are read for one list: it stands at once, however long the history is.
    const AT_ONCE: usize = 8;

    /// Counts the words of the states that are not known, the first ones given.
    fn learn<'h>(
        &self,
        document: &ReportDocument,
        states: impl Iterator<Item = &'h Heads>,
    ) -> Result<(), DeskError> {
        let new: Vec<&Heads> =
            states.filter(|heads| self.of(heads).is_none()).take(Self::AT_ONCE).collect();
        for heads in new {
            self.keep(heads, words(&document.blocks_at(heads)?));
        }
        Ok(())
    }

    fn of(&self, heads: &Heads) -> Option<u32> {
        self.lock().get(heads).copied()
    }

    fn keep(&self, heads: &Heads, count: u32) {
        let mut counts = self.lock();
        if counts.len() >= Self::KEPT {
            counts.clear();
        }
        counts.insert(heads.clone(), count);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Heads, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Returns the versions of a report, the latest first: where writing paused for ten minutes, what
    /// was published and what was exported.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read whole.
    pub fn history(&self, report: ReportId) -> Result<Vec<Version>, DeskError> {
        let exports = self.inner.library.exports(report)?;
        self.inner.with_document(&self.inner.reports, report, |document| {
            let published: Vec<_> = document
                .view()
                .publications
                .into_iter()
                .filter_map(|one| Some((Heads::from_hex(&one.entity.heads)?, one.id)))
                .collect();
            let marks: Vec<Heads> = published
                .iter()
                .map(|(heads, _)| heads.clone())
                .chain(exports.iter().map(|export| export.heads.clone()))
                .collect();
            let now = document.heads();
            let versions = document.versions(PAUSE, &marks);
            let counts = &self.inner.word_counts;
            counts.learn(document, versions.iter().rev().map(|version| &version.heads))?;
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            Ok(versions
                .into_iter()
                .rev()
                .map(|version| {
                    let heads = &version.heads;
                    let publication = published.iter().find(|(at, _)| at == heads);
                    let exported = exports.iter().find(|export| export.heads == *heads);
                    Version {
                        from: rfc3339(version.from),
                        to: rfc3339(version.to),
                        changes: count(version.changes),
                        authors: count(version.authors),
                        words: counts.of(heads),
                        publication: publication.map(|(_, id)| *id),
                        exported_at: exported.map(|export| rfc3339(export.at)),
                        now: *heads == now,
                        heads: version.heads,
                    }
                })
                .collect())
        })
    }

    /// Returns a report as it was.
    ///
    /// # Errors
    /// There is no such report or state, or it cannot be read.
    pub fn version(&self, report: ReportId, heads: &Heads) -> Result<Report, DeskError> {
        let view = self.inner.read_report_at(report, heads)?;
        self.inner.word_counts.keep(heads, words(&view.body));
        Ok(view)
    }

    /// Returns what differs between two states of the working text, notes and all; the later one is
    /// by default how it stands now.
    ///
    /// # Errors
    /// There is no such report or state, or it cannot be read.
    pub fn compare_versions(
        &self,
        report: ReportId,
        from: &Heads,
        to: Option<&Heads>,
    ) -> Result<VersionDiff, DeskError> {
        let before = self.inner.read_report_at(report, from)?;
        let after = match to {
            Some(to) => self.inner.read_report_at(report, to)?,
            None => self.report(report)?,
        };
        let forum = self.forum_of(&after).ok();
        Ok(VersionDiff {
            fields: fields(&before, &after)?,
            blocks: blocks(&before.body, &after.body).into_iter().map(block_change).collect(),
            photos: photos(&before, &after, forum.as_ref()),
        })
    }

    /// Makes a report, or one block of it, say again what it said then, with a new change. What
    /// happened outside stays: publications, and whether it lies in the trash.
    ///
    /// # Errors
    /// There is no such report, state or block, or the library cannot be written.
    pub fn restore_version(
        &self,
        report: ReportId,
        heads: &Heads,
        block: Option<BlockId>,
    ) -> Result<ReportEdited, DeskError> {
        self.report_change(report, |document, desk| {
            let now = desk.inner.now();
            let step = match block {
                Some(block) => document.restore_block(heads, block, now)?,
                None => document.restore(heads, now)?,
            };
            Ok((step, Vec::new()))
        })
    }
}

/// Returns how many words a body has, notes left out.
fn words(body: &[Block]) -> u32 {
    let written = body.iter().filter(|block| !matches!(block.kind, BlockKind::Note));
    let count: usize = written.map(|block| word_count(&block.text.text)).sum();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn block_change(change: tezis_report::diff::BlockChange) -> BlockChange {
    BlockChange {
        kind: change.kind,
        block: Some(change.block),
        before: change.before.map(|block| block.text.text),
        after: change.after.map(|block| block.text.text),
        html: None,
        pieces: change.pieces,
    }
}

/// Compares the fields that a person writes. A field that is added to the report is among them
/// without being named here.
fn fields(before: &Report, after: &Report) -> Result<Vec<FieldChange>, DeskError> {
    let (before, mut after) = (written(before)?, written(after)?);
    let mut changes = Vec::new();
    for (key, was) in before {
        let is = after.remove(&key).unwrap_or_default();
        changes.push((key, was, is));
    }
    changes.extend(after.into_iter().map(|(key, is)| (key, String::new(), is)));
    changes.retain(|(_, was, is)| was != is);
    // The headline first, as one reads.
    changes.sort_by_key(|(key, ..)| (key != "headline", key.clone()));
    Ok(changes
        .into_iter()
        .map(|(key, before, after)| FieldChange {
            pieces: pieces(&before, &after),
            key,
            before,
            after,
        })
        .collect())
}

/// Returns what the fields of a report say, by name; of a field with keys each has its own.
fn written(report: &Report) -> Result<BTreeMap<String, String>, DeskError> {
    let Value::Object(about) = serde_json::to_value(&report.about)? else {
        return Err(DeskError::Bug("a report's data are not an object"));
    };
    let mut texts = BTreeMap::new();
    for (name, value) in about {
        if NOT_WORDS.contains(&name.as_str()) {
            continue;
        }
        match value {
            Value::Object(keys) => texts.extend(keyed(&name, keys)),
            value => texts.extend(text(value).map(|text| (name, text))),
        }
    }
    Ok(texts)
}

fn keyed(name: &str, keys: Map<String, Value>) -> impl Iterator<Item = (String, String)> {
    keys.into_iter().filter_map(move |(key, value)| {
        let key = match (name, key.as_str()) {
            ("headlines", "main") => "headline".to_owned(),
            _ => format!("{name}/{key}"),
        };
        Some((key, text(value)?))
    })
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        Value::Array(items) => Some(items.into_iter().filter_map(text).collect::<Vec<_>>())
            .filter(|items| !items.is_empty())
            .map(|items| items.join(", ")),
        value => Some(value.to_string()),
    }
}

fn photos(before: &Report, after: &Report, forum: Option<&Forum>) -> Vec<PhotoChange> {
    let was = numbered(before);
    let is = numbered(after);
    let change = |kind, (number, placement): (u32, &Placement)| {
        let known = forum
            .and_then(|forum| {
                forum.photos.iter().find(|one| placement.photo.as_ref() == Some(&one.id))
            })
            .map(|listed| &listed.entity);
        let language = after.about.language.as_deref().unwrap_or_default();
        let own = || known.and_then(|photo| photo.captions.get(language).cloned());
        PhotoChange {
            kind,
            number,
            file: known.and_then(|photo| photo.file_name.clone()).unwrap_or_default(),
            photo: placement.photo.clone(),
            caption: placement.caption.clone().or_else(own),
        }
    };
    let mut changes = Vec::new();
    for (id, now) in &is {
        let kind = match was.get(id) {
            None => PhotoChangeKind::New,
            Some((_, then)) if then.crops != now.1.crops => PhotoChangeKind::Picture,
            Some((_, then)) if (&then.caption, &then.alt) != (&now.1.caption, &now.1.alt) => {
                PhotoChangeKind::Words
            }
            Some(_) => continue,
        };
        changes.push(change(kind, *now));
    }
    let gone = was.iter().filter(|(id, _)| !is.contains_key(*id));
    changes.extend(gone.map(|(_, then)| change(PhotoChangeKind::Removed, *then)));
    changes.sort_by_key(|change| change.number);
    changes
}

/// A photo and the block that shows it; none for the gallery.
type Shown = (Option<String>, Option<BlockId>);

/// Returns the photos that a report shows with their places from 1, by what is shown where.
fn numbered(report: &Report) -> BTreeMap<Shown, (u32, &Placement)> {
    (1..)
        .zip(&report.placements)
        .map(|(number, listed)| {
            let placement = &listed.entity;
            let photo = placement.photo.as_ref().map(ToString::to_string);
            ((photo, placement.block), (number, placement))
        })
        .collect()
}
