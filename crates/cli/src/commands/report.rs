//! `tezis-cli report …`

use std::path::PathBuf;
use std::process::ExitCode;

use tezis_desk::model::ReportKind;
use tezis_desk::wire::{ReportFilter, ReportPage};

use super::{Outcome, history, publication, reading, returned, writing};
use crate::arguments::{DeriveReport, NewReport, ReportCommand, ReportKindName};
use crate::output::Output;

pub(super) fn run(command: ReportCommand, library: PathBuf, output: &Output) -> Outcome {
    match command {
        ReportCommand::New(new) => make(&new, library, output),
        ReportCommand::List { forum, limit } => {
            let filter = ReportFilter { forum, limit, ..ReportFilter::default() };
            list(&filter, library, output)
        }
        ReportCommand::Search { query, limit } => {
            let filter = ReportFilter { query: query.join(" "), limit, ..ReportFilter::default() };
            list(&filter, library, output)
        }
        ReportCommand::History { report } => history::history(report, library, output),
        ReportCommand::Restore(restore) => history::restore(&restore, library, output),
        ReportCommand::Diff(diff) => history::diff(&diff, library, output),
        ReportCommand::Derive(derive) => self::derive(&derive, library, output),
        ReportCommand::Update(update) => returned::update(&update, library, output),
        ReportCommand::Copy(copy) => publication::copy(&copy, library, output),
        ReportCommand::Publish(publish) => publication::publish(&publish, library, output),
        ReportCommand::Changes { report, since } => {
            publication::changes(report, since, library, output)
        }
        ReportCommand::Receipts { report, article } => {
            publication::receipts(report, article, library, output)
        }
        ReportCommand::Show { report } => {
            let opened = reading(library)?.open_report(report)?;
            output.give(&opened, |opened| {
                let about = &opened.report.about;
                let mut lines = vec![
                    about.headlines.get("main").cloned().unwrap_or_default(),
                    format!("id        {}", opened.report.id),
                    format!("forum     {}", opened.forum.id),
                    format!("profile   {}", opened.profile.name),
                    format!("byline    {}", about.byline.join(", ")),
                    format!("blocks    {}", opened.report.body.len()),
                    format!("photos    {}", opened.report.placements.len()),
                    format!("saved     {}", opened.saved_at),
                ];
                lines
                    .extend(opened.read_only.iter().map(|why| format!("read only {}", why.detail)));
                lines.join("\n")
            });
            Ok(ExitCode::SUCCESS)
        }
        ReportCommand::Text { report } => {
            let text = reading(library)?.report_text(report)?;
            output.give(&text, Clone::clone);
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn make(new: &NewReport, library: PathBuf, output: &Output) -> Outcome {
    let desk = writing(library)?;
    let profile = new.profile.as_deref();
    let opened = match &new.from {
        Some(file) => {
            let text = desk.read_file(file, profile)?;
            if !text.text.left_out.is_empty() {
                output.warn(&format!(
                    "{} lines that are not the report were left out; they are kept with the forum",
                    text.text.left_out.len()
                ));
            }
            desk.accept_intake(&text, new.forum, profile)?
        }
        None => desk.new_report(new.forum, profile, new.headline.as_deref())?,
    };
    desk.close();
    output.made(&opened.report.id);
    Ok(ExitCode::SUCCESS)
}

fn derive(derive: &DeriveReport, library: PathBuf, output: &Output) -> Outcome {
    let desk = writing(library)?;
    let kind = match derive.kind {
        ReportKindName::Full => ReportKind::Full,
        ReportKindName::Short => ReportKind::Short,
        ReportKindName::Update => ReportKind::Update,
        ReportKindName::Translation => ReportKind::Translation,
    };
    let blocks = Some(derive.blocks.as_slice()).filter(|blocks| !blocks.is_empty());
    let made = desk.derive_report(derive.report, kind, derive.language.as_deref(), blocks)?;
    desk.close();
    output.made(&made.report.id);
    Ok(ExitCode::SUCCESS)
}

fn list(filter: &ReportFilter, library: PathBuf, output: &Output) -> Outcome {
    let page: ReportPage = reading(library)?.list_reports(filter)?;
    output.give(&page, |page| {
        let lines: Vec<String> = page
            .rows
            .iter()
            .map(|row| format!("{}  {}  {}", row.id, row.updated_at, row.headline))
            .collect();
        lines.join("\n")
    });
    Ok(ExitCode::SUCCESS)
}
