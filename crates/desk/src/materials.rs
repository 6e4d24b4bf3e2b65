//! Material of others, kept with the forum: programme, press release, speech, agency text, recording.
//! The file itself stays in the library as it came; of what can be read the words are taken out, so
//! that one can copy from them and find them. What is pasted needs nothing of this: it is an edit of
//! the forum.

use std::fs;
use std::path::Path;

use serde_json::{Map, json};
use tezis_intake::{Intake, IntakeError};
use tezis_report::ids::{ForumId, PhotoHash};
use tezis_report::model::MaterialKind;
use tezis_report::{ForumCollection, Step};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::intake::{file_name, too_large};
use crate::wire::ForumEdited;

/// The largest file that is kept, in bytes: an hour of an interview uncompressed.
const LARGEST: u64 = 1 << 30;

impl Desk {
    /// Keeps a file with a forum; `made[0]` is the material's id.
    ///
    /// # Errors
    /// There is no such forum; the file cannot be read, is too large, or is a text that is damaged;
    /// or the library cannot be written. Then nothing is kept.
    pub fn add_material(
        &self,
        forum: ForumId,
        path: &Path,
        kind: MaterialKind,
        source: Option<&str>,
    ) -> Result<ForumEdited, DeskError> {
        self.inner.writable()?;
        self.forum(forum)?;
        let name = file_name(path);
        let text = self.words_of(path, &name)?;
        let original = self.keep_file(path, &name)?;
        self.forum_change(forum, |document, desk| {
            let (now, before) = (desk.inner.now(), document.heads());
            let id = desk.inner.new_entity_id();
            let source = source.map(str::trim).filter(|source| !source.is_empty());
            let fields = [
                ("kind", json!(kind)),
                ("title", json!(name)),
                ("original", json!(original)),
                ("text", json!(text)),
                ("source", json!(source)),
                ("added_at", json!(now)),
            ];
            let fields: Map<_, _> =
                fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            document.put(ForumCollection::Materials, &id, &fields, now)?;
            Ok((Step { before, after: document.heads() }, vec![id]))
        })
    }

    /// Returns the words of a text; none of a picture, a recording and whatever else is no text.
    fn words_of(&self, path: &Path, name: &str) -> Result<Option<String>, DeskError> {
        if too_large(path)?.is_some() && !is_text(path) {
            return Ok(None);
        }
        match self.read_file(path, None) {
            Ok(incoming) => Ok(Some(all_words(&incoming.text))),
            Err(DeskError::Intake { error, .. }) if kept_without_words(&error, path) => Ok(None),
            Err(error) => {
                tracing::info!(code = error.code(), name, "a material was not taken in");
                Err(error)
            }
        }
    }

    fn keep_file(&self, path: &Path, name: &str) -> Result<PhotoHash, DeskError> {
        let size = fs::metadata(path).map_err(DeskError::io(path, "read"))?.len();
        if size > LARGEST {
            let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
            let error = IntakeError::TooLarge { size: count(size), limit: count(LARGEST) };
            return Err(DeskError::Intake { name: name.to_owned(), error });
        }
        let mut file = fs::File::open(path).map_err(DeskError::io(path, "read"))?;
        Ok(self.inner.library.put_original(&mut file, LARGEST)?.hash)
    }
}

/// Whether a file is worth keeping although its words cannot be had: what somebody sent is proof of
/// what they sent. A text that is damaged or hostile is refused.
fn kept_without_words(error: &IntakeError, path: &Path) -> bool {
    match error {
        IntakeError::NotText { .. } | IntakeError::DocxLocked | IntakeError::DocxOldFormat => true,
        IntakeError::Empty => !is_text(path),
        _ => false,
    }
}

/// Whether the name says that it is a text, so that one that cannot be read is worth an error.
fn is_text(path: &Path) -> bool {
    let known = ["txt", "text", "md", "markdown", "html", "htm", "docx"];
    path.extension()
        .is_some_and(|ending| known.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Returns all words of a text, also what would be left out of a report: here it is a source.
fn all_words(text: &Intake) -> String {
    let mut lines: Vec<&str> = Vec::new();
    lines.extend(text.headline.as_deref());
    lines.extend(text.dateline.as_ref().map(|dateline| dateline.text.as_str()));
    let mut left_out = text.left_out.iter().peekable();
    for (number, block) in text.blocks.iter().enumerate() {
        while let Some(left) = left_out.next_if(|left| left.after_block <= number) {
            lines.push(&left.text);
        }
        lines.push(&block.text.text);
    }
    lines.extend(left_out.map(|left| left.text.as_str()));
    lines.extend(text.byline.iter().map(String::as_str));
    lines.extend(text.source_credit.as_deref());
    lines.join("\n")
}
