//! A report as its readers get it: the article of now, or the one that a publication froze. What is
//! made of it is elsewhere: packages in `export`, the page in `preview`, the portal's form in
//! `handover`.
//!
//! An article that was published is not stored for this, it is resolved again at the states that its
//! publication names. What readers have of it already (numbers and names of photos, the slug) comes
//! from the publications, so that it never changes again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tezis_publish::Profile;
use tezis_publish::article::{Article, ArticleInput, Published, content_hash};
use tezis_report::Heads;
use tezis_report::ids::{PhotoHash, PublicationId, ReportId};
use tezis_report::model::{Forum, Listed, PhotoFacts, Publication, Report};

use crate::changes::Seen;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::WireError;

/// A report as it goes out, before its pictures are made.
pub(crate) struct Outgoing {
    pub(crate) report: Report,
    pub(crate) article: Article,
    pub(crate) profile: Profile,
    /// The zone of the photos' times: the forum's, else the profile's.
    pub(crate) zone: String,
    /// The time that a package carries.
    pub(crate) at: DateTime<Utc>,
    /// Why the report can only be read, when so.
    pub(crate) read_only: Option<WireError>,
    /// The state of the report.
    pub(crate) heads: Heads,
    /// The state of its forum.
    pub(crate) forum_heads: Heads,
    /// The file names of photos in the camera, to name them to the user.
    pub(crate) names: BTreeMap<PhotoHash, String>,
    pub(crate) facts: BTreeMap<PhotoHash, PhotoFacts>,
}

impl Desk {
    /// Resolves a report as it stands. `at` is the time that a package carries, by default that of
    /// the last change.
    pub(crate) fn outgoing(
        &self,
        id: ReportId,
        at: Option<DateTime<Utc>>,
    ) -> Result<Outgoing, DeskError> {
        let Seen { view: report, heads, read_only, saved_at } = self.inner.read_report(id)?;
        let forum = match report.about.forum {
            Some(forum) => self.inner.read_forum(forum)?,
            None => return Err(DeskError::NotFound { what: "forum", id: id.to_string() }),
        };
        let profile = self.profile_of(&report)?;
        let facts = self.facts_by_photo(&report)?;
        let at = at.unwrap_or(saved_at);
        let mut published = self.published_names(&report, &forum.view, &profile, &facts)?;
        if let (Some(published), Some(last)) = (&mut published, in_time(&report).last()) {
            // Another profile prints what readers have in another way, and nothing of it has changed.
            published.content = self.content_of(id, last, &profile);
        }
        let article = Article::resolve(ArticleInput {
            report: &report,
            forum: &forum.view,
            profile: &profile,
            facts: &facts,
            at,
            published: published.as_ref(),
        })?;
        let zone = forum.view.about.time_zone.clone();
        let zone = zone.unwrap_or_else(|| profile.time_zone.clone());
        let names = forum
            .view
            .photos
            .into_iter()
            .filter_map(|photo| Some((photo.id, photo.entity.file_name?)))
            .collect();
        let forum_heads = forum.heads;
        Ok(Outgoing {
            report,
            article,
            profile,
            zone,
            at,
            read_only,
            heads,
            forum_heads,
            names,
            facts,
        })
    }

    /// Returns the article that a publication of the report froze.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when the publication names states that are not known here; it may
    /// come from another laptop whose changes have not all arrived.
    pub(crate) fn published_article(
        &self,
        report: ReportId,
        publication: &Listed<PublicationId, Publication>,
        profile: &Profile,
    ) -> Result<Arc<Article>, DeskError> {
        self.article_of(report, publication, profile, Dated::Published)
    }

