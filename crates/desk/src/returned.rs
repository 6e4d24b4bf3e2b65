//! Text of ours that comes back from an editor's Word or from the portal: compared with the version
//! that was sent, so that each change can be accepted or refused. Words come back, tags and quotations
//! do not: they are carried over to the new words (`tezis_report::diff`).
//!
//! What is accepted is written as if it had been written where it was sent from: what was changed here
//! since stays beside it. Only where both changed the same words does the accepted text take the place
//! of ours.

mod accept;
mod compare;

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use tezis_intake::docx;
use tezis_intake::returned::ReturnedText;
use tezis_publish::article::{Article, ArticleInput};
use tezis_report::Heads;
use tezis_report::ids::{BlockId, ReportId};
use tezis_report::model::Report;

use crate::changes::Seen;
use crate::desk::{Desk, rfc3339};
use crate::error::DeskError;
use crate::intake::{file_name, too_large};
use crate::outgoing::in_time;
use crate::wire::{BaseKind, Returned, ReturnedBase, ReturnedFile};

/// The version that was sent.
struct Base {
    heads: Heads,
    forum_heads: Heads,
    at: DateTime<Utc>,
    what: BaseKind,
}

impl Desk {
    /// Returns which of our reports a file says that it is; nothing for any other file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_returned(&self, path: &Path) -> Result<Option<ReturnedFile>, DeskError> {
        if too_large(path)?.is_some() {
            return Ok(None);
        }
        let bytes = fs::read(path).map_err(DeskError::io(path, "read"))?;
        let identity = docx::identity(&bytes);
        Ok(identity.map(|identity| ReturnedFile {
            report: identity.report,
            headline: self.headline_of(identity.report),
        }))
    }

    /// Compares a file, or what was pasted, with the version of the report that was sent: the one that
    /// the file names itself, else what is published, else what was last exported, else the report
    /// as it stands. Nothing is written. A file of another report is compared all the same; the
    /// answer says whose it is.
    ///
    /// # Errors
    /// There is no such report, or the file cannot be read as a text.
    pub fn compare_returned(
        &self,
        report: ReportId,
        path: Option<&Path>,
        text: Option<&str>,
        html: Option<&str>,
    ) -> Result<Returned, DeskError> {
        let seen = self.inner.read_report(report)?;
        let name = path.map(file_name).unwrap_or_default();
        let came = self.read_returned(&seen.view, path, text, html)?;
        let belongs = came.identity.as_ref().map(|identity| identity.report);
        let named = came.identity.as_ref().filter(|identity| identity.report == report);
        let base = self.base(&seen, named.map(|identity| &identity.heads))?;
        let then = if base.what == BaseKind::Now {
            seen.view.clone()
        } else {
            self.inner.read_report_at(report, &base.heads)?
        };
        let sent = self.article_then(&then, &base.forum_heads, base.at)?;
        let stands = self.article_then(&seen.view, &Heads::default(), seen.saved_at)?;
        let profile = self.profile_of(&seen.view)?;
        let texts = compare::Texts {
            then: &then,
            sent: &sent,
            now: &seen.view,
            stands: &stands,
            profile: &profile,
        };
        let found = texts.compare(came, || {
            let (ms, random) = self.inner.id_parts();
            BlockId::from_parts(ms, random)
        });
        Ok(Returned {
            name,
            belongs,
            other: belongs.filter(|id| *id != report).and_then(|id| self.headline_of(id)),
            base: ReturnedBase { heads: base.heads, at: rfc3339(base.at), what: base.what },
            changes: found.changes,
            same: u32::try_from(found.same).unwrap_or(u32::MAX),
        })
    }

    fn read_returned(
        &self,
        report: &Report,
        path: Option<&Path>,
        text: Option<&str>,
        html: Option<&str>,
    ) -> Result<ReturnedText, DeskError> {
        let profile = report.about.profile.as_deref();
        let Some(path) = path else {
            let pasted = self.read_pasted(text.unwrap_or_default(), html, profile)?;
            return Ok(pasted.text.into());
        };
        let name = file_name(path);
        if let Some(error) = too_large(path)? {
            return Err(DeskError::Intake { name, error });
        }
        let bytes = fs::read(path).map_err(DeskError::io(path, "read"))?;
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) {
            return self.with_hint(&name, profile, |hint| docx::read_returned(&bytes, hint));
        }
        Ok(self.read_file(path, profile)?.text.into())
    }

    /// Returns a report's headline, empty where it has none yet; none for a report that is not here.
    fn headline_of(&self, report: ReportId) -> Option<String> {
        let mut about = self.report(report).ok()?.about;
        Some(about.headlines.remove("main").unwrap_or_default())
    }

    /// Chooses the version to compare with.
    fn base(&self, seen: &Seen<Report>, named: Option<&Heads>) -> Result<Base, DeskError> {
        let report = &seen.view;
        let exports = self.inner.library.exports(report.id)?;
        let published = in_time(report);
        let of_publication = |made: &tezis_report::model::Publication| {
            Some(Base {
                heads: Heads::from_hex(&made.heads)?,
                forum_heads: Heads::from_hex(&made.forum_heads)?,
                at: made.at?,
                what: BaseKind::Published,
            })
        };
        let known = |base: &Base| {
            !base.heads.is_empty()
                && self
                    .inner
                    .with_document(&self.inner.reports, report.id, |document| {
                        Ok(document.contains(&base.heads))
                    })
                    .unwrap_or(false)
        };
        let own = named.and_then(|heads| {
            let publication = published.iter().rev().find(|one| one.entity.heads == heads.to_hex());
            let export = exports.iter().find(|export| export.heads == *heads);
            publication.and_then(|one| of_publication(&one.entity)).or_else(|| {
                Some(Base {
                    heads: heads.clone(),
                    forum_heads: export.map(|one| one.forum_heads.clone()).unwrap_or_default(),
                    at: export.map_or(seen.saved_at, |one| one.at),
                    what: BaseKind::Exported,
                })
            })
        });
        let published = published.last().and_then(|one| of_publication(&one.entity));
        let exported = exports.first().map(|export| Base {
            heads: export.heads.clone(),
            forum_heads: export.forum_heads.clone(),
            at: export.at,
            what: BaseKind::Exported,
        });
        let found = [own, published, exported].into_iter().flatten().find(known);
        Ok(found.unwrap_or_else(|| Base {
            heads: seen.heads.clone(),
            forum_heads: Heads::default(),
            at: seen.saved_at,
            what: BaseKind::Now,
        }))
    }

    /// Returns the article that a report was, with the names of its forum at a state, or of now where
    /// that state is not known.
    fn article_then(
        &self,
        then: &Report,
        forum_heads: &Heads,
        at: DateTime<Utc>,
    ) -> Result<Article, DeskError> {
        let forum = then.about.forum.filter(|_| !forum_heads.is_empty());
        let forum = forum.and_then(|id| self.inner.read_forum_at(id, forum_heads).ok());
        let forum = forum.map_or_else(|| self.forum_of(then), Ok)?;
        let facts = self.facts_by_photo(then)?;
        let profile = self.profile_of(then)?;
        let published = self.published_names(then, &forum, &profile, &facts)?;
        Ok(Article::resolve(ArticleInput {
            report: then,
            forum: &forum,
            profile: &profile,
            facts: &facts,
            at,
            published: published.as_ref(),
        })?)
    }
}
