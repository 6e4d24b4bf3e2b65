//! What pictures there are: on cards, in folders and below them, among files. Nothing is read here but
//! folders; what a file is, its first bytes tell (`scan`).

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use tezis_store::FrameStat;

use crate::error::DeskError;
use crate::wire::FailedFile;

/// Deeper folders than a person makes; links that lead in a circle end before.
const DEEPEST: u32 = 64;

/// Folders of systems and devices with pictures that nobody took, besides those that begin with a full
/// stop.
const LEFT_OUT: [&str; 10] = [
    "System Volume Information",
    "$RECYCLE.BIN",
    "RECYCLER",
    "FOUND.000",
    "LOST.DIR",
    "lost+found",
    "@eaDir",
    "#recycle",
    "__MACOSX",
    "Thumbs",
];

/// What cameras keep beside `DCIM`: small pictures of films, settings.
const BESIDE_DCIM: [&str; 6] = ["PRIVATE", "MISC", "MP_ROOT", "AVF_INFO", "AVCHD", "CANONMSC"];

const PICTURES: [&str; 13] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "tif", "tiff", "bmp", "heic", "heif", "hif",
];

const RAWS: [&str; 20] = [
    "cr2", "cr3", "crw", "nef", "nrw", "arw", "srf", "sr2", "dng", "raf", "orf", "rw2", "rwl",
    "pef", "srw", "x3f", "3fr", "iiq", "erf", "kdc",
];

/// A picture that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The file.
    pub(super) path: PathBuf,
    /// The given path that it was found under: a card, a folder, or a file's folder. While that is there,
    /// a file that cannot be read is the file's fault.
    pub(super) root: PathBuf,
    /// What the system says of it.
    pub(super) stat: FrameStat,
    /// It can only be read.
    pub(super) read_only: bool,
    /// The raw file of the same frame, with its size.
    pub(super) raw: Option<(PathBuf, u64)>,
    /// A file of another program with what was said of the photo.
    pub(super) sidecar: Option<PathBuf>,
}

impl Found {
    fn new(path: PathBuf, root: PathBuf, metadata: &Metadata) -> Self {
        Self {
            stat: FrameStat::new(&path, metadata),
            read_only: metadata.permissions().readonly(),
            path,
            root,
            raw: None,
            sidecar: None,
        }
    }

    /// The file's own name.
    pub(super) fn name(&self) -> String {
        name_of(&self.path)
    }
}

/// What was found, and what could not be looked at.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// By given path, then by folder and name.
    pub(super) files: Vec<Found>,
    pub(super) failed: Vec<FailedFile>,
}

/// Finds the pictures of cards, folders and those below, and files. A file that is given counts whatever
/// its name; of folders, hidden ones and those of the system are left out.
pub(super) fn walk(paths: &[PathBuf]) -> Walked {
    let mut walker = Walker::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walker.folder(path, path, 0),
            Ok(metadata) => {
                let root = path.parent().filter(|parent| !parent.as_os_str().is_empty());
                let root = root.unwrap_or(Path::new(".")).to_owned();
                let sidecar = ["xmp", "XMP"].map(|ending| path.with_extension(ending));
                walker.walked.files.push(Found {
                    sidecar: sidecar.into_iter().find(|sidecar| sidecar.is_file()),
                    ..Found::new(path.clone(), root, &metadata)
                });
            }
            Err(error) => walker.fail(path, error),
        }
    }
    let mut once = HashSet::new();
    walker.walked.files.retain(|file| once.insert(file.path.clone()));
    pair(&mut walker.walked.files);
    walker.walked
}

#[derive(Default)]
struct Walker {
    walked: Walked,
    /// Folders by their real path: a link that leads back ends here.
    seen: HashSet<PathBuf>,
}

