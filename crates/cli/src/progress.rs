//! Progress and rates on the error stream, only where that is a terminal.

use std::io::{IsTerminal, Write, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tezis_desk::Events;
use tezis_desk::wire::{BackupState, Changed, Job, JobState};

/// Draws the running job.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    pub(crate) fn new() -> Self {
        let bar = if stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec} {wide_msg}");
        Self { bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())) }
    }
}

impl Events for Bar {
    fn job(&self, job: &Job) {
        self.bar.set_length(job.total.into());
        self.bar.set_position(job.done.into());
        self.bar.set_message(job.what.clone());
        if job.state != JobState::Running {
            self.bar.finish_and_clear();
        }
    }

    fn changed(&self, _: &Changed) {}

    fn backup(&self, _: &BackupState) {}
}

/// Says how fast it went: photos and megabytes in a second.
pub(crate) fn say_rate(photos: usize, bytes: u64, took: Duration) {
    let mut err = stderr().lock();
    if err.is_terminal() {
        // A terminal that went away has nobody to tell.
        drop(writeln!(err, "{}", rate(photos, bytes, took)));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate is read, not reckoned with")]
fn rate(photos: usize, bytes: u64, took: Duration) -> String {
    let seconds = took.as_secs_f64().max(0.001);
    let megabytes = bytes as f64 / 1e6;
    format!(
        "{photos} photos, {megabytes:.1} MB in {seconds:.1} s: {:.1} photos/s, {:.1} MB/s",
        photos as f64 / seconds,
        megabytes / seconds
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_by_the_second() {
        let said = rate(30, 60_000_000, Duration::from_secs(4));
        assert_eq!(said, "30 photos, 60.0 MB in 4.0 s: 7.5 photos/s, 15.0 MB/s");
        assert!(!rate(0, 0, Duration::ZERO).contains("NaN"));
    }
}
