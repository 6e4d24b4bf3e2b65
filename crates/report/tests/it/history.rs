//! Versions are states that can be looked at and gone back to, whoever wrote and however it merged.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::json;
use tezis_report::ids::PublicationId;
use tezis_report::model::{Block, BlockKind, Report};
use tezis_report::{Heads, ReportCollection, ReportDocument, Version};

use crate::story::{Person, act, beginning};
use crate::support::*;

const PAUSE: Duration = Duration::from_secs(600);

/// The view without what a restore does not judge: which values lost a conflict.
fn shown(mut view: Report) -> Report {
    view.conflicts.clear();
    view
}

fn minutes(n: i64) -> DateTime<Utc> {
    at() + TimeDelta::minutes(n)
}

fn slug(document: &mut ReportDocument, value: &str, at: DateTime<Utc>) -> Heads {
    let value = fields(json!({ "slug": value }));
    document.put(ReportCollection::Report, "", &value, at).unwrap().after
}

fn times(versions: &[Version]) -> Vec<(i64, i64, usize)> {
    let minute = |time: DateTime<Utc>| (time - at()).num_minutes();
    versions.iter().map(|one| (minute(one.from), minute(one.to), one.changes)).collect()
}

#[test]
fn a_pause_ends_a_version_and_ten_minutes_are_none() {
    let mut document = report();
    for minute in [1, 11, 22, 23] {
        slug(&mut document, &minute.to_string(), minutes(minute));
    }
    let versions = document.versions(PAUSE, &[]);
    // The making of the document at minute 0 is a change of the first version.
    assert_eq!(times(&versions), [(0, 11, 3), (22, 23, 2)]);
    let slugs =
        versions.iter().map(|one| document.view_at(&one.heads).unwrap().about.slug.unwrap());
    assert_eq!(slugs.collect::<Vec<_>>(), ["11", "23"]);
}

#[test]
fn a_publication_ends_a_version_in_the_middle_of_writing() {
    let mut document = report();
    let published = slug(&mut document, "bir", minutes(1));
    slug(&mut document, "iki", minutes(2));
    let unknown = Heads::from_hex(&["0".repeat(64)]).unwrap();
    let marks = [document.heads(), published.clone(), published.clone(), unknown, Heads::default()];
    let versions = document.versions(PAUSE, &marks);
    assert_eq!(times(&versions), [(0, 1, 2), (2, 2, 1)]);
    assert_eq!(versions[0].heads, published);
}

/// What a colleague wrote offline before the publication and sent after it was not published.
#[test]
fn what_arrived_after_a_publication_comes_behind_it_however_early_it_was_written() {
    let mut a = report();
    let mut b = copy(&a, 2);
    b.take_changes();
    slug(&mut b, "onun", minutes(1));
    let published = slug(&mut a, "mənim", minutes(2));
    a.merge(&bytes(&b.take_changes())).unwrap();
    slug(&mut a, "bizim", minutes(3));
    let versions = a.versions(PAUSE, std::slice::from_ref(&published));
    assert_eq!(times(&versions), [(0, 2, 2), (1, 3, 2)]);
    assert_eq!(versions[0].heads, published);
    assert_eq!(versions[1].heads, a.heads());
    assert_eq!((versions[0].authors, versions[1].authors), (1, 2));
}

#[test]
fn states_that_were_published_apart_are_versions_of_their_own() {
    let mut a = report();
    let mut b = copy(&a, 2);
    b.take_changes();
    let one = slug(&mut a, "a", minutes(1));
    let other = slug(&mut b, "b", minutes(2));
    a.merge(&bytes(&b.take_changes())).unwrap();
    let both = a.heads();
    let versions = a.versions(PAUSE, &[both.clone(), other.clone(), one.clone()]);
    let heads: Vec<&Heads> = versions.iter().map(|version| &version.heads).collect();
    assert!(heads.contains(&&one) && heads.contains(&&other), "{heads:?}");
    assert_eq!(heads.last(), Some(&&both));
    assert_eq!(versions.len(), 3);
}

