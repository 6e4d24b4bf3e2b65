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
            (frame.id.clone(), Place { same_as, superseded, ..Place::default() })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// A file that is written down in the tests: seconds after ten, and bits of likeness that differ
    /// from those of scene 0.
    struct File {
        frame: Frame,
        known: Known,
    }

    fn hash(n: u8) -> PhotoHash {
        PhotoHash::from_digest([n; 32])
    }

    /// 144 bits of which `bits` are set, from a byte of the scene's own on.
    fn likeness(scene: u8, bits: u32) -> String {
        let mut bytes = [0_u8; 18];
        for bit in 0..bits {
            let byte = &mut bytes[(bit / 8) as usize];
            *byte |= 1 << (bit % 8);
        }
        for byte in bytes.iter_mut().skip(9) {
            *byte ^= scene.wrapping_mul(73);
        }
        bytes.map(|byte| format!("{byte:02x}")).concat()
    }

    fn file(n: u8, seconds: i64, scene: u8, bits: u32) -> File {
        let start: NaiveDateTime = "2025-10-19T10:00:00".parse().unwrap();
        let facts = serde_json::from_value(json!({
            "hash": hash(n), "bytes": 1000 + u64::from(n), "format": "JPEG", "width": 6000,
            "height": 4000, "orientation": 1, "taken_at": null, "camera": "Kamera", "damage": null,
            "likeness": likeness(scene, bits), "sharpness": f64::from(n),
        }));
        File {
            frame: Frame {
                id: hash(n),
                at: Some(start + TimeDelta::seconds(seconds)),
                sure: true,
                camera: Some("body".to_owned()),
                file_name: Some(format!("DSC_{n:04}.JPG")),
                version_of: None,
            },
            known: Known::from(serde_json::from_value::<PhotoFacts>(facts.unwrap()).unwrap()),
        }
    }

    fn placed(files: Vec<File>) -> BTreeMap<PhotoHash, Place> {
        let known = files.iter().map(|file| (file.frame.id.clone(), file.known.clone())).collect();
        let frames: Vec<Frame> = files.into_iter().map(|file| file.frame).collect();
        groups(&frames, &known)
    }

    /// Returns the bursts as the numbers of their photos, and the sharpest of each.
    fn bursts_of(places: &BTreeMap<PhotoHash, Place>) -> Vec<(Vec<u8>, Option<u8>)> {
        let number = |id: &PhotoHash| u8::from_str_radix(id.as_str().split_at(2).0, 16).unwrap();
        let mut found: BTreeMap<u32, (Vec<u8>, Option<u8>)> = BTreeMap::new();
        for (id, place) in places {
            if let Some(burst) = place.burst {
                let entry = found.entry(burst).or_default();
                entry.0.push(number(id));
                entry.1 = entry.1.or(place.sharpest.then(|| number(id)));
            }
        }
        let mut found: Vec<_> = found.into_values().collect();
        found.sort();
        found
    }

    #[test]
    fn a_burst_is_near_in_time_and_likeness_and_of_one_camera() {
        let mut other = file(6, 3, 0, 5);
        other.frame.camera = Some("other".to_owned());
        let places = placed(vec![
            file(1, 0, 0, 0),
            file(3, 2, 0, 12),
            file(2, 5, 0, 20),
            // Another scene, at once; then the first one again, too late.
            file(4, 6, 1, 0),
            file(5, 10, 0, 20),
            other,
        ]);
        assert_eq!(bursts_of(&places), [(vec![1, 2, 3], Some(3))]);
        let bits = |n: u32| -> Likeness { likeness(0, n).parse().unwrap() };
        assert_eq!(bits(0).distance(&bits(12)), 12, "the test's bits count");
    }

    #[test]
    fn a_burst_keeps_its_number_when_others_come_in_before_it() {
        let burst = || vec![file(7, 60, 0, 0), file(8, 61, 0, 1)];
        let alone = placed(burst())[&hash(7)].burst;
        let mut more = burst();
        more.extend([file(1, 0, 1, 0), file(2, 1, 1, 1)]);
        assert_eq!(placed(more)[&hash(7)].burst, alone);
        assert!(alone.is_some());
    }

    #[test]
    fn one_frame_from_two_cards_is_one_picture() {
        let mut small = file(2, 0, 0, 1);
        small.frame.file_name = Some("DSC_0001.jpeg".to_owned());
        (small.known.facts.width, small.known.facts.height) = (3000, 2000);
        let places = placed(vec![file(1, 0, 0, 0), small]);
        assert_eq!(places[&hash(2)].same_as, Some(hash(1)), "the larger one is kept");
        assert_eq!(places[&hash(1)], Place::default(), "a copy makes no burst");
    }

    #[test]
    fn frames_on_a_tripod_are_no_copies() {
        let places = placed(vec![file(1, 0, 0, 0), file(2, 0, 0, 0), file(3, 1, 0, 1)]);
        assert!(places.values().all(|place| place.same_as.is_none()));
        assert_eq!(bursts_of(&places), [(vec![1, 2, 3], Some(3))]);
    }

    #[test]
    fn a_messengers_copy_finds_its_original() {
        let mut copy = file(9, 4000, 0, 3);
        copy.frame.sure = false;
        copy.frame.camera = None;
        (copy.known.facts.width, copy.known.facts.height) = (1600, 1066);
        let mut unlike = file(8, 4000, 0, 4);
        unlike.frame.at = None;
        unlike.frame.sure = false;
        let places = placed(vec![copy, file(1, 0, 0, 0), unlike]);
        assert_eq!(places[&hash(9)].same_as, Some(hash(1)));
        assert_eq!(places[&hash(8)].same_as, None, "four bits are another picture");
    }

    fn versions(pairs: &[(u8, u8)], count: u8) -> Vec<u8> {
        let files = (1..=count).map(|n| {
            let mut file = file(n, i64::from(n) * 100, n, 0);
            let old = pairs.iter().find(|(new, _)| *new == n).map(|(_, old)| hash(*old));
            file.frame.version_of = old;
            file
        });
        let places = placed(files.collect());
        (1..=count).filter(|n| places[&hash(*n)].superseded).collect()
    }

    #[test]
    fn a_newer_version_takes_the_place_of_the_older_ones() {
        assert_eq!(versions(&[(2, 1), (3, 2)], 4), [1, 2]);
        assert_eq!(versions(&[(2, 9)], 3), [0; 0], "the older one is not here");
        assert_eq!(versions(&[(2, 2)], 3), [0; 0], "of itself");
    }

    #[test]
    fn of_a_ring_of_versions_one_stays() {
        assert_eq!(versions(&[(1, 2), (2, 1)], 3), [1]);
        assert_eq!(versions(&[(1, 2), (2, 3), (3, 1), (4, 1)], 4), [1, 2]);
        assert_eq!(versions(&[(1, 2), (2, 1), (3, 2)], 3), [1, 2], "3 is newer than all of it");
    }

    proptest! {
        /// Whatever is a version of what, somebody is left of everything that hangs together.
        #[test]
        fn a_photo_never_vanishes_with_all_its_versions(
            olds in prop::collection::vec(0u8..8, 7),
        ) {
            let pairs: Vec<(u8, u8)> = (1..).zip(olds).filter(|(_, old)| *old > 0).collect();
            let superseded = versions(&pairs, 7);
            for mut start in 1..=7_u8 {
                // Up to newer ones until one is shown, in as many steps as there are photos at most.
                let mut seen = BTreeSet::from([start]);
                let mut queue = vec![start];
                while let Some(at) = queue.pop() {
                    start = at;
                    if !superseded.contains(&at) { break; }
                    queue.extend(pairs.iter().filter(|(_, old)| *old == at).map(|(new, _)| *new).filter(|new| seen.insert(*new)));
                }
                prop_assert!(!superseded.contains(&start), "{:?} leaves {:?}", pairs, superseded);
            }
        }
    }
}
