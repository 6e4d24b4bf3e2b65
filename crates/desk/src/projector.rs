//! Brings projections up to date while the user types: at most once a second, on a thread of its
//! own, so that a save costs only its change. At the start it makes the rows that the lists of an older
//! program did not have, and empties the trash.

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
                let mut behind = Some(String::new());
                loop {
                    // Between two parts of the work that an older program left, only whoever waits to
                    // write comes in.
                    let pause = if behind.is_some() { Duration::ZERO } else { every };
                    if !matches!(stopped.recv_timeout(pause), Err(RecvTimeoutError::Timeout)) {
                        return;
                    }
                    let Some(inner) = desk.upgrade() else { return };
                    if let Some(after) = behind {
                        behind = inner.derive_behind(&after);
                        if behind.is_none() {
                            inner.empty_old_trash();
                        }
                    }
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
