//! A look through cards, folders and files before anything is copied: what is new, from the first bytes of
//! each file, and small pictures of it. What is known by its place, size and time is not read at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use tezis_photo::{HeadProbe, Thumbnail, embedded_thumbnail, probe_head, read_sidecar};
use tezis_report::ids::PhotoHash;
use tezis_store::{FrameStat, TakenFrame, free_space};

use super::look::{body, format_code, taken_at};
use super::read::{read_head, read_limited};
use super::walk::{Found, name_of, walk};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{FailedFile, Frame, Scan};

/// How much of a new file is read: all that JPEG and raw files say of themselves.
const HEAD: usize = 128 * 1024;

/// A sidecar that is larger is none.
const SIDECAR: usize = 4 * 1024 * 1024;

/// How many scans are remembered; a window that went away closes none.
const OPEN: usize = 16;

/// The size up to which the camera's own small picture serves.
const EMBEDDED: u32 = 160;

/// The scans of a desk.
#[derive(Debug, Default)]
pub(crate) struct Scans {
    next: AtomicU32,
    open: Mutex<BTreeMap<u32, Arc<OpenScan>>>,
}

/// A scan whose frames can be shown and taken in.
#[derive(Debug)]
pub(super) struct OpenScan {
    pub(super) frames: Vec<OpenFrame>,
}

/// A frame of a scan.
#[derive(Debug)]
pub(super) struct OpenFrame {
    /// As the window has it.
    pub(super) frame: Frame,
    pub(super) found: Found,
    /// Its small picture, once somebody asked for it.
    small: OnceLock<Option<Thumbnail>>,
}

impl Scans {
    fn insert(&self, scan: OpenScan) -> u32 {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(id, Arc::new(scan));
        while open.len() > OPEN {
            open.pop_first();
        }
        id
    }

    pub(super) fn get(&self, id: u32) -> Result<Arc<OpenScan>, DeskError> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let scan = open.get(&id).map(Arc::clone);
        scan.ok_or_else(|| DeskError::NotFound { what: "scan", id: id.to_string() })
    }
}

impl OpenScan {
    pub(super) fn frame(&self, index: u32) -> Result<&OpenFrame, DeskError> {
        let frame = usize::try_from(index).ok().and_then(|index| self.frames.get(index));
        frame.ok_or_else(|| DeskError::NotFound { what: "frame", id: index.to_string() })
    }
}

impl Desk {
    /// Looks through cards, folders and files. Reads the beginnings of new files only and copies nothing.
    ///
    /// # Errors
    /// The library cannot be read. What cannot be looked at is named in the scan.
    pub fn scan_photos(&self, paths: &[PathBuf]) -> Result<Scan, DeskError> {
        let walked = walk(paths);
        let mut failed = walked.failed;
        let mut frames = Vec::new();
        for outcome in self.look_at(walked.files)? {
            match outcome {
                Ok(frame) => frames.push(frame),
                Err(file) => failed.push(file),
            }
        }
        clear_meaningless_locks(&mut frames);
        frames.sort_by(|a, b| {
            let key = |frame: &OpenFrame| frame.frame.taken_at;
            // Without a time last: nobody knows where else.
            (key(a).is_none(), key(a), &a.frame.name, &a.frame.folder).cmp(&(
                key(b).is_none(),
                key(b),
                &b.frame.name,
                &b.frame.folder,
            ))
        });
        for (index, frame) in (0..).zip(&mut frames) {
            frame.frame.index = index;
        }
        let new = frames.iter().filter(|frame| frame.frame.known.is_none());
        let new_bytes = new.map(|frame| frame.frame.bytes).sum();
        let shown = frames.iter().map(|frame| frame.frame.clone()).collect();
        Ok(Scan {
            id: self.inner.scans.insert(OpenScan { frames }),
            paths: paths.iter().map(|path| path.display().to_string()).collect(),
            frames: shown,
            new_bytes,
            free_bytes: free_space(self.library_folder()).unwrap_or_default(),
            failed,
        })
    }

