//! Word's files (ECMA-376, "Office Open XML") in: paragraphs with their kinds and marks, and for files
//! of ours that come back, which block each of them was.
//!
//! A file comes from anybody. Nothing is read but the parts that are needed, each up to a limit; XML
//! is walked as a stream, without recursion and without entities, and how deep it is nested costs no
//! stack. Pictures, comments, headers and footers are left out; what an editor deleted with tracked
//! changes is gone and what was inserted is there.

mod archive;
mod body;
mod numbering;
mod paragraph;
mod properties;
mod styles;
mod xml;

pub use properties::DocxIdentity;

use std::collections::BTreeMap;

use tezis_lang as lang;
use tezis_report::ids::BlockId;
use tezis_report::model::{BlockKind, RichText};

use self::archive::Archive;
use self::body::{Body, Role};
use crate::LeftOutReason;
use crate::hint::Hint;
use crate::intake::{Intake, IntakeBlock, IntakeWarning};
use crate::piece::{Piece, PieceKind, Pieces};
use crate::returned::{ReadBlock, ReturnedText};
use crate::{IntakeError, anatomy};

/// What the names of our bookmarks begin with; a block's id follows, or the name of a field.
const BOOKMARK: &str = "_tezis_";

/// Tells whether bytes are to be read here: an archive, or a file of Word's before 2007.
pub(crate) fn is_office(bytes: &[u8]) -> bool {
    archive::is_zip(bytes) || archive::is_ole(bytes)
}

/// Reads a file of Word's as a report.
pub(crate) fn read(bytes: &[u8], hint: &Hint<'_>) -> Result<Intake, IntakeError> {
    let text = Text::of(bytes, hint)?;
    let mut pieces = Pieces::default();
    // The first heading of the highest level is the headline where no paragraph has the title's style.
    let mut titled = text.paragraphs.iter().any(|paragraph| paragraph.role == Role::Title);
    for paragraph in text.paragraphs {
        let first = !titled && paragraph.role == Role::Heading(1);
        titled |= first;
        let kind = if first { PieceKind::Title } else { piece_kind(paragraph.role) };
        pieces.all.push(Piece { kind, text: paragraph.text, linked: paragraph.linked });
    }
    let mut intake = anatomy::assemble(pieces, hint);
    "UTF-8".clone_into(&mut intake.encoding);
    intake.warnings = text.warnings;
    Ok(intake)
}

/// Reads the properties `TezisReport` and `TezisVersion` of a file that this program wrote. `None`
/// for every other file, and for one that can't be read.
pub fn identity(bytes: &[u8]) -> Option<DocxIdentity> {
    let mut archive = Archive::open(bytes).ok()?;
    properties::identity(&mut archive).ok().flatten()
}

/// Reads a file of Word's that comes back: its words, and for each paragraph that carries one of our
/// bookmarks, which block it was sent as. A file without any is read as [`read`](crate::read) does.
pub fn read_returned(bytes: &[u8], hint: &Hint<'_>) -> Result<ReturnedText, IntakeError> {
    let text = Text::of(bytes, hint)?;
    let ours = text.paragraphs.iter().any(|paragraph| paragraph.bookmark.is_some());
    if !ours {
        let mut returned = ReturnedText::from(read(bytes, hint)?);
        returned.identity = text.identity;
        return Ok(returned);
    }
    let mut returned = ReturnedText {
        identity: text.identity,
        warnings: text.warnings,
        ..ReturnedText::default()
    };
    for paragraph in text.paragraphs {
        let source = paragraph.bookmark.as_deref().map(str::parse::<BlockId>);
        match (source, paragraph.bookmark) {
            (Some(Err(_)), Some(field)) => {
                put_field(&mut returned.fields, field, &paragraph.text.text);
            }
            (None, _) if paragraph.role == Role::Title => {
                put_field(&mut returned.fields, "headline".to_owned(), &paragraph.text.text);
            }
            (None, _) if paragraph.role.is_of_the_frame() => {}
            (source, _) => {
                let kind = block_kind(paragraph.role);
                let block = IntakeBlock { kind, text: paragraph.text };
                returned.blocks.push(ReadBlock { block, source: source.and_then(Result::ok) });
            }
        }
    }
    Ok(returned)
}

