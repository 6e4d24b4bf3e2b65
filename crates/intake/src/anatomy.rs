//! Which piece is what: headline, date line, lead and body, byline, the medium's name, and what is not
//! the report. The same rules for every kind of file; where markup says something, it goes first.
//!
//! Nothing is dropped: each piece is in the result or left out with a reason.

mod end;
mod head;
mod others;

use tezis_report::model::BlockKind;

use crate::LeftOutReason;
use crate::dateline;
use crate::hint::Hint;
use crate::intake::{Dateline, Intake, IntakeBlock, LeftOut};
use crate::piece::{Piece, PieceKind, Pieces};
use crate::signs::{self, Signature};

/// What became of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// Not decided; at the end, a block of the body.
    Open,
    Headline,
    Dateline(Dateline),
    Signature(Signature),
    Out(LeftOutReason),
}

/// What a piece looks like by itself.
struct Look {
    /// A part of the body beyond doubt: prose, or something that only a body has.
    body: bool,
    /// Could be the headline of another article.
    headline: bool,
    /// Too long for a name.
    long: bool,
    /// No part of a report wherever it stands.
    notice: Option<LeftOutReason>,
}

impl Look {
    fn of(piece: &Piece, hint: &Hint<'_>) -> Self {
        let text = piece.text.text.as_str();
        let body = match piece.kind {
            _ if piece.linked => false,
            PieceKind::Block(BlockKind::Paragraph) => signs::is_prose(text),
            PieceKind::Block(BlockKind::Heading { .. }) | PieceKind::Title | PieceKind::Out(_) => {
                false
            }
            PieceKind::Block(_) => true,
        };
        Self {
            body,
            headline: !body && signs::is_headline_like(text),
            long: text.split_whitespace().take(LONG_LINE).count() == LONG_LINE,
            notice: signs::notice(text, hint),
        }
    }
}

/// Names of people have fewer words.
const LONG_LINE: usize = 4;

/// The pieces with what became of them.
struct Anatomy<'a> {
    pieces: Vec<Piece>,
    looks: Vec<Look>,
    fates: Vec<Fate>,
    /// Names of the medium that the text or the profile gives.
    portals: Vec<String>,
    hint: &'a Hint<'a>,
}

/// Sorts the pieces of a text into the parts of a report.
pub(crate) fn assemble(found: Pieces, hint: &Hint<'_>) -> Intake {
    let Pieces { all: pieces, title, date, authors, too_deep: _ } = found;
    let texts = pieces.iter().map(|piece| piece.text.text.as_str());
    let portals = signs::portal_names(texts, hint);
    let pieces: Vec<Piece> =
        pieces.into_iter().flat_map(|piece| split_signed(piece, &portals, hint)).collect();
    let mut anatomy = Anatomy::new(pieces, portals, hint);
    anatomy.find_head(title.as_deref());
    anatomy.find_end();
    anatomy.find_others();
    let mut intake = anatomy.finish();
    if intake.headline.is_none() {
        intake.headline = title;
    }
    intake.headline_marker = intake
        .headline
        .as_deref()
        .and_then(|headline| signs::marker(headline, hint))
        .map(str::to_owned);
    if intake.dateline.is_none() {
        intake.dateline = date.and_then(|date| dateline::parse(&date, &[], |_| false));
    }
    if intake.byline.is_empty() {
        intake.byline = authors;
    }
    intake
}

impl<'a> Anatomy<'a> {
    fn new(pieces: Vec<Piece>, portals: Vec<String>, hint: &'a Hint<'a>) -> Self {
        let fates = pieces
            .iter()
            .map(|piece| match piece.kind {
                PieceKind::Out(reason) => Fate::Out(reason),
                PieceKind::Title | PieceKind::Block(_) => Fate::Open,
            })
            .collect();
        let looks = pieces.iter().map(|piece| Look::of(piece, hint)).collect();
        Self { pieces, looks, fates, portals, hint }
    }

    fn text(&self, index: usize) -> &str {
        self.pieces.get(index).map_or("", |piece| piece.text.text.as_str())
    }

    fn is_open(&self, index: usize) -> bool {
        self.fates.get(index) == Some(&Fate::Open)
    }

    fn set(&mut self, index: usize, fate: Fate) {
        if let Some(slot) = self.fates.get_mut(index) {
            *slot = fate;
        }
    }

    /// The pieces that nothing is decided about, in order.
    fn open(&self) -> Vec<usize> {
        (0..self.pieces.len()).filter(|&index| self.is_open(index)).collect()
    }

    fn is_body(&self, index: usize) -> bool {
        self.looks.get(index).is_some_and(|look| look.body)
    }

    fn notice(&self, index: usize) -> Option<LeftOutReason> {
        self.looks.get(index)?.notice
    }

    fn has_dateline(&self) -> bool {
        self.fates.iter().any(|fate| matches!(fate, Fate::Dateline(_)))
    }

