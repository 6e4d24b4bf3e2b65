//! `tezis-cli forum …`, `person …`, `session …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use tezis_desk::wire::{NewPerson, NewSession};

use super::{Outcome, find, reading, writing};
use crate::arguments::{ForumCommand, PersonCommand, SessionCommand};
use crate::output::Output;

pub(super) fn run_forum(command: ForumCommand, library: PathBuf, output: &Output) -> Outcome {
    match command {
        ForumCommand::New { name, language } => {
            let desk = writing(library)?;
            let opened = desk.new_forum(&name, &language)?;
            desk.close();
            output.made(&opened.forum.id);
        }
        ForumCommand::List => {
            let rows = reading(library)?.list_forums()?;
            output.give(&rows, |rows| {
                let lines: Vec<String> =
                    rows.iter().map(|row| format!("{}  {}", row.id, row.name)).collect();
                lines.join("\n")
            });
        }
        ForumCommand::Show { forum } => {
            let opened = reading(library)?.open_forum(forum)?;
            output.give(&opened, |opened| {
                let forum = &opened.forum;
                let mut lines: Vec<String> = forum.about.names.values().cloned().collect();
                for session in &forum.sessions {
                    let title = session.entity.titles.values().next().cloned().unwrap_or_default();
                    lines.push(format!("session  {}  {title}", session.id));
                }
                for person in &forum.people {
                    let name = person.entity.full.values().next().cloned().unwrap_or_default();
                    lines.push(format!("person   {}  {name}", person.id));
                }
                lines.push(format!("photos   {}", forum.photos.len()));
                lines.join("\n")
            });
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn run_person(command: PersonCommand, library: PathBuf, output: &Output) -> Outcome {
    let (forum, name, role, session, language) = match command {
        PersonCommand::Places { person } => return find::places(person, library, output),
        PersonCommand::Add { forum, name, role, session, language } => {
            (forum, name, role, session, language)
        }
    };
    let desk = writing(library)?;
    let id = desk.add_person(forum, &NewPerson { name, role, session, language })?;
    desk.close();
    output.made(&id);
    Ok(ExitCode::SUCCESS)
}

pub(super) fn run_session(command: SessionCommand, library: PathBuf, output: &Output) -> Outcome {
    let SessionCommand::Add { forum, title, kind, language } = command;
    let kind = kind.to_possible_value().map(|value| value.get_name().to_owned());
    let desk = writing(library)?;
    let new = NewSession { title, kind: kind.unwrap_or_default(), language };
    let id = desk.add_session(forum, &new)?;
    desk.close();
    output.made(&id);
    Ok(ExitCode::SUCCESS)
}