impl Walker {
    fn folder(&mut self, folder: &Path, root: &Path, depth: u32) {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if depth > DEEPEST || !self.seen.insert(real) {
            return;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.fail(folder, error),
        };
        let (mut folders, mut files, mut sidecars) = (Vec::new(), Vec::new(), Vec::new());
        for entry in entries {
            let path = match entry {
                Ok(entry) => entry.path(),
                Err(error) => {
                    self.fail(folder, error);
                    continue;
                }
            };
            if is_hidden(&path) {
                continue;
            }
            // Through links: a folder of links to pictures is a folder of pictures.
            let Ok(metadata) = fs::metadata(&path) else { continue };
            if is_hidden_by_the_system(&metadata) {
                continue;
            }
            if metadata.is_dir() {
                folders.push(path);
            } else if is_one_of(&path, &["xmp"]) {
                sidecars.push(path);
            } else if is_one_of(&path, &PICTURES) || is_one_of(&path, &RAWS) {
                files.push(Found::new(path, root.to_owned(), &metadata));
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        folders.sort();
        give_sidecars(&mut files, &sidecars);
        pair(&mut files);
        self.walked.files.extend(files);
        let card = folders.iter().any(|folder| is_named(folder, &["DCIM"]));
        for below in folders {
            if !(is_named(&below, &LEFT_OUT) || card && is_named(&below, &BESIDE_DCIM)) {
                self.folder(&below, root, depth + 1);
            }
        }
    }

    fn fail(&mut self, path: &Path, error: std::io::Error) {
        self.walked.failed.push(FailedFile {
            name: path.display().to_string(),
            error: DeskError::io(path, "read")(error).to_wire(),
        });
    }
}

/// `IMG_1.xmp` of Lightroom belongs to all files of that name, `IMG_1.JPG.xmp` of darktable to one.
fn give_sidecars(files: &mut [Found], sidecars: &[PathBuf]) {
    let by_stem: BTreeMap<String, &PathBuf> =
        sidecars.iter().map(|sidecar| (stem(sidecar), sidecar)).collect();
    for file in files {
        let whole = name_of(&file.path).to_ascii_lowercase();
        let sidecar = by_stem.get(&whole).or_else(|| by_stem.get(&stem(&file.path)));
        file.sidecar = sidecar.map(|sidecar| (*sidecar).clone());
    }
}

/// Takes raw files that have a picture of the same name in their folder to that picture.
fn pair(files: &mut Vec<Found>) {
    let key = |file: &Found| (file.path.parent().map(Path::to_owned), stem(&file.path));
    let mut pictures: BTreeMap<_, usize> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        if !is_one_of(&file.path, &RAWS) {
            pictures.entry(key(file)).or_insert(at);
        }
    }
    let mut taken = HashSet::new();
    let raws: Vec<(usize, usize)> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| is_one_of(&file.path, &RAWS))
        .filter_map(|(at, file)| Some((at, *pictures.get(&key(file))?)))
        .collect();
    for (at, picture) in raws {
        let raw = files.get(at).map(|raw| (raw.path.clone(), raw.stat.bytes));
        if let Some(picture) = files.get_mut(picture)
            && picture.raw.is_none()
        {
            picture.raw = raw;
            taken.insert(at);
        }
    }
    let mut at = 0;
    files.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
}

fn stem(path: &Path) -> String {
    path.file_stem().map(OsStr::to_string_lossy).unwrap_or_default().to_ascii_lowercase()
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(windows)]
fn is_hidden_by_the_system(metadata: &Metadata) -> bool {
    use std::os::windows::fs::MetadataExt;
    /// `FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM`.
    const HIDDEN: u32 = 0x2 | 0x4;
    metadata.file_attributes() & HIDDEN != 0
}

#[cfg(not(windows))]
fn is_hidden_by_the_system(_metadata: &Metadata) -> bool {
    false
}

fn is_named(path: &Path, names: &[&str]) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_one_of(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Whether a file's name is that of a picture.
pub(super) fn has_picture_name(path: &Path) -> bool {
    !is_hidden(path) && (is_one_of(path, &PICTURES) || is_one_of(path, &RAWS))
}

/// Returns the file itself, or the pictures of a folder by name, without those below it and without raw
/// files. A path that cannot be looked at is returned as it is, so that reading it names the reason.
pub(crate) fn files_of(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| file.is_file() && !is_hidden(file) && is_one_of(file, &PICTURES))
        .collect();
    files.sort();
    files
}
