//! What was published: somebody says so, with address and time; the version is frozen and a receipt
//! written. From then on it is known what differs from what readers have.
//!
//! Nothing is sent here: a person put the text up at the portal, or will.

use std::collections::BTreeMap;

use serde_json::{Map, json};
use tezis_publish::Profile;
use tezis_publish::article::{Article, content_hash};
use tezis_publish::formats::article_json;
use tezis_report::ids::{PhotoHash, PublicationId, ReportId};
use tezis_report::model::{Listed, Publication, PublicationKind, Report};
use tezis_report::{ReportCollection, Step};
use tezis_store::NewReceipt;

use crate::desk::{Desk, rfc3339};
use crate::error::DeskError;
use crate::outgoing::{Outgoing, in_time};
use crate::reports::field;
use crate::wire::{NewPublication, PublishedState, Receipt, ReportEdited};

impl Desk {
    /// Writes down that a report is published as it stands; `made[0]` is the publication's id. The
    /// receipt comes first: a process killed between the two leaves a receipt of something that was
    /// not written down, never a publication without its receipt.
    ///
    /// # Errors
    /// There is no such report; the kind does not fit what was published before; address or time
    /// cannot be right; the words of a withdrawal or correction are missing; or the library cannot
    /// be written.
    pub fn publish(
        &self,
        report: ReportId,
        new: &NewPublication,
    ) -> Result<ReportEdited, DeskError> {
        self.inner.writable()?;
        let outgoing = self.outgoing(report, Some(new.at))?;
        // Files bear the names that they were exported and uploaded under.
        let named = self.outgoing(report, None)?;
        if (&named.heads, &named.forum_heads) != (&outgoing.heads, &outgoing.forum_heads) {
            // Another window wrote between the two; nothing is written yet.
            return self.publish(report, new);
        }
        if let Some(why) = outgoing.read_only {
            return Err(DeskError::ReadOnly(why));
        }
        let former = in_time(&outgoing.report);
        let last = former.last().map(|listed| &listed.entity);
        check(new, &outgoing.report, last)?;
        let url = match address(new.url.as_deref())? {
            Some(url) => Some(url),
            // What follows the first publication stands at its address.
            None => former.iter().rev().find_map(|listed| listed.entity.url.clone()),
        };
        let target = new.target.clone().unwrap_or_else(|| outgoing.profile.name.clone());
        let (ms, random) = self.inner.id_parts();
        let id = PublicationId::from_parts(ms, random);
        self.keep_receipt(id, new, url.clone(), target.clone(), &outgoing, &named.article)?;

        let withdrawn: Vec<PublicationId> = former
            .iter()
            .filter(|listed| new.kind == PublicationKind::Withdrawal && !is_withdrawn(listed))
            .map(|listed| listed.id)
            .collect();
        let publication = Publication {
            kind: new.kind,
            target: Some(target),
            url,
            at: Some(new.at),
            heads: outgoing.heads.to_hex(),
            forum_heads: outgoing.forum_heads.to_hex(),
            hashes: named.article.publication_hashes(),
            photos: named.article.photo_numbers(),
            withdrawn_at: None,
        };
        let fields = publication_fields(&publication)?;
        let edited = self.report_change(report, |document, desk| {
            use ReportCollection::{Publications, Report};
            let (now, before) = (desk.inner.now(), document.heads());
            document.put(Publications, &id.to_string(), &fields, now)?;
            for former in &withdrawn {
                let at = field("withdrawn_at", serde_json::to_value(new.at)?);
                document.put(Publications, &former.to_string(), &at, now)?;
            }
            document.put(Report, "", &field("state", "ready"), now)?;
            Ok((Step { before, after: document.heads() }, vec![id.to_string()]))
        })?;
        // The next round begins with nothing done; that a tick stays is no reason to fail.
        if let Err(error) = self.inner.library.clear_handover_ticks(report) {
            tracing::warn!(code = error.code(), "ticks of the hand-over stay");
        }
        Ok(edited)
    }

