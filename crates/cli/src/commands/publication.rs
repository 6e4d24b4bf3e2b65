//! `tezis-cli report copy|publish|changes|receipts`: the way out by hand.

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use tezis_desk::ids::{PublicationId, ReportId};
use tezis_desk::model::PublicationKind;
use tezis_desk::wire::{
    BlockChange, BlockChangeKind, Handover, NewPublication, PhotoChange, Piece, PieceOp,
    ReportEdit, Update,
};
use tezis_desk::{Desk, DeskError, ReportCollection, Step};

use super::{Outcome, reading, writing};
use crate::arguments::{CopyField, PublicationKindName, PublishReport};
use crate::failure::Failure;
use crate::output::Output;

pub(super) fn copy(copy: &CopyField, library: PathBuf, output: &Output) -> Outcome {
    let handover = reading(library)?.handover(copy.report)?;
    let Some(text) = text_of(&handover, copy) else {
        let known: Vec<&str> = handover.fields.iter().map(|field| field.key.as_str()).collect();
        let id = format!("“{}” (there are: {})", copy.field, known.join(", "));
        return Err(DeskError::NotFound { what: "field", id }.into());
    };
    output.give(&text, Clone::clone);
    Ok(ExitCode::SUCCESS)
}

/// Returns what goes into a field; a field without a format is its plain text in every form.
fn text_of(handover: &Handover, copy: &CopyField) -> Option<String> {
    if let Some(number) = copy.field.strip_prefix("photo:") {
        let number: u32 = number.parse().ok()?;
        let photo = handover.photos.iter().find(|photo| photo.number == number)?;
        return Some(photo.caption.clone());
    }
    let field = handover.fields.iter().find(|field| field.key == copy.field)?;
    let formatted = match (copy.html, copy.rich) {
        (true, _) => field.html.as_ref(),
        (_, true) => field.rich.as_ref(),
        _ => None,
    };
    Some(formatted.unwrap_or(&field.plain).clone())
}

pub(super) fn publish(publish: &PublishReport, library: PathBuf, output: &Output) -> Outcome {
    let at = DateTime::parse_from_rfc3339(&publish.at)
        .map_err(|_| DeskError::Time { text: publish.at.clone() })?;
    let kind = match publish.kind {
        PublicationKindName::First => PublicationKind::First,
        PublicationKindName::Update => PublicationKind::Update,
        PublicationKindName::Correction => PublicationKind::Correction,
        PublicationKindName::Withdrawal => PublicationKind::Withdrawal,
    };
    let new = NewPublication {
        kind,
        url: publish.url.clone(),
        at: at.with_timezone(&Utc),
        target: publish.target.clone(),
    };
    let desk = writing(library)?;
    let noted = match &publish.note {
        Some(note) => write_note(&desk, publish.report, publish.kind, note)?,
        None => None,
    };
    let edited = desk.publish(publish.report, &new).or_else(|error| {
        // A text that nobody withdrew must not go out as withdrawn.
        if let Some(noted) = &noted {
            desk.revert_report(publish.report, noted)?;
        }
        Err(error)
    })?;
    desk.close();
    if let Some(id) = edited.made.first() {
        output.made(id);
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes what readers are told into the report; returns what takes it back. A publication without a
/// reason has no such field.
fn write_note(
    desk: &Desk,
    report: ReportId,
    kind: PublicationKindName,
    note: &str,
) -> Result<Option<Step>, Failure> {
    let field = match kind {
        PublicationKindName::Correction => "correction",
        PublicationKindName::Withdrawal => "withdrawal",
        PublicationKindName::First | PublicationKindName::Update => return Ok(None),
    };
    let fields = Map::from_iter([(field.to_owned(), Value::from(note))]);
    let collection = ReportCollection::Report;
    let edit = ReportEdit::Put { collection, id: Some(String::new()), fields };
    Ok(Some(desk.edit_report(report, &[edit])?.step))
}

pub(super) fn changes(
    report: ReportId,
    since: Option<PublicationId>,
    library: PathBuf,
    output: &Output,
) -> Outcome {
    let update = reading(library)?.what_changed(report, since)?;
    output.give(&update, describe);
    Ok(ExitCode::SUCCESS)
}

fn describe(update: &Update) -> String {
    let mut lines = Vec::new();
    for field in &update.fields {
        lines.push(format!("{}: {}", field.key, marked(&field.pieces)));
    }
    lines.extend(update.blocks.iter().filter_map(described));
    lines.extend(update.photos.iter().map(photo_line));
    if update.reordered {
        lines.push("photos stand in another order".to_owned());
    }
    lines.join("\n")
}

/// Says in one line what became of a photo.
pub(super) fn photo_line(photo: &PhotoChange) -> String {
    let kind = format!("{:?}", photo.kind).to_ascii_lowercase();
    let caption = photo.caption.as_deref().unwrap_or_default();
    format!("photo {} {kind}: {}  {caption}", photo.number, photo.file)
}

/// Says in one line what became of a block; nothing of one that is the same.
pub(super) fn described(block: &BlockChange) -> Option<String> {
    let sign = match block.kind {
        BlockChangeKind::Same => return None,
        BlockChangeKind::Changed => "~",
        BlockChangeKind::Added => "+",
        BlockChangeKind::Removed => "-",
        BlockChangeKind::Moved => ">",
    };
    Some(format!("{sign} {}", marked(&block.pieces)))
}

/// Shows a difference by words in one line: `[-gone-]` and `{+new+}`.
pub(super) fn marked(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece.op {
            PieceOp::Same => piece.text.clone(),
            PieceOp::Delete => format!("[-{}-]", piece.text),
            PieceOp::Insert => format!("{{+{}+}}", piece.text),
        })
        .collect()
}

pub(super) fn receipts(
    report: ReportId,
    article: bool,
    library: PathBuf,
    output: &Output,
) -> Outcome {
    let desk = reading(library)?;
    if article {
        let Some(article) = desk.published_json(report)? else {
            return Err(DeskError::NotPublished.into());
        };
        output.write(&String::from_utf8_lossy(&article));
        return Ok(ExitCode::SUCCESS);
    }
    let receipts = desk.receipts(report)?;
    output.give(&receipts, |receipts| {
        let line = |receipt: &tezis_desk::wire::Receipt| {
            let undone = if receipt.undone { "  undone" } else { "" };
            let url = receipt.url.as_deref().unwrap_or("-");
            format!(
                "{}  {}  {:?}  {}  {} words  {} photos  {url}  {}{undone}",
                receipt.publication,
                receipt.at,
                receipt.kind,
                receipt.target,
                receipt.words,
                receipt.photos,
                receipt.hash
            )
        };
        receipts.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(ExitCode::SUCCESS)
}
