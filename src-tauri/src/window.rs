//! The window: how it opens, comes to the front and closes.

use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};
use tezis_desk::DeskError;

const LABEL: &str = "main";

/// When the user asked to close the window and its page has not agreed yet.
#[derive(Debug, Default)]
pub(crate) struct Closing(Mutex<Option<Instant>>);

/// How long the page may take to put on disk what is not there yet; a second wish to close after
/// that closes the window all the same, or a hung page could never be closed.
const PATIENCE: Duration = Duration::from_secs(3);

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Tezis")
        .inner_size(1280.0, 860.0)
        .min_inner_size(880.0, 560.0)
        .build()?;
    Ok(())
}

/// Shows the window to somebody who started the program again.
pub(crate) fn bring_to_front(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    for result in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = result {
            tracing::info!(%error, "the window did not come to the front");
        }
    }
}

/// Closes the window only after its page had time to put its last words on disk.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let closing = window.state::<Closing>();
    let mut asked = closing.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if asked.is_some_and(|at| at.elapsed() > PATIENCE) {
        return;
    }
    api.prevent_close();
    if asked.is_none() {
        *asked = Some(Instant::now());
    }
    if let Err(error) = window.emit("closing", ()) {
        tracing::warn!(%error, "the page was not asked before closing");
    }
}

/// Closes the window at once: its page has nothing left to save.
pub(crate) fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.destroy()
    {
        tracing::warn!(%error, "the window did not close");
    }
}

/// Keeps the window open: its page could not save, and says so.
pub(crate) fn stay(app: &AppHandle) {
    *app.state::<Closing>().0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
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
