//! Structured logs in the platform's state folder, one file a day, a week of them. They name
//! operations, codes and ids, never the content of a report.

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Starts the log; the returned guard writes the last lines when it is dropped. Without a folder to
/// write to there is no log, and the program runs all the same.
pub(crate) fn start() -> Option<WorkerGuard> {
    let folder = tezis_desk::default_log_folder();
    // The appender looks for old files first, and complains where there is no folder yet.
    std::fs::create_dir_all(&folder).ok()?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("tezis")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let filter = EnvFilter::try_from_env("TEZIS_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let started = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(writer)
        .try_init()
        .is_ok();
    started.then_some(guard)
}
