//! Journeys through the real window. What a lower test can show is shown there; these are about what
//! only the whole program has: keys, the disk, the end of a process, a second start.
//!
//! With `TEZIS_PICTURES=<folder>` they leave pictures of the window there, those of the README among
//! them.

#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "tests make their own files")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

mod going_out;
mod installed;
mod kept;
mod looking_back;
mod looks;
mod opened;
mod photo_desk;
mod published;
mod speed;
mod writing;

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tezis_tests::programs::cli;
use tezis_tests::window::{Window, skip_reason};
use tokio::sync::{Mutex, MutexGuard};

/// One window at a time: what a window needs of two cores is then its own.
static SCREEN: Mutex<()> = Mutex::const_new(());

/// A library of its own, and the screen to show it on.
struct Place {
    folder: TempDir,
    _screen: MutexGuard<'static, ()>,
}

impl Place {
    /// Waits for the screen; nothing where there is none, which is said.
    async fn take() -> Option<Self> {
        if let Some(reason) = skip_reason() {
            println!("{reason}");
            return None;
        }
        let screen = SCREEN.lock().await;
        let folder = tempfile::tempdir().expect("a folder for the library");
        Some(Self { folder, _screen: screen })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The library's path has what paths of people have: letters of their language, and a space.
    fn library(&self) -> PathBuf {
        self.path("Kitabxana ə")
    }

    async fn window(&self) -> Window {
        Window::open(&self.library(), &[]).await
    }

    async fn demo(&self) -> Window {
        Window::open(&self.library(), &["--demo"]).await
    }
}

/// Makes a report with the headline and the words, from an empty desk on.
async fn write_report(window: &Window, headline: &str, words: &str) {
    window.click("empty-new").await;
    window.type_into("headline", headline).await;
    window.write(words).await;
    window.saved().await;
}

/// Opens the report with that place in the list.
async fn open_report(window: &Window, place: usize) {
    let row = format!("#report-{place} .headline");
    window.wait_for(&row, "the report's row").await.click().await.expect("a row can be clicked");
    window.control("report").await;
}

/// The text of the manuscript, a line a block.
async fn manuscript(window: &Window) -> String {
    let blocks = "[...document.querySelector('.ProseMirror').children].map((block) => block.textContent).join('\\n')";
    window.value(blocks).await.as_str().expect("a text").to_owned()
}

/// The expression that the manuscript holds these words.
fn in_text(words: &str) -> String {
    format!("document.querySelector('.ProseMirror').textContent.includes({words:?})")
}

/// What the command line prints of the library's only report, while no window has it open.
fn only_report_text(library: &Path) -> String {
    let reports = cli(library, &["--json", "report", "list"]);
    let reports: serde_json::Value = serde_json::from_str(&reports).expect("JSON");
    assert_eq!(reports.pointer("/rows/1"), None, "the library holds one report");
    let id = reports.pointer("/rows/0/id").and_then(|id| id.as_str());
    cli(library, &["report", "text", id.expect("the report has an id")])
}