    /// Returns what is published of a report, and whether it says something else by now.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn published(&self, report: ReportId) -> Result<Option<PublishedState>, DeskError> {
        // Most reports that are being written have not appeared: they cost nothing more.
        if in_time(&self.report(report)?).is_empty() {
            return Ok(None);
        }
        let outgoing = self.outgoing(report, None)?;
        Ok(self.published_state(&outgoing))
    }

    /// Returns the receipts of a report's publications, the latest first; also of those that were
    /// undone since.
    ///
    /// # Errors
    /// There is no such report, or the library cannot be read.
    pub fn receipts(&self, report: ReportId) -> Result<Vec<Receipt>, DeskError> {
        let view = self.report(report)?;
        let stored = self.inner.library.receipts(report)?;
        let receipts = stored.into_iter().map(|receipt| {
            let (words, photos) = receipt.article.as_deref().map_or((0, 0), size);
            Receipt {
                publication: receipt.publication,
                kind: receipt.kind,
                url: receipt.url,
                at: rfc3339(receipt.at),
                written_at: rfc3339(receipt.written_at),
                target: receipt.target.unwrap_or_default(),
                words,
                photos,
                hash: receipt.hash,
                undone: !view.publications.iter().any(|one| one.id == receipt.publication),
            }
        });
        Ok(receipts.collect())
    }

    /// Returns the article that the latest publication froze, as `article.json`; nothing where there is
    /// none.
    ///
    /// # Errors
    /// The library cannot be read, or the receipt is damaged.
    pub fn published_json(&self, report: ReportId) -> Result<Option<Vec<u8>>, DeskError> {
        let published = in_time(&self.report(report)?).last().map(|listed| listed.id);
        let receipts = self.inner.library.receipts(report)?;
        let Some(receipt) = receipts.into_iter().find(|one| Some(one.publication) == published)
        else {
            return Ok(None);
        };
        receipt.article.map(Some).ok_or_else(|| DeskError::DamagedDocument {
            what: "receipt",
            id: receipt.publication.to_string(),
        })
    }

    pub(crate) fn published_state(&self, outgoing: &Outgoing) -> Option<PublishedState> {
        let publications = in_time(&outgoing.report);
        let (first, last) = (publications.first()?, publications.last()?);
        let changed = self.content_of(outgoing.report.id, last, &outgoing.profile);
        state_of(first, last, changed.is_none_or(|content| content != outgoing.content()))
    }

    /// Returns the hash of what a publication shows its readers. It is made anew where that can be,
    /// so that another profile or another version of Tezis looks like no change of the text.
    pub(crate) fn content_of(
        &self,
        report: ReportId,
        publication: &Listed<PublicationId, Publication>,
        profile: &Profile,
    ) -> Option<String> {
        match self.published_article(report, publication, profile) {
            Ok(article) => Some(content_hash(&article)),
            Err(error) => {
                tracing::warn!(code = error.code(), "a published version cannot be read");
                publication.entity.hashes.get(tezis_publish::article::CONTENT).cloned()
            }
        }
    }

    fn keep_receipt(
        &self,
        publication: PublicationId,
        new: &NewPublication,
        url: Option<String>,
        target: String,
        outgoing: &Outgoing,
        named: &Article,
    ) -> Result<(), DeskError> {
        let mut article = Vec::new();
        article_json(&outgoing.article, &mut article)?;
        self.inner.library.put_receipt(&NewReceipt {
            publication,
            report: outgoing.report.id,
            kind: new.kind,
            target: Some(target),
            url,
            at: new.at,
            written_at: self.inner.now(),
            article,
            photos: file_names(named, &outgoing.profile),
        })?;
        Ok(())
    }
}

/// Returns what is published by a publication; `first` is the one with which the text appeared.
pub(crate) fn state_of(
    first: &Listed<PublicationId, Publication>,
    last: &Listed<PublicationId, Publication>,
    changed: bool,
) -> Option<PublishedState> {
    Some(PublishedState {
        publication: last.id,
        kind: last.entity.kind,
        url: last.entity.url.clone(),
        at: rfc3339(last.entity.at?),
        first_at: rfc3339(first.entity.at?),
        changed,
        withdrawn: is_withdrawn(last),
    })
}

