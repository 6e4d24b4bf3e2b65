//! What differs between an article and the one that is published: field by field, block by block,
//! photo by photo, so that whoever keeps the page up to date copies only that.

mod align;
mod write;

use std::collections::BTreeMap;

use tezis_report::diff::{BlockChangeKind, Piece, pieces};
use tezis_report::ids::{BlockId, PhotoHash};

use crate::article::{Article, Picture, content_hash};
use crate::body::FormBody;
use crate::handover::{plain, upload_name};
use crate::profile::{FormField, Profile};

pub use write::{changes_html, changes_text};

/// What differs between two states of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleChanges {
    /// Fields of the form that differ, but the text; those of the profile's form first.
    pub fields: Vec<FieldChange>,
    /// All parts of the text as they are now, with those that are gone where they stood.
    pub blocks: Vec<BlockChange>,
    /// Photos that differ: by number, what is gone at the end.
    pub photos: Vec<PhotoChange>,
    /// Whether photos that both have come in another order.
    pub reordered: bool,
    /// Whether anything differs at all.
    pub changed: bool,
}

/// A field of the form that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub key: FormField,
    /// What it held.
    pub before: String,
    /// What it holds now.
    pub after: String,
    /// The difference by words.
    pub pieces: Vec<Piece>,
}

/// A part of the text and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    /// What became of it.
    pub kind: BlockChangeKind,
    /// The report's block; none for what stands behind the blocks (a correction, a byline).
    pub block: Option<BlockId>,
    /// Its words before; none for a new one.
    pub before: Option<String>,
    /// Its words now, to be copied; none for one that is gone.
    pub after: Option<String>,
    /// Its HTML now, to be copied; none for one that is gone.
    pub html: Option<String>,
    /// The difference by words.
    pub pieces: Vec<Piece>,
}

/// What became of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoChangeKind {
    /// It is new and has to be uploaded.
    New,
    /// It is gone.
    Removed,
    /// What is said of it differs, or whether it is the cover.
    Words,
    /// The picture itself differs (a crop, a turn, a tone) and has to be uploaded again.
    Picture,
}

/// A photo that differs. One whose words and picture differ is listed twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoChange {
    /// What became of it.
    pub kind: PhotoChangeKind,
    /// Its number.
    pub number: u32,
    /// The name of the file that is uploaded.
    pub file: String,
    /// The photo.
    pub photo: PhotoHash,
    /// The line under it, as it is now.
    pub caption: Option<String>,
}

impl ArticleChanges {
    /// Returns the numbers of the photos whose files are new or differ.
    pub fn photos_to_upload(&self) -> std::collections::BTreeSet<u32> {
        let files = self.photos.iter().filter(|change| {
            matches!(change.kind, PhotoChangeKind::New | PhotoChangeKind::Picture)
        });
        files.map(|change| change.number).collect()
    }
}

/// Returns what differs between what is published and what is written now, for a portal.
pub fn changes(before: &Article, after: &Article, profile: &Profile) -> ArticleChanges {
    let none = BTreeMap::new();
    let old = FormBody::new(before, profile, &none).parts();
    let new = FormBody::new(after, profile, &none).parts();
    let fields = fields(before, after, profile);
    let blocks = align::blocks(&old, &new);
    let photos = photos(before, after, profile);
    let reordered = reordered(before, after);
    let listed = !fields.is_empty()
        || !photos.is_empty()
        || reordered
        || blocks.iter().any(|block| block.kind != BlockChangeKind::Same);
    let changed = listed || content_hash(before) != content_hash(after);
    ArticleChanges { fields, blocks, photos, reordered, changed }
}

fn fields(before: &Article, after: &Article, profile: &Profile) -> Vec<FieldChange> {
    let own = profile.form.fields.iter();
    let others = FormField::ALL.iter().filter(|field| !profile.form.fields.contains(field));
    // The text has its blocks; when it may appear is no part of what has appeared.
    let no_field = [FormField::Body, FormField::PublishAt, FormField::Embargo];
    own.chain(others)
        .filter(|key| !no_field.contains(key))
        .filter_map(|&key| {
            let (old, new) = (plain(before, profile, key), plain(after, profile, key));
            let pieces = if old == new { return None } else { pieces(&old, &new) };
            Some(FieldChange { key, before: old, after: new, pieces })
        })
        .collect()
}

fn photos(before: &Article, after: &Article, profile: &Profile) -> Vec<PhotoChange> {
    let change = |kind, picture: &Picture| PhotoChange {
        kind,
        number: picture.number,
        file: upload_name(picture, profile),
        photo: picture.source.photo.clone(),
        caption: picture.caption_line.clone(),
    };
    let mut changes = Vec::new();
    for picture in &after.pictures {
        let Some(old) = with_key(before, &picture.use_key) else {
            changes.push(change(PhotoChangeKind::New, picture));
            continue;
        };
        let said = |picture: &Picture, article: &Article| {
            let cover = article.cover().is_some_and(|cover| cover.number == picture.number);
            let Picture { caption_line, alt, credit, gallery, .. } = picture.clone();
            (caption_line, alt, credit, gallery, cover)
        };
        if old.source != picture.source {
            changes.push(change(PhotoChangeKind::Picture, picture));
        }
        if said(old, before) != said(picture, after) {
            changes.push(change(PhotoChangeKind::Words, picture));
        }
    }
    changes.sort_by_key(|change| change.number);
    let gone = before.pictures.iter().filter(|old| with_key(after, &old.use_key).is_none());
    changes.extend(gone.map(|old| change(PhotoChangeKind::Removed, old)));
    changes
}

fn with_key<'a>(article: &'a Article, key: &str) -> Option<&'a Picture> {
    article.pictures.iter().find(|picture| picture.use_key == key)
}

/// Whether photos of the gallery that both have come in another order.
fn reordered(before: &Article, after: &Article) -> bool {
    let common = |article: &Article, other: &Article| -> Vec<String> {
        let gallery = article.gallery().map(|picture| picture.use_key.clone());
        gallery.filter(|key| with_key(other, key).is_some_and(|picture| picture.gallery)).collect()
    };
    common(before, after) != common(after, before)
}
