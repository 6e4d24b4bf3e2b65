//! `tezis-cli tag …`

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use tezis_desk::model::Mark;

use super::{Outcome, writing};
use crate::arguments::TagCommand;
use crate::output::Output;

#[derive(Serialize)]
struct Tagged {
    tagged: usize,
}

pub(super) fn run(command: TagCommand, library: PathBuf, output: &Output) -> Outcome {
    let TagCommand::Add { report, words, person, session } = command;
    let mark = match (person, session) {
        (Some(id), _) => Mark::Person { id },
        (None, Some(id)) => Mark::Session { id },
        (None, None) => {
            return Err(tezis_desk::DeskError::Empty { what: "--person or --session" }.into());
        }
    };
    let desk = writing(library)?;
    let (tagged, _) = desk.tag_words(report, &words, &mark)?;
    desk.close();
    output.give(&Tagged { tagged }, |tagged| tagged.tagged.to_string());
    Ok(ExitCode::SUCCESS)
}
