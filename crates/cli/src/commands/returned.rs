//! `tezis-cli report update`: a text that an editor changed comes back.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use tezis_desk::wire::{Returned, ReturnedChange, ReturnedKind};
use tezis_desk::{Desk, DeskError};

use super::publication::marked;
use super::{FOUND_WRONG, Outcome, reading, writing};
use crate::arguments::UpdateReport;
use crate::failure::Failure;
use crate::output::Output;

/// What was done with a returned text.
#[derive(Debug, Serialize)]
struct Accepted {
    /// Ids of the changes that are in the report now.
    accepted: Vec<String>,
    /// Ids of those that are not.
    refused: Vec<String>,
}

pub(super) fn update(update: &UpdateReport, library: PathBuf, output: &Output) -> Outcome {
    if update.accept.is_empty() {
        let desk = reading(library)?;
        let returned = compare(&desk, update)?;
        output.give(&returned, describe);
        return Ok(if is_other(&returned, update) {
            warn_of_other(&returned, output);
            ExitCode::from(FOUND_WRONG)
        } else {
            ExitCode::SUCCESS
        });
    }
    let desk = writing(library)?;
    let returned = compare(&desk, update)?;
    if is_other(&returned, update) {
        warn_of_other(&returned, output);
        return Ok(ExitCode::from(FOUND_WRONG));
    }
    let (accepted, refused) = chosen(&returned.changes, &update.accept)?;
    if !accepted.is_empty() {
        desk.accept_returned(update.report, &returned.base.heads, &accepted)?;
    }
    desk.close();
    let ids = |changes: &[ReturnedChange]| changes.iter().map(|change| change.id.clone()).collect();
    let done = Accepted { accepted: ids(&accepted), refused: ids(&refused) };
    output.give(&done, |done| {
        format!("{} accepted, {} refused", done.accepted.len(), done.refused.len())
    });
    Ok(ExitCode::SUCCESS)
}

fn compare(desk: &Desk, update: &UpdateReport) -> Result<Returned, Failure> {
    Ok(desk.compare_returned(update.report, Some(&update.from), None, None)?)
}

fn is_other(returned: &Returned, update: &UpdateReport) -> bool {
    !update.other && returned.belongs.is_some_and(|report| report != update.report)
}

fn warn_of_other(returned: &Returned, output: &Output) {
    let id = returned.belongs.map(|report| report.to_string()).unwrap_or_default();
    let headline = returned.other.as_deref().unwrap_or("which this library does not have");
    output.warn(&format!(
        "the file says that it is another report: {id}, {headline}; give that id, or --other to go on"
    ));
}

/// Splits the changes into those that are taken over and those that are not.
fn chosen(
    changes: &[ReturnedChange],
    accept: &[String],
) -> Result<(Vec<ReturnedChange>, Vec<ReturnedChange>), Failure> {
    let says = |word: &str| accept.iter().any(|said| said == word);
    let known = |id: &&String| changes.iter().any(|change| change.id == **id);
    let words = ["all", "none"];
    let unknown = accept.iter().filter(|id| !words.contains(&id.as_str())).find(|id| !known(id));
    if let Some(id) = unknown {
        return Err(DeskError::NotFound { what: "change", id: id.clone() }.into());
    }
    let taken = |change: &ReturnedChange| says("all") || accept.contains(&change.id);
    Ok(changes.iter().cloned().partition(|change| taken(change) && !says("none")))
}

fn describe(returned: &Returned) -> String {
    let mut lines: Vec<String> = returned.changes.iter().map(described).collect();
    lines.push(format!("{} changes, {} blocks as they were sent", lines.len(), returned.same));
    lines.join("\n")
}

fn described(change: &ReturnedChange) -> String {
    let sign = match change.kind {
        ReturnedKind::Changed => "~".to_owned(),
        ReturnedKind::Added => "+".to_owned(),
        ReturnedKind::Removed => "-".to_owned(),
        ReturnedKind::Moved => ">".to_owned(),
        ReturnedKind::Field => format!("{}:", change.field.as_deref().unwrap_or("field")),
    };
    let conflict = if change.conflict { "  (changed here, too)" } else { "" };
    format!("{}  {sign} {}{conflict}", change.id, marked(&change.pieces))
}
