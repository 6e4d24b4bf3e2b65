//! Packages: an article in all its formats with its pictures, as one BagIt zip for machines and
//! archives, or as a plain folder for a person at a web form; and the check of a package that
//! somebody sent. Where files go is the caller's: a writer, or a [`FolderSink`].

mod bag;
mod check;
mod folder;
mod manifest;
mod problem;
mod renditions;

pub use bag::{BagOptions, PackageSummary, write_bag_zip};
pub use check::{PackageCheck, check_package};
pub use folder::{FolderOptions, FolderSink, write_folder};
pub use problem::PackageProblem;
pub use renditions::{PixelSize, Progress, RenditionFile, Renditions};

pub(crate) use renditions::rendition_of;