    fn signature(&self, index: usize) -> Option<Signature> {
        let piece = self.pieces.get(index)?;
        // An author's name may be a link to the author's page, but no heading is a signature.
        if !piece.is_paragraph() {
            return None;
        }
        signs::signature(&piece.text.text, &self.portals, self.hint)
    }

    fn dateline(&self, index: usize) -> Option<Dateline> {
        dateline::parse(self.text(index), self.hint.dateline, |word| {
            signs::is_section(word, self.hint)
        })
    }

    fn finish(self) -> Intake {
        let mut intake = Intake::default();
        for (piece, fate) in self.pieces.into_iter().zip(self.fates) {
            match fate {
                Fate::Open => put_block(&mut intake, piece),
                Fate::Headline => intake.headline = Some(piece.text.text),
                Fate::Dateline(dateline) => intake.dateline = Some(dateline),
                Fate::Signature(signature) => put_signature(&mut intake, signature),
                Fate::Out(reason) => put_out(&mut intake, piece.text.text, reason),
            }
        }
        name_lead(&mut intake.blocks);
        intake
    }
}

/// The lead is the first paragraph that says something; a line between headline and lead ("deck") is
/// none.
fn name_lead(blocks: &mut [IntakeBlock]) {
    let paragraph = |block: &&mut IntakeBlock| block.kind == BlockKind::Paragraph;
    let head = || 0..blocks.len().min(3);
    let prose = head().find(|&at| {
        blocks.get(at).is_some_and(|block| {
            block.kind == BlockKind::Paragraph && signs::is_prose(&block.text.text)
        })
    });
    let lead = match prose {
        Some(at) => blocks.get_mut(at),
        None => blocks.iter_mut().find(paragraph),
    };
    if let Some(block) = lead {
        block.kind = BlockKind::Lead;
    }
}

fn put_block(intake: &mut Intake, piece: Piece) {
    let kind = match piece.kind {
        // A second title is a heading of the body.
        PieceKind::Title => BlockKind::Heading { level: 2 },
        PieceKind::Block(kind) => kind,
        PieceKind::Out(reason) => return put_out(intake, piece.text.text, reason),
    };
    intake.blocks.push(IntakeBlock { kind, text: piece.text });
}

fn put_signature(intake: &mut Intake, signature: Signature) {
    let Signature { label, names, credit } = signature;
    if let Some(label) = label {
        put_out(intake, label, LeftOutReason::Label);
    }
    intake.byline.extend(names);
    match credit {
        Some(credit) if intake.source_credit.is_none() => intake.source_credit = Some(credit),
        Some(credit) => put_out(intake, credit, LeftOutReason::AfterEnd),
        None => {}
    }
}

fn put_out(intake: &mut Intake, text: String, reason: LeftOutReason) {
    intake.left_out.push(LeftOut { after_block: intake.blocks.len(), text, reason });
}

/// Takes lines off a paragraph that was written with line breaks, where a whole paragraph of a page
/// holds the author, the medium or the date under the text.
fn split_signed(piece: Piece, portals: &[String], hint: &Hint<'_>) -> Vec<Piece> {
    if !piece.is_paragraph() || !piece.text.text.contains('\n') {
        return vec![piece];
    }
    let lines: Vec<&str> =
        piece.text.text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_sign = |line: &&str| {
        signs::signature(line, portals, hint).is_some()
            || dateline::parse(line, hint.dateline, |word| signs::is_section(word, hint)).is_some()
            || signs::notice(line, hint).is_some()
    };
    let above = lines.iter().take_while(|line| is_sign(line)).count();
    let below = lines.iter().skip(above).rev().take_while(|line| is_sign(line)).count();
    if above + below == 0 {
        return vec![piece];
    }
    let own = |lines: &[&str]| lines.iter().map(|line| Piece::paragraph(*line)).collect::<Vec<_>>();
    let middle_end = lines.len() - below;
    let mut pieces = own(lines.get(..above).unwrap_or_default());
    if above < middle_end {
        pieces.push(Piece { text: piece.text.lines(above, middle_end), ..piece });
    }
    pieces.extend(own(lines.get(middle_end..).unwrap_or_default()));
    pieces
}

/// Cutting a text at its line breaks.
trait Lines {
    /// The text from one line to before another, counting lines that are not empty.
    fn lines(&self, from: usize, to: usize) -> Self;
}

impl Lines for tezis_report::model::RichText {
    fn lines(&self, from: usize, to: usize) -> Self {
        let mut offset = 0;
        let mut filled = 0;
        let (mut start, mut end) = (0, 0);
        for line in self.text.split('\n') {
            let length = line.chars().count();
            if !line.trim().is_empty() {
                if filled == from {
                    start = offset;
                }
                filled += 1;
                if filled == to {
                    end = offset + length;
                }
            }
            offset += length + 1;
        }
        crate::rich::cut(self, start, end)
    }
}
