//! Brings projections up to date while the user types: at most once a second, on a thread of its
//! own, so that a save costs only its change.

use std::sync::Weak;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::desk::Inner;
use crate::error::DeskError;

/// The thread; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Projector {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Projector {
    pub(crate) fn start(desk: Weak<Inner>, every: Duration) -> Result<Self, DeskError> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("projector".to_owned())
            .spawn(move || {
                while matches!(stopped.recv_timeout(every), Err(RecvTimeoutError::Timeout)) {
                    let Some(inner) = desk.upgrade() else { return };
                    inner.project_all();
                }
            })
            .map_err(|error| DeskError::Io {
                path: String::new(),
                operation: "start a thread",
                error,
            })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Projector {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            // The last clone of a desk may be dropped by this very thread.
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the projector stopped with a panic");
        }
    }
}