    fn article_of(
        &self,
        report: ReportId,
        publication: &Listed<PublicationId, Publication>,
        profile: &Profile,
        dated: Dated,
    ) -> Result<Arc<Article>, DeskError> {
        if let Some(article) = self.inner.published.find(publication.id, dated, profile) {
            return Ok(article);
        }
        let gone =
            || DeskError::NotFound { what: "published version", id: publication.id.to_string() };
        let made = &publication.entity;
        let heads = Heads::from_hex(&made.heads).ok_or_else(gone)?;
        let forum_heads = Heads::from_hex(&made.forum_heads).ok_or_else(gone)?;
        let then = self.inner.read_report_at(report, &heads)?;
        let forum = then.about.forum.ok_or_else(gone)?;
        let forum = self.inner.read_forum_at(forum, &forum_heads)?;
        let facts = self.facts_by_photo(&then)?;
        let published = self.published_names(&then, &forum, profile, &facts)?;
        let at = match dated {
            Dated::Published => made.at,
            Dated::Written => self.written_at(report, &heads)?,
        };
        let article = Arc::new(Article::resolve(ArticleInput {
            report: &then,
            forum: &forum,
            profile,
            facts: &facts,
            at: at.unwrap_or_default(),
            published: published.as_ref(),
        })?);
        self.inner.published.keep(publication.id, dated, profile, &article);
        Ok(article)
    }

    /// Returns when the last change of a state was made.
    fn written_at(
        &self,
        report: ReportId,
        heads: &Heads,
    ) -> Result<Option<DateTime<Utc>>, DeskError> {
        let heads = heads.to_hex();
        self.inner.with_document(&self.inner.reports, report, |document| {
            let last = document.history().into_iter().filter(|one| heads.contains(&one.hash));
            Ok(last.map(|one| one.at).max())
        })
    }

    /// Returns what readers have of a report already; nothing before it has appeared.
    pub(crate) fn published_names(
        &self,
        report: &Report,
        forum: &Forum,
        profile: &Profile,
        facts: &BTreeMap<PhotoHash, PhotoFacts>,
    ) -> Result<Option<Published>, DeskError> {
        let Some(first) = in_time(report).into_iter().next() else { return Ok(None) };
        let article = match self.article_of(report.id, first, profile, Dated::Written) {
            Ok(article) => article,
            // Numbers and names are in the publications themselves; only what new photos are named
            // by comes from the article of now then.
            Err(error) => {
                tracing::warn!(code = error.code(), "the first published version cannot be read");
                Arc::new(Article::resolve(ArticleInput {
                    report,
                    forum,
                    profile,
                    facts,
                    at: first.entity.at.unwrap_or_default(),
                    published: None,
                })?)
            }
        };
        Ok(Published::of(report, &article))
    }

    pub(crate) fn facts_by_photo(
        &self,
        report: &Report,
    ) -> Result<BTreeMap<PhotoHash, PhotoFacts>, DeskError> {
        let facts = self.facts_of(report)?;
        Ok(facts.into_iter().map(|facts| (facts.hash.clone(), facts)).collect())
    }
}

impl Outgoing {
    /// Returns the hash of what readers see.
    pub(crate) fn content(&self) -> String {
        content_hash(&self.article)
    }
}

/// Returns the publications of a report in the order of their times; those without one are passed
/// over.
pub(crate) fn in_time(report: &Report) -> Vec<&Listed<PublicationId, Publication>> {
    let mut publications: Vec<_> =
        report.publications.iter().filter(|listed| listed.entity.at.is_some()).collect();
    publications.sort_by_key(|listed| (listed.entity.at, listed.id));
    publications
}

/// Which time a report without one of its own goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dated {
    /// That of its publication, which its readers see.
    Published,
    /// That of its last change, as in the export that was uploaded: files are named by that day.
    Written,
}

/// The articles of the last publications that were asked for: they never change, and each save asks
/// for some of them.
#[derive(Debug, Default)]
pub(crate) struct PublishedArticles(Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    publication: PublicationId,
    dated: Dated,
    profile: Profile,
    article: Arc<Article>,
}

impl PublishedArticles {
    /// A report on the screen needs two: the first and the last.
    const KEPT: usize = 8;

    fn find(
        &self,
        publication: PublicationId,
        dated: Dated,
        profile: &Profile,
    ) -> Option<Arc<Article>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|one| {
            (one.publication, one.dated) == (publication, dated) && one.profile == *profile
        });
        found.map(|one| Arc::clone(&one.article))
    }

    fn keep(
        &self,
        publication: PublicationId,
        dated: Dated,
        profile: &Profile,
        article: &Arc<Article>,
    ) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| (one.publication, one.dated) != (publication, dated));
        if kept.len() >= Self::KEPT {
            kept.remove(0);
        }
        let article = Arc::clone(article);
        kept.push(Kept { publication, dated, profile: profile.clone(), article });
    }
}