/// A field that was split into two paragraphs is still one.
fn put_field(fields: &mut BTreeMap<String, String>, field: String, words: &str) {
    let text = fields.entry(field).or_default();
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(words);
}

fn piece_kind(role: Role) -> PieceKind {
    match role {
        Role::Title => PieceKind::Title,
        Role::Caption => PieceKind::Out(LeftOutReason::Caption),
        Role::Contents => PieceKind::Out(LeftOutReason::Menu),
        Role::Kicker | Role::Instruction => PieceKind::Out(LeftOutReason::Metadata),
        // The lead is found by its place, in every kind of file alike.
        Role::Lead => PieceKind::Block(BlockKind::Paragraph),
        role => PieceKind::Block(block_kind(role)),
    }
}

fn block_kind(role: Role) -> BlockKind {
    match role {
        Role::Lead => BlockKind::Lead,
        Role::Heading(level) => BlockKind::Heading { level: level.clamp(2, 4) },
        Role::Item { ordered, level } => BlockKind::ListItem { ordered, level },
        Role::Quotation => BlockKind::Quotation,
        Role::Box => BlockKind::Box,
        _ => BlockKind::Paragraph,
    }
}

/// A paragraph of the file.
struct Paragraph {
    role: Role,
    text: RichText,
    /// A link covers all of it.
    linked: bool,
    /// What follows [`BOOKMARK`] in the name of its bookmark.
    bookmark: Option<String>,
}

/// The text of a file, and what was left out of it.
struct Text {
    paragraphs: Vec<Paragraph>,
    identity: Option<DocxIdentity>,
    warnings: Vec<IntakeWarning>,
}

impl Text {
    fn of(bytes: &[u8], hint: &Hint<'_>) -> Result<Self, IntakeError> {
        if bytes.len() > hint.limits.bytes {
            return Err(IntakeError::TooLarge { size: bytes.len(), limit: hint.limits.bytes });
        }
        let mut archive = Archive::open(bytes)?;
        let main = archive.main_part()?;
        let relations = archive.relations(&main)?;
        let styles = match relations.part("styles") {
            Some(part) => styles::Styles::read(&mut archive, part)?,
            None => styles::Styles::default(),
        };
        let numbering = match relations.part("numbering") {
            Some(part) => numbering::Numbering::read(&mut archive, part)?,
            None => numbering::Numbering::default(),
        };
        let xml = archive.part(&main)?.ok_or_else(|| archive::broken(&main, "it is missing"))?;
        let mut body = Body::new(&styles, &numbering, &relations, hint.limits.depth);
        let mut found = body.read(&main, &xml)?;
        let mut notes = 0;
        for kind in ["footnotes", "endnotes"] {
            let Some(part) = relations.part(kind) else { continue };
            let Some(xml) = archive.part(part)? else { continue };
            let relations = archive.relations(part)?;
            let mut reader = Body::new(&styles, &numbering, &relations, hint.limits.depth);
            let mut all = reader.read_notes(part, &xml)?;
            for id in body.notes_of(kind) {
                let Some(note) = all.remove(id) else { continue };
                notes += 1;
                found.extend(numbered(note, notes));
            }
        }
        let mut warnings = body.warnings();
        if notes > 0 {
            warnings.push(IntakeWarning::DocxNotes { count: notes });
        }
        let identity = properties::identity(&mut archive).ok().flatten();
        if !found.iter().any(|one| lang::nfc(&one.text.text).chars().any(char::is_alphanumeric)) {
            return Err(IntakeError::Empty);
        }
        Ok(Self { paragraphs: found, identity, warnings })
    }
}

/// Writes a note's number before its words.
fn numbered(mut note: Vec<Paragraph>, number: usize) -> Vec<Paragraph> {
    if let Some(first) = note.first_mut() {
        let label = format!("[{number}] ");
        let length = u32::try_from(label.chars().count()).unwrap_or_default();
        for span in &mut first.text.marks {
            span.start += length;
            span.end += length;
        }
        first.text.text.insert_str(0, &label);
    }
    note
}
