//! What belongs together among the photos of a forum: bursts, one picture in several files, versions.
//! All of it is a proposal for somebody who looks, made anew from the documents and the files' facts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, TimeDelta};
use tezis_photo::{BURST_DISTANCE, Likeness};
use tezis_report::ids::PhotoHash;
use tezis_report::model::PhotoFacts;

/// Frames of a burst follow each other within so many seconds.
const BURST_GAP: TimeDelta = TimeDelta::seconds(3);

/// The same picture, encoded or scaled anew, differs in so many bits at most.
const SAME_DISTANCE: u32 = 3;

/// What is known of a file, ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) facts: PhotoFacts,
    likeness: Option<Likeness>,
}

impl From<PhotoFacts> for Known {
    fn from(facts: PhotoFacts) -> Self {
        let likeness = facts.likeness.as_deref().and_then(|text| text.parse().ok());
        Self { facts, likeness }
    }
}

impl Known {
    fn pixels(&self) -> u64 {
        u64::from(self.facts.width) * u64::from(self.facts.height)
    }
}

/// What of a photo's data decides where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) id: PhotoHash,
    /// When it was taken, the clock's offset counted.
    pub(crate) at: Option<NaiveDateTime>,
    /// The time is a camera's and no guess.
    pub(crate) sure: bool,
    pub(crate) camera: Option<String>,
    pub(crate) file_name: Option<String>,
    pub(crate) version_of: Option<PhotoHash>,
}

impl Frame {
    /// Returns the file's name without its ending, as cameras number their frames on every card.
    fn stem(&self) -> Option<&str> {
        let name = self.file_name.as_deref()?;
        Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    }
}

/// Where a photo belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) burst: Option<u32>,
    pub(crate) sharpest: bool,
    pub(crate) same_as: Option<PhotoHash>,
    pub(crate) superseded: bool,
}

