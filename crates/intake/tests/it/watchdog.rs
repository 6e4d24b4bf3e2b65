//! A guard against input that is never done with: it measures nothing.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Far more than anything here takes on the slowest machine; what it guards against takes hours.
const PATIENCE: Duration = Duration::from_secs(300);

/// Does some work, and ends the whole test program when it does not come to an end.
pub(crate) fn ends<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = channel::<()>();
    let name = what.to_owned();
    let guard = std::thread::spawn(move || {
        if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            println!("{name} does not end");
            std::process::abort();
        }
    });
    let result = work();
    drop(done);
    guard.join().unwrap();
    result
}
