//! A whole file: bytes to a text, the text to pieces, the pieces to a report.

use tezis_lang as lang;

use crate::hint::{Hint, TextKind};
use crate::intake::{Intake, IntakeWarning};
use crate::{IntakeError, anatomy, docx, encoding, markup, plain, repair};

/// Reads a file's bytes as a report.
///
/// A file of Word's is known by its bytes; otherwise the kind is the hint's, else the name's, else
/// what the bytes look like. Fails on a file that is empty, larger than the hint's limit, or no text.
pub fn read(bytes: &[u8], hint: &Hint<'_>) -> Result<Intake, IntakeError> {
    if bytes.len() > hint.limits.bytes {
        return Err(IntakeError::TooLarge { size: bytes.len(), limit: hint.limits.bytes });
    }
    if docx::is_office(bytes) {
        let mut intake = docx::read(bytes, hint)?;
        intake.language = language(&intake);
        return Ok(intake);
    }
    let decoded = encoding::decode(bytes, markup::declared_encoding(bytes))?;
    let (text, more_warnings) = clean(&decoded.text);
    if !text.chars().any(is_visible) {
        return Err(IntakeError::Empty);
    }
    let mut warnings = decoded.warnings;
    warnings.extend(more_warnings);
    let kind = kind(&text, hint);
    // Names and months are recognised with their ə even where it is not to be put back. A page may
    // hold real ones as entities, so there only on demand.
    let lost = warnings.iter().any(|warning| matches!(warning, IntakeWarning::SchwaLost { .. }));
    let restored = lost && (hint.restore_schwa || kind != TextKind::Html);
    let text = if restored { repair::restore_schwa(&text) } else { text };
    let pieces = match kind {
        TextKind::Plain => plain::pieces(&text, hint),
        TextKind::Markdown => markup::markdown_pieces(&text, hint.limits),
        TextKind::Html => markup::page_pieces(&text, hint.limits),
    };
    if pieces.too_deep {
        warnings.push(IntakeWarning::TooDeep);
    }
    let mut intake = anatomy::assemble(pieces, hint);
    if intake.headline.is_none() && intake.blocks.is_empty() && intake.left_out.is_empty() {
        return Err(IntakeError::Empty);
    }
    intake.encoding = decoded.encoding.name().to_owned();
    intake.language = language(&intake);
    if restored && !hint.restore_schwa {
        // The encoding has no ə, so each one is one of ours, and each took one character's place.
        intake.change_texts(|text| *text = text.replace(['ə', 'Ə'], "?"));
    }
    intake.warnings = warnings;
    Ok(intake)
}

/// Brings a text to NFC and line feeds, and takes out what can't be seen.
pub(crate) fn clean(text: &str) -> (String, Vec<IntakeWarning>) {
    let mut warnings = Vec::new();
    let composed = lang::nfc(text);
    if composed != text {
        warnings.push(IntakeWarning::Composed);
    }
    let mut cleaned = String::with_capacity(composed.len());
    let mut removed = 0_usize;
    let mut before = None;
    for (at, c) in composed.chars().enumerate() {
        match c {
            '\n' if before == Some('\r') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\n' | '\t' => cleaned.push(c),
            // The mark at the beginning is the file's, not the text's.
            '\u{feff}' if at == 0 => {}
            _ if c.is_control() || is_invisible(c) => removed += 1,
            _ => cleaned.push(c),
        }
        before = Some(c);
    }
    if removed > 0 {
        warnings.push(IntakeWarning::InvisibleRemoved { count: removed });
    }
    (cleaned, warnings)
}

/// Characters without width that hide in pasted words and keep search from finding them. Joiners stay:
/// emoji and other scripts need them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{200c}' | '\u{200d}')
}

fn kind(text: &str, hint: &Hint<'_>) -> TextKind {
    if let Some(kind) = hint.kind {
        return kind;
    }
    let extension =
        hint.file_name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    let is = |known: &[&str]| {
        extension.is_some_and(|extension| {
            known.iter().any(|known| extension.eq_ignore_ascii_case(known))
        })
    };
    if is(&["md", "markdown", "mdown"]) {
        TextKind::Markdown
    } else if is(&["html", "htm", "xhtml"]) {
        TextKind::Html
    } else if is(&["txt", "text"]) || !looks_like_html(text) {
        TextKind::Plain
    } else {
        TextKind::Html
    }
}

fn looks_like_html(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<meta",
    ];
    let begin = text.trim_start();
    OPENINGS.iter().any(|opening| {
        begin.get(..opening.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(opening))
    })
}

fn language(intake: &Intake) -> Option<String> {
    let mut words = intake.headline.clone().unwrap_or_default();
    for block in &intake.blocks {
        words.push('\n');
        words.push_str(&block.text.text);
    }
    lang::detect(&words).map(|lang| lang.tag().to_owned())
}