    /// Forgets a scan, with the pictures of its frames.
    pub fn close_scan(&self, scan: u32) {
        self.inner.scans.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&scan);
    }

    /// Returns a frame's picture, upright and at most `side` pixels long: up to 160 the camera's own small
    /// one where there is one, else the true one.
    ///
    /// # Errors
    /// There is no such frame, its file is gone, or it cannot be decoded.
    pub fn frame_picture(&self, scan: u32, frame: u32, side: u32) -> Result<Thumbnail, DeskError> {
        let scan = self.inner.scans.get(scan)?;
        let frame = scan.frame(frame)?;
        if let Some(hash) = &frame.frame.known {
            return self.thumbnail(hash, side);
        }
        if side <= EMBEDDED {
            let small = frame.small.get_or_init(|| {
                read_head(&frame.found.path, HEAD).ok().and_then(|head| embedded_thumbnail(&head))
            });
            if let Some(small) = small {
                return Ok(small.clone());
            }
        }
        let FrameStat { path, bytes, modified } = &frame.found.stat;
        self.cached(&format!("frame {bytes} {modified} {side} {path}"), || {
            let name = &frame.frame.name;
            let bytes = read_limited(&frame.found.path)?;
            tezis_photo::thumbnail(&bytes, side)
                .map_err(|error| DeskError::Photo { name: name.clone(), error })
        })
    }

    /// Says what the files are, in their order.
    fn look_at(&self, files: Vec<Found>) -> Result<Vec<Result<OpenFrame, FailedFile>>, DeskError> {
        let library = &self.inner.library;
        let stats: Vec<FrameStat> = files.iter().map(|file| file.stat.clone()).collect();
        let known = library.known_frames(&stats)?;
        let looked: Vec<Looked> = files
            .into_par_iter()
            .zip(known)
            .map(|(found, known)| match known {
                Some(hash) => Looked::Known(found, hash),
                None => Looked::read(found),
            })
            .collect();
        // The same card may be mounted elsewhere now.
        let heads: Vec<(FrameStat, String)> = looked
            .iter()
            .filter_map(|looked| match looked {
                Looked::New { found, head_hash, .. } => {
                    Some((found.stat.clone(), head_hash.clone()))
                }
                _ => None,
            })
            .collect();
        let mut moved = library.known_heads(&heads)?.into_iter();
        looked
            .into_iter()
            .map(|looked| {
                let (found, known) = match looked {
                    Looked::Failed(file) => return Ok(Err(file)),
                    Looked::Known(found, hash) => (found, hash),
                    Looked::New { found, head, .. } => match moved.next().flatten() {
                        Some(hash) => (found, hash),
                        None => return Ok(Ok(new_frame(found, &head))),
                    },
                };
                self.known_frame(found, known).map(Ok)
            })
            .collect()
    }

    fn known_frame(&self, found: Found, hash: PhotoHash) -> Result<OpenFrame, DeskError> {
        let facts = self.inner.library.facts(&hash)?;
        let (taken_at, approximate) =
            taken_at(facts.as_ref().and_then(|facts| facts.taken_at), &found.name());
        let mut frame = Frame { known: Some(hash), taken_at, approximate, ..frame_of(&found) };
        if let Some(facts) = facts {
            frame.format = format_code(&facts.format);
            frame.size = Some((facts.width, facts.height));
            frame.camera = facts.camera;
            frame.body = facts.body;
        }
        Ok(OpenFrame { frame, found, small: OnceLock::new() })
    }
}

/// What a file's beginning says.
enum Looked {
    Known(Found, PhotoHash),
    New { found: Found, head: HeadProbe, head_hash: String },
    Failed(FailedFile),
}

impl Looked {
    fn read(found: Found) -> Self {
        let looked = read_head(&found.path, HEAD).and_then(|head| {
            let probed = probe_head(&head, found.stat.bytes);
            let name = found.path.display().to_string();
            let probed = probed.map_err(|error| DeskError::Photo { name, error })?;
            Ok((probed, TakenFrame::head_of(&head)))
        });
        match looked {
            Ok((head, head_hash)) => Self::New { found, head, head_hash },
            Err(error) => Self::Failed(FailedFile {
                name: found.path.display().to_string(),
                error: error.to_wire(),
            }),
        }
    }
}

fn new_frame(found: Found, head: &HeadProbe) -> OpenFrame {
    let (taken_at, approximate) = taken_at(head.taken_at, &found.name());
    let told = body(
        head.camera_make.as_deref(),
        head.camera_model.as_deref(),
        head.body_serial.as_deref(),
    );
    let (camera, body) = told.map(|told| (told.name, told.key)).unzip();
    let rating = sidecar(&found).and_then(|said| said.rating).or(head.rating);
    let frame = Frame {
        format: format_code(&head.format.to_string()),
        size: head.size,
        taken_at,
        approximate,
        camera,
        body,
        rating: rating.and_then(|stars| u8::try_from(stars).ok()).filter(|stars| *stars > 0),
        ..frame_of(&found)
    };
    OpenFrame { frame, found, small: OnceLock::new() }
}

fn frame_of(found: &Found) -> Frame {
    let folder = found.path.parent().unwrap_or(Path::new(""));
    Frame {
        index: 0,
        name: found.name(),
        folder: folder.display().to_string(),
        bytes: found.stat.bytes,
        format: String::new(),
        size: None,
        taken_at: None,
        approximate: false,
        camera: None,
        body: None,
        rating: None,
        locked: found.read_only,
        raw: found.raw.as_ref().map(|(path, _)| name_of(path)),
        known: None,
    }
}

/// Returns what another program's file beside a photo says of it.
pub(super) fn sidecar(found: &Found) -> Option<tezis_photo::EmbeddedText> {
    let path = found.sidecar.as_ref()?;
    let bytes = read_head(path, SIDECAR).ok().filter(|bytes| bytes.len() < SIDECAR)?;
    read_sidecar(&bytes)
}

/// A camera locks some frames. Where every file can only be read, as on a card with its switch on or on a
/// disc, that says nothing of any of them.
fn clear_meaningless_locks(frames: &mut [OpenFrame]) {
    let mut roots: BTreeMap<PathBuf, bool> = BTreeMap::new();
    for frame in &*frames {
        let all = roots.entry(frame.found.root.clone()).or_insert(true);
        *all &= frame.frame.locked;
    }
    for frame in frames {
        frame.frame.locked &= !roots.get(&frame.found.root).copied().unwrap_or_default();
    }
}
