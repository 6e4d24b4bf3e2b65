//! What the desk tells on its own, passed on to the window as events.

use std::sync::{Arc, OnceLock};

use tauri::{AppHandle, Emitter};
use tezis_desk::Events;
use tezis_desk::wire::{Changed, Job};

/// Sends a desk's events to the window, once there is one.
#[derive(Debug, Clone, Default)]
pub(crate) struct WindowEvents {
    app: Arc<OnceLock<AppHandle>>,
}

impl WindowEvents {
    /// Names the program whose windows get the events.
    pub(crate) fn connect(&self, app: AppHandle) {
        if self.app.set(app).is_err() {
            tracing::warn!("the window was connected twice");
        }
    }

    fn send(&self, event: &str, payload: impl serde::Serialize + Clone) {
        if let Some(app) = self.app.get()
            && let Err(error) = app.emit(event, payload)
        {
            tracing::warn!(%error, event, "the window did not get an event");
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
}
