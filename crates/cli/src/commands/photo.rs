//! `tezis-cli photo …`

use std::path::PathBuf;
use std::process::ExitCode;

use tezis_desk::wire::JobResult;

use super::{FOUND_WRONG, Outcome, finish, reading, say_failed, writing};
use crate::arguments::{PhotoCommand, SetPhoto};
use crate::output::Output;

pub(super) fn run(command: PhotoCommand, library: PathBuf, output: &Output) -> Outcome {
    match command {
        PhotoCommand::Import { files, report } => {
            let desk = writing(library)?;
            let job = desk.import_photos(report, files)?;
            let result = finish(&desk, job)?;
            desk.close();
            output.give(&result, |result| match result {
                JobResult::Imported { photos, .. } => {
                    let hashes: Vec<&str> =
                        photos.iter().map(|photo| photo.hash.as_str()).collect();
                    hashes.join("\n")
                }
                _ => String::new(),
            });
            let JobResult::Imported { photos, failed, .. } = &result else {
                return Ok(ExitCode::SUCCESS);
            };
            for photo in photos.iter().filter(|photo| photo.damage.is_some()) {
                output.warn(&format!("{} is damaged; it was kept as it is", photo.name));
            }
            for file in failed {
                say_failed(output, &file.name, &file.error);
            }
            Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FOUND_WRONG) })
        }
        PhotoCommand::List { report } => {
            let photos = reading(library)?.list_photos(report)?;
            output.give(&photos, |photos| {
                let lines: Vec<String> = photos
                    .iter()
                    .map(|photo| {
                        let cover = if photo.cover { "*" } else { " " };
                        let size = photo
                            .facts
                            .as_ref()
                            .map(|facts| format!("{}×{}", facts.width, facts.height))
                            .unwrap_or_default();
                        let caption = photo.caption.as_deref().unwrap_or("");
                        format!("{cover} {}  {size}  {caption}", photo.hash)
                    })
                    .collect();
                lines.join("\n")
            });
            Ok(ExitCode::SUCCESS)
        }
        PhotoCommand::Set(set) => describe(set, library),
    }
}

fn describe(set: SetPhoto, library: PathBuf) -> Outcome {
    let desk = writing(library)?;
    desk.describe_photo(
        set.report,
        &set.photo,
        &tezis_desk::wire::PhotoDescription {
            language: set.language,
            caption: set.caption,
            alt: set.alt,
            credit: set.credit,
            creator: set.creator,
            copyright: set.copyright,
            cover: set.cover.then_some(true),
        },
    )?;
    desk.close();
    Ok(ExitCode::SUCCESS)
}
