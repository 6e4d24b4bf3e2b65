//! The larger original of a small picture: what a messenger sent first and the camera's card brings later is
//! one photo. The original takes its place and keeps what was written of it.

use std::collections::{BTreeMap, HashSet};

use tezis_photo::Likeness;
use tezis_report::ids::{ForumId, PhotoHash};
use tezis_report::model::{Listed, Photo, PhotoFacts};

use super::versions::{Newer, have_same_shape};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::Replaced;

/// How many bits a picture and its larger original differ in at most. Two frames of one scene may differ
/// in no more than that: where both say when they were taken, it is the time that tells them apart.
const SAME_PICTURE: u32 = 3;

/// A picture that has its camera's data is a smaller copy only when it is this much smaller.
const MUCH_SMALLER: f64 = 0.6;

/// One that has none may be a little smaller.
const LARGER: f64 = 1.1;

/// A photo that may be the original of another, or the smaller copy.
struct Candidate<'a> {
    photo: &'a Listed<PhotoHash, Photo>,
    facts: PhotoFacts,
    likeness: Likeness,
}

impl Desk {
    /// Puts photos that just came in the place of smaller copies of themselves. Where two of them could be
    /// the original, as in a burst, neither is taken.
    pub(super) fn replace_small(
        &self,
        forum: ForumId,
        came: &[PhotoHash],
    ) -> Result<Vec<Replaced>, DeskError> {
        let view = self.inner.shared_forum(forum)?.view;
        let came: HashSet<&PhotoHash> = came.iter().collect();
        let superseded: HashSet<&PhotoHash> =
            view.photos.iter().filter_map(|photo| photo.entity.version_of.as_ref()).collect();
        let mut candidates = Vec::new();
        for photo in view.photos.iter().filter(|photo| !superseded.contains(&photo.id)) {
            let Some(facts) = self.inner.library.facts(&photo.id)? else { continue };
            let likeness = facts.likeness.as_deref().and_then(|text| text.parse().ok());
            if let (Some(likeness), None) = (likeness, &facts.damage) {
                candidates.push(Candidate { photo, facts, likeness });
            }
        }
        let mut pairs: BTreeMap<&PhotoHash, &Candidate<'_>> = BTreeMap::new();
        let mut taken = HashSet::new();
        for small in &candidates {
            let original = original_of(
                small,
                candidates.iter().filter(|new| {
                    came.contains(&new.photo.id) && new.photo.entity.version_of.is_none()
                }),
            );
            if let Some(original) = original
                && taken.insert(&original.photo.id)
            {
                pairs.insert(&small.photo.id, original);
            }
        }
        let mut replaced = Vec::new();
        for (old, original) in pairs {
            let newer = Newer { facts: &original.facts, file: None };
            match self.put_in_place(forum, old, &newer) {
                Ok(version) => replaced.push(Replaced {
                    old: version.old,
                    new: version.new,
                    name: original.photo.entity.file_name.clone().unwrap_or_default(),
                }),
                // Both are in the forum: that one did not take the other's place is no reason to fail.
                Err(DeskError::BlurOfVersion { name }) => {
                    tracing::info!(name, "a blurred picture keeps its place");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(replaced)
    }
}

/// Returns the one photo that is a larger original of another.
fn original_of<'a, 'b: 'a>(
    small: &Candidate<'_>,
    came: impl Iterator<Item = &'a Candidate<'b>>,
) -> Option<&'a Candidate<'b>> {
    let mut near: Vec<(u32, &Candidate<'_>)> = came
        .filter(|new| new.photo.id != small.photo.id && is_larger(&small.facts, &new.facts))
        .map(|new| (small.likeness.distance(&new.likeness), new))
        .filter(|(distance, _)| *distance <= SAME_PICTURE)
        .collect();
    near.sort_by_key(|(distance, new)| (*distance, &new.photo.id));
    match near.as_slice() {
        [(_, only)] => Some(*only),
        [(best, first), (next, _), ..] if best < next => Some(*first),
        _ => None,
    }
}

fn is_larger(small: &PhotoFacts, new: &PhotoFacts) -> bool {
    if let (Some(small), Some(new)) = (small.taken_at, new.taken_at)
        && small != new
    {
        return false;
    }
    let (old, new_width) = (f64::from(small.width), f64::from(new.width));
    let copy = match small.camera {
        Some(_) => old <= MUCH_SMALLER * new_width,
        None => old * LARGER <= new_width,
    };
    copy && have_same_shape(small, new)
}
