//! Photo bytes to photo bytes: probe, decode, orient, colour, crop, resize, encode, metadata.
//!
//! No file and no clock is touched here. Where photos lie, which profile asks for which renditions and
//! what the user is told is decided by `desk`.
//!
//! The road of a photo: on a card, [`probe_head`] and [`embedded_thumbnail`] say and show what its first
//! 128 KiB hold. Coming in, [`examine`] decodes it once and tells all: its facts (those of [`probe`]),
//! whether it is whole, a thumbnail, its [`Likeness`] and sharpness. [`renditions`] makes what goes out
//! from one decode, and [`write_metadata`] puts the public words into it.
//!
//! What was found by running it on cameras' files:
//! - A thumbnail of EXIF is 160 × 120 whatever the picture's shape, with black bars; phones write none.
//! - At an eighth of the scale libjpeg-turbo still reads all of a JPEG's data: a cut or broken file is
//!   noticed there as well as at full size.
//! - A raw file has its full-size preview in the first directory (CR2, ARW), in a sub-directory (NEF,
//!   DNG), in an entry (RW2), in a track (CR3), behind its header (RAF), or where only the maker's notes
//!   lead (ORF): see [`raw`]. Its orientation holds for the preview, too.
//! - libheif turns a HEIC picture by its container; EXIF repeats the turn, which must not be made
//!   twice. Phones write Display P3 as a profile, or by numbers only: see [`heif`].
//! - Canon and Nikon told a body's serial number in notes of their own until about 2011.
//! - Names of messengers tell a local time or the day; `PXL_` names of phones tell UTC.
//!
//! JPEG is decoded by libjpeg-turbo at the smallest DCT scale that serves; everything else, and
//! JPEG where the feature `turbojpeg` is off or libjpeg-turbo refuses, by the `image` crate. The
//! pure-Rust road gives the same pictures at about twice the CPU; it notices data that is cut off,
//! but not data that is wrong in the middle, and ignores the profile of CMYK pictures.

mod bmff;
mod byte_limit;
mod colour;
pub mod crop;
mod decode;
mod embedded_thumbnail;
mod encode;
mod error;
mod examine;
mod faces;
mod format;
mod frames;
mod guard;
mod header;
pub mod heif;
mod integrity;
mod jpeg;
mod likeness;
mod limits;
mod look;
mod memory;
mod messenger;
mod metadata;
mod orientation;
mod probe;
mod proof;
mod raster;
pub mod raw;
mod rendition;
mod resize;
mod source;
mod thumbnail;
mod tiff;
mod watermark;

pub use crop::{CropRect, Fit};
pub use embedded_thumbnail::embedded_thumbnail;
pub use encode::{Encoder, OutFormat};
pub use error::{Measure, PhotoError};
pub use examine::{Examined, THUMBNAIL_SIDE, examine};
pub use faces::{faces, propose_focal};
pub use format::Format;
pub use header::ColourKind;
pub use integrity::{Integrity, integrity};
pub use likeness::{BURST_DISTANCE, Likeness, NoLikeness};
pub use limits::Limits;
pub use look::{Look, Tone};
pub use messenger::{NamedTime, Precision, messenger_time};
pub use metadata::embed::write_metadata;
pub use metadata::xmp::read_sidecar;
pub use metadata::{DateCreated, EmbeddedText, PublicMetadata};
pub use probe::{HeadProbe, Probe, probe, probe_head};
pub use proof::Proof;
pub use rendition::{QUALITY_FLOOR, Rendition, RenditionNote, RenditionSpec, renditions};
pub use thumbnail::{Thumbnail, thumbnail};
pub use watermark::{Corner, Watermark};
