//! What can be wrong with a package that somebody sent: findings of [`super::check`], each with its
//! code and what to do.

use serde::Serialize;

/// One thing that is wrong with a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum PackageProblem {
    /// It is no zip, or cut off.
    #[error("this is not a whole zip file ({reason}); ask for it again")]
    NotZip {
        /// The reader's words.
        reason: String,
    },
    /// Two entries have one name, or names that differ in case alone.
    #[error("{path}: there are two files of this name; a folder holds only one of them")]
    Duplicate {
        /// The entry.
        path: String,
    },
    /// Entries of the zip share bytes, as in archives made to fill a disk.
    #[error("files of the zip overlap; it was made to do harm, don't unpack it")]
    Overlap,
    /// A path would leave the folder it is unpacked to, or can't exist on every system.
    #[error("{path}: this path is not safe to unpack; ask for a package without it")]
    UnsafePath {
        /// The entry.
        path: String,
    },
    /// It is larger than is read.
    #[error("{path}: {what} is over the limit of {limit}; nobody needs that much for an article")]
    TooLarge {
        /// The entry, or empty for the whole.
        path: String,
        /// What is too large, in English.
        what: String,
        /// The limit that was passed.
        limit: u64,
    },
    /// A file can't be unpacked.
    #[error("{path}: it can't be unpacked ({reason}); ask for the package again")]
    Unreadable {
        /// The entry.
        path: String,
        /// The reader's words.
        reason: String,
    },
    /// There is no bag in it.
    #[error("there is no bagit.txt: this zip is no BagIt bag")]
    NoBag,
    /// The bag has no folder of its own in the zip.
    #[error("the bag has no folder of its own in the zip, as RFC 8493 asks")]
    NoFolder,
    /// A file that every package has is missing.
    #[error("{path}: it is missing; ask for the package again")]
    Missing {
        /// The file.
        path: String,
    },
    /// The declaration is not BagIt's.
    #[error("bagit.txt: it does not declare BagIt 0.97 or 1.0 in UTF-8")]
    BadDeclaration,
    /// A tag file is not what it should be.
    #[error("{path}: line {line} is not a line of this file")]
    BadLine {
        /// The tag file.
        path: String,
        /// The line, from 1.
        line: usize,
    },
    /// A tag file or `article.json` is not UTF-8.
    #[error("{path}: it is not UTF-8")]
    NotUtf8 {
        /// The file.
        path: String,
    },
    /// A manifest names a file that is not there.
    #[error("{path}: {manifest} names it, but it is not there")]
    NotThere {
        /// The file.
        path: String,
        /// The manifest.
        manifest: String,
    },
    /// A file is there that no manifest names.
    #[error("{path}: no manifest names it; somebody added it later")]
    Extra {
        /// The file.
        path: String,
    },
    /// A file is not the one that the manifest was made for.
    #[error("{path}: its content is not what {manifest} says; it was changed or damaged")]
    Changed {
        /// The file.
        path: String,
        /// The manifest.
        manifest: String,
    },
    /// The payload's size is not what `bag-info.txt` says.
    #[error("bag-info.txt: it says {said} of the payload, but that is {found}")]
    Oxum {
        /// What it says, bytes and files.
        said: String,
        /// What there is.
        found: String,
    },
    /// Parts of the bag are to be fetched from elsewhere.
    #[error("fetch.txt: parts of the bag are elsewhere; ask for a whole one")]
    Fetch,
    /// `article.json` is not one.
    #[error("{path}: it is not an article of Tezis ({reason})")]
    BadArticle {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// The article names a picture that is not there.
    #[error("{path}: the article shows this picture, but it is not there")]
    PictureMissing {
        /// The picture's file.
        path: String,
    },
}

impl PackageProblem {
    /// Returns the code that the window turns into a sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotZip { .. } => "publish.package_not_zip",
            Self::Duplicate { .. } => "publish.package_duplicate",
            Self::Overlap => "publish.package_overlap",
            Self::UnsafePath { .. } => "publish.package_unsafe_path",
            Self::TooLarge { .. } => "publish.package_too_large",
            Self::Unreadable { .. } => "publish.package_unreadable",
            Self::NoBag => "publish.package_no_bag",
            Self::NoFolder => "publish.package_no_folder",
            Self::Missing { .. } => "publish.package_missing",
            Self::BadDeclaration => "publish.package_declaration",
            Self::BadLine { .. } => "publish.package_bad_line",
            Self::NotUtf8 { .. } => "publish.package_not_utf8",
            Self::NotThere { .. } => "publish.package_not_there",
            Self::Extra { .. } => "publish.package_extra",
            Self::Changed { .. } => "publish.package_changed",
            Self::Oxum { .. } => "publish.package_oxum",
            Self::Fetch => "publish.package_fetch",
            Self::BadArticle { .. } => "publish.package_article",
            Self::PictureMissing { .. } => "publish.package_picture_missing",
        }
    }

    /// Returns the file that is wrong, when it is one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Duplicate { path }
            | Self::UnsafePath { path }
            | Self::TooLarge { path, .. }
            | Self::Unreadable { path, .. }
            | Self::Missing { path }
            | Self::BadLine { path, .. }
            | Self::NotUtf8 { path }
            | Self::NotThere { path, .. }
            | Self::Extra { path }
            | Self::Changed { path, .. }
            | Self::BadArticle { path, .. }
            | Self::PictureMissing { path } => Some(path),
            _ => None,
        }
    }
}
