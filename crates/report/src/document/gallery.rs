//! The gallery of a report: photos put in and taken out, many at once, each once. Moving one is in
//! `report`, the words of a use are fields of its placement.

use std::collections::BTreeMap;

use automerge::transaction::Transactable;
use automerge::{ObjId, ReadDoc, ScalarValue, ScalarValueRef, ValueRef};
use chrono::{DateTime, Utc};

use super::ReportDocument;
use super::reading::{Key, Reader};
use super::writing::register;
use crate::error::ReportError;
use crate::heads::Step;
use crate::ids::{PhotoHash, PlacementId};
use crate::model::{Conflict, Listed, Placement};

/// A placement as it is stored, shown or taken out.
#[derive(Debug, Default)]
struct Stored {
    photo: Option<PhotoHash>,
    in_text: bool,
    order: Option<String>,
    cover: bool,
    gone: bool,
}

impl ReportDocument {
    /// Puts photos at the end of the gallery, in the order given. One that is there stays where it is;
    /// one that was taken out comes back with the words and crops that it had here. `new_id` makes the
    /// ids of new placements.
    pub fn place(
        &mut self,
        photos: &[PhotoHash],
        mut new_id: impl FnMut() -> PlacementId,
        at: DateTime<Utc>,
    ) -> Result<Step, ReportError> {
        self.guarded(|document| {
            let map = document.maps.get("placements").clone();
            let stored = stored(&Reader::of(&document.doc), &map);
            let gallery = |shown: bool| {
                stored.iter().filter(move |(_, one)| !one.in_text && one.gone != shown)
            };
            let has_cover = stored.values().any(|one| one.cover && !one.gone);
            let mut coming: Vec<(String, &PhotoHash)> = Vec::new();
            for photo in photos {
                let there = gallery(true).any(|(_, one)| one.photo.as_ref() == Some(photo));
                if there || coming.iter().any(|(_, known)| *known == photo) {
                    continue;
                }
                let mut former = gallery(false).rev();
                let former = former.find(|(_, one)| one.photo.as_ref() == Some(photo));
                let id = former.map(|(id, _)| id.clone());
                coming.push((id.unwrap_or_else(|| new_id().to_string()), photo));
            }
            let mut shown: Vec<(&str, Option<&str>)> = stored
                .iter()
                .filter(|(_, one)| !one.gone)
                .map(|(id, one)| (id.as_str(), one.order.as_deref()))
                .collect();
            shown.sort_by_key(|(id, order)| (*order, *id));
            shown.extend(coming.iter().map(|(id, _)| (id.as_str(), None)));
            let orders = document.orders.arrange(&shown);
            document.step(at, |tx| {
                for (id, photo) in &coming {
                    let text = ScalarValue::Str(photo.as_str().into());
                    register(tx, &map, &Key::of(id, "gone"), Some(false.into()))?;
                    register(tx, &map, &Key::of(id, "photo"), Some(text))?;
                    if has_cover {
                        register(tx, &map, &Key::of(id, "cover"), None)?;
                    }
                }
                orders
                    .iter()
                    .try_for_each(|(id, order)| tx.put(&map, Key::of(id, "order"), order.as_str()))
            })
        })
    }

    /// Takes photos out of the gallery; the uses of them in the text stay, and so do the words of the
    /// use for the day it comes back.
    pub fn displace(
        &mut self,
        photos: &[PhotoHash],
        at: DateTime<Utc>,
    ) -> Result<Step, ReportError> {
        self.guarded(|document| {
            let map = document.maps.get("placements").clone();
            let stored = stored(&Reader::of(&document.doc), &map);
            document.step(at, |tx| {
                let meant = |one: &Stored| one.photo.as_ref().is_some_and(|p| photos.contains(p));
                let of_gallery = stored.iter().filter(|(_, one)| !one.in_text && !one.gone);
                for (id, _) in of_gallery.filter(|(_, one)| meant(one)) {
                    register(tx, &map, &Key::of(id, "gone"), Some(true.into()))?;
                }
                Ok(())
            })
        })
    }
}

/// Reads all placements, those that were taken out included, by id.
fn stored<D: ReadDoc>(reader: &Reader<'_, D>, map: &ObjId) -> BTreeMap<String, Stored> {
    let mut found: BTreeMap<String, Stored> = BTreeMap::new();
    for row in reader.rows(map) {
        let key = Key::read(&row.key, false);
        if key.inner.is_some() {
            continue;
        }
        let one = found.entry(key.id.into_owned()).or_default();
        match (&*key.field, &row.value) {
            ("photo", ValueRef::Scalar(ScalarValueRef::Str(hash))) => one.photo = hash.parse().ok(),
            ("order", ValueRef::Scalar(ScalarValueRef::Str(order))) => {
                one.order = Some(order.clone().into_owned());
            }
            ("block", ValueRef::Scalar(ScalarValueRef::Str(_))) => one.in_text = true,
            ("cover", ValueRef::Scalar(ScalarValueRef::Boolean(true))) => one.cover = true,
            ("gone", ValueRef::Scalar(ScalarValueRef::Boolean(true))) => one.gone = true,
            _ => {}
        }
    }
    found
}

/// Leaves of the placements of one photo at one place the first, in order, with all that was said of
/// the others: two people who add one photo offline both write to it. Where they wrote the same field,
/// the first stands and both are offered as a conflict; what is written then goes to both.
pub(super) fn join_twins(
    placements: Vec<Listed<PlacementId, Placement>>,
    conflicts: &mut Vec<Conflict>,
) -> Vec<Listed<PlacementId, Placement>> {
    let mut joined: Vec<Listed<PlacementId, Placement>> = Vec::new();
    for one in placements.into_iter().filter(|one| one.entity.photo.is_some()) {
        let same = |first: &&mut Listed<PlacementId, Placement>| {
            first.entity.photo == one.entity.photo && first.entity.block == one.entity.block
        };
        let Some(first) = joined.iter_mut().find(same) else {
            joined.push(one);
            continue;
        };
        let (id, first, other) = (first.id, &mut first.entity, one.entity);
        let mut join = |field: &str, shown: &mut Option<String>, other: Option<String>| match (
            shown.as_ref(),
            other,
        ) {
            (Some(shown), Some(other)) if *shown != other => {
                let values = [shown.clone(), other].map(|text| serde_json::json!(text).to_string());
                let known = conflicts.iter_mut().find(|conflict| {
                    conflict.collection == "placements"
                        && conflict.id == id.to_string()
                        && conflict.field == field
                });
                if let Some(known) = known {
                    for value in values {
                        if !known.values.contains(&value) {
                            known.values.push(value);
                        }
                    }
                } else {
                    conflicts.push(Conflict {
                        collection: "placements".to_owned(),
                        id: id.to_string(),
                        field: field.to_owned(),
                        values: values.into(),
                    });
                }
            }
            (None, Some(other)) => *shown = Some(other),
            _ => {}
        };
        join("caption", &mut first.caption, other.caption);
        join("alt", &mut first.alt, other.alt);
        for (rendition, crop) in other.crops {
            first.crops.entry(rendition).or_insert(crop);
        }
        first.cover |= other.cover;
    }
    joined
}
