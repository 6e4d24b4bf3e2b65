//! The program's command line.

use std::path::PathBuf;

use clap::Parser;

/// Tezis, the forum correspondent's desk.
#[derive(Debug, Parser)]
#[command(name = "tezis", version)]
pub(crate) struct Arguments {
    /// The library's folder (by default in the platform's data folder).
    #[arg(long, env = "TEZIS_LIBRARY", value_name = "DIR")]
    library: Option<PathBuf>,
    /// Fills an empty library with a demo forum.
    #[arg(long)]
    pub(crate) demo: bool,
    /// Texts to open.
    files: Vec<PathBuf>,
}

impl Arguments {
    /// Returns the library's folder, absolute.
    pub(crate) fn library_folder(&self) -> PathBuf {
        let folder = self.library.clone().unwrap_or_else(tezis_desk::default_library_folder);
        std::path::absolute(&folder).unwrap_or(folder)
    }

    /// Returns the folder for thumbnails, which may be deleted at any time.
    pub(crate) fn cache_folder(&self) -> PathBuf {
        tezis_desk::default_cache_folder(&self.library_folder())
    }

    /// Returns the files to open, absolute, because a running program has another current folder.
    pub(crate) fn absolute_files(&self) -> Vec<String> {
        self.files
            .iter()
            .map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone()))
            .map(|file| file.to_string_lossy().into_owned())
            .collect()
    }
}
