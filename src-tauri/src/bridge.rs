//! What windows hear without asking: jobs and copies from the desk, and from each other what changed.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tauri::{AppHandle, Emitter, EventTarget, Window};
use tezis_desk::Events;
use tezis_desk::wire::{BackupState, Changed, EditedElsewhere, Job};

/// Sends a desk's events to all windows, once there is one.
#[derive(Debug, Clone, Default)]
pub(crate) struct WindowEvents {
    app: Arc<OnceLock<AppHandle>>,
}

impl WindowEvents {
    /// Names the program whose windows get the events.
    pub(crate) fn connect(&self, app: AppHandle) {
        if self.app.set(app).is_err() {
            tracing::warn!("the windows were connected twice");
        }
    }

    fn send(&self, event: &str, payload: impl Serialize + Clone) {
        if let Some(app) = self.app.get() {
            heard(event, app.emit(event, payload));
        }
    }
}

impl Events for WindowEvents {
    fn job(&self, job: &Job) {
        self.send("job", job.clone());
    }

    fn changed(&self, changed: &Changed) {
        self.send("changed", changed.clone());
    }

    fn backup(&self, state: &BackupState) {
        self.send("backup", state.clone());
    }

    fn arrived(&self, paths: &[String]) {
        self.send("arrived", paths.to_vec());
    }

    fn edited(&self, edited: &EditedElsewhere) {
        self.send("edited", edited.clone());
    }
}

/// Tells all windows but one what that one changed: it has the answer to its own call.
pub(crate) fn tell_others(window: &Window, changed: &Changed) {
    let others = |target: &EventTarget| is_other(target, window.label());
    heard("changed", window.emit_filter("changed", changed, others));
}

/// Tells one window something.
pub(crate) fn tell(app: &AppHandle, label: &str, event: &str, payload: impl Serialize + Clone) {
    heard(event, app.emit_to(EventTarget::webview_window(label), event, payload));
}

fn is_other(target: &EventTarget, own: &str) -> bool {
    match target {
        EventTarget::AnyLabel { label }
        | EventTarget::Window { label }
        | EventTarget::Webview { label }
        | EventTarget::WebviewWindow { label } => label != own,
        _ => false,
    }
}

fn heard(event: &str, sent: tauri::Result<()>) {
    if let Err(error) = sent {
        tracing::warn!(%error, event, "a window did not get an event");
    }
}

#[cfg(test)]
mod tests {
    use tauri::EventTarget;

    use super::is_other;

    #[test]
    fn a_window_does_not_hear_of_its_own_changes_and_every_other_does() {
        assert!(!is_other(&EventTarget::webview_window("main"), "main"));
        assert!(is_other(&EventTarget::webview_window("report-1"), "main"));
        assert!(is_other(&EventTarget::webview_window("main"), "report-1"));
        assert!(is_other(&EventTarget::webview_window("report-11"), "report-1"));
    }
}
