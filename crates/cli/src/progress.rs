//! A progress bar on the error stream, only where that is a terminal.

use std::io::{IsTerminal, stderr};

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
