//! Changes of somebody else that the user accepted, written into the report as one step.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use tezis_intake::returned::{Accepted, apply};
use tezis_report::ids::{BlockId, PlacementId, ReportId};
use tezis_report::model::{Block, Report};
use tezis_report::{BodySave, Heads, ReportCollection, Step};

use super::compare::PHOTO;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{ReportEdited, ReturnedChange, ReturnedKind};

impl Desk {
    /// Takes changes over that [`Desk::compare_returned`] gave for that base; all are one step, on
    /// disk when this returns. `made` are the blocks that somebody else wrote.
    ///
    /// # Errors
    /// The base is not of this report, or the library cannot be written.
    pub fn accept_returned(
        &self,
        report: ReportId,
        base: &Heads,
        changes: &[ReturnedChange],
    ) -> Result<ReportEdited, DeskError> {
        self.inner.writable()?;
        let then = self.inner.read_report_at(report, base)?;
        let captions = self.placements_by_number(&then, changes)?;
        self.report_change(report, |document, desk| {
            let (before, now) = (document.heads(), desk.inner.now());
            let here: BTreeSet<BlockId> =
                document.view().body.iter().map(|block| block.id).collect();
            // Where both changed the same words, merging them letter by letter would make words that
            // nobody wrote: there theirs take the place of what stands now. So it is where the block
            // was taken out here, also since the two were compared.
            let (ours_too, theirs): (Vec<ReturnedChange>, Vec<_>) = changes
                .iter()
                .cloned()
                .partition(|change| change.conflict || is_gone(change, &here));
            let merged = apply(&then.body, base.clone(), &theirs);
            if says_something(&merged.save) {
                document.save_body(&merged.save, now)?;
            }
            let stands = document.view().body;
            let ours_too = brought_back(ours_too, &then.body, &stands);
            let replaced = apply(&stands, document.heads(), &ours_too);
            if says_something(&replaced.save) {
                document.save_body(&replaced.save, now)?;
            }
            for Accepted { fields, .. } in [merged, replaced] {
                for (name, text) in fields {
                    let Some((collection, id, fields)) = field(&name, &text, &captions) else {
                        continue;
                    };
                    document.put(collection, &id, &fields, now)?;
                }
            }
            let made = changes.iter().filter(|change| change.kind == ReturnedKind::Added);
            let made = made.filter_map(|change| Some(change.block?.to_string())).collect();
            Ok((Step { before, after: document.heads() }, made))
        })
    }

    /// Returns which use of a photo each number stands for, when captions are among the changes.
    fn placements_by_number(
        &self,
        then: &Report,
        changes: &[ReturnedChange],
    ) -> Result<BTreeMap<u32, PlacementId>, DeskError> {
        let is_caption = |change: &ReturnedChange| {
            change.field.as_ref().is_some_and(|field| field.starts_with(PHOTO))
        };
        if !changes.iter().any(is_caption) {
            return Ok(BTreeMap::new());
        }
        let article = self.article_then(then, &Heads::default(), self.inner.now())?;
        // Each use has a picture of its own, in the same order.
        let gallery = then
            .placements
            .iter()
            .filter(|placed| placed.entity.block.is_none() && placed.entity.photo.is_some());
        let shown = article.gallery().map(|picture| picture.number).zip(gallery.map(|one| one.id));
        Ok(shown.collect())
    }
}

/// A save of nothing would be a change of nothing.
fn says_something(save: &BodySave) -> bool {
    !save.blocks.is_empty() || !save.removed.is_empty() || save.order.is_some()
}

/// Whether a change is of a block that is not there now.
fn is_gone(change: &ReturnedChange, here: &BTreeSet<BlockId>) -> bool {
    matches!(change.kind, ReturnedKind::Changed | ReturnedKind::Moved)
        && change.block.is_some_and(|block| !here.contains(&block))
}

/// Makes new blocks of those that were taken out here while somebody else worked on them; one that
/// they did not move comes back where it stood.
fn brought_back(
    changes: Vec<ReturnedChange>,
    then: &[Block],
    stands: &[Block],
) -> Vec<ReturnedChange> {
    let here: BTreeSet<BlockId> = stands.iter().map(|block| block.id).collect();
    let mut back = changes;
    for change in back.iter_mut().filter(|change| is_gone(change, &here)) {
        if change.kind == ReturnedKind::Changed {
            let before =
                then.iter().map(|block| block.id).take_while(|id| Some(*id) != change.block);
            change.after = before.filter(|id| here.contains(id)).last();
        }
        change.kind = ReturnedKind::Added;
    }
    back
}

/// Returns where a field is written, and what.
fn field(
    name: &str,
    text: &str,
    captions: &BTreeMap<u32, PlacementId>,
) -> Option<(ReportCollection, String, Map<String, Value>)> {
    let text = text.trim();
    let (collection, id, fields) = match name {
        "headline" => {
            (ReportCollection::Report, String::new(), json!({ "headlines": { "main": text } }))
        }
        "kicker" | "disclosure" => (ReportCollection::Report, String::new(), json!({ name: text })),
        _ => {
            let number: u32 = name.strip_prefix(PHOTO)?.parse().ok()?;
            let placement = captions.get(&number)?;
            (ReportCollection::Placements, placement.to_string(), json!({ "caption": text }))
        }
    };
    let Value::Object(fields) = fields else { return None };
    Some((collection, id, fields))
}
