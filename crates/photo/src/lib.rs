//! Photo bytes to photo bytes: probe, decode, orient, colour, crop, resize, encode, metadata.
//!
//! No file, clock or thread of its own (but rayon's) is touched here. Where photos lie, which
//! profile asks for which renditions and what the user is told is decided by `desk`.
//!
//! The road of a photo: [`probe`] looks at its header, [`integrity`] decodes it to the end,
//! [`thumbnail`] shows it in the grid, [`renditions`] makes what goes out from one decode, and
//! [`write_metadata`] puts the public words into it.
//!
//! JPEG is decoded by libjpeg-turbo at the smallest DCT scale that serves; everything else, and
//! JPEG where the feature `turbojpeg` is off or libjpeg-turbo refuses, by the `image` crate. The
//! pure-Rust road gives the same pictures at about twice the CPU; it notices data that is cut off,
//! but not data that is wrong in the middle, and ignores the profile of CMYK pictures.

mod byte_limit;
mod colour;
pub mod crop;
mod decode;
mod encode;
mod error;
mod format;
mod guard;
mod header;
mod integrity;
mod jpeg;
mod limits;
mod metadata;
mod orientation;
mod probe;
mod raster;
mod rendition;
mod resize;
mod thumbnail;

pub use crop::{CropRect, Fit};
pub use encode::{Encoder, OutFormat};
pub use error::{Measure, PhotoError};
pub use format::Format;
pub use header::ColourKind;
pub use integrity::{Integrity, integrity};
pub use limits::Limits;
pub use metadata::embed::write_metadata;
pub use metadata::{EmbeddedText, PublicMetadata};
pub use probe::{Probe, probe};
pub use rendition::{QUALITY_FLOOR, Rendition, RenditionNote, RenditionSpec, renditions};
pub use thumbnail::{Thumbnail, thumbnail};
