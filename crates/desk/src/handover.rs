//! Out by hand: the fields of the portal's form and the photos to upload, what of them is done, and
//! what differs from what is published. How they are written is the business of `tezis_publish`;
//! ticks and addresses stay with this library, they are no part of the report.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tezis_publish::article::Article;
use tezis_publish::changes::{ArticleChanges, changes};
use tezis_publish::handover::{self as form, HandoverOptions, handover};
use tezis_report::ids::ReportId;
use tezis_report::model::PublicationKind;
use tezis_store::HandoverRow;

use crate::desk::{Desk, rfc3339};
use crate::error::DeskError;
use crate::export::FOLDER;
use crate::fingerprint::fingerprint;
use crate::outgoing::{Outgoing, in_time};
use crate::publication::address;
use crate::wire::{Handover, HandoverField, HandoverPhoto, PhotoChangeKind};

/// What a photo's key begins with; its number follows.
const PHOTO: &str = "photo:";

/// A hand-over before ticks are looked at.
struct Form {
    outgoing: Outgoing,
    /// The article that readers have.
    before: Option<Arc<Article>>,
    /// Hashes of what pictures are made from, as a publication keeps them.
    hashes: BTreeMap<String, String>,
    made: form::Handover,
}

impl Desk {
    /// Returns all that a person at the portal's form needs.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn handover(&self, report: ReportId) -> Result<Handover, DeskError> {
        let rows = self.inner.library.handover(report)?;
        let form = self.form(report, &rows)?;
        self.shown(&form, &rows)
    }

    /// Ticks a field (by its key) or a photo (`photo:3`) as done at the portal, with what it says now;
    /// or takes the tick away.
    ///
    /// # Errors
    /// There is no such field or photo, or the library cannot be written.
    pub fn tick_handover(
        &self,
        report: ReportId,
        key: &str,
        done: bool,
    ) -> Result<Handover, DeskError> {
        self.inner.writable()?;
        let rows = self.inner.library.handover(report)?;
        let form = self.form(report, &rows)?;
        let content = form
            .content(key)
            .ok_or_else(|| DeskError::NotFound { what: "field", id: key.to_owned() })?;
        let tick = done.then(|| (content.as_str(), self.inner.now()));
        self.inner.library.tick_handover(report, key, tick)?;
        self.shown(&form, &self.inner.library.handover(report)?)
    }

    /// Writes down the address that the portal gave a photo; from then on the text shows the photo
    /// there and not its mark.
    ///
    /// # Errors
    /// There is no such photo, that is no address, or the library cannot be written.
    pub fn set_photo_address(
        &self,
        report: ReportId,
        number: u32,
        at: Option<&str>,
    ) -> Result<Handover, DeskError> {
        self.inner.writable()?;
        let at = address(at)?;
        if self.outgoing(report, None)?.article.picture(number).is_none() {
            return Err(DeskError::NotFound { what: "photo", id: number.to_string() });
        }
        let key = format!("{PHOTO}{number}");
        self.inner.library.set_handover_address(report, &key, at.as_deref())?;
        self.handover(report)
    }

    fn form(&self, report: ReportId, rows: &[HandoverRow]) -> Result<Form, DeskError> {
        let outgoing = self.outgoing(report, None)?;
        let before = self.last_published(&outgoing);
        let options =
            HandoverOptions { addresses: Some(&addresses(rows)), before: before.as_deref() };
        let made = handover(&outgoing.article, &outgoing.profile, &options);
        let hashes = outgoing.article.publication_hashes();
        Ok(Form { outgoing, before, hashes, made })
    }

    /// Returns the article that readers have; none where none appeared or it cannot be read.
    pub(crate) fn last_published(&self, outgoing: &Outgoing) -> Option<Arc<Article>> {
        let last = in_time(&outgoing.report).pop()?;
        self.published_article(outgoing.report.id, last, &outgoing.profile)
            .inspect_err(|error| {
                tracing::warn!(code = error.code(), "the published version cannot be read");
            })
            .ok()
    }

    fn shown(&self, form: &Form, rows: &[HandoverRow]) -> Result<Handover, DeskError> {
        let Form { outgoing, before, made, .. } = form;
        let Outgoing { article, profile, .. } = outgoing;
        let addresses = addresses(rows);
        let options = HandoverOptions { addresses: Some(&addresses), before: None };
        let was = before.as_ref().map(|before| handover(before, profile, &options));
        let differs = before.as_ref().map(|before| changes(before, article, profile));
        let published = self.published_state(outgoing);
        let round = match &published {
            None => PublicationKind::First,
            Some(_) => round(article, before.as_deref()),
        };
        let fields = made.fields.iter().map(|field| {
            let tick = Tick::of(rows, field.key.key(), &content_of_field(field));
            let before = was.as_ref().and_then(|was| difference(field, was));
            HandoverField {
                key: field.key.key().to_owned(),
                plain: field.plain.clone(),
                html: field.html.clone(),
                rich: field.rich.clone(),
                done_at: tick.done_at,
                stale: tick.stale,
                changed: before.is_some(),
                before,
            }
        });
        let photos = made.photos.iter().map(|photo| {
            let tick =
                Tick::of(rows, &format!("{PHOTO}{}", photo.number), &form.content_of_photo(photo));
            HandoverPhoto {
                number: photo.number,
                mark: photo.mark.clone(),
                file: photo.file.clone(),
                photo: photo.photo.clone(),
                caption: photo.caption.clone().unwrap_or_default(),
                alt: photo.alt.clone().unwrap_or_default(),
                credit: photo.credit.clone().unwrap_or_default(),
                cover: photo.cover,
                address: addresses.get(&photo.number).cloned(),
                done_at: tick.done_at,
                stale: tick.stale,
                change: differs.as_ref().and_then(|differs| change_of(photo.number, differs)),
            }
        });
        Ok(Handover {
            round,
            fields: fields.collect(),
            photos: photos.collect(),
            folder: self.folder_out(outgoing.report.id)?,
            published,
        })
    }

    /// Returns the folder that was exported last, when it is still there.
    fn folder_out(&self, report: ReportId) -> Result<Option<String>, DeskError> {
        let exports = self.inner.library.exports(report)?;
        let folder = exports.into_iter().find(|export| export.shape == FOLDER);
        Ok(folder.map(|export| export.path).filter(|path| Path::new(path).is_dir()))
    }
}