/// Whether the text was taken away by or after a publication.
fn is_withdrawn(publication: &Listed<PublicationId, Publication>) -> bool {
    publication.entity.kind == PublicationKind::Withdrawal
        || publication.entity.withdrawn_at.is_some()
}

/// Refuses what cannot have happened: readers can get an update only of what they have.
fn check(
    new: &NewPublication,
    report: &Report,
    last: Option<&Publication>,
) -> Result<(), DeskError> {
    use PublicationKind::{Correction, First, Update, Withdrawal};
    let given =
        |words: &Option<String>| words.as_ref().is_some_and(|words| !words.trim().is_empty());
    let withdrawn = given(&report.about.withdrawal);
    match (new.kind, last) {
        (First, Some(_)) => return Err(DeskError::AlreadyPublished),
        (Update | Correction | Withdrawal, None) => return Err(DeskError::NotPublished),
        (Correction, _) if !given(&report.about.correction) => {
            return Err(DeskError::Empty { what: "report.correction" });
        }
        (Withdrawal, _) if !withdrawn => {
            return Err(DeskError::Empty { what: "report.withdrawal" });
        }
        (First | Update | Correction, _) if withdrawn => return Err(DeskError::Withdrawn),
        _ => {}
    }
    match last.and_then(|last| last.at) {
        Some(at) if new.at < at => Err(DeskError::PublishedLater { at: rfc3339(at) }),
        _ => Ok(()),
    }
}

/// Returns the address of a page as it may be given to a browser: of the web, and nothing that a
/// system's shell could take for more than an address.
///
/// # Errors
/// It is no such address.
pub fn page_address(url: &str) -> Result<String, DeskError> {
    let not = || DeskError::Address { text: url.to_owned() };
    let odd = |c: char| c.is_control() || matches!(c, '"' | '<' | '>' | '|' | '^' | '`' | '\\');
    address(Some(url))?.filter(|url| !url.contains(odd)).ok_or_else(not)
}

/// Returns the address of a page without blanks around it; none for an empty one.
pub(crate) fn address(url: Option<&str>) -> Result<Option<String>, DeskError> {
    let Some(url) = url.map(str::trim).filter(|url| !url.is_empty()) else { return Ok(None) };
    let rest = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let whole = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    if !whole || url.contains(char::is_whitespace) {
        return Err(DeskError::Address { text: url.to_owned() });
    }
    Ok(Some(url.to_owned()))
}

fn publication_fields(
    publication: &Publication,
) -> Result<Map<String, serde_json::Value>, DeskError> {
    let serde_json::Value::Object(mut fields) = serde_json::to_value(publication)? else {
        return Err(DeskError::Bug("a publication is no object"));
    };
    fields.retain(|_, value| *value != json!(null));
    Ok(fields)
}

/// The names under which photos were uploaded.
fn file_names(article: &Article, profile: &Profile) -> BTreeMap<PhotoHash, String> {
    let upload = profile.photos.upload.as_deref().unwrap_or_default();
    article
        .pictures
        .iter()
        .filter_map(|picture| {
            let file = picture.file(upload).or_else(|| picture.files.first())?;
            Some((picture.source.photo.clone(), file.name.clone()))
        })
        .collect()
}

/// Returns how many words and photos a frozen article has.
fn size(article: &[u8]) -> (u32, u32) {
    #[derive(serde::Deserialize)]
    struct Frozen {
        body: Vec<Block>,
        pictures: Vec<serde::de::IgnoredAny>,
    }
    #[derive(serde::Deserialize)]
    struct Block {
        text: String,
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let Ok(frozen) = serde_json::from_slice::<Frozen>(article) else { return (0, 0) };
    let words = frozen.body.iter().map(|block| tezis_lang::word_count(&block.text)).sum();
    (count(words), count(frozen.pictures.len()))
}