/// A window saves at the state that it saw: Automerge writes that under a name of its own.
#[test]
fn one_who_saves_what_two_windows_saw_is_one_author() {
    let mut document = report();
    let seen = document.heads();
    slug(&mut document, "birinci", minutes(1));
    let block = paragraph(block_id(1), "ikinci pəncərədən");
    let order = Some(vec![block.id]);
    save_at(&mut document, seen, vec![block], order);
    assert_eq!(document.versions(PAUSE, &[])[0].authors, 1);
}

/// A document opened anew writes under another name: that alone makes no second author.
#[test]
fn one_who_closes_and_opens_is_one_author() {
    let mut first = report();
    slug(&mut first, "səhər", minutes(1));
    let mut again = copy(&first, 2);
    slug(&mut again, "günorta", minutes(2));
    let mut third = copy(&again, 3);
    slug(&mut third, "axşam", minutes(3));
    assert_eq!(third.versions(PAUSE, &[])[0].authors, 1);
    let moments = third.history();
    assert_eq!(moments.iter().map(|one| one.writer).collect::<Vec<_>>(), [0, 0, 1, 2]);
    assert_eq!(moments.len() as u64, third.change_count() - 1);
}

#[test]
fn the_clock_of_another_laptop_may_be_wrong() {
    let mut document = report();
    slug(&mut document, "sabah", minutes(600));
    slug(&mut document, "bu gün", minutes(5));
    // Causes come before effects, and a step back in time is no reason to lump hours together.
    assert_eq!(times(&document.versions(PAUSE, &[])), [(0, 0, 1), (600, 600, 1), (5, 5, 1)]);
}

#[test]
fn five_thousand_changes_are_grouped_by_pauses_and_publications() {
    let mut document = report();
    for n in 0..5000 {
        slug(&mut document, &n.to_string(), minutes(n));
    }
    let marks: Vec<Heads> = document
        .versions(Duration::ZERO, &[])
        .into_iter()
        .step_by(500)
        .map(|one| one.heads)
        .collect();
    let versions = document.versions(PAUSE, &marks);
    assert_eq!(versions.iter().map(|one| one.changes).sum::<usize>(), 5001);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn versions_are_states_and_the_last_is_the_present_one(
        mine in prop::collection::vec(act(), 0..6), theirs in prop::collection::vec(act(), 0..6),
        later in prop::collection::vec(act(), 0..4), picks in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let mut a = Person::new(copy(&beginning(), 11), 1);
        let mut b = Person::new(copy(&beginning(), 12), 2);
        b.document.take_changes();
        let mut states = vec![a.document.heads()];
        for act in &mine { states.push(a.act(act).after); }
        for act in &theirs { b.act(act); }
        a.document.merge(&bytes(&b.document.take_changes())).unwrap();
        for act in &later { states.push(a.act(act).after); }
        let marks: Vec<Heads> = picks.iter().map(|pick| pick.get(&states).clone()).collect();
        let versions = a.document.versions(PAUSE, &marks);
        prop_assert_eq!(&versions.last().unwrap().heads, &a.document.heads());
        prop_assert_eq!(a.document.view_at(&versions.last().unwrap().heads).unwrap(), a.document.view());
        for mark in &marks {
            prop_assert_eq!(versions.iter().filter(|one| one.heads == *mark).count(), 1);
        }
        let all: usize = versions.iter().map(|one| one.changes).sum();
        prop_assert_eq!(all, a.document.history().len());
        let other = copy(&a.document, 30);
        prop_assert_eq!(other.history(), a.document.history(), "the same in every copy");
        prop_assert_eq!(other.versions(PAUSE, &marks), versions);
    }

    #[test]
    fn a_restored_state_reads_as_it_did_and_the_restoring_can_be_taken_back(
        mine in prop::collection::vec(act(), 0..6), theirs in prop::collection::vec(act(), 0..6),
        later in prop::collection::vec(act(), 0..8), pick in any::<prop::sample::Index>(),
    ) {
        let mut a = Person::new(copy(&beginning(), 11), 1);
        let mut b = Person::new(copy(&beginning(), 12), 2);
        b.document.take_changes();
        let mut states = vec![a.document.heads()];
        for act in &mine { states.push(a.act(act).after); }
        for act in &theirs { b.act(act); }
        a.document.merge(&bytes(&b.document.take_changes())).unwrap();
        states.push(a.document.heads());
        for act in &later { states.push(a.act(act).after); }
        let then = pick.get(&states);
        let former = shown(a.document.view_at(then).unwrap());
        let now = shown(a.document.view());
        let step = a.document.restore(then, at()).unwrap();
        prop_assert_eq!(shown(a.document.view()), former);
        a.document.revert(&step, at()).unwrap();
        prop_assert_eq!(shown(a.document.view()), now);
    }

    #[test]
    fn a_restored_block_reads_as_it_did_and_all_others_as_they_do(
        before in prop::collection::vec(act(), 0..5), after in prop::collection::vec(act(), 0..8),
        which in any::<prop::sample::Index>(),
    ) {
        let mut a = Person::new(copy(&beginning(), 11), 1);
        for act in &before { a.act(act); }
        let (then, body) = (a.document.heads(), a.document.blocks());
        for act in &after { a.act(act); }
        prop_assume!(!body.is_empty());
        let block = which.get(&body);
        let now = shown(a.document.view());
        let step = a.document.restore_block(&then, block.id, at()).unwrap();
        let restored = a.document.blocks();
        prop_assert_eq!(restored.iter().find(|one| one.id == block.id), Some(block));
        let others = |blocks: &[Block]| blocks.iter().filter(|one| one.id != block.id).cloned().collect::<Vec<_>>();
        prop_assert_eq!(others(&restored), others(&now.body));
        a.document.revert(&step, at()).unwrap();
        prop_assert_eq!(shown(a.document.view()), now);
    }
}

