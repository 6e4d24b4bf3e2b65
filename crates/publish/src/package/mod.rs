//! Packages: an article in all its formats with its pictures, as one BagIt zip for machines and
//! archives, or as a plain folder for a person at a web form; and the check of a package that
//! somebody sent. Where files go is the caller's: a writer, or a [`FolderSink`].

mod bag;
mod check;
mod folder;
mod manifest;
mod renditions;

pub use bag::{BagOptions, PackageSummary, write_bag_zip};
pub use check::{PackageCheck, PackageProblem, check_package};
pub use folder::{FolderSink, write_folder};
pub use renditions::{PixelSize, Progress, RenditionFile, Renditions};

pub(crate) use renditions::rendition_of;