impl Form {
    /// Returns the hash of what a key stands for now.
    fn content(&self, key: &str) -> Option<String> {
        if let Some(number) = key.strip_prefix(PHOTO) {
            let number: u32 = number.parse().ok()?;
            let photo = self.made.photos.iter().find(|photo| photo.number == number)?;
            return Some(self.content_of_photo(photo));
        }
        self.made.fields.iter().find(|field| field.key.key() == key).map(content_of_field)
    }

    /// What is uploaded and what is written under it.
    fn content_of_photo(&self, photo: &form::HandoverPhoto) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let words = [text(&photo.caption), text(&photo.alt), text(&photo.credit)];
        let prefix = format!("photo/{}/", photo.number);
        let source = self.hashes.iter().find(|(key, _)| key.starts_with(&prefix));
        let file = [photo.file.as_str(), source.map_or("", |(_, hash)| hash.as_str())];
        fingerprint(file.into_iter().chain(words.iter().map(String::as_str)))
    }
}

fn content_of_field(field: &form::HandoverField) -> String {
    fingerprint([field.plain.as_str(), field.html.as_deref().unwrap_or_default()])
}

/// What is known of a key's being done.
struct Tick {
    done_at: Option<String>,
    stale: bool,
}

impl Tick {
    fn of(rows: &[HandoverRow], key: &str, content: &str) -> Self {
        let row = rows.iter().find(|row| row.key == key);
        let done_at = row.and_then(|row| row.done_at);
        let then = row.and_then(|row| row.content_hash.as_deref());
        Self { stale: done_at.is_some() && then != Some(content), done_at: done_at.map(rfc3339) }
    }
}

fn addresses(rows: &[HandoverRow]) -> BTreeMap<u32, String> {
    rows.iter()
        .filter_map(|row| {
            let number = row.key.strip_prefix(PHOTO)?.parse().ok()?;
            Some((number, row.address.clone()?))
        })
        .collect()
}

/// Returns what a field held at the portal, where it holds something else now.
fn difference(field: &form::HandoverField, was: &form::Handover) -> Option<String> {
    let former = was.fields.iter().find(|former| former.key == field.key);
    let same =
        former.is_some_and(|former| former.plain == field.plain && former.html == field.html);
    (!same).then(|| former.map(|former| former.plain.clone()).unwrap_or_default())
}

/// Returns the most that has to be done about a photo: to upload it, or to write its words anew.
fn change_of(number: u32, differs: &ArticleChanges) -> Option<PhotoChangeKind> {
    use tezis_publish::changes::PhotoChangeKind as Kind;
    let of = |kind| differs.photos.iter().any(|one| one.number == number && one.kind == kind);
    [
        (Kind::New, PhotoChangeKind::New),
        (Kind::Picture, PhotoChangeKind::Picture),
        (Kind::Words, PhotoChangeKind::Words),
    ]
    .into_iter()
    .find_map(|(kind, shown)| of(kind).then_some(shown))
}

/// Returns what the next publication of a published report would be.
fn round(article: &Article, before: Option<&Article>) -> PublicationKind {
    let known = before.and_then(|before| before.correction.as_ref());
    if article.withdrawal.is_some() {
        PublicationKind::Withdrawal
    } else if article.correction.is_some() && article.correction.as_ref() != known {
        PublicationKind::Correction
    } else {
        PublicationKind::Update
    }
}
