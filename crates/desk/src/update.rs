//! What differs between a report and what readers have of it, so that whoever keeps the page up to
//! date copies only that.

use tezis_publish::changes::{self, changes};
use tezis_report::ids::{PublicationId, ReportId};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::outgoing::in_time;
use crate::publication::state_of;
use crate::wire::{BlockChange, FieldChange, PhotoChange, PhotoChangeKind, Update};

impl Desk {
    /// Returns what differs from a publication, by default the latest.
    ///
    /// # Errors
    /// The report has not appeared, there is no such publication, or one of the two versions cannot
    /// be read.
    pub fn what_changed(
        &self,
        report: ReportId,
        since: Option<PublicationId>,
    ) -> Result<Update, DeskError> {
        let outgoing = self.outgoing(report, None)?;
        let publications = in_time(&outgoing.report);
        let (Some(first), Some(last)) = (publications.first(), publications.last()) else {
            return Err(DeskError::NotPublished);
        };
        let since = match since {
            None => last,
            Some(id) => publications
                .iter()
                .find(|one| one.id == id)
                .ok_or_else(|| DeskError::NotFound { what: "publication", id: id.to_string() })?,
        };
        let before = self.published_article(report, since, &outgoing.profile)?;
        let found = changes(&before, &outgoing.article, &outgoing.profile);
        let state = state_of(first, since, found.changed)
            .ok_or(DeskError::Bug("a publication lost its time"))?;
        Ok(Update {
            since: state,
            fields: found.fields.into_iter().map(field).collect(),
            blocks: found.blocks.into_iter().map(block).collect(),
            photos: found.photos.into_iter().map(photo).collect(),
            reordered: found.reordered,
            changed: found.changed,
        })
    }
}

fn field(change: changes::FieldChange) -> FieldChange {
    let changes::FieldChange { key, before, after, pieces } = change;
    FieldChange { key: key.key().to_owned(), before, after, pieces }
}

fn block(change: changes::BlockChange) -> BlockChange {
    let changes::BlockChange { kind, block, before, after, html, pieces } = change;
    BlockChange { kind, block, before, after, html, pieces }
}

fn photo(change: changes::PhotoChange) -> PhotoChange {
    PhotoChange {
        kind: match change.kind {
            changes::PhotoChangeKind::New => PhotoChangeKind::New,
            changes::PhotoChangeKind::Removed => PhotoChangeKind::Removed,
            changes::PhotoChangeKind::Words => PhotoChangeKind::Words,
            changes::PhotoChangeKind::Picture => PhotoChangeKind::Picture,
        },
        number: change.number,
        file: change.file,
        photo: Some(change.photo),
        caption: change.caption,
    }
}
