//! The windows: how they open, come to the front and close. The first one shows the desk; each other
//! one was opened on a report and closes by itself. The program ends with the last.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tauri::{
    AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};
use tezis_desk::DeskError;
use tezis_desk::ids::ReportId;

use crate::bridge::tell;

/// The first window's label.
pub(crate) const FIRST: &str = "main";

/// How long a page may take to put on disk what is not there yet; a second wish to close after that
/// closes its window all the same, or a hung page could never be closed.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is known of the windows beyond what Tauri knows.
#[derive(Debug, Default)]
pub(crate) struct Windows(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// When the user asked to close a window whose page has not agreed yet, by label.
    closing: BTreeMap<String, Instant>,
    /// The window that was used last.
    front: Option<String>,
    /// How many windows were opened beside the first.
    opened: u32,
    /// The library to go on with when all windows are closed.
    next: Option<PathBuf>,
}

impl Windows {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the library with which the program is to be started again.
    pub(crate) fn take_next_library(&self) -> Option<PathBuf> {
        self.lock().next.take()
    }
}

/// Opens the first window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    build(app, FIRST, "index.html".to_owned())
}

/// Opens another window on a report.
pub(crate) fn open_on(app: &AppHandle, report: ReportId) -> tauri::Result<()> {
    let label = {
        let windows = app.state::<Windows>();
        let mut state = windows.lock();
        state.opened += 1;
        format!("report-{}", state.opened)
    };
    build(app, &label, format!("index.html?report={report}"))
}

fn build(app: &AppHandle, label: &str, page: String) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title("Tezis")
        .inner_size(1280.0, 860.0)
        .min_inner_size(880.0, 560.0)
        // Ctrl and +, -, 0: everything as large as one needs it.
        .zoom_hotkeys_enabled(true)
        .build()?;
    Ok(())
}

/// Returns the window that was used last.
fn front(app: &AppHandle) -> Option<WebviewWindow> {
    let label = app.state::<Windows>().lock().front.clone();
    label
        .and_then(|label| app.get_webview_window(&label))
        .or_else(|| app.webview_windows().into_values().next())
}

/// Shows the front window to somebody who started the program again, and gives it the files that
/// were named.
pub(crate) fn hand_over(app: &AppHandle, paths: &[String]) {
    let Some(window) = front(app) else { return };
    for result in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = result {
            tracing::info!(%error, "the window did not come to the front");
        }
    }
    if !paths.is_empty() {
        tell(app, window.label(), "handed_over", paths);
    }
}

/// Closes a window only after its page had time to put its last words on disk.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let windows = window.state::<Windows>();
    let label = window.label();
    match event {
        WindowEvent::Focused(true) => windows.lock().front = Some(label.to_owned()),
        WindowEvent::Destroyed => {
            let mut state = windows.lock();
            state.closing.remove(label);
            state.front.take_if(|front| front == label);
        }
        WindowEvent::CloseRequested { api, .. } => {
            let mut state = windows.lock();
            let asked = state.closing.get(label).copied();
            if asked.is_some_and(|at| at.elapsed() > PATIENCE) {
                return;
            }
            api.prevent_close();
            if asked.is_none() {
                state.closing.insert(label.to_owned(), Instant::now());
            }
            drop(state);
            tell(window.app_handle(), label, "closing", ());
        }
        _ => {}
    }
}

/// Closes a window at once: its page has nothing left to save.
pub(crate) fn close(window: &Window) {
    if let Err(error) = window.destroy() {
        tracing::warn!(%error, "the window did not close");
    }
}

/// Keeps a window open: its page could not save, and says so. The program then goes on with its
/// library.
pub(crate) fn stay(window: &Window) {
    let windows = window.state::<Windows>();
    let mut state = windows.lock();
    state.closing.remove(window.label());
    state.next = None;
}

/// Closes all windows, each after its page saved, and then starts the program with another library.
pub(crate) fn go_on_with(app: &AppHandle, library: PathBuf) {
    app.state::<Windows>().lock().next = Some(library);
    for window in app.webview_windows().into_values() {
        if let Err(error) = window.close() {
            tracing::warn!(%error, label = window.label(), "the window did not close");
        }
    }
}

/// Says why the program cannot start, in a dialog and on the error stream.
pub(crate) fn show_fatal(error: &DeskError) -> ExitCode {
    tracing::error!(code = error.code(), "the library could not be opened");
    complain(&error.to_string());
    let text = error.to_string();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| {
            use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
            let handle = app.handle().clone();
            app.dialog()
                .message(text)
                .title("Tezis")
                .kind(MessageDialogKind::Error)
                .show(move |_| handle.exit(1));
            Ok(())
        })
        .build(crate::context());
    if let Ok(app) = built {
        app.run(|_, event| {
            // No window is open here; without this the program would end before the dialog shows.
            if let tauri::RunEvent::ExitRequested { api, code: None, .. } = event {
                api.prevent_exit();
            }
        });
    }
    ExitCode::FAILURE
}

/// Writes a sentence to the error stream, for those who started the program in a terminal.
#[expect(clippy::print_stderr, reason = "the program has no window to say it in")]
pub(crate) fn complain(sentence: &str) {
    eprintln!("tezis: {sentence}");
}