/// Returns where each photo belongs.
pub(crate) fn groups(
    frames: &[Frame],
    known: &BTreeMap<PhotoHash, Known>,
) -> BTreeMap<PhotoHash, Place> {
    let superseded = superseded(frames);
    let compared: Vec<(&Frame, &Known, &Likeness)> = frames
        .iter()
        .filter(|frame| !superseded.contains(&frame.id))
        .filter_map(|frame| {
            let known = known.get(&frame.id)?;
            Some((frame, known, known.likeness.as_ref()?))
        })
        .collect();
    let copies = copies(&compared);
    let mut places: BTreeMap<PhotoHash, Place> = frames
        .iter()
        .map(|frame| {
            let superseded = superseded.contains(&frame.id);
            let same_as = copies.get(&frame.id).cloned();
            (frame.id.clone(), Place { superseded, same_as, ..Place::default() })
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for burst in bursts(&compared, &copies) {
        let Some((first, ..)) = burst.first() else { continue };
        let number = number(&first.id, &mut numbers);
        let sharpness = |known: &Known| known.facts.sharpness.filter(|value| value.is_finite());
        let sharpest = burst
            .iter()
            .filter_map(|(frame, known, _)| Some((&frame.id, sharpness(known)?)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .map(|(id, _)| id.clone());
        for (frame, ..) in &burst {
            if let Some(place) = places.get_mut(&frame.id) {
                place.burst = Some(number);
                place.sharpest = sharpest.as_ref() == Some(&frame.id);
            }
        }
    }
    places
}

/// Returns the photos that another one is a newer version of. Of photos that are versions of each other
/// in a ring, which two people can make by merging, one stays: a photo never vanishes from the desk.
fn superseded(frames: &[Frame]) -> BTreeSet<PhotoHash> {
    let there: BTreeSet<&PhotoHash> = frames.iter().map(|frame| &frame.id).collect();
    let older: BTreeMap<&PhotoHash, &PhotoHash> = frames
        .iter()
        .filter_map(|frame| Some((&frame.id, frame.version_of.as_ref()?)))
        .filter(|(new, old)| new != old && there.contains(old))
        .collect();
    let mut result: BTreeSet<PhotoHash> = older.values().map(|old| (*old).clone()).collect();
    let mut walked: BTreeSet<&PhotoHash> = BTreeSet::new();
    for start in older.keys() {
        let mut road: Vec<&PhotoHash> = Vec::new();
        let mut at = Some(*start);
        while let Some(photo) = at.filter(|photo| walked.insert(photo)) {
            road.push(photo);
            at = older.get(photo).copied();
        }
        // The road ended in itself, not at an older one's: a ring.
        if let Some(ring) = at.and_then(|end| road.iter().position(|photo| *photo == end))
            && let Some(keeper) = road.iter().skip(ring).max()
            && !older
                .iter()
                .any(|(new, old)| old == keeper && !road.iter().skip(ring).any(|p| p == new))
        {
            result.remove(*keeper);
        }
    }
    result
}

/// Returns the photos that show what a larger file shows as well, each with the file to keep.
fn copies(compared: &[(&Frame, &Known, &Likeness)]) -> BTreeMap<PhotoHash, PhotoHash> {
    let mut best_first: Vec<&(&Frame, &Known, &Likeness)> = compared.iter().collect();
    best_first.sort_by(|(a, a_known, _), (b, b_known, _)| {
        let worth = |frame: &Frame, known: &Known| (known.pixels(), frame.sure, known.facts.bytes);
        worth(b, b_known).cmp(&worth(a, a_known)).then_with(|| a.id.cmp(&b.id))
    });
    let mut kept: Vec<&(&Frame, &Known, &Likeness)> = Vec::new();
    let mut copies = BTreeMap::new();
    for one in best_first {
        let same = kept.iter().find(|other| same_picture(one, other));
        match same {
            Some((keep, ..)) => {
                copies.insert(one.0.id.clone(), keep.id.clone());
            }
            None => kept.push(one),
        }
    }
    copies
}

/// Says whether two files hold one picture. Frames of a burst on a tripod are as like as copies, so
/// something else must speak for it: one frame number at one time (two cards of one camera), a size
/// that no second frame of a camera has, or a file that lost its time on the way (messengers).
fn same_picture(a: &(&Frame, &Known, &Likeness), b: &(&Frame, &Known, &Likeness)) -> bool {
    let ((a, a_known, a_like), (b, b_known, b_like)) = (a, b);
    let timed = |frame: &Frame| frame.at.filter(|_| frame.sure);
    let speaks = match (timed(a), timed(b)) {
        (Some(one), Some(other)) => {
            let one_name = a.stem().is_some() && a.stem() == b.stem();
            one == other && (one_name || a_known.pixels() != b_known.pixels())
        }
        _ => true,
    };
    speaks && a_like.distance(b_like) <= SAME_DISTANCE
}

type Compared<'a> = (&'a Frame, &'a Known, &'a Likeness);

/// Returns the runs of frames of one camera that follow each other and look alike.
fn bursts<'a>(
    compared: &[Compared<'a>],
    copies: &BTreeMap<PhotoHash, PhotoHash>,
) -> Vec<Vec<Compared<'a>>> {
    let mut frames: Vec<(NaiveDateTime, Compared<'a>)> = compared
        .iter()
        .filter(|(frame, ..)| frame.sure && !copies.contains_key(&frame.id))
        .filter_map(|one| Some((one.0.at?, *one)))
        .collect();
    let key = |(at, (frame, known, _)): &(NaiveDateTime, Compared<'a>)| {
        let camera = frame.camera.as_deref().or(known.facts.camera.as_deref());
        (camera, *at, frame.stem(), &frame.id)
    };
    frames.sort_by(|a, b| key(a).cmp(&key(b)));
    let follows = |before: &(NaiveDateTime, Compared<'a>), next: &(NaiveDateTime, Compared<'a>)| {
        key(before).0 == key(next).0
            && next.0 - before.0 <= BURST_GAP
            && before.1.2.distance(next.1.2) <= BURST_DISTANCE
    };
    frames
        .chunk_by(follows)
        .filter(|run| run.len() > 1)
        .map(|run| run.iter().map(|(_, one)| *one).collect())
        .collect()
}

/// Returns a burst's number: by its first photo, so that it stays when photos come in before it.
fn number(first: &PhotoHash, taken: &mut BTreeSet<u32>) -> u32 {
    let digits = first.as_str().get(..8).unwrap_or_default();
    let mut number = u32::from_str_radix(digits, 16).unwrap_or_default();
    while !taken.insert(number) {
        number = number.wrapping_add(1);
    }
    number
}
