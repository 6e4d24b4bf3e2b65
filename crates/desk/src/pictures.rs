//! The pictures of an export: made on all cores, a photo decoded once for all of its sizes. They wait
//! in files of the temporary folder, not in memory: a gallery may have hundreds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

use chrono::{NaiveDateTime, Offset, TimeZone};
use rayon::prelude::*;
use tezis_photo::{Encoder, PhotoError, PublicMetadata, RenditionNote};
use tezis_publish::article::{Picture, PictureSource};
use tezis_publish::package::{PixelSize, RenditionFile, Renditions};
use tezis_publish::profile::RenditionSpec;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::jobs::Progress;
use crate::outgoing::Outgoing;
use crate::renditions::{Marked, look};
use crate::wire::Notice;

/// A picture's number and size, and its file.
type NumberedFile = ((u32, String), MadeFile);

/// A picture that waits for its package.
struct MadeFile {
    path: PathBuf,
    size: PixelSize,
    notes: Vec<RenditionNote>,
}

/// The pictures of one export, by number and size; gone with it.
pub(crate) struct Made {
    files: BTreeMap<(u32, String), MadeFile>,
    _folder: tempfile::TempDir,
}

impl Desk {
    /// Makes all pictures, in all sizes of the profile: also of a package that holds some of them, the
    /// page shows all.
    pub(crate) fn make_renditions(
        &self,
        outgoing: &Outgoing,
        progress: &Progress,
    ) -> Result<Made, DeskError> {
        let folder = tempfile::Builder::new()
            .prefix("tezis-export-")
            .tempdir()
            .map_err(DeskError::io(&std::env::temp_dir(), "make a folder in"))?;
        let marked = self.marked(outgoing.profile.clone())?;
        let pictures = &outgoing.article.pictures;
        let total = pictures.len();
        let done = AtomicUsize::new(0);
        progress.tell(0, total, "");
        let made: Vec<Vec<NumberedFile>> = pictures
            .par_iter()
            .map(|picture| {
                let files =
                    self.make_picture(outgoing, &marked, picture, folder.path(), progress)?;
                let count = done.fetch_add(1, Ordering::Relaxed) + 1;
                progress.tell(count, total, picture_name(picture));
                Ok(files)
            })
            .collect::<Result<_, DeskError>>()?;
        Ok(Made { files: made.into_iter().flatten().collect(), _folder: folder })
    }

    fn make_picture(
        &self,
        outgoing: &Outgoing,
        marked: &Marked,
        picture: &Picture,
        folder: &Path,
        progress: &Progress,
    ) -> Result<Vec<NumberedFile>, DeskError> {
        if progress.stopped() {
            return Err(DeskError::Cancelled);
        }
        let hash = &picture.source.photo;
        let name = outgoing.names.get(hash).cloned().unwrap_or_else(|| hash.to_string());
        if outgoing.facts.get(hash).is_some_and(|facts| facts.damage.is_some()) {
            return Err(DeskError::DamagedPhoto { name, reason: "photo.damaged".to_owned() });
        }
        let bytes = self.picture_bytes(hash)?;
        let PictureSource { rotation, tone, blurred, focal, crops, .. } = &picture.source;
        let look = look(*rotation, tone, blurred);
        let specs = marked.specs(crops, *focal, Encoder::Trellis);
        let photo = |error: PhotoError| match error {
            PhotoError::Stopped => DeskError::Cancelled,
            error => DeskError::Photo { name: name.clone(), error },
        };
        let renditions = tezis_photo::renditions(&bytes, &look, &specs, &|| progress.stopped())
            .map_err(photo)?;
        let metadata = metadata_of(outgoing, picture);
        let mut files = Vec::new();
        for rendition in renditions {
            for note in &rendition.notes {
                if let RenditionNote::Damaged { reason } = note {
                    return Err(DeskError::DamagedPhoto { name, reason: reason.clone() });
                }
            }
            let bytes = tezis_photo::write_metadata(rendition.bytes, &metadata).map_err(photo)?;
            let path = folder.join(format!("{}-{}", picture.number, rendition.name));
            tezis_store::write_atomic(&path, &bytes)?;
            let size = PixelSize { width: rendition.width, height: rendition.height };
            files.push((
                (picture.number, rendition.name),
                MadeFile { path, size, notes: rendition.notes },
            ));
        }
        Ok(files)
    }
}

fn picture_name(picture: &Picture) -> &str {
    picture.files.first().map_or("", |file| file.name.as_str())
}

/// What a picture's file says of itself: all of it is on the page, too.
fn metadata_of(outgoing: &Outgoing, picture: &Picture) -> PublicMetadata {
    let article = &outgoing.article;
    let in_language = |text: &Option<String>| -> Vec<(String, String)> {
        text.iter().map(|text| (article.language.clone(), text.clone())).collect()
    };
    let mut keywords = article.keywords.clone();
    let own = picture.keywords.iter().filter(|keyword| !article.keywords.contains(keyword));
    keywords.extend(own.cloned());
    let headline = picture.headline.as_ref().unwrap_or(&article.headline);
    PublicMetadata {
        headline: Some(headline.clone()).filter(|headline| !headline.is_empty()),
        caption: picture.caption.clone(),
        creator: picture.creator.clone(),
        credit: picture.credit.clone(),
        copyright: picture.copyright.clone(),
        usage_terms: picture.usage_terms.clone(),
        keywords,
        event: picture.event.clone(),
        city: article.dateline.place.clone(),
        location: picture.place.clone(),
        people: picture.people.clone(),
        alt: in_language(&picture.alt),
        long_description: in_language(&picture.long_description),
        rating: picture.rating,
        source: None,
        digital_source_type: picture.source_type.clone(),
        taken_at: picture.taken_at,
        utc_offset_minutes: utc_offset(&outgoing.zone, picture.taken_at),
    }
}

/// Returns how far a zone's time was from UTC then, in minutes.
fn utc_offset(zone: &str, at: Option<NaiveDateTime>) -> Option<i32> {
    let zone: chrono_tz::Tz = zone.parse().ok()?;
    let at = zone.from_local_datetime(&at?).earliest()?;
    Some(at.offset().fix().local_minus_utc() / 60)
}

impl Made {
    fn file(&self, picture: &Picture, spec: &RenditionSpec) -> io::Result<&MadeFile> {
        self.files
            .get(&(picture.number, spec.name.clone()))
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the picture was not made"))
    }

    /// What the user should know of the pictures, each thing once a picture.
    pub(crate) fn notes(&self, outgoing: &Outgoing) -> Vec<Notice> {
        let mut notes: Vec<Notice> = Vec::new();
        for ((number, rendition), file) in &self.files {
            for note in &file.notes {
                let picture = outgoing.article.picture(*number);
                let name = picture
                    .and_then(|picture| outgoing.names.get(&picture.source.photo).cloned())
                    .unwrap_or_default();
                notes.push(Notice::new(
                    note.code(),
                    [
                        ("number", number.to_string()),
                        ("rendition", rendition.clone()),
                        ("name", name),
                        ("width", file.size.width.to_string()),
                        ("height", file.size.height.to_string()),
                    ],
                ));
            }
        }
        notes
    }
}

impl Renditions for Made {
    fn size(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<PixelSize, Box<dyn std::error::Error + Send + Sync>> {
        Ok(self.file(picture, spec)?.size)
    }

    fn rendition(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<RenditionFile, Box<dyn std::error::Error + Send + Sync>> {
        let file = self.file(picture, spec)?;
        Ok(RenditionFile { bytes: fs::read(&file.path)?, size: file.size })
    }
}
