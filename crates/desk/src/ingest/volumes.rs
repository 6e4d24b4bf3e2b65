//! Cards and disks with pictures that can be taken out, and cameras that a desktop mounts.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::Desk;
use crate::ingest::walk::has_picture_name;
use crate::wire::Volume;

/// How many entries of a volume's top are looked at for pictures.
const LOOKED_AT: usize = 200;

impl Desk {
    /// Returns cards and disks with pictures that can be taken out, by name.
    pub fn volumes(&self) -> Vec<Volume> {
        let mut volumes: Vec<Volume> = mounted()
            .into_iter()
            .filter(|path| has_pictures(path))
            .map(|path| Volume { name: name(&path), path: path.display().to_string() })
            .collect();
        volumes.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        volumes.dedup();
        volumes
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A card has `DCIM`; a stick may have pictures at its top or in a folder there.
fn has_pictures(volume: &Path) -> bool {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.take(LOOKED_AT).map(|entry| entry.path()).collect()
    };
    let top = entries(volume);
    let is_dcim = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("DCIM")) && path.is_dir()
    };
    top.iter().any(|path| is_dcim(path) || has_picture_name(path))
        || top.iter().filter(|path| path.is_dir()).any(|folder| {
            // Of a camera that is mounted by its cable, `DCIM` is one folder deeper.
            entries(folder).iter().any(|path| is_dcim(path) || has_picture_name(path))
        })
}

#[cfg(target_os = "linux")]
fn mounted() -> Vec<PathBuf> {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let mut found = removable_mounts(&mounts, &is_removable);
    // Cameras and phones on a cable, as GNOME and others mount them.
    let runtime = directories::BaseDirs::new()
        .and_then(|folders| folders.runtime_dir().map(|folder| folder.join("gvfs")));
    let cameras = runtime.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten();
    found.extend(cameras.flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.starts_with(b"gphoto2:") || name.starts_with(b"mtp:")
    }));
    found
}

/// Returns the places of a table of mounts (fstab(5)) at which removable disks are mounted.
#[cfg(target_os = "linux")]
fn removable_mounts(mounts: &str, is_removable: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let (device, place) = (fields.next()?, unescape(fields.next()?));
            let below =
                |folder: &str| place.strip_prefix(folder).is_some_and(|rest| !rest.is_empty());
            // Where desktops put what was plugged in, also disks that don't call themselves removable.
            let plugged_in = below("/media/") || below("/run/media/");
            let device = device.strip_prefix("/dev/");
            (device.is_some_and(is_removable) || (device.is_some() && plugged_in))
                .then(|| PathBuf::from(place))
        })
        // The system itself may have been started from a stick.
        .filter(|place| {
            !["/", "/boot", "/boot/efi", "/home"].iter().any(|own| place == Path::new(own))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// A space stands as `\040` in a table of mounts.
#[cfg(target_os = "linux")]
fn unescape(field: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = field.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) if *first == b'\\' => {
                bytes.push(byte);
                rest = after.get(3..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asks the kernel about a device such as `sdb1` or `mmcblk0p1`, by the disk that it is a part of.
#[cfg(target_os = "linux")]
fn is_removable(device: &str) -> bool {
    let block = Path::new("/sys/class/block").join(device);
    let Ok(real) = block.canonicalize() else { return false };
    let disk = if real.join("partition").exists() {
        real.parent().map(Path::to_owned)
    } else {
        Some(real)
    };
    let Some(disk) = disk else { return false };
    let flag = fs::read_to_string(disk.join("removable")).unwrap_or_default();
    // A card reader on the board calls its slot fixed.
    let card = disk.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"mmcblk"));
    flag.trim() == "1" || card
}

#[cfg(target_os = "macos")]
fn mounted() -> Vec<PathBuf> {
    let volumes = fs::read_dir("/Volumes").into_iter().flatten().flatten();
    // The system's own disk stands there as a link to `/`.
    volumes.map(|entry| entry.path()).filter(|path| !path.is_symlink()).collect()
}

#[cfg(windows)]
fn mounted() -> Vec<PathBuf> {
    // The system's own disk is `C:`; the first two letters were floppy disks.
    ('D'..='Z')
        .map(|letter| PathBuf::from(format!("{letter}:\\")))
        .filter(|root| root.is_dir())
        .collect()
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn mounted() -> Vec<PathBuf> {
    Vec::new()
}

#[cfg(all(test, target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "the test writes files of its own")]
mod tests {
    use super::*;

    #[test]
    fn cards_are_told_from_the_systems_own_disks() {
        let mounts = "sysfs /sys sysfs rw,nosuid 0 0\n\
            /dev/nvme0n1p2 / ext4 rw,relatime 0 0\n\
            /dev/nvme0n1p1 /boot/efi vfat rw 0 0\n\
            /dev/sdb1 /mnt/kart exfat ro 0 0\n\
            /dev/mapper/luks-1 /run/media/aygun/Arxiv ext4 rw 0 0\n\
            /dev/sdc1 /media/aygun/EOS\\040DIGITAL vfat rw 0 0\n\
            tmpfs /run/media tmpfs rw 0 0\n\
            gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0\n";
        let found = removable_mounts(mounts, &|device| device == "sdb1");
        let expected = ["/media/aygun/EOS DIGITAL", "/mnt/kart", "/run/media/aygun/Arxiv"];
        assert_eq!(found, expected.map(PathBuf::from));
        // Started from a stick: the whole system is on a removable disk.
        let found = removable_mounts("/dev/sda1 / ext4 rw 0 0\n", &|_| true);
        assert!(found.is_empty());
    }

    #[test]
    fn a_volume_without_pictures_is_not_offered() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("sənədlər")).unwrap();
        fs::write(dir.path().join("sənədlər").join("a.docx"), b"x").unwrap();
        assert!(!has_pictures(dir.path()));
        fs::create_dir(dir.path().join("dcim")).unwrap();
        assert!(has_pictures(dir.path()));
        let stick = tempfile::tempdir().unwrap();
        fs::create_dir(stick.path().join("Forum")).unwrap();
        fs::write(stick.path().join("Forum").join("1.CR3"), b"x").unwrap();
        assert!(has_pictures(stick.path()));
    }
}