#[test]
fn what_was_published_stays_published_whatever_is_restored() {
    let mut document = report();
    let then = slug(&mut document, "bir", minutes(1));
    let id = PublicationId::from_parts(5, 1).to_string();
    let url = fields(json!({ "url": "https://example.az/1" }));
    document.put(ReportCollection::Publications, &id, &url, minutes(2)).unwrap();
    let trashed = fields(json!({ "slug": "iki", "trashed_at": minutes(3) }));
    document.put(ReportCollection::Report, "", &trashed, minutes(3)).unwrap();
    document.restore(&then, minutes(4)).unwrap();
    let view = document.view();
    assert_eq!(view.about.slug.as_deref(), Some("bir"));
    assert_eq!(view.about.trashed_at, Some(minutes(3)));
    assert_eq!(view.publications.len(), 1);
}

#[test]
fn a_removed_block_comes_back_where_it_stood_as_near_as_possible() {
    let mut document = report();
    let blocks = (1..=5).map(|n| paragraph(block_id(n), &n.to_string())).collect();
    let base = document.heads();
    save_at(&mut document, base, blocks, Some((1..=5).map(block_id).collect()));
    let then = document.heads();
    for gone in [3, 2] {
        remove_block(&mut document, block_id(gone));
    }
    reorder(&mut document, [5, 1, 4].map(block_id).to_vec());
    document.restore_block(&then, block_id(3), at()).unwrap();
    // It stood behind 2, which is gone, and that behind 1.
    assert_eq!(texts(&document), ["5", "1", "3", "4"]);
}

#[test]
fn a_photo_comes_back_with_its_block() {
    let mut document = report();
    let (block, placement) = (block_id(1), placement_id(1));
    let value = fields(json!({ "photo": photo(1), "block": block, "caption": "Zalda" }));
    document.put(ReportCollection::Placements, &placement.to_string(), &value, at()).unwrap();
    let mut shows = paragraph(block, "");
    shows.kind = BlockKind::Photo { placement };
    save(&mut document, vec![shows]);
    let (then, former) = (document.heads(), document.view());
    document.remove(ReportCollection::Placements, &placement.to_string(), at()).unwrap();
    remove_block(&mut document, block);
    document.restore_block(&then, block, at()).unwrap();
    assert_eq!(document.view(), former);
}

#[test]
fn a_block_that_was_not_there_then_is_not_found() {
    let mut document = report();
    let then = document.heads();
    save(&mut document, vec![paragraph(block_id(1), "sonra")]);
    let refused = document.restore_block(&then, block_id(1), at());
    assert_eq!(refused.unwrap_err().code(), "report.not_found");
    let unknown = Heads::from_hex(&["0".repeat(64)]).unwrap();
    assert_eq!(document.restore(&unknown, at()).unwrap_err().code(), "report.unknown_heads");
}
