//! Pictures of photos that are in the library: small ones for lists and grids, made once. How photos come in
//! is in `ingest`.

use std::path::PathBuf;

use tezis_photo::{Limits, Thumbnail};
use tezis_report::ids::{ForumId, PhotoHash, ReportId};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::ingest::Items;
use crate::looks::ShownPicture;

impl Desk {
    /// Brings files and the pictures of folders into a report; returns the job's number.
    ///
    /// # Errors
    /// There is no such report, or nothing can be changed.
    pub fn import_photos(&self, report: ReportId, paths: Vec<PathBuf>) -> Result<u32, DeskError> {
        self.import_into_report(report, Items::Paths(paths))
    }

    /// Brings one dropped or pasted file into a report; returns the job's number.
    ///
    /// # Errors
    /// There is no such report, or nothing can be changed.
    pub fn import_photo_bytes(
        &self,
        report: ReportId,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<u32, DeskError> {
        self.import_into_report(report, Items::Bytes { name, bytes })
    }

    /// Brings one dropped or pasted file into a forum; returns the job's number.
    ///
    /// # Errors
    /// There is no such forum, or nothing can be changed.
    pub fn ingest_bytes(
        &self,
        forum: ForumId,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<u32, DeskError> {
        let title = self.forum(forum)?.about.names.into_values().next().unwrap_or_default();
        self.import_items(forum, None, title, Items::Bytes { name, bytes })
    }

    fn import_into_report(&self, report: ReportId, items: Items) -> Result<u32, DeskError> {
        self.inner.writable()?;
        let view = self.report(report)?;
        let forum = self.forum_of(&view)?.id;
        let title = view.about.headlines.get("main").cloned().unwrap_or_default();
        self.import_items(forum, Some(report), title, items)
    }

    /// Returns an upright JPEG whose longest side is at most `side` pixels, made once and kept in
    /// the cache. A damaged photo gives what could be decoded.
    ///
    /// # Errors
    /// There is no such photo, or it cannot be decoded at all, or only by the window.
    pub fn thumbnail(&self, hash: &PhotoHash, side: u32) -> Result<Thumbnail, DeskError> {
        self.cached(&thumbnail_key(hash, side), || {
            let bytes = self.picture_bytes(hash)?;
            tezis_photo::thumbnail(&bytes, side)
                .map_err(|error| DeskError::Photo { name: hash.to_string(), error })
        })
    }

    /// Returns a photo with all of its pixels: the original where any browser shows it right, else a
    /// JPEG of it. Nothing of it is kept: it is looked at for a second.
    ///
    /// # Errors
    /// As for [`Desk::thumbnail`].
    pub fn whole_picture(&self, hash: &PhotoHash) -> Result<ShownPicture, DeskError> {
        let facts = self.inner.library.facts(hash)?;
        let bytes = self.picture_bytes(hash)?;
        let media_type = match facts.filter(|facts| facts.damage.is_none()) {
            Some(facts) if facts.picture.is_some() => Some("image/png"),
            Some(facts) => match facts.format.as_str() {
                "JPEG" => Some("image/jpeg"),
                "PNG" => Some("image/png"),
                "WebP" => Some("image/webp"),
                _ => None,
            },
            None => None,
        };
        if let Some(media_type) = media_type {
            return Ok(ShownPicture { bytes, media_type });
        }
        let side = Limits::default().max_side;
        let drawn = tezis_photo::thumbnail(&bytes, side)
            .map_err(|error| DeskError::Photo { name: hash.to_string(), error })?;
        Ok(ShownPicture { bytes: drawn.bytes, media_type: "image/jpeg" })
    }

    /// Keeps a small picture that was made on the way.
    pub(crate) fn keep_thumbnail(&self, hash: &PhotoHash, side: u32, thumbnail: &Thumbnail) {
        self.keep_cached(&thumbnail_key(hash, side), thumbnail);
    }

    /// Returns a picture of the cache, or makes it.
    pub(crate) fn cached(
        &self,
        key: &str,
        make: impl FnOnce() -> Result<Thumbnail, DeskError>,
    ) -> Result<Thumbnail, DeskError> {
        let kept = self.inner.cache.as_ref().and_then(|cache| cache.get(key));
        if let Some(thumbnail) = kept.and_then(|kept| unpack(&kept)) {
            return Ok(thumbnail);
        }
        let thumbnail = make()?;
        self.keep_cached(key, &thumbnail);
        Ok(thumbnail)
    }

    fn keep_cached(&self, key: &str, thumbnail: &Thumbnail) {
        // A cache that cannot be written costs time, nothing else.
        let kept = self.inner.cache.as_ref().map(|cache| cache.put(key, &pack(thumbnail)));
        if let Some(Err(error)) = kept {
            tracing::info!(code = error.code(), "a thumbnail was not kept");
        }
    }
}

fn thumbnail_key(hash: &PhotoHash, side: u32) -> String {
    format!("{hash}-{side}")
}

/// A thumbnail in the cache: one byte for "damaged", width and height, then the JPEG.
fn pack(thumbnail: &Thumbnail) -> Vec<u8> {
    let mut packed = vec![u8::from(thumbnail.damaged)];
    packed.extend(thumbnail.width.to_be_bytes());
    packed.extend(thumbnail.height.to_be_bytes());
    packed.extend(&thumbnail.bytes);
    packed
}

fn unpack(packed: &[u8]) -> Option<Thumbnail> {
    let (damaged, rest) = packed.split_first()?;
    let (width, rest) = rest.split_first_chunk::<4>()?;
    let (height, jpeg) = rest.split_first_chunk::<4>()?;
    Some(Thumbnail {
        bytes: jpeg.to_vec(),
        width: u32::from_be_bytes(*width),
        height: u32::from_be_bytes(*height),
        damaged: *damaged == 1,
    })
}
